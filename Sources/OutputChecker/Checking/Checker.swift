// The check itself, from paths to a report.

import Crypto
import DisclosureRules

/// Checks files against one ruleset.
public struct Checker: Sendable {
  /// Everything the check depends on but the files.
  public var options: CheckOptions
  private let identifiers: IdentifierScanner
  private let roles: RoleEngine

  public init(options: CheckOptions) {
    self.options = options
    identifiers = IdentifierScanner(RuleCatalogue.identifiers, vocabulary: options.vocabulary)
    roles = RoleEngine(options.vocabulary)
  }

  /// Checks files, folders (recursively) and standard input (`-`).
  ///
  /// - Parameter paths: as given on the command line; the report's order doesn't depend on theirs.
  /// - Returns: a report on every file reached; what could not be opened is in it as `error`.
  public func check(paths: [String]) -> CheckReport {
    let startedAt = options.now()
    let artifacts = RequestWalker.walk(
      paths, budget: options.budget, standardInputName: options.standardInputName)
    return check(artifacts, startedAt: startedAt)
  }

  /// Checks bytes that are already in memory as if they were a file of that name.
  public func check(bytes: [UInt8], fileName: String) -> FileReport {
    let artifact = Artifact(path: fileName, fileName: fileName, origin: .memory(bytes))
    let report = check([artifact], startedAt: 0)
    return report.files[0]
  }

  private func check(_ artifacts: [Artifact], startedAt: Int) -> CheckReport {
    var progress = ProgressMeter(artifacts, report: options.progress)
    var files: [(file: CheckedFile, sentence: Judge.Sentence)] = []
    let judge = Judge(ruleset: options.ruleset.ruleset, only: options.only)
    for artifact in artifacts {
      let meter = progress.start(artifact)
      let file = understand(
        FileReader(options: options, identifiers: identifiers, progress: meter).read(artifact))
      var subject = FileSubject(
        path: artifact.path, fileName: artifact.fileName, problem: file.problem, isProse: file.isProse)
      subject.nameHits = FieldScanner.scanText(
        artifact.fileName, at: Location(part: "filename"), with: identifiers)
      files.append((file, judge.judge(subject, tables: file.tables)))
      progress.finish(artifact)
    }

    let request = judge.judge(request: files.flatMap(\.file.tables))
    for finding in request.findings {
      let owner = files.firstIndex { $0.file.tables.contains { $0.id == finding.location.table } } ?? 0
      if files.indices.contains(owner) { files[owner].sentence.findings.append(finding) }
    }
    for index in files.indices { files[index].sentence.rules += request.rules }

    let ruleset = options.ruleset.ruleset
    return CheckReport(
      ruleset: RulesetIdentity(
        name: ruleset.name, version: ruleset.version, sha256: options.ruleset.sha256,
        isUnverified: ruleset.isUnverified),
      startedAt: startedAt, finishedAt: options.now(), files: files.map { report(on: $0.file, $0.sentence) },
      isLimited: options.only != nil)
  }

  /// Roles, from everything that is known of a table.
  private func understand(_ file: CheckedFile) -> CheckedFile {
    var understood = file
    for index in understood.tables.indices {
      roles.understand(&understood.tables[index])
    }
    return understood
  }

  private func report(on file: CheckedFile, _ sentence: Judge.Sentence) -> FileReport {
    let findings = sentence.findings.enumerated().sorted { Self.order($0, $1) }.map(\.element)
    var totals: [Verdict: Int] = [:]
    for finding in findings { totals[finding.verdict, default: 0] += 1 }
    // Nothing that a rule could not judge, and no failure to read, ever counts as passed.
    var verdicts = findings.map(\.verdict)
    if sentence.isIncomplete { verdicts.append(.review) }
    if file.problem != nil { verdicts.append(.error) }
    // With `--only` the report says that it is limited, and that is enough.
    if options.only == nil && !sentence.rules.contains(where: { $0.status == .ran }) {
      verdicts.append(.error)
    }
    return FileReport(
      path: file.artifact.path, sha256: file.sha256, bytes: file.bytes, format: file.format,
      compression: file.compression, encoding: file.encoding, delimiter: file.delimiter, container: nil,
      verdict: Verdict.overall(verdicts), isComplete: file.problem == nil && !sentence.isIncomplete,
      problem: file.problem,
      tables: file.tables.map { table in
        TableReport(
          id: table.id, rows: table.rows,
          columns: table.columns.indices.map { position in
            ColumnReport(
              index: table.columns[position].index, name: table.columns[position].name,
              role: table.role(position))
          })
      },
      rules: sentence.rules,
      findings: findings.prefix(options.maxFindings).map { finding in
        ReportedFinding(
          finding: cut(finding),
          fingerprint: Self.fingerprint(of: finding, sha256: file.sha256 ?? file.artifact.path))
      },
      findingTotals: totals)
  }

  /// Worst first, then in file order; findings that tie stay in the order of the rules.
  private static func order(
    _ left: (offset: Int, element: Finding), _ right: (offset: Int, element: Finding)
  ) -> Bool {
    if left.element.verdict != right.element.verdict { return left.element.verdict > right.element.verdict }
    let leftPlace = (left.element.location.byteOffset ?? -1, left.element.location.column ?? 0, left.offset)
    let rightPlace = (
      right.element.location.byteOffset ?? -1, right.element.location.column ?? 0, right.offset
    )
    return leftPlace < rightPlace
  }

  private func cut(_ finding: Finding) -> Finding {
    guard finding.cells.count > options.maxFindings else { return finding }
    var shorter = finding
    shorter.cells.removeLast(finding.cells.count - options.maxFindings)
    return shorter
  }

  /// Half a SHA-256 of rule, file digest and place, in hexadecimal.
  private static func fingerprint(of finding: Finding, sha256: String) -> String {
    let place = finding.location
    let parts = [
      finding.rule.rawValue, sha256, String(place.row ?? 0), String(place.column ?? 0),
      String(place.byteOffset ?? -1), place.sheet ?? "", place.cell ?? "", place.part ?? "",
    ]
    let digest = SHA256.hash(data: Array(parts.joined(separator: "\u{0}").utf8))
    return Hexadecimal.string(digest.prefix(16))
  }
}
