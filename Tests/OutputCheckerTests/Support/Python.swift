// Python, where it is installed: an independent reader of what the checker writes.

import FoundationEssentials
import Testing

@testable import OutputChecker

/// Runs the scripts beside the tests of reports.
enum Python {
  /// A browser on a busy machine takes its time; in milliseconds.
  private static let patience = 300_000
  /// The interpreter: `CHECKER_PYTHON`, or the first `python3` of `PATH`.
  private static let interpreter = Surroundings.variable("CHECKER_PYTHON") ?? "python3"

  /// Chromium, where it is installed.
  static let chromium = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].first {
    FileManager.default.fileExists(atPath: $0)
  }

  /// Whether the interpreter is there and has these modules.
  static func has(_ modules: String...) -> Bool {
    (try? run(["-c", modules.map { "import \($0)\n" }.joined()], in: ScratchFolder()))?.status == 0
  }

  /// Runs a script of `Reporting/python`.
  static func run(script: String, _ arguments: [String], in folder: ScratchFolder) throws -> Ended {
    let path = "\(Repository.root)/Tests/OutputCheckerTests/Reporting/python/\(script)"
    return try run([path] + arguments, in: folder)
  }

  private static func run(_ arguments: [String], in folder: ScratchFolder) throws -> Ended {
    let path = Surroundings.variable("PATH") ?? "/usr/bin:/bin"
    return try CheckerProcess(
      ["-c", "PATH=\"$1\"; HOME=/tmp; export PATH HOME; shift; exec \"$@\"", "sh", path, interpreter]
        + arguments,
      in: folder, binary: "/bin/sh"
    ).ended(patience: patience)
  }
}
