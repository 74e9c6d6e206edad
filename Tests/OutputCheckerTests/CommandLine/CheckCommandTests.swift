// The check as a process, from files to exit status: what a pipeline relies on.

import Testing

@Suite struct CheckCommandTests {
  private static let safe = "region,patients\nNorth,120\nSouth,45\nEast,31\n"
  private static let unsafe = "region,patients\nNorth,120\nSouth,3\nEast,31\n"

  private static func folder() throws -> ScratchFolder {
    let folder = try ScratchFolder()
    try folder.makeFolder("tables")
    try folder.write("tables/safe.csv", safe)
    try folder.write("tables/unsafe.csv", unsafe)
    return folder
  }

  @Test func statusPassAndFail() throws {
    let folder = try Self.folder()
    let pass = try CheckerProcess.run("check", "tables/safe.csv", in: folder)
    #expect(pass.status == 0, "\(pass.output)")
    #expect(pass.output.contains("PASS    tables/safe.csv"))
    let fail = try CheckerProcess.run("check", "tables", in: folder)
    #expect(fail.status == 1)
    #expect(fail.output.contains("FAIL    tables/unsafe.csv"))
    #expect(fail.output.contains("row 2, line 3, column 2 \"patients\""))
  }

  @Test func limitedRunNeverPasses() throws {
    let ended = try CheckerProcess.run(
      "check", "tables/safe.csv", "--only", "minimum-threshold", "--format", "json", in: Self.folder())
    #expect(ended.status == 3)
    #expect(ended.output.contains("\"limited\" : true"))
  }

  @Test func missingFileIsAnErrorAndTheOthersAreChecked() throws {
    let ended = try CheckerProcess.run("check", "missing.csv", "tables/unsafe.csv", in: Self.folder())
    #expect(ended.status == 2)
    #expect(ended.output.contains("ERROR   missing.csv"))
    #expect(ended.output.contains("FAIL    tables/unsafe.csv"))
  }

  @Test func emptyFileAndEmptyFolder() throws {
    let folder = try Self.folder()
    try folder.write("empty.csv", "")
    #expect(try CheckerProcess.run("check", "empty.csv", in: folder).status == 2)
    try folder.makeFolder("nothing")
    #expect(try CheckerProcess.run("check", "nothing", in: folder).status == 2)
  }

  @Test func standardInput() throws {
    let ended = try CheckerProcess.run(
      "check", "-", "--stdin-name", "from-pipe.csv", in: Self.folder(), redirects: "<tables/unsafe.csv")
    #expect(ended.status == 1)
    #expect(ended.output.contains("FAIL    from-pipe.csv"))
    let closed = try CheckerProcess.run("check", "-", in: Self.folder(), redirects: "<&-")
    #expect(closed.status == 2)
  }

  /// The same bytes but for the times, whatever the order of the arguments; with a fixed time, all the same.
  @Test func reportIsReproducible() throws {
    let folder = try Self.folder()
    let epoch = ["SOURCE_DATE_EPOCH": "1767225600"]
    let one = try CheckerProcess.run(
      "check", "tables/safe.csv", "tables/unsafe.csv", "--format", "json", in: folder, environment: epoch)
    let other = try CheckerProcess.run(
      "check", "tables/unsafe.csv", "tables/safe.csv", "--format", "json", in: folder, environment: epoch)
    #expect(one.output == other.output)
    #expect(one.output.contains("\"startedAt\" : \"2026-01-01T00:00:00Z\""))
    #expect(one.output.contains("\"finishedAt\" : \"2026-01-01T00:00:00Z\""))
  }

  @Test func reportThatCannotBeWrittenIsNoPass() throws {
    let folder = try Self.folder()
    #expect(
      try CheckerProcess.run("check", "tables/safe.csv", "--output", "/dev/full", in: folder).status == 2)
    #expect(
      try CheckerProcess.run("check", "tables/safe.csv", in: folder, redirects: ">/dev/full").status == 2)
    #expect(try CheckerProcess.run("check", "tables/safe.csv", in: folder, redirects: ">&-").status == 2)
  }

  @Test func valuesOnlyOnRequest() throws {
    let folder = try Self.folder()
    try folder.write("tables/id.csv", "nhs_number,n\n9990000018,120\n")
    let ended = try CheckerProcess.run("check", "tables", "--explain-roles", "--show-values", in: folder)
    #expect(ended.status == 1)
    #expect(!ended.output.contains("9990000018"))
  }

  @Test func progressOnRequestOnly() throws {
    let folder = try Self.folder()
    #expect(try CheckerProcess.run("check", "tables", in: folder).errors.isEmpty)
    let shown = try CheckerProcess.run("check", "tables", "--progress", "always", in: folder)
    #expect(shown.errors.contains("file 1 of"))
    // Wiped at the end.
    #expect(shown.errors.hasSuffix("\r\u{1B}[K"))
  }

  @Test func binaryAloneChecksAFile() throws {
    let folder = try Self.folder()
    let copied = try CheckerProcess(
      ["-c", "cp \"$0\" moved && ./moved check tables/unsafe.csv", CheckerProcess.binary], in: folder,
      binary: "/bin/sh"
    ).ended()
    #expect(copied.status == 1, "\(copied.errors)")
  }
}
