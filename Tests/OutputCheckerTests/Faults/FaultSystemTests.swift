// What a repository can't hold: pipes, devices, links, folders that are not for release, files that may not be read,
// output that can't be written.

import Glibc
import Testing

@testable import OutputChecker

@Suite struct FaultSystemTests {
  private static let safe = "region,patients\nNorth,120\nSouth,145\nEast,131\n"

  private static func folder() throws -> ScratchFolder {
    let folder = try ScratchFolder()
    try folder.makeFolder("tables")
    try folder.write("tables/safe.csv", safe)
    return folder
  }

  @Test func aPipeIsNotWaitedFor() throws {
    let folder = try Self.folder()
    try #require(unsafe mkfifo("\(folder.path)/tables/pipe.csv", 0o600) == 0)
    #expect(try CheckerProcess.run("check", "tables", in: folder).status == 2)
    #expect(try CheckerProcess.run("check", "tables/pipe.csv", in: folder).status == 2)
  }

  @Test func devicesAreRefused() throws {
    for device in ["/dev/null", "/dev/zero", "/dev/full"] {
      #expect(try CheckerProcess.run("check", device, in: Self.folder()).status == 2, "\(device)")
    }
  }

  @Test func linksOutOfTheTree() throws {
    let folder = try Self.folder()
    try folder.makeFolder("elsewhere")
    try folder.write("elsewhere/other.csv", Self.safe)
    try folder.link("elsewhere/other.csv", as: "tables/link.csv")
    #expect(try CheckerProcess.run("check", "tables", in: folder).status == 2)
    let within = try Self.folder()
    try within.link("missing.csv", as: "tables/dangling.csv")
    #expect(try CheckerProcess.run("check", "tables", in: within).status == 2)
    let folders = try Self.folder()
    try folders.makeFolder("elsewhere")
    try folders.write("elsewhere/other.csv", Self.safe)
    try folders.link("elsewhere", as: "tables/linked")
    #expect(try CheckerProcess.run("check", "tables", in: folders).status == 2)
  }

  @Test func aRepositoryIsNoOutput() throws {
    let folder = try Self.folder()
    try folder.makeFolder("tables/.git")
    try folder.write("tables/.git/config", "[core]\n")
    #expect(try CheckerProcess.run("check", "tables", in: folder).status == 2)
  }

  @Test func whatMayNotBeReadIsAnError() throws {
    let folder = try Self.folder()
    try folder.write("tables/locked.csv", Self.safe)
    try #require(unsafe chmod("\(folder.path)/tables/locked.csv", 0) == 0)
    // The superuser may read everything.
    guard unsafe access("\(folder.path)/tables/locked.csv", R_OK) != 0 else { return }
    #expect(try CheckerProcess.run("check", "tables", in: folder).status == 2)
  }

  @Test func hiddenFilesAreChecked() throws {
    let folder = try Self.folder()
    try folder.write("tables/.hidden.csv", "region,patients\nNorth,120\nSouth,3\n")
    #expect(try CheckerProcess.run("check", "tables", in: folder).status == 1)
  }

  @Test func emptySuccess() throws {
    let folder = try Self.folder()
    try folder.makeFolder("nothing")
    let rules = "name: own\nversion: \"1\"\ntitle: Own\nextends: sdap\nrules:\n  minimum-threshold:\n    "
    try folder.write("key.yaml", rules + "treshold: 5\n")
    try folder.write(
      "rule.yaml", rules.replacing("minimum-threshold", with: "minimal-threshold") + "threshold: 5\n")
    for arguments in [
      ["check"], ["check", "nothing"], ["check", "missing.csv"], ["check", "tables", "--ruleset", "none"],
      ["check", "tables", "--ruleset", "key.yaml"], ["check", "tables", "--ruleset", "rule.yaml"],
      ["check", "tables", "--only", "minimal-threshold"], ["check", "tables", "--no-such-option"],
    ] {
      #expect(try CheckerProcess(arguments, in: folder).ended().status == 2, "\(arguments)")
    }
  }

  @Test func outputFaults() throws {
    let folder = try Self.folder()
    try folder.makeFolder("taken")
    for (arguments, redirects) in [
      (["--output", "/dev/full"], ""), (["--output", "no/such/folder/report.json"], ""),
      (["--output", "taken"], ""),
      (["--report", "json=/dev/full"], ""), ([], ">/dev/full"), ([], ">&-"), (["--proof", "/dev/full"], ""),
    ] {
      let ended = try CheckerProcess(["check", "tables"] + arguments, in: folder, redirects: redirects)
        .ended()
      #expect(ended.status == 2, "\(arguments) \(redirects)")
    }
  }

  /// What a hostile file says must reach no reader as anything but text, in any format.
  @Test(arguments: ["text", "json", "jsonl", "markdown", "html", "github", "gitlab", "sarif", "junit"])
  func nothingLeaksByTheReport(_ format: String) throws {
    let folder = try Self.folder()
    let identifier = "401 023 2137"
    try folder.write(
      "tables/hostile.csv",
      """
      \u{1B}[2Jregion,<script>alert(1)</script> patients,nhs number \(identifier)
      ::error file=x::hello \(identifier),3,9434765919
      [x](javascript:alert(1)),45,9434765919

      """)
    let ended = try CheckerProcess.run(
      "check", "tables", "--show-values", "--explain-roles", "--format", format, in: folder)
    #expect(ended.status == 1, "\(ended.errors)")
    let all = ended.output + ended.errors
    for leak in ["\u{1B}", identifier, "4010232137", "9434765919"] {
      #expect(!all.contains(leak), "\(format)")
    }
    #expect(!all.split(separator: "\n").contains { $0.hasPrefix("::error file=x") })
    if format == "html" || format == "junit" {
      #expect(!all.contains("<script>alert"))
    }
    if format == "markdown" { #expect(!all.contains("[x](javascript")) }
  }
}
