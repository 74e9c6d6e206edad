// The embedded word lists as a vocabulary.

public import DisclosureRules

/// Reads the word lists, strictly: a bad line is an error and never a word less.
public enum WordLists {
  /// Weights of header phrases are log-odds; beyond this they would be certainties. e^20 is 5·10⁸ to 1.
  static let greatestWeight = 20.0

  /// The vocabulary that the binary carries.
  public static func vocabulary() throws(PolicyError) -> Vocabulary {
    Vocabulary(
      headerPhrases: try headerPhrases(PackageResources.header_words_tsv),
      identifierPhrases: try identifierPhrases(PackageResources.identifier_words_tsv),
      lookAlikes: try lookAlikes(PackageResources.look_alikes_tsv),
      postcodeAreas: try postcodeAreas(PackageResources.postcode_areas_tsv))
  }

  /// Lines of `role`, weight of the whole header, weight within a header, phrase.
  static func headerPhrases(_ bytes: [UInt8]) throws(PolicyError) -> [Vocabulary.HeaderPhrase] {
    var lines = TabLines(bytes, file: "header-words.tsv")
    let roles = Dictionary(uniqueKeysWithValues: ColumnRole.allCases.map { (Array($0.rawValue.utf8)[...], $0) })
    var seen: Set<ArraySlice<UInt8>> = []
    var phrases: [Vocabulary.HeaderPhrase] = []
    while let fields = try lines.fields(4) {
      guard let role = roles[fields[0]] else {
        let name = try lines.text(fields[0])
        throw lines.error(
          "unknown role \"\(name)\"" + Nearest.suggestion(for: name, among: ColumnRole.allCases.map(\.rawValue)))
      }
      guard seen.insert(fields[0] + [UInt8(ascii: "\t")] + fields[3]).inserted else {
        throw lines.error("the phrase stands twice for this role")
      }
      phrases.append(
        Vocabulary.HeaderPhrase(
          role: role, whole: try weight(fields[1], lines), within: try weight(fields[2], lines),
          words: try lines.words(fields[3])))
    }
    return phrases
  }

  /// Lines of rule, `certain` or `perhaps`, phrase.
  static func identifierPhrases(_ bytes: [UInt8]) throws(PolicyError) -> [Vocabulary.IdentifierPhrase] {
    var lines = TabLines(bytes, file: "identifier-words.tsv")
    var phrases: [Vocabulary.IdentifierPhrase] = []
    while let fields = try lines.fields(3) {
      guard fields[0].allSatisfy({ isLowerCase($0) || $0 == UInt8(ascii: "-") }) else {
        throw lines.error("a rule's name is lower-case letters and \"-\"")
      }
      let isCertain: Bool
      switch try lines.text(fields[1]) {
      case "certain": isCertain = true
      case "perhaps": isCertain = false
      default: throw lines.error("must say \"certain\" or \"perhaps\"")
      }
      phrases.append(
        Vocabulary.IdentifierPhrase(
          rule: RuleName(rawValue: try lines.text(fields[0])), isCertain: isCertain,
          words: try lines.words(fields[2])))
    }
    return phrases
  }

  /// Lines of a code point in hexadecimal and the lower-case letter that it looks like.
  static func lookAlikes(_ bytes: [UInt8]) throws(PolicyError) -> [UInt32: UInt8] {
    var lines = TabLines(bytes, file: "look-alikes.tsv")
    var letters: [UInt32: UInt8] = [:]
    while let fields = try lines.fields(2) {
      let digits = try lines.text(fields[0])
      guard (4...6).contains(digits.utf8.count), let value = UInt32(digits, radix: 16),
        let scalar = Unicode.Scalar(value), !scalar.isASCII
      else { throw lines.error("\"\(digits)\" is not a code point beyond ASCII in 4 to 6 hexadecimal digits") }
      guard fields[1].count == 1, let letter = fields[1].first, isLowerCase(letter) else {
        throw lines.error("must give one letter from a to z")
      }
      guard letters.updateValue(letter, forKey: value) == nil else { throw lines.error("\(digits) stands twice") }
    }
    return letters
  }

  /// Lines of one postcode area, one or two upper-case letters.
  static func postcodeAreas(_ bytes: [UInt8]) throws(PolicyError) -> Set<String> {
    var lines = TabLines(bytes, file: "postcode-areas.tsv")
    var areas: Set<String> = []
    while let fields = try lines.fields(1) {
      let area = fields[0]
      guard area.count <= 2, area.allSatisfy({ $0 >= UInt8(ascii: "A") && $0 <= UInt8(ascii: "Z") }) else {
        throw lines.error("a postcode area is one or two upper-case letters")
      }
      guard areas.insert(try lines.text(area)).inserted else { throw lines.error("the area stands twice") }
    }
    return areas
  }

  private static func weight(_ field: ArraySlice<UInt8>, _ lines: TabLines) throws(PolicyError) -> Double {
    guard let weight = Double(try lines.text(field)), abs(weight) <= greatestWeight else {
      throw lines.error("a weight is a number from \(-greatestWeight) to \(greatestWeight)")
    }
    return weight
  }

  private static func isLowerCase(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z")
  }
}
