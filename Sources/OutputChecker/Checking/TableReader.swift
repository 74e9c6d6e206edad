// One table from its text to what the rules need.

import DisclosureRules

/// Everything one pass over a table yields.
struct TableReading {
  var subject: TableSubject
  var dialect: Dialect
  var encoding: TextEncoding
  var isProse: Bool
  /// Why the table, or the rest of it, counts for nothing.
  var problem: ReadProblem?
}

/// What is known of a text before it is looked at.
enum TextForm {
  /// Nothing: its dialect has to be found out.
  case unknown
  /// Records of one width with commas and quotes, as ``GridWriter`` writes them.
  case grid
  /// One text a line, whatever it looks like.
  case prose
}

/// Drives the parser over a text and shows every batch to every observer.
struct TableReader {
  let options: CheckOptions
  let identifiers: IdentifierScanner

  /// Reads a table to its end.
  ///
  /// - Parameters:
  ///   - text: ASCII-compatible text without a byte-order mark.
  ///   - encoding: what the bytes were before they were transcoded, or UTF-8 when they are to be told from
  ///     Windows-1252.
  ///   - sourceMap: from offsets in the text to bytes of the file.
  ///   - id: the table's name in the report.
  func read(
    _ text: PeekableSource, encoding: TextEncoding, sourceMap: SourceMap, id: String, fileName: String,
    form: TextForm = .unknown
  ) throws(ReadProblem) -> TableReading {
    let window = try text.peek(TypeSniffer.windowSize)
    let isWhole = window.count < TypeSniffer.windowSize
    let guess = DialectSniffer.guess(window, isWhole: isWhole, budget: options.budget, form: form)
    let reader = CellReader(masks: MaskTable(options.ruleset.ruleset.masks))
    let layout =
      guess.isProse ? TableLayout() : LayoutDetector.detect(guess.head, width: guess.width, reader: reader)
    let width = layout.width
    let leadingRecords = layout.recordsBeforeData

    let threshold = MinimumThreshold.unsafeRange(under: options.ruleset.ruleset).upperBound
    var columns = ColumnsObserver(
      width: width, reader: reader, placesBelow: threshold, budget: options.budget)
    var structure = StructureObserver(
      width: width, dialect: guess.dialect, windowSize: TypeSniffer.windowSize,
      placeLimit: options.budget.places,
      reader: reader, threshold: threshold)
    var validator = TextValidator()
    var scan = ScanObserver(
      table: id, scanner: identifiers, bounds: ScanBounds(placeLimit: options.budget.places))
    var coverage = Coverage()
    var leading = LeadingRecords(layout: layout, threshold: threshold)

    let parser = CSVParser(
      source: text, dialect: guess.dialect, sourceMap: sourceMap, blockSize: options.blockSize,
      budget: options.budget)
    var problem: ReadProblem?
    do throws(ReadProblem) {
      while let batch = try parser.next() {
        let leadingHere = min(batch.recordCount, max(0, leadingRecords - batch.firstRecord))
        let data = leadingHere..<batch.recordCount
        var places = PlaceCursor(batch: batch, headerRecords: leadingRecords, sourceMap: sourceMap)
        if leadingHere > 0 { leading.take(batch, records: 0..<leadingHere, places: &places) }
        scan.observe(batch, data: data, places: &places)
        columns.observe(batch, data: data, places: &places)
        structure.observe(batch, data: data, places: &places)
        validator.observe(batch, data: data, places: &places)
        parser.giveBack(batch)
      }
    } catch {
      problem = error
    }

    coverage.handedOut = parser.handedOut
    coverage.streamBytes = text.delivered
    coverage.observers = [
      (ScanObserver.name, scan.seen), ("columns", columns.seen), ("structure", structure.seen),
      ("text", validator.seen),
    ]
    if problem == nil, let gap = coverage.gap() {
      problem = ReadProblem(kind: .internal, message: "not everything was checked: \(gap)")
    }
    if problem == nil, let quote = structure.unclosedQuote {
      problem = ReadProblem(
        kind: .malformed, message: "a quoted field is not closed before the end of the file",
        byteOffset: quote.byteOffset)
    }
    if problem == nil, let contradiction = structure.contradiction {
      problem = ReadProblem(kind: .malformed, message: contradiction)
    }
    var found = encoding
    if encoding == .utf8 {
      switch validator.verdict() {
      case .success(.windows1252) where sourceMap.markLength > 0:
        // A byte-order mark promised UTF-8.
        problem =
          problem ?? ReadProblem(kind: .undecodable, message: "bytes that are no UTF-8 behind its mark")
      case .success(let decided): found = decided
      case .failure(var undecodable):
        undecodable.byteOffset = undecodable.byteOffset.map { $0 + sourceMap.markLength }
        problem = problem ?? undecodable
      }
    }

    var subject = TableSubject(
      id: id, fileName: fileName, hasHeader: layout.names != nil, rows: columns.rows,
      columns: columns.profiles(names: layout.names), kept: columns.keeper.kept,
      problems: StructureProblem.merged(structure.found() + leading.problems(rows: columns.rows)))
    subject.firstRows = columns.keeper.firstRows
    subject.textHits = scan.textHits
    for position in subject.columns.indices {
      subject.columns[position].identifiers = scan.tallies(ofColumn: position)
    }
    return TableReading(
      subject: subject, dialect: guess.dialect, encoding: found, isProse: guess.isProse, problem: problem)
  }
}
