// Deflated bytes in memory, as pictures and cells hold them.

import DisclosureRules

/// Inflates zlib data in memory; what it swells to is for the reader to limit.
final class DeflatedBytes: ByteSource {
  private let inflater: ZlibInflater
  private let source: MemorySource
  private var isFinished = false
  private var outputPending = false

  init(_ bytes: [UInt8], format: ZlibInflater.Format = .zlib) throws(ReadProblem) {
    inflater = try ZlibInflater(format: format)
    source = MemorySource(bytes)
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ReadProblem) -> Int {
    while !isFinished {
      if inflater.pendingInput == 0 && !outputPending {
        let source = self.source
        let length = unsafe try inflater.refill { (room) throws(ReadProblem) -> Int in
          unsafe try source.read(into: room)
        }
        if length == 0 { throw ReadProblem(kind: .damagedArchive, message: "the compressed data ends early") }
      }
      switch unsafe try inflater.step(into: buffer) {
      case .needsInput: outputPending = false
      case .wroteOutput(let length):
        outputPending = length == buffer.count
        return length
      case .memberEnded(let length):
        isFinished = true
        return length
      }
    }
    return 0
  }
}
