// The nearest of some rows is the one that looking at all of them finds.

import Testing

@testable import DisclosureRules

@Suite struct NearestRowsTests {
  @Test func theNearestIsThatOfALookAtAll() {
    let rows = [2, 3, 7, 11, 12, 40]
    let nearest = NearestRows(rows)
    for row in 0..<50 {
      let expected = rows.min { (abs($0 - row), $0) < (abs($1 - row), $1) }
      #expect(nearest.nearest(to: row) == expected, "row \(row)")
    }
  }

  @Test func ofNoRowsNoneIsNearest() {
    #expect(NearestRows([]).nearest(to: 3) == nil)
  }
}
