// The members of a gzip stream, inflated by ISA-L.

import CIsal
import CZlib
import DisclosureRules

/// Goes through a member: zlib reads its header, ISA-L inflates what follows, and the checksum and the length behind it
/// are compared with what came out. Source of the format: RFC 1952, 2.3.
@safe final class IsalMember {
  private enum Phase { case header, deflated, trailer }

  private let body: OpaquePointer
  private var phase = Phase.header
  private var checksum: UInt32 = 0
  /// Bytes that came out, modulo 2^32.
  private var length: UInt32 = 0
  /// CRC-32 and length behind the member, four bytes each and the lowest first, and how many bytes are there.
  private var trailer: UInt64 = 0
  private var trailerCount = 0

  private static let trailerSize = 8
  /// zlib says so of a stream whose header it has just read, when it was asked to stop there. Source: zlib.h, inflate.
  private static let isAtBlock: Int32 = 128

  /// Nil where ISA-L can't be used.
  init?() {
    guard let body = unsafe checker_isal_open() else { return nil }
    unsafe self.body = body
  }

  deinit { unsafe checker_isal_close(body) }

  /// Gets ready for a further member.
  func restart() {
    unsafe checker_isal_restart(body)
    phase = .header
    checksum = 0
    length = 0
    trailer = 0
    trailerCount = 0
  }

  /// Goes on with the input that a stream has.
  ///
  /// - Parameter outputPending: is set when more may come out without further input.
  func step(
    _ stream: UnsafeMutablePointer<z_stream>, into buffer: UnsafeMutableRawBufferPointer,
    outputPending: inout Bool
  ) throws(ReadProblem) -> ZlibInflater.Step {
    var written = 0
    if phase == .header {
      unsafe try readHeader(stream, buffer)
      if phase == .header { return .needsInput }
    }
    if phase == .deflated {
      written = unsafe try inflate(stream, into: buffer)
      outputPending = phase == .deflated && written > 0 && written == buffer.count
    }
    if phase == .trailer {
      while trailerCount < Self.trailerSize, unsafe stream.pointee.avail_in > 0 {
        unsafe takeTrailer(stream.pointee.next_in.pointee)
        unsafe advance(stream, by: 1)
      }
      if trailerCount == Self.trailerSize {
        guard trailer == UInt64(length) << 32 | UInt64(checksum) else { throw Self.damaged }
        return .memberEnded(written)
      }
    }
    return written > 0 ? .wroteOutput(written) : .needsInput
  }

  private static let damaged = ReadProblem(
    kind: .damagedArchive, message: "the compressed stream is damaged")

  private func readHeader(
    _ stream: UnsafeMutablePointer<z_stream>, _ buffer: UnsafeMutableRawBufferPointer
  ) throws(ReadProblem) {
    // zlib wants room for output, though a header has none.
    unsafe stream.pointee.next_out = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
    unsafe stream.pointee.avail_out = UInt32(min(buffer.count, Int(UInt32.max)))
    let status = unsafe CZlib.inflate(stream, Z_BLOCK)
    guard status == Z_OK || status == Z_BUF_ERROR else { throw Self.damaged }
    if status == Z_OK, unsafe stream.pointee.data_type & Self.isAtBlock != 0 { phase = .deflated }
  }

  private func inflate(
    _ stream: UnsafeMutablePointer<z_stream>, into buffer: UnsafeMutableRawBufferPointer
  ) throws(ReadProblem) -> Int {
    let output = unsafe buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
    let available = Int(unsafe stream.pointee.avail_in)
    let done = unsafe checker_isal_inflate(body, stream.pointee.next_in, available, output, buffer.count)
    // Neither reading nor writing with room for both would go on for ever.
    let isStuck = unsafe done.used == 0 && done.written == 0 && available > 0 && !buffer.isEmpty
    guard done.status != CHECKER_ISAL_DAMAGED, done.status == CHECKER_ISAL_END || !isStuck else {
      throw Self.damaged
    }
    unsafe advance(stream, by: done.used)
    if let output = unsafe output { unsafe checksum = checker_isal_crc(checksum, output, done.written) }
    length &+= UInt32(truncatingIfNeeded: done.written)
    if done.status == CHECKER_ISAL_END {
      phase = .trailer
      for position in 0..<done.behind_count {
        takeTrailer(UInt8(truncatingIfNeeded: done.behind >> (8 * UInt64(position))))
      }
    }
    return done.written
  }

  private func advance(_ stream: UnsafeMutablePointer<z_stream>, by count: Int) {
    unsafe stream.pointee.next_in += count
    unsafe stream.pointee.avail_in -= UInt32(count)
  }

  private func takeTrailer(_ byte: UInt8) {
    guard trailerCount < Self.trailerSize else { return }
    trailer |= UInt64(byte) << (8 * UInt64(trailerCount))
    trailerCount += 1
  }
}
