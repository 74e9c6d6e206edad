// Tables and texts that were taken out of a file, given to the reader of tables.

import DisclosureRules

/// Texts of a file in the order in which they stand, one a line, each with its place.
struct PlacedTexts {
  private(set) var bytes: [UInt8] = []
  private(set) var places: [Location] = []

  /// Adds a text; its lines count on from its place when that is a line.
  mutating func add(_ text: String, at location: Location, countsLines: Bool = false) {
    var place = location
    for line in text.utf8.split(
      omittingEmptySubsequences: false,
      whereSeparator: { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") })
    {
      if line.contains(where: { $0 > 0x20 }) {
        bytes += line.lazy.map { $0 == 0 ? 0x20 : $0 }
        bytes.append(UInt8(ascii: "\n"))
        places.append(place)
      }
      if countsLines, let number = place.line { place.line = number + 1 }
    }
  }
}

extension FileReader {
  /// Scans texts that stand in no table.
  ///
  /// - Parameter areWords: they are what looks like words in bytes that are no text.
  func scan(
    _ texts: PlacedTexts, of file: inout CheckedFile, areWords: Bool = false
  ) throws(ReadProblem) {
    guard !texts.bytes.isEmpty else { return }
    let id = "\(file.artifact.path)#text\(file.texts.count + file.words.count + 1)"
    let reading = try TableReader(options: options, identifiers: identifiers).read(
      PeekableSource(MemorySource(texts.bytes)), encoding: .utf8, sourceMap: .identity(markLength: 0), id: id,
      fileName: file.artifact.fileName, form: .prose)
    if areWords { file.words += reading.subjects } else { file.texts += reading.subjects }
    for subject in reading.subjects { file.origins[subject.id] = .places(texts.places) }
    if let problem = reading.problem { throw problem }
  }

  /// Reads a table that is written as a grid.
  ///
  /// - Parameters:
  ///   - id: its name in the report; several tables in one grid get names of their own.
  ///   - origin: where it really stands.
  func readGrid(
    _ source: any ByteSource, id: String, origin: TableOrigin, into file: inout CheckedFile
  ) throws(ReadProblem) {
    let text = PeekableSource(source)
    guard try !text.peek(1).isEmpty else { return }
    let reading = try TableReader(options: options, identifiers: identifiers).read(
      text, encoding: .utf8, sourceMap: .identity(markLength: 0), id: id,
      fileName: file.artifact.fileName, form: .grid)
    file.tables += reading.subjects
    for subject in reading.subjects { file.origins[subject.id] = origin }
    if reading.isProse { file.isProse = true }
    if let problem = reading.problem { throw problem }
  }

  /// Gives the tables and texts of a document their ways.
  ///
  /// - Parameter isScanned: the texts are scanned as they stand in the file already.
  func take(
    _ parts: DocumentParts, isScanned: Bool = false, into file: inout CheckedFile
  ) throws(ReadProblem) {
    for fact in parts.facts { file.note(fact.kind, times: fact.occurrences, at: fact.location) }
    for (index, table) in parts.tables.enumerated() {
      let path = file.artifact.path
      let id = parts.tables.count == 1 && !isScanned ? path : "\(path)#\(index + 1)"
      try readGrid(MemorySource(table.text), id: id, origin: .lines(table.origins), into: &file)
    }
    if parts.tables.isEmpty && !isScanned { file.isProse = true }
    guard !isScanned else { return }
    var texts = PlacedTexts()
    for text in parts.texts { texts.add(text.text, at: text.location) }
    try scan(texts, of: &file)
  }

  /// Scans the words within bytes that are no text.
  func scanStrings(of content: any RandomAccess, into file: inout CheckedFile) throws(ReadProblem) {
    var strings = BinaryStrings()
    var texts = PlacedTexts()
    var position = 0
    func take(_ run: BinaryStrings.Run) {
      texts.add(
        String(decoding: run.text, as: UTF8.self), at: Location(byteOffset: run.offset, part: "content"))
    }
    while position < content.size {
      let bytes = try content.bytes(at: position, count: 1 << 16)
      guard !bytes.isEmpty else {
        throw ReadProblem(kind: .changed, message: "the file became shorter while it was read")
      }
      strings.add(bytes, take)
      position += bytes.count
      if texts.bytes.count > Self.wordsAtATime {
        try scan(texts, of: &file, areWords: true)
        texts = PlacedTexts()
      }
    }
    strings.finish(take)
    try scan(texts, of: &file, areWords: true)
  }

  /// Bytes of words that are scanned together.
  private static let wordsAtATime = 16 << 20
}
