// A ruleset with its identity.

public import DisclosureRules

/// A ruleset as it was loaded: the value, and the digest of the text it came from.
public struct LoadedRuleset: Sendable, Equatable {
  /// The policy, with what it extends.
  public var ruleset: Ruleset
  /// Lower-case hexadecimal SHA-256 of the ruleset's text (with what it extends, in order).
  public var sha256: String

  public init(ruleset: Ruleset, sha256: String) {
    self.ruleset = ruleset
    self.sha256 = sha256
  }
}

/// Why a ruleset or a word list can't be used.
public struct PolicyError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The file or the embedded ruleset's name.
  public var file: String
  /// Line from 1, where that is known.
  public var line: Int?
  /// What is wrong, in plain words.
  public var message: String

  public init(file: String, line: Int? = nil, message: String) {
    self.file = file
    self.line = line
    self.message = message
  }

  public var description: String {
    if let line { return "\(file):\(line): \(message)" }
    return "\(file): \(message)"
  }
}

extension SmallFile.Failure {
  /// As an error of the policy in that file.
  ///
  /// - Parameter expected: what the file should have been.
  func policyError(file: String, expected: String) -> PolicyError {
    switch self {
    case .missing: PolicyError(file: file, message: "does not exist")
    case .tooLarge: PolicyError(file: file, message: "is larger than \(YAMLText.byteLimit) bytes")
    case .isDirectory: PolicyError(file: file, message: "is a folder, not a \(expected)")
    case .system(let reason): PolicyError(file: file, message: "can't be read: \(reason)")
    }
  }
}
