// Record by record, what the microdata say of the groups of a table.

import DisclosureRules

/// One record as a table's microdata see it.
struct MicrodataRecord {
  /// Its value; nil when it has none.
  var value: ExactNumber?
  /// 1 where nothing is weighted.
  var weight = WideDecimal(1)
  /// Its holding; nil when it is a contributor by itself.
  var holding: UInt64?
}

/// Adds up the groups of one table. The result does not depend on the order of the records.
struct MicrodataAccumulator {
  /// A holding within a group.
  private struct HoldingKey: Hashable {
    var group: Int
    var holding: UInt64
  }

  private struct Holding {
    var value: WideDecimal?
    var weighted: WideDecimal?
  }

  /// Most holdings in all groups together, about a hundred bytes each.
  static let holdingLimit = 500_000

  private let hasValue: Bool
  private let holdingLimit: Int
  private(set) var groups: [SourceGroup]
  private var holdings: [HoldingKey: Holding] = [:]
  /// Why not all was taken in.
  private(set) var gap: String?

  init(groups: Int, hasValue: Bool, holdingLimit: Int = Self.holdingLimit) {
    self.holdingLimit = holdingLimit
    self.groups = Array(repeating: SourceGroup(), count: groups)
    self.hasValue = hasValue
  }

  /// Takes a record into a group.
  mutating func add(_ record: MicrodataRecord, to group: Int) {
    groups[group].records += 1
    groups[group].allWeights = groups[group].allWeights?.adding(record.weight)
    if !hasValue {
      groups[group].valued += 1
      groups[group].weights = groups[group].weights?.adding(record.weight)
      return
    }
    guard let number = record.value else { return }
    groups[group].take(number, weight: record.weight)
    let value = WideDecimal(number)
    guard let weighted = value.multiplied(by: record.weight) else {
      groups[group].magnitude = nil
      return
    }
    guard let holding = record.holding else {
      groups[group].contribute(SourceContributor(value: value.magnitude, weighted: weighted.magnitude))
      return
    }
    let key = HoldingKey(group: group, holding: holding)
    guard holdings[key] != nil || holdings.count < holdingLimit else {
      gap = "the microdata have more than \(holdingLimit) holdings in the groups of the table"
      return
    }
    var one = holdings[key] ?? Holding(value: .zero, weighted: .zero)
    one.value = one.value?.adding(value)
    one.weighted = one.weighted?.adding(weighted)
    holdings[key] = one
  }

  /// The groups, when every record was seen.
  mutating func finish() -> [SourceGroup] {
    for (key, holding) in holdings {
      guard let value = holding.value, let weighted = holding.weighted else {
        groups[key.group].magnitude = nil
        continue
      }
      groups[key.group].contribute(SourceContributor(value: value.magnitude, weighted: weighted.magnitude))
    }
    holdings.removeAll()
    return groups
  }
}

extension SourceGroup {
  /// Counts a value.
  fileprivate mutating func take(_ number: ExactNumber, weight: WideDecimal) {
    valued += 1
    if number.mantissa == 0 { zeros += 1 }
    if number.mantissa < 0 { hasNegative = true }
    weights = weights?.adding(weight)
    sum = WideDecimal(number).multiplied(by: weight).flatMap { sum?.adding($0) }
    if minimum.map({ number < $0 }) ?? true { minimum = number }
    if maximum.map({ $0 < number }) ?? true { maximum = number }
  }

  /// Ranks a contributor; those of 0 are none.
  fileprivate mutating func contribute(_ contributor: SourceContributor) {
    magnitude = magnitude?.adding(contributor.weighted)
    guard WideDecimal.zero.isLess(than: contributor.value) == true else { return }
    contributors += 1
    // Of two with the same value the one with more weight stands first, whatever the order of the records.
    let position =
      largest.firstIndex { other in
        if other.value.isLess(than: contributor.value) != false { return true }
        return contributor.value.isLess(than: other.value) == false
          && other.weighted.isLess(than: contributor.weighted) == true
      } ?? largest.count
    guard position < Self.kept else { return }
    largest.insert(contributor, at: position)
    if largest.count > Self.kept { largest.removeLast() }
  }
}
