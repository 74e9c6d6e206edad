// What the sheets of all kinds of spreadsheets have in common.

import DisclosureRules

/// One sheet as a stream of delimited text, with what was seen beside its cells.
protocol SheetSource: ByteSource {
  /// Where the lines come from: rows of the sheet.
  var origins: LineOrigins { get }
  /// The columns that hold anything, from 0, as far as the sheet was read.
  var extent: ClosedRange<Int>? { get }
  /// Rows and columns that a reader of the sheet does not see.
  var hiddenRows: Int { get }
  var hiddenColumns: Int { get }
  /// Texts beside the cells.
  var texts: [String] { get }
  /// The texts of comments.
  var comments: [String] { get }
}

extension SheetSource {
  /// Reads to the end, for what is known then.
  func exhaust() throws(ReadProblem) {
    var bytes: [UInt8] = []
    while try append(to: &bytes, atMost: 1 << 16) > 0 { bytes.removeAll(keepingCapacity: true) }
  }
}
