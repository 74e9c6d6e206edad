// What headers say a rate is given for.

import Testing

@testable import DisclosureRules

@Suite struct RateMultiplierTests {
  @Test(arguments: [
    ("rate per 1,000", 1000), ("crude_rate_per_100k", 100_000), ("Deaths per 100 000 population", 100_000),
    ("ASR/100,000", 100_000), ("rate per 100K pop", 100_000), ("Rate pro 100.000 Einwohner", 100_000),
    ("cases per million", 1_000_000), ("per 10_000", 10_000), ("rate per hundred thousand", 100_000),
    ("per thousand registered", 1000), ("deaths per 1m", 1_000_000), ("per lakh", 100_000),
    ("events per 100 person-years", 100), ("per 1000pyrs", 1000),
    ("admissions per bed, per 1,000 in 2019", 1000), ("taux pour 1 000", 1000),
  ]) func numbersOfPeopleAreRead(_ header: String, _ number: Int64) {
    #expect(RateMultiplier.stated(in: header) == number)
  }

  /// What is no such number limits nothing: all are tried.
  @Test(arguments: [
    "rate", "deaths per day", "per 7 days", "persons", "paper 1000", "m/f ratio", "per 99999999999999999999",
    "per 9999999 million million", "per 100m", "", "per", "per 1", "/",
    "per 12kk",
  ]) func othersAreNot(_ header: String) { #expect(RateMultiplier.stated(in: header) == nil) }

  @Test func noHeaderStatesNothing() { #expect(RateMultiplier.stated(in: nil) == nil) }
}
