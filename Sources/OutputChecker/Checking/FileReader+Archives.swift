// Archives: each member is a file of its own.

import DisclosureRules

extension FileReader {
  /// Reads a ZIP archive, which may be a document.
  func readZip(
    _ content: any RandomAccess, into file: inout CheckedFile, _ parts: inout [CheckedFile],
    _ nesting: Nesting
  ) throws(ReadProblem) {
    let archive = try ZipDirectory(content, budget: options.budget)
    if archive.strayBytes > 0 { file.note(.bytesBehindEnd, at: Location(part: "archive")) }
    let inner = try nesting.inside(file.artifact.path, budget: options.budget)
    switch try OfficeKind.of(archive) {
    case .workbook(let isMacro):
      file.format = isMacro ? "xlsm" : "xlsx"
      file.type = file.type?.refined(isMacro ? "xlsm" : "xlsx", "a workbook (Excel)")
      try readWorkbook(archive, into: &file, &parts, inner)
    case .openSpreadsheet:
      file.format = "ods"
      file.type = file.type?.refined("ods", "a workbook (OpenDocument)")
      try readOpenSpreadsheet(archive, into: &file, &parts, inner)
    case .wordDocument:
      file.format = "docx"
      file.type = file.type?.refined("docx", "a document (Word)")
      try readWordDocument(archive, into: &file, &parts, inner)
    case .document(let format, let words):
      file.format = format
      file.type = FileType(format, words, .opaque, ask: FileType.tables)
      try readOfficeParts(archive, skipping: [], into: &file, &parts, inner)
    case .archive:
      try readMembers(of: archive, into: &file, &parts, inner)
    }
  }

  private func readMembers(
    of archive: ZipDirectory, into file: inout CheckedFile, _ parts: inout [CheckedFile], _ inner: Nesting
  ) throws(ReadProblem) {
    var names = PlacedTexts()
    for text in archive.comments {
      file.note(.comment, at: Location(part: "archive comment"))
      names.add(text, at: Location(part: "archive comment"))
    }
    var strings = BinaryStrings()
    let beside = Location(part: "archive header")
    strings.add(archive.extras) { names.add(String(decoding: $0.text, as: UTF8.self), at: beside) }
    strings.finish { names.add(String(decoding: $0.text, as: UTF8.self), at: beside) }
    guard archive.entries.contains(where: { !$0.isFolder }) else {
      throw ReadProblem(kind: .empty, message: "the archive holds nothing")
    }
    for entry in archive.entries where entry.isFolder {
      names.add(String(decoding: entry.name, as: UTF8.self), at: Location(part: "folder name"))
    }
    try scan(names, of: &file)
    for entry in archive.entries.sorted(by: { $0.name.lexicographicallyPrecedes($1.name) })
    where !entry.isFolder {
      parts += readMember(entry, of: archive, in: file, inner)
    }
  }

  /// One member with what it holds.
  func readMember(
    _ entry: ZipEntry, of archive: ZipDirectory, in file: CheckedFile, _ inner: Nesting
  ) -> [CheckedFile] {
    if inner.depth == 1 { inner.allowance.credit(entry.compressedSize) }
    return readMember(named: entry.name, of: file, inner) { () throws(ReadProblem) in
      try archive.content(of: entry)
    }
  }

  /// Reads a member by copying it to where it can be read at any place.
  private func readMember(
    named name: [UInt8], of file: CheckedFile, _ inner: Nesting,
    _ open: () throws(ReadProblem) -> any ByteSource
  ) -> [CheckedFile] {
    let artifact = Artifact(
      path: file.artifact.path + "!" + Escaping.path(name), fileName: String(decoding: name, as: UTF8.self),
      origin: .part)
    do throws(ReadProblem) {
      try inner.allowance.takeMember()
      let spool = try Spool.read(try open()) { (count) throws(ReadProblem) in
        try inner.allowance.take(bytes: count)
      }
      var files = reader(ofPart: artifact.path).read(try spool.source(), as: artifact, within: inner)
      if let settle {
        for index in files.indices where files[index].sentence == nil { settle(&files[index]) }
      }
      return files
    } catch {
      if error.kind == .limit { inner.allowance.close(error) }
      var member = CheckedFile(artifact: artifact)
      member.container = inner.container
      member.problem = error
      return [member]
    }
  }

  /// Reads a tar archive.
  func readTar(
    _ content: any RandomAccess, into file: inout CheckedFile, _ parts: inout [CheckedFile],
    _ nesting: Nesting
  ) throws(ReadProblem) {
    let archive = try TarDirectory(content, budget: options.budget)
    let inner = try nesting.inside(file.artifact.path, budget: options.budget)
    if archive.strayBytes > 0 { file.note(.bytesBehindEnd, at: Location(part: "archive")) }
    guard archive.entries.contains(where: { !$0.isFolder }) else {
      throw ReadProblem(kind: .empty, message: "the archive holds nothing")
    }
    var names = PlacedTexts()
    for text in archive.texts { names.add(text, at: Location(part: "archive header")) }
    for entry in archive.entries where entry.isFolder {
      names.add(String(decoding: entry.name, as: UTF8.self), at: Location(part: "folder name"))
    }
    try scan(names, of: &file)
    for entry in archive.entries.sorted(by: { $0.name.lexicographicallyPrecedes($1.name) })
    where !entry.isFolder {
      // A tape is not packed; one that was compressed as a whole has been counted as it was unpacked.
      if inner.depth == 1 && file.compression == nil { inner.allowance.credit(entry.content.count) }
      parts += readMember(named: entry.name, of: file, inner) { () throws(ReadProblem) in
        AccessSource(content, range: entry.content)
      }
    }
  }

  /// What the headers of gzip say: the name of the file that was compressed, comments, bytes for programs.
  func scanHeaders(of inflaters: [InflatingSource], into file: inout CheckedFile) throws(ReadProblem) {
    let place = Location(part: "gzip header")
    var texts = PlacedTexts()
    for header in inflaters.flatMap(\.headers) {
      if !header.comment.isEmpty { file.note(.comment, at: place) }
      // RFC 1952 has them in Latin-1; what programs write is UTF-8.
      for text in [header.name, header.comment] { texts.add(TextDecoding.string(text.span), at: place) }
      var strings = BinaryStrings()
      strings.add(header.extra) { texts.add(String(decoding: $0.text, as: UTF8.self), at: place) }
      strings.finish { texts.add(String(decoding: $0.text, as: UTF8.self), at: place) }
    }
    try scan(texts, of: &file)
  }
}
