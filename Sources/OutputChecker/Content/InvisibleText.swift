// What can't be seen in a text.

import DisclosureRules

/// Finds characters that aren't drawn, where nothing explains them.
///
/// Source: The Unicode Standard, chapter 23, and its properties Default_Ignorable_Code_Point and General_Category.
enum InvisibleText {
  /// The kinds of invisible characters in a text, in the order of ``ContentKind``.
  static func kinds(in text: String) -> [ContentKind] {
    let scalars = Array(text.unicodeScalars)
    var kinds: Set<ContentKind> = []
    let isRightToLeft = scalars.contains(where: isRightToLeft)
    for index in scalars.indices {
      guard let kind = kind(of: scalars[index]) else { continue }
      let isExplained =
        switch kind {
        case .bidirectional: isMark(scalars[index]) && isRightToLeft
        case .zeroWidth: isJoiner(scalars[index]) && joins(at: index, in: scalars)
        case .variationSelector: varies(at: index, in: scalars)
        case .tag: isFlag(around: index, in: scalars)
        default: false
        }
      if !isExplained { kinds.insert(kind) }
    }
    return ContentKind.allCases.filter(kinds.contains)
  }

  private static func kind(of scalar: Unicode.Scalar) -> ContentKind? {
    let value = scalar.value
    switch value {
    // NUL is a defect of the table, which is told by another rule.
    case 0x00, 0x09, 0x0A, 0x0D, 0x20...0x7E: return nil
    case 0x01...0x1F, 0x7F, 0x80...0x9F: return .control
    case 0xAD: return .softHyphen
    case 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x180E: return .zeroWidth
    case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: return .bidirectional
    case 0xE0000...0xE007F: return .tag
    case 0xFE00...0xFE0F, 0x180B...0x180D, 0x180F, 0xE0100...0xE01EF: return .variationSelector
    // Separators of lines and paragraphs, the blank of braille, annotations.
    case 0x2028, 0x2029, 0x2800, 0xFFF9...0xFFFB: return .otherInvisible
    default: break
    }
    if value < 0x0300 { return nil }
    let properties = scalar.properties
    if properties.generalCategory == .privateUse { return .privateUse }
    if properties.isDefaultIgnorableCodePoint || properties.isNoncharacterCodePoint { return .otherInvisible }
    guard properties.generalCategory == .format else { return nil }
    // Signs that enclose the digits behind them are of the same category and are drawn.
    let isDrawn = properties.name?.contains("SIGN") == true || properties.name?.contains("MARK") == true
    return isDrawn ? nil : .otherInvisible
  }

  // MARK: - What explains them

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value == 0x200E || scalar.value == 0x200F || scalar.value == 0x061C
  }

  private static func isJoiner(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value == 0x200C || scalar.value == 0x200D
  }

  /// Letters of scripts that are written from right to left.
  private static func isRightToLeft(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0590...0x08FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFC, 0x10800...0x10FFF, 0x1E800...0x1EFFF:
      scalar.properties.isAlphabetic
    default: false
    }
  }

  /// Whether a joiner stands between two letters of a script that needs it, or between two emoji.
  private static func joins(at index: Int, in scalars: [Unicode.Scalar]) -> Bool {
    guard index > 0, index + 1 < scalars.count else { return false }
    let before = scalars[index - 1]
    let behind = scalars[index + 1]
    if scalars[index].value == 0x200D && isEmojiPart(before) && isEmoji(behind) { return true }
    return needsJoiners(before) && needsJoiners(behind)
  }

  /// Arabic and its relatives, and the scripts of India and South-East Asia.
  private static func needsJoiners(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0600...0x0DFF, 0x0E80...0x109F, 0x1780...0x18AF, 0xA840...0xA8FF, 0xFB50...0xFDFF, 0xFE70...0xFEFC,
      0x11000...0x11FFF:
      true
    default: false
    }
  }

  private static func isEmoji(_ scalar: Unicode.Scalar) -> Bool {
    !scalar.isASCII && scalar.properties.isEmoji
  }

  private static func isEmojiPart(_ scalar: Unicode.Scalar) -> Bool {
    isEmoji(scalar) || scalar.value == 0xFE0F || scalar.properties.isEmojiModifier
  }

  /// Whether the character before a selector has variants: emoji, keys, symbols, ideographs, Mongolian letters.
  private static func varies(at index: Int, in scalars: [Unicode.Scalar]) -> Bool {
    guard index > 0 else { return false }
    let before = scalars[index - 1]
    switch scalars[index].value {
    case 0xFE0E, 0xFE0F: return before.properties.isEmoji && !isLoneKey(before, at: index, in: scalars)
    case 0x180B...0x180F: return (0x1820...0x18AA).contains(before.value)
    case 0xE0100...0xE01EF: return before.properties.isIdeographic
    default:
      return before.properties.isIdeographic || before.properties.generalCategory == .mathSymbol
    }
  }

  /// Digits, `#` and `*` are emoji only as the faces of keys.
  private static func isLoneKey(_ scalar: Unicode.Scalar, at index: Int, in scalars: [Unicode.Scalar]) -> Bool
  {
    scalar.isASCII && !(index + 1 < scalars.count && scalars[index + 1].value == 0x20E3)
  }

  /// The flags of England, Scotland and Wales: a black flag, five tags and the end of tags.
  private static let flags: [[UInt32]] = ["gbeng", "gbsct", "gbwls"].map { name in
    name.unicodeScalars.map { $0.value + 0xE0000 } + [0xE007F]
  }

  private static func isFlag(around index: Int, in scalars: [Unicode.Scalar]) -> Bool {
    var start = index
    while start > 0 && index - start < 6 && (0xE0000...0xE007F).contains(scalars[start].value) { start -= 1 }
    guard scalars[start].value == 0x1F3F4 else { return false }
    let tags = scalars[(start + 1)...].prefix { (0xE0000...0xE007F).contains($0.value) }
    return flags.contains { $0.elementsEqual(tags.map(\.value)) }
  }
}
