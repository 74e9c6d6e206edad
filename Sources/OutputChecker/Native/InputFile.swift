// A file that a command reads whole: a table to protect, a proof.

/// Reads files named on the command line.
public enum InputFile {
  /// A file that can't be read.
  public struct Failure: Error, CustomStringConvertible {
    public var description: String
  }

  /// The bytes of a file.
  ///
  /// - Parameter limit: the most bytes it may have.
  public static func read(_ path: String, limit: Int) throws(Failure) -> [UInt8] {
    do throws(SmallFile.Failure) {
      return try SmallFile.read(path, limit: min(limit, largest)).bytes
    } catch {
      let reason =
        switch error {
        case .missing: "there is no such file"
        case .tooLarge: "it is too large"
        case .isDirectory: "it is a folder"
        case .system(let words): words
        }
      throw Failure(description: "\(path) can't be read: \(reason)")
    }
  }

  /// Files that are held in memory whole have no more bytes than this.
  private static let largest = 1 << 30

  /// The last component of a path.
  public static func name(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }
}
