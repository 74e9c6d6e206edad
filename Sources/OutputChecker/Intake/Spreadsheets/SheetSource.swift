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
  /// Cells that hold something, in a style that shows nothing.
  var hiddenCells: Int { get }
  /// Cells whose value does not stand in the file: formulas that no program has calculated yet.
  var uncalculatedCells: Int { get }
  /// Texts beside the cells.
  var texts: [String] { get }
  /// Texts and numbers that the file holds and no cell shows.
  var unshown: Int { get }
  /// The texts of comments.
  var comments: [String] { get }
}

/// The text of a sheet on its way from the rows that are read to the reader of the text.
struct SheetText {
  private var waiting: [UInt8] = []
  private var position = 0
  private var produced = 0
  private let limit: Int

  /// Text of one sheet: repeated cells, and a cell in the last column with 16,384 commas, make much of little.
  static let longest = 1 << 30

  init(budget: Budget) { limit = min(budget.bytes, Self.longest) }

  /// Everything that was put in has been copied out.
  var isEmpty: Bool { position == waiting.count }

  /// Puts text in; call only when all before it was copied out.
  mutating func put(_ text: [UInt8]) throws(ReadProblem) {
    waiting = text
    position = 0
    try account(text.count)
  }

  /// Holds so many bytes more against the limit.
  mutating func account(_ count: Int) throws(ReadProblem) {
    produced += count
    guard produced <= limit else {
      throw ReadProblem(kind: .limit, message: "a sheet of more than \(Self.longest) bytes as text")
    }
  }

  /// Copies what fits.
  ///
  /// - Returns: how many bytes.
  mutating func copy(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    let length = min(buffer.count, waiting.count - position)
    guard length > 0 else { return 0 }
    unsafe buffer.copyBytes(from: waiting[position..<(position + length)])
    position += length
    return length
  }
}

extension SheetSource {
  /// Reads to the end, for what is known then.
  func exhaust() throws(ReadProblem) {
    var bytes: [UInt8] = []
    while try append(to: &bytes, atMost: 1 << 16) > 0 { bytes.removeAll(keepingCapacity: true) }
  }
}
