// dominance: totals that a few large contributors make up, the (n,k) rule.

/// Finds totals of which the n largest contributions are more than k%.
public struct Dominance: TableRule {
  /// Whether exactly k% is unsafe.
  public enum Comparison: String, Sendable, CaseIterable {
    /// Unsafe when x1 + … + xn > k/100·X.
    case above
    /// Unsafe when x1 + … + xn ≥ k/100·X.
    case atLeast = "at-least"
  }

  /// `rules`, the (n, k) pairs: n contributors have at most k percent.
  public static let rules = Parameter<[[String: Double]]>.records(
    "rules", fields: ["n", "k"], default: [["n": 1, "k": 50], ["n": 2, "k": 85]],
    "Pairs (n, k): the n largest contributions may be at most k percent of the total.")
  /// `comparison`, whether exactly k percent is unsafe.
  public static let comparison = Parameter<Comparison>.choice(
    "comparison", default: .above, "`above`: more than k% is unsafe; `at-least`: k% itself is unsafe too.")

  public init() {}

  public var description: RuleDescription {
    RuleDescription(
      name: "dominance",
      family: .magnitudes,
      statbarn: .linearAggregations,
      summary: "A total of which one or two contributors make up too large a share.",
      rationale: """
        Where one contributor makes up most of a total, the total is that contributor's value, nearly; where \
        two do, each can subtract its own and knows the other's. Unsafe when x1 + … + xn > k/100·X. The \
        contributions come from columns of the table (`largest`, `second_largest`, `top1`, `top2`, a share of \
        the largest), the number of contributors from a count beside them. Negative values are taken as \
        absolute values. What the columns do not settle, for want of a second largest, is noted. A cell may \
        break `p-percent` as well; both rules then say so.
        """,
      remedy: "Suppress the total together with enough others that it can't be derived, or merge categories.",
      parameters: [Self.rules.description, Self.comparison.description],
      sources: [
        "Hundepool et al., Handbook on Statistical Disclosure Control, chapter 4.2",
        "Guidelines for the checking of output based on microdata research (ESSnet SDC / DwB)",
        "ACRO, default.yaml: (2, 90), k% itself is unsafe",
        "ABS DataLab, output clearance: absolute values",
      ],
      examples: [
        RuleExample(
          .pass, "many contributors of a size",
          "region,total,largest,second_largest\nNorth,1000,200,150\nSouth,800,160,120\n"),
        RuleExample(
          .fail, "one contributor of 60%",
          "region,total,largest,second_largest\nNorth,1000,600,100\nSouth,800,160,120\n"),
        RuleExample(
          .fail, "a share of the largest in percent",
          "region,total,share_of_largest\nNorth,1000,61.5%\nSouth,800,20.0%\n"),
        RuleExample(
          .fail, "a maximum of 900 among twelve with a mean of 100",
          "hospital,n,mean_cost,max_cost\nH1,12,100,900\nH2,31,120,410\n"),
        RuleExample(
          .pass, "exactly half is not more than half",
          "region,total,largest,second_largest\nNorth,1000,500,100\nSouth,800,160,120\n"),
      ],
      absorbs: ["concentration"]
    )
  }

  /// A pair of the parameter, read.
  private struct Pair {
    var n: Int
    var k: ExactPercentage

    /// No ruleset looks at more contributors than this.
    static let maximumN = 1000.0

    init?(_ record: [String: Double]) {
      guard let n = record["n"], n >= 1, n <= Self.maximumN, n == n.rounded(),
        let k = record["k"].flatMap(ExactPercentage.init)
      else { return nil }
      self.n = Int(n)
      self.k = k
    }

    var words: Message {
      n == 1 ? "its largest contribution is" : "its \(n) largest contributions together are"
    }
  }

  public func judge(_ table: TableSubject, under ruleset: Ruleset) -> RuleOutcome {
    let records = ruleset.value(Self.rules, of: name)
    let pairs = records.compactMap(Pair.init)
    guard pairs.count == records.count else {
      return RuleOutcome(status: .incomplete("a pair (n, k) of the ruleset is no count and percentage"))
    }
    guard !pairs.isEmpty else { return .notApplicable("the ruleset gives no pair (n, k)") }
    let inclusive = ruleset.value(Self.comparison, of: name) == .atLeast
    let limit: Message = inclusive ? "at least" : "more than"
    func breaks(_ sum: UInt128, _ pair: Pair, _ total: UInt128) -> Bool {
      pair.k.compare(sum, of: total) >= (inclusive ? 0 : 1)
    }
    let standard = Self.join(
      pairs.map { "\($0.words) \(limit) \($0.k.text)% of it" }, by: " or ")
    return judgeMagnitudes(of: table, standard: standard) { contributions in
      var reasons: [Message] = []
      var isSettled = true
      for pair in pairs {
        let sum = contributions.sumOfLargest(pair.n)
        if breaks(sum.least, pair, contributions.total) {
          reasons.append("\(pair.words) \(limit) \(pair.k.text)% of it")
        } else if sum.greatest.map({ breaks($0, pair, contributions.total) }) ?? true {
          isSettled = false
        }
      }
      if !reasons.isEmpty { return .breach(Self.join(reasons, by: " and ")) }
      return isSettled ? .safe : .undecided
    }
  }

  private static func join(_ messages: [Message], by separator: Message) -> Message {
    messages.dropFirst().reduce(messages.first ?? "") { $0 + separator + $1 }
  }
}
