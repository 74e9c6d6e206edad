// The kept table: texts are told apart by their bytes, not by their hash.

import DisclosureRules
import Testing

@testable import OutputChecker

@Suite struct TableKeeperTests {
  @Test func textsOfOneHash() throws {
    var keeper = TableKeeper(cellLimit: 100, columns: 1)
    let texts = ["Elm", "Fir", "Elm", "Fir", "Oak"]
    for (row, text) in texts.enumerated() {
      keeper.startRow(offset: row * 4, line: row + 2)
      let bytes = Array(text.utf8)
      keeper.add(
        Reading(kind: .text), column: 0, content: bytes.span, hash: 0x1234, offset: 0, length: bytes.count)
      keeper.finishRow()
    }
    let kept = try #require(keeper.kept)
    #expect(kept.columns[0].texts == ["Elm", "Fir", "Oak"])
    #expect((0..<kept.rows).map { kept.text(row: $0, column: 0) } == texts)
  }
}
