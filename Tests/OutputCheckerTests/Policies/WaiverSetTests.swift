// Waiver files: what is taken, what is refused, and what a waiver does to a report.

import DisclosureRules
import Testing

@testable import OutputChecker

@Suite struct WaiverSetTests {
  private static let digest = String(repeating: "0", count: 64)
  private static let signed = "reason: Checked by hand\n    approver: A. Officer\n    expires: 2026-06-30"

  private static func read(_ text: String, today: String = "2026-06-30") throws -> WaiverSet {
    try WaiverSet.read(Array(text.utf8), file: "w.yaml", today: today)
  }

  @Test func readsBothKinds() throws {
    let set = try Self.read(
      """
      waivers:
        - fingerprint: abc
          \(Self.signed)
        - rule: minimum-threshold
          sha256: "\(Self.digest)"
          \(Self.signed)

      """)
    #expect(
      set.waivers.map(\.subject) == [
        .fingerprint("abc"), .rule("minimum-threshold", sha256: Self.digest),
      ])
    #expect(set.waivers[0].reason == "Checked by hand")
    #expect(set.waivers[0].approver == "A. Officer")
    #expect(set.waivers.map(\.line) == [2, 6])
  }

  @Test(arguments: [
    ("waivers:\n  - fingerprint: a\n    approver: b\n    expires: 2026-12-31\n", "needs \"reason\""),
    ("waivers:\n  - fingerprint: a\n    reason: b\n    expires: 2026-12-31\n", "needs \"approver\""),
    ("waivers:\n  - fingerprint: a\n    reason: b\n    approver: c\n", "needs \"expires\""),
    ("waivers:\n  - reason: b\n    approver: c\n    expires: 2026-12-31\n", "needs either \"fingerprint\""),
    (
      "waivers:\n  - rule: zero-cell\n    reason: b\n    approver: c\n    expires: 2026-12-31\n",
      "needs either"
    ),
    (
      "waivers:\n  - rule: zero-cel\n    sha256: x\n    reason: b\n    approver: c\n    expires: 2026-12-31\n",
      "zero-cell"
    ),
    ("waivers:\n  - fingerprint: a\n    reason: b\n    approver: c\n    expires: soon\n", "must be written"),
    (
      "waivers:\n  - fingerprint: a\n    reason: b\n    approver: c\n    expires: 2026-06-29\n",
      "expired on 2026-06-29"
    ),
    (
      "waivers:\n  - fingerprint: a\n    reason: \"\"\n    approver: c\n    expires: 2026-12-31\n",
      "has no value"
    ),
    ("waivers:\n  - fingerprint: a\n    resaon: b\n", "unknown key \"resaon\""),
    ("waiver: []\n", "unknown key \"waiver\""),
    ("- a\n", "a map"),
  ])
  func refuses(text: String, why: String) {
    let error = #expect(throws: PolicyError.self) { try Self.read(text) }
    #expect(error?.message.contains(why) == true)
  }

  @Test func sameTwiceIsRefused() {
    let one = "  - fingerprint: a\n    reason: b\n    approver: c\n    expires: 2026-12-31\n"
    #expect(throws: PolicyError.self) { try Self.read("waivers:\n" + one + one) }
  }

  // MARK: - In a check

  private static let table = Array("region,patients\nNorth,120\nSouth,3\nEast,31\nWest,4\n".utf8)

  private func check(_ waivers: [Waiver.Subject], maxFindings: Int = 1000) throws -> CheckReport {
    let folder = try ScratchFolder()
    try folder.write("t.csv", String(decoding: Self.table, as: UTF8.self))
    return try TestChecker.sdap {
      $0.maxFindings = maxFindings
      $0.waivers = WaiverSet(
        waivers: waivers.enumerated().map { line, subject in
          Waiver(subject: subject, reason: "r", approver: "a", expires: "2026-12-31", line: line + 1)
        }, sha256: Self.digest)
    }.check(paths: ["\(folder.path)/t.csv"])
  }

  @Test func waivedFindingDoesNotCountAndStays() throws {
    let plain = try check([])
    #expect(plain.verdict == .fail)
    let fingerprints = plain.files[0].findings.filter { $0.finding.verdict == .fail }.map(\.fingerprint)
    #expect(fingerprints.count == 2)
    let half = try check([.fingerprint(fingerprints[0])])
    #expect(half.verdict == .fail)
    let all = try check(fingerprints.map(Waiver.Subject.fingerprint))
    #expect(all.verdict == .pass)
    #expect(all.files[0].findings.count == plain.files[0].findings.count)
    #expect(all.files[0].waivedTotals == [.fail: 2])
    #expect(all.files[0].reason == "What was found is waived: 2 findings.")
  }

  /// A waiver by rule holds for these very bytes; a finding cut from the list is waived too.
  @Test func ruleInAFile() throws {
    let digest = TextDigest.sha256(Self.table)
    let report = try check([.rule("minimum-threshold", sha256: digest)], maxFindings: 0)
    #expect(report.verdict == .pass)
    #expect(report.waivedFindings == 2)
    let other = try check([.rule("minimum-threshold", sha256: Self.digest)])
    #expect(other.verdict == .error)
    #expect(other.exitStatus == 2)
    #expect(other.waivers?.unmatched == [1])
  }

  @Test func unreadFileCanNotBeWaived() throws {
    let folder = try ScratchFolder()
    try folder.write("t.csv", "")
    let empty = TextDigest.sha256([])
    let report = try TestChecker.sdap {
      $0.waivers = WaiverSet(
        waivers: [
          Waiver(
            subject: .rule("unreadable", sha256: empty), reason: "r", approver: "a", expires: "2026-12-31",
            line: 1)
        ], sha256: Self.digest)
    }.check(paths: ["\(folder.path)/t.csv"])
    #expect(report.verdict == .error)
    #expect(report.waivers?.unmatched == [1])
  }

  @Test func unmatchedWaiverIsStatusTwo() {
    var report = SampleReport.report([SampleReport.file("a.csv", .pass)])
    report.waivers = WaiverRecord(sha256: Self.digest, entries: 2, unmatched: [7])
    #expect(report.exitStatus == 2)
    #expect(report.meaning == "a waiver matches nothing")
  }

  // MARK: - On the command line

  @Test func commandLine() throws {
    let folder = try ScratchFolder()
    try folder.makeFolder("request")
    try folder.write("request/t.csv", String(decoding: Self.table, as: UTF8.self))
    func waive(_ expires: String, _ path: String) throws {
      try folder.write(
        path,
        """
        waivers:
          - rule: minimum-threshold
            sha256: \(TextDigest.sha256(Self.table))
            reason: Counts of wards
            approver: A. Officer
            expires: \(expires)

        """)
    }
    try waive("9999-12-31", "w.yaml")
    let waived = try CheckerProcess.run("check", "request", "--waivers", "w.yaml", in: folder)
    #expect(waived.status == 0, "\(waived.output)\(waived.errors)")
    #expect(waived.output.contains("fail (waived) minimum-threshold"))
    try waive("2001-12-31", "old.yaml")
    let expired = try CheckerProcess.run("check", "request", "--waivers", "old.yaml", in: folder)
    #expect(expired.status == 2)
    #expect(expired.errors.contains("old.yaml:6: the waiver expired on 2001-12-31"))
    // No time that is set from outside brings it back.
    let dated = try CheckerProcess.run(
      "check", "request", "--waivers", "old.yaml", in: folder,
      environment: ["SOURCE_DATE_EPOCH": "1000000000"])
    #expect(dated.status == 2)
    try waive("9999-12-31", "request/w.yaml")
    let inside = try CheckerProcess.run("check", "request", "--waivers", "request/w.yaml", in: folder)
    #expect(inside.status == 2)
    #expect(inside.errors.contains("among the files that are checked"))
    #expect(try CheckerProcess.run("check", "request", "--waivers", "none.yaml", in: folder).status == 2)
  }
}
