// Deflated bytes in memory, as pictures and cells hold them.

import DisclosureRules

/// Inflates data in memory; what it swells to is for the reader to limit.
final class DeflatedBytes: ByteSource {
  private let inflater: ZlibInflater
  private let source: MemorySource
  private let mayBeCut: Bool
  private var isFinished = false

  /// - Parameter mayBeCut: a stream that ends early gives what there is of it; otherwise it is an error.
  init(_ bytes: [UInt8], format: ZlibInflater.Format = .zlib, mayBeCut: Bool = false) throws(ReadProblem) {
    inflater = try ZlibInflater(format: format)
    source = MemorySource(bytes)
    self.mayBeCut = mayBeCut
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ReadProblem) -> Int {
    while !isFinished {
      guard try inflater.prepare(from: source) else {
        guard mayBeCut else {
          throw ReadProblem(kind: .damagedArchive, message: "the compressed data ends early")
        }
        isFinished = true
        break
      }
      switch unsafe try inflater.step(into: buffer) {
      case .needsInput: continue
      case .wroteOutput(let length): return length
      case .memberEnded(let length):
        isFinished = true
        return length
      }
    }
    return 0
  }
}
