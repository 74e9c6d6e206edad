// The report for people, against text written by hand.

import DisclosureRules
import Testing

@testable import OutputChecker

@Suite struct TextReportTests {
  @Test func worstFirstWithEverything() throws {
    let expected = """
      checker-cli \(Version.current), ruleset sdap 1, 2026-01-01T00:00:00Z

      ERROR   b.csv
              Could not be checked: the gzip stream ends early (at byte 4,096)
              csv, 1,234 bytes

      FAIL    t1.csv
              Must not leave as it is: 2 findings (minimum-threshold).
              csv, 1,234 bytes, 12 rows × 2 columns
              not judged: p-percent: the table is larger than the retention limit

                fail minimum-threshold: "patients" holds •••, a count below 10.
                  row 3, line 4, column 2 "patients"
                  row 9, line 10, column 2 "patients"
                  Why:     What minimum-threshold finds.
                  To mend: Suppress the cell.

                review zero-cell: "deaths" holds zeros.
                  column 3 "deaths": 30 cells, in rows 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and 20 more
                  Why:     What zero-cell finds.
                  To mend: Merge categories.

      PASS    a.csv
              Nothing was found.
              csv, 1,234 bytes

      Verdict:       error: something could not be checked
      Files:         3 files: 1 fail, 1 error, 1 pass
      Findings:      3 findings: 2 fail, 1 review
      Not checked:   b.csv
      Not checked:   p-percent, which could not judge t1.csv
      Time:          2026-01-01T00:00:03Z, after 3 seconds

      """
    #expect(try SampleReport.text(SampleReport.mixed) == expected)
  }

  @Test func valuesOnRequest() throws {
    let report = SampleReport.report([
      SampleReport.file("t1.csv", .fail, findings: [SampleReport.smallCount(row: 3)])
    ])
    #expect(try SampleReport.text(report) { $0.showsValues = true }.contains("holds 3, a count below 10."))
    #expect(try !SampleReport.text(report).contains("holds 3"))
  }

  @Test func twentyFindingsAFile() throws {
    let findings = (1...23).map { SampleReport.smallCount(row: $0) }
    let text = try SampleReport.text(
      SampleReport.report([SampleReport.file("t1.csv", .fail, findings: findings)]))
    #expect(text.contains("row 20, line 21,"))
    #expect(!text.contains("row 21, line 22,"))
    #expect(text.contains("\n          and 3 findings more\n"))
    #expect(text.contains("Must not leave as it is: 23 findings (minimum-threshold)."))
  }

  /// What `--max-findings` cut from the list is still counted.
  @Test func cutFindingsAreCounted() throws {
    var file = SampleReport.file("t1.csv", .fail, findings: [SampleReport.smallCount(row: 1)])
    file.findingTotals = [.fail: 5000]
    let text = try SampleReport.text(SampleReport.report([file]))
    #expect(text.contains("and 4,999 findings more"))
    #expect(text.contains("Findings:      5,000 findings: 5,000 fail"))
  }

  @Test func unverifiedRulesetWarnsTwice() throws {
    let text = try SampleReport.text(
      SampleReport.report([SampleReport.file("a.csv", .pass)], isUnverified: true))
    #expect(text.contains("\nWARNING  The ruleset sdap is unverified"))
    #expect(text.contains("\nWarning:       the ruleset sdap is unverified\n"))
    #expect(try !SampleReport.text(SampleReport.mixed).contains("nverified"))
  }

  @Test func limitedRunSaysSo() throws {
    let text = try SampleReport.text(
      SampleReport.report([SampleReport.file("a.csv", .pass)], isLimited: true))
    #expect(text.contains("Verdict:       review: a person must look\n"))
    #expect(text.contains("Not checked:   every rule but those named with --only"))
  }

  @Test func nothingChecked() throws {
    #expect(
      try SampleReport.text(SampleReport.report([])).contains("Verdict:       error: no file was checked\n"))
  }

  @Test func rolesOnRequest() throws {
    let text = try SampleReport.text(SampleReport.mixed) { $0.explainsRoles = true }
    #expect(
      text.contains(
        """
                Columns of t1.csv:
                  1  "region"  dimension  0.98  the header says "region"
                  2  -         unknown    0.00\u{20}\u{20}

        """))
  }

  @Test func linesFitTheWidth() throws {
    let text = try SampleReport.text(SampleReport.mixed) { $0.width = 60 }
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 60 })
    #expect(
      text.contains(
        "\n          fail minimum-threshold: \"patients\" holds •••, a\n              count below 10.\n"))
  }

  @Test func namesFromTheFileSteerNothing() throws {
    var finding = SampleReport.smallCount(row: 1)
    finding.location.columnName = "a\u{1B}]0;title\u{7}\n::error::b"
    finding.message = "\(name: "x\u{202E}y 999 000 0018") is small"
    let text = try SampleReport.text(
      SampleReport.report([SampleReport.file("t1.csv", .fail, findings: [finding])]))
    #expect(text.contains(#"column 2 "a\u{1B}]0;title\u{7}\u{A}::error::b""#))
    #expect(text.contains(#"x\u{202E}y 999•••••••••"#))
    #expect(!text.unicodeScalars.contains { $0 != "\n" && Escaping.isUnsafe($0) })
  }

  @Test func colours() throws {
    let text = try SampleReport.text(SampleReport.mixed) { $0.palette = .coloured }
    #expect(text.contains("\u{1B}[1;31mFAIL\u{1B}[0m    \u{1B}[1mt1.csv\u{1B}[0m\n"))
    #expect(text.contains("\u{1B}[32mPASS\u{1B}[0m"))
  }

  // MARK: - Pieces of tables

  /// Rows 3, 5 and 9 of `t1.csv` are found; row 9 is not among those drawn.
  @Test func drawsTheCellWithItsNeighbours() throws {
    let text = try SampleReport.text(SampleReport.request)
    #expect(
      text.contains(
        """
                    row 9, line 10, column 2 "patients"

                      row  region  patients  deaths
                        2  text         •••     •••
                        3  text         •••     •••
                                        ^^^
                        4  text         •••     •••


        """))
  }

  @Test func drawsValuesOnRequest() throws {
    let text = try SampleReport.text(SampleReport.request) { $0.showsValues = true }
    #expect(
      text.contains(
        """
                    row 3, line 4, column 2 "patients", holds 3
                    row 9, line 10, column 2 "patients"

                      row  region  patients  deaths
                        2  North         41       0
                        3  South          3       0
                                          ^
                        4  East          18       2


        """))
    // An identifier is masked even then, in the message, in the place and in the drawing.
    #expect(text.contains("row 1, line 2, column 1 \"nhs_number\", holds 999•••••••"))
    #expect(text.contains("\n                1  999•••••••\n"))
  }

  @Test func waivedFindingsStayMarked() throws {
    let text = try SampleReport.text(SampleReport.request)
    #expect(text.contains("fail (waived) minimum-threshold: \"patients\" holds a count below 10."))
    #expect(text.contains("Waived:  A. Officer, until 2026-12-31: Counts of wards, not of people"))
  }

  /// A column that finds no room is left out; the marked one is drawn.
  @Test func drawingFitsTheWidth() throws {
    var report = SampleReport.request
    for column in report.files[2].tables[0].columns.indices {
      report.files[2].tables[0].columns[column].name? += " of people in the year"
    }
    let text = try SampleReport.text(report) { $0.width = 60 }
    #expect(text.split(separator: "\n").allSatisfy { DisplayWidth.columns(of: $0) <= 60 })
    #expect(text.contains("row  patients of people in t…\n"))
  }

  @Test(arguments: [("a", 1), ("北京", 4), ("e\u{301}", 1), ("ｶ", 1), ("…", 1), ("한", 2)])
  func displayWidth(text: String, columns: Int) { #expect(DisplayWidth.columns(of: text) == columns) }
}
