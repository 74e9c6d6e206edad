// One cell, one finding: what is told in what, and that no verdict falls.

import DisclosureRules
import Testing

@Suite struct FindingPrecedenceTests {
  /// `fine` tells of `middle`, which tells of `coarse`.
  private let precedence = FindingPrecedence([
    description("fine", absorbs: ["middle"]), description("middle", absorbs: ["coarse"]),
    description("coarse", absorbs: []), description("other", absorbs: []),
  ])

  private static func description(_ name: RuleName, absorbs: [RuleName]) -> RuleDescription {
    RuleDescription(
      name: name, family: .counts, statbarn: nil, summary: "", rationale: "", remedy: "", sources: [],
      examples: [], absorbs: absorbs)
  }

  /// A finding about one cell of a column for each byte offset; about the whole column when there is none.
  private func finding(_ rule: RuleName, _ verdict: Verdict, column: Int = 1, at offsets: [Int]) -> Finding {
    let places = offsets.map { CellPlace(row: $0, line: $0, byteOffset: $0, byteLength: 1) }
    let location = Location(table: "t.csv", column: column)
    let isOne = places.count == 1
    return Finding(
      rule: rule, verdict: verdict, statbarn: nil, location: isOne ? location.at(places[0]) : location,
      occurrences: max(1, places.count), cells: isOne ? [] : places, message: "Found.", remedy: "")
  }

  private func told(_ findings: [Finding]) -> [String] {
    precedence.merged(findings).map { finding in
      let names = ([finding.rule] + finding.also).map(\.rawValue).joined(separator: "+")
      return "\(names) \(finding.verdict) \(finding.occurrences)"
    }
  }

  @Test func theMoreSpecificFindingTellsOfTheOther() {
    let both = [finding("middle", .fail, at: [7]), finding("fine", .fail, at: [7])]
    #expect(told(both) == ["fine+middle fail 1"])
    #expect(precedence.merged(both)[0].message.plain == "Found. Also: middle.")
    #expect(told(both.reversed()) == ["fine+middle fail 1"])
  }

  @Test func chainsAreToldToTheEnd() {
    let all = ["coarse", "fine", "middle"].map { finding($0, .review, at: [7]) }
    #expect(told(all) == ["fine+coarse+middle review 1"])
  }

  @Test func noVerdictFalls() {
    // One cell takes the worse verdict; a finding on many cells doesn't, for it would blame the others.
    #expect(
      told([finding("middle", .fail, at: [7]), finding("fine", .review, at: [7])]) == ["fine+middle fail 1"])
    let many = finding("fine", .review, at: [7, 9])
    #expect(told([finding("middle", .fail, at: [7]), many]) == ["middle fail 1", "fine review 2"])
    #expect(told([finding("middle", .info, at: [7]), many]) == ["fine+middle review 2"])
  }

  @Test func cellsThatNobodyElseTellsOfStay() {
    let general = finding("middle", .fail, at: [3, 7, 9])
    #expect(told([general, finding("fine", .fail, at: [7])]) == ["middle fail 2", "fine+middle fail 1"])
    #expect(told([general, finding("fine", .fail, column: 2, at: [7])]) == ["middle fail 3", "fine fail 1"])
    #expect(told([general, finding("other", .fail, at: [3, 7, 9])]) == ["middle fail 3", "other fail 3"])
    #expect(told([finding("coarse", .fail, at: [7]), finding("fine", .fail, at: [7])]).count == 2)
  }

  @Test func columnsTellOfTheirCellsAndCellsNotOfTheirColumns() {
    let column = finding("fine", .fail, at: [])
    #expect(told([finding("middle", .fail, at: [7]), column]) == ["fine+middle fail 1"])
    #expect(told([finding("middle", .fail, at: []), finding("fine", .fail, at: [7])]).count == 2)
    // Of a list that was cut nobody knows the rest.
    var cut = finding("middle", .fail, at: [3, 7])
    cut.occurrences = 30
    #expect(told([cut, finding("fine", .fail, at: [3, 7])]) == ["middle fail 30", "fine fail 2"])
  }
}
