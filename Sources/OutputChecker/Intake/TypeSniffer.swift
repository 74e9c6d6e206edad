// What a file is, from its content and never from its name alone.

import DisclosureRules

/// The encoding and the kind of a stream's first bytes.
struct TypeSniffer {
  /// What the bytes are.
  enum Content: Equatable {
    /// Nothing, or nothing but a byte-order mark.
    case empty
    /// Text in an encoding, after a byte-order mark of so many bytes.
    case text(TextEncoding, markLength: Int)
    /// No text, or text that is the form of something else.
    case other(FileType)
  }

  /// Bytes that are looked at; the same for every block size, so that the answer is too.
  static let windowSize = 64 * 1024

  private static let marks: [(bytes: [UInt8], encoding: TextEncoding)] = [
    ([0xef, 0xbb, 0xbf], .utf8),
    ([0xff, 0xfe, 0x00, 0x00], .utf32LittleEndian),
    ([0x00, 0x00, 0xfe, 0xff], .utf32BigEndian),
    ([0xff, 0xfe], .utf16LittleEndian),
    ([0xfe, 0xff], .utf16BigEndian),
  ]

  /// The kind of a stream that begins with `window`, up to ``windowSize`` bytes.
  static func content(of window: [UInt8]) -> Content {
    for mark in marks where window.starts(with: mark.bytes) {
      return window.count == mark.bytes.count ? .empty : .text(mark.encoding, markLength: mark.bytes.count)
    }
    if window.isEmpty { return .empty }
    let isBinary = looksBinary(window)
    if let type = FileType.signed(window, isBinary: isBinary) { return .other(type) }
    if let wide = unmarkedUTF16(window) { return .text(wide, markLength: 0) }
    return isBinary ? .other(.unknown) : .text(.utf8, markLength: 0)
  }

  /// UTF-16 without a mark: text of mostly Latin letters has a zero in every other byte, always the same one.
  private static func unmarkedUTF16(_ window: [UInt8]) -> TextEncoding? {
    let pairs = window.count / 2
    guard pairs >= 2 else { return nil }
    var evenZeros = 0
    var oddZeros = 0
    for pair in 0..<pairs {
      if window[2 * pair] == 0 { evenZeros += 1 }
      if window[2 * pair + 1] == 0 { oddZeros += 1 }
    }
    // Half of the characters at least in ASCII, and no character U+0000.
    if oddZeros * 2 >= pairs && evenZeros == 0 { return .utf16LittleEndian }
    if evenZeros * 2 >= pairs && oddZeros == 0 { return .utf16BigEndian }
    return nil
  }

  /// A zero byte, or more than one control character in a hundred bytes.
  private static func looksBinary(_ window: [UInt8]) -> Bool {
    if window.contains(0) { return true }
    let escape: UInt8 = 0x1b
    let controls = window.count { ($0 < 0x20 && !NumberText.isSpace($0) && $0 != escape) || $0 == 0x7f }
    return controls * 100 > window.count
  }
}
