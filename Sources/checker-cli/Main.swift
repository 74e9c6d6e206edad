// Where the process starts and ends: every way out leads through here.

import ArgumentParser
import OutputChecker

/// The process. Its exit status is 2 unless a command has run to its end and said otherwise.
@main
enum Main {
  static func main() {
    Surroundings.prepareStandardStreams()
    CrashGuard.install()
    Surroundings.exit(run(Array(CommandLine.arguments.dropFirst())))
  }

  /// Parses and runs, and turns whatever goes wrong into status 2.
  static func run(_ arguments: [String]) -> Int32 {
    do {
      var command = try CheckerCLI.parseAsRoot(arguments)
      if let command = command as? any CheckerCommand {
        return try command.execute().rawValue
      }
      try command.run()
      return ExitStatus.passed.rawValue
    } catch {
      return report(error).rawValue
    }
  }

  private static func report(_ error: any Error) -> ExitStatus {
    let isParsers: Bool
    switch error {
    case is UsageError, is PolicyError, is ContextError, is ReportError, is FailedReports,
      is InputFile.Failure:
      isParsers = false
    default: isParsers = true
    }
    // `--help` and `--version` come as errors of the parser, with a status of success.
    if isParsers && CheckerCLI.exitCode(for: error).isSuccess {
      do {
        try Terminal.print(CheckerCLI.fullMessage(for: error))
        return .passed
      } catch {
        Terminal.complain("\(error)")
        return .notChecked
      }
    }
    Terminal.complain(isParsers ? CheckerCLI.fullMessage(for: error) : "\(error)")
    return .notChecked
  }
}
