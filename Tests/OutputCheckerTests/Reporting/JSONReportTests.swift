// The JSON report, against text written by hand from the schema.

import DisclosureRules
import Testing

@testable import OutputChecker

@Suite struct JSONReportTests {
  @Test func wholeReport() throws {
    var file = SampleReport.file(
      "t1.csv", .fail, findings: [SampleReport.smallCount(row: 3)],
      rules: [
        RuleReport(rule: "minimum-threshold", status: .ran),
        RuleReport(rule: "dominance", status: .notApplicable("no column holds sums")),
      ],
      tables: [
        TableReport(
          id: "t1.csv", rows: 12,
          columns: [
            ColumnReport(
              index: 1, name: "region",
              role: RoleAssignment(role: .dimension, confidence: 0.98, reasons: ["a header word"]))
          ])
      ])
    file.findingTotals[.fail] = 2
    let expected = """
      {
        "complete" : true,
        "context" : null,
        "files" : [
          {
            "bytes" : 1234,
            "complete" : true,
            "compression" : null,
            "container" : null,
            "delimiter" : ",",
            "encoding" : "utf-8",
            "error" : null,
            "findings" : [
              {
                "evidence" : null,
                "fingerprint" : "f1",
                "location" : {
                  "byteLength" : 1,
                  "byteOffset" : 57,
                  "column" : 2,
                  "columnName" : "patients",
                  "line" : 4,
                  "row" : 3,
                  "table" : "t1.csv"
                },
                "message" : "\\"patients\\" holds •••, a count below 10.",
                "occurrences" : 1,
                "related" : [],
                "remedy" : "Suppress the cell.",
                "rule" : "minimum-threshold",
                "statbarn" : "frequencies",
                "verdict" : "fail"
              }
            ],
            "findingsTotal" : 2,
            "findingsTruncated" : true,
            "format" : "csv",
            "path" : "t1.csv",
            "rules" : [
              {
                "reason" : null,
                "rule" : "minimum-threshold",
                "status" : "ran"
              },
              {
                "reason" : "no column holds sums",
                "rule" : "dominance",
                "status" : "notApplicable"
              }
            ],
            "sha256" : "\(SampleReport.digest)",
            "tables" : [
              {
                "columns" : [
                  {
                    "confidence" : 0.98,
                    "index" : 1,
                    "name" : "region",
                    "reasons" : [
                      "a header word"
                    ],
                    "role" : "dimension"
                  }
                ],
                "id" : "t1.csv",
                "rows" : 12
              }
            ],
            "verdict" : "fail"
          }
        ],
        "finishedAt" : "2026-01-01T00:00:03Z",
        "ruleset" : {
          "name" : "sdap",
          "overrides" : {},
          "sha256" : "\(SampleReport.digest)",
          "unverified" : false,
          "version" : "1"
        },
        "schema" : "output-check-report/1",
        "startedAt" : "2026-01-01T00:00:00Z",
        "summary" : {
          "files" : {
            "error" : 0,
            "fail" : 1,
            "pass" : 0,
            "review" : 0
          },
          "findings" : {
            "error" : 0,
            "fail" : 2,
            "info" : 0,
            "review" : 0
          }
        },
        "tool" : {
          "name" : "checker-cli",
          "version" : "\(Version.current)"
        },
        "verdict" : "fail",
        "waivers" : null
      }

      """
    #expect(try SampleReport.json(SampleReport.report([file])) == expected)
  }

  @Test func limitedOnlyWhenAsked() throws {
    let files = [SampleReport.file("a.csv", .pass)]
    #expect(try SampleReport.json(SampleReport.report(files, isLimited: true)).contains("\"limited\" : true"))
    #expect(try !SampleReport.json(SampleReport.report(files)).contains("limited"))
  }

  @Test func unreadFileHasNulls() throws {
    let file = FileReport(
      path: "x", verdict: .error, isComplete: false,
      problem: ReadProblem(kind: .unreadable, message: "denied"),
      tables: [], rules: [], findings: [], findingTotals: [:])
    let json = try SampleReport.json(SampleReport.report([file]))
    for key in [
      "sha256", "bytes", "format", "encoding", "delimiter", "compression", "container", "byteOffset",
    ] {
      #expect(json.contains("\"\(key)\" : null"), "\(key)")
    }
    #expect(json.contains("\"kind\" : \"unreadable\""))
    #expect(json.contains("\"verdict\" : \"error\","))
  }

  @Test func cellsOfAColumn() throws {
    let json = try SampleReport.json(SampleReport.mixed)
    #expect(
      json.contains(
        """
                  "cells" : [
                    {
                      "byteOffset" : 10,
                      "line" : 2,
                      "row" : 1
                    },
        """))
    #expect(json.contains("\"occurrences\" : 30"))
  }

  /// Evidence of every kind; values in it are hidden like those of messages.
  @Test func evidence() throws {
    var finding = SampleReport.smallCount(row: 1)
    finding.evidence = .parts([
      .init("a", .words("w/o")), .init("b", .count(3)), .init("c", .number(0.5)), .init("d", .flag(true)),
      .init("e", .value("9990000018")), .init("f", .list([.number(.infinity)])),
    ])
    let report = SampleReport.report([SampleReport.file("t1.csv", .fail, findings: [finding])])
    let json = try SampleReport.json(report)
    for member in [
      "\"a\" : \"w/o\"", "\"b\" : 3", "\"c\" : 0.5", "\"d\" : true", "\"e\" : \"•••\"", "\"inf\"",
    ] {
      #expect(json.contains(member), "\(member)")
    }
    #expect(try SampleReport.json(report) { $0.showsValues = true }.contains("\"e\" : \"999•••••••\""))
  }

  /// Escaped as JSON allows: the value is the same, and a terminal shows it as it is.
  @Test func namesFromTheFileSteerNothing() throws {
    var finding = SampleReport.smallCount(row: 1)
    finding.location.columnName = "a\u{1B}\u{9B}\u{202E}\u{E0041}\"\\\n\n  "
    let json = try SampleReport.json(
      SampleReport.report([SampleReport.file("t1.csv", .fail, findings: [finding])]))
    #expect(json.contains(#""columnName" : "a\u001b\u009B\u202E\uDB40\uDC41\"\\\n\n  ""#))
    #expect(!json.unicodeScalars.contains { $0 != "\n" && Escaping.isUnsafe($0) })
  }

  @Test func noFiles() throws {
    #expect(try SampleReport.json(SampleReport.report([])).contains("\"files\" : [],\n"))
  }

  @Test(arguments: [
    (0, "1970-01-01T00:00:00Z"), (951_782_400, "2000-02-29T00:00:00Z"),
    (1_709_251_199, "2024-02-29T23:59:59Z"),
    (4_107_542_400, "2100-03-01T00:00:00Z"), (-1, "1969-12-31T23:59:59Z"),
    (253_402_300_799, "9999-12-31T23:59:59Z"),
  ])
  func times(seconds: Int, text: String) {
    #expect(UTCTime.text(secondsSince1970: seconds) == text)
  }
}
