// The modules for Python and R, by their own tests against the command built here.

import Testing

@testable import OutputChecker

@Suite struct BindingTests {
  /// Runs a program in a folder of the project, with the command under `CHECKER_CLI`.
  private static func run(_ command: String, in path: String) throws -> Ended {
    // The path as it is here: processes of the tests get a short one.
    let script = "PATH=\"$1\" && export PATH && cd \"$2\" && \(command)"
    let folder = try ScratchFolder()
    return try CheckerProcess(
      ["-c", script, "sh", Surroundings.variable("PATH") ?? "/usr/bin:/bin", "\(Repository.root)/\(path)"],
      in: folder, environment: ["CHECKER_CLI": CheckerProcess.binary, "PYTHONDONTWRITEBYTECODE": "1"],
      binary: "/bin/sh"
    ).ended()
  }

  private static func has(_ command: String) -> Bool { (try? run(command, in: "."))?.status == 0 }

  @Test(.enabled(if: has("python3 -c 'import dataclasses'"), "skipped: python3 is not installed"))
  func python() throws {
    let ended = try Self.run("python3 -m unittest discover -s tests", in: "bindings/python")
    #expect(ended.status == 0, "\(ended.errors)")
    // unittest says so on standard error; a skipped test would leave the module unproved.
    #expect(ended.errors.hasSuffix("OK\n"), "\(ended.errors)")
  }

  @Test(
    .enabled(
      if: has("Rscript -e 'library(jsonlite)' 2>/dev/null"), "skipped: Rscript with jsonlite is not installed"
    ))
  func r() throws {
    let ended = try Self.run("Rscript tests/check.R", in: "bindings/r")
    #expect(ended.status == 0, "\(ended.errors)")
    #expect(ended.output.hasSuffix("all tests passed\n"), "\(ended.output)\(ended.errors)")
  }
}
