// One file from its bytes to its findings.

import DisclosureRules

/// What a file turned out to be.
struct CheckedFile: Sendable {
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
  var progress: (@Sendable (Int) -> Void)?

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

  /// Text as it is parsed: decompressed and transcoded.
  struct OpenedText {
    /// ASCII-compatible bytes without a byte-order mark.
    var text: PeekableSource
    /// What the bytes were before, or UTF-8 when they are to be told from Windows-1252.
    var encoding: TextEncoding
    /// From offsets in the text to bytes of the file.
    var sourceMap: SourceMap
  }

  /// Files from this size on are read and hashed on a thread of their own, where more than one may be used.
  private static let largeFile = 1 << 20

  /// Opens the text in a file.
  ///
  /// - Parameters:
  ///   - threads: more than one: what is large is read, or inflated, ahead on a thread of its own.
  ///   - compression: is set when the file turns out to be compressed, also when opening fails then.
  ///   - ahead: is set to what reads ahead, which the caller stops when it is done with the text.
  static func openText(
    _ source: RawSource, budget: Budget, threads: Int, compression: inout String?,
    ahead: inout ReadAheadSource?
  ) throws(ReadProblem) -> OpenedText {
    var stream = PeekableSource(source)
    if try stream.peek(InflatingSource.magic.count) == InflatingSource.magic {
      compression = "gzip"
      let threaded = try ReadAheadSource(InflatingSource(stream, budget: budget))
      ahead = threaded
      stream = PeekableSource(threaded)
    } else if threads > 1, let size = source.size, size >= largeFile {
      // Small files are over before a thread would have begun.
      let threaded = try ReadAheadSource(stream)
      ahead = threaded
      stream = PeekableSource(threaded)
    }
    let window = try stream.peek(TypeSniffer.windowSize)
    switch TypeSniffer.content(of: window) {
    case .empty:
      throw ReadProblem(kind: .empty, message: "the file holds nothing")
    case .binary(let name):
      let what = name == "unknown" ? "it is no text" : "its content is a \(name)"
      throw ReadProblem(kind: .binary, message: "\(what): nothing in it was checked")
    case .text(let encoding, let markLength):
      stream.skip(markLength)
      guard encoding.unitSize > 1 else {
        return OpenedText(
          text: PeekableSource(stream), encoding: encoding, sourceMap: .identity(markLength: markLength))
      }
      return OpenedText(
        text: PeekableSource(TranscodingSource(stream, encoding: encoding, markLength: markLength)),
        encoding: encoding,
        sourceMap: encoding.unitSize == 2 ? .utf16(markLength: markLength) : .utf32(markLength: markLength))
    }
  }

  private func readContent(of source: RawSource, into file: inout CheckedFile) throws(ReadProblem) {
    var ahead: ReadAheadSource?
    defer { ahead?.stop() }
    let opened = try Self.openText(
      source, budget: options.budget, threads: options.jobs, compression: &file.compression, ahead: &ahead)
    let reading = try TableReader(options: options, identifiers: identifiers).read(
      opened.text, encoding: opened.encoding, sourceMap: opened.sourceMap, id: file.artifact.path,
      fileName: file.artifact.fileName)
    file.format = reading.isProse ? "text" : "csv"
    file.isProse = reading.isProse
    file.encoding = reading.encoding.rawValue
    file.delimiter = reading.dialect.delimiter.map { String(decoding: [$0], as: UTF8.self) }
    file.tables = reading.subjects
    if let problem = reading.problem { throw problem }
  }
}
