// One member of a ZIP archive as a stream that is held against its size and checksum.

import DisclosureRules

/// Inflates a member while it is read.
final class ZipMemberSource: ByteSource {
  private let raw: any ByteSource
  private let inflater: ZlibInflater?
  private let entry: ZipEntry
  private var produced = 0
  private var crc = Checksum()
  /// The deflate stream has ended; the member is held against the directory at the next read.
  private var isFinished = false
  private var reachedEnd = false

  init(_ raw: any ByteSource, entry: ZipEntry, isDeflated: Bool) throws(ReadProblem) {
    self.raw = raw
    self.entry = entry
    inflater = isDeflated ? try ZlibInflater(format: .raw) : nil
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ReadProblem) -> Int {
    guard !reachedEnd, buffer.count > 0 else { return 0 }
    let length = unsafe try produce(into: buffer)
    produced += length
    guard produced <= entry.size else { throw Self.damaged("it is longer than the directory says") }
    unsafe crc.add(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer)[0..<length]))
    if length == 0 {
      reachedEnd = true
      guard produced == entry.size else { throw Self.damaged("it is shorter than the directory says") }
      guard crc.value == entry.crc else { throw Self.damaged("its checksum does not hold") }
    }
    return length
  }

  private func produce(into buffer: UnsafeMutableRawBufferPointer) throws(ReadProblem) -> Int {
    guard let inflater else { return unsafe try raw.read(into: buffer) }
    if isFinished { return 0 }
    while true {
      guard try inflater.prepare(from: raw) else { throw Self.damaged("it ends early") }
      switch unsafe try inflater.step(into: buffer) {
      case .needsInput: continue
      case .wroteOutput(let length): return length
      case .memberEnded(let length):
        let isAlone = try isExhausted()
        if inflater.pendingInput > 0 || !isAlone {
          throw Self.damaged("there are bytes behind its end")
        }
        isFinished = true
        return length
      }
    }
  }

  private func isExhausted() throws(ReadProblem) -> Bool {
    var rest: [UInt8] = []
    return try raw.append(to: &rest, atMost: 1) == 0
  }

  private static func damaged(_ reason: String) -> ReadProblem {
    ReadProblem(kind: .damagedArchive, message: "a member of the archive is damaged: \(reason)")
  }
}
