// Where in a file the table begins, and what its columns are called.

import DisclosureRules

/// The records before the data: titles and notes, then the header in one row or several.
struct TableLayout: Equatable {
  /// Titles, notes and blank records above the header.
  var preambleRecords = 0
  /// Rows of the header; 0 when there is none.
  var headerRecords = 0
  /// Fields that a data record has.
  var width = 1
  /// The names of the columns, those of several header rows joined; nil when there is no header.
  var names: [String]?
  /// The header has no field for the first column, which holds the names of the rows: R's `write.table`.
  var isHeaderShifted = false

  /// Records before data row 1.
  var recordsBeforeData: Int { preambleRecords + headerRecords }
}

/// The records before the data as they passed by.
struct LeadingRecords {
  private let layout: TableLayout
  /// Places of the fields of the last header row that names columns, one a column.
  private var places: [CellPlace] = []
  private var ragged: [CellPlace] = []
  private var numbersOutside: [CellPlace] = []
  /// Titles and notes, in file order.
  private(set) var titles: [String] = []
  private let threshold: Int

  /// - Parameter threshold: "N = 7" in a title is of interest when the number is below this.
  init(layout: TableLayout, threshold: Int) {
    self.layout = layout
    self.threshold = threshold
  }

  mutating func take(_ batch: RecordBatch, records: Range<Int>, places cursor: inout PlaceCursor) {
    var scratch: [UInt8] = []
    for record in records {
      let fields = batch.fields(ofRecord: record)
      guard let first = fields.first else { continue }
      let position = batch.firstRecord + record
      if position < layout.preambleRecords {
        var texts: [String] = []
        let known = numbersOutside.count
        for index in fields {
          let field = batch.field(index)
          let text = batch.withContent(of: field, scratch: &scratch) { TextDecoding.string($0) }
          if !text.isEmpty && titles.count < LayoutDetector.mostPreambleRecords {
            titles.append(String(text.prefix(TableSubject.longestCaption)))
          }
          if GroupSizeText.hasSize(below: threshold, in: text) {
            numbersOutside.append(cursor.place(of: field, inRecord: record))
          }
          texts.append(text)
        }
        // A comma may part a sentence.
        if numbersOutside.count == known,
          GroupSizes.isIn(texts.joined(separator: ", "), below: threshold)
        {
          numbersOutside.append(cursor.place(of: batch.field(first), inRecord: record))
        }
        continue
      }
      if position == layout.preambleRecords {
        if layout.isHeaderShifted { places.append(cursor.place(of: batch.field(first), inRecord: record)) }
        for index in fields { places.append(cursor.place(of: batch.field(index), inRecord: record)) }
      } else if fields.count != layout.width {
        ragged.append(cursor.place(of: batch.field(first), inRecord: record))
      }
    }
  }

  /// Names of statistics that stand behind the number they belong to.
  private var companions: Set<String> {
    let names = layout.names ?? []
    let repeated = Set(names.filter { name in names.count { $0 == name } > 1 })
    return repeated.filter { EmbeddedWords.companions.contains(EmbeddedWords.letters(of: $0)) }
  }

  /// A header over nothing, and names that head two columns.
  func problems(rows: Int) -> [StructureProblem] {
    var problems: [StructureProblem] = []
    var numbersOutside = numbersOutside
    // Names over nothing may be a sentence with commas, or a printed list.
    if rows == 0, let names = layout.names, let first = places.first {
      var said = DocumentParts()
      var lines = NumberLines(threshold: threshold)
      lines.take(names.joined(separator: ", "), at: Location(), in: &said)
      if !said.facts.isEmpty { numbersOutside.append(first) }
    }
    if !ragged.isEmpty {
      problems.append(StructureProblem(kind: .raggedRow, occurrences: ragged.count, places: ragged))
    }
    if !numbersOutside.isEmpty {
      problems.append(
        StructureProblem(kind: .numberOutside, occurrences: numbersOutside.count, places: numbersOutside))
    }
    guard let names = layout.names, let first = places.first else { return problems }
    if rows == 0 { problems.append(StructureProblem(kind: .noRows, occurrences: 1, places: [first])) }
    var seen: Set<String> = []
    // `SE` behind each of several means says which of them it is of by where it stands.
    var previous = ""
    let repeated = zip(names, places).filter { name, _ in
      defer { previous = name }
      return !name.isEmpty && !seen.insert(name + (companions.contains(name) ? "\n" + previous : "")).inserted
    }.map(\.1)
    if !repeated.isEmpty {
      problems.append(StructureProblem(kind: .duplicateHeader, occurrences: repeated.count, places: repeated))
    }
    return problems
  }
}
