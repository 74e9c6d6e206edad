// The folder that ACRO writes and SACRO-Viewer opens: results.json, config.json and checksums.

public import DisclosureRules

/// Makes the files of the folder. The checked files themselves are the researcher's to put there.
///
/// SACRO-Viewer marks cells only in files whose checksum is there, and says so when a file has changed since.
public struct AcroFolder {
  /// The format's name for the results.
  public static let resultsName = "results.json"

  let report: CheckReport
  let options: ReportOptions
  let ruleset: Ruleset

  /// - Parameters:
  ///   - options: how the results are shown.
  ///   - ruleset: what judged, for `config.json`.
  public init(report: CheckReport, options: ReportOptions, ruleset: Ruleset) {
    self.report = report
    self.options = options
    self.ruleset = ruleset
  }

  /// The files with their paths below the folder, the results last: what is there before them is never taken for
  /// a whole report.
  public func files() throws(ReportError) -> [(path: String, bytes: [UInt8])] {
    var results = MemorySink()
    try report.write(.acro, options: options, to: &results)
    let outputs = AcroReport.Output.outputs(of: report).map(\.file)
    let digests = outputs.compactMap { file in
      file.sha256.map { (path: AcroReport.name(of: file), digest: $0) }
    }
    var files = (digests + [(Self.resultsName, TextDigest.sha256(results.bytes))]).map { file in
      (path: "checksums/\(file.path).txt", bytes: Array(file.digest.utf8))
    }
    files.append(("config.json", try config().bytes()))
    files.append((Self.resultsName, results.bytes))
    return files
  }

  /// ACRO's names for the policy's numbers. Source: ACRO, `default.yaml`.
  private func config() -> JSONValue {
    var members: [(key: String, value: JSONValue)] = [
      ("safe_threshold", .integer(leastSafeCount)),
      ("safe_dof_threshold", .integer(ruleset.value(DegreesOfFreedom.minimum, of: "degrees-of-freedom"))),
    ]
    // ACRO knows one pair (n, k); of several the first, which names the fewest contributors.
    if let pair = ruleset.value(Dominance.rules, of: "dominance").first,
      let n = pair["n"].flatMap(Int.init(exactly:)), let k = pair["k"]
    {
      members += [("safe_nk_n", .integer(n)), ("safe_nk_k", .number(k / Self.percent))]
    }
    members += [
      ("safe_pratio_p", .number(ruleset.value(PPercent.p, of: "p-percent") / Self.percent)),
      ("zeros_are_disclosive", .flag(ruleset.value(ZeroCell.zeros, of: "zero-cell") == .forbid)),
    ]
    return .object(members)
  }

  private static let percent = 100.0

  /// ACRO takes a count below `safe_threshold` for unsafe.
  private var leastSafeCount: Int {
    let threshold = ruleset.value(MinimumThreshold.threshold, of: "minimum-threshold")
    let comparison = ruleset.value(MinimumThreshold.comparison, of: "minimum-threshold")
    return comparison == .below ? threshold : threshold + 1
  }
}
