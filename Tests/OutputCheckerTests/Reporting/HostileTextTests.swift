// Text from a checked file is escaped for where it goes, in every format.

import DisclosureRules
import Testing

@testable import OutputChecker

@Suite struct HostileTextTests {
  static let texts = [
    "<script>alert(1)</script>", "</td><img src=x onerror=alert(1)>", "\" onload=\"alert(1)", "' x='",
    "\u{1B}[2J\u{9B}31m", "a\n::error::owned", "a\r\n::set-output name=x::y", "%0A::error::owned",
    "::stop-commands::x",
    "safe\u{202E}vsc.exe", "zero\u{200B}width", "]]>", "<!--", "&lt;b&gt;", "[click](javascript:alert(1))",
    "`code` | cell",
    "``` fence", "@everyone #1 !2", "{0} [x](0) \\", "\u{FFFF}\u{0}", "# heading", "{{ site.x }}",
    "\u{2028}line", "=HYPERLINK(1)",
  ]

  /// A request in which all that can come from a file is the text.
  static func request(_ text: String) -> CheckReport {
    let path = Escaping.path(Array(text.utf8))
    let location = Location(
      table: path, row: 1, line: 2, column: 1, columnName: text, byteOffset: 3, byteLength: 4, sheet: text,
      part: text)
    let finding = Finding(
      rule: "minimum-threshold", verdict: .fail, statbarn: .frequencies, location: location,
      message: "\"\(name: text)\" holds \(value: text).", remedy: "Mend it.",
      evidence: .value(text), related: [location])
    var file = SampleReport.file(
      path, .fail, findings: [finding],
      rules: [RuleReport(rule: "dominance", status: .incomplete("because of \(text)"))],
      problem: ReadProblem(kind: .malformed, message: "not read: \(text)"),
      tables: [
        TableReport(
          id: path, rows: 1,
          columns: [
            ColumnReport(
              index: 1, name: text,
              role: RoleAssignment(
                role: .count, confidence: 1, reasons: ["the header says \"\(name: text)\""]))
          ],
          excerpt: TableExcerpt(
            columns: [1],
            rows: [
              .init(number: 1, cells: [.init(kind: .text, text: text)]),
              .init(number: 2, cells: [.init(kind: .mask, text: text)]),
            ]))
      ])
    file.findings[0].waiver = Waiver(
      subject: .fingerprint("f1"), reason: text, approver: text, expires: "2026-12-31", line: 1)
    file.findings.append(ReportedFinding(finding: finding, fingerprint: "f2"))
    var report = SampleReport.report([file, sheet(text, in: path)])
    report.context = ContextIdentity(
      file: text, sha256: SampleReport.digest, unused: [text],
      errors: [PolicyError(file: text, line: 1, message: text), PolicyError(file: text, message: text)])
    return report
  }

  /// A sheet of the file, named by the text, with findings in one cell and in many.
  private static func sheet(_ text: String, in path: String) -> FileReport {
    let name = "\(path)!\(path)"
    func finding(_ cell: String, _ cells: [CellPlace]) -> Finding {
      Finding(
        rule: "zero-cell", verdict: .review, statbarn: .frequencies,
        location: Location(table: name, column: 1, columnName: text, sheet: text, cell: cell),
        occurrences: max(1, cells.count), cells: cells, message: "\"\(name: text)\" holds zeros.", remedy: "")
    }
    let rows = (1...30).map { CellPlace(row: 0, line: $0, byteOffset: -1, byteLength: 0) }
    var sheet = SampleReport.file(name, .review, findings: [finding("A1", []), finding("A", rows)])
    sheet.container = path
    return sheet
  }

  static func render(_ text: String, _ format: ReportFormat) throws -> String {
    try SampleReport.render(request(text), format) {
      $0.showsValues = true
      $0.explainsRoles = true
    }
  }

  /// What the page of the officer, the log of a pipeline or a terminal would act on must not come through as it is.
  @Test(arguments: ReportFormat.allCases) func nothingToActOn(format: ReportFormat) throws {
    for (text, active) in [
      ("<script>alert(1)</script>", "<script>alert"), ("\u{1B}[31mred", "\u{1B}"),
      ("\n::error::owned", "\n::error::owned"), ("%0A::error::owned", "::%0A::error"),
      ("a\u{202E}b", "\u{202E}"), ("new\nline.csv", "new\nline"),
    ] {
      let report = try Self.render(text, format)
      // Only in markup is a tag more than its letters.
      if active.hasPrefix("<"), format != .html, format != .junit { continue }
      #expect(!report.contains(active), "\(text)")
    }
  }

  /// `%0A` in an annotation would become a line of the log.
  @Test func percentSignsOfAnnotations() throws {
    let report = try Self.render("%0A::error::owned", .github)
    #expect(!report.contains("\"%0A"))
    #expect(report.contains("%250A::error::owned"))
  }

  @Test(arguments: ReportFormat.allCases, texts)
  func noControlCharacters(format: ReportFormat, text: String) throws {
    let report = try Self.render(text, format)
    let odd = report.unicodeScalars.filter { $0 != "\n" && Escaping.isUnsafe($0) }
    #expect(odd.isEmpty, "\(odd.map { Escaping.hexadecimal($0.value) })")
  }

  /// As many lines as for harmless text: no line of the report is the file's.
  @Test(arguments: ReportFormat.allCases, texts)
  func noLineOfItsOwn(format: ReportFormat, text: String) throws {
    func lines(_ text: String) throws -> Int {
      try SampleReport.render(Self.request(text), format) {
        $0.showsValues = true
        $0.width = 10_000
      }.split(separator: "\n", omittingEmptySubsequences: false).count
    }
    #expect(try lines(text) == lines("harmless"))
  }

  /// The tags of the page are those of a harmless one.
  @Test(arguments: [ReportFormat.html, .junit], texts)
  func noMarkupOfItsOwn(format: ReportFormat, text: String) throws {
    func tags(_ report: String) -> [String] {
      report.split(separator: "<").dropFirst().map {
        String($0.prefix { $0.isLetter || $0 == "/" || $0 == "!" })
      }
    }
    #expect(try tags(Self.render(text, format)) == tags(Self.render("harmless", format)))
    #expect(try !Self.render(text, format).contains("onerror=alert(1)>"))
  }

  @Test(arguments: texts) func everyAnnotationIsOurs(text: String) throws {
    for line in try Self.render(text, .github).split(separator: "\n") {
      #expect(["::error ", "::warning ", "::notice "].contains { line.hasPrefix($0) }, "\(line)")
    }
  }

  /// Outside of code spans Markdown holds nothing of the file.
  @Test(arguments: [
    ("a`b", "``a`b``"), ("`", "`` ` ``"), ("", "`  `"), ("a|b", "`a\\|b`"), ("``a```", "```` ``a``` ````"),
    ("@x [y](z) <b>", "`@x [y](z) <b>`"), ("a\nb", "`a\\u{A}b`"),
  ])
  func markdownCode(text: String, code: String) { #expect(Escaping.markdownCode(text) == code) }

  @Test(arguments: [
    ("a b.csv", "a%20b.csv"), ("100%25.csv", "100%25.csv"), ("c:d", "c%3Ad"), ("é#?[]", "%C3%A9%23%3F%5B%5D"),
    ("//host/x", "/.//host/x"), ("a.zip!b.csv", "a.zip!b.csv"),
  ])
  func uri(path: String, uri: String) { #expect(Escaping.uriReference(path) == uri) }

  @Test(arguments: [
    ("100%\r\n", "100%25\\u{D}%0A"), ("a:b,c", "a%3Ab%2Cc"),
  ])
  func annotationProperty(text: String, safe: String) { #expect(Escaping.annotationProperty(text) == safe) }

  @Test func sarifMessage() { #expect(Escaping.sarifMessage("[a](b) {0} \\") == "\\[a\\](b) {{0}} \\\\") }
}
