// The folder for SACRO-Viewer, written by the command and opened by a reader that is not ours.

import Testing

@testable import OutputChecker

@Suite struct AcroFolderTests {
  private static let hasPython = Python.has("json")

  /// A request of two tables and an archive, with its files where the viewer looks for them.
  private static func request() throws -> ScratchFolder {
    let folder = try ScratchFolder()
    try folder.makeFolder("request")
    try folder.makeFolder("acro")
    for place in ["request", "acro"] {
      try folder.write("\(place)/good.csv", "region,patients\nNorth,120\nSouth,45\n")
      try folder.write("\(place)/bad.csv", "region,patients,deaths\nNorth,120,40\nSouth,45,4\nEast,80,3\n")
    }
    return folder
  }

  @Test(.enabled(if: hasPython, "skipped: python3 is not installed")) func opens() throws {
    let folder = try Self.request()
    // Paths of the report are those of the viewer's folder when the check runs in the request's.
    let ended = try CheckerProcess(
      [
        "-c", "cd request && exec \"$0\" check bad.csv good.csv --quiet --report acro=../acro",
        CheckerProcess.binary,
      ],
      in: folder, binary: "/bin/sh"
    ).ended()
    #expect(ended.status == 1, "\(ended.errors)")
    let opened = try Python.run(script: "open_acro_folder.py", ["acro"], in: folder)
    #expect(opened.status == 0, "\(opened.errors)")
    #expect(opened.output == "bad.csv fail 2\ngood.csv pass 0\n")
  }

  /// `config.json` holds the numbers of the ruleset that judged: sdap's, as its file gives them.
  @Test func configIsTheRulesets() throws {
    let folder = try Self.request()
    _ = try CheckerProcess.run("check", "request", "--quiet", "--report", "acro=new/", in: folder)
    let config = try #require(folder.read("new/config.json"))
    for line in [
      "\"safe_threshold\" : 10", "\"safe_dof_threshold\" : 10", "\"safe_nk_n\" : 1", "\"safe_nk_k\" : 0.5",
      "\"safe_pratio_p\" : 0.1", "\"zeros_are_disclosive\" : false",
    ] {
      #expect(config.contains(line), "\(line)")
    }
    _ = try CheckerProcess.run(
      "check", "request", "--ruleset", "nhs-hes", "--quiet", "--report", "acro=new/", in: folder)
    // 1 to 7 are masked: 8 is the least safe count.
    #expect(folder.read("new/config.json")?.contains("\"safe_threshold\" : 8") == true)
    #expect(folder.exists("new/checksums/request/bad.csv.txt"))
  }

  @Test func staleResultsGo() throws {
    let folder = try Self.request()
    _ = try CheckerProcess.run("check", "request", "--quiet", "--report", "acro=acro/", in: folder)
    #expect(folder.exists("acro/results.json"))
    // Bad usage, found after the old report was removed.
    let ended = try CheckerProcess.run(
      "check", "request", "--ruleset", "sdpa", "--quiet", "--report", "acro=acro/", in: folder)
    #expect(ended.status == 2)
    #expect(!folder.exists("acro/results.json"))
  }

  @Test(arguments: [
    ["--report", "acro=request"], ["--report", "acro=request/new/"], ["--report", "acro=none/below/"],
    ["--report", "json=acro"], ["--report", "acro=acro", "--report", "json=acro/results.json"],
    ["--report", "acro=acro", "--report", "acro=acro/"], ["--report", "acro=file/"],
  ])
  func refused(arguments: [String]) throws {
    let folder = try Self.request()
    try folder.write("file", "kept")
    let ended = try CheckerProcess(["check", "request", "--quiet"] + arguments, in: folder).ended()
    #expect(ended.status == 2)
    #expect(folder.read("file") == "kept")
    #expect(folder.names().filter { !$0.hasPrefix(".") } == ["acro", "file", "request"])
  }
}
