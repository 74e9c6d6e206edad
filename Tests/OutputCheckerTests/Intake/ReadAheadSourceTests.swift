// Reading on another thread gives the same bytes, and the same errors behind them.

import DisclosureRules
import Testing

@testable import OutputChecker

/// Hands out pieces of uneven length, and then an error if there is one.
private final class UnevenSource: ByteSource, @unchecked Sendable {
  private let bytes: [UInt8]
  private let problem: ReadProblem?
  private var position = 0
  init(_ bytes: [UInt8], problem: ReadProblem? = nil) {
    self.bytes = bytes
    self.problem = problem
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ReadProblem) -> Int {
    if position == bytes.count, let problem { throw problem }
    let length = min(buffer.count, bytes.count - position, 1 + position % 7_001)
    for index in 0..<length { unsafe buffer[index] = bytes[position + index] }
    position += length
    return length
  }
}

@Suite struct ReadAheadSourceTests {
  private static let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }

  @Test(arguments: [1_000, 65_536, 1 << 20]) func givesTheSameBytes(_ size: Int) throws {
    let source = try ReadAheadSource(UnevenSource(Self.bytes))
    var all: [UInt8] = []
    while try source.append(to: &all, atMost: size) > 0 {}
    #expect(all == Self.bytes)
    #expect(try source.append(to: &all, atMost: size) == 0)
  }

  @Test func anErrorComesBehindTheBytesBeforeIt() throws {
    let problem = ReadProblem(kind: .damagedArchive, message: "ends early")
    let source = try ReadAheadSource(UnevenSource(Self.bytes, problem: problem))
    var all: [UInt8] = []
    #expect(throws: problem) { while try source.append(to: &all, atMost: 50_000) > 0 {} }
    #expect(all == Self.bytes)
    #expect(throws: problem) { try source.append(to: &all, atMost: 1) }
  }

  @Test func stopsInTheMiddle() throws {
    let upstream = UnevenSource([UInt8](repeating: 7, count: 20 << 20))
    let source = try ReadAheadSource(upstream)
    var some: [UInt8] = []
    _ = try source.append(to: &some, atMost: 10)
    source.stop()
    // The other source is free again, and hasn't been read to its end.
    #expect(try upstream.append(to: &some, atMost: 10) > 0)
  }
}
