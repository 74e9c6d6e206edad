// The raw bytes of a file of the request, hashed as they are read.

import Crypto
import DisclosureRules

/// The raw bytes of a file: hashed before anything else happens to them, and readable again from the start.
final class RawSource: ByteSource {
  private enum Origin {
    /// A file, with its status when it was opened.
    case regular(FileDescriptor, FileDescriptor.Status)
    /// Standard input, which has no size to compare with.
    case stream(FileDescriptor)
    case memory([UInt8])
  }

  private var origin: Origin
  private let limit: Int
  private var memory: MemorySource?
  /// Where standard input is copied to while it is read, so that it can be read again.
  private var spool: FileDescriptor?
  private var digestOfFirstPass: String?
  private var hasher = SHA256()
  private var reachedEnd = false
  /// Raw bytes read so far.
  private(set) var bytesRead = 0
  /// Bytes of the file, as it was when it was opened; nil for a stream.
  var size: Int? {
    switch origin {
    case .regular(_, let status): status.size
    case .stream: nil
    case .memory(let bytes): bytes.count
    }
  }
  /// Told how many bytes have been read, now and then.
  var progress: (@Sendable (Int) -> Void)?

  /// - Parameters:
  ///   - descriptor: an open file.
  ///   - isRegular: false for standard input, whatever it is connected to.
  ///   - isReadTwice: ``rewind()`` will be called: standard input is then copied to a temporary file.
  ///   - limit: the most raw bytes.
  init(
    _ descriptor: FileDescriptor, isRegular: Bool = true, isReadTwice: Bool = false, limit: Int
  ) throws(ReadProblem) {
    self.limit = limit
    guard isRegular else {
      origin = .stream(descriptor)
      if isReadTwice { spool = try .temporary() }
      return
    }
    let status = try descriptor.status()
    guard status.isRegular else {
      throw ReadProblem(kind: .unreadable, message: "is neither a file nor a folder")
    }
    origin = .regular(descriptor, status)
  }

  /// Bytes in memory.
  init(_ bytes: [UInt8]) {
    origin = .memory(bytes)
    limit = bytes.count
    memory = MemorySource(bytes)
  }

  /// The same bytes at any place; nil for a stream. Reading here and there does not disturb the digest.
  func randomAccess() throws(ReadProblem) -> (any RandomAccess)? {
    switch origin {
    case .regular(let descriptor, _): try FileAccess(descriptor)
    case .memory(let bytes): MemoryAccess(bytes)
    case .stream: nil
    }
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ReadProblem) -> Int {
    let length: Int
    switch origin {
    case .regular(let descriptor, _), .stream(let descriptor):
      length = unsafe try descriptor.read(into: buffer)
    case .memory: length = unsafe try memory?.read(into: buffer) ?? 0
    }
    if length == 0 {
      reachedEnd = true
      return 0
    }
    let fresh = unsafe UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer)[0..<length])
    unsafe hasher.update(bufferPointer: fresh)
    if let spool, case .stream = origin { unsafe try spool.write(fresh) }
    bytesRead += length
    if bytesRead > limit {
      throw ReadProblem(kind: .limit, message: "more than \(limit) bytes (limit bytes)", byteOffset: limit)
    }
    progress?(bytesRead)
    return length
  }

  /// Reads what nobody asked for, so that the digest is of the whole file even when parsing stopped early.
  ///
  /// - Returns: the lower-case hexadecimal SHA-256 of the file's raw bytes.
  /// - Throws: what reading throws, or that the file changed while it was read.
  func finishDigest() throws(ReadProblem) -> String {
    var rest: [UInt8] = []
    while !reachedEnd {
      rest.removeAll(keepingCapacity: true)
      _ = try append(to: &rest, atMost: 1 << 16)
    }
    if case .regular(let descriptor, let before) = origin {
      let now = try descriptor.status()
      if now != before || bytesRead != before.size {
        throw ReadProblem(kind: .changed, message: "the file changed while it was read")
      }
    }
    let digest = Hexadecimal.string(hasher.finalize())
    if let digestOfFirstPass, digestOfFirstPass != digest {
      throw ReadProblem(kind: .changed, message: "the file changed between two passes")
    }
    return digest
  }

  /// Ends a pass and goes back to the first byte, over the same open file: a second pass must see the same
  /// bytes, which ``finishDigest()`` proves.
  func rewind() throws(ReadProblem) {
    digestOfFirstPass = try finishDigest()
    hasher = SHA256()
    bytesRead = 0
    reachedEnd = false
    switch origin {
    case .regular(let descriptor, _): try descriptor.rewind()
    case .memory(let bytes): memory = MemorySource(bytes)
    case .stream:
      guard let spool else {
        throw ReadProblem(kind: .internal, message: "standard input can't be read twice")
      }
      try spool.rewind()
      origin = .regular(spool, try spool.status())
      self.spool = nil
    }
  }
}

/// Bytes as lower-case hexadecimal digits.
enum Hexadecimal {
  private static let digits = Array("0123456789abcdef".utf8)

  static func string(_ bytes: some Sequence<UInt8>) -> String {
    var text: [UInt8] = []
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}
