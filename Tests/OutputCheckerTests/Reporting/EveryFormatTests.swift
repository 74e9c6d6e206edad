// What every format has to say, whatever it is for.

import DisclosureRules
import Testing

@testable import OutputChecker

@Suite struct EveryFormatTests {
  private static let passing = SampleReport.file("a.csv", .pass)

  // MARK: - What is wrong with the request

  @Test(arguments: ReportFormat.allCases) func errorsOfTheContextFile(format: ReportFormat) throws {
    var report = SampleReport.report([Self.passing])
    report.context = ContextIdentity(
      file: "context.yaml", sha256: SampleReport.digest,
      errors: [
        PolicyError(file: "context.yaml", line: 4, message: "no file is named deaths.csv"),
        PolicyError(file: "context.yaml", line: nil, message: "births.csv has no column n"),
      ])
    #expect(report.exitStatus == 2)
    #expect(!report.isComplete)
    let text = try SampleReport.render(report, format)
    for part in ["context.yaml", "no file is named deaths.csv", "births.csv has no column n"] {
      #expect(text.contains(part), "\(part)")
    }
    // The format's own words for the worst that there is.
    let worst =
      switch format {
      case .text: "Verdict:       error"
      case .json, .jsonl: "error"
      case .sarif: "\"executionSuccessful\" : false"
      case .junit: "errors=\"2\""
      case .html: "<title>error"
      case .markdown: "## Output check: error"
      case .github: "::error file=context.yaml,line=4,title=context::"
      case .gitlab: "blocker"
      case .acro: "\"status\" : \"fail\""
      }
    #expect(text.contains(worst), "\(worst)")
  }

  /// Of the file itself nothing is wrong: only the request's problems may say so.
  @Test(arguments: ReportFormat.allCases) func passWithoutThem(format: ReportFormat) throws {
    let text = try SampleReport.render(SampleReport.report([Self.passing]), format)
    for word in ["blocker", "::error", "\"status\" : \"fail\"", "errors=\"1\"", "Error:"] {
      #expect(!text.contains(word), "\(word)")
    }
  }

  @Test(arguments: ReportFormat.allCases) func waiverThatMatchesNothing(format: ReportFormat) throws {
    var report = SampleReport.report([Self.passing])
    report.waivers = WaiverRecord(sha256: SampleReport.digest, entries: 2, unmatched: [7])
    let text = try SampleReport.render(report, format)
    let said =
      format == .json
      ? "\"unmatched\" : [\n      7\n    ]" : format == .jsonl ? "\"unmatched\":[7]" : "aiver on line 7"
    #expect(text.contains(said))
  }

  @Test(arguments: ReportFormat.allCases) func unverifiedRuleset(format: ReportFormat) throws {
    let report = SampleReport.report([Self.passing], isUnverified: true)
    let text = try SampleReport.render(report, format)
    #expect(text.contains("unverified"))
    switch format {
    case .json: #expect(text.contains("\"unverified\" : true"))
    case .jsonl: #expect(text.contains("\"unverified\":true"))
    case .junit: #expect(text.contains("skipped=\"1\""))
    default: break
    }
  }

  // MARK: - Places in workbooks and archives

  /// A workbook in an archive: one cell of a sheet, and thirty in a column.
  private static let workbook: CheckReport = {
    func finding(_ cell: String, occurrences: Int, cells: [CellPlace]) -> Finding {
      Finding(
        rule: "minimum-threshold", verdict: .fail, statbarn: .frequencies,
        location: Location(
          table: "a.zip!b.xlsx!By region", column: 3, columnName: "patients", sheet: "By region", cell: cell),
        occurrences: occurrences, cells: cells, message: "\"\(name: "patients")\" holds counts below 10.",
        remedy: "Suppress them.")
    }
    let rows = (0..<30).map { CellPlace(row: 0, line: 6 + $0, byteOffset: -1, byteLength: 0) }
    let table = TableReport(
      id: "a.zip!b.xlsx!By region", rows: 40,
      columns: (1...3).map { ColumnReport(index: $0, name: "c\($0)", role: .unknown) })
    var sheet = SampleReport.file(
      "a.zip!b.xlsx!By region", .fail,
      findings: [finding("C7", occurrences: 1, cells: []), finding("C", occurrences: 30, cells: rows)],
      tables: [table])
    sheet.format = "sheet"
    sheet.container = "a.zip!b.xlsx"
    var book = SampleReport.file("a.zip!b.xlsx", .fail)
    book.container = "a.zip"
    return SampleReport.report([SampleReport.file("a.zip", .fail), book, sheet])
  }()

  @Test(arguments: ReportFormat.allCases) func placesInSheets(format: ReportFormat) throws {
    let text = try SampleReport.render(Self.workbook, format)
    let places: [String] =
      switch format {
      case .json: ["\"sheet\" : \"By region\"", "\"cell\" : \"C7\"", "\"cell\" : \"C35\""]
      case .jsonl: ["\"sheet\":\"By region\"", "\"cell\":\"C7\"", "\"cell\":\"C35\""]
      case .sarif: ["a.zip!b.xlsx!By region!C7", "a.zip!b.xlsx!By region!C25"]
      case .markdown: ["cell `By region`!`C7`", "rows of the sheet 6, 7, 8, 9"]
      default: ["By region!C7", "rows of the sheet 6, 7, 8, 9"]
      }
    for place in places { #expect(text.contains(place), "\(place)") }
    // Whose sheet it is.
    let owner =
      switch format {
      case .github: "file=a.zip!b.xlsx!By region"
      case .acro: "a.zip!b.xlsx!By region: fail"
      default: "a.zip!b.xlsx!By region"
      }
    #expect(text.contains(owner))
  }

  /// ACRO knows files, not what is in them: one output, which fails, and no cell of a sheet as a cell of the file.
  @Test func archiveIsOneOutputOfACRO() throws {
    let text = try SampleReport.render(Self.workbook, .acro)
    #expect(text.contains("\"output_0\"") && !text.contains("\"output_1\""))
    #expect(text.contains("\"name\" : \"a.zip\""))
    #expect(text.contains("\"summary\" : \"fail; threshold: 31 cells may need suppressing; \""))
    #expect(text.contains("\"threshold\" : []"))
  }
}
