// Tables in documents: each form is found, judged by the same rules and placed by its line.

import DisclosureRules
import Testing

@testable import OutputChecker

@Suite struct DocumentTests {
  private func check(_ text: String, _ name: String) throws -> FileReport {
    try TestChecker.sdap().check(bytes: Array(text.utf8), fileName: name)
  }

  /// The same table in many forms; the number that stands for `N` is the only one that may be small.
  private static let forms: [(name: String, text: String, line: Int)] = [
    (
      "a.md",
      "# Results\n\nThe table follows.\n\n| region | patients |\n|:--|--:|\n| North | 120 |\n| South | N |\n| East | 231 |\n\nEnd.\n",
      8
    ),
    (
      "a.tex",
      "Some text, and more.\n\\begin{table}\n\\begin{tabular}{lr}\n\\hline\nregion & patients \\\\\n\\hline\nNorth & 120 \\\\\nSouth & N \\\\\nEast & 231 \\\\\n\\end{tabular}\n\\end{table}\n",
      8
    ),
    (
      "a.html",
      "<!DOCTYPE html>\n<h1>Results</h1>\n<table>\n<tr><th>region</th><th>patients</th></tr>\n<tr><td>North<td>120\n<tr><td>South<td>N\n<tr><td>East<td>231\n</table>\n",
      6
    ),
    ("a.txt", "region  patients\nNorth        120\nSouth          N\nEast         231\n", 3),
    (
      "a.log",
      "> print(tab)\n  region patients\n1  North      120\n2  South        N\n3   East      231\n> q()\n", 4
    ),
    (
      "a.json",
      "[\n{\"region\": \"North\", \"patients\": 120},\n{\"region\": \"South\", \"patients\": N},\n{\"region\": \"East\", \"patients\": 231}\n]\n",
      3
    ),
    (
      "a.ndjson",
      "{\"region\": \"North\", \"patients\": 120}\n{\"region\": \"South\", \"patients\": N}\n{\"region\": \"East\", \"patients\": 231}\n",
      2
    ),
    (
      "a.json",
      "{\"columns\": [\"region\", \"patients\"],\n\"data\": [\n[\"North\", 120],\n[\"South\", N],\n[\"East\", 231]]}\n",
      4
    ),
    ("a.json", "{\"region\": [\"North\", \"South\", \"East\"],\n\"patients\": [120,\nN, 231]}\n", 1),
    (
      "a.ipynb",
      "{\"nbformat\": 4, \"metadata\": {}, \"cells\": [\n{\"cell_type\": \"code\", \"source\": [\"df\"], \"metadata\": {}, \"outputs\": [\n{\"output_type\": \"display_data\", \"data\": {\n\"text/plain\": [\"  region  patients\\n\", \"0  North       120\\n\", \"1  South         N\\n\", \"2   East       231\"]}}]}]}\n",
      4
    ),
    (
      "a.smcl",
      "{smcl}\n{com}. list\n\n{txt}  region {c |} patients\n{hline 8}{c +}{hline 10}\n   North {c |}{res}      120\n{txt}   South {c |}{res}        N\n{txt}    East {c |}{res}      231\n",
      7
    ),
  ]

  @Test(arguments: forms.indices) func smallCountIsFoundAtItsLine(index: Int) throws {
    let form = Self.forms[index]
    let padded = form.text.replacing("        N", with: "        4").replacing("N", with: "N")
    let text = Self.with("4", in: padded)
    let report = try check(text, form.name)
    let found = report.findings.filter {
      $0.finding.rule == "minimum-threshold" && $0.finding.verdict == .fail
    }
    #expect(found.count == 1, "\(form.name) \(index): \(report.findings.map(\.finding.rule))")
    if index != 8 { #expect(found.first?.finding.location.line == form.line, "\(form.name) \(index)") }
    #expect(report.verdict == .fail)
  }

  @Test(arguments: forms.indices) func safeTablePasses(index: Int) throws {
    let form = Self.forms[index]
    let report = try check(
      Self.with("145", in: form.text.replacing("        N", with: "      145")), form.name)
    #expect(report.verdict == .pass, "\(form.name) \(index): \(report.findings.map(\.finding.rule))")
    #expect(!report.tables.isEmpty)
  }

  /// The text with its placeholder replaced; `North` and others keep their letter.
  private static func with(_ number: String, in text: String) -> String {
    var result = ""
    let characters = Array(text)
    for (index, character) in characters.enumerated() {
      let next = index + 1 < characters.count ? characters[index + 1] : " "
      result += character == "N" && !next.isLetter ? number : String(character)
    }
    return result
  }

  @Test(arguments: [
    (
      "a.log",
      "NOTE: started\nreading data/input.csv\nfit converged after 12 iterations\nwrote model.txt in 3.2s\n"
    ),
    ("a.md", "# Readme\n\nThis folder holds the second analysis, see `counts.csv`.\n\n- one\n- two, three\n"),
    ("a.R", "library(dplyr)\nd <- read.csv(\"x.csv\")\nd %>% count(region, sex) %>% write.csv(\"y.csv\")\n"),
    (
      "a.py",
      "import pandas as pd\nd = pd.read_csv('x.csv')\nprint(d.head(n=5))\nfor i in range(3):\n    x = d[i] + 7\n"
    ),
    (
      "a.log",
      "2024-01-01 10:00:01 INFO  started run 5\n2024-01-01 10:00:02 INFO  read 12345 rows\n2024-01-01 10:00:09 WARN  slow\n"
    ),
    (
      "a.txt",
      "Dear colleague,\n\nplease find enclosed, as agreed, what you asked for.\nIt was checked, and nothing is missing.\n"
    ),
  ])
  func textWithoutTablesPasses(name: String, text: String) throws {
    let report = try check(text, name)
    #expect(
      report.verdict == .pass || report.verdict == .info, "\(name): \(report.findings.map(\.finding.rule))")
    #expect(report.isComplete)
  }

  /// Two halves of a number that stand together only in the drawing.
  @Test func drawingsThatDeclareEntitiesAreNotRead() throws {
    let text =
      "<!DOCTYPE svg [<!ENTITY a \"943 476 \"><!ENTITY b \"5919\">]>"
      + "<svg xmlns=\"http://www.w3.org/2000/svg\"><text>&a;&b;</text></svg>"
    let report = try check(text, "a.svg")
    #expect(report.verdict == .error)
    #expect(report.problem?.byteOffset == 15)
  }

  /// Each was read by a call within the last one's.
  @Test func manyDocumentTypesTakeNoStack() throws {
    let text = String(repeating: "<!DOCTYPE html>", count: 100_000) + "<p>Nothing to see here.</p>\n"
    #expect(try check(text, "a.html").verdict == .pass)
  }

  /// One object by itself is a row; one number under a name, or words alone, are none.
  @Test(arguments: [
    ("{\"region\": \"South\", \"patients\": 4}", Verdict.fail, 1),
    ("{\"region\": \"South\", \"patients\": 120}", .pass, 1),
    ("{\"title\": \"x\", \"data\": {\"region\": \"South\", \"patients\": 4}}", .fail, 1),
    ("{\"version\": 4}", .pass, 0), ("{\"deaths\": 4}", .fail, 1),
    ("{\"region\": \"South\", \"sex\": \"F\"}", .pass, 0),
  ])
  func flatObjects(text: String, verdict: Verdict, tables: Int) throws {
    let report = try check(text, "a.json")
    #expect(report.verdict == verdict)
    #expect(report.tables.count == tables)
  }

  @Test(arguments: ["a.md", "a.html", "a.svg", "a.json", "a.ipynb", "a.log", "a.tex"])
  func textIsScannedEverywhere(name: String) throws {
    let address = "a.person@example-trust.nhs.uk"
    let texts = [
      "a.md": "# Notes\n\nAsk \(address), please, for the key of the table.\n",
      "a.html": "<!DOCTYPE html><p title='\(address)'>Results</p>",
      "a.svg": "<svg xmlns='http://www.w3.org/2000/svg'><text>\(address)</text></svg>",
      "a.json": "{\"contact\": {\"mail\": \"\(address)\"}}",
      "a.ipynb":
        "{\"nbformat\": 4, \"metadata\": {}, \"cells\": [{\"cell_type\": \"code\", \"source\": [\"# \(address)\"], \"outputs\": []}]}",
      "a.log": "started\nwarning: mail to \(address) was not sent\ndone\n",
      "a.tex": "\\begin{document}\nWrite to \(address), who knows.\n\\end{document}\n",
    ]
    let report = try check(try #require(texts[name]), name)
    #expect(report.findings.contains { $0.finding.rule == "email-address" }, "\(name)")
  }

  @Test func sizesOfSmallGroupsAreSeen() {
    for line in [
      "those who moved away (n = 4), as agreed", "of these, 3 patients died", "N=7 were left out",
      "the (9) women",
    ] {
      #expect(GroupSizes.isIn("and " + line, below: 10), "\(line)")
    }
    for line in [
      "print(head(d, n = 5))", "(n = 10)", "(n = 4.5)", "of 120 patients", "Table 3 patients by region",
      "n = 4,120 people", "rate per 5 people years", "in 2024",
    ] {
      #expect(!GroupSizes.isIn("and " + line, below: 10), "\(line)")
    }
  }

  @Test func rowsOfNumbersThatMakeNoTableAreForAPerson() throws {
    // Columns that do not stand one below the other.
    let report = try check(
      "Output of the run:\nalpha 1 22 333\nbe 4444 5 6\ngammadelta 7 88888 9\nepsilon 10 11 1212\n", "a.out")
    #expect(report.verdict >= .review)
  }

  @Test func pictureOfANotebookIsAnEntryOfItsOwn() throws {
    let gif = "R0lGODlhAQABAAAAACw="
    let notebook =
      "{\"nbformat\": 4, \"metadata\": {}, \"cells\": [{\"cell_type\": \"code\", \"source\": [], \"outputs\": [{\"data\": {\"image/gif\": \"\(gif)\"}}]}]}"
    let report = try TestChecker.sdap().check(files: [(path: "a.ipynb", bytes: Array(notebook.utf8))])
    #expect(report.files.map(\.path) == ["a.ipynb", "a.ipynb!output-1.gif"])
    #expect(report.files[1].format == "gif" && report.verdict == .review)
  }
}
