// Programs, queries and settings, and tables that stand in them.

import DisclosureRules
import Testing

@testable import OutputChecker

@Suite struct ProgramTests {
  private func verdict(_ text: String, _ name: String) throws -> Verdict {
    try TestChecker.sdap().check(bytes: Array(text.utf8), fileName: name).verdict
  }

  private static let programs: [(name: String, text: String)] = [
    (
      "cohort.sql",
      "-- people in the cohort, by year\nCREATE TABLE cohort AS\nSELECT p.id, p.sex, MIN(e.date) AS first_date,\n  COUNT(*) AS n\nFROM people p, events e\nWHERE e.id = p.id\n  AND e.code IN ('I21', 'I22', 'I23')\n  AND e.date >= '2015-01-01', p.age > 17\nGROUP BY p.id, p.sex\nHAVING COUNT(*) > 2;\n"
    ),
    (
      "model.py",
      "import numpy as np\nfrom sklearn.metrics import (\n    accuracy_score, brier_score_loss,\n    roc_auc_score, log_loss)\n\nCOLUMNS = [\n    'age', 'sex', 'bmi',\n    'smoking', 'imd',\n    'region', 'ethnicity', 'diabetes',\n]\nDIGITS = list('-+0123456789')\n\n\ndef fit(x, y, depth=3, trees=500):\n    model = build(x, y)\n    return model, 4, 5\n"
    ),
    (
      "request.rst",
      "Example\n-------\n\nThe following lists the jobs::\n\n    {\n      \"JobList\": [\n        {\n          \"Action\": \"Retrieve\",\n          \"Completed\": false,\n          \"Steps\": 4,\n          \"Name\": \"first, second\"\n        }\n      ]\n    }\n"
    ),
    (
      "analysis.R",
      "library(survival)\nfit <- coxph(Surv(time, status) ~ age + sex,\n  data = d, ties = \"efron\")\ncuts <- c(0, 18, 40, 65, 80)\nlabels <- c(\"0-17\", \"18-39\",\n  \"40-64\", \"65-79\", \"80+\")\nwrite.csv(round5(tab), \"out.csv\", row.names = FALSE)\n"
    ),
  ]

  @Test(arguments: programs.indices) func programsAreNoTables(_ index: Int) throws {
    let program = Self.programs[index]
    #expect(try verdict(program.text, program.name) == .pass, "\(program.name)")
  }

  private static let holders: [(name: String, text: String)] = [
    (
      "results.md",
      "# Results\n\nWe ran the analysis of the cohort.\n\n```\nregion,patients\nNorth,120\nSouth,@\nEast,88\n```\n\nThe end of the text.\n"
    ),
    (
      "data.py",
      "import os\n\ndef f(x):\n    return x\n\nDATA = \"\"\"\nregion,patients\nNorth,120\nSouth,@\nEast,88\n\"\"\"\n\ndef g(y):\n    return {\"a\": y}\nprint(f(1), g(2))\n"
    ),
    (
      "notes.txt",
      "Some text about it all. It has sentences.\nThe table is below. It follows here.\n\nregion;patients\nNorth;120\n\"South; and West\";@\nEast;88\n\nMore text follows here. And more.\nAnd yet more.\n"
    ),
    (
      "empty.md",
      "# Results\n\nThe table is below.\n\n```\nregion,patients,note\nNorth,120,\nEast,88,\nWest,95,merged\nSouth,@,\nMid,77,\n```\n"
    ),
    ("table.py", "region,patients\nNorth,120\nSouth,@\nEast,88\n"),
  ]

  @Test(arguments: holders.indices) func tablesInThemAreJudged(_ index: Int) throws {
    let holder = Self.holders[index]
    #expect(try verdict(holder.text.replacing("@", with: "3"), holder.name) == .fail, "\(holder.name)")
    #expect(try verdict(holder.text.replacing("@", with: "130"), holder.name) != .fail, "\(holder.name)")
  }

  /// Thousands are parted by commas too.
  @Test func numbersWithCommasAreNoRecords() {
    let lines = ["patients: 5,412", "adults: 5,210", "linked: 5,106", "", "a,b", "x,1", "y,2", "z"]
    #expect(DelimitedBlock.find(in: lines, from: 0) == nil)
    #expect(DelimitedBlock.find(in: lines, from: 4)?.end == 7)
    #expect(DelimitedBlock.find(in: lines, from: 5) == nil)
  }
}
