// From the paths of a request to its files, in a stable order.

import DisclosureRules
import Glibc

/// A file of the request, or what stands in its place.
struct Artifact: Sendable {
  /// Its path in the report: unique in a run.
  var path: String
  /// Last component of its name, decoded as far as it is UTF-8.
  var fileName: String
  /// How to open it.
  var origin: Origin

  enum Origin: Sendable {
    /// A file of the file system, by its bytes.
    case file([UInt8])
    case standardInput
    /// Bytes in memory.
    case memory([UInt8])
    /// A part of another artifact, which can only be opened through it.
    case part
    /// It cannot be opened, and why.
    case problem(ReadProblem)
  }
}

/// Finds every file below the given paths. What cannot be opened is an artifact too: nothing is skipped.
struct RequestWalker {
  private let budget: Budget
  private let standardInputName: String
  private var artifacts: [Artifact] = []
  private var seenFiles: Set<FileDescriptor.Identity> = []
  private var seenFolders: Set<FileDescriptor.Identity> = []
  private var usedPaths: Set<String> = []

  init(budget: Budget, standardInputName: String) {
    self.budget = budget
    self.standardInputName = standardInputName
  }

  /// The files of a request, ordered by their paths in the report.
  static func walk(_ paths: [String], budget: Budget, standardInputName: String) -> [Artifact] {
    var walker = RequestWalker(budget: budget, standardInputName: standardInputName)
    // Which of two names a file is reported under must not depend on the order of the arguments.
    for path in paths.sorted() { walker.visitArgument(path) }
    return walker.artifacts.sorted { Array($0.path.utf8).lexicographicallyPrecedes(Array($1.path.utf8)) }
  }

  private mutating func visitArgument(_ path: String) {
    if path == "-" {
      add(
        Artifact(
          path: Escaping.path(Array(standardInputName.utf8)), fileName: standardInputName,
          origin: .standardInput))
      return
    }
    var bytes = Array(path.utf8)
    while bytes.count > 1 && bytes.last == UInt8(ascii: "/") { bytes.removeLast() }
    let folder = FolderListing.realPath(bytes)
    visit(bytes, root: folder, depth: 0)
  }

  /// - Parameter root: real path of the argument: links that lead out of it are refused.
  private mutating func visit(_ path: [UInt8], root: [UInt8]?, depth: Int) {
    guard artifacts.count < budget.files else {
      addProblem(path, .limit, "more than \(budget.files) files (limit files)")
      return
    }
    guard let entry = FolderListing.entry(at: path) else {
      addProblem(path, .unreadable, "cannot be found or opened")
      return
    }
    if entry.isLink && depth > 0 {
      guard let real = FolderListing.realPath(path), let root, FolderListing.isInside(real, root) else {
        addProblem(path, .unreadable, "is a link that leads out of the request")
        return
      }
    }
    switch entry.kind {
    case .folder: visitFolder(path, entry, root: root, depth: depth)
    case .file:
      guard seenFiles.insert(entry.identity).inserted else { return }
      add(Artifact(path: Escaping.path(path), fileName: Self.fileName(path), origin: .file(path)))
    case .other: addProblem(path, .unreadable, "is neither a file nor a folder")
    case .broken: addProblem(path, .unreadable, "is a link to nothing")
    }
  }

  private mutating func visitFolder(_ path: [UInt8], _ entry: FolderListing.Entry, root: [UInt8]?, depth: Int)
  {
    // A repository's history holds files that are not in the request's tree.
    if Self.fileName(path) == ".git" {
      addProblem(
        path, .unreadable, "is a repository's history, which is not checked: take it out of the request")
      return
    }
    guard seenFolders.insert(entry.identity).inserted else { return }
    guard depth <= Self.deepestFolder else {
      addProblem(path, .limit, "folders are nested more than \(Self.deepestFolder) deep")
      return
    }
    guard let names = FolderListing.names(in: path) else {
      addProblem(path, .unreadable, "cannot be listed")
      return
    }
    let separator = path.last == UInt8(ascii: "/") ? [] : [UInt8(ascii: "/")]
    for name in names.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      visit(path + separator + name, root: root, depth: depth + 1)
    }
  }

  /// Folders nested deeper than this come from a loop or from malice.
  private static let deepestFolder = 128

  private static func fileName(_ path: [UInt8]) -> String {
    let last = path.split(separator: UInt8(ascii: "/")).last ?? path[...]
    return String(decoding: last, as: UTF8.self)
  }

  private mutating func addProblem(_ path: [UInt8], _ kind: ReadProblem.Kind, _ message: String) {
    add(
      Artifact(
        path: Escaping.path(path), fileName: Self.fileName(path),
        origin: .problem(ReadProblem(kind: kind, message: message))))
  }

  private mutating func add(_ artifact: Artifact) {
    guard usedPaths.insert(artifact.path).inserted else { return }
    artifacts.append(artifact)
  }
}
