// What the checker finds in a document that holds tables among other things.

import DisclosureRules

/// The parts of a document that each go their own way: tables to the rules, texts to the scan.
struct DocumentParts {
  /// A table as delimited text.
  struct Table {
    var text: [UInt8]
    /// From lines of the text to lines of the document.
    var origins: LineOrigins
  }

  /// A piece of text outside of tables.
  struct Text {
    var text: String
    var location: Location
  }

  var tables: [Table] = []
  var texts: [Text] = []
  var facts: [ContentFact] = []
  /// Files within the document, such as pictures, with names to tell them apart.
  var files: [File] = []

  /// A file within a document.
  struct File {
    var name: String
    var bytes: [UInt8]
  }

  /// Adds to what is known of one kind; the first place stays.
  mutating func note(_ kind: ContentFact.Kind, at location: Location) {
    if let index = facts.firstIndex(where: { $0.kind == kind }) {
      facts[index].occurrences += 1
    } else {
      facts.append(ContentFact(kind, location: location))
    }
  }

  /// Adds the parts of a text that stands within this document, behind so many lines of it.
  mutating func add(_ inner: DocumentParts, linesBefore: Int) {
    for var table in inner.tables {
      var origins = LineOrigins()
      for segment in table.origins.segments {
        origins.add(line: segment.line, origin: segment.origin + linesBefore)
      }
      table.origins = origins
      tables.append(table)
    }
    for var text in inner.texts {
      text.location.line = text.location.line.map { $0 + linesBefore }
      texts.append(text)
    }
    for var fact in inner.facts {
      fact.location.line = fact.location.line.map { $0 + linesBefore }
      note(fact.kind, at: fact.location)
    }
    files += inner.files
  }
}
