// Workbooks: each sheet is an entry of its own in the report.

import DisclosureRules

/// A sheet as the reader of workbooks needs it.
private struct SheetToRead {
  var name: String
  var isHidden: Bool
  var isDeeplyHidden = false
  /// The sheet's text, once without and once with the columns that hold anything.
  var open: (_ frame: ClosedRange<Int>?) throws(ReadProblem) -> any SheetSource
}

extension FileReader {
  func readWorkbook(
    _ archive: ZipDirectory, into file: inout CheckedFile, _ parts: inout [CheckedFile], _ inner: Nesting
  ) throws(ReadProblem) {
    let package = try XLSXPackage(archive)
    let budget = options.budget
    let sheets = package.sheets.map { sheet in
      SheetToRead(
        name: sheet.name, isHidden: sheet.state != "visible", isDeeplyHidden: sheet.state == "veryHidden"
      ) { (frame) throws(ReadProblem) in
        XLSXSheetSource(try package.scanner(sheet.part), of: package, frame: frame, budget: budget)
      }
    }
    try read(sheets, into: &file, &parts, inner)
    for name in package.definedNames where name.isHidden {
      file.note(.hiddenName, at: Location(part: "defined name"))
    }
    var texts = PlacedTexts()
    for text in package.sharedStrings.unshown { texts.add(text, at: Location(part: "shared strings")) }
    if !package.sharedStrings.unshown.isEmpty {
      file.note(.unshownText, at: Location(part: "shared strings"))
    }
    try scan(texts, of: &file)
    try readCharts(of: package, in: archive, into: &file)
    let read = Set(package.sheets.map { Array($0.part.utf8) } + [Array("xl/sharedStrings.xml".utf8)])
    try readOfficeParts(archive, skipping: read, into: &file, &parts, inner)
  }

  func readOpenSpreadsheet(
    _ archive: ZipDirectory, into file: inout CheckedFile, _ parts: inout [CheckedFile], _ inner: Nesting
  ) throws(ReadProblem) {
    let budget = options.budget
    let document = try ODSDocument(archive, budget: budget)
    let sheets = document.sheets.enumerated().map { index, sheet in
      SheetToRead(name: sheet.name, isHidden: sheet.isHidden) { (frame) throws(ReadProblem) in
        try document.source(ofSheet: index, frame: frame, budget: budget)
      }
    }
    try read(sheets, into: &file, &parts, inner)
    file.note(.trackedChange, times: document.trackedChanges, at: Location(part: "content.xml"))
    try readOfficeParts(archive, skipping: [ODSDocument.contentPart], into: &file, &parts, inner)
  }

  private func read(
    _ sheets: [SheetToRead], into file: inout CheckedFile, _ parts: inout [CheckedFile], _ inner: Nesting
  ) throws(ReadProblem) {
    var names: Set<String> = []
    for sheet in sheets {
      // Which of two sheets of one name a finding is about, nobody could tell.
      guard names.insert(sheet.name).inserted else {
        throw ReadProblem(kind: .malformed, message: "two sheets of the workbook have one name")
      }
      if sheet.isHidden { file.note(.hiddenSheet, at: Location(sheet: sheet.name)) }
      try inner.allowance.takeMember()
      let artifact = Artifact(
        path: file.artifact.path + "!" + Escaping.path(Array(sheet.name.utf8)), fileName: sheet.name,
        origin: .part)
      parts.append(reader(ofPart: artifact.path).read(sheet, as: artifact, inner))
    }
  }

  /// One sheet as an entry of its own.
  private func read(_ sheet: SheetToRead, as artifact: Artifact, _ inner: Nesting) -> CheckedFile {
    var entry = CheckedFile(artifact: artifact)
    entry.container = inner.container
    entry.isPart = true
    entry.format = "sheet"
    let place = Location(sheet: sheet.name)
    do throws(ReadProblem) {
      let outline = try sheet.open(nil)
      try outline.exhaust()
      entry.note(.hiddenRows, times: outline.hiddenRows, at: place)
      entry.note(.hiddenColumns, times: outline.hiddenColumns, at: place)
      entry.note(.hiddenElement, times: outline.hiddenCells, at: place)
      entry.note(.unreadPart, times: outline.uncalculatedCells, at: place)
      entry.note(.unshownText, times: outline.unshown, at: place)
      entry.note(.comment, times: outline.comments.count, at: place)
      var texts = PlacedTexts()
      for text in outline.comments + outline.texts { texts.add(text, at: place) }
      noteGroups(in: outline.comments + outline.texts + [sheet.name], at: place, of: &entry)
      if let extent = outline.extent {
        // The rows are those of the outline: both readings are of the same bytes.
        let origin = TableOrigin.sheet(
          sheet.name, firstColumn: extent.lowerBound + 1, rows: outline.origins)
        let cells = try sheet.open(extent)
        try readGrid(cells, id: artifact.path, origin: origin, into: &entry)
      }
      try scan(texts, of: &entry)
    } catch { entry.problem = error }
    return entry
  }
}
