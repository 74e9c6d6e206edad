// web-address: an address on the web that leads to a person.

/// Addresses on the web. Most name a document; those with a user, a profile or a token name a person.
///
/// Source: RFC 3986; the paths of profiles are those of the services themselves.
public enum WebAddress {
  /// The name of the rule.
  public static let name: RuleName = "web-address"

  /// Bytes looked at.
  private static let longest = 512
  /// What stands in addresses of people's pages, lower case.
  private static let profiles: [[UInt8]] = [
    "linkedin.com/in/", "facebook.com/", "instagram.com/", "twitter.com/", "tiktok.com/@", "/~", "/patient/",
    "/patients/", "/profile/", "/user/", "/users/", "/people/", "/person/", "?token=", "&token=",
    "?nhs", "&nhs", "?patient", "&patient", "?email=", "&email=", "?user=", "&user=", "x.com/",
  ].map { Array($0.utf8) }

  /// Documentation and examples.
  public static let definition = IdentifierDefinition(
    RuleDescription(
      name: name, family: .identifiers, statbarn: nil,
      summary: "An address on the web that leads to a person.",
      rationale: """
        A page of a person, or an address that carries a user, a patient or a token, names somebody. \
        Addresses of documents, such as the source of a code list or a DOI, name nobody and are no finding.
        """,
      remedy: "Remove the address, or give that of the organisation.",
      sources: ["RFC 3986, Uniform Resource Identifier"],
      examples: [
        RuleExample(.review, "a page of a person", "note,n\nhttps://www.linkedin.com/in/jo-bloggs,12\n"),
        RuleExample(
          .pass, "a document",
          "note,n\nhttps://doi.org/10.1000/182,12\nwww.opencodelists.org/codelist/x/,33\n"),
      ]
    ),
    pack: .generic, tier: .contextual, title: "an address of a person's page", check: "name a person's page",
    forms: [
      IdentifierForm(endingIn: "://", edge: .none, finder: find),
      IdentifierForm(endingIn: "AAA.", edge: .none, finder: find),
    ],
    matches: AtLeastOne(
      .init("https://www.linkedin.com/in/jo-bloggs", .issued), .init("http://x.org/patient/12", .issued),
      .init("https://jo:secret@x.org/", .issued), .init("see www.facebook.com/jo.bloggs.", .issued),
      .init("https://x.org/visit?patient=1", .issued)),
    nonMatches: AtLeastOne(
      "https://doi.org/10.1000/182", "www.gov.uk", "https://www.opencodelists.org/codelist/x/", "www.",
      "end. Of", "ftp://"))

  private static let find: IdentifierForm.Finder = { bytes, end, _ in
    var start = end
    if bytes[end - 1] == UInt8(ascii: ".") {
      guard end >= 4, (1...3).allSatisfy({ bytes[end - 1 - $0] | 0x20 == UInt8(ascii: "w") }),
        end == 4 || !ByteKind.isWord(bytes[end - 5]) && bytes[end - 5] != UInt8(ascii: "/")
      else { return nil }
      start = end - 4
    } else {
      start = end - 3
      while start > 0 && ByteKind.isLetter(bytes[start - 1]) { start -= 1 }
      guard bytes[start] | 0x20 == UInt8(ascii: "h") else { return nil }
    }
    var last = end
    while last < bytes.count, last - start < longest, isPart(bytes[last]) { last += 1 }
    let text = bytes.extracting(end..<last)
    var lowered: [UInt8] = []
    lowered.reserveCapacity(text.count)
    for index in text.indices {
      let byte = text[index]
      lowered.append((UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte)
    }
    // user:password@ before the host
    let host = lowered.prefix { $0 != UInt8(ascii: "/") }
    let isPersonal = host.contains(UInt8(ascii: "@")) || profiles.contains { contains($0, lowered) }
    guard isPersonal else { return nil }
    let key = lowered.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    return .init(start..<last, IdentifierValue(strength: .issued, key: key, isInRange: true))
  }

  /// Whether the text holds a mark with something behind it; one that starts with a letter starts a host.
  private static func contains(_ mark: [UInt8], _ text: [UInt8]) -> Bool {
    guard text.count > mark.count else { return false }
    return (0..<(text.count - mark.count)).contains { start in
      // A path goes on with a name; what stands in a query may be anything.
      guard mark.last != UInt8(ascii: "/") || ByteKind.isWord(text[start + mark.count]) else { return false }
      guard start == 0 || !ByteKind.isLetter(mark[0]) || text[start - 1] == UInt8(ascii: ".") else {
        return false
      }
      return mark.indices.allSatisfy { text[start + $0] == mark[$0] }
    }
  }

  private static func isPart(_ byte: UInt8) -> Bool {
    switch byte {
    case 0...0x20, UInt8(ascii: "\""), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: ","), 0x7F: false
    default: true
    }
  }
}
