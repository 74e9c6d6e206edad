// Which delimiter a text is written with, found by looking.

import DisclosureRules

/// Tries every delimiter on the first bytes of a text and takes the one that makes the best table.
///
/// The score is the pattern score of van den Burg, Nazábal and Sutton, "Wrangling messy CSV files by
/// detecting row and type patterns" (2019), times the share of cells that hold no other delimiter.
struct DialectSniffer {
  /// What was found.
  struct Guess {
    var dialect: Dialect
    /// Most frequent number of fields.
    var width: Int
    /// Records in a row that have this number of fields, at most, and records in all, of those that were looked at.
    var longestRun = 0
    var records = 0
    /// The text is prose or a log: no delimiter makes a table of it.
    var isProse: Bool
    /// The first records, decoded, and how their cells read.
    var head: [[String]]
  }

  /// Records that the header is looked for in.
  static let headRecords = 200

  private struct Trial {
    var score = 0.0
    var width = 1
    var widthShare = 0.0
    var quirks = 0
    var records = 0
    var longestRun = 0
    /// By column: filled cells, and words in them.
    var filled = [Int](repeating: 0, count: DialectSniffer.wordyColumns)
    var words = [Int](repeating: 0, count: DialectSniffer.wordyColumns)
    var head: [[String]] = []
  }

  /// Looks at a text.
  ///
  /// - Parameters:
  ///   - window: first bytes of the text, ASCII-compatible, without a byte-order mark.
  ///   - isWhole: the text has no further bytes; otherwise its last record is left out as incomplete.
  ///   - form: what is known of the text.
  static func guess(_ window: [UInt8], isWhole: Bool, budget: Budget, form: TextForm = .unknown) -> Guess {
    let lineEnd = lineEnd(of: window)
    if form == .prose {
      return Guess(dialect: .prose(lineEnd: lineEnd), width: 1, isProse: true, head: [])
    }
    var best: (dialect: Dialect, trial: Trial)?
    for delimiter in form == .grid ? [UInt8(ascii: ",")] : Dialect.delimiters {
      let dialect = Dialect(delimiter: delimiter, lineEnd: lineEnd)
      let trial = attempt(dialect, delimiter, window, isWhole: isWhole, budget: budget)
      if best.map({ trial.score > $0.trial.score }) ?? true { best = (dialect, trial) }
    }
    guard let best else { return Guess(dialect: Dialect(), width: 1, isProse: false, head: []) }
    let trial = best.trial
    if isProse(trial) {
      if form == .grid { return Guess(dialect: best.dialect, width: trial.width, isProse: true, head: []) }
      return Guess(dialect: .prose(lineEnd: lineEnd), width: 1, isProse: true, head: [])
    }
    var dialect = best.dialect
    dialect.keepsBlankLines = trial.width == 1
    return Guess(
      dialect: dialect, width: trial.width, longestRun: trial.longestRun, records: trial.records,
      isProse: false,
      head: trial.head)
  }

  /// A table whose most frequent width is rarer than this is no table.
  private static let proseWidthShare = 0.4
  /// Fewer records than this say nothing about widths.
  private static let proseRecords = 6
  /// Columns whose words are counted.
  private static let wordyColumns = 8
  /// Cells of this many words on the average are sentences, not labels.
  private static let sentenceWords = 4

  /// Prose and logs: every column holds sentences, or the records agree on no width.
  private static func isProse(_ trial: Trial) -> Bool {
    if trial.widthShare < proseWidthShare && trial.records >= proseRecords { return true }
    let columns = (0..<min(trial.width, wordyColumns)).filter { trial.filled[$0] > 0 }
    return !columns.isEmpty && columns.allSatisfy { trial.words[$0] >= sentenceWords * trial.filled[$0] }
  }

  /// Stretches of anything but spaces.
  private static func wordCount(_ content: Span<UInt8>) -> Int {
    var words = 0
    var inWord = false
    for index in content.indices {
      let isSpace = NumberText.isSpace(content[index])
      if !isSpace && !inWord { words += 1 }
      inWord = !isSpace
    }
    return words
  }

  private static func attempt(
    _ dialect: Dialect, _ delimiter: UInt8, _ window: [UInt8], isWhole: Bool, budget: Budget
  ) -> Trial {
    var trial = Trial()
    var widths: [Int: Int] = [:]
    var cells = 0
    var cleanCells = 0
    var run = (width: 0, length: 0)
    var longestRuns: [Int: Int] = [:]
    var windowBudget = budget
    windowBudget.recordBytes = window.count
    let parser = CSVParser(
      source: MemorySource(window), dialect: dialect, blockSize: max(1, window.count), budget: windowBudget)
    // Limits end the trial early; the real parse reports them.
    while let batch = (try? parser.next()) ?? nil {
      let complete = isWhole || batch.recordsEnd + batch.streamOffset < window.count
      let records = complete ? batch.recordCount : max(0, batch.recordCount - 1)
      trial.quirks += batch.quirks.count
      for record in 0..<records {
        let fields = batch.fields(ofRecord: record)
        widths[fields.count, default: 0] += 1
        run = run.width == fields.count ? (run.width, run.length + 1) : (fields.count, 1)
        longestRuns[run.width] = max(longestRuns[run.width] ?? 0, run.length)
        for index in fields {
          let field = batch.field(index)
          cells += 1
          let column = index - fields.lowerBound
          if column < wordyColumns {
            let words = wordCount(batch.bytes.extracting(field.start..<field.end))
            trial.words[column] += words
            if words > 0 { trial.filled[column] += 1 }
          }
          if field.isQuoted || isClean(batch.bytes.extracting(field.start..<field.end), delimiter: delimiter)
          {
            cleanCells += 1
          }
        }
        if trial.head.count < headRecords { trial.head.append(texts(of: record, in: batch)) }
      }
      trial.records += records
      parser.giveBack(batch)
    }
    guard trial.records > 0 else { return trial }
    let pattern = widths.reduce(0.0) { $0 + Double($1.value) * Double($1.key - 1) / Double($1.key) }
    let (width, count) = widths.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.first ?? (1, 0)
    trial.width = width
    trial.longestRun = longestRuns[width] ?? 0
    trial.widthShare = Double(count) / Double(trial.records)
    let cleanShare = cells > 0 ? Double(cleanCells) / Double(cells) : 0
    // Quotes that open or close in the middle of a field belong to another dialect.
    let quirkPenalty = 1 / (1 + Double(trial.quirks))
    trial.score = pattern / Double(widths.count) * cleanShare * quirkPenalty
    return trial
  }

  /// Whether a cell holds no other delimiter.
  private static func isClean(_ content: Span<UInt8>, delimiter: UInt8) -> Bool {
    for index in content.indices {
      let byte = content[index]
      // A comma is also a decimal sign, a bar or a semicolon seldom anything but a delimiter.
      if byte != delimiter && Dialect.delimiters.contains(byte) && byte != UInt8(ascii: ",") { return false }
    }
    return true
  }

  private static func texts(of record: Int, in batch: RecordBatch) -> [String] {
    var scratch: [UInt8] = []
    return batch.fields(ofRecord: record).map { index in
      batch.withContent(of: batch.field(index), scratch: &scratch) { TextDecoding.string($0) }
    }
  }

  /// How the first line ends.
  private static func lineEnd(of window: [UInt8]) -> Dialect.LineEnd {
    var inQuotes = false
    for (index, byte) in window.enumerated() {
      if byte == UInt8(ascii: "\"") { inQuotes.toggle() }
      if inQuotes { continue }
      if byte == UInt8(ascii: "\n") { return .lineFeed }
      if byte == UInt8(ascii: "\r") {
        return index + 1 < window.count && window[index + 1] == UInt8(ascii: "\n")
          ? .carriageReturnLineFeed : .carriageReturn
      }
    }
    return .lineFeed
  }
}
