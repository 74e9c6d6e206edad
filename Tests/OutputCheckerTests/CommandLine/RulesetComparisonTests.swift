// What a change of policy changes, and what is made from the commands themselves.

import Testing

@Suite struct RulesetComparisonTests {
  /// A folder with a policy that differs from `sdap` in one number, and a table with a count between the two.
  private static func folder() throws -> ScratchFolder {
    let folder = try ScratchFolder()
    try folder.write(
      "mild.yaml",
      "name: mild\nversion: \"1\"\nextends: sdap\nrules:\n  minimum-threshold:\n    threshold: 5\n")
    try folder.write("t.csv", "region,patients\nNorth,120\nSouth,8\nEast,31\n")
    return folder
  }

  @Test func diffNamesWhatDiffers() throws {
    let ended = try CheckerProcess.run("rulesets", "diff", "sdap", "mild.yaml", in: Self.folder())
    #expect(ended.status == 0, "\(ended.errors)")
    let lines = ended.output.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    #expect(lines == [["sdap", "mild"], ["minimum-threshold", "threshold", "10", "5"]])
    let same = try CheckerProcess.run("rulesets", "diff", "sdap", "sdap", in: Self.folder())
    #expect(same.output == "no parameter differs\n")
  }

  @Test func trySaysWhichVerdictsChange() throws {
    let folder = try Self.folder()
    let ended = try CheckerProcess.run("rulesets", "try", "sdap", "mild.yaml", "t.csv", in: folder)
    #expect(ended.status == 0, "\(ended.errors)")
    #expect(ended.output.contains("t.csv  fail (minimum-threshold)  pass\n"))
    #expect(ended.output.hasSuffix("1 of 1 files change their verdict\n"))
    #expect(
      try CheckerProcess.run("rulesets", "try", "sdap", "mild.yaml", "none.csv", in: folder).status == 2)
    #expect(try CheckerProcess.run("rulesets", "try", "sdap", "mild.yaml", "-", in: folder).status == 2)
    #expect(try CheckerProcess.run("rulesets", "try", "sdap", "mild.yaml", in: folder).status == 2)
  }

  @Test func manualPageHasEveryCommand() throws {
    let page = try CheckerProcess.run("man")
    #expect(page.status == 0)
    #expect(page.output.hasPrefix(".TH CHECKER\\-CLI 1 "))
    for part in [
      "checker\\-cli check", "checker\\-cli rulesets try", "\\-\\-waivers FILE", "\\-o, \\-\\-output FILE",
    ] {
      #expect(page.output.contains(part), "\(part)")
    }
    let macros = page.output.split(separator: "\n").filter { $0.hasPrefix(".") }.map {
      $0.prefix { $0 != " " }
    }
    #expect(Set(macros).isSubset(of: [".TH", ".SH", ".SS", ".TP", ".B", ".I", ".PP"]))
  }

  @Test(arguments: ["bash", "zsh", "fish"]) func completions(shell: String) throws {
    let ended = try CheckerProcess.run("--generate-completion-script", shell)
    #expect(ended.status == 0)
    #expect(ended.output.contains("waivers"))
  }
}
