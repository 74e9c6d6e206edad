// ip-address: the address of a machine on the internet.

/// Addresses of version 4 and version 6.
///
/// Source: RFC 791; RFC 4291, section 2.2; RFC 5737 and RFC 3849 for documentation.
public enum IPAddress {
  /// The name of the rule.
  public static let name: RuleName = "ip-address"

  /// Versions of software are counted in small numbers.
  private static let mostVersion = 30

  /// Judges four octets.
  static func value(of octets: [Int]) -> IdentifierValue? {
    guard octets.count == 4, octets.allSatisfy({ $0 <= 255 }), octets[0] > 0 else { return nil }
    let key = octets.reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
    let isDocumentation = [[192, 0, 2], [198, 51, 100], [203, 0, 113]].contains(Array(octets.prefix(3)))
    // Four small numbers may be a version or a section.
    let mayBeVersion = octets.allSatisfy { $0 < mostVersion }
    return IdentifierValue(
      strength: isDocumentation || octets[0] == 127 ? .test : mayBeVersion ? .valid : .issued, key: key,
      isInRange: !mayBeVersion)
  }

  /// Documentation and examples.
  public static let definition = IdentifierDefinition(
    RuleDescription(
      name: name, family: .identifiers, statbarn: nil,
      summary: "An address of a machine on the internet.",
      rationale: """
        It leads to a connection and through it to a household or a person. Four small numbers with dots are \
        as often a version: they count under a header or beside words that say so.
        """,
      remedy: "Remove the column or the cell.",
      sources: ["RFC 791", "RFC 4291", "RFC 5737"],
      examples: [
        RuleExample(.review, "one address", "note,n\n81.2.69.160,12\n"),
        RuleExample(.pass, "versions", "package,version\nx,1.2.3.4\ny,10.0.19041.1\nz,4.18.0\n"),
      ]
    ),
    pack: .generic, tier: .contextual, title: "an address of the internet",
    check: "have the form of an address",
    forms: [".d.", ".dd.", ".ddd."].map { IdentifierForm(endingIn: $0, edge: .none, finder: findFour) }
      + [":HHHH:HHHH", ":HHH:HHHH", ":HHHH:HHH", ":HHH:HHH"].map {
        IdentifierForm(endingIn: $0, finder: findSix)
      } + [IdentifierForm(endingIn: "::", edge: .none, finder: findSix)],
    contextWords: ["ip ", "ip:", "ipv4", "ip address", "host", "server"],
    matches: AtLeastOne(
      .init("81.2.69.160", .issued), .init("192.168.0.17", .issued), .init("from 81.2.69.160:443", .issued),
      .init("203.0.113.7", .test), .init("2a00:1450:4009:0815:0000:0000:0000:200e", .issued),
      .init("2a00:1450::200e", .issued), .init("1.2.3.4", .valid), .init("ip address 1.2.3.4", .spelled)),
    nonMatches: AtLeastOne(
      "1.2.3", "10.0.19041.1", "256.1.1.1", "81.2.69.160.5", "10:30:00", "std::string", "a::b",
      "2021:1000:2000"))

  private static let findFour: IdentifierForm.Finder = { bytes, end, _ in
    // 3 digits and a dot, four times, without the last dot; the shape is one of the octets in the middle.
    var start = end
    var last = end
    while start > 0, last - start <= 15, ByteKind.isDigit(bytes[start - 1]) || bytes[start - 1] == dot {
      start -= 1
    }
    while last < bytes.count, last - start <= 15, ByteKind.isDigit(bytes[last]) || bytes[last] == dot {
      last += 1
    }
    // The full stop of a sentence.
    if last > start && bytes[last - 1] == dot { last -= 1 }
    guard start == 0 || !(ByteKind.isWord(bytes[start - 1]) || bytes[start - 1] == dot) else { return nil }
    guard last == bytes.count || !ByteKind.isWord(bytes[last]) else { return nil }
    var octets = [0]
    var digits = 0
    for index in start..<last {
      if bytes[index] == dot {
        guard digits > 0, octets.count < 4 else { return nil }
        octets.append(0)
        digits = 0
      } else {
        digits += 1
        guard digits <= 3 else { return nil }
        octets[octets.count - 1] = octets[octets.count - 1] * 10 + Int(bytes[index] & 15)
      }
    }
    guard digits > 0 else { return nil }
    return value(of: octets).map { .init(start..<last, $0) }
  }

  private static let findSix: IdentifierForm.Finder = { bytes, end, _ in
    var start = end
    var last = end
    func isPart(_ index: Int) -> Bool { ByteKind.isHexadecimal(bytes[index]) || bytes[index] == colon }
    while start > 0, last - start <= 40, isPart(start - 1) { start -= 1 }
    while last < bytes.count, last - start <= 40, isPart(last) { last += 1 }
    guard start == 0 || !ByteKind.isWord(bytes[start - 1]),
      last == bytes.count || !ByteKind.isWord(bytes[last])
    else { return nil }
    var groups = 0
    var doubled = 0
    var length = 0
    var digits = 0
    for index in start..<last {
      if bytes[index] == colon {
        if length > 0 { groups += 1 } else if index > start && bytes[index - 1] == colon { doubled += 1 }
        length = 0
      } else {
        length += 1
        digits += ByteKind.isDigit(bytes[index]) ? 1 : 0
        guard length <= 4 else { return nil }
      }
    }
    groups += length > 0 ? 1 : 0
    let isWhole = doubled == 0 && groups == 8 && length > 0
    guard isWhole || (doubled == 1 && (2...7).contains(groups)), digits >= 3 else { return nil }
    let text = IdentifierText(bytes.extracting(start..<last), isSpelled: false)
    let isDocumentation = text.hasPrefix("2001DB8") || text.hasPrefix("20010DB8")
    return .init(
      start..<last,
      IdentifierValue(strength: isDocumentation ? .test : .issued, key: text.key, isInRange: true))
  }

  private static let dot = UInt8(ascii: ".")
  private static let colon = UInt8(ascii: ":")
}
