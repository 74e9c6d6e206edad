// Second opinions by programs that nobody here wrote, where they are installed.

import Testing

@testable import OutputChecker

/// Python, where it and the modules that a script asks for are installed.
enum Python {
  /// The exit status by which a script says that a module is missing.
  static let missingModule: Int32 = 77

  /// Runs a script in the repository's top folder.
  ///
  /// - Returns: what it printed; nil, said aloud, when Python or a module of it is missing.
  static func run(_ script: String, _ what: String) throws -> String? {
    let folder = try ScratchFolder()
    let path = Surroundings.variable("PATH") ?? "/usr/bin:/bin"
    let ended = try CheckerProcess(
      ["PATH=\(path)", "python3", "-c", "import os\nos.chdir(\"\(Repository.root)\")\n" + script],
      in: folder, binary: "/usr/bin/env"
    ).ended()
    // 127: no such command.
    if ended.status == missingModule || ended.status == 127 {
      print("skipped: \(what) is not installed")
      return nil
    }
    #expect(ended.status == 0, "\(ended.errors)")
    return ended.output
  }
}
