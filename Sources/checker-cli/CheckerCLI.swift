// The command and its subcommands.

import ArgumentParser
import OutputChecker

/// The command that a person types.
struct CheckerCLI: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "checker-cli",
    abstract: "Checks what may leave a Trusted Research Environment.",
    discussion: """
      Exit status: 0 everything was checked and nothing needs a person; 3 a person must look; \
      1 something must not leave; 2 something could not be checked.
      """,
    version: Version.current,
    subcommands: [
      Check.self, Protect.self, VerifyProof.self, Rules.self, Explain.self, Rulesets.self, Man.self,
    ])

  func run() throws { throw ValidationError("A command is missing, such as: checker-cli check FOLDER") }
}

/// A command that says how it ended.
protocol CheckerCommand: ParsableCommand {
  func execute() throws -> ExitStatus
}

/// The exit status of the process.
struct ExitStatus: RawRepresentable, Equatable {
  let rawValue: Int32

  /// Everything was done, and nothing was found.
  static let passed = ExitStatus(rawValue: 0)
  /// Something must not leave, or does not hold.
  static let refused = ExitStatus(rawValue: 1)
  /// Something could not be checked.
  static let notChecked = ExitStatus(rawValue: 2)
}

/// A command line that can't be carried out.
struct UsageError: Error, CustomStringConvertible {
  var description: String
  init(_ description: String) { self.description = description }

  /// Names listed when none is near; a longer list is no help.
  private static let listedNames = 12

  /// Something with a name that is not known.
  static func unknown(_ kind: String, _ name: String, known: [String]) -> UsageError {
    let near = Nearest.match(name, among: known).map { " Did you mean \"\($0)\"?" }
    let list = known.count <= listedNames ? " Known are: \(known.joined(separator: ", "))." : ""
    return UsageError("unknown \(kind) \"\(name)\"." + (near ?? list))
  }
}

/// Reports that did not arrive, one line each.
struct FailedReports: Error, CustomStringConvertible {
  var errors: [ReportError]
  var description: String { errors.map(\.description).joined(separator: "\n") }
}
