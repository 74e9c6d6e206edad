// p-percent: totals from which the second largest contributor can estimate the largest too closely.

/// Finds totals where X − x1 − x2 < p/100·x1.
public struct PPercent: TableRule {
  /// `p`, how near an estimate of the largest may come, in percent of it.
  public static let p = Parameter<Double>.number(
    "p", default: 10, in: 0...ExactPercentage.maximum,
    "How close, in percent of the largest contribution, the second largest contributor may come to it.")

  public init() {}

  public var description: RuleDescription {
    RuleDescription(
      name: "p-percent",
      family: .magnitudes,
      statbarn: .linearAggregations,
      summary:
        "A total from which the second largest contributor can estimate the largest to within p percent.",
      rationale: """
        The second largest contributor subtracts its own value from the total; what is left is the largest \
        contribution and a remainder. Unsafe when the remainder is small: X − x1 − x2 < p/100·x1. Of one or \
        two contributors nothing remains, which is always unsafe. The (p,q) rule is the same with 100p/q for \
        p. The contributions come from columns of the table (`largest`, `second_largest`, `top1`, `top2`, a \
        share of the largest), the number of contributors from a count beside them. Negative values are taken \
        as absolute values. A cell may break `dominance` as well; both rules then say so.
        """,
      remedy: "Suppress the total together with enough others that it can't be derived, or merge categories.",
      parameters: [Self.p.description],
      sources: [
        "Hundepool et al., Handbook on Statistical Disclosure Control, chapter 4.2, example 2",
        "Guidelines for the checking of output based on microdata research (ESSnet SDC / DwB)",
        "ACRO, default.yaml: p = 10",
      ],
      examples: [
        RuleExample(
          .fail, "shares of the two largest",
          "product,sales,share1_pct,share2_pct\np1,9100,49.1,47.2\np2,12200,21.0,18.5\n"),
        RuleExample(
          .pass, "the remainder is 8,000, more than a tenth of 52,000",
          "region,total,largest,second_largest\nNorth,110000,52000,50000\n"),
        RuleExample(
          .fail, "the remainder is 4,000, less than a tenth of 52,000",
          "region,total,largest,second_largest\nNorth,106000,52000,50000\n"),
        RuleExample(
          .fail, "one contributor makes up nearly all",
          "region,total,largest\nNorth,1000,950\nSouth,800,100\n"),
      ]
    )
  }

  public func judge(_ table: TableSubject, under ruleset: Ruleset) -> RuleOutcome {
    guard let p = ExactPercentage(ruleset.value(Self.p, of: name)) else {
      return RuleOutcome(status: .incomplete("the ruleset's p is no percentage"))
    }
    let why: Message =
      "what remains without its two largest contributions is less than \(p.text)% of the largest"
    return judgeMagnitudes(of: table, standard: why) { contributions in
      let least = contributions.pair
      // More than the total: published values that contradict each other protect nobody.
      guard contributions.total >= least else { return .breach(why) }
      let remainder = contributions.total - least
      if p.compare(remainder, of: contributions.largest) < 0 { return .breach(why) }
      guard contributions.second == nil else { return .safe }
      // The second largest isn't known; it is no larger than the largest.
      let smallest = remainder > contributions.largest ? remainder - contributions.largest : 0
      return p.compare(smallest, of: contributions.largest) < 0 ? .undecided : .safe
    }
  }
}
