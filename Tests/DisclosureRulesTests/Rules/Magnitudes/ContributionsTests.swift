// What a row says of the contributions to its cell.

import Testing

@testable import DisclosureRules

@Suite struct ContributionsTests {
  private func number(_ text: String) throws -> ExactNumber { try #require(TableBuilder.number(text)) }

  @Test func decimalsAreBroughtTogether() throws {
    let known = try #require(
      Contributions(total: number("10"), largest: number("4.25"), second: number("0.5")))
    #expect((known.total, known.largest) == (1000, 425))
    #expect(known.second == 50)
    #expect(!known.tookAbsolutes)
  }

  @Test func absolutesAreRankedAgain() throws {
    let known = try #require(
      Contributions(total: number("100"), largest: number("20"), second: number("-70")))
    #expect(known.largest == 70)
    #expect(known.second == 20)
    #expect(known.tookAbsolutes)
  }

  @Test func fewContributorsLeaveNothingOpen() throws {
    let alone = try #require(Contributions(total: number("90"), largest: nil, second: nil, contributors: 1))
    #expect(alone.largest == 90)
    #expect(alone.second == 0)
    let pair = try #require(
      Contributions(total: number("90"), largest: number("60"), second: nil, contributors: 2))
    #expect(pair.second == 30)
    #expect(try Contributions(total: number("90"), largest: nil, second: nil, contributors: 2) == nil)
    #expect(
      try Contributions(total: number("90"), largest: number("60"), second: nil, contributors: 3)?.second
        == nil)
  }

  @Test func sumsHaveBounds() throws {
    let two = try #require(Contributions(total: number("100"), largest: number("40"), second: number("30")))
    #expect(two.sumOfLargest(1) == (40, 40))
    #expect(two.sumOfLargest(2) == (70, 70))
    #expect(two.sumOfLargest(3) == (70, 100))
    let one = try #require(Contributions(total: number("100"), largest: number("40"), second: nil))
    #expect(one.sumOfLargest(2) == (40, 80))
  }

  @Test func extremesDoNotTrap() throws {
    let least = ExactNumber(mantissa: .min, scale: 0)
    let fine = ExactNumber(mantissa: .max, scale: 18)
    let known = try #require(Contributions(total: least, largest: fine, second: least))
    let sum = known.sumOfLargest(1000)
    #expect(sum.least > known.total)
  }
}
