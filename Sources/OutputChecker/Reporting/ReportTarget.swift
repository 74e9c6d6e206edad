// A file that a report is to be written to, found to be a safe place.

/// Where a report goes. Preparing it removes the report of an earlier run, so that a crash can never leave
/// yesterday's pass behind.
public struct ReportTarget: Sendable, Equatable {
  /// As given on the command line.
  public let path: String
  /// Without links.
  let resolvedPath: String
  /// A regular file, written beside its place; false for a device or a pipe, which is written to as it is.
  let isReplaced: Bool

  /// Finds out whether a report may be written to `path`; changes nothing.
  ///
  /// - Parameters:
  ///   - inputs: the files and folders that are read: a report may be none of them, nor inside them.
  public init(path: String, inputs: Inputs) throws(ReportError) {
    self.path = path
    func bad(_ reason: String) -> ReportError { .badTarget(path: path, reason: reason) }
    guard !path.isEmpty else { throw bad("its name is empty") }
    do {
      let (folder, name) = Self.split(path)
      guard !name.isEmpty, name != ".", name != ".." else { throw bad("it is a folder") }
      guard let realFolder = try POSIXFile.realPath(folder) else { throw bad("its folder does not exist") }
      let place = realFolder == "/" ? "/" + name : realFolder + "/" + name
      if inputs.contains(resolved: place) { throw bad("it is, or is inside, what is checked") }
      guard let identity = try POSIXFile.identity(of: path) else {
        // A link to nowhere would be replaced by the report, which nobody expects.
        if try POSIXFile.identity(of: path, followingLinks: false) != nil { throw bad("it is a broken link") }
        guard POSIXFile.isWritableFolder(realFolder) else { throw bad("its folder is not writable") }
        (resolvedPath, isReplaced) = (place, true)
        return
      }
      switch identity.kind {
      case .folder, .link: throw bad("it is a folder")
      case .other: (resolvedPath, isReplaced) = (path, false)
      case .regular:
        guard let resolved = try POSIXFile.realPath(path) else { throw bad("it went away") }
        if inputs.contains(resolved: resolved) || inputs.contains(identity) {
          throw bad("it is, or is inside, what is checked")
        }
        guard POSIXFile.isWritableFolder(Self.split(resolved).folder) else {
          throw bad("its folder is not writable")
        }
        (resolvedPath, isReplaced) = (resolved, true)
      }
    } catch let error as POSIXError {
      throw bad(error.description)
    } catch let error as ReportError {
      throw error
    } catch {
      throw bad("\(error)")
    }
  }

  /// Removes the report of an earlier run.
  public func removeOldReport() throws(ReportError) {
    guard isReplaced else { return }
    do { try POSIXFile.remove(resolvedPath) } catch {
      throw .badTarget(path: path, reason: "the old report can't be removed: \(error)")
    }
  }

  /// Whether two targets are one file.
  public func isSamePlace(as other: ReportTarget) -> Bool { resolvedPath == other.resolvedPath }

  /// A hidden name in the same folder, since only within one file system is renaming one step.
  var temporaryPath: String {
    let (folder, name) = Self.split(resolvedPath)
    return "\(folder)/.\(name).\(Surroundings.processNumber).partial"
  }

  private static func split(_ path: String) -> (folder: String, name: String) {
    guard let slash = path.lastIndex(of: "/") else { return (".", path) }
    let folder = path[..<slash]
    return (folder.isEmpty ? "/" : String(folder), String(path[path.index(after: slash)...]))
  }
}

extension ReportTarget {
  /// What a run reads, and where therefore nothing may be written, nor a ruleset be taken from.
  public struct Inputs: Sendable {
    private var files: [FileIdentity] = []
    private var folders: [String] = []

    /// - Parameter paths: as given on the command line; `-` is standard input. What is not there is left to
    ///   the check, which reports it.
    public init(paths: [String]) {
      for path in paths {
        // A path that can't even be looked at is an error of the check; no report can be inside it.
        let identity = path == "-" ? POSIXFile.identity(of: 0) : try? POSIXFile.identity(of: path)
        guard let identity else { continue }
        switch identity.kind {
        case .regular: files.append(identity)
        case .folder: if let folder = try? POSIXFile.realPath(path) { folders.append(folder) }
        case .link, .other: break
        }
      }
    }

    /// Adds a file that must not be overwritten, such as the ruleset.
    public mutating func add(file path: String) {
      if let identity = try? POSIXFile.identity(of: path) { files.append(identity) }
    }

    /// Whether the file or folder at `path` is, or is inside, what is read.
    public func contains(path: String) -> Bool {
      guard let identity = try? POSIXFile.identity(of: path), let resolved = try? POSIXFile.realPath(path)
      else { return false }
      return contains(identity) || contains(resolved: resolved)
    }

    func contains(_ identity: FileIdentity) -> Bool { files.contains { $0.isSameFile(as: identity) } }

    func contains(resolved path: String) -> Bool {
      folders.contains { $0 == path || $0 == "/" || path.hasPrefix($0 + "/") }
    }
  }
}
