// Three ways to read a file with the parser, strictness on.

@testable import DisclosureRules
@testable import OutputChecker

/// What is done with a file.
enum Measure: String {
  /// Records and fields are found and counted.
  case index
  /// Every field is handed out and touched.
  case spans
  /// Every column is profiled: numbers parsed, categories counted, distinct values sketched.
  case visit
  /// Identifiers are looked for in the bytes, and confirmed, without a parser.
  case scan
  /// A gzip file is inflated.
  case inflate
  /// The whole check, in this process.
  case check
  /// The same, looking for no identifier.
  case checkUnscanned = "check-unscanned"

  /// Reads a file; the answer is a line of JSON.
  func run(_ path: String) throws -> String {
    let clock = ContinuousClock()
    let processorBefore = processorSeconds()
    var records = 0
    var fields = 0
    var sum = 0
    let duration = try clock.measure {
      switch self {
      case .index, .spans, .visit: break
      case .scan:
        (records, fields) = try Self.scan(path)
        return
      case .inflate:
        records = try Self.inflate(path)
        return
      case .check, .checkUnscanned:
        var options = try CheckOptions(
          ruleset: RulesetStore.load("sdap", searchPath: []), vocabulary: WordLists.vocabulary())
        options.jobs = 1
        let checker = Checker(options: options, looksFor: self == .check ? RuleCatalogue.scanned : [])
        let report = checker.check(paths: [path])
        records = report.files.count
        fields = report.files.reduce(0) { $0 + $1.findingsTotal }
        return
      }
      let source = try FileSource(path)
      var budget = Budget()
      budget.keptCells = 1
      let parser = CSVParser(source: source, dialect: Dialect(), blockSize: 256 * 1024, budget: budget)
      var columns: ColumnsObserver?
      while let batch = try parser.next() {
        records += batch.recordCount
        fields += batch.fieldCount
        switch self {
        case .index, .scan, .inflate, .check, .checkUnscanned: break
        case .spans:
          let bytes = batch.bytes
          for index in 0..<batch.fieldCount {
            let field = batch.field(index)
            if field.count > 0 { sum &+= Int(bytes[field.start]) &+ field.count }
          }
        case .visit:
          if columns == nil {
            columns = ColumnsObserver(
              width: batch.fields(ofRecord: 0).count, reader: CellReader(masks: MaskTable([])),
              placesBelow: 10,
              budget: budget)
          }
          var places = PlaceCursor(batch: batch, headerRecords: 0, sourceMap: .identity(markLength: 0))
          columns?.observe(batch, data: 0..<batch.recordCount, places: &places)
        }
        parser.giveBack(batch)
      }
    }
    let (seconds, attoseconds) = duration.components
    let time = Double(seconds) + Double(attoseconds) / 1e18
    let counts = "\"records\": \(records), \"fields\": \(fields), \"sum\": \(sum)"
    return "{\"seconds\": \(time), \"cpu\": \(processorSeconds() - processorBefore), \(counts)}"
  }

  /// Inflates a file block by block; returns its bytes.
  private static func inflate(_ path: String) throws -> Int {
    let source = try InflatingSource(FileSource(path), budget: Budget())
    var block = [UInt8](repeating: 0, count: 256 * 1024)
    var total = 0
    while true {
      let count = try block.withUnsafeMutableBytes { try source.read(into: $0) }
      if count == 0 { return total }
      total += count
    }
  }

  /// Scans blocks of whole lines; returns hits and lines.
  private static func scan(_ path: String) throws -> (Int, Int) {
    let scanner = IdentifierScanner(RuleCatalogue.scanned, vocabulary: try WordLists.vocabulary())
    let source = try FileSource(path)
    var result = ScanResult()
    var hits = 0
    var lines = 0
    var block: [UInt8] = []
    let room = 256 * 1024
    while true {
      let kept = block.count
      block.append(contentsOf: repeatElement(0, count: room))
      let read = try block.withUnsafeMutableBytes { try source.read(into: .init(rebasing: $0[kept...])) }
      block.removeLast(room - read)
      let end = read == 0 ? block.count : (block.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0)
      result.reset()
      scanner.scan(block.span.extracting(0..<end), into: &result)
      hits += result.hits.count
      lines += result.lineEnds
      if read == 0 { return (hits, lines) }
      block.removeFirst(end)
    }
  }
}

/// A file without its digest.
private final class FileSource: ByteSource {
  private let descriptor: FileDescriptor
  init(_ path: String) throws { descriptor = try FileDescriptor.open(Array(path.utf8)) }
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ReadProblem) -> Int {
    try descriptor.read(into: buffer)
  }
}
