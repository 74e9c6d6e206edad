// The report as a value: every format is a function of it.

public import DisclosureRules

/// One rule's status for a file.
public struct RuleReport: Sendable, Equatable {
  /// The rule.
  public var rule: RuleName
  /// Whether it did its work.
  public var status: RuleStatus
}

/// A finding with its identity.
public struct ReportedFinding: Sendable, Equatable {
  /// What was found.
  public var finding: Finding
  /// Stable across runs and machines: rule, file digest and place.
  public var fingerprint: String
  /// Who accepted it and why; nil when it counts.
  public var waiver: Waiver?
}

/// One column of a table in the report.
public struct ColumnReport: Sendable, Equatable {
  /// From 1.
  public var index: Int
  /// The header as it was read; nil when the table has none.
  public var name: String?
  /// What the column was taken for, and why.
  public var role: RoleAssignment
  /// What the second numbers of its cells were taken for; nil where cells hold one number.
  public var second: RoleAssignment?
}

/// One table of a file.
public struct TableReport: Sendable, Equatable {
  /// The table's name; findings refer to it.
  public var id: String
  /// Data rows.
  public var rows: Int
  /// One a column, in file order.
  public var columns: [ColumnReport]
  /// The part of the table that a person has to see; nil when the table was not kept.
  public var excerpt: TableExcerpt?
}

/// What was found in one file.
public struct FileReport: Sendable, Equatable {
  /// Unique in a report; odd bytes are percent-encoded.
  public var path: String
  /// Lower-case hexadecimal SHA-256 of the raw bytes; nil when they could not all be read.
  public var sha256: String?
  /// Raw size in bytes.
  public var bytes: Int?
  /// `csv`; nil when the type was not recognised.
  public var format: String?
  /// `gzip`, or nil.
  public var compression: String?
  /// `utf-8`, `utf-16le`, `windows-1252`, …
  public var encoding: String?
  /// The character between fields; nil in text that is no table.
  public var delimiter: String?
  /// Path of the archive this was in, or nil.
  public var container: String?
  /// The worst of the findings that are not waived, of the rules that could not judge and of the reading.
  public var verdict: Verdict
  /// Every byte was read and every rule that had to judge did.
  public var isComplete: Bool
  /// Why the file, or the rest of it, could not be checked.
  public var problem: ReadProblem?
  /// What was read as a table.
  public var tables: [TableReport]
  /// Each rule of the catalogue and whether it ran.
  public var rules: [RuleReport]
  /// Worst first; cut by `--max-findings`.
  public var findings: [ReportedFinding]
  /// Findings by verdict, waived ones too, before any cut by `--max-findings`.
  public var findingTotals: [Verdict: Int]
  /// Those of them that were waived.
  public var waivedTotals: [Verdict: Int] = [:]

  /// Findings with a verdict that were not waived, before any cut.
  public func openFindings(with verdict: Verdict) -> Int {
    (findingTotals[verdict] ?? 0) - (waivedTotals[verdict] ?? 0)
  }

  /// All findings, before any cut.
  public var findingsTotal: Int { findingTotals.values.reduce(0, +) }
  /// Some findings are counted but not listed.
  public var isTruncated: Bool { findings.count < findingsTotal }
}

/// Which ruleset judged.
public struct RulesetIdentity: Sendable, Equatable {
  /// As the ruleset calls itself.
  public var name: String
  /// As the ruleset gives it.
  public var version: String
  /// Of the resolved ruleset's text.
  public var sha256: String
  /// The policy could not be read first-hand; the report warns.
  public var isUnverified: Bool
}

/// Which context file declared the tables.
public struct ContextIdentity: Sendable, Equatable {
  /// A record-level file that was read.
  public struct Microdata: Sendable, Equatable {
    /// As the context file names it.
    public var file: String
    /// Of its raw bytes.
    public var sha256: String
  }

  /// As it was named.
  public var file: String
  /// Of its bytes.
  public var sha256: String
  /// The record-level files that were read, in the order of their names.
  public var microdata: [Microdata] = []
  /// What it says and nobody used, in a few words each.
  public var unused: [String] = []
  /// Why it can't be used: then nothing that was checked counts as passed.
  public var errors: [PolicyError] = []
}

/// The result of a check: a record bound to the exact bytes that were checked.
public struct CheckReport: Sendable, Equatable {
  /// Name and number of the JSON format; a change that breaks readers gets a new number.
  public static let schema = "output-check-report/1"

  /// Which ruleset judged.
  public var ruleset: RulesetIdentity
  /// Seconds since 1970.
  public var startedAt: Int
  /// Seconds since 1970.
  public var finishedAt: Int
  /// In path order.
  public var files: [FileReport]
  /// Only some rules ran, by request.
  public var isLimited: Bool
  /// The accepted findings that the run was given; nil when it was given none.
  public var waivers: WaiverRecord?
  /// Which context file declared the tables; nil when none did.
  public var context: ContextIdentity?

  /// The worst verdict of any file; `error` when there is none, when the context file contradicts what was
  /// checked, or when a waiver matches nothing.
  public var verdict: Verdict {
    !problems.isEmpty
      ? .error : Verdict.overall(files.map(\.verdict) + (isLimited ? [.review] : []))
  }

  /// Every byte of every file was read, and every rule that had to judge did.
  public var isComplete: Bool {
    !files.isEmpty && !isLimited && files.allSatisfy(\.isComplete) && context?.errors.isEmpty != false
  }

  /// The exit status of the contract: 0, 3, 1 or 2.
  public var exitStatus: Int32 {
    switch verdict {
    case .pass, .info: isComplete ? 0 : 3
    case .review: 3
    case .fail: 1
    case .error: 2
    }
  }

  /// Gives every container the worst verdict of what it holds: an archive with one bad member must not leave.
  mutating func raiseContainers() {
    let places = Dictionary(files.enumerated().map { ($1.path, $0) }, uniquingKeysWith: { first, _ in first })
    // What a container holds stands behind it.
    for index in files.indices.reversed() {
      guard let holder = files[index].container.flatMap({ places[$0] }), holder < index else { continue }
      files[holder].verdict = max(files[holder].verdict, files[index].verdict)
      if !files[index].isComplete { files[holder].isComplete = false }
    }
  }

  /// Files with a verdict.
  public func files(with verdict: Verdict) -> Int { files.count { $0.verdict == verdict } }

  /// Findings with a verdict, those cut from lists included.
  public func findings(with verdict: Verdict) -> Int {
    files.reduce(0) { $0 + ($1.findingTotals[verdict] ?? 0) }
  }

  /// Findings that were waived, those cut from lists included.
  public var waivedFindings: Int {
    files.reduce(0) { $0 + $1.waivedTotals.values.reduce(0, +) }
  }
}
