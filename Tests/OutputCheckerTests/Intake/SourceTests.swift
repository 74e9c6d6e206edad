// Byte sources: inflating, transcoding, digests and second passes, at every cut.

import DisclosureRules
import FoundationEssentials
import Testing

@testable import OutputChecker

/// Hands out a few bytes at a time.
final class DribblingSource: ByteSource {
  private let inner: MemorySource
  private let step: Int
  init(_ bytes: [UInt8], step: Int) {
    inner = MemorySource(bytes)
    self.step = step
  }
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ReadProblem) -> Int {
    unsafe try inner.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[0..<min(step, buffer.count)]))
  }
}

func readAll(_ source: any ByteSource, step: Int = 4_096) throws(ReadProblem) -> [UInt8] {
  var all: [UInt8] = []
  var room = [UInt8](repeating: 0, count: step)
  while true {
    var length = 0
    var problem: ReadProblem?
    unsafe room.withUnsafeMutableBytes { buffer in
      do throws(ReadProblem) { length = unsafe try source.read(into: buffer) } catch { problem = error }
    }
    if let problem { throw problem }
    if length == 0 { return all }
    all += room.prefix(length)
  }
}

/// `printf 'a,b\n1,2\n' | gzip -n`, byte for byte as GNU gzip 1.12 writes it.
private let member: [UInt8] = [
  0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x03, 0x4b, 0xd4, 0x49, 0xe2, 0x32, 0xd4, 0x31,
  0xe2, 0x02, 0x00, 0x7b, 0x07, 0x97, 0x0a, 0x08, 0x00, 0x00, 0x00,
]

@Suite struct SourceTests {
  @Test(arguments: [1, 2, 7, 4_096])
  func gzipMembersFollowEachOther(step: Int) throws {
    let source = try InflatingSource(DribblingSource(member + member, step: step), budget: Budget())
    #expect(try readAll(source, step: step) == Array("a,b\n1,2\na,b\n1,2\n".utf8))
  }

  @Test func everyTruncationIsAnError() throws {
    for length in 1..<member.count {
      #expect(throws: ReadProblem.self, "\(length) bytes") {
        try readAll(InflatingSource(MemorySource(Array(member.prefix(length))), budget: Budget()))
      }
    }
  }

  @Test func everyFlippedByteOfTheChecksumIsAnError() throws {
    for index in member.count - 8..<member.count {
      var damaged = member
      damaged[index] ^= 1
      #expect(throws: ReadProblem.self) {
        try readAll(InflatingSource(MemorySource(damaged), budget: Budget()))
      }
    }
  }

  @Test func bytesBehindTheStreamAreAnError() throws {
    #expect(throws: ReadProblem.self) {
      try readAll(InflatingSource(MemorySource(member + [1, 2, 3]), budget: Budget()))
    }
  }

  @Test func inflatingStopsAtItsLimit() throws {
    var budget = Budget()
    for (limit, isRefused) in [(7, true), (8, false), (9, false)] {
      budget.bytes = limit
      let result = Result { try readAll(InflatingSource(MemorySource(member), budget: budget)) }
      #expect(((try? result.get()) == nil) == isRefused)
    }
  }

  @Test(arguments: [1, 2, 3, 5, 4_096])
  func wideEncodingsBecomeUTF8(step: Int) throws {
    let text = "é,𝟛\r\n1,2"
    for (encoding, isBig) in [(TextEncoding.utf16LittleEndian, false), (.utf16BigEndian, true)] {
      let bytes = text.utf16.flatMap {
        isBig ? [UInt8($0 >> 8), UInt8($0 & 255)] : [UInt8($0 & 255), UInt8($0 >> 8)]
      }
      let source = TranscodingSource(DribblingSource(bytes, step: step), encoding: encoding, markLength: 0)
      #expect(try readAll(source, step: step) == Array(text.utf8))
    }
    let wide = text.unicodeScalars.flatMap { scalar in
      (0..<4).map { UInt8(scalar.value >> (8 * UInt32($0)) & 255) }
    }
    let source = TranscodingSource(
      DribblingSource(wide, step: step), encoding: .utf32LittleEndian, markLength: 0)
    #expect(try readAll(source, step: step) == Array(text.utf8))
  }

  @Test func brokenUTF16IsAnErrorWithItsPlace() {
    for (bytes, offset) in [
      ([0x61, 0x00, 0x00, 0xdc], 2), ([0x00, 0xd8, 0x61, 0x00], 0), ([0x61, 0x00, 0x62], 2),
    ] {
      do {
        _ = try readAll(
          TranscodingSource(
            MemorySource(bytes.map { UInt8($0) }), encoding: .utf16LittleEndian, markLength: 0))
        Issue.record("no error for \(bytes)")
      } catch { #expect(error.byteOffset == offset) }
    }
  }

  @Test func aSecondPassMustSeeTheSameBytes() throws {
    let path =
      FileManager.default.temporaryDirectory.path
      + "/checker-second-pass-\(UInt64.random(in: 0 ... .max)).csv"
    try Data("a,b\n".utf8).write(to: URL(filePath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    let source = try RawSource(FileDescriptor.open(Array(path.utf8)), limit: 100)
    _ = try readAll(source)
    try source.rewind()
    #expect(try readAll(source) == Array("a,b\n".utf8))
    // SHA-256 of the four bytes, by `printf 'a,b\n' | sha256sum`.
    #expect(try source.finishDigest() == "5be08c9684a1d25efcee09318204824278b08bbfb4aef973ffefd0b9d7478313")

    try source.rewind()
    try Data("a,c\n".utf8).write(to: URL(filePath: path))
    _ = try readAll(source)
    #expect(throws: ReadProblem.self) { try source.finishDigest() }
  }

  /// RFC 1952, 2.3: flags 8 a name, 16 a comment, 4 an extra field. The bytes are deflate's empty final block.
  @Test func headersOfGzipAreKept() throws {
    let start: [UInt8] = [0x1f, 0x8b, 8]
    let rest: [UInt8] = [0, 0, 0, 0, 0, 3]
    let end: [UInt8] = [3, 0, 0, 0, 0, 0, 0, 0, 0, 0]
    let named = start + [8] + rest + Array("a.csv".utf8) + [0] + end
    let said = start + [20] + rest + [2, 0, 65, 66] + Array("word".utf8) + [0] + end
    let source = try InflatingSource(MemorySource(named + said + start + [0] + rest + end), budget: Budget())
    #expect(try readAll(source).isEmpty)
    #expect(source.headers.map(\.name) == [Array("a.csv".utf8), []])
    #expect(source.headers.map(\.comment) == [[], Array("word".utf8)])
    #expect(source.headers.map(\.extra) == [[], [65, 66]])
  }

  @Test(arguments: [(65_535, false), (65_536, true), (65_537, true)])
  func longTextsInHeadersOfGzipAreRefused(length: Int, isRefused: Bool) throws {
    // One byte of the room is for the zero at its end.
    let bytes: [UInt8] =
      [0x1f, 0x8b, 8, 8, 0, 0, 0, 0, 0, 3] + Array(repeating: 97, count: length)
      + [0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0]
    let result = Result { try readAll(InflatingSource(MemorySource(bytes), budget: Budget())) }
    #expect(((try? result.get()) == nil) == isRefused)
  }

  @Test func bytesOfAWindow() throws {
    let bytes = (0..<100).map { UInt8($0) }
    var window = ByteWindow(MemoryAccess(bytes), size: 7)
    for offset in [0, 6, 7, 99, 3, 50, 51, 14] { #expect(try window.byte(at: offset) == bytes[offset]) }
    #expect(try window.byte(at: 100) == nil)
  }
}
