// The page for output checkers: what it holds, and how it behaves in a browser.

import DisclosureRules
import Testing

@testable import OutputChecker

@Suite struct HTMLReportTests {
  private static func page(
    _ report: CheckReport = SampleReport.request, _ change: (inout ReportOptions) -> Void = { _ in }
  ) throws -> String { try SampleReport.render(report, .html, change) }

  @Test func verdictAndWhatDecidesItComeFirst() throws {
    let page = try Self.page()
    let header = try #require(page.firstRange(of: "<header"))
    let end = try #require(page.firstRange(of: "</header>"))
    let first = page[header.lowerBound..<end.upperBound]
    #expect(first.contains("Something could not be checked</h1>"))
    for path in ["b.csv", "t1.csv", "people.csv"] {
      #expect(first.contains("<code class=\"path\">\(path)</code>"))
    }
    #expect(first.contains("4 files: 2 fail, 1 error, 1 pass"))
    #expect(first.contains("p-percent, which could not judge t1.csv"))
  }

  /// Row 3 is found as finding 1; row 5 is a mask and waived; row 12 a total; rows 6 to 11 are cut.
  @Test func tableIsDrawn() throws {
    let page = try Self.page()
    for part in [
      "<th scope=\"col\" class=\"\">region<span class=\"role\">dimension 0.90</span></th>",
      "<td class=\"number marked fail\">••• <a class=\"mark\" href=\"#f2-g1\" aria-label=\"finding 1: minimum-threshold\">1</a></td>",
      "<td class=\"mask marked waived\">* <a class=\"mark\"",
      "<tr class=\"gap\"><td colspan=\"4\">6 rows not shown</td></tr>",
      "<tr class=\"total\"><th scope=\"row\">12 <i>total</i></th>",
    ] { #expect(page.contains(part), "\(part)") }
    #expect(!page.contains("North"))
  }

  @Test func valuesOnRequest() throws {
    let page = try Self.page { $0.showsValues = true }
    #expect(page.contains("<td class=\"text \">North</td>"))
    #expect(page.contains("999•••••••"))
    #expect(!page.contains("9990000018"))
  }

  @Test func tableThatWasNotKept() throws {
    var report = SampleReport.request
    report.files[2].tables[0].excerpt = nil
    #expect(
      try Self.page(report).contains("The table t1.csv is not drawn: it is too large, or was not kept."))
  }

  @Test func unverifiedRulesetWarns() throws {
    let report = SampleReport.report([SampleReport.file("a.csv", .pass)], isUnverified: true)
    #expect(try Self.page(report).contains("<p class=\"warning\">"))
  }

  /// The browser is told to refuse everything but the one style sheet.
  @Test func policyIsStrict() throws {
    let page = try Self.page()
    #expect(page.contains("content=\"default-src 'none'; style-src 'sha256-"))
    for word in [
      "<script", "http://", "javascript:", "<img", "<link", "<iframe", " style=\"", "@import", "url(",
    ] {
      #expect(!page.contains(word), "\(word)")
    }
  }

  /// Ten thousand files are a page still, of bounded size for each.
  @Test func manyFilesStayAPage() throws {
    let files = (0..<10_000).map { SampleReport.file("t\($0).csv", .pass) }
    #expect(try Self.page(SampleReport.report(files)).utf8.count < 20_000_000)
  }

  // MARK: - In a browser

  private static let hasBrowser = Python.has("playwright") && Python.chromium != nil

  @Test(
    .enabled(if: hasBrowser, "skipped: Chromium and Python's playwright are not installed"),
    arguments: [false, true])
  func worksInABrowser(showsValues: Bool) throws {
    let folder = try ScratchFolder()
    try folder.write("sample.html", Self.page { $0.showsValues = showsValues })
    try folder.write("empty.html", Self.page(SampleReport.report([])))
    try folder.write("wide.html", Self.page(Self.wide))
    for (number, text) in HostileTextTests.texts.enumerated() {
      try folder.write("hostile\(number).html", HostileTextTests.render(text, .html))
    }
    let ended = try Python.run(script: "browse.py", [Python.chromium ?? "", "*.html"], in: folder)
    #expect(ended.status == 0, "\(ended.output)\(ended.errors)")
    #expect(ended.output.contains("\(HostileTextTests.texts.count + 3) pages"))
  }

  /// Long names and many columns must not push the page wider than the screen.
  private static let wide: CheckReport = {
    let name = String(repeating: "averylongname", count: 20)
    let columns = (1...ExcerptMaker.columnLimit).map {
      ColumnReport(index: $0, name: "\(name)\($0)", role: .unknown)
    }
    let row = TableExcerpt.Row(number: 1, cells: columns.map { _ in .init(kind: .number, text: "3") })
    var finding = SampleReport.smallCount(row: 1)
    finding.location.table = "\(name).csv"
    let table = TableReport(
      id: "\(name).csv", rows: 1, columns: columns,
      excerpt: TableExcerpt(columns: columns.map(\.index), rows: [row]))
    return SampleReport.report([
      SampleReport.file("\(name).csv", .fail, findings: [finding], tables: [table])
    ])
  }()
}
