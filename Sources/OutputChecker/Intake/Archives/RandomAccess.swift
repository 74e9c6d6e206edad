// Bytes that can be read at any place: what an archive's directory needs.

import DisclosureRules

/// Bytes with a known size, read by offset.
protocol RandomAccess: AnyObject {
  /// In bytes.
  var size: Int { get }
  /// Reads up to `count` bytes from `offset` on; fewer only at the end.
  func bytes(at offset: Int, count: Int) throws(ReadProblem) -> [UInt8]
}

/// A part of other bytes.
final class Slice: RandomAccess {
  private let whole: any RandomAccess
  private let start: Int
  let size: Int

  /// - Parameter range: within the bounds of `whole`.
  init(of whole: any RandomAccess, range: Range<Int>) {
    self.whole = whole
    start = range.lowerBound
    size = range.count
  }

  func bytes(at offset: Int, count: Int) throws(ReadProblem) -> [UInt8] {
    guard offset >= 0, offset < size, count > 0 else { return [] }
    return try whole.bytes(at: start + offset, count: min(count, size - offset))
  }
}

/// Single bytes of other bytes, read many at a time; for places that mostly rise.
struct ByteWindow {
  private let whole: any RandomAccess
  private let length: Int
  private var start = 0
  private var window: [UInt8] = []

  /// - Parameter size: bytes that are read together.
  init(_ whole: any RandomAccess, size: Int) {
    self.whole = whole
    length = size
  }

  /// The byte at an offset; nil behind the end.
  mutating func byte(at offset: Int) throws(ReadProblem) -> UInt8? {
    if offset < start || offset - start >= window.count {
      window = try whole.bytes(at: offset, count: length)
      start = offset
    }
    return window.isEmpty ? nil : window[offset - start]
  }
}

/// Bytes in memory.
final class MemoryAccess: RandomAccess {
  private let content: [UInt8]
  var size: Int { content.count }

  init(_ content: [UInt8]) { self.content = content }

  func bytes(at offset: Int, count: Int) throws(ReadProblem) -> [UInt8] {
    guard offset >= 0, offset < content.count, count > 0 else { return [] }
    return Array(content[offset..<min(content.count, offset + min(count, content.count))])
  }
}

/// An open file.
final class FileAccess: RandomAccess {
  private let descriptor: FileDescriptor
  let size: Int

  init(_ descriptor: FileDescriptor) throws(ReadProblem) {
    self.descriptor = descriptor
    size = try descriptor.status().size
  }

  func bytes(at offset: Int, count: Int) throws(ReadProblem) -> [UInt8] {
    guard offset >= 0, offset < size, count > 0 else { return [] }
    return try descriptor.bytes(at: offset, count: min(count, size - offset))
  }
}

/// Reads a range of random-access bytes from front to back.
final class AccessSource: ByteSource {
  private let access: any RandomAccess
  private var position: Int
  private let end: Int

  /// - Parameter range: within the bounds of `access`.
  init(_ access: any RandomAccess, range: Range<Int>) {
    self.access = access
    position = range.lowerBound
    end = range.upperBound
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ReadProblem) -> Int {
    let length = min(buffer.count, end - position)
    guard length > 0 else { return 0 }
    let bytes = try access.bytes(at: position, count: length)
    guard !bytes.isEmpty else {
      throw ReadProblem(kind: .changed, message: "the file became shorter while it was read")
    }
    unsafe buffer.copyBytes(from: bytes)
    position += bytes.count
    return bytes.count
  }
}
