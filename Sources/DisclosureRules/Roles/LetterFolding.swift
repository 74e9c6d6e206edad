// One character of a header, folded to what it looks like.

/// Folds single characters; the likenesses of scripts are data (``Vocabulary/lookAlikes``), what follows
/// from the layout of Unicode is computed here.
enum LetterFolding {
  /// What becomes of a character.
  enum Folded: Equatable {
    /// Invisible or a combining mark: as if it were not there.
    case dropped
    /// Ends a word.
    case separator
    /// A full stop: ends a word, and may mark a short form.
    case period
    /// Stands for a whole word.
    case word(String)
    case letter(Unicode.Scalar)
    case digit(Unicode.Scalar)
  }

  static func fold(_ scalar: Unicode.Scalar, lookAlikes: [UInt32: UInt8]) -> Folded {
    let value = scalar.value
    switch value {
    case 0x30...0x39: return .digit(scalar)
    case 0x41...0x5A, 0x61...0x7A: return .letter(ascii(UInt8(truncatingIfNeeded: value | 0x20)))
    case 0x2E, 0xFF0E, 0x3002: return .period
    case 0x25, 0xFF05, 0xFE6A, 0x066A: return .word("percent")
    case 0x23, 0xFF03, 0xFE5F, 0x2116: return .word("number")
    // "N = 98" names a group's size, so the sign is kept as a word.
    case 0x3D, 0xFF1D: return .word("equals")
    // "men's" is one word.
    case 0x27, 0x2019: return .dropped
    default: break
    }
    if value < 0x80 { return .separator }
    if let letter = lookAlikes[value] { return .letter(ascii(letter)) }
    if let letter = latinByOffset(value) { return .letter(letter) }
    return foldByProperties(scalar)
  }

  /// Full-width, circled, squared and mathematical Latin letters, which lie in alphabetical runs.
  private static func latinByOffset(_ value: UInt32) -> Unicode.Scalar? {
    let offset: UInt32
    switch value {
    case 0xFF21...0xFF3A: offset = value - 0xFF21
    case 0xFF41...0xFF5A: offset = value - 0xFF41
    case 0x249C...0x24B5: offset = value - 0x249C
    case 0x24B6...0x24CF: offset = value - 0x24B6
    case 0x24D0...0x24E9: offset = value - 0x24D0
    case 0x1F110...0x1F129: offset = value - 0x1F110
    case 0x1F130...0x1F149: offset = value - 0x1F130
    case 0x1F150...0x1F169: offset = value - 0x1F150
    case 0x1F170...0x1F189: offset = value - 0x1F170
    case 0x1F1E6...0x1F1FF: offset = value - 0x1F1E6
    // Thirteen alphabets of 26 capitals and 26 small letters.
    case 0x1D400...0x1D6A3: offset = (value - 0x1D400) % 26
    default: return nil
    }
    return ascii(0x61 + UInt8(truncatingIfNeeded: offset))
  }

  private static func foldByProperties(_ scalar: Unicode.Scalar) -> Folded {
    let properties = scalar.properties
    if properties.isDefaultIgnorableCodePoint { return .dropped }
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .spacingMark, .format, .surrogate: return .dropped
    case .decimalNumber, .otherNumber:
      // Digits of any script, raised and circled ones too.
      if properties.numericType == .decimal || properties.numericType == .digit,
        let number = properties.numericValue, (0...9).contains(number)
      {
        return .digit(ascii(0x30 + UInt8(number)))
      }
      return .separator
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .letterNumber:
      // A letter of another script stays: dropping it would make another word of the rest.
      return .letter(properties.lowercaseMapping.unicodeScalars.first ?? scalar)
    default: return .separator
    }
  }

  private static func ascii(_ byte: UInt8) -> Unicode.Scalar { Unicode.Scalar(byte) }
}
