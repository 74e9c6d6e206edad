// What the tests of the scan share: batches made by hand, and a table judged from its text.

import DisclosureRules

@testable import OutputChecker

/// A seeded source of numbers. Source: Steele, Lea and Flood, SplitMix64.
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

enum ScanSupport {
  static let areas: Set<String> = [
    "B", "BS", "CR", "DN", "E", "EC", "G", "L", "LS", "M", "N", "S", "SW", "W",
  ]
  static let vocabulary = Vocabulary(postcodeAreas: areas, routingKeys: ["D02", "T12", "D6W"])
  static let scanner = IdentifierScanner(RuleCatalogue.identifiers, vocabulary: vocabulary)

  /// Cuts text into a batch: fields between delimiters, quotes as in RFC 4180, lines that end in LF.
  static func batch(
    _ bytes: [UInt8], delimiter: Character = ",", firstRecord: Int = 0, firstLine: Int = 1, offset: Int = 0
  )
    -> RecordBatch
  {
    let batch = RecordBatch(capacity: max(1, bytes.count))
    _ = unsafe batch.append(atMost: bytes.count) { room in
      for (index, byte) in bytes.enumerated() { unsafe room[index] = byte }
      return bytes.count
    }
    batch.recordsEnd = bytes.count
    batch.firstRecord = firstRecord
    batch.firstLine = firstLine
    batch.streamOffset = offset
    batch.hasNonASCII = bytes.contains { $0 > 127 }
    let quote = UInt8(ascii: "\"")
    batch.quote = quote
    let separator = delimiter.asciiValue ?? 0
    var start = 0
    var inQuotes = false
    func close(_ end: Int) {
      var field = Array(bytes[start..<end])
      var needsUnescaping = false
      if field.first == quote {
        field = Array(field.dropFirst().dropLast())
        needsUnescaping = field.contains(quote)
      }
      batch.addField(start: start, end: end, needsUnescaping: needsUnescaping)
      start = end + 1
    }
    for (index, byte) in bytes.enumerated() {
      if byte == quote { inQuotes.toggle() }
      if inQuotes || (byte != separator && byte != UInt8(ascii: "\n")) { continue }
      close(index)
      if byte == UInt8(ascii: "\n") { batch.endRecord() }
    }
    if start < bytes.count {
      close(bytes.count)
      batch.endRecord()
    }
    return batch
  }

  static func observer(placeLimit: Int = 100) -> ScanObserver {
    ScanObserver(table: "t.csv", scanner: scanner, bounds: ScanBounds(placeLimit: placeLimit))
  }

  static func observe(_ batch: RecordBatch, by observer: inout ScanObserver, headerRecords: Int = 1) {
    var places = PlaceCursor(batch: batch, headerRecords: headerRecords, sourceMap: .identity(markLength: 0))
    let first = min(max(0, headerRecords - batch.firstRecord), batch.recordCount)
    observer.observe(batch, data: first..<batch.recordCount, places: &places)
  }

  /// A table of which the scan has seen all, with profiles as far as the rules of identifiers need them.
  static func table(
    _ bytes: [UInt8], delimiter: Character = ",", headers: [Int: HeaderIdentifier] = [:]
  ) -> TableSubject {
    let batch = batch(bytes, delimiter: delimiter)
    var observer = observer()
    observe(batch, by: &observer)
    let columns = (0..<batch.fields(ofRecord: 0).count).map { index in
      var column = ColumnProfile(index: index + 1, name: "c\(index)")
      column.rows = batch.recordCount - 1
      column.kinds = [.text: column.rows]
      column.identifiers = observer.tallies(ofColumn: index)
      if let header = headers[index] { column.headerIdentifiers = [header] }
      return column
    }
    return TableSubject(
      id: "t.csv", fileName: "t.csv", hasHeader: true, rows: batch.recordCount - 1, columns: columns,
      textHits: observer.textHits)
  }

  static let rules = RuleCatalogue.identifiers.map { IdentifierRule($0) }

  static func findings(
    _ text: String, delimiter: Character = ",", headers: [Int: HeaderIdentifier] = [:]
  ) -> [Finding] {
    let table = table(Array(text.utf8), delimiter: delimiter, headers: headers)
    return rules.flatMap { $0.judge(table, under: Ruleset(name: "test")).findings }
  }

  static func verdict(_ text: String, delimiter: Character = ",", headers: [Int: HeaderIdentifier] = [:])
    -> Verdict
  {
    Verdict.overall(findings(text, delimiter: delimiter, headers: headers).map(\.verdict))
  }

  /// A valid NHS number from nine digits, or the next one that has a check digit.
  static func nhsNumber(_ nine: UInt64) -> String {
    var nine = nine
    while true {
      // Written from the definition, not from the validator: remainders of the weighted sum.
      let digits = String(nine).utf8.map { Int($0) - 48 }
      let sum = zip(digits, stride(from: 10, through: 2, by: -1)).reduce(0) { $0 + $1.0 * $1.1 }
      let check = 11 - sum % 11
      if check != 10 { return String(nine) + String(check == 11 ? 0 : check) }
      nine += 1
    }
  }
}
