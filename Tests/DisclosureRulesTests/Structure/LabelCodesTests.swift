// Labels as numbers: equal where the labels are equal, and put together as the rows agree.

import Testing

@testable import DisclosureRules

@Suite struct LabelCodesTests {
  private static func kept(_ columns: [BuiltColumn]) throws -> KeptTable {
    try #require(TableBuilder.table(columns).kept)
  }

  @Test func textsAndNumbersAreToldApart() throws {
    let kept = try Self.kept([
      BuiltColumn("place", .dimension, ["Elm", "Fir", "Elm", "", "fir", ""]),
      BuiltColumn("year", .dimension, ["5", "5.0", "0.50", "0.5", "0", ""]),
    ])
    let place = LabelCodes(column: 0, of: kept)
    #expect(place.codes == [0, 1, 0, 2, 3, 2])
    #expect(place.firstRows == [0, 1, 3, 4])
    // Numbers of one value are one label; 0 is not the same as nothing.
    #expect(LabelCodes(column: 1, of: kept).codes == [0, 0, 1, 1, 2, 3])
    // A column that is not there says the same of every row.
    #expect(LabelCodes(column: 2, of: kept).codes == [0, 0, 0, 0, 0, 0])
  }

  @Test func merged() throws {
    let kept = try Self.kept([BuiltColumn("place", .dimension, ["Elm", "Fir", "ELM", "fir"])])
    let codes = LabelCodes(column: 0, of: kept)
    let merged = codes.merged(byName: ["elm", "fir", "elm", "fir"])
    #expect(merged.codes.codes == [0, 1, 0, 1])
    #expect(merged.codes.firstRows == [0, 1])
    #expect(merged.names == ["elm", "fir"])
    #expect(codes.merged(byName: ["a", "b", "c", "d"]).codes.codes == [0, 1, 2, 3])
  }

  /// Both ways of putting together, the direct table and the search, against pairs of texts.
  @Test(arguments: [2, 5, 60]) func combined(categories: Int) throws {
    var random = SeededGenerator(state: 7)
    let rows = 300
    let texts = (0..<2).map { _ in
      (0..<rows).map { _ in "t\(Int.random(in: 0..<categories, using: &random))" }
    }
    let kept = try Self.kept(texts.map { BuiltColumn("c", .dimension, $0) })
    let both = LabelCodes(column: 0, of: kept).combined(with: LabelCodes(column: 1, of: kept))
    var expected: [String: Int] = [:]
    for row in 0..<rows {
      let pair = texts[0][row] + " " + texts[1][row]
      let number = expected[pair] ?? expected.count
      expected[pair] = number
      #expect(both.codes[row] == number)
    }
    #expect(both.count == expected.count)
  }
}
