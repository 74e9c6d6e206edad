// The command's exit status and its output when things go wrong: nothing that failed may look like a pass.

import Glibc
import OutputChecker
import Testing

@Suite struct CommandLineTests {
  // MARK: - Help and usage

  @Test func helpAndVersion() throws {
    let help = try CheckerProcess.run("--help")
    #expect(help.status == 0)
    #expect(help.output.contains("USAGE: checker-cli"))
    #expect(help.errors.isEmpty)
    let version = try CheckerProcess.run("--version")
    #expect(version.status == 0)
    #expect(version.output == "\(Version.current)\n")
    #expect(try CheckerProcess.run("check", "--help").output.contains("--show-values"))
    #expect(try CheckerProcess.run("check", "--version").output == "\(Version.current)\n")
  }

  @Test(
    arguments: [
      ([], "A command is missing"),
      (["check"], "no file or folder to check"),
      (["check", "--no-such-option", "x"], "--no-such-option"),
      (["no-such-command"], "no-such-command"),
      (["check", "x", "--format", "htlm"], "unknown report format \"htlm\""),
      (["check", "x", "--report", "json"], "FORMAT=FILE"),
      (["check", "x", "--report", "pdf=a.pdf"], "text, json"),
      (["check", "x", "--report", "json=-"], "--format"),
      (["check", "x", "--report", "json=a", "--output", "./a"], "same file"),
      (["check", "x", "--color", "sometimes"], "sometimes"),
      (["check", "x", "--jobs", "0"], "--jobs"),
      (["check", "x", "--max-findings=-1"], "--max-findings"),
      (["check", "x", "--only", "minimum-treshold"], "Did you mean \"minimum-threshold\"?"),
      (["check", "x", "--ruleset", "sdapp"], "sdap"),
      (["explain", "minimum-treshold"], "Did you mean \"minimum-threshold\"?"),
      (["explain"], "--all"),
      (["explain", "minimum-threshold", "--all"], "--all"),
      (["rulesets"], "list"),
      (["rulesets", "show", "no-such-ruleset"], "no-such-ruleset"),
      (["rulesets", "validate", "no-such-file.yaml"], "no-such-file.yaml"),
    ] as [([String], String)])
  func badUsage(arguments: [String], says: String) throws {
    let ended = try CheckerProcess(arguments, in: ScratchFolder()).ended()
    #expect(ended.status == 2)
    #expect(ended.output.isEmpty)
    #expect(ended.errors.contains(says), "\(ended.errors)")
  }

  @Test(arguments: ["", "soon", "-1", "1e9"])
  func badSourceDateEpoch(value: String) throws {
    let ended = try CheckerProcess.run("check", "x", environment: ["SOURCE_DATE_EPOCH": value])
    #expect(ended.status == 2)
    #expect(ended.errors.contains("SOURCE_DATE_EPOCH"))
  }

  @Test func argumentsSteerNoTerminal() throws {
    let ended = try CheckerProcess.run("check", "x", "--ruleset", "a\u{1B}[2J")
    #expect(ended.status == 2)
    #expect(!ended.errors.contains("\u{1B}"))
  }

  // MARK: - The catalogue

  @Test func catalogue() throws {
    let rules = try CheckerProcess.run("rules")
    #expect(rules.status == 0)
    #expect(rules.output.contains("minimum-threshold"))
    #expect(try CheckerProcess.run("explain", "minimum-threshold").output.contains("How to mend it"))
    let json = try CheckerProcess.run("explain", "--all", "--format", "json")
    #expect(json.status == 0)
    #expect(json.output.hasPrefix("[\n"))
    #expect(
      try CheckerProcess.run("explain", "minimum-threshold", "--format", "markdown").output.hasPrefix("# "))
    #expect(try CheckerProcess.run("rulesets", "list").output.contains("sdap"))
    let show = try CheckerProcess.run("rulesets", "show", "sdap")
    #expect(show.status == 0)
    #expect(show.output.contains("threshold"))
    #expect(show.output.contains("confidence:"))
  }

  // MARK: - Output faults

  @Test(arguments: [
    ["--help"], ["--version"], ["rules"], ["explain", "--all"], ["rulesets", "list"], ["check", "x"],
    ["check", "x", "--format", "json"],
  ])
  func noOutputIsNoSuccess(arguments: [String]) throws {
    for redirect in [">&-", ">/dev/full"] {
      let ended = try CheckerProcess(arguments, in: ScratchFolder(), redirects: redirect).ended()
      #expect(ended.status == 2, "\(redirect)")
      #expect(ended.errors.contains("standard output could not be written"), "\(redirect)")
    }
  }

  @Test func closedPipe() throws {
    // The reader is gone before anything is written: the shell's `exec` opens the pipe, `true` has closed it.
    let folder = try ScratchFolder()
    let script =
      "{ sleep 0.2; \"$0\" rules; echo $? >status; } | true; while [ ! -s status ]; do sleep 0.05; done"
    let process = try CheckerProcess(["-c", script, CheckerProcess.binary], in: folder, binary: "/bin/sh")
    let ended = try process.ended()
    #expect(folder.read("status") == "2\n")
    #expect(ended.errors.contains("Broken pipe"))
  }

  @Test func allStandardStreamsClosed() throws {
    let folder = try ScratchFolder()
    let ended = try CheckerProcess(
      ["check", "x", "--report", "json=report.json"], in: folder, redirects: "<&- >&- 2>&-"
    ).ended()
    #expect(ended.status == 2)
    // Nothing meant for a stream ended up in the report.
    #expect(folder.read("report.json")?.hasPrefix("{") == true)
  }

  @Test func fullDiskAsTarget() throws {
    for arguments in [["--output", "/dev/full"], ["--report", "json=/dev/full", "--quiet"]] {
      let ended = try CheckerProcess(["check", "x"] + arguments, in: ScratchFolder()).ended()
      #expect(ended.status == 2)
      #expect(ended.errors.contains("/dev/full could not be written: No space left on device"))
    }
  }

  @Test func unwritableReport() throws {
    let ended = try CheckerProcess.run("check", "x", "--report", "json=missing/report.json")
    #expect(ended.status == 2)
    #expect(ended.errors.contains("its folder does not exist"))
  }

  // MARK: - Where reports may go

  @Test(arguments: [
    ["tree", "--output", "tree/report.txt"],
    ["tree", "--report", "json=tree/below/report.json"],
    ["tree", "--output", "link/report.txt"],
    ["link", "--output", "tree/report.txt"],
    [".", "--output", "report.txt"],
    ["tree/below", "--output", "./tree/../tree/below/report.txt"],
    ["tree/t1.csv", "--output", "tree/t1.csv"],
    ["tree/t1.csv", "--output", "hard.csv"],
    ["tree/t1.csv", "--output", "soft.csv"],
    ["tree", "--output", "soft.csv"],
  ])
  func reportAmongInputs(arguments: [String]) throws {
    let folder = try ScratchFolder()
    try folder.makeFolder("tree")
    try folder.makeFolder("tree/below")
    try folder.write("tree/t1.csv", "region,n\n")
    try folder.link("tree", as: "link")
    try folder.link("tree/t1.csv", as: "soft.csv")
    try #require(unsafe link("\(folder.path)/tree/t1.csv", "\(folder.path)/hard.csv") == 0)
    let ended = try CheckerProcess(["check"] + arguments, in: folder).ended()
    #expect(ended.status == 2)
    #expect(ended.errors.contains("what is checked"), "\(ended.errors)")
    #expect(folder.read("tree/t1.csv") == "region,n\n")
    #expect(folder.read("hard.csv") == "region,n\n")
  }

  @Test func rulesetIsNeverOverwrittenOrTakenFromTheTree() throws {
    let folder = try ScratchFolder()
    try folder.makeFolder("tree")
    try folder.write("tree/own.yaml", "name: own\n")
    try folder.write("sdap", "name: own\n")
    let taken = try CheckerProcess.run("check", "tree", "--ruleset", "tree/own.yaml", in: folder)
    #expect(taken.status == 2)
    #expect(taken.errors.contains("among the files that are checked"))
    #expect(
      try CheckerProcess.run("check", ".", in: folder).errors.contains("among the files that are checked"))
    let overwritten = try CheckerProcess.run(
      "check", "tree", "--ruleset", "sdap", "--output", "sdap", in: folder)
    #expect(overwritten.status == 2)
    #expect(folder.read("sdap") == "name: own\n")
    let searched = try CheckerProcess.run(
      "check", ".", "--ruleset", "opensafely", in: folder, environment: ["CHECKER_RULESETS": "tree"])
    #expect(searched.errors.contains("CHECKER_RULESETS"))
  }

  @Test func oldReportsGoBeforeAnythingElseFails() throws {
    let folder = try ScratchFolder()
    try folder.write("report.json", "yesterday's pass")
    let ended = try CheckerProcess.run(
      "check", "x", "--ruleset", "no-such-ruleset", "--report", "json=report.json", in: folder)
    #expect(ended.status == 2)
    #expect(!folder.exists("report.json"))
  }

  @Test func reportsAppearWholeAndAlone() throws {
    let folder = try ScratchFolder()
    try folder.write("a.json", "old")
    _ = try CheckerProcess.run("check", "x", "--report", "json=a.json", "--output", "b.txt", in: folder)
    #expect(folder.read("a.json")?.hasSuffix("}\n") == true)
    #expect(folder.read("b.txt")?.contains("Verdict:") == true)
    #expect(folder.names() == [".err", ".out", "a.json", "b.txt"])
  }

  /// The check waits at a pipe that nobody reads; then it dies.
  @Test(arguments: [SIGSEGV, SIGILL, SIGTRAP, SIGBUS, SIGFPE, SIGABRT])
  func crash(signal: Int32) throws {
    let folder = try ScratchFolder()
    try folder.write("report.json", "yesterday's pass")
    try #require(unsafe mkfifo("\(folder.path)/pipe", 0o600) == 0)
    let process = try CheckerProcess(
      ["check", "x", "--report", "text=pipe", "--report", "json=report.json"], in: folder)
    for _ in 0..<5000 where folder.exists("report.json") { usleep(2000) }
    #expect(kill(process.process, signal) == 0)
    let ended = try process.ended()
    #expect(ended.status == 2)
    #expect(ended.errors.contains("crashed"))
    #expect(folder.names() == [".err", ".out", "pipe"])
  }

  // MARK: - Surroundings

  @Test func binaryAlone() throws {
    let folder = try ScratchFolder()
    try #require(unsafe system("cp '\(CheckerProcess.binary)' '\(folder.path)/moved'") == 0)
    let process = try CheckerProcess(["rulesets", "list"], in: folder, binary: "./moved")
    let ended = try process.ended()
    #expect(ended.status == 0)
    #expect(ended.output.contains("sdap"))
  }

  @Test func quietIsQuiet() throws {
    let ended = try CheckerProcess.run("check", "x", "--quiet")
    #expect(ended.output.isEmpty)
    #expect(ended.errors.isEmpty)
    #expect(try CheckerProcess.run("check", "x", "--quiet", "--format", "json").output.hasPrefix("{"))
  }

  @Test func colourOnlyWhenAsked() throws {
    #expect(try !CheckerProcess.run("check", "x").output.contains("\u{1B}"))
    #expect(try CheckerProcess.run("check", "x", "--color", "always").output.contains("\u{1B}[1m"))
  }
}
