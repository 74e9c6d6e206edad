// A folder that a report of several files is to be written to, found to be a safe place.

/// Where a report of several files goes. The last file makes the report whole; preparing removes it, so that a crash
/// can never leave yesterday's report behind.
public struct ReportFolder: Sendable {
  /// As given on the command line, without the slashes at its end.
  public let path: String
  /// The file that is written last.
  private let main: String
  private let inputs: ReportTarget.Inputs
  /// Where the folder is, or will be.
  private let resolvedPath: String

  /// Whether a path means a folder: it ends in a slash, or is one.
  public static func isFolder(_ path: String) -> Bool {
    path.hasSuffix("/") || (try? POSIXFile.identity(of: path))?.kind == .folder
  }

  /// Finds out whether a report may be written to the folder at `path`, which need not exist; changes nothing.
  ///
  /// - Parameters:
  ///   - main: the file of the report without which the others are none.
  ///   - inputs: the files and folders that are read: a report may not be inside them.
  public init(path: String, main: String, inputs: ReportTarget.Inputs) throws(ReportError) {
    var name = path[...]
    while name.count > 1, name.hasSuffix("/") { name.removeLast() }
    self.path = String(name)
    self.main = main
    self.inputs = inputs
    if Self.isFolder(self.path) {
      let target = try ReportTarget(path: "\(self.path)/\(main)", inputs: inputs)
      resolvedPath = String(target.resolvedPath.dropLast(main.count + 1))
    } else {
      let place = try ReportTarget(path: self.path, inputs: inputs)
      guard place.isReplaced, try Self.isFree(self.path) else {
        throw .badTarget(path: path, reason: "it is no folder")
      }
      resolvedPath = place.resolvedPath
    }
  }

  private static func isFree(_ path: String) throws(ReportError) -> Bool {
    do { return try POSIXFile.identity(of: path) == nil } catch {
      throw .badTarget(path: path, reason: error.description)
    }
  }

  /// Makes the folder, and removes the report of an earlier run from it.
  public func prepare() throws(ReportError) {
    try make(path)
    try ReportTarget(path: "\(path)/\(main)", inputs: inputs).removeOldReport()
  }

  /// Writes the files of the report in their order.
  ///
  /// - Parameter files: paths below the folder, of plain names, with what they hold.
  public func write(_ files: [(path: String, bytes: [UInt8])]) throws(ReportError) {
    for file in files {
      var folder = path
      for part in file.path.split(separator: "/").dropLast() {
        folder += "/" + part
        try make(folder)
      }
      let writer = try ReportWriter(target: ReportTarget(path: "\(path)/\(file.path)", inputs: inputs))
      try writer.write(file.bytes)
      try writer.finish()
    }
  }

  private func make(_ folder: String) throws(ReportError) {
    do { try POSIXFile.makeFolder(folder) } catch {
      throw .badTarget(path: folder, reason: "the folder can't be made: \(error)")
    }
  }

  /// Whether another report would go to the same folder or be one of its files.
  public func isSamePlace(as other: ReportFolder) -> Bool { resolvedPath == other.resolvedPath }

  /// Whether a report of one file would be the main file of this one.
  public func isSamePlace(as target: ReportTarget) -> Bool {
    target.resolvedPath == "\(resolvedPath)/\(main)" || target.resolvedPath == resolvedPath
  }
}
