// The files of a request with what was said of each, before they are compared.

import DisclosureRules

/// A file with what its rules said.
struct JudgedFile: Sendable {
  var file: CheckedFile
  var sentence: Judge.Sentence
}

/// The files of a request in the order of the walk, and what the rules that compare them need.
struct JudgedRequest: Sendable {
  var files: [JudgedFile] = []
  /// Artifacts of the walk that are done; containers have more files than one.
  var artifacts = 0
  var library: RequestLibrary
  var context: ContextIdentity?

  init(library: RequestLibrary) { self.library = library }

  mutating func take(_ judged: [JudgedFile]) {
    for var file in judged {
      library.take(&file.file.tables, released: file.file.released)
      // Texts are judged where they stand, and compared with nothing.
      file.file.texts = []
      file.file.words = []
      files.append(file)
    }
    artifacts += 1
  }
}
