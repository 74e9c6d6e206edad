// Inflating deflated bytes: a thin wrapper around zlib.

import CZlib
import DisclosureRules

/// One inflate stream. Input is taken from a source block by block; output is written to the caller's buffer.
@safe final class ZlibInflater {
  /// What a step did.
  enum Step { case needsInput, wroteOutput(Int), memberEnded(Int) }

  // zlib keeps a pointer to the stream in its own state, so it must not move.
  private let stream: UnsafeMutablePointer<z_stream>
  private let input: UnsafeMutableBufferPointer<UInt8>
  private var isOpen = false
  /// zlib may still hold output when it has used up its input: the last step filled its buffer.
  private var outputPending = false
  /// Raw bytes taken from the source.
  private(set) var taken = 0

  /// Raw bytes read at a time.
  private static let inputSize = 64 * 1024

  /// What stands around the deflated bytes.
  enum Format: Int32 {
    /// zlib: 15 bits of window, and 16 more for a gzip header and its checksum.
    case gzip = 31
    /// zlib's own header and checksum, as in a picture.
    case zlib = 15
    /// Nothing, as in a ZIP archive: a negative number of bits.
    case raw = -15
    /// A header of gzip or of zlib: 32 more.
    case any = 47
  }

  init(format: Format = .gzip) throws(ReadProblem) {
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    unsafe input = .allocate(capacity: Self.inputSize)
    unsafe input.initialize(repeating: 0)
    guard unsafe checker_inflateInit2(stream, format.rawValue) == Z_OK else {
      throw ReadProblem(kind: .internal, message: "zlib could not start")
    }
    isOpen = true
  }

  deinit {
    if isOpen { unsafe inflateEnd(stream) }
    unsafe stream.deallocate()
    unsafe input.deallocate()
  }

  /// Bytes handed in and not used yet.
  var pendingInput: Int { Int(unsafe stream.pointee.avail_in) }

  /// The next unused byte, to look for a further member.
  var nextInput: UInt8? { pendingInput > 0 ? unsafe stream.pointee.next_in.pointee : nil }

  /// Makes sure that the next step has something to do, with more raw bytes if it needs them.
  ///
  /// - Returns: false when the source has ended.
  func prepare(from source: any ByteSource) throws(ReadProblem) -> Bool {
    if pendingInput > 0 || outputPending { return true }
    let length = unsafe try source.read(into: UnsafeMutableRawBufferPointer(input))
    unsafe stream.pointee.next_in = input.baseAddress
    unsafe stream.pointee.avail_in = UInt32(length)
    taken += length
    return length > 0
  }

  /// Inflates into `buffer` until it is full, the input is used up or the member ends.
  func step(into buffer: UnsafeMutableRawBufferPointer) throws(ReadProblem) -> Step {
    let room = min(buffer.count, Int(UInt32.max))
    unsafe stream.pointee.next_out = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
    unsafe stream.pointee.avail_out = UInt32(room)
    let status = unsafe inflate(stream, Z_NO_FLUSH)
    let written = room - Int(unsafe stream.pointee.avail_out)
    outputPending = status != Z_STREAM_END && written > 0 && written == buffer.count
    switch status {
    case Z_OK, Z_BUF_ERROR: return written > 0 ? .wroteOutput(written) : .needsInput
    case Z_STREAM_END: return .memberEnded(written)
    default:
      throw ReadProblem(kind: .damagedArchive, message: "the compressed stream is damaged")
    }
  }

  /// Gets ready for a further member.
  func startMember() throws(ReadProblem) {
    guard unsafe inflateReset(stream) == Z_OK else {
      throw ReadProblem(kind: .internal, message: "zlib could not start again")
    }
  }
}
