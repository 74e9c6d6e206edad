// The search for the cheapest cells against plain enumeration.

import Testing

@testable import DisclosureRules

@Suite struct CutSearchTests {
  @Test(arguments: 0..<40) func nothingIsCheaper(seed: Int) {
    var random = TableLottery(seed: seed)
    let count = 4 + random.below(6)
    let costs = (0..<count).map { _ in Int128(1 + random.below(9)) }
    let cuts = (0..<2 + random.below(6)).map { _ -> (trigger: Int?, options: [Int]) in
      let options = Set((0..<2 + random.below(3)).map { _ in random.below(count) }).sorted()
      let trigger = random.below(count)
      return (random.below(3) == 0 && !options.contains(trigger) ? trigger : nil, options)
    }
    var search = CutSearch(costs: costs, cuts: cuts, known: Array(0..<count))
    search.run(nodes: 100_000)
    func meets(_ taken: Set<Int>) -> Bool {
      cuts.allSatisfy { cut in
        cut.trigger.map { !taken.contains($0) } ?? false || cut.options.contains { taken.contains($0) }
      }
    }
    let least = (0..<(1 << count)).compactMap { choice -> Int128? in
      let taken = Set((0..<count).filter { choice >> $0 & 1 == 1 })
      return meets(taken) ? taken.reduce(0) { $0 + costs[$1] } : nil
    }.min()
    #expect(search.isComplete && meets(Set(search.best)))
    #expect(search.best.reduce(0) { $0 + costs[$1] } == least)
  }

  @Test func whatWasNotSearchedIsNotCalledOptimal() {
    let cuts = (0..<8).map { (trigger: Int?.none, options: [$0, $0 + 1]) }
    var search = CutSearch(costs: Array(repeating: 1, count: 9), cuts: cuts, known: Array(0..<9))
    search.run(nodes: 3)
    #expect(!search.isComplete)
  }
}
