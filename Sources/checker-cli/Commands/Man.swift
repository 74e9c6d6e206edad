// checker-cli man: the manual page, made from the commands themselves.

import ArgumentParser
import OutputChecker

/// Prints the manual page; `make install` puts it in its place.
struct Man: CheckerCommand {
  static let configuration = CommandConfiguration(
    commandName: "man", abstract: "Print the manual page in the format of man.", shouldDisplay: false)

  func execute() throws -> ExitStatus {
    try Terminal.print(ManPage(help: CheckerCLI._dumpHelp(), version: Version.current).text)
    return .passed
  }
}
