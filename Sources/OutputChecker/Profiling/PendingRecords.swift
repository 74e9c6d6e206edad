// Records of a table that may turn out too large to be kept.

import CKernels
import DisclosureRules

/// Copies of batches whose columns were profiled and whose cells are read once more if the table is kept.
///
/// Most of what a large table holds before it exceeds the limit would be kept only to be thrown away. A copied byte
/// costs far less than a kept cell.
struct PendingRecords {
  /// Records of one batch.
  struct Part {
    var batch: RecordBatch
    var records: Range<Int>
    var places: PlaceCursor
  }

  private var parts: [Part] = []
  private(set) var rows = 0
  private var bytes = 0

  /// As much memory, in bytes, as the cells of a kept table of the default limit take.
  private static let mostBytes = 24 << 20

  /// Whether no more should be added.
  var isFull: Bool { bytes >= Self.mostBytes }

  mutating func add(_ batch: RecordBatch, _ records: Range<Int>, places: PlaceCursor) {
    let copy = batch.copy()
    parts.append(Part(batch: copy, records: records, places: places.over(copy)))
    rows += records.count
    bytes += copy.memory
  }

  /// The parts, in file order; nothing is left.
  mutating func take() -> [Part] {
    let taken = parts
    self = PendingRecords()
    return taken
  }
}
