// Where bytes come from, as a chain: file, inflater, transcoder, each a source for the next.

import DisclosureRules

/// A stream of bytes that is read once, from front to back.
protocol ByteSource: AnyObject {
  /// Reads the next bytes.
  ///
  /// - Parameter buffer: room for at least one byte.
  /// - Returns: how many bytes were written to the front of `buffer`; 0 only at the end of the stream.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ReadProblem) -> Int
}

extension ByteSource {
  /// Reads the next bytes behind those that an array already holds.
  ///
  /// - Returns: how many came, `count` at most; 0 only at the end of the stream.
  func append(to bytes: inout [UInt8], atMost count: Int) throws(ReadProblem) -> Int {
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 1)
    defer { unsafe room.deallocate() }
    let written = unsafe try read(into: room)
    unsafe bytes.append(
      contentsOf: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(room)[0..<written]))
    return written
  }
}

extension ByteSource {
  /// Reads to the end.
  ///
  /// - Parameters:
  ///   - limit: bytes at most, the limit `document_bytes`.
  ///   - what: is read, for the error that more than that are.
  func whole(atMost limit: Int, _ what: String) throws(ReadProblem) -> [UInt8] {
    var bytes: [UInt8] = []
    while try append(to: &bytes, atMost: 1 << 16) > 0 {
      guard bytes.count <= limit else {
        throw ReadProblem(kind: .limit, message: "\(what) of more than \(limit) bytes (limit document_bytes)")
      }
    }
    return bytes
  }
}

/// Bytes in memory.
final class MemorySource: ByteSource {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ReadProblem) -> Int {
    let length = min(buffer.count, bytes.count - position)
    guard length > 0 else { return 0 }
    unsafe bytes.withUnsafeBytes { all in
      unsafe buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: all[position..<(position + length)]))
    }
    position += length
    return length
  }
}

/// A source whose first bytes can be looked at before they are read.
final class PeekableSource: ByteSource {
  private let upstream: any ByteSource
  private var head: [UInt8] = []
  private var position = 0
  private var reachedEnd = false
  /// Bytes that `read` has handed out.
  private(set) var delivered = 0

  init(_ upstream: any ByteSource) { self.upstream = upstream }

  /// The first `length` bytes that have not been read yet; fewer only when the stream ends.
  func peek(_ length: Int) throws(ReadProblem) -> [UInt8] {
    if position > 0 {
      head.removeFirst(position)
      position = 0
    }
    while head.count < length && !reachedEnd {
      if try upstream.append(to: &head, atMost: length - head.count) == 0 { reachedEnd = true }
    }
    return Array(head.prefix(length))
  }

  /// Passes over bytes that have been peeked at, such as a byte-order mark.
  func skip(_ length: Int) { position = min(head.count, position + length) }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ReadProblem) -> Int {
    let waiting = head.count - position
    if waiting > 0 {
      let length = min(waiting, buffer.count)
      unsafe head.withUnsafeBytes { all in
        unsafe buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: all[position..<(position + length)]))
      }
      position += length
      if position == head.count {
        head = []
        position = 0
      }
      delivered += length
      return length
    }
    if reachedEnd { return 0 }
    let length = unsafe try upstream.read(into: buffer)
    delivered += length
    return length
  }
}
