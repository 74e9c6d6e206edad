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
    return SampleReport.report([file])
  }

  static func render(_ text: String, _ format: ReportFormat) throws -> String {
    try SampleReport.render(request(text), format) {
      $0.showsValues = true
      $0.explainsRoles = true
    }
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
