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

  /// First bytes of a gzip member.
  static let magic: [UInt8] = [0x1f, 0x8b]
  /// Output that is allowed however small the input: the ratio is judged only above it.
  private static let ratioFloor = 1 << 20

  init(_ upstream: any ByteSource, budget: Budget) throws(ReadProblem) {
    self.upstream = upstream
    self.budget = budget
    inflater = try ZlibInflater()
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
        if length > 0 { return try account(length) }
      }
    }
    return 0
  }

  /// Keeps the books on what came out, against the limits.
  private func account(_ length: Int) throws(ReadProblem) -> Int {
    produced += length
    if produced > budget.bytes {
      throw ReadProblem(
        kind: .limit, message: "more than \(budget.bytes) bytes after inflating (limit bytes)")
    }
    if produced > Self.ratioFloor && produced / budget.ratio > inflater.taken {
      throw ReadProblem(
        kind: .limit, message: "more than \(budget.ratio) bytes for each compressed byte (limit ratio)")
    }
    return length
  }
}
