// Numbers as spreadsheets store them.

import DisclosureRules
import Testing

@testable import OutputChecker

@Suite struct SheetNumberTests {
  /// Excel stores 17 digits of what it shows as 0.3 or 64.1: they are the number's, and carry nothing.
  @Test(arguments: [
    ["64.099999999999994", "27.300000000000001", "31.5", "29.899999999999999", "30.199999999999999", "41.2"],
    ["0.30000000000000004", "0.25", "0.17999999999999999", "0.41", "0.5", "0.12"],
  ])
  func digitsOfTheMachine(numbers: [String]) throws {
    let report = try check(numbers)
    #expect(report.isComplete)
    #expect(!report.files.flatMap(\.findings).contains { $0.finding.rule == "excess-precision" })
  }

  /// Among numbers of one decimal ten more digits are somebody's.
  @Test func digitsThatCarryData() throws {
    let report = try check(["64.1", "27.3", "31.5", "29.9400401023", "30.2", "41.2"])
    #expect(report.files.flatMap(\.findings).contains { $0.finding.rule == "excess-precision" })
  }

  private func check(_ numbers: [String]) throws -> CheckReport {
    let rows = numbers.enumerated().map { position, number in
      "<row><c t=\"inlineStr\"><is><t>g\(position)</t></is></c><c><v>\(number)</v></c></row>"
    }
    let head =
      "<row><c t=\"inlineStr\"><is><t>group</t></is></c><c t=\"inlineStr\"><is><t>rate</t></is></c></row>"
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    let link = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    let packages = "http://schemas.openxmlformats.org/package/2006"
    let type = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    let parts: [(String, String)] = [
      (
        "[Content_Types].xml",
        "<Types xmlns=\"\(packages)/content-types\"><Default Extension=\"rels\" "
          + "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
          + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"\(type).sheet.main+xml\"/>"
          + "<Override PartName=\"/xl/sheet.xml\" ContentType=\"\(type).worksheet+xml\"/></Types>"
      ),
      (
        "_rels/.rels",
        "<Relationships xmlns=\"\(packages)/relationships\"><Relationship Id=\"r1\" "
          + "Type=\"\(link)/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
      ),
      (
        "xl/workbook.xml",
        "<workbook xmlns=\"\(main)\" xmlns:r=\"\(link)\"><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"r1\"/>"
          + "</sheets></workbook>"
      ),
      (
        "xl/_rels/workbook.xml.rels",
        "<Relationships xmlns=\"\(packages)/relationships\"><Relationship Id=\"r1\" "
          + "Type=\"\(link)/worksheet\" Target=\"sheet.xml\"/></Relationships>"
      ),
      (
        "xl/sheet.xml",
        "<worksheet xmlns=\"\(main)\"><sheetData>\(head)\(rows.joined())</sheetData></worksheet>"
      ),
    ]
    let book = ZipBuilder.archive(parts.map { (name: $0.0, content: Array($0.1.utf8)) })
    return try TestChecker.sdap().check(files: [(path: "b.xlsx", bytes: book)])
  }
}
