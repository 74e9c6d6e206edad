// Texts: delimited tables, and documents that hold tables among other things.

import DisclosureRules

extension FileReader {
  /// Below this a count is small.
  var threshold: Int { MinimumThreshold.unsafeRange(under: options.ruleset.ruleset).upperBound }

  /// Reads a text, whatever it is.
  func readText(
    _ opened: OpenedText, into file: inout CheckedFile, _ parts: inout [CheckedFile], _ nesting: Nesting
  ) throws(ReadProblem) {
    let window = try opened.text.peek(TypeSniffer.windowSize)
    let kind = TextKind.of(window)
    let isNamedTable = NameClaim.isTable(file.artifact.fileName)
    let isRecord =
      kind == .delimited && !isNamedTable && !NameClaim.isProse(file.artifact.fileName)
      && window.count < TypeSniffer.windowSize
      && KeyValueText(TextLines(window).lines) != nil
    if kind == .delimited && !isRecord {
      let guess = DialectSniffer.guess(
        window, isWhole: window.count < TypeSniffer.windowSize, budget: options.budget)
      // The lists of a program are records of many widths; where all are of one it may be a table by another name.
      let isProgram = NameClaim.isProgram(file.artifact.fileName) && guess.longestRun < guess.records
      if isNamedTable || !isProgram && !isDocument(window, guess) {
        return try readTable(opened, guess, into: &file)
      }
    }
    file.type = .text
    file.format = "text"
    let bytes = try wholeText(opened, isRunning: kind == .document || kind == .delimited, into: &file)
    guard let bytes else { return try readProse(opened, into: &file) }
    let text = decoded(bytes, opened.encoding, into: &file)
    var document: DocumentParts
    var isScanned = false
    switch kind {
    case .json:
      document = try readJSON(text, into: &file)
    case .html:
      name(&file, "html", "a page (HTML)")
      document = HTMLDocument.read(text, threshold: threshold)
    case .svg:
      name(&file, "svg", "a drawing (SVG)")
      document = try SVGPicture.read(text, threshold: threshold)
    case .xml:
      name(&file, "xml", "data in XML")
      document = DocumentParts()
      document.texts = try XMLTexts.read(MemorySource(text)).map {
        .init(text: $0, location: Location(part: "text"))
      }
      document.note(.unreadPart, at: Location(part: "elements"))
    case .smcl:
      name(&file, "smcl", "a log of Stata")
      document = TextTables.read(text, isStata: true, threshold: threshold)
    case .document, .delimited:
      document = isRecord ? records(of: text) : TextTables.read(text, threshold: threshold)
      if text.contains(UInt8(ascii: "<")) { addPageParts(of: text, to: &document) }
      let lines = TextLines(text).lines
      TransportBlock.take(lines, into: &document)
      if document.tables.isEmpty, TransportBlock.holdsBareRows(lines) {
        document.note(.unreadNumbers, at: Location(line: 1))
      }
      // What is scanned is the file itself, so that places are its own.
      try readProse(memory(bytes, like: opened), into: &file)
      isScanned = true
      if !document.tables.isEmpty { file.isProse = false }
    }
    try take(document, isScanned: isScanned, into: &file)
    try readFiles(of: document, in: file, &parts, nesting)
    if kind == .svg { file.isProse = false }
  }

  private func name(_ file: inout CheckedFile, _ format: String, _ words: String) {
    file.format = format
    file.type = file.type?.refined(format, words)
  }

  /// Text in which no delimiter makes a table, but columns that stand one below the other may.
  private func isDocument(_ window: [UInt8], _ guess: DialectSniffer.Guess) -> Bool {
    if guess.isProse { return true }
    let lines = TextLines(Array(window.prefix(Self.lookedAt))).lines.filter { !TextTables.isBlank($0) }
    if lines.contains(where: TransportBlock.announces) { return true }
    // Sentences with a comma each are no table of two columns.
    if lines.count(where: Self.isSentence) * 2 > lines.count { return true }
    // Arguments and keys are parted by commas as cells are, but never as many in a line.
    if guess.longestRun * 2 < guess.records, ProgramText.isProgram(lines) { return true }
    if guess.width > 1 { return guess.longestRun < min(Self.fewestRecords, guess.records) }
    // A column of one value a line is a table; programs and lines with wide gaps in them are not.
    let values = lines.count(where: Self.isValue)
    return Double(values) < Self.valueShare * Double(lines.count)
  }

  /// Bytes of a text whose lines are looked at one by one.
  private static let lookedAt = 16 * 1024
  private static let sentenceWords = 4
  private static let apartWords = 5

  /// A line that starts with a few words and ends as sentences end, or one of more words that has a blank behind each
  /// comma and a word at its end.
  private static func isSentence(_ line: String) -> Bool {
    guard let last = line.last(where: { !$0.isWhitespace }), ".!?:".contains(last) else { return false }
    var clause: Int?
    var isApart = true
    let bytes = Array(line.utf8)
    for (index, byte) in bytes.enumerated() where ",;\t|".utf8.contains(byte) {
      let next = index + 1 < bytes.count ? bytes[index + 1] : 0x20
      // A comma between digits parts thousands.
      if byte == UInt8(ascii: ","), index > 0, ByteKind.isDigit(bytes[index - 1]), ByteKind.isDigit(next) {
        continue
      }
      clause = clause ?? index
      isApart = isApart && ",;".utf8.contains(byte) && next == 0x20
    }
    let first = bytes[..<(clause ?? bytes.count)].split(separator: 0x20)
    if first.count >= sentenceWords { return true }
    let words = line.split(separator: " ")
    return isApart && words.count >= apartWords && words.last?.first?.isLetter ?? false
  }

  /// Records of one width in a row that make a table of a text.
  private static let fewestRecords = 2
  /// Share of the lines of a table of one column that are values.
  private static let valueShare = 0.8
  private static let longestValue = 3

  /// A line of a few words without the marks of programs and sentences.
  private static func isValue(_ line: String) -> Bool {
    if line.contains("  ") || line.contains("\t") || PrintedValue.vector(line) != nil { return false }
    if line.utf8.contains(where: { "(){}=;#`".utf8.contains($0) }) { return false }
    let words = line.split(separator: " ")
    if line.hasPrefix("\"") { return true }
    if LabelledNumber(line) != nil { return false }
    return words.count <= longestValue && !(words.count > 1 && line.last.map { ".:!?".contains($0) } ?? false)
  }

  /// All bytes of a text; nil when a running text is longer than what is looked through for tables.
  private func wholeText(
    _ opened: OpenedText, isRunning: Bool, into file: inout CheckedFile
  ) throws(ReadProblem) -> [UInt8]? {
    let limit = options.budget.documentBytes
    if isRunning, try opened.text.peek(limit + 1).count > limit {
      file.note(.unreadPart, at: Location(part: "tables in the text"))
      return nil
    }
    return try opened.text.whole(atMost: limit, "a document")
  }

  private func memory(_ bytes: [UInt8], like opened: OpenedText) -> OpenedText {
    OpenedText(
      text: PeekableSource(MemorySource(bytes)), encoding: opened.encoding, sourceMap: opened.sourceMap)
  }

  /// The text in UTF-8.
  private func decoded(_ bytes: [UInt8], _ encoding: TextEncoding, into file: inout CheckedFile) -> [UInt8] {
    file.encoding = encoding.rawValue
    guard String(validating: bytes, as: UTF8.self) == nil else { return bytes }
    file.encoding = TextEncoding.windows1252.rawValue
    return Array(TextDecoding.string(bytes.span).utf8)
  }

  /// Records with delimiters.
  private func readTable(
    _ opened: OpenedText, _ guess: DialectSniffer.Guess, into file: inout CheckedFile
  ) throws(ReadProblem) {
    let reading = try TableReader(options: options, identifiers: identifiers).read(
      opened.text, encoding: opened.encoding, sourceMap: opened.sourceMap, id: file.artifact.path,
      fileName: file.artifact.fileName, guess: guess)
    file.format = reading.isProse ? "text" : "csv"
    if !reading.isProse { file.type = FileType.text.refined("csv", "a delimited table") }
    file.isProse = reading.isProse
    file.encoding = reading.encoding.rawValue
    file.delimiter = reading.dialect.delimiter.map { String(decoding: [$0], as: UTF8.self) }
    file.tables = reading.subjects
    if let problem = reading.problem { throw problem }
  }

  /// Running text, line by line.
  private func readProse(_ opened: OpenedText, into file: inout CheckedFile) throws(ReadProblem) {
    let reading = try TableReader(options: options, identifiers: identifiers).read(
      opened.text, encoding: opened.encoding, sourceMap: opened.sourceMap, id: file.artifact.path,
      fileName: file.artifact.fileName, form: .prose)
    file.isProse = true
    file.encoding = reading.encoding.rawValue
    file.texts = reading.subjects
    if let problem = reading.problem { throw problem }
  }

  /// Tables of HTML within other text.
  private func addPageParts(of text: [UInt8], to document: inout DocumentParts) {
    let page = HTMLDocument.read(text, threshold: threshold)
    document.tables += page.tables
    document.files += page.files
    for fact in page.facts where fact.kind != .groupSize { document.note(fact.kind, at: fact.location) }
  }

  /// Names and values as tables; what else stands between them is read as any text is.
  private func records(of text: [UInt8]) -> DocumentParts {
    let lines = TextLines(text).lines
    guard let records = KeyValueText(lines) else { return TextTables.read(text, threshold: threshold) }
    var document = TextTables.read(text, threshold: threshold)
    // What stands in columns is a table of its own.
    if records.isLoose && !document.tables.isEmpty { return document }
    // A value may be a sentence; numbers by themselves are in the tables.
    if records.isWhole {
      document.facts.removeAll { $0.kind != .groupSize }
      for number in records.spokenLines {
        var numbers = NumberLines(threshold: threshold)
        var said = DocumentParts()
        numbers.take(lines[number - 1], at: Location(line: number), in: &said)
        // Sizes of groups are known.
        for fact in said.facts where fact.kind != .groupSize { document.note(fact.kind, at: fact.location) }
      }
      document.texts = []
    }
    if records.isCut { document.note(.unreadNumbers, at: Location(line: 1)) }
    // The same numbers, in columns that stand one below the other by chance.
    if records.isWhole || !records.tables.isEmpty {
      document.tables = []
      document.add(FlowLines.read(lines))
    }
    document.tables += records.tables.map(GridWriter.table)
    return document
  }

  /// A document in JSON, or one a line.
  private func readJSON(_ text: [UInt8], into file: inout CheckedFile) throws(ReadProblem) -> DocumentParts {
    let nodes = try JSONScanner.parseSequence(text)
    if nodes.count == 1, let node = nodes.first, Notebook.isNotebook(node) {
      name(&file, "ipynb", "a notebook (Jupyter)")
      return try Notebook.read(node, budget: options.budget, threshold: threshold)
    }
    name(&file, nodes.count > 1 ? "ndjson" : "json", "data in JSON")
    return try JSONTables.read(nodes, budget: options.budget, threshold: threshold)
  }

  /// Files within a document are entries of their own.
  func readFiles(
    of document: DocumentParts, in file: CheckedFile, _ parts: inout [CheckedFile], _ nesting: Nesting
  ) throws(ReadProblem) {
    guard !document.files.isEmpty else { return }
    let inner = try nesting.inside(file.artifact.path, budget: options.budget)
    for inside in document.files {
      try inner.allowance.takeMember()
      try inner.allowance.take(bytes: inside.bytes.count)
      let artifact = Artifact(
        path: file.artifact.path + "!" + Escaping.path(Array(inside.name.utf8)), fileName: inside.name,
        origin: .part)
      parts += read(RawSource(inside.bytes), as: artifact, within: inner)
    }
  }

  /// The words beside the points of a picture, and what stands behind its end.
  func readPicture(
    _ content: any RandomAccess, isPNG: Bool, into file: inout CheckedFile
  ) throws(ReadProblem) {
    let parts = try Picture.parts(of: content, isPNG: isPNG, budget: options.budget)
    for fact in parts.facts { file.note(fact.kind, times: fact.occurrences, at: fact.location) }
    var texts = PlacedTexts()
    for text in parts.texts { texts.add(text.text, at: text.location) }
    try scan(texts, of: &file, areWords: true)
  }

  /// The words of a PDF: those that stand in it as such, and all where `pdftotext` is installed.
  func readPDF(
    _ content: any RandomAccess, into file: inout CheckedFile
  ) throws(ReadProblem) {
    try scanStrings(of: content, into: &file)
    if let end = try PDFEnd.strayBytes(in: content) {
      file.note(.bytesBehindEnd, at: Location(byteOffset: end, part: "document"))
    }
    guard let text = try PDFText.read(content, limit: options.budget.documentBytes) else {
      file.note(.unreadPart, at: Location(part: "pages"))
      return
    }
    // A page ends with a form feed.
    let lines = text.map { $0 == 0x0c ? UInt8(ascii: "\n") : $0 }
    try take(TextTables.read(lines, threshold: threshold), into: &file)
    file.isProse = false
  }

  /// A text document of Word.
  func readWordDocument(
    _ archive: ZipDirectory, into file: inout CheckedFile, _ parts: inout [CheckedFile], _ inner: Nesting
  ) throws(ReadProblem) {
    try take(WordDocument.read(archive, threshold: threshold), into: &file)
    try readCharts(of: nil, in: archive, into: &file)
    try readOfficeParts(archive, skipping: WordDocument.parts(of: archive), into: &file, &parts, inner)
  }
}
