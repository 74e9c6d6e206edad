// What one file turned out to be and to hold.

import DisclosureRules

/// A file, a member of an archive or a sheet, with everything that was read of it.
struct CheckedFile: Sendable {
  var artifact: Artifact
  /// Path of the file that holds it.
  var container: String?
  var sha256: String?
  var bytes: Int?
  var format: String?
  var compression: String?
  var encoding: String?
  var delimiter: String?
  /// What it is; nil when that is not known.
  var type: FileType?
  var problem: ReadProblem?
  var tables: [TableSubject] = []
  /// Texts that stand in no table, as the scan saw them: one of one column for each kind of text.
  var texts: [TableSubject] = []
  /// Words within bytes that are no text, likewise.
  var words: [TableSubject] = []
  /// Where the tables and texts really stand, by their names; what is not listed stands where it says.
  var origins: [String: TableOrigin] = [:]
  /// What it holds beside what its reader sees.
  var facts: [ContentFact] = []
  /// The file is text in which no table was recognised.
  var isProse = false
  /// What its rules said, where it was judged as soon as it was read.
  var sentence: Judge.Sentence?
  /// Tables that lost their cells after they were judged, because all of the container's would fill the memory.
  var released: [String] = []
  /// It has no bytes of its own but shares those of its container.
  var isPart = false

  /// What the rules are told of its type.
  var content: FileContent? {
    guard let type else { return nil }
    var content = FileContent(words: type.words)
    switch type.treatment {
    case .png, .jpeg, .pdf, .opaque: content.unjudged = FileContent.Unjudged(ask: type.ask)
    case .text, .zip, .tar, .closed: break
    }
    content.claim = NameClaim.claim(
      of: artifact.fileName, format: format ?? type.format, isCompressed: compression != nil)
    return content
  }

  /// Lets go of what only its own rules needed, and of cells for which there is no room.
  ///
  /// - Parameter room: cells that may still be kept; becomes less.
  mutating func letGo(room: inout Int) {
    texts = []
    words = []
    for index in tables.indices {
      tables[index].firstRows = nil
      guard tables[index].kept != nil else { continue }
      let size = tables[index].rows * tables[index].columns.count
      if size <= room {
        room -= size
      } else {
        tables[index].kept = nil
        released.append(tables[index].id)
      }
    }
  }

  /// Adds to what is known of one kind; the first place stays.
  mutating func note(_ kind: ContentFact.Kind, times: Int = 1, at location: Location) {
    guard times > 0 else { return }
    if let index = facts.firstIndex(where: { $0.kind == kind }) {
      facts[index].occurrences += times
    } else {
      facts.append(ContentFact(kind, occurrences: times, location: location))
    }
  }
}
