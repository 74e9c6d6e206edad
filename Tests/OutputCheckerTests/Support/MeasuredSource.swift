// Sources that go on for long without being held in memory, and one that notes what reading them costs.

import CMemoryUse
import DisclosureRules

@testable import OutputChecker

/// Lines over and over. A line holds `#` where each line of the whole is to have a number of its own.
final class LineSource: ByteSource {
  /// So many lines as are made once and handed out again, with other numbers.
  private static let atOnce = 1_000
  /// Digits of a line's number: those of its round, and behind them three for its place in the round.
  private static let digits = 8

  private var round: [UInt8] = []
  /// Where the numbers of the round's lines begin.
  private var numbers: [Int] = []
  private var roundsLeft: Int
  private var roundsDone = 0
  private var position = 0
  /// Records and bytes of the whole.
  let records: Int
  let bytes: Int

  /// - Parameters:
  ///   - header: is handed out once, in front.
  ///   - records: lines at least; whole thousands come.
  init(header: String, lines: [String], records: Int) {
    for index in 0..<Self.atOnce {
      for byte in (lines[index % lines.count] + "\n").utf8 {
        if byte == UInt8(ascii: "#") {
          numbers.append(round.count)
          round += Array("00000".utf8)
          round += [100, 10, 1].map { UInt8(ascii: "0") + UInt8(index / $0 % 10) }
        } else {
          round.append(byte)
        }
      }
    }
    roundsLeft = (records + Self.atOnce - 1) / Self.atOnce
    self.records = roundsLeft * Self.atOnce
    self.header = Array((header + "\n").utf8)
    bytes = self.header.count + roundsLeft * round.count
  }

  private let header: [UInt8]
  private var headerPosition = 0

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ReadProblem) -> Int {
    let rest = header.count - headerPosition
    if rest > 0 {
      let count = min(rest, buffer.count)
      unsafe Self.copy(header, from: headerPosition, count, to: buffer, at: 0)
      headerPosition += count
      return count
    }
    var written = 0
    while written < buffer.count && roundsLeft > 0 {
      let count = min(buffer.count - written, round.count - position)
      unsafe Self.copy(round, from: position, count, to: buffer, at: written)
      position += count
      written += count
      if position == round.count { startRound() }
    }
    return written
  }

  private func startRound() {
    position = 0
    roundsDone += 1
    roundsLeft -= 1
    for start in numbers {
      var rest = roundsDone
      for digit in stride(from: Self.digits - 4, through: 0, by: -1) {
        round[start + digit] = UInt8(ascii: "0") + UInt8(rest % 10)
        rest /= 10
      }
    }
  }

  private static func copy(
    _ bytes: [UInt8], from: Int, _ count: Int, to buffer: UnsafeMutableRawBufferPointer, at place: Int
  ) {
    unsafe bytes.withUnsafeBytes { all in
      unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[place..<(place + count)])
        .copyMemory(from: UnsafeRawBufferPointer(rebasing: all[from..<(from + count)]))
    }
  }
}

/// Another source in gzip, stored as it is: what inflating costs is asked, not what it saves.
final class StoredGzipSource: ByteSource {
  private let upstream: any ByteSource
  private var block: [UInt8]
  private var waiting: [UInt8] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]
  private var position = 0
  private var checksum = Checksum()
  private var bytes: UInt32 = 0
  private var isOver = false

  /// The longest that DEFLATE can store in a block.
  private static let longest = 65_535

  init(_ upstream: any ByteSource) {
    self.upstream = upstream
    block = Array(repeating: 0, count: Self.longest)
    waiting.reserveCapacity(Self.longest + 5)
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ReadProblem) -> Int {
    if position == waiting.count {
      if isOver { return 0 }
      try nextBlock()
    }
    let count = min(buffer.count, waiting.count - position)
    unsafe waiting.withUnsafeBytes {
      unsafe buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[position..<(position + count)]))
    }
    position += count
    return count
  }

  private func nextBlock() throws(ReadProblem) {
    var count = 0
    var failure: ReadProblem?
    unsafe block.withUnsafeMutableBytes { room in
      do throws(ReadProblem) { count = unsafe try upstream.read(into: room) } catch { failure = error }
      unsafe checksum.add(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(room)[0..<count]))
    }
    if let failure { throw failure }
    bytes &+= UInt32(count)
    isOver = count == 0
    position = 0
    waiting.removeAll(keepingCapacity: true)
    let length = UInt16(count)
    waiting.append(isOver ? 1 : 0)
    append(UInt32(length) | UInt32(~length) << 16)
    waiting.append(contentsOf: block[0..<count])
    guard isOver else { return }
    append(checksum.value)
    append(bytes)
  }

  private func append(_ number: UInt32) {
    waiting.append(UInt8(number & 255))
    waiting.append(UInt8(number >> 8 & 255))
    waiting.append(UInt8(number >> 16 & 255))
    waiting.append(UInt8(number >> 24))
  }
}

/// Another source, with notes on what the thread that reads it uses up: whoever reads, and the source itself.
final class MeasuredSource: ByteSource {
  /// Blocks allocated and bytes copied.
  struct Use {
    var allocations = 0
    var copied = 0

    static func - (later: Use, earlier: Use) -> Use {
      Use(allocations: later.allocations - earlier.allocations, copied: later.copied - earlier.copied)
    }

    static func += (use: inout Use, more: Use) {
      use.allocations += more.allocations
      use.copied += more.copied
    }

    static var soFar: Use {
      let use = memory_use_so_far()
      return Use(allocations: Int(use.allocations), copied: Int(use.copied_bytes))
    }
  }

  private let upstream: any ByteSource
  private let start: Int
  /// Bytes that were handed out, and the calls that asked for them, the last one, at the end, included.
  private(set) var delivered = 0
  private(set) var reads = 0
  private var usedAtStart: Use?
  /// What the reader used up from the start on, and what the source did, when the end has been reached.
  private(set) var byReader: Use?
  private(set) var bySource = Use()

  /// - Parameter start: bytes after which what is done for the first time has been done: notes begin.
  init(_ upstream: any ByteSource, from start: Int) {
    self.upstream = upstream
    self.start = start
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ReadProblem) -> Int {
    let before = Use.soFar
    if usedAtStart == nil && delivered >= start { usedAtStart = before }
    let count = unsafe try upstream.read(into: buffer)
    if let usedAtStart {
      if count == 0 { byReader = before - usedAtStart - bySource }
      bySource += Use.soFar - before
    }
    delivered += count
    reads += 1
    return count
  }
}
