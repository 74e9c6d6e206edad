// The report as a value: every format is a function of it.

public import DisclosureRules

/// One rule's status for a file.
public struct RuleReport: Sendable, Equatable {
  public var rule: RuleName
  public var status: RuleStatus
}

/// A finding with its identity.
public struct ReportedFinding: Sendable, Equatable {
  public var finding: Finding
  /// Stable across runs and machines: rule, file digest and place.
  public var fingerprint: String
}

/// One column of a table in the report.
public struct ColumnReport: Sendable, Equatable {
  /// From 1.
  public var index: Int
  public var name: String?
  public var role: RoleAssignment
}

/// One table of a file.
public struct TableReport: Sendable, Equatable {
  public var id: String
  /// Data rows.
  public var rows: Int
  public var columns: [ColumnReport]
}

/// What was found in one file.
public struct FileReport: Sendable, Equatable {
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
  public var delimiter: String?
  /// Path of the archive this was in, or nil.
  public var container: String?
  public var verdict: Verdict
  /// Every byte was read and every rule that had to judge did.
  public var isComplete: Bool
  public var problem: ReadProblem?
  public var tables: [TableReport]
  public var rules: [RuleReport]
  public var findings: [ReportedFinding]
  /// Findings by verdict, before any cut by `--max-findings`.
  public var findingTotals: [Verdict: Int]

  public var findingsTotal: Int { findingTotals.values.reduce(0, +) }
  public var isTruncated: Bool { findings.count < findingsTotal }
}

/// Which ruleset judged.
public struct RulesetIdentity: Sendable, Equatable {
  public var name: String
  public var version: String
  /// Of the resolved ruleset's text.
  public var sha256: String
  public var isUnverified: Bool
}

/// The result of a check: a record bound to the exact bytes that were checked.
public struct CheckReport: Sendable, Equatable {
  public static let schema = "output-check-report/1"

  public var ruleset: RulesetIdentity
  /// Seconds since 1970.
  public var startedAt: Int
  public var finishedAt: Int
  /// In path order.
  public var files: [FileReport]
  /// Only some rules ran, by request.
  public var isLimited: Bool

  public var verdict: Verdict {
    files.isEmpty ? .error : Verdict.overall(files.map(\.verdict) + (isLimited ? [.review] : []))
  }

  public var isComplete: Bool { !files.isEmpty && !isLimited && files.allSatisfy(\.isComplete) }

  /// The exit status of the contract: 0, 3, 1 or 2.
  public var exitStatus: Int32 {
    switch verdict {
    case .pass, .info: isComplete ? 0 : 3
    case .review: 3
    case .fail: 1
    case .error: 2
    }
  }

  /// Files with a verdict.
  public func files(with verdict: Verdict) -> Int { files.count { $0.verdict == verdict } }

  /// Findings with a verdict, those cut from lists included.
  public func findings(with verdict: Verdict) -> Int {
    files.reduce(0) { $0 + ($1.findingTotals[verdict] ?? 0) }
  }
}
