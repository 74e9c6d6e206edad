// uk-postcode: a full unit postcode, which about 39 people share.

/// The postcode of the United Kingdom and the Crown dependencies.
///
/// Source: BS 7666-2; Royal Mail, PAF Programmers' Guide, "Postcodes"; NHS Digital, Organisation Data
/// Service, pseudo postcodes (ZZ99).
public enum UKPostcode {
  /// The name of the rule.
  public static let name: RuleName = "uk-postcode"

  /// The postcode areas that exist, as a bit for each one or two letters.
  public struct Areas: Sendable {
    @usableFromInline var bits = InlineArray<27, UInt32>(repeating: 0)
    /// Without a list every area may exist: a missing list must not hide a postcode.
    @usableFromInline var isUnknown: Bool

    /// The set of these areas, in capitals.
    public init(_ areas: Set<String>) {
      isUnknown = areas.isEmpty
      for area in areas {
        let letters = area.utf8.map { Int($0) - Int(UInt8(ascii: "A")) }
        guard (1...2).contains(letters.count), letters.allSatisfy((0..<26).contains) else { continue }
        let second = letters.count == 2 ? letters[1] : 26
        bits[letters[0]] |= 1 << UInt32(second)
      }
    }

    /// Letters are counted from 0; 26 as the second stands for none.
    func contains(_ first: Int, _ second: Int) -> Bool {
      isUnknown || bits[first] & (1 << UInt32(second)) != 0
    }
  }

  /// Judges an outward code, spaces and an inward code; nil when the letters and digits have not the form.
  public static func value(of text: IdentifierText, areas: Areas) -> IdentifierValue? {
    let code = Code(text)
    guard (5...7).contains(text.count), code.hasForm else { return nil }
    return value(of: code, spaces: text.gaps, areas: areas)
  }

  private static func value(of code: Code, spaces: Int, areas: Areas) -> IdentifierValue {
    var strength = IdentifierStrength.form
    let isSpaced = spaces > 0
    let mayCount = isSpaced || !code.hasLowerCase
    let isAmbiguous = isSpaced ? code.readsAsMeasure : code.count == 5
    if mayCount {
      if code.isPseudo {
        strength = .test
      } else if code.obeysLetterRules && (code.isGirobank || areas.contains(code.area.0, code.area.1)) {
        strength = isSpaced && !isAmbiguous ? .spelled : .issued
      }
    }
    return IdentifierValue(
      strength: strength, key: code.key, isAmbiguous: isAmbiguous, isInRange: true,
      isSpelledForm: isSpaced && !isAmbiguous)
  }

  /// Documentation, odds and examples.
  public static let definition = IdentifierDefinition(
    RuleDescription(
      name: name,
      family: .identifiers,
      statbarn: nil,
      summary: "A full UK postcode, which stands for about 39 people.",
      rationale: """
        A full (unit) postcode covers some fifteen addresses: with an age or a diagnosis it points to a \
        person. An outward code (a district of about 23,000 people) or a sector is not a finding of this \
        rule. Written with its space and in an area that exists, one postcode is certain. Without the space \
        it must be in capitals, and codes of clinical vocabularies look like it, so that a single one is for \
        a person to judge unless the header or the rest of the column says that they are postcodes.
        """,
      remedy:
        "Keep the outward code alone, or replace the postcode by a larger area such as an MSOA or a region.",
      sources: [
        "BS 7666-2, Spatial datasets for geographical referencing",
        "Office for National Statistics, Postcode Directory user guide",
      ],
      examples: [
        RuleExample(.fail, "one postcode with its space", "site,patients\nCR2 6XH,120\nother,45\n"),
        RuleExample(.fail, "a column of postcodes", "postcode,patients\nM11AA,120\nEC1A1BB,45\n"),
        RuleExample(.review, "one postcode without a space", "site,patients\nEC1A1BB,120\nLeeds,45\n"),
        RuleExample(.review, "a pseudo postcode", "site,patients\nZZ99 3WZ,120\nLeeds,45\n"),
        RuleExample(.pass, "districts and sectors", "district,patients\nCR2,120\nEC1A 1,45\n"),
        RuleExample(
          .pass, "Read codes", "code,patients\nG33zz,120\nY20fa,45\nB62EA,33\nH33..,57\nXE0pT,88\n"),
      ]
    ),
    pack: .uk, tier: .indirect, title: "a full postcode", check: "lie in an area that exists",
    forms: ["", " ", "  ", "   "].flatMap { spaces in
      ["A9", "A9X", "AA9", "AA9X", "AAA"].map { IdentifierForm($0 + spaces + "9AA") }
    },
    // A third of the single letters and an eighth of the pairs are areas, and half the codes of other
    // vocabularies are written with small letters: 0.2 is on the safe side.
    chance: .init(valid: 0.2, issued: 0.2),
    vocabulary: ReadCode.vocabulary, contextWords: ["postcode", "post code"],
    matches: AtLeastOne(
      .init("M1 1AA", .spelled), .init("M60 1NW", .spelled), .init("CR2 6XH", .spelled),
      .init("DN55 1PT", .spelled), .init("W1A 1HQ", .spelled), .init("EC1A 1BB", .spelled),
      .init("GIR 0AA", .spelled), .init("cr2 6xh", .spelled), .init("M1  1AA", .spelled),
      .init("CR26XH", .issued), .init("EC1A1BB", .issued), .init("B62EA", .issued), .init("ZZ99 3WZ", .test),
      .init("at EC1A 1BB.", .spelled)),
    nonMatches: AtLeastOne(
      "QA1 1AA", "M1 1CA", "EH1 JS", "CR2", "CR2 6", "cr26xh", "G33zz", "Y20fa", "XM4 5HQ", "A1 1AA",
      "xM1 1AA",
      "M1 1AAA", "AI1 1AA", "M1I 1AA"),
    validate: { text, lists in value(of: text, areas: lists.postcodeAreas) })
}

extension UKPostcode {
  /// The letters and digits of a candidate, of which the last three are the inward code.
  struct Code {
    private let text: IdentifierText
    let outwardCount: Int

    init(_ text: IdentifierText) {
      self.text = text
      outwardCount = max(0, text.count - 3)
    }

    var hasLowerCase: Bool { text.hasLowerCase }
    var count: Int { text.count }
    private var bytes: IdentifierText { text }

    private func isLetter(_ index: Int) -> Bool { ByteKind.isLetter(text[index]) }
    private func isDigit(_ index: Int) -> Bool { ByteKind.isDigit(text[index]) }
    private func letter(_ index: Int) -> Int { text.letter(index) }

    private var areaCount: Int { isLetter(1) ? 2 : 1 }

    /// One or two letters, a digit, perhaps one more of either; then a digit and two letters.
    var hasForm: Bool {
      guard isDigit(outwardCount), isLetter(outwardCount + 1), isLetter(outwardCount + 2) else {
        return false
      }
      if isGirobank { return true }
      guard isLetter(0), outwardCount > areaCount, outwardCount <= areaCount + 2 else { return false }
      guard isDigit(areaCount) else { return false }
      return outwardCount == areaCount + 1 || isLetter(areaCount + 1) || isDigit(areaCount + 1)
    }

    /// GIR 0AA, the one postcode that is like no other.
    var isGirobank: Bool {
      outwardCount == 3 && bytes[0] == UInt8(ascii: "G") && bytes[1] == UInt8(ascii: "I")
        && bytes[2] == UInt8(ascii: "R") && bytes[3] == UInt8(ascii: "0") && bytes[4] == UInt8(ascii: "A")
        && bytes[5] == UInt8(ascii: "A")
    }

    /// ZZ99: no fixed abode, abroad, unknown.
    var isPseudo: Bool {
      outwardCount == 4 && bytes[0] == UInt8(ascii: "Z") && bytes[1] == UInt8(ascii: "Z")
        && bytes[2] == UInt8(ascii: "9") && bytes[3] == UInt8(ascii: "9")
    }

    /// The letters of the area, as ``UKPostcode/Areas`` counts them.
    var area: (Int, Int) { (letter(0), areaCount == 2 ? letter(1) : 26) }

    /// Which letters BS 7666 allows at each place.
    var obeysLetterRules: Bool {
      if isGirobank { return true }
      if Self.notFirst[bytes[0]] { return false }
      if areaCount == 2 && Self.notSecond[bytes[1]] { return false }
      if outwardCount == areaCount + 2 && isLetter(areaCount + 1) {
        let allowed = areaCount == 1 ? Self.third : Self.fourth
        if !allowed[bytes[areaCount + 1]] { return false }
      }
      return !Self.notInward[bytes[outwardCount + 1]] && !Self.notInward[bytes[outwardCount + 2]]
    }

    /// A small-letter inward code that is an ordinal or an amount: `b12 1st`, `b12 5ug`.
    var readsAsMeasure: Bool {
      guard hasLowerCase else { return false }
      let pair = (bytes[outwardCount + 1], bytes[outwardCount + 2])
      return Self.measures.contains { $0.0 == pair.0 && $0.1 == pair.1 }
    }

    /// Equal for equal postcodes.
    var key: UInt64 { text.key }

    private static let notFirst = Letters("QVX")
    private static let notSecond = Letters("IJZ")
    private static let third = Letters("ABCDEFGHJKPSTUW")
    private static let fourth = Letters("ABEHMNPRVWXY")
    private static let notInward = Letters("CIKMOV")
    /// Endings of ordinals, units of mass, time and dose.
    private static let measures: [(UInt8, UInt8)] = stride(from: 0, to: measureLetters.count, by: 2).map {
      (measureLetters[$0], measureLetters[$0 + 1])
    }
    private static let measureLetters = Array("STNDRDTHUGNGPGHRYRGY".utf8)
  }

  /// A set of capitals.
  struct Letters {
    private var bits: UInt32 = 0
    init(_ letters: StaticString) {
      for letter in letters.description.utf8 { bits |= Self.bit(letter) }
    }
    private static func bit(_ letter: UInt8) -> UInt32 { 1 << UInt32(letter & 31) }
    subscript(letter: UInt8) -> Bool { bits & Self.bit(letter) != 0 }
  }
}
