// The content rules through the whole check: where they look, and what spaces say.

import DisclosureRules
import Testing

@testable import OutputChecker

@Suite struct ContentCheckTests {
  private func findings(
    _ text: String, _ rule: RuleName, fileName: String = "table.csv", blockSize: Int = 65_536
  ) throws
    -> [Finding]
  {
    try TestChecker.sdap(blockSize: blockSize).check(bytes: Array(text.utf8), fileName: fileName).findings
      .map(\.finding)
      .filter { $0.rule == rule }
  }

  @Test func headersNotesAndNamesAreLookedAt() throws {
    let table = "region,patients\nNorth,120\nSouth,145\n"
    let header = try findings("region,=SUM(A1)\nNorth,120\nSouth,145\n", "formula-injection")
    #expect(header.map(\.location.line) == [1])
    #expect(header.map(\.location.row) == [nil])
    #expect(header.map(\.location.column) == [2])
    let title = try findings("Counts of pat\u{200B}ients\n\n" + table, "invisible-characters")
    #expect(title.map(\.location.line) == [1])
    let note = try findings(table + "Sourc\u{435}: records\n", "mixed-script")
    #expect(note.map(\.location.line) == [4])
    let name = try findings(table, "invisible-characters", fileName: "ta\u{200B}ble.csv")
    #expect(name.map(\.location.part) == ["filename"])
    #expect(
      try findings(table, "encoded-payload", fileName: "NDAxMDIzMjEzNw==.csv").map(\.verdict) == [.fail])
    #expect(try findings(table, "formula-injection", fileName: "=1+1.csv") == [])
  }

  @Test func cellsHaveTheirPlace() throws {
    let found = try findings("region,patients\nNorth,120\n\"=1+1\",145\n", "formula-injection")
    #expect(found.count == 1)
    #expect(found.first?.location.row == 2)
    #expect(found.first?.location.byteOffset == 26)
    #expect(found.first?.location.byteLength == 6)
    // Neither the value nor any part of it is in the words.
    #expect(
      found.first?.message.parts.allSatisfy {
        if case .words(let words) = $0 { !words.contains("1+1") } else { false }
      } == true)
  }

  @Test(arguments: [1, 7, 64, 65_536]) func blocksMakeNoDifference(_ blockSize: Int) throws {
    var text = "region,note,patients\n"
    for row in 0..<200 {
      let note =
        switch row % 40 {
        case 3: "=1+1"
        case 7: "No\u{200B}rth"
        case 11: "NDAxMDIzMjEzNw=="
        case 13: "p\u{430}tient"
        default: "none"
        }
      text += "r\(row),\(note),\(100 + row)\n"
    }
    for (rule, verdict) in [
      ("formula-injection", Verdict.fail), ("invisible-characters", .fail), ("encoded-payload", .fail),
      ("mixed-script", .review),
    ] as [(RuleName, Verdict)] {
      let found = try findings(text, rule, blockSize: blockSize)
      #expect(found.map(\.verdict) == Array(repeating: verdict, count: 5))
    }
  }

  @Test func manyCellsAreOneFinding() throws {
    let text = "region,patients\n" + (0..<500).map { "=A\($0 + 1),\(100 + $0)\n" }.joined()
    let found = try findings(text, "formula-injection")
    #expect(found.map(\.occurrences) == [500])
  }

  @Test func fourCellsWithSpacesMaySpeak() throws {
    let rows = ["120", "145", "131", "118", "127", "140", "133"]
    func table(_ spaces: [Int]) -> String {
      "region,patients\n"
        + zip(rows.indices, rows).map { "r\($0),\($1)\(String(repeating: " ", count: spaces[$0]))\n" }
        .joined()
    }
    #expect(try findings(table([1, 2, 3, 0, 0, 0, 0]), "invisible-characters") == [])
    #expect(try findings(table([1, 2, 3, 1, 0, 0, 0]), "invisible-characters").map(\.verdict) == [.review])
    // One bit a cell.
    #expect(try findings(table([1, 0, 1, 1, 0, 1, 0]), "invisible-characters").map(\.verdict) == [.review])
    // A space in front of every separator.
    #expect(try findings(table([1, 1, 1, 1, 1, 1, 1]), "invisible-characters") == [])
  }

  @Test func spacesThatFillUpSayNothing() throws {
    let labels = ["North", "South-West", "East", "West", "Midlands", "Wales"]
    let text =
      "region,patients\n"
      + labels.enumerated().map { index, label in
        label + String(repeating: " ", count: 12 - label.count) + ",\(100 + index)\n"
      }.joined()
    #expect(try findings(text, "invisible-characters") == [])
    // As people type: one space here and there.
    let typed = "region,patients\nNorth ,120\nSouth,145\nEast ,131\nWest ,118\nWales ,140\n"
    #expect(try findings(typed, "invisible-characters") == [])
  }

  @Test func listsInProseAreNoFormulas() throws {
    let text = """
      We fitted the model again after the meeting, with and without the smallest practices.
      = Results of the second run, which was made on the first of the month
      - there were no surprises, and the estimates moved by less than one standard error
      The table that goes with this note is in the same folder as last time, under results.

      """
    #expect(try findings(text, "formula-injection", fileName: "notes.txt") == [])
  }
}
