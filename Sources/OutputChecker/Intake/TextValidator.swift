// Which encoding ASCII-compatible bytes are in, decided over the whole file.

import DisclosureRules

/// Watches the bytes of a file go by and tells UTF-8 from Windows-1252.
///
/// Batches end with whole records, so no character is ever split between two of them.
struct TextValidator: BatchObserver {
  private(set) var seen = Coverage.Seen()
  /// Characters of two bytes or more that are valid UTF-8.
  private var multibyte = 0
  /// First byte that is no UTF-8, and first that is no Windows-1252 either.
  private var firstInvalid: Int?
  private var firstUndefined: Int?

  /// Bytes that Windows-1252 leaves undefined. Source: WHATWG Encoding, index windows-1252 (C1 controls).
  private static let undefined: Set<UInt8> = [0x81, 0x8d, 0x8f, 0x90, 0x9d]

  mutating func observe(_ batch: RecordBatch, data records: Range<Int>, places: inout PlaceCursor) {
    seen.add(batch)
    guard batch.hasNonASCII else { return }
    let bytes = batch.bytes
    var index = 0
    while index < batch.recordsEnd {
      let byte = bytes[index]
      if byte < 0x80 {
        index += 1
        continue
      }
      if firstUndefined == nil && Self.undefined.contains(byte) {
        firstUndefined = batch.streamOffset + index
      }
      let length = Self.sequenceLength(in: bytes, at: index, end: batch.recordsEnd)
      if length > 0 {
        multibyte += 1
        for follower in index + 1..<index + length where firstUndefined == nil {
          if Self.undefined.contains(bytes[follower]) { firstUndefined = batch.streamOffset + follower }
        }
        index += length
      } else {
        if firstInvalid == nil { firstInvalid = batch.streamOffset + index }
        index += 1
      }
    }
  }

  /// The encoding of the file, or why there is none: bytes that are no UTF-8 in a file that has UTF-8 too
  /// are damage, not another encoding.
  func verdict() -> Result<TextEncoding, ReadProblem> {
    guard let firstInvalid else { return .success(.utf8) }
    if multibyte == 0 && firstUndefined == nil { return .success(.windows1252) }
    return .failure(
      ReadProblem(
        kind: .undecodable, message: "bytes that are neither UTF-8 nor Windows-1252", byteOffset: firstInvalid
      ))
  }

  /// Length of the valid UTF-8 sequence of two bytes or more at `index`; 0 when there is none.
  ///
  /// Source: the table of well-formed byte sequences of the Unicode standard, chapter 3.
  static func sequenceLength(in bytes: Span<UInt8>, at index: Int, end: Int) -> Int {
    let lead = bytes[index]
    let length: Int
    var second: ClosedRange<UInt8> = 0x80...0xbf
    switch lead {
    case 0xc2...0xdf: length = 2
    case 0xe0:
      length = 3
      second = 0xa0...0xbf
    case 0xed:
      length = 3
      second = 0x80...0x9f
    case 0xe1...0xef: length = 3
    case 0xf0:
      length = 4
      second = 0x90...0xbf
    case 0xf1...0xf3: length = 4
    case 0xf4:
      length = 4
      second = 0x80...0x8f
    default: return 0
    }
    guard index + length <= end, second.contains(bytes[index + 1]) else { return 0 }
    for follower in index + 2..<max(index + 2, index + length) where bytes[follower] & 0xc0 != 0x80 {
      return 0
    }
    return length
  }
}

/// Decoding of single fields, by the same rule as the whole file.
enum TextDecoding {
  /// Characters of the bytes 0x80–0x9f in Windows-1252. Source: WHATWG Encoding, index windows-1252.
  private static let upperControls: [UInt32] = [
    0x20ac, 0x81, 0x201a, 0x192, 0x201e, 0x2026, 0x2020, 0x2021,
    0x2c6, 0x2030, 0x160, 0x2039, 0x152, 0x8d, 0x17d, 0x8f,
    0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
    0x2dc, 0x2122, 0x161, 0x203a, 0x153, 0x9d, 0x17e, 0x178,
  ]

  /// The text of a field: UTF-8 where it is valid, otherwise Windows-1252.
  static func string(_ bytes: Span<UInt8>) -> String {
    var index = 0
    var isUTF8 = true
    while index < bytes.count && isUTF8 {
      if bytes[index] < 0x80 {
        index += 1
      } else {
        let length = TextValidator.sequenceLength(in: bytes, at: index, end: bytes.count)
        isUTF8 = length > 0
        index += length
      }
    }
    var copy: [UInt8] = []
    copy.reserveCapacity(bytes.count)
    if isUTF8 {
      for index in bytes.indices { copy.append(bytes[index]) }
      return String(decoding: copy, as: UTF8.self)
    }
    var text = String.UnicodeScalarView()
    for index in bytes.indices {
      let byte = bytes[index]
      let code = (0x80...0x9f).contains(byte) ? upperControls[Int(byte) - 0x80] : UInt32(byte)
      if let scalar = Unicode.Scalar(code) { text.append(scalar) }
    }
    return String(text)
  }
}
