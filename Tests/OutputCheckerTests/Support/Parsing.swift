// Parsing whole texts, for tests.

import DisclosureRules

@testable import OutputChecker

/// A parse with everything a test may ask of it.
struct ParsedText: Equatable {
  var records: [[String]] = []
  /// For each record its fields' first byte, one past the last, and the line it starts on.
  var places: [[CellPlace]] = []
  var quirks: [String] = []
  var bytes = 0
}

/// Parses a text with blocks of a given size.
func parse(
  _ bytes: [UInt8], dialect: Dialect = Dialect(), blockSize: Int = 65_536, budget: Budget = Budget(),
  kernel: Kernel? = .current
) throws -> ParsedText {
  let parser = CSVParser(
    source: MemorySource(bytes), dialect: dialect, blockSize: blockSize, budget: budget, kernel: kernel)
  var parsed = ParsedText()
  var scratch: [UInt8] = []
  while let batch = try parser.next() {
    var cursor = PlaceCursor(batch: batch, headerRecords: 0, sourceMap: .identity(markLength: 0))
    for record in 0..<batch.recordCount {
      let fields = batch.fields(ofRecord: record).map { batch.field($0) }
      parsed.records.append(
        fields.map { batch.withContent(of: $0, scratch: &scratch) { TextDecoding.string($0) } })
      parsed.places.append(fields.map { cursor.place(of: $0, inRecord: record) })
    }
    for quirk in batch.quirks {
      parsed.quirks.append("\(quirk.kind.rawValue)@\(batch.streamOffset + batch.field(quirk.field).start)")
    }
    parsed.bytes += batch.recordsEnd
    parser.giveBack(batch)
  }
  return parsed
}

/// Numbers that look random and are the same on every run. Source: SplitMix64 (Steele, Lea and Flood 2014).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}
