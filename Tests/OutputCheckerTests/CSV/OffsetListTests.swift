import Testing

@testable import OutputChecker

struct OffsetListTests {
  /// Every entry that is far from the one before it is found, wherever it stands, and nothing else is.
  @Test func stepsAboveALimit() {
    var random = SeededGenerator(seed: 7)
    for count in 0..<70 {
      var entries: [UInt32] = []
      var last: UInt32 = 0
      for _ in 0..<count {
        last += UInt32.random(in: 0...3, using: &random)
        entries.append(last)
      }
      for far in -1..<count {
        let list = OffsetList(capacity: 1)
        for (index, entry) in entries.enumerated() {
          list.append(index >= far && far >= 0 ? entry + 10 : entry)
        }
        for first in [0, 1, 16, 17, count] where first <= count {
          for limit in [0, 3, 9, 10, 13, 14, 50] {
            let isExpected = (first..<count).contains { index in
              Int(list[index]) - (index == 0 ? 0 : Int(list[index - 1])) > limit
            }
            #expect(list.hasStep(above: limit, from: first) == isExpected)
          }
        }
      }
    }
  }
}
