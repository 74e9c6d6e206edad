// ACRO's results.json as a context file.

import DisclosureRules
import Testing

@testable import OutputChecker

@Suite struct AcroReaderTests {
  private static func draft(_ text: String) throws -> ContextDraft {
    try ContextFile(bytes: Array(text.utf8), file: "results.json").draft
  }

  /// The form of version 0.4: cells by place.
  private static let current = """
    {"version": "0.4.12", "results": {
      "output_0": {"uid": "output_0", "status": "fail", "type": "table", "properties": {"method": "crosstab"},
        "files": [{"name": "output_0_0.csv", "sdc": {"summary": {"suppressed": false, "threshold": 1},
          "cells": {"threshold": [[1, 0]], "negative": []}}}],
        "outcome": {"A": {"x": "ok", "y": "threshold; "}, "B": {"x": "ok", "y": "ok"}},
        "command": "t = acro.crosstab(df.g, df.h)", "summary": "fail; threshold: 1 cells may need suppressing; ",
        "timestamp": "2025-01-01T10:00:00", "comments": [], "exception": ""},
      "output_1": {"type": "regression", "files": [{"name": "output_1_0.csv", "sdc": {}}], "command": "acro.ols(y, x)"},
      "output_2": {"type": "table", "files": [{"name": "plot.png"}], "command": "acro.hist(df)"}}}
    """

  @Test func tablesAndCells() throws {
    let draft = try Self.draft(Self.current)
    #expect(draft.tables.map(\.file.text) == ["output_0_0.csv"])
    #expect(draft.tables[0].statistic == .count)
    #expect(draft.tables[0].isOptional)
    #expect(
      draft.tables[0].known
        == [KnownDraft(place: .numbers(row: 1, column: 0, of: ["A", "A", "B", "B"]), reason: "threshold")])
    #expect(draft.unused.count == 3)
  }

  /// The form before 0.4: labels, in JSON within a text, and a path of another machine.
  @Test func olderFiles() throws {
    let draft = try Self.draft(
      #"{"output_1": {"command": "_ = acro.pivot_table(d, aggfunc='std')", "summary": "fail; ", "#
        + #""outcome": "{\"A\":{\"2010\":\"ok\",\"2011\":\"threshold; p-ratio; \"}}", "#
        + #""output": "C:/x/outputs/output_1.csv"}}"#)
    #expect(draft.tables.map(\.file.text) == ["output_1.csv"])
    #expect(draft.tables[0].statistic == .standardDeviation)
    #expect(
      draft.tables[0].known
        == [KnownDraft(place: .labels(row: "2011", column: "A"), reason: "threshold, p-ratio")])
  }

  @Test func onlyTheFirstLineOfACallIsNoStatistic() throws {
    let draft = try Self.draft(
      #"{"output_1": {"command": "t = acro.crosstab(", "output": "output_1.csv", "outcome": {}}}"#)
    #expect(draft.tables[0].statistic == nil)
  }

  @Test func unsafeCellThatIsShownIsAQuestion() throws {
    let folder = try ScratchFolder()
    try folder.write("results.json", Self.current)
    try folder.write("output_0_0.csv", "g,A,B\nx,20,30\ny,12,15\n")
    let report = try TestChecker.sdap {
      $0.context = try ContextFile.load(folder.path + "/results.json")
    }.check(paths: [folder.path + "/output_0_0.csv"])
    #expect(report.context?.errors == [])
    let found = report.files[0].findings.map(\.finding).filter { $0.rule == "context-mismatch" }
    #expect(found.map(\.location.column) == [2])
    #expect(found.flatMap(\.cells).map(\.row) == [2])
  }
}
