// Words with letters of two scripts.

import DisclosureRules

/// Finds words in which letters of different scripts stand together and neither science nor East Asian writing
/// explains it. Source: Unicode Technical Standard 39, section 5.
struct ScriptMix: Sendable {
  private let scripts: [Vocabulary.ScriptRange]

  /// - Parameter scripts: in order of their code points.
  init(_ scripts: [Vocabulary.ScriptRange]) { self.scripts = scripts }

  private struct Letter {
    var scalar: Unicode.Scalar
    var script: String
  }

  /// Whether any word of a text mixes scripts.
  func isMixed(_ text: String) -> Bool {
    var word: [Letter] = []
    var hasForeign = false
    for scalar in text.unicodeScalars {
      if Self.isLetter(scalar) {
        if let script = script(of: scalar) { word.append(Letter(scalar: scalar, script: script)) }
        hasForeign = hasForeign || !scalar.isASCII
      } else if !Self.isWithin(scalar) {
        if hasForeign && Self.isMixed(word) { return true }
        word.removeAll(keepingCapacity: true)
        hasForeign = false
      }
    }
    return hasForeign && Self.isMixed(word)
  }

  /// The micro and the ordinal signs are written with letters of any script.
  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value == 0xB5 || scalar.value == 0xAA || scalar.value == 0xBA { return false }
    return switch scalar.properties.generalCategory {
    case .lowercaseLetter, .uppercaseLetter, .titlecaseLetter, .otherLetter: true
    default: false
    }
  }

  /// Whether a character that is no letter leaves a word in one: digits, marks and what isn't seen.
  private static func isWithin(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .decimalNumber, .nonspacingMark, .spacingMark, .format, .modifierLetter, .otherNumber: true
    default: scalar.value == 0xB5
    }
  }

  private func script(of scalar: Unicode.Scalar) -> String? {
    var low = 0
    var high = scripts.count
    while low < high {
      let middle = (low + high) / 2
      if scripts[middle].codes.upperBound < scalar.value { low = middle + 1 } else { high = middle }
    }
    guard low < scripts.count, scripts[low].codes.contains(scalar.value) else { return nil }
    return scripts[low].script
  }

  /// Scripts that are written without spaces and take Latin words in.
  private static let eastAsian: Set<String> = ["Han", "Hiragana", "Katakana", "Bopomofo", "Hangul"]

  private static func isMixed(_ word: [Letter]) -> Bool {
    let scripts = Set(word.map(\.script)).subtracting(eastAsian)
    if scripts.count < 2 { return false }
    return scripts != ["Greek", "Latin"] || !isScientific(word)
  }

  /// Greek letters that science puts beside Latin ones; the others are hardly used because they look Latin.
  private static let symbols = Set("αβγδεζηθκλμπρστφχψωϕϵϑΓΔΘΛΞΠΣΦΨΩΩ".unicodeScalars)
  /// Those of them that look like a Latin letter in a word of small letters.
  private static let likeLatin = Set("αγηκρτωχ".unicodeScalars)

  /// `TNFα`, `μmol`, `ΔHbA1c`, `NFκB`, `γGT`: symbols, none of which reads as a letter of the word around it.
  private static func isScientific(_ word: [Letter]) -> Bool {
    for (index, letter) in word.enumerated() where letter.script == "Greek" {
      guard symbols.contains(letter.scalar) else { return false }
      guard likeLatin.contains(letter.scalar) else { continue }
      let before = index > 0 ? word[index - 1].scalar : nil
      let behind = index + 1 < word.count ? word[index + 1].scalar : nil
      // A symbol and one letter at its foot, such as the ρs of a rank correlation, are no word.
      if word.count == 2 { continue }
      if isSmallLatin(before) || isSmallLatin(behind) { return false }
    }
    return true
  }

  private static func isSmallLatin(_ scalar: Unicode.Scalar?) -> Bool {
    scalar.map { ("a"..."z").contains($0) } ?? false
  }
}
