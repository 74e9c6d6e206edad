// checker-cli check: the main job.

import ArgumentParser
import DisclosureRules
import OutputChecker

/// Checks files against a ruleset.
struct Check: CheckerCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check files and folders against a ruleset.",
    discussion: """
      Exit status: 0 everything was checked and nothing needs a person; 3 a person must look; \
      1 something must not leave; 2 something could not be checked.
      """)

  @Argument(help: "Files, folders (with all below them), or - for standard input.")
  var paths: [String] = []

  @Option(help: ArgumentHelp("The policy to check against.", valueName: "name|file"))
  var ruleset = RulesetStore.defaultName

  @Option(
    help: ArgumentHelp(
      "What the request declares of its tables: YAML, JSON or the results.json of ACRO.", valueName: "file"))
  var context: String?

  @Option(
    help: ArgumentHelp(
      "Format of the report: \(ReportFormat.allCases.map(\.rawValue).joined(separator: ", ")).",
      valueName: "format"))
  var format: String?

  @Option(
    name: [.short, .long],
    help: ArgumentHelp(
      "Write the report to a file, not to standard output; --format acro takes a folder too.",
      valueName: "file"))
  var output: String?

  @Option(
    help: ArgumentHelp(
      "Write one more report, such as json=report.json. May be repeated.", valueName: "format=file"))
  var report: [String] = []

  @Flag(help: "Show cells in reports; what looks like an identifier stays masked.")
  var showValues = false

  @Flag(help: "Say what each column was taken for, and why.")
  var explainRoles = false

  @Option(help: ArgumentHelp("Accepted findings, with reason, approver and expiry.", valueName: "file"))
  var waivers: String?

  @Option(
    help: ArgumentHelp(
      "Run this rule only; without the others nothing passes. May be repeated.", valueName: "rule"))
  var only: [String] = []

  @Option(help: ArgumentHelp("Findings to list for a file; more are counted.", valueName: "n"))
  var maxFindings = 1000

  @Option(
    help: ArgumentHelp("Write the proof that masked cells are safe, for verify-proof.", valueName: "file"))
  var proof: String?

  @Option(
    help: ArgumentHelp("Files to check at a time; by default as many as there are cores.", valueName: "n"))
  var jobs: Int?

  @Option(help: ArgumentHelp("Name under which standard input is reported.", valueName: "name"))
  var stdinName: String?

  @Option(help: "Colours: auto, always or never.")
  var color = When.auto

  @Option(help: "Progress on standard error: auto, always or never.")
  var progress = When.auto

  @Flag(
    name: [.short, .long], help: "No progress, and nothing on standard output unless --format asks for it.")
  var quiet = false

  func execute() throws -> ExitStatus {
    guard !paths.isEmpty else { throw UsageError("no file or folder to check was given") }
    guard maxFindings >= 0 else { throw UsageError("--max-findings can't be less than 0") }
    do throws(UnavailableChoice) {
      _ = try Kernel.choice(named: Surroundings.variable(Kernel.variable))
      _ = try InflateEngine.choice(named: Surroundings.variable(InflateEngine.variable))
    } catch { throw UsageError(error.description) }
    guard jobs ?? 1 >= 1 else { throw UsageError("--jobs must be at least 1") }
    // Yesterday's reports go first of all: whatever fails after this, none of them is taken for today's.
    let outputs = try ReportOutputs(of: self)
    try outputs.removeOldReports()

    let proofTarget = try proof.map { try ReportTarget(path: $0, inputs: ReportTarget.Inputs(paths: paths)) }
    try proofTarget?.removeOldReport()

    let options = try checkOptions()
    let line = progressLine()
    let result = check(options, showing: line)
    line?.erase()
    let contextErrors = result.context?.errors ?? []
    // A proof that rests on a wrong declaration is none.
    if let proofTarget, contextErrors.isEmpty {
      let writer = try ReportWriter(target: proofTarget)
      try writer.write(Checker(options: options).proofs(paths: paths))
      try writer.finish()
    }
    let errors = outputs.write(result, options.ruleset.ruleset)
    guard errors.isEmpty else { throw FailedReports(errors: errors) }
    // The reports say it as well; standard error says it to who asked for none.
    if !contextErrors.isEmpty { throw ContextError(errors: contextErrors) }
    return ExitStatus(rawValue: result.exitStatus)
  }

  private func check(_ options: CheckOptions, showing line: ProgressLine?) -> CheckReport {
    var options = options
    if let line { options.progress = { line.show($0) } }
    return Checker(options: options).check(paths: paths)
  }

  private func checkOptions() throws -> CheckOptions {
    var options = try CheckOptions(
      ruleset: RulesetSearch.load(ruleset, checking: paths), vocabulary: WordLists.vocabulary())
    options.maxFindings = maxFindings
    options.context = try context.map { path throws(ContextError) in try ContextFile.load(path) }
    if let waivers {
      if ReportTarget.Inputs(paths: paths).contains(path: waivers) {
        throw UsageError("the waiver file \(waivers) is among the files that are checked; keep it elsewhere")
      }
      // The real clock: a time that is set from outside must not bring an expired waiver back.
      options.waivers = try WaiverSet.load(waivers, today: Surroundings.today())
    }
    options.jobs = jobs ?? Surroundings.cores
    if let stdinName { options.standardInputName = stdinName }
    if !only.isEmpty {
      let known = RuleCatalogue.all.map(\.name.rawValue)
      for name in only where !known.contains(name) { throw UsageError.unknown("rule", name, known: known) }
      options.only = Set(only.map(RuleName.init(rawValue:)))
    }
    if let epoch = Surroundings.variable("SOURCE_DATE_EPOCH") {
      guard let seconds = Int(epoch), Self.plausibleTimes.contains(seconds) else {
        throw UsageError("SOURCE_DATE_EPOCH must be whole seconds since 1970, not \"\(epoch)\"")
      }
      options.now = { seconds }
    }
    return options
  }

  /// Up to the year 9999, the last that ISO 8601 writes with four digits.
  private static let plausibleTimes = 0...253_402_300_799

  private func progressLine() -> ProgressLine? {
    let isShown =
      switch progress {
      case .always: true
      case .never: false
      case .auto: !quiet && Surroundings.isTerminal(2) && Surroundings.variable("TERM") != "dumb"
      }
    guard isShown else { return nil }
    return ProgressLine(
      isImmediate: progress == .always, width: Surroundings.terminalWidth(2) ?? Terminal.defaultWidth)
  }
}
