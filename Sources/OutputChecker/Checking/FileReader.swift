// One file from its bytes to its findings.

import DisclosureRules

/// What a file turned out to be.
struct CheckedFile {
  var artifact: Artifact
  var sha256: String?
  var bytes: Int?
  var format: String?
  var compression: String?
  var encoding: String?
  var delimiter: String?
  var problem: ReadProblem?
  var tables: [TableSubject] = []
  /// The file is text in which no table was recognised.
  var isProse = false
}

/// Opens a file and reads it to the end, whatever it is.
struct FileReader {
  let options: CheckOptions
  let identifiers: IdentifierScanner
  /// Told how many raw bytes of the file have been read.
  var progress: ((Int) -> Void)?

  /// Reads a file. Never throws: what goes wrong is part of the result.
  func read(_ artifact: Artifact) -> CheckedFile {
    var file = CheckedFile(artifact: artifact)
    do throws(ReadProblem) {
      let source = try open(artifact)
      source.progress = progress
      do throws(ReadProblem) { try readContent(of: source, into: &file) } catch { file.problem = error }
      // The digest is of the whole file, also when reading it as a table stopped early.
      do throws(ReadProblem) {
        file.sha256 = try source.finishDigest()
        file.bytes = source.bytesRead
      } catch { file.problem = error }
    } catch {
      file.problem = error
    }
    return file
  }

  private func open(_ artifact: Artifact) throws(ReadProblem) -> RawSource {
    switch artifact.origin {
    case .file(let path):
      return try RawSource(FileDescriptor.open(path), limit: options.budget.bytes)
    case .standardInput:
      return try RawSource(FileDescriptor.standardInput(), isRegular: false, limit: options.budget.bytes)
    case .memory(let bytes):
      return RawSource(bytes)
    case .problem(let problem):
      throw problem
    }
  }

  private func readContent(of source: RawSource, into file: inout CheckedFile) throws(ReadProblem) {
    var stream = PeekableSource(source)
    if try stream.peek(InflatingSource.magic.count) == InflatingSource.magic {
      file.compression = "gzip"
      stream = PeekableSource(try InflatingSource(stream, budget: options.budget))
    }
    let window = try stream.peek(TypeSniffer.windowSize)
    switch TypeSniffer.content(of: window) {
    case .empty:
      throw ReadProblem(kind: .empty, message: "the file holds nothing")
    case .binary(let name):
      let what = name == "unknown" ? "it is no text" : "its content is a \(name)"
      throw ReadProblem(kind: .binary, message: "\(what): nothing in it was checked")
    case .text(let encoding, let markLength):
      try readText(stream, encoding: encoding, markLength: markLength, into: &file)
    }
  }

  private func readText(
    _ stream: PeekableSource, encoding: TextEncoding, markLength: Int, into file: inout CheckedFile
  ) throws(ReadProblem) {
    stream.skip(markLength)
    var text = PeekableSource(stream)
    var sourceMap = SourceMap.identity(markLength: markLength)
    if encoding.unitSize > 1 {
      text = PeekableSource(TranscodingSource(stream, encoding: encoding, markLength: markLength))
      sourceMap = encoding.unitSize == 2 ? .utf16(markLength: markLength) : .utf32(markLength: markLength)
    }
    let reading = try TableReader(options: options, identifiers: identifiers).read(
      text, encoding: encoding, sourceMap: sourceMap, id: file.artifact.path, fileName: file.artifact.fileName
    )
    file.format = reading.isProse ? "text" : "csv"
    file.isProse = reading.isProse
    file.encoding = reading.encoding.rawValue
    file.delimiter = reading.dialect.delimiter.map { String(decoding: [$0], as: UTF8.self) }
    file.tables = reading.subjects
    if let problem = reading.problem { throw problem }
  }
}
