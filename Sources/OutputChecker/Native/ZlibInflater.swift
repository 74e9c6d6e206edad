// Inflating deflated bytes: a thin wrapper around zlib, and around ISA-L for gzip where it is installed.

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
  /// What zlib writes of a member's header, and the room for its texts; only where the format has one.
  private let header: UnsafeMutablePointer<gz_header>?
  private let room: UnsafeMutableBufferPointer<UInt8>

  /// Inflates members in place of zlib, which then reads their headers only.
  private let member: IsalMember?

  /// Raw bytes read at a time.
  private static let inputSize = 64 * 1024

  /// Bytes of each text of a header that are read. Source: a name of a file has 255 bytes at most, an extra field
  /// 65,535 (RFC 1952, 2.3.1).
  private static let longestText = 64 * 1024

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

  init(format: Format = .gzip, engine: InflateEngine = .current) throws(ReadProblem) {
    member = format == .gzip && engine == .isal ? IsalMember() : nil
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    unsafe input = .allocate(capacity: Self.inputSize)
    unsafe input.initialize(repeating: 0)
    unsafe room = .allocate(capacity: format == .gzip ? 3 * Self.longestText : 0)
    unsafe room.initialize(repeating: 0)
    if format == .gzip {
      let fields = UnsafeMutablePointer<gz_header>.allocate(capacity: 1)
      unsafe fields.initialize(to: gz_header())
      unsafe header = fields
    } else {
      unsafe header = nil
    }
    guard unsafe checker_inflateInit2(stream, format.rawValue) == Z_OK else {
      throw ReadProblem(kind: .internal, message: "zlib could not start")
    }
    isOpen = true
    try watchHeader()
  }

  /// Asks zlib for the header of the next member.
  private func watchHeader() throws(ReadProblem) {
    guard let header = unsafe header else { return }
    let base = unsafe room.baseAddress
    let length = UInt32(Self.longestText)
    unsafe header.pointee = gz_header()
    unsafe header.pointee.name = base
    unsafe header.pointee.name_max = length
    unsafe header.pointee.comment = base.map { unsafe $0 + Self.longestText }
    unsafe header.pointee.comm_max = length
    unsafe header.pointee.extra = base.map { unsafe $0 + 2 * Self.longestText }
    unsafe header.pointee.extra_max = length
    guard unsafe inflateGetHeader(stream, header) == Z_OK else {
      throw ReadProblem(kind: .internal, message: "zlib could not start")
    }
  }

  /// The texts of the header of the member that was read last.
  struct HeaderTexts: Equatable {
    /// Name of the file that was compressed, and what was said of it.
    var name: [UInt8] = []
    var comment: [UInt8] = []
    /// Bytes for programs.
    var extra: [UInt8] = []
  }

  /// - Throws: a text is longer than what is read.
  func headerTexts() throws(ReadProblem) -> HeaderTexts {
    var texts = HeaderTexts()
    guard let header = unsafe header, unsafe header.pointee.done == 1 else { return texts }
    // zlib sets what the header lacks to nothing.
    if unsafe header.pointee.name != nil { texts.name = try text(0) }
    if unsafe header.pointee.comment != nil { texts.comment = try text(1) }
    if unsafe header.pointee.extra != nil {
      let length = min(Int(unsafe header.pointee.extra_len), Self.longestText)
      texts.extra = unsafe Array(room[(2 * Self.longestText)..<(2 * Self.longestText + length)])
    }
    return texts
  }

  private func text(_ number: Int) throws(ReadProblem) -> [UInt8] {
    let part = unsafe room[(number * Self.longestText)..<((number + 1) * Self.longestText)]
    guard let end = unsafe part.firstIndex(of: 0) else {
      throw ReadProblem(
        kind: .limit, message: "a text of more than \(Self.longestText) bytes in the header of a gzip stream")
    }
    return unsafe Array(part[..<end])
  }

  deinit {
    if isOpen { unsafe inflateEnd(stream) }
    unsafe stream.deallocate()
    unsafe input.deallocate()
    unsafe header?.deallocate()
    unsafe room.deallocate()
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
    if let member { return unsafe try member.step(stream, into: buffer, outputPending: &outputPending) }
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
    member?.restart()
    try watchHeader()
  }
}
