// What watches the records of a table go by.

/// Something that sees every batch of a table once, in order: the identifier scan, the columns, the keeper.
///
/// Each observer says how many bytes and fields it has seen; the check compares that with what was read, so
/// that an observer that misses a part can never lead to a pass.
protocol BatchObserver {
  /// Sees a batch.
  ///
  /// - Parameters:
  ///   - batch: whole records; borrowed for the call only.
  ///   - records: the records of the batch that are data; those before are header or preamble.
  ///   - places: turns a field of the batch into its place in the file.
  mutating func observe(_ batch: RecordBatch, data records: Range<Int>, places: inout PlaceCursor)

  /// What it has seen so far.
  var seen: Coverage.Seen { get }
}
