// One pass over a record-level file, for all tables that stand on it.

import DisclosureRules

/// Streams a record-level file once and adds up the groups of its tables. No value of it is ever printed.
struct MicrodataPass {
  /// Labels remembered for each column, so that most need not be looked up twice; more are looked up.
  private static let rememberedLabels = 100_000
  /// What stands for no value. Source: what R, pandas, Stata and SAS write.
  private static let missingWords: Set<String> = ["na", "nan", ".", "null", "none", "n/a"]

  /// One table with what is added up for it.
  struct Job {
    var target: MicrodataTarget
    var accumulator: MicrodataAccumulator
    /// 0-based columns of the microdata.
    fileprivate var by: [Int] = []
    fileprivate var value: Int?
    fileprivate var weight: Int?
    fileprivate var holding: Int?
    fileprivate var filter: [(column: Int, labels: Set<String>)] = []
    /// For each dimension the numbers of labels that were looked up already, by the hash of their bytes.
    fileprivate var remembered: [[UInt64: [Int]]] = []

    init(_ target: MicrodataTarget) {
      self.target = target
      accumulator = MicrodataAccumulator(groups: target.groups.count, hasValue: target.draft.value != nil)
      remembered = Array(repeating: [:], count: target.dimensions.count)
    }
  }

  /// What is wrong: the line of the context file and the words.
  typealias Failure = Complaint

  let budget: Budget
  let blockSize: Int
  private(set) var jobs: [Job]
  private var reader: CellReader
  private var scratch: [UInt8] = []
  /// Lower-case hexadecimal SHA-256 of the file, when it was read to its end.
  private(set) var sha256: String?

  /// - Parameter targets: at least one, all of the same file.
  init(_ targets: [MicrodataTarget], options: CheckOptions) {
    jobs = targets.map(Job.init)
    budget = options.budget
    blockSize = options.blockSize
    reader = CellReader(masks: MaskTable([]))
  }

  /// Reads the file at `path`.
  mutating func read(_ path: String) throws(Failure) {
    let line = jobs[0].target.draft.file.line
    do throws(ReadProblem) {
      let source = try RawSource(FileDescriptor.open(Array(path.utf8)), limit: budget.bytes)
      var compression: String?
      var ahead: ReadAheadSource?
      defer { ahead?.stop() }
      let opened = try FileReader.openText(
        source, budget: budget, threads: 1, compression: &compression, ahead: &ahead)
      if let failure = try stream(opened) { throw failureProblem(failure) }
      sha256 = try source.finishDigest()
    } catch {
      if let known = pending { throw known }
      throw Failure(line: line, message: "the microdata can't be read: \(error.message)")
    }
  }

  /// A failure with a line of its own, on its way out of a function that throws other errors.
  private var pending: Failure?

  private mutating func failureProblem(_ failure: Failure) -> ReadProblem {
    pending = failure
    return ReadProblem(kind: .malformed, message: failure.message)
  }

  /// Reads all records; a failure of ours is returned, those of reading are thrown.
  private mutating func stream(_ opened: FileReader.OpenedText) throws(ReadProblem) -> Failure? {
    let text = opened.text
    let window = try text.peek(TypeSniffer.windowSize)
    let guess = DialectSniffer.guess(
      window, isWhole: window.count < TypeSniffer.windowSize, budget: budget)
    guard !guess.isProse else {
      throw ReadProblem(kind: .malformed, message: "no table was recognised in it")
    }
    let layout = LayoutDetector.detect(guess.head, width: guess.width, reader: reader)
    if let failure = resolve(layout) { return failure }
    let parser = CSVParser(
      source: text, dialect: guess.dialect, sourceMap: opened.sourceMap, blockSize: blockSize, budget: budget)
    while let batch = try parser.next() {
      let first = min(batch.recordCount, max(0, layout.recordsBeforeData - batch.firstRecord))
      var places = PlaceCursor(
        batch: batch, headerRecords: layout.recordsBeforeData, sourceMap: opened.sourceMap)
      if batch.quirks.contains(where: { $0.kind == .unclosedQuote }) {
        throw ReadProblem(kind: .malformed, message: "a quoted field is not closed")
      }
      for record in first..<batch.recordCount {
        let fields = batch.fields(ofRecord: record)
        if let problem = take(batch, fields, width: layout.width) {
          let line =
            fields.isEmpty ? 0 : places.place(of: batch.field(fields.lowerBound), inRecord: record).line
          throw ReadProblem(kind: .malformed, message: "\(problem), on line \(line)")
        }
      }
      parser.giveBack(batch)
    }
    return nil
  }

  /// Finds the columns that the jobs need.
  private mutating func resolve(_ layout: TableLayout) -> Failure? {
    let headers = (layout.names ?? []).map { $0.trimmingSpaces() }
    func column(_ name: ContextName) throws(Failure) -> Int {
      let found = headers.indices.filter { headers[$0] == name.text.trimmingSpaces() }
      if found.count == 1 { return found[0] }
      if found.isEmpty, let number = Int(name.text), (1...layout.width).contains(number) { return number - 1 }
      let words = found.isEmpty ? "no column" : "more than one column"
      throw Failure(
        line: name.line,
        message: "the microdata have \(words) \(PolicyNode.quoted(name.text))"
          + Nearest.suggestion(for: name.text, among: found.isEmpty ? headers : []))
    }
    do throws(Failure) {
      for index in jobs.indices {
        let draft = jobs[index].target.draft
        for dimension in jobs[index].target.dimensions { jobs[index].by.append(try column(dimension.source)) }
        if let name = draft.value { jobs[index].value = try column(name) }
        if let name = draft.weight { jobs[index].weight = try column(name) }
        if let name = draft.holding { jobs[index].holding = try column(name) }
        for condition in draft.filter {
          var labels: Set<String> = []
          for label in condition.labels { labels.insert(LabelKey.key(of: label.text, &reader)) }
          jobs[index].filter.append((try column(condition.column), labels))
        }
      }
    } catch {
      return error
    }
    return nil
  }

  // MARK: Records

  /// Takes a record into all jobs; what is wrong with it is returned, in words without its values.
  private mutating func take(_ batch: RecordBatch, _ fields: Range<Int>, width: Int) -> String? {
    guard fields.count == width else { return "a record has \(fields.count) fields, not \(width)" }
    for index in jobs.indices {
      var isOut = false
      for (column, labels) in jobs[index].filter where !isOut {
        isOut = !labels.contains(key(batch, fields.lowerBound + column))
      }
      if isOut { continue }
      var record = MicrodataRecord()
      if let column = jobs[index].value {
        let (number, isWrong) = self.number(batch, fields.lowerBound + column)
        if isWrong { return "a record's value is no number" }
        record.value = number
      }
      if let column = jobs[index].weight {
        guard let weight = number(batch, fields.lowerBound + column).number, weight.mantissa >= 0 else {
          return "a record's weight is no number from 0 up"
        }
        record.weight = WideDecimal(weight)
      }
      if let column = jobs[index].holding {
        let field = batch.field(fields.lowerBound + column)
        record.holding = batch.withContent(of: field, scratch: &scratch) {
          $0.count == 0 ? nil : ContentHash.hash($0)
        }
      }
      var members: [[Int]] = []
      members.reserveCapacity(jobs[index].by.count)
      for dimension in jobs[index].by.indices {
        members.append(
          self.members(batch, fields.lowerBound + jobs[index].by[dimension], job: index, dimension: dimension)
        )
      }
      for group in jobs[index].target.groups(of: members) { jobs[index].accumulator.add(record, to: group) }
    }
    return nil
  }

  private mutating func members(
    _ batch: RecordBatch, _ index: Int, job: Int, dimension: Int
  ) -> [Int] {
    let hash = batch.withContent(of: batch.field(index), scratch: &scratch) { ContentHash.hash($0) }
    if let known = jobs[job].remembered[dimension][hash] { return known }
    let key = key(batch, index)
    let members = jobs[job].target.dimensions[dimension].members(key)
    jobs[job].target.dimensions[dimension].seen.formUnion(
      members.filter { !jobs[job].target.dimensions[dimension].totals.contains($0) })
    if jobs[job].remembered[dimension].count < Self.rememberedLabels {
      jobs[job].remembered[dimension][hash] = members
    }
    return members
  }

  private mutating func key(_ batch: RecordBatch, _ index: Int) -> String {
    batch.withContent(of: batch.field(index), scratch: &scratch) { content in
      LabelKey.key(
        of: reader.read(content, hash: ContentHash.hash(content)), text: TextDecoding.string(content))
    }
  }

  /// The number of a field; nil when it says that there is none. Anything else is wrong.
  private mutating func number(_ batch: RecordBatch, _ index: Int) -> (number: ExactNumber?, isWrong: Bool) {
    batch.withContent(of: batch.field(index), scratch: &scratch) { content in
      if let plain = CellReader.plainNumber(content) { return (plain.number, false) }
      let reading = reader.read(content, hash: ContentHash.hash(content))
      switch reading.kind {
      case .number: return (reading.number, false)
      case .empty: return (nil, false)
      case .bound, .mask, .date, .composite, .text:
        let word = TextDecoding.string(content).trimmingSpaces().lowercased()
        return (nil, !Self.missingWords.contains(word))
      }
    }
  }
}
