// checker-cli protect on tables whose best protection is known.

import DisclosureRules
import Testing

@testable import OutputChecker

@Suite struct TableProtectorTests {
  private func protect(_ text: String) throws -> Protection {
    try TableProtector(options: TestChecker.sdap().options).protect(
      bytes: Array(text.utf8), fileName: "table.csv")
  }

  @Test func inseeExerciseOneNeedsTwoMore() throws {
    // τ-ARGUS masks 02|tr2 and 06|tr1 as well: two cells with 80 together.
    let protection = try protect(
      "AREA,Total,tr1,tr2\nNorth,150,100,50\nSouth,50,*,20\nWest,100,60,*\nTotal,300,190,110\n")
    let lines = String(decoding: protection.bytes, as: UTF8.self).split(separator: "\n")
    #expect(lines[2] == "South,50,*,[REDACTED]")
    #expect(lines[3] == "West,100,[REDACTED],*")
    #expect(protection.complementary == 2)
    #expect(protection.valueLost == 80)
    #expect(protection.isOptimal)
  }

  @Test func onlyCellsChange() throws {
    // A small count is masked, and one more in its row and column each; quotes and line ends stay.
    let text =
      "Title of the table\r\n\r\n\"Site\",\"A\",\"B\",\"All\"\r\n\"x, y\",\"7\",\"45\",\"52\"\r\nEast,60,38,98\r\nAll,67,83,150\r\n"
    let protection = try protect(text)
    let result = String(decoding: protection.bytes, as: UTF8.self)
    #expect(result.split(separator: "\r\n").count == text.split(separator: "\r\n").count)
    #expect(
      result.hasPrefix("Title of the table\r\n\r\n\"Site\",\"A\",\"B\",\"All\"\r\n\"x, y\",\"[REDACTED]\","))
    #expect(protection.primary == 1)
    #expect(protection.complementary == 3)
    #expect(try protect(text).bytes == protection.bytes)
    #expect(!protection.audit.findings.contains { $0.finding.verdict == .fail })
  }

  @Test func aSafeTableStaysAsItIs() throws {
    let text = "Site,A,B,All\nNorth,51,45,96\nEast,60,38,98\nAll,111,83,194\n"
    let protection = try protect(text)
    #expect(String(decoding: protection.bytes, as: UTF8.self) == text)
    #expect(protection.primary == 0 && protection.complementary == 0)
  }

  @Test func whatIsNoTableIsRefused() throws {
    #expect(throws: ProtectionFailure.self) { try protect("") }
  }
}
