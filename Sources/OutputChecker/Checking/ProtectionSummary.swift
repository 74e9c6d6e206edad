// What was done to a table, in words.

import DisclosureRules

/// The summary of a protection for people.
public enum ProtectionSummary {
  /// Several lines without a last line end.
  public static func text(of protection: Protection) -> String {
    var lines: [String] = []
    if let rounding = protection.rounding { lines.append(contentsOf: self.rounding(rounding)) }
    let cells = protection.primary + protection.complementary
    if cells == 0 {
      lines.append("No cell had to be masked.")
    } else {
      let method =
        protection.isOptimal ? "no cheaper choice would do" : "chosen one by one: a cheaper choice may do"
      lines.append(
        "Masked with \(protection.token): \(count(protection.primary, "cell")) that the ruleset hides, "
          + "\(protection.complementary) more to protect them (\(method)).")
      let all = protection.entropy
      lines.append(
        "Lost by the masks of the ruleset: "
          + loss(protection.primaryLoss) + "; by the further ones: " + loss(protection.loss)
          + ". All numbers have \(number(all)) bits.")
    }
    if protection.levels > 0 {
      lines.append(
        "Protection levels of dominance and p% are kept for \(count(protection.levels, "masked cell")).")
    }
    lines += insiders(protection.insiders)
    switch protection.proof {
    case .none: break
    case .holds(let equations, _):
      lines.append(
        "Proved: every masked cell can hold other numbers, given \(count(equations.count, "equation")).")
    case .incomplete(let reason), .fails(let reason), .unreadable(let reason):
      lines.append("Not proved: \(reason). The attack found nothing that gives a masked cell away.")
    }
    lines.append("The whole check of the result says: \(protection.audit.verdict.rawValue).")
    return lines.joined(separator: "\n")
  }

  /// What the only contributor of a masked cell can work out.
  private static func insiders(_ summary: InsiderSummary) -> [String] {
    if summary.known == 0 { return [] }
    if summary.exposed == 0, summary.unexamined == 0 {
      let cells = count(summary.known, "masked cell")
      return ["Whoever is the only one in a cell (\(cells)) can't work out another masked one."]
    }
    var lines: [String] = []
    if summary.exposed > 0 {
      lines.append(
        "Not protected from insiders: \(count(summary.exposed, "masked cell")) can be worked out by whoever is the "
          + "only one in another.")
    }
    if summary.unexamined > 0 {
      lines.append(
        "Not examined: what whoever is the only one in a cell can work out "
          + "(\(count(summary.unexamined, "masked cell"))).")
    }
    return lines
  }

  private static func rounding(_ rounding: RoundingSummary) -> [String] {
    let method =
      switch rounding.method {
      case .controlled(let isOptimal):
        "each to a neighbouring multiple, "
          + (isOptimal ? "with the least change" : "a smaller change may do")
      case .summed: "parts by themselves, totals as their sums: no closer choice was found"
      case .separate: "each by itself, for the ruleset wants totals on the grid too"
      }
    let distant = rounding.distant > 0 ? " \(rounding.distant) moved by a base or more." : ""
    return [
      "Rounded: \(count(rounding.changed, "count")), by \(rounding.change) altogether (\(method)).\(distant)",
      "\(count(rounding.sums, "sum")) of counts still \(rounding.sums == 1 ? "adds" : "add") up.",
    ]
  }

  private static func loss(_ loss: ProtectionLoss) -> String {
    "\(count(loss.cells, "cell")), numbers that add up to \(number(loss.sum)), \(number(loss.entropy)) bits"
  }

  private static func count(_ number: Int, _ word: String) -> String {
    "\(number) \(word)\(number == 1 ? "" : "s")"
  }

  /// A number with at most three decimals.
  private static func number(_ value: Double) -> String {
    let thousandths = (value * 1000).rounded()
    guard thousandths.magnitude < 9e15 else { return "\(value)" }
    let whole = Int64(thousandths)
    var digits = String(whole.magnitude % 1000 + 1000).dropFirst()
    while digits.last == "0" { digits.removeLast() }
    return "\(whole < 0 ? "-" : "")\(whole.magnitude / 1000)\(digits.isEmpty ? "" : ".\(digits)")"
  }
}
