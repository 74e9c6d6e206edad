// UTF-16 and UTF-32 to UTF-8, as a stream.

import DisclosureRules

/// Encodings of text that the checker reads.
enum TextEncoding: String, Sendable {
  case utf8 = "utf-8"
  case windows1252 = "windows-1252"
  case utf16LittleEndian = "utf-16le"
  case utf16BigEndian = "utf-16be"
  case utf32LittleEndian = "utf-32le"
  case utf32BigEndian = "utf-32be"

  /// Bytes of a code unit.
  var unitSize: Int {
    switch self {
    case .utf8, .windows1252: 1
    case .utf16LittleEndian, .utf16BigEndian: 2
    case .utf32LittleEndian, .utf32BigEndian: 4
    }
  }

  var isBigEndian: Bool { self == .utf16BigEndian || self == .utf32BigEndian }
}

/// Decodes UTF-16 or UTF-32 and encodes UTF-8. A lone surrogate, a value beyond Unicode or half a code unit at
/// the end is an error with its place.
final class TranscodingSource: ByteSource {
  private let upstream: any ByteSource
  private let encoding: TextEncoding
  /// Undecoded bytes, and how many of the file came before them.
  private var input: [UInt8] = []
  private var position = 0
  private var consumed: Int
  private var output: [UInt8] = []
  private var outputPosition = 0
  private var reachedEnd = false

  private static let blockSize = 32 * 1024

  /// - Parameters:
  ///   - upstream: the bytes after the byte-order mark.
  ///   - encoding: a UTF-16 or UTF-32.
  ///   - markLength: bytes of the byte-order mark, for the places of errors.
  init(_ upstream: any ByteSource, encoding: TextEncoding, markLength: Int) {
    self.upstream = upstream
    self.encoding = encoding
    consumed = markLength
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ReadProblem) -> Int {
    while outputPosition == output.count {
      if reachedEnd { return 0 }
      try decodeBlock()
    }
    let length = min(buffer.count, output.count - outputPosition)
    unsafe output.withUnsafeBytes { all in
      unsafe buffer.copyMemory(
        from: UnsafeRawBufferPointer(rebasing: all[outputPosition..<(outputPosition + length)]))
    }
    outputPosition += length
    return length
  }

  private func decodeBlock() throws(ReadProblem) {
    input.removeFirst(position)
    position = 0
    output.removeAll(keepingCapacity: true)
    outputPosition = 0
    if try upstream.append(to: &input, atMost: Self.blockSize) == 0 { reachedEnd = true }
    while let scalar = try nextScalar() { append(scalar) }
    if reachedEnd && position < input.count { throw undecodable() }
  }

  /// The next whole character; nil when more input is needed.
  private func nextScalar() throws(ReadProblem) -> UInt32? {
    guard let first = unit(at: position) else { return nil }
    if encoding.unitSize == 4 {
      guard first < 0xd800 || (0xe000...0x10ffff).contains(first) else { throw undecodable() }
      advance(4)
      return first
    }
    guard (0xd800...0xdfff).contains(first) else {
      advance(2)
      return first
    }
    guard first < 0xdc00 else { throw undecodable() }
    guard let second = unit(at: position + 2) else { return nil }
    guard (0xdc00...0xdfff).contains(second) else { throw undecodable() }
    advance(4)
    return 0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00)
  }

  private func unit(at start: Int) -> UInt32? {
    let size = encoding.unitSize
    guard start + size <= input.count else { return nil }
    var value: UInt32 = 0
    for index in 0..<size {
      let byte = UInt32(input[start + (encoding.isBigEndian ? index : size - 1 - index)])
      value = value << 8 | byte
    }
    return value
  }

  private func advance(_ length: Int) {
    position += length
    consumed += length
  }

  private func append(_ scalar: UInt32) {
    guard let character = Unicode.Scalar(scalar) else { return }
    output.append(contentsOf: UTF8.encode(character)?.map { $0 } ?? [])
  }

  private func undecodable() -> ReadProblem {
    ReadProblem(kind: .undecodable, message: "bytes that are no \(encoding.rawValue)", byteOffset: consumed)
  }
}
