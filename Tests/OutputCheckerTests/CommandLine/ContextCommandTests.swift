// --context as a user meets it.

import Testing

@Suite struct ContextCommandTests {
  private static func folder(_ context: String) throws -> ScratchFolder {
    let folder = try ScratchFolder()
    try folder.makeFolder("out")
    try folder.write("out/t.csv", "region,q\nNorth,3\nSouth,2\n")
    try folder.write("context.yaml", context)
    return folder
  }

  @Test func mistakeIsStatusTwoWithItsLine() throws {
    let folder = try Self.folder("tables:\n  - file: t.csv\n    columns:\n      p: count\n")
    let ended = try CheckerProcess.run("check", "out", "--context", "context.yaml", in: folder)
    #expect(ended.status == 2)
    #expect(ended.errors.contains("context.yaml:4: \"out/t.csv\" has no column \"p\""))
    // The report says it too, and keeps what was found.
    #expect(ended.output.contains("Verdict:       error: the context file does not fit what was checked"))
    let json = try CheckerProcess.run(
      "check", "out", "--context", "context.yaml", "--format", "json", in: folder)
    #expect(json.status == 2)
    #expect(json.output.contains("\"line\" : 4"))
    #expect(
      try CheckerProcess.run("check", "out", "--context", "none.yaml", in: folder).status == 2)
  }

  @Test func microdataThatCannotBeUsedIsStatusTwo() throws {
    let folder = try Self.folder(
      "tables:\n  - file: t.csv\n    microdata: {file: m.csv, by: [region]}\n")
    let missing = try CheckerProcess.run("check", "out", "--context", "context.yaml", in: folder)
    #expect(missing.status == 2)
    #expect(missing.errors.contains("context.yaml:3: the microdata can't be read"))
    try folder.write("m.csv", "region,x\nNorth,1\nSouth,2,3\n")
    let ragged = try CheckerProcess.run("check", "out", "--context", "context.yaml", in: folder)
    #expect(ragged.status == 2)
    #expect(ragged.errors.contains("on line 3"))
    // Microdata among the files that are checked would leave with them.
    try folder.write("m.csv", "region,x\nNorth,1\nSouth,2\n")
    let inside = try CheckerProcess.run("check", "out", "m.csv", "--context", "context.yaml", in: folder)
    #expect(inside.status == 2)
    #expect(inside.errors.contains("would leave with them"))
  }

  @Test func reportNamesTheContextFile() throws {
    let folder = try Self.folder("tables:\n  - file: t.csv\n    columns: {q: count}\n")
    let ended = try CheckerProcess.run(
      "check", "out", "--context", "context.yaml", "--format", "json", in: folder)
    #expect(ended.status == 1)
    #expect(ended.output.contains("\"file\" : \"context.yaml\""))
    // The values of microdata and tables stay where they are.
    let report = try CheckerProcess.run(
      "check", "out", "--context", "context.yaml", "--output", "context.yaml", in: folder)
    #expect(report.status == 2)
  }
}
