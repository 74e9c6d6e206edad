// ISA-L and zlib give the same of every gzip stream.

import CZlib
import DisclosureRules
import Testing

@testable import OutputChecker

@Suite struct InflateEngineTests {
  /// What a source gives, or that it ends in an error.
  private enum Outcome: Equatable {
    case bytes([UInt8])
    case error(ReadProblem.Kind)
  }

  private static func outcome(
    _ packed: [UInt8], _ engine: InflateEngine, step: Int = 1 << 16, room: Int = 1 << 16
  ) -> Outcome {
    do throws(ReadProblem) {
      let source = try InflatingSource(
        DribblingSource(packed, step: step), budget: Budget(), engine: engine)
      var all: [UInt8] = []
      while try source.append(to: &all, atMost: room) > 0 {}
      return .bytes(all)
    } catch { return .error(error.kind) }
  }

  /// A gzip member as zlib writes it.
  private static func packed(_ text: [UInt8], level: Int32 = 6, strategy: Int32 = Z_DEFAULT_STRATEGY)
    -> [UInt8]
  {
    var stream = unsafe z_stream()
    var output = [UInt8](repeating: 0, count: text.count + text.count / 8 + 1_024)
    let size = Int32(MemoryLayout<z_stream>.size)
    guard
      unsafe deflateInit2_(&stream, level, Z_DEFLATED, 31, 8, strategy, ZLIB_VERSION, size) == Z_OK
    else { return [] }
    var input = text
    let written = unsafe input.withUnsafeMutableBufferPointer { input in
      unsafe output.withUnsafeMutableBufferPointer { output in
        unsafe stream.next_in = input.baseAddress
        unsafe stream.avail_in = UInt32(input.count)
        unsafe stream.next_out = output.baseAddress
        unsafe stream.avail_out = UInt32(output.count)
        return unsafe deflate(&stream, Z_FINISH) == Z_STREAM_END ? output.count - Int(stream.avail_out) : 0
      }
    }
    unsafe deflateEnd(&stream)
    return Array(output.prefix(written))
  }

  /// Text that is squeezed well, text that is not, and both in turn.
  private static func texts() -> [[UInt8]] {
    var random = SeededGenerator(seed: 11)
    let table = (0..<9_000).flatMap { Array("region \($0 % 7),\(random.next() % 500),0.\($0 % 10)\n".utf8) }
    let noise = (0..<70_000).map { _ in UInt8(truncatingIfNeeded: random.next()) }
    return [
      [], [65], Array(table), noise,
      Array(table.prefix(40_000)) + noise.prefix(40_000) + table.prefix(40_000),
    ]
  }

  @Test(.enabled(if: InflateEngine.isal.isAvailable, "libisal.so.2 is not installed"))
  func streamsOfEveryForm() {
    for text in Self.texts() {
      for level: Int32 in [0, 1, 4, 6, 9] {
        for strategy in [Z_DEFAULT_STRATEGY, Z_HUFFMAN_ONLY, Z_RLE, Z_FIXED] {
          let packed = Self.packed(text, level: level, strategy: strategy)
          #expect(!packed.isEmpty)
          #expect(Self.outcome(packed, .isal) == .bytes(text), "\(text.count) bytes, level \(level)")
        }
      }
    }
  }

  /// Blocks of input and room for output of any size, and several members.
  @Test(.enabled(if: InflateEngine.isal.isAvailable, "libisal.so.2 is not installed"))
  func anySizeOfBlocks() {
    let text = Array(Self.texts()[4].prefix(50_000))
    let packed = Self.packed(text) + Self.packed([]) + Self.packed(text, level: 1)
    for (step, room) in [(1, 1 << 16), (1 << 16, 1), (7, 13), (8, 4_096), (4_096, 7), (65_536, 65_536)] {
      #expect(Self.outcome(packed, .isal, step: step, room: room) == .bytes(text + text), "\(step) \(room)")
    }
  }

  @Test(.enabled(if: InflateEngine.isal.isAvailable, "libisal.so.2 is not installed"))
  func everyCutIsAnError() {
    let packed = Self.packed(Array(Self.texts()[2].prefix(3_000)))
    for length in 1..<packed.count {
      let cut = Array(packed.prefix(length))
      #expect(Self.outcome(cut, .isal) == Self.outcome(cut, .zlib), "\(length) of \(packed.count) bytes")
      #expect(Self.outcome(cut, .isal) == .error(.damagedArchive), "\(length) of \(packed.count) bytes")
    }
    #expect(Self.outcome(packed + [1, 2, 3], .isal) == .error(.damagedArchive))
  }

  /// What a flipped bit leaves is what zlib makes of it, or an error. A bit of the header's time changes nothing.
  @Test(.enabled(if: InflateEngine.isal.isAvailable, "libisal.so.2 is not installed"))
  func everyFlippedBit() {
    let text = Array(Self.texts()[2].prefix(700))
    let packed = Self.packed(text)
    var refused = 0
    for bit in 0..<packed.count * 8 {
      var damaged = packed
      damaged[bit / 8] ^= 1 << (bit % 8)
      let outcome = Self.outcome(damaged, .isal)
      #expect(outcome == Self.outcome(damaged, .zlib), "bit \(bit)")
      if case .error = outcome { refused += 1 }
    }
    // The time and the system in the header say nothing of the content.
    #expect(refused > packed.count * 8 - 8 * 8)
  }

  @Test func choices() throws {
    #expect(try InflateEngine.choice(named: "zlib") == .zlib)
    #expect(throws: UnavailableChoice.self) { try InflateEngine.choice(named: "gzip") }
    #expect(try InflateEngine.choice(named: nil) == (InflateEngine.isal.isAvailable ? .isal : .zlib))
  }
}
