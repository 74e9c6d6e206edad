// email-address: an address that reaches one person.

/// The address of a mailbox.
///
/// Source: RFC 5321 and RFC 5322 for the form, of which the parts that people use are looked for; RFC 2606
/// and RFC 6761 for the domains of examples and tests.
public enum EmailAddress {
  /// The name of the rule.
  public static let name: RuleName = "email-address"

  /// Whether a byte may stand before the `@`. Bytes of other scripts may (RFC 6531); quoted local parts are
  /// found by what stands before their closing quote.
  @inlinable
  public static func isLocal(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "%"), UInt8(ascii: "+"), UInt8(ascii: "-"),
      UInt8(ascii: "'"):
      true
    default: isDomain(byte)
    }
  }

  /// Whether a byte may stand in a label of a domain.
  @inlinable
  public static func isDomain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"), 0x80...0xFF:
      true
    default: false
    }
  }

  /// Whether a byte may stand in the last label, which has no digits.
  @inlinable
  public static func isTopLevel(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"), 0x80...0xFF: true
    default: false
    }
  }

  /// Judges a whole value that has the form: what stands before `@`, and a domain with a dot.
  public static func value(of text: Span<UInt8>) -> IdentifierValue {
    var key: UInt64 = 0xCBF2_9CE4_8422_2325
    for index in text.indices { key = (key ^ UInt64(ByteKind.lowered(text[index]))) &* 0x100_0000_01B3 }
    let isTest = testDomains.contains { domain in isDomain(domain, of: text) }
    return IdentifierValue(
      strength: isTest ? .test : .spelled, key: key, isInRange: true, isSpelledForm: !isTest)
  }

  /// Domains that never receive mail. Source: RFC 2606, RFC 6761.
  private static let testDomains: [[UInt8]] = [
    "example", "test", "invalid", "localhost", "example.com", "example.net", "example.org",
  ].map { Array($0.utf8) }

  /// Whether the address ends in a domain or in one below it.
  private static func isDomain(_ domain: [UInt8], of text: Span<UInt8>) -> Bool {
    let start = text.count - domain.count
    guard start >= 1 else { return false }
    for index in domain.indices where ByteKind.lowered(text[start + index]) != domain[index] { return false }
    return text[start - 1] == UInt8(ascii: ".") || text[start - 1] == UInt8(ascii: "@")
  }

  /// Documentation, odds and examples.
  public static let definition = IdentifierDefinition(
    RuleDescription(
      name: name,
      family: .identifiers,
      statbarn: nil,
      summary: "An e-mail address.",
      rationale: """
        An e-mail address names a person and reaches them. Its form is like nothing else, so that a single \
        one is certain. Addresses in domains kept for examples and tests are for a person to judge.
        """,
      remedy: "Remove the address; in a contact line name the team in place of the person.",
      sources: ["RFC 5321, Simple Mail Transfer Protocol", "RFC 2606, Reserved Top Level DNS Names"],
      examples: [
        RuleExample(.fail, "one address", "note,n\nsee jo.bloggs@nhs.net,120\nother,45\n"),
        RuleExample(.review, "an address of an example", "note,n\nsee someone@example.org,120\nother,45\n"),
        RuleExample(.pass, "no domain", "note,n\nuser@host,120\n12 @ 3.50,45\n"),
      ]
    ),
    pack: .generic, tier: .direct, title: "an e-mail address", check: "have the form of an address",
    forms: [IdentifierForm(endingIn: "@", edge: .none, finder: find)],
    chance: .init(valid: 0.001, issued: 0.001),
    matches: AtLeastOne(
      .init("jo.bloggs@nhs.net", .spelled), .init("Jo <JO+x@mail.nhs.uk>", .spelled),
      .init("mailto:o'neil_1@a-b.co.uk.", .spelled), .init("a@b.example", .test),
      .init("a@example.com", .test), .init("a@mail.example.com", .test), .init("a@notexample.com", .spelled)),
    nonMatches: AtLeastOne("user@host", "@nhs.net", "a@b.c", "a@.com", "a @nhs.net", "lodash@4.17.21"))

  /// Looks around an `@` for an address.
  private static let find: IdentifierForm.Finder = { bytes, end, _ in
    let mark = end - 1
    // No address holds two of them: the one before ends what may stand here.
    var start = mark
    while start > 0 && isLocal(bytes[start - 1]) { start -= 1 }
    guard start < mark else { return nil }
    // Label by label; the address ends in the last label that may be a top level.
    var last: Int?
    var label = end
    var position = label
    while position < bytes.count {
      if isDomain(bytes[position]) {
        position += 1
        continue
      }
      guard bytes[position] == UInt8(ascii: "."), position > label else { break }
      position += 1
      label = position
      var letters = label
      while letters < bytes.count && isTopLevel(bytes[letters]) { letters += 1 }
      if letters - label >= 2 { last = letters }
      position = letters
    }
    guard let last else { return nil }
    return .init(start..<last, value(of: bytes.extracting(start..<last)))
  }
}
