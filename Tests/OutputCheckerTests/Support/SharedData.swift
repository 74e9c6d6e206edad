// Real files that stand beside the project's folder; a user's clone doesn't have them.

import FoundationEssentials
import Testing

/// The folder of real files, where it is there.
enum SharedData {
  static let folder: String? = {
    let path = Repository.root + "/../shared/data"
    return FileManager.default.fileExists(atPath: path) ? path : nil
  }()

  /// Why a test that needs the folder was skipped.
  static let missing: Comment = "skipped: the folder of real files is not beside this clone"

  /// The bytes of a file below the folder.
  static func bytes(_ path: String) throws -> [UInt8] {
    try Array(Data(contentsOf: URL(filePath: (folder ?? "") + "/" + path)))
  }

  /// A line of the manifest.
  struct Entry {
    var path: String
    var expected: String
  }

  /// The manifest's files with what is expected of each.
  static func manifest() throws -> [Entry] {
    try String(decoding: bytes("MANIFEST.tsv"), as: UTF8.self).split(separator: "\n").dropFirst().map {
      line in
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      return Entry(path: String(fields[0]), expected: String(fields[4]))
    }
  }
}
