// The parts of office documents that are neither sheets nor paragraphs.

import DisclosureRules

extension FileReader {
  /// Where parts of documents tell what they are. Source: ECMA-376 part 1, 12–15; OASIS, OpenDocument 1.3 part 2.
  private static let facts: [(path: String, kind: ContentFact.Kind)] = [
    ("/pivotCache/", .pivotCache), ("xl/model/", .pivotCache), ("/externalLinks/", .externalCache),
    ("/comments", .comment), ("/threadedComments/", .comment), ("/persons/", .author),
    ("word/people.", .author), ("/revisions/", .trackedChange),
    ("vbaProject", .macro), ("/activeX/", .macro), ("/macrosheets/", .macro), ("Basic/", .macro),
    ("Scripts/", .macro), ("/embeddings/", .embeddedObject), ("Object ", .embeddedObject),
    ("/connections.xml", .dataConnection), ("/queryTables/", .dataConnection), ("/media/", .embeddedObject),
    ("Pictures/", .embeddedObject),
  ]
  /// Parts in XML that say how a document is built and looks, and those that are read or noted by what they are; any
  /// other part holds something that nobody who opens the document may see.
  private static let known = [
    "[Content_Types].xml", ".rels", "docProps/", "docMetadata/", "customXml/", "META-INF/", "xl/workbook.",
    "xl/styles.",
    "xl/theme/", "xl/calcChain.", "xl/metadata.", "xl/drawings/", "xl/charts/chart", "xl/charts/style",
    "xl/charts/colors", "xl/chartsheets/", "xl/tables/", "xl/richData/", "xl/featurePropertyBag/",
    "xl/ctrlProps/",
    "word/theme/", "word/styles", "word/settings.", "word/webSettings.", "word/numbering.", "word/fontTable",
    "word/charts/chart", "word/charts/style", "word/charts/colors", "word/diagrams/", "xl/diagrams/",
    "word/people.",
    "word/glossary/", "/fontTable", "Configurations2/",
  ]
  /// The same in OpenDocument, by their whole names.
  private static let knownOpen: Set<String> = [
    "styles.xml", "settings.xml", "meta.xml", "manifest.rdf", "layout-cache",
  ]
  /// Parts whose texts are seen, and may be numbers of people.
  private static let drawn = ["/drawings/", "/diagrams/data", "/charts/chart", "/slides/slide"]

  /// Parts that say how a document is to look or to be printed, in bytes of a machine.
  private static let settings = ["/printerSettings/", "/fontTable", "/fonts/", "Configurations2/"]

  /// Reads the parts of a document that nobody else reads: the words of those in XML, all others as members.
  ///
  /// - Parameter skipping: names of parts that were read already.
  func readOfficeParts(
    _ archive: ZipDirectory, skipping read: Set<[UInt8]>, into file: inout CheckedFile,
    _ parts: inout [CheckedFile], _ inner: Nesting
  ) throws(ReadProblem) {
    for text in archive.comments {
      file.note(.comment, at: Location(part: text.isEmpty ? "archive" : "archive comment"))
    }
    var texts = PlacedTexts()
    for entry in archive.entries where !entry.isFolder && !read.contains(entry.name) {
      let name = String(decoding: entry.name, as: UTF8.self)
      let place = Location(part: name)
      // A part's relations say nothing of what it is.
      let isRelations = name.hasSuffix(".rels")
      let fact = isRelations ? nil : Self.facts.first { ("/" + name).contains($0.path) }
      if let fact, fact.kind != .externalCache || name.contains("externalLink") {
        file.note(fact.kind, at: place)
      }
      if isRelations || name.hasSuffix(".xml") || name.hasSuffix(".vml") || name.hasSuffix(".rdf") {
        let found = try readXML(archive.content(of: entry), name: name, into: &file)
        file.note(.comment, times: found.comments, at: place)
        file.note(.property, times: found.variables, at: place)
        let isKnown =
          fact != nil || Self.knownOpen.contains(name)
          || Self.known.contains(where: name.contains) && !name.contains("chartEx")
        if !isKnown && found.saysSomething { file.note(.unshownText, at: place) }
        if Self.drawn.contains(where: name.contains) { noteGroups(in: found.texts, at: place, of: &file) }
        for text in found.texts { texts.add(text, at: place) }
      } else if Self.settings.contains(where: name.contains) || name == "mimetype" {
        try scanSettings(archive.content(of: entry), inner, at: place, to: &texts)
      } else {
        parts += readMember(entry, of: archive, in: file, inner)
      }
    }
    try scan(texts, of: &file)
  }

  private func readXML(
    _ source: any ByteSource, name: String, into file: inout CheckedFile
  ) throws(ReadProblem) -> XMLTexts.Found {
    if name == "docProps/core.xml" || name == "docProps/app.xml" || name == "docProps/custom.xml"
      || name == "meta.xml"
    {
      let properties = try DocumentProperties(source)
      file.note(.author, times: properties.people.count, at: Location(part: name))
      file.note(.property, times: properties.others.count, at: Location(part: name))
      return XMLTexts.Found(texts: properties.texts)
    }
    // Drawings of the old kind are not always well formed; their words are what counts.
    if name.hasSuffix(".vml") {
      let bytes = try source.whole(atMost: options.budget.documentBytes, "a part")
      return XMLTexts.Found(texts: [String(decoding: bytes, as: UTF8.self)])
    }
    let found = try XMLTexts.find(in: source)
    if name.hasPrefix("customXml/item"), !name.contains("Props"), found.saysSomething {
      file.note(.property, at: Location(part: name))
    }
    return found
  }

  /// Sizes of groups, and rows of numbers, in the texts of shapes.
  func noteGroups(in texts: [String], at place: Location, of file: inout CheckedFile) {
    var shapes = DocumentParts()
    var numbers = NumberLines(threshold: threshold)
    var stated = StatedNumbers(threshold: threshold)
    for text in texts {
      numbers.take(text, at: place, in: &shapes)
      // Numbers alone are those of a chart, which is a table by itself.
      if text.contains(where: \.isLetter) { stated.take(words: text, at: place, in: &shapes) }
    }
    for fact in shapes.facts { file.note(fact.kind, times: fact.occurrences, at: fact.location) }
  }

  private func scanSettings(
    _ source: any ByteSource, _ inner: Nesting, at place: Location, to texts: inout PlacedTexts
  ) throws(ReadProblem) {
    let content = try Spool.read(source) { (count) throws(ReadProblem) in
      try inner.allowance.take(bytes: count)
    }.access()
    var strings = BinaryStrings()
    strings.add(try content.bytes(at: 0, count: content.size)) { run in
      texts.add(String(decoding: run.text, as: UTF8.self), at: place)
    }
    strings.finish { run in texts.add(String(decoding: run.text, as: UTF8.self), at: place) }
  }

  /// Charts of a workbook whose numbers stand in none of its sheets are tables of their own, and so are all charts of
  /// other documents.
  func readCharts(
    of package: XLSXPackage?, in archive: ZipDirectory, into file: inout CheckedFile
  ) throws(ReadProblem) {
    var shown: Set<Double>?
    for entry in archive.entries where !entry.isFolder {
      let name = String(decoding: entry.name, as: UTF8.self)
      guard name.contains("charts/chart"), name.hasSuffix(".xml"), !name.contains("_rels/"),
        !name.contains("chartEx")
      else { continue }
      let chart = try ChartData(XMLScanner(archive.content(of: entry)))
      let numbers = chart.numbers
      if numbers.isEmpty { continue }
      let place = Location(part: name)
      if let package {
        if shown == nil { shown = try package.numbers() }
        let cells = shown ?? []
        if numbers.allSatisfy(cells.contains) { continue }
        file.note(.unshownText, at: place)
      }
      let table = GridWriter.table(of: chart.rows)
      let places = [Location](repeating: place, count: chart.rows.count)
      try readGrid(
        MemorySource(table.text), id: "\(file.artifact.path)#\(name)", origin: .places(places), into: &file)
    }
  }
}
