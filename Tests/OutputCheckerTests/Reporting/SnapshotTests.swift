// Every format from one request, against files that were read by a person: Snapshots/.
//
// `UPDATE_SNAPSHOTS=1 swift test --filter SnapshotTests` writes them anew; read the difference.

import Testing

@testable import OutputChecker

@Suite struct SnapshotTests {
  @Test(arguments: ReportFormat.allCases) func snapshot(format: ReportFormat) throws {
    let text = try SampleReport.render(SampleReport.request, format)
      .split(separator: Version.current, omittingEmptySubsequences: false).joined(separator: "VERSION")
    let path = "Tests/OutputCheckerTests/Reporting/Snapshots/report.\(format.rawValue)"
    if Surroundings.variable("UPDATE_SNAPSHOTS") != nil { try Repository.write(text, to: path) }
    #expect(Repository.text(of: path) == text)
  }

  /// Nothing of a report depends on anything but the report.
  @Test(arguments: ReportFormat.allCases) func sameBytesAgain(format: ReportFormat) throws {
    let first = try SampleReport.render(SampleReport.request, format)
    #expect(try SampleReport.render(SampleReport.request, format) == first)
  }
}
