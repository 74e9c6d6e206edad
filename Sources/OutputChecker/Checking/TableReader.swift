// One table from its text to what the rules need.

import DisclosureRules

/// Everything one pass over a text yields.
struct TableReading {
  /// One, or several where the text holds several tables.
  var subjects: [TableSubject]
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

  /// What is known of a text before it is read as tables.
  private struct Plan {
    var id: String
    var fileName: String
    var dialect: Dialect
    var reader: CellReader
    var sourceMap: SourceMap
    var threshold: Int
  }

  /// One table of the text: its first records, and where they begin.
  private struct Section {
    var source: any ByteSource
    var head: [[String]]
    var width: Int
    var isProse = false
    var start = TextStart()
  }

  /// Reads a text to its end.
  ///
  /// - Parameters:
  ///   - text: ASCII-compatible text without a byte-order mark.
  ///   - encoding: what the bytes were before they were transcoded, or UTF-8 when they are to be told from
  ///     Windows-1252.
  ///   - sourceMap: from offsets in the text to bytes of the file.
  ///   - form: what is known of the text, and `known`, how it is written, when somebody has looked already.
  ///   - id: the table's name in the report; further tables of the text get `#2`, `#3` … behind it.
  func read(
    _ text: PeekableSource, encoding: TextEncoding, sourceMap: SourceMap, id: String, fileName: String,
    form: TextForm = .unknown, guess known: DialectSniffer.Guess? = nil
  ) throws(ReadProblem) -> TableReading {
    let window = try text.peek(TypeSniffer.windowSize)
    let isWhole = window.count < TypeSniffer.windowSize
    if isWhole && window.allSatisfy({ NumberText.isSpace($0) }) {
      throw ReadProblem(kind: .empty, message: "the file holds nothing but spaces and line ends")
    }
    let guess =
      known ?? DialectSniffer.guess(window, isWhole: isWhole, budget: options.budget, form: form)
    let plan = Plan(
      id: id, fileName: fileName, dialect: guess.dialect,
      reader: CellReader(
        masks: MaskTable(
          options.ruleset.ruleset.masks, hiding: options.vocabulary.words(.mask),
          missing: options.vocabulary.words(.missing))),
      sourceMap: sourceMap,
      threshold: MinimumThreshold.unsafeRange(under: options.ruleset.ruleset).upperBound)
    var validator = TextValidator()
    var coverage = Coverage()
    var subjects: [TableSubject] = []
    var problem: ReadProblem?

    // A text that is longer than the window is one table: it is never held in memory as a whole.
    let parts =
      isWhole && !guess.isProse
      ? TableParts.find(in: window, dialect: guess.dialect, budget: options.budget, reader: plan.reader) : []
    if parts.isEmpty {
      let section = Section(source: text, head: guess.head, width: guess.width, isProse: guess.isProse)
      let read = read(section, number: 1, plan, &validator, &coverage)
      subjects = [read.subject]
      problem = read.problem
      coverage.streamBytes = text.delivered
    } else {
      coverage.streamBytes = window.count
      for (position, part) in parts.enumerated() where problem == nil {
        let start = TextStart(
          offset: part.bytes.lowerBound,
          fileBytes: sourceMap.fileBytes(of: window.span.extracting(0..<part.bytes.lowerBound)),
          line: part.line)
        let section = Section(
          source: MemorySource(Array(window[part.bytes])),
          head: Array(part.records.prefix(DialectSniffer.headRecords)), width: part.width, start: start)
        let read = read(section, number: position + 1, plan, &validator, &coverage)
        subjects.append(read.subject)
        problem = read.problem
      }
    }
    if problem == nil, let gap = coverage.gap() {
      problem = ReadProblem(kind: .internal, message: "not everything was checked: \(gap)")
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
    return TableReading(
      subjects: subjects, dialect: guess.dialect, encoding: found, isProse: guess.isProse, problem: problem)
  }

  /// Bytes of a table behind which two threads see the rest of it side by side, where more than one may be used:
  /// most tables are over before a thread would have begun.
  private static let longText = 1 << 20

  /// What looks at the bytes of a table.
  private struct TextGroup: BatchGroup {
    var scan: ScanObserver
    var content: ContentObserver
    var validator: TextValidator

    mutating func observe(_ batch: RecordBatch, data records: Range<Int>, places: inout PlaceCursor) {
      scan.observe(batch, data: records, places: &places)
      validator.observe(batch, data: records, places: &places)
      content.observe(batch, data: records, places: &places)
    }
  }

  /// What looks at the cells of a table.
  private struct CellGroup: BatchGroup {
    var columns: ColumnsObserver
    var structure: StructureObserver

    mutating func observe(_ batch: RecordBatch, data records: Range<Int>, places: inout PlaceCursor) {
      columns.observe(batch, data: records, places: &places)
      structure.observe(batch, data: records, places: &places)
    }
  }

  /// Reads one table to its end.
  private func read(
    _ section: Section, number: Int, _ plan: Plan, _ validator: inout TextValidator,
    _ coverage: inout Coverage
  ) -> (subject: TableSubject, problem: ReadProblem?) {
    let layout =
      section.isProse
      ? TableLayout() : LayoutDetector.detect(section.head, width: section.width, reader: plan.reader)
    let leadingRecords = layout.recordsBeforeData
    let id = number == 1 ? plan.id : "\(plan.id)#\(number)"
    var cells = CellGroup(
      columns: ColumnsObserver(
        width: layout.width, reader: plan.reader, placesBelow: plan.threshold, budget: options.budget),
      structure: StructureObserver(
        width: layout.width, dialect: plan.dialect, windowSize: TypeSniffer.windowSize,
        placeLimit: options.budget.places, reader: plan.reader, threshold: plan.threshold))
    var text = TextGroup(
      scan: ScanObserver(
        table: id, scanner: identifiers, bounds: ScanBounds(placeLimit: options.budget.places)),
      content: ContentObserver(
        table: id, inspector: ContentInspector(options.vocabulary, identifiers: identifiers),
        delimiter: plan.dialect.delimiter, placeLimit: options.budget.places),
      validator: validator)
    var leading = LeadingRecords(layout: layout, threshold: plan.threshold)
    let validatedBefore = validator.seen

    let parser = CSVParser(
      source: section.source, dialect: plan.dialect, sourceMap: plan.sourceMap, blockSize: options.blockSize,
      budget: options.budget, start: section.start)
    var problem: ReadProblem?
    var relay: BatchRelay<TextGroup>?
    do throws(ReadProblem) {
      while let batch = try parser.next() {
        let leadingHere = min(batch.recordCount, max(0, leadingRecords - batch.firstRecord))
        let data = leadingHere..<batch.recordCount
        var places = PlaceCursor(batch: batch, headerRecords: leadingRecords, sourceMap: plan.sourceMap)
        if leadingHere > 0 { leading.take(batch, records: 0..<leadingHere, places: &places) }
        if relay == nil, options.jobs > 1, batch.streamOffset >= section.start.offset + Self.longText {
          // Without a thread this one goes on alone.
          relay = try? BatchRelay(text)
        }
        if let relay {
          relay.send(batch, data: data, places: places)
        } else {
          text.observe(batch, data: data, places: &places)
        }
        cells.observe(batch, data: data, places: &places)
        if let relay {
          for seen in relay.takeSeen() { parser.giveBack(seen) }
        } else {
          parser.giveBack(batch)
        }
      }
    } catch {
      problem = error
    }
    if let relay { text = relay.finish() }
    validator = text.validator
    var structure = cells.structure
    coverage.handedOut.add(parser.handedOut)
    coverage.add(text.scan.seen, of: ScanObserver.name)
    coverage.add(cells.columns.seen, of: "columns")
    coverage.add(structure.seen, of: "structure")
    coverage.add(text.content.seen, of: ContentObserver.name)
    coverage.add(validator.seen.minus(validatedBefore), of: "text")
    if problem == nil, let quote = structure.unclosedQuote {
      problem = ReadProblem(
        kind: .malformed, message: "a quoted field is not closed before the end of the file",
        byteOffset: quote.byteOffset)
    }
    problem = problem ?? text.scan.problem
    if problem == nil, let contradiction = structure.contradiction {
      problem = ReadProblem(kind: .malformed, message: contradiction)
    }
    let table = cells.columns.takeTable()
    var subject = TableSubject(
      id: id, fileName: plan.fileName, hasHeader: layout.names != nil, rows: cells.columns.rows,
      columns: cells.columns.profiles(names: layout.names), kept: table.kept,
      problems: StructureProblem.merged(structure.found() + leading.problems(rows: cells.columns.rows)))
    subject.firstRows = table.firstRows
    subject.captions = leading.titles + structure.footnotes
    subject.titleCount = leading.titles.count
    subject.textHits = text.scan.textHits
    subject.contentHits = text.content.textHits
    for position in subject.columns.indices {
      subject.columns[position].identifiers = text.scan.tallies(ofColumn: position)
      subject.columns[position].content = text.content.tallies(
        ofColumn: position, subject.columns[position], subject.kept)
    }
    return (subject, problem)
  }
}
