// pseudonym: a long token that stands for a person.

/// Whole fields that are tokens: digests in hexadecimal or base64, and UUIDs.
///
/// Source: RFC 9562 for UUIDs; FIPS 180-4 and RFC 1321 for the lengths of digests; RFC 4648 for base64.
public enum Pseudonym {
  /// The name of the rule.
  public static let name: RuleName = "pseudonym"

  /// Hexadecimal digits of MD5, SHA-1, SHA-224, SHA-256, SHA-384 and SHA-512.
  private static let hexadecimal: Set<Int> = [32, 40, 56, 64, 96, 128]
  /// Characters of 32 bytes in base64, without and with `=`.
  private static let base64 = 43...44

  /// Documentation and examples.
  public static let definition = IdentifierDefinition(
    RuleDescription(
      name: name, family: .identifiers, statbarn: nil,
      summary: "A column of long tokens, each of which may stand for a person.",
      rationale: """
        A digest or a UUID that replaces an identifier still stands for one person, and links rows and \
        tables. Which tokens those are their form cannot say: a column of tokens that nearly all differ, or a \
        header that names people, is for a person to judge.
        """,
      remedy: "Remove the column; publish counts instead of one row for each person.",
      sources: ["RFC 9562", "FIPS 180-4", "ICO, Anonymisation: pseudonymisation"],
      examples: [
        RuleExample(
          .review, "tokens that differ",
          """
          batch,group
          9d188916-8390-282b-3ec2-73fce6e08649,A
          0f3c16ce-a3a4-5e9e-1b4d-58a391895443,B
          5b7a16ce-77a4-4e9e-9b4d-18a391895440,A

          """),
        RuleExample(.pass, "a single token", "digest,n\n9e107d9d372bb6826bd81d3542a419d6,12\n"),
      ]
    ),
    pack: .generic, tier: .indirect, title: "a pseudonym", check: "have the form of a digest or a UUID",
    forms: [
      IdentifierForm("HHHHHHHH-HHHH-HHHH-HHHH-HHHHHHHHHHHH", isWholeField: true),
      // Longer than the decimals of any number that a program writes; a token in base64 has such a run in it.
      IdentifierForm(endingIn: "XXXXXXXXXXXXXXXXXXXX", edge: .end, isWholeField: true, finder: find),
    ],
    alone: .inColumns,
    matches: AtLeastOne(
      .init("9d188916-8390-282b-3ec2-73fce6e08649", .issued),
      .init("9e107d9d372bb6826bd81d3542a419d6", .issued),
      .init("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", .issued)),
    nonMatches: AtLeastOne(
      "12345678901234567890123456789012", "9e107d9d372bb6826bd81d3542a419d", "deoxyribonucleicacid",
      "00000000-0000-0000-0000-000000000000"),
    validate: { text, _ in
      text.isRepetition ? nil : IdentifierValue(strength: .issued, key: text.key, isInRange: true)
    })

  private static let find: IdentifierForm.Finder = { bytes, end, _ in
    var start = end
    var last = end
    while start > 0, last - start <= 128, isToken(bytes[start - 1]) { start -= 1 }
    while last < bytes.count, last - start <= 128, isToken(bytes[last]) { last += 1 }
    if last < bytes.count && bytes[last] == UInt8(ascii: "=") { last += 1 }
    var isHexadecimal = true
    var digits = 0
    var small = 0
    var capitals = 0
    for index in start..<last {
      isHexadecimal = isHexadecimal && ByteKind.isHexadecimal(bytes[index])
      switch bytes[index] {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digits += 1
      case UInt8(ascii: "a")...UInt8(ascii: "z"): small += 1
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): capitals += 1
      default: break
      }
    }
    let isDigest = isHexadecimal && hexadecimal.contains(last - start) && digits > 0 && small + capitals > 0
    let isEncoded = base64.contains(last - start) && digits > 0 && small > 0 && capitals > 0
    guard isDigest || isEncoded else { return nil }
    var key: UInt64 = 0xCBF2_9CE4_8422_2325
    for index in start..<last { key = (key ^ UInt64(bytes[index])) &* 0x100_0000_01B3 }
    return .init(start..<last, IdentifierValue(strength: .issued, key: key, isInRange: true))
  }

  private static func isToken(_ byte: UInt8) -> Bool {
    ByteKind.isWord(byte) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "/")
      || byte == UInt8(ascii: "_")
      || byte == UInt8(ascii: "-")
  }
}
