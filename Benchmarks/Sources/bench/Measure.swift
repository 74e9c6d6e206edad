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

  /// Reads a file; the answer is a line of JSON.
  func run(_ path: String) throws -> String {
    let clock = ContinuousClock()
    var records = 0
    var fields = 0
    var sum = 0
    let duration = try clock.measure {
      let source = try FileSource(path)
      var budget = Budget()
      budget.keptCells = 1
      let parser = CSVParser(source: source, dialect: Dialect(), blockSize: 256 * 1024, budget: budget)
      var columns: ColumnsObserver?
      while let batch = try parser.next() {
        records += batch.recordCount
        fields += batch.fieldCount
        switch self {
        case .index: break
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
    return "{\"seconds\": \(time), \(counts)}"
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
