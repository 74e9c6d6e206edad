// The context file with its identity: what a request declares of its tables.

/// A context file as it was read.
public struct ContextFile: Sendable {
  /// As it was named.
  public let file: String
  /// Lower-case hexadecimal SHA-256 of its bytes.
  public let sha256: String
  /// Folder that the paths of microdata are relative to, with its `/`; empty for the working folder.
  let folder: String
  private(set) var draft: ContextDraft

  /// Largest file, in bytes, and most values: the results of another tool have a value for each cell.
  static let byteLimit = 16 << 20
  static let valueLimit = 500_000

  /// Reads a context file, YAML or JSON, or the `results.json` of ACRO.
  ///
  /// - Parameter path: where it is; microdata are looked for from its folder.
  public static func load(_ path: String) throws(ContextError) -> ContextFile {
    let bytes: [UInt8]
    do throws(SmallFile.Failure) {
      bytes = try SmallFile.read(path, limit: byteLimit).bytes
    } catch {
      let reason =
        switch error {
        case .missing: "no such file"
        case .tooLarge: "is larger than \(byteLimit) bytes"
        case .isDirectory: "is a folder, not a context file"
        case .system(let words): "can't be read: \(words)"
        }
      throw ContextError(errors: [PolicyError(file: path, message: reason)])
    }
    return try ContextFile(bytes: bytes, file: path)
  }

  /// Reads the text of a context file.
  ///
  /// - Parameter file: how errors name it; its folder is where microdata are looked for.
  public init(bytes: [UInt8], file: String) throws(ContextError) {
    self.file = file
    sha256 = TextDigest.sha256(bytes)
    folder = file.lastIndex(of: "/").map { String(file[...$0]) } ?? ""
    let root: PolicyNode
    do throws(PolicyError) {
      root = try YAMLText.parse(
        bytes, file: file, byteLimit: Self.byteLimit, nodeLimit: Self.valueLimit)
    } catch {
      throw ContextError(errors: [error])
    }
    if AcroReader.recognises(root) {
      var reader = AcroReader(file: file)
      reader.read(root)
      draft = reader.draft
      return
    }
    var reader = ContextReader(file: file)
    reader.read(root)
    guard reader.errors.isEmpty else { throw ContextError(errors: reader.errors) }
    draft = reader.draft
  }
}

extension ContextFile {
  /// What the file says of one table, which goes by another path from now on; nil when it says nothing of it.
  func speaking(of path: String, as newPath: String) -> ContextFile? {
    var own = self
    own.draft.nestings = []
    own.draft.tables = draft.tables.filter { TablePattern($0.file.text).matches(path) }
    for index in own.draft.tables.indices { own.draft.tables[index].file.text = newPath }
    return own.draft.tables.isEmpty ? nil : own
  }
}

/// Why a context file can't be used: at least one reason, in the order of the file.
public struct ContextError: Error, Sendable, Equatable, CustomStringConvertible {
  public var errors: [PolicyError]
  public init(errors: [PolicyError]) { self.errors = errors }
  public var description: String { errors.map(\.description).joined(separator: "\n") }
}
