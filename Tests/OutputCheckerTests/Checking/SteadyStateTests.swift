// What a check costs for each record, in counts that don't depend on the machine.

import CMemoryUse
import DisclosureRules
import Synchronization
import Testing

@testable import OutputChecker

/// Counts of allocations, copies and passes; none of time.
@Suite(.enabled(if: memory_use_is_counted() != 0, "allocations are counted with glibc only"))
struct SteadyStateTests {
  struct Table: Sendable, CustomTestStringConvertible {
    var name: String
    var header: String
    var lines: [String]
    var testDescription: String { name }

    func source(records: Int) -> LineSource { LineSource(header: header, lines: lines, records: records) }
  }

  static let plain = Table(
    name: "plain", header: "region,sex,age,count,rate",
    lines: ["North East,F,16-39,123,4.25", "London,M,40-64,4567,61.00", "Wales,F,65+,89,0.5"])
  static let quoted = Table(
    name: "quoted", header: "region,sex,count,note",
    lines: ["\"North, East\",\"F\",17,x", "London,\"M \"\"x\"\"\",28,\"y\nz\"", "Wales,F,39,z"])
  static let ragged = Table(
    name: "ragged", header: "a,b,c", lines: ["North,11,21", "East,31", "South,41,51,61", "West,71,81"])
  static let keyed = Table(
    name: "a key in each row", header: "key,count,note",
    lines: ["k#,1#,\"a, b\"", "k#,2#,c", "k#,34,d"])
  static let tables = [plain, quoted, ragged, keyed]

  private static let blockSize = 64 * 1024
  /// What is allocated and copied from this record on is steady state.
  private static let first = 100_000
  private static let last = 1_000_000

  private func parse(_ source: any ByteSource) throws -> Int {
    let parser = CSVParser(
      source: source, dialect: Dialect(), blockSize: Self.blockSize, budget: Budget())
    var records = 0
    while let batch = try parser.next() {
      records += batch.recordCount
      parser.giveBack(batch)
    }
    return records
  }

  /// A source that notes what happens from record `first` on.
  private func measured(_ upstream: any ByteSource, _ lines: LineSource) -> MeasuredSource {
    MeasuredSource(upstream, from: lines.bytes / lines.records * Self.first)
  }

  @Test(arguments: tables) func parsingAllocatesNothing(_ table: Table) throws {
    let lines = table.source(records: Self.last)
    let source = measured(lines, lines)
    #expect(try parse(source) == lines.records + 1)
    #expect(try #require(source.byReader).allocations == 0)
  }

  /// Each byte is asked for once, straight into the batch it stays in; what is copied then is the open record
  /// at the end of each block.
  @Test(arguments: tables) func everyByteIsReadOnceAndStays(_ table: Table) throws {
    let lines = table.source(records: Self.last)
    let source = measured(lines, lines)
    #expect(try parse(source) == lines.records + 1)
    #expect(source.delivered == lines.bytes)
    #expect(source.reads <= lines.bytes / Self.blockSize * 11 / 10 + 2)
    #expect(try #require(source.byReader).copied < lines.bytes / 100)
  }

  /// Inflating on a thread of its own, and parsing what comes from there; every byte is copied once on its way
  /// from the one to the other.
  @Test func gzipAllocatesNothing() throws {
    let lines = Self.plain.source(records: Self.last)
    let packed = measured(StoredGzipSource(lines), lines)
    let ahead = try ReadAheadSource(try InflatingSource(packed, budget: Budget()))
    let source = measured(ahead, lines)
    #expect(try parse(source) == lines.records + 1)
    ahead.stop()
    #expect(source.delivered == lines.bytes)
    // Who reads the packed bytes is the inflater, on its thread.
    #expect(try #require(packed.byReader).allocations == 0)
    #expect(source.bySource.allocations == 0)
    #expect(try #require(source.byReader).allocations == 0)
    #expect(source.bySource.copied <= lines.bytes)
  }

  @Test func readingAndHashingAllocateNothing() throws {
    let size = 4 << 20
    let folder = try ScratchFolder()
    try folder.write("raw", String(repeating: "x", count: size))
    let raw = try RawSource(FileDescriptor.open(Array("\(folder.path)/raw".utf8)), limit: size)
    let source = MeasuredSource(raw, from: size / 4)
    var block = [UInt8](repeating: 0, count: Self.blockSize)
    var count = 1
    while count > 0 { count = unsafe try block.withUnsafeMutableBytes { unsafe try source.read(into: $0) } }
    #expect(source.delivered == size)
    #expect(source.bySource.allocations == 0)
    #expect(source.bySource.copied < size / 100)
  }

  /// A file is read from front to back once, and no byte again.
  @Test func aFileIsReadInOnePass() throws {
    let lines = Self.plain.source(records: 4_000)
    var bytes = [UInt8](repeating: 0, count: lines.bytes)
    var count = 0
    while count < bytes.count {
      count += unsafe try bytes.withUnsafeMutableBytes { all in
        unsafe try lines.read(into: UnsafeMutableRawBufferPointer(rebasing: all[count...]))
      }
    }
    let read = Mutex<[Int]>([])
    let raw = RawSource(bytes)
    raw.progress = { soFar in read.withLock { $0.append(soFar) } }
    let checker = try TestChecker.sdap(blockSize: 4_096)
    let reader = FileReader(options: checker.options, identifiers: ScanSupport.scanner)
    let artifact = Artifact(path: "t.csv", fileName: "t.csv", origin: .memory(bytes))
    let files = reader.read(
      raw, as: artifact, within: Nesting(checker.options.budget, clock: checker.options.clock))
    #expect(files.map(\.problem) == [nil])
    #expect(files.first?.bytes == bytes.count)
    let steps = read.withLock { $0 }
    #expect(steps.last == bytes.count)
    // A second pass would begin at the front again.
    #expect(zip(steps, steps.dropFirst()).allSatisfy { $0 < $1 })
  }

  // MARK: - The whole pass

  #if DEBUG
    /// Without optimisation the standard library's generic code allocates for much that it does.
    private static let isOptimised = false
    private static let scale = 1
  #else
    private static let isOptimised = true
    private static let scale = 100
  #endif

  /// Reads a table as a check does, past the rows that are kept.
  private func read(_ source: MeasuredSource) throws -> TableReading {
    var options = try TestChecker.sdap(blockSize: Self.blockSize).options
    options.budget.keptCells = 1_000
    options.budget.places = 10
    let reader = TableReader(options: options, identifiers: ScanSupport.scanner)
    return try reader.read(
      PeekableSource(source), encoding: .utf8, sourceMap: .identity(markLength: 0), id: "t",
      fileName: "t.csv")
  }

  /// Texts that are all different are left out: each is read anew, and some readers make lists of its parts.
  @Test(
    .enabled(if: isOptimised, "only an optimised build allocates as little as the code says"),
    arguments: [plain, quoted, ragged])
  func seeingAllocatesNothingForARecord(_ table: Table) throws {
    let lines = table.source(records: Self.last)
    let source = measured(lines, lines)
    let reading = try read(source)
    #expect(reading.problem == nil)
    #expect(reading.subjects.first?.rows == lines.records)
    #expect(source.delivered == lines.bytes)
    #expect(try #require(source.byReader).allocations < Self.last / 1_000)
  }

  /// Three times the bytes take no more memory: neither the parser, nor the profiles, nor the scan.
  @Test func memoryIsFlat() throws {
    func peak(_ records: Int) throws -> Int64 {
      let lines = Self.keyed.source(records: records * Self.scale)
      let source = MeasuredSource(lines, from: 0)
      memory_use_start()
      let reading = try read(source)
      let peak = memory_use_so_far().peak_bytes
      #expect(reading.subjects.first?.rows == lines.records)
      return peak
    }
    _ = try peak(1_000)
    let small = try peak(8_000)
    let large = try peak(24_000)
    #expect(large <= small + small / 20)
    #expect(large < 64 << 20)
  }
}
