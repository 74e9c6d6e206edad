// Two counts of which one is part of the other, and what their difference gives away.

/// A cell of one of the tables that are compared; 0-based.
struct ComparedCell {
  /// Position among the tables with counts.
  var table: Int
  var row: Int
  /// Position among the table's columns of counts.
  var column: Int
}

/// Why one count should be part of another.
enum NestingEvidence: Int {
  /// The request says so.
  case declared
  /// Labels say so: `excluding`, ranges of numbers.
  case labels
  /// Ranges of numbers, in tables that nothing but their labels holds together.
  case ranges
  /// Labels suggest it: `with`, `eligible`.
  case wording
  /// Two versions of the same table.
  case versions
  /// Names differ in a day only: perhaps two versions.
  case days
}

/// Which comparisons belong into one finding.
struct ComparisonGroup: Hashable {
  var outerTable: Int
  var outerColumn: Int
  var innerTable: Int
  var innerColumn: Int
  /// What the two populations are called.
  var outer: String
  var inner: String
}

/// All compared cells of a group.
struct Comparison {
  var evidence: NestingEvidence
  var pairs: [(outer: ComparedCell, inner: ComparedCell, difference: Int128)] = []
}

/// Collects comparisons and says what they show.
struct ComparisonBook {
  private(set) var groups: [ComparisonGroup: Comparison] = [:]

  mutating func add(
    _ outer: ComparedCell, _ inner: ComparedCell, difference: Int128, names: (outer: String, inner: String),
    _ evidence: NestingEvidence
  ) {
    let group = ComparisonGroup(
      outerTable: outer.table, outerColumn: outer.column, innerTable: inner.table, innerColumn: inner.column,
      outer: names.outer, inner: names.inner)
    groups[group, default: Comparison(evidence: evidence)].pairs.append((outer, inner, difference))
  }

  /// In an order that depends on nothing but the tables.
  var sorted: [(group: ComparisonGroup, comparison: Comparison)] {
    groups.sorted { left, right in
      let (a, b) = (left.key, right.key)
      let first = (a.innerTable, a.innerColumn, a.outerTable, a.outerColumn)
      let second = (b.innerTable, b.innerColumn, b.outerTable, b.outerColumn)
      return first != second ? first < second : (a.inner, a.outer) < (b.inner, b.outer)
    }.map { ($0.key, $0.value) }
  }
}
