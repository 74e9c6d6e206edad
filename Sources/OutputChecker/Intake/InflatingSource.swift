// gzip as a stream, several members too.

import DisclosureRules

/// Inflates a gzip stream while it is read.
///
/// A stream that ends inside a member, fails its checksum, or is followed by bytes that start no further
/// member is an error: nothing after it could be checked.
final class InflatingSource: ByteSource {
  private let upstream: any ByteSource
  private let inflater: ZlibInflater
  private let budget: Budget
  private var produced = 0
  private var insideMember = true
  private var reachedEnd = false
  /// What the headers of the members read so far say: names, comments, and bytes for programs.
  private(set) var headers: [ZlibInflater.HeaderTexts] = []
  /// Members whose headers are kept.
  private static let mostHeaders = 1_000

  /// First bytes of a gzip member.
  static let magic: [UInt8] = [0x1f, 0x8b]

  init(_ upstream: any ByteSource, budget: Budget, engine: InflateEngine = .current) throws(ReadProblem) {
    self.upstream = upstream
    self.budget = budget
    inflater = try ZlibInflater(engine: engine)
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ReadProblem) -> Int {
    while !reachedEnd {
      guard try inflater.prepare(from: upstream) else {
        if insideMember { throw ReadProblem(kind: .damagedArchive, message: "the gzip stream ends early") }
        reachedEnd = true
        break
      }
      if !insideMember {
        guard inflater.nextInput == Self.magic[0] else {
          throw ReadProblem(
            kind: .damagedArchive, message: "there are bytes after the end of the gzip stream")
        }
        try inflater.startMember()
        insideMember = true
      }
      switch unsafe try inflater.step(into: buffer) {
      case .needsInput: continue
      case .wroteOutput(let length): return try account(length)
      case .memberEnded(let length):
        insideMember = false
        try keepHeader()
        if length > 0 { return try account(length) }
      }
    }
    return 0
  }

  /// Programs that compress in blocks write thousands of members, whose headers say all the same.
  private func keepHeader() throws(ReadProblem) {
    let texts = try inflater.headerTexts()
    if texts.name.isEmpty && texts.comment.isEmpty && texts.extra.isEmpty { return }
    if let last = headers.last, last == texts { return }
    guard headers.count < Self.mostHeaders else {
      throw ReadProblem(
        kind: .limit, message: "more than \(Self.mostHeaders) different headers in a gzip stream")
    }
    headers.append(texts)
  }

  /// Keeps the books on what came out, against the limits.
  private func account(_ length: Int) throws(ReadProblem) -> Int {
    produced += length
    if produced > budget.bytes {
      throw ReadProblem(
        kind: .limit, message: "more than \(budget.bytes) bytes after inflating (limit bytes)")
    }
    if produced > budget.ratioFrom && produced / budget.ratio > inflater.taken {
      throw ReadProblem(
        kind: .limit, message: "more than \(budget.ratio) bytes for each compressed byte (limit ratio)")
    }
    return length
  }
}
