// One file from its bytes to its findings.

import DisclosureRules

/// Opens a file and reads it to the end, whatever it is.
struct FileReader {
  private(set) var options: CheckOptions
  let identifiers: IdentifierScanner
  /// Told how many raw bytes of the file have been read.
  var progress: (@Sendable (Int) -> Void)?
  /// The options for a member or a sheet, by its path, where the request declares something of one.
  var partOptions: (@Sendable (String) -> CheckOptions)?

  /// Judges a member of an archive as soon as it was read, so that the cells of all need not be held at once.
  var settle: ((inout CheckedFile) -> Void)?

  /// The reader of a member or a sheet.
  func reader(ofPart path: String) -> FileReader {
    guard let partOptions else { return self }
    var reader = self
    reader.options = partOptions(path)
    return reader
  }

  /// Reads a file, and what it holds if it is a container. Never throws: what goes wrong is part of the result.
  ///
  /// - Returns: the file itself and behind it its members or sheets, and theirs, in the order of their names.
  func read(_ artifact: Artifact) -> [CheckedFile] {
    do throws(ReadProblem) {
      let source = try open(artifact)
      source.progress = progress
      return read(source, as: artifact, within: Nesting(options.budget, clock: options.clock))
    } catch {
      var file = CheckedFile(artifact: artifact)
      file.problem = error
      return [file]
    }
  }

  /// Reads a file that is open.
  func read(_ source: RawSource, as artifact: Artifact, within nesting: Nesting) -> [CheckedFile] {
    var file = CheckedFile(artifact: artifact)
    file.container = nesting.container
    var parts: [CheckedFile] = []
    do throws(ReadProblem) {
      try readContent(of: source, into: &file, &parts, nesting)
    } catch { file.problem = error }
    // The digest is of the whole file, also when reading it as a table stopped early.
    do throws(ReadProblem) {
      file.sha256 = try source.finishDigest()
      file.bytes = source.bytesRead
    } catch { file.problem = error }
    for index in parts.indices where parts[index].isPart { parts[index].sha256 = file.sha256 }
    return [file] + parts
  }

  private func open(_ artifact: Artifact) throws(ReadProblem) -> RawSource {
    switch artifact.origin {
    case .file(let path):
      return try RawSource(FileDescriptor.open(path), limit: options.budget.bytes)
    case .standardInput:
      return try RawSource(FileDescriptor.standardInput(), isRegular: false, limit: options.budget.bytes)
    case .memory(let bytes):
      return RawSource(bytes)
    case .part:
      throw ReadProblem(kind: .internal, message: "a part of a file was opened without it")
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

  /// Opens the text in a file; what is no text is an error.
  ///
  /// - Parameters:
  ///   - threads: more than one: what is large is read, or inflated, ahead on a thread of its own.
  ///   - compression: is set when the file turns out to be compressed, also when opening fails then.
  ///   - ahead: is set to what reads ahead, which the caller stops when it is done with the text.
  static func openText(
    _ source: RawSource, budget: Budget, threads: Int, compression: inout String?,
    ahead: inout ReadAheadSource?
  ) throws(ReadProblem) -> OpenedText {
    var inflaters: [InflatingSource] = []
    let stream = try openStream(
      source, budget: budget, threads: threads, compression: &compression, ahead: &ahead, &inflaters)
    switch TypeSniffer.content(of: try stream.peek(TypeSniffer.windowSize)) {
    case .empty: throw emptyFile
    case .other(let type): throw notText(type)
    case .text(let encoding, let markLength): return text(of: stream, encoding, markLength: markLength)
    }
  }

  private static let emptyFile = ReadProblem(kind: .empty, message: "the file holds nothing")

  static func notText(_ type: FileType) -> ReadProblem {
    ReadProblem(kind: .binary, message: "the content is \(type.words): nothing in it was checked")
  }

  /// The content of a file, decompressed as often as it is compressed.
  ///
  /// - Parameter inflaters: gets what decompresses it, which may be asked when everything is read.
  private static func openStream(
    _ source: RawSource, budget: Budget, threads: Int, compression: inout String?,
    ahead: inout ReadAheadSource?, _ inflaters: inout [InflatingSource]
  ) throws(ReadProblem) -> PeekableSource {
    var stream = PeekableSource(source)
    var layers = 0
    var limits = budget
    while try stream.peek(InflatingSource.magic.count) == InflatingSource.magic {
      compression = "gzip"
      layers += 1
      guard layers <= budget.depth else {
        throw ReadProblem(
          kind: .limit, message: "containers are nested more than \(budget.depth) deep (limit depth)")
      }
      let inflated = try InflatingSource(stream, budget: limits)
      inflaters.append(inflated)
      // Each layer may swell a thousandfold: together they are held to what archives may unpack to.
      limits.bytes = min(limits.bytes, budget.unpackedBytes)
      if layers == 1 {
        let threaded = try ReadAheadSource(inflated)
        ahead = threaded
        stream = PeekableSource(threaded)
      } else {
        stream = PeekableSource(inflated)
      }
    }
    if layers == 0, threads > 1, let size = source.size, size >= largeFile {
      // Small files are over before a thread would have begun.
      let threaded = try ReadAheadSource(stream)
      ahead = threaded
      stream = PeekableSource(threaded)
    }
    return stream
  }

  private static func text(of stream: PeekableSource, _ encoding: TextEncoding, markLength: Int) -> OpenedText
  {
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

  private func readContent(
    of source: RawSource, into file: inout CheckedFile, _ parts: inout [CheckedFile], _ nesting: Nesting
  ) throws(ReadProblem) {
    var ahead: ReadAheadSource?
    var inflaters: [InflatingSource] = []
    defer { ahead?.stop() }
    let stream = try Self.openStream(
      source, budget: options.budget, threads: options.jobs, compression: &file.compression, ahead: &ahead,
      &inflaters)
    try readContent(of: stream, of: source, into: &file, &parts, nesting, &ahead)
    ahead?.stop()
    try scanHeaders(of: inflaters, into: &file)
  }

  private func readContent(
    of stream: PeekableSource, of source: RawSource, into file: inout CheckedFile,
    _ parts: inout [CheckedFile],
    _ nesting: Nesting, _ ahead: inout ReadAheadSource?
  ) throws(ReadProblem) {
    switch TypeSniffer.content(of: try stream.peek(TypeSniffer.windowSize)) {
    case .empty: throw Self.emptyFile
    case .text(let encoding, let markLength):
      file.type = .text
      try readText(
        Self.text(of: stream, encoding, markLength: markLength), into: &file, &parts, nesting)
    case .other(let type):
      file.type = type
      file.format = type.format
      guard type.treatment != .closed else { throw Self.notText(type) }
      var access: (any RandomAccess)?
      if file.compression == nil {
        ahead?.stop()
        ahead = nil
        access = try source.randomAccess()
      }
      if access == nil {
        // What comes through a pipe has no size; its stream has been held against the ratio.
        if nesting.depth == 0 { nesting.allowance.credit(source.size ?? options.budget.unpackedBytes) }
        access = try spooled(stream, nesting.allowance)
      }
      guard let access else { throw Self.notText(type) }
      try readBinary(access, type, into: &file, &parts, nesting)
    }
  }

  private func spooled(
    _ stream: any ByteSource, _ allowance: UnpackAllowance
  ) throws(ReadProblem) -> any RandomAccess {
    try Spool.read(stream) { (count) throws(ReadProblem) in try allowance.take(bytes: count) }.access()
  }

  private func readBinary(
    _ content: any RandomAccess, _ type: FileType, into file: inout CheckedFile, _ parts: inout [CheckedFile],
    _ nesting: Nesting
  ) throws(ReadProblem) {
    switch type.treatment {
    case .zip: try readZip(content, into: &file, &parts, nesting)
    case .tar: try readTar(content, into: &file, &parts, nesting)
    case .png, .jpeg: try readPicture(content, isPNG: type.treatment == .png, into: &file)
    case .pdf: try readPDF(content, into: &file)
    case .opaque:
      try scanStrings(of: content, into: &file)
      if let end = try PictureEnd.strayBytes(in: content, format: type.format) {
        file.note(.bytesBehindEnd, at: Location(byteOffset: end, part: "picture"))
      }
    case .text, .closed: throw Self.notText(type)
    }
  }
}
