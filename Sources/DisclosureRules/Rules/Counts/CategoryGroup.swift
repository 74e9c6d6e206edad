// Groups of people and how they fall into the categories of one variable.

/// One group of people: the cells of its categories, all of them published.
struct CategoryGroup {
  /// The cell of one category.
  struct Member {
    var row: Int
    var column: Int
    /// Index into ``CategoryVariable/labels``.
    var label: Int
    /// The count or percentage, in the variable's unit.
    var value: Int128
  }

  var members: [Member]

  var total: Int128 { members.reduce(0) { $0 &+ $1.value } }
}

/// A variable whose categories stand side by side in a row, or below each other in a column.
struct CategoryVariable {
  /// Names of the categories: headers, or labels of rows, in lower case.
  var labels: [String]
  var groups: [CategoryGroup]
  /// Something shows that each person is in exactly one category.
  var isPartition: Bool
  /// The values are counts of people, in units of one; otherwise percentages.
  var isCount: Bool
  /// Every column that is read has a strong role.
  var isStrong: Bool
  /// The values are rounded, so that a zero need not be one.
  var isRounded: Bool
  /// Index of the label of those who are in no published category; nil where all categories are published.
  var rest: Int?
}

/// The words by which categories are understood.
struct CategoryWords {
  /// Categories that say nothing of a person: no, none, alive.
  var uninformative: Set<String>
  /// Pairs of categories that leave nobody out, both ways.
  var complement: [String: String]
  /// Labels of rows and columns that stand for all categories together.
  var totals: Set<String>
  /// Words of headers across which nothing is a partition: time, data sets.
  var neverAcross: Set<String>

  /// A category says nothing when its label or the label's first word is in the list: `No diabetes`.
  func saysNothing(_ label: String) -> Bool {
    uninformative.contains(label) || Self.words(of: label).first.map(uninformative.contains) ?? true
  }

  func isTotal(_ label: String) -> Bool {
    totals.contains(label) || Self.words(of: label).first.map(totals.contains) ?? false
  }

  /// Whether a header or a category speaks of time or of data sets.
  func forbids(_ text: String) -> Bool {
    Self.words(of: text).contains { neverAcross.contains($0) || Self.isYear($0) }
  }

  /// Two labels that complete each other, with nothing beside them but labels that say nothing.
  func areComplements(_ labels: [String]) -> Bool {
    let known = Set(labels)
    guard known.count == labels.count else { return false }
    return labels.contains { label in
      guard let other = complement[label], known.contains(other) else { return false }
      return labels.allSatisfy { $0 == label || $0 == other || saysNothing($0) }
    }
  }

  /// Years that tables are about; other numbers of four digits are categories too.
  private static let years = 1900...2100

  private static func isYear(_ word: String) -> Bool { Int(word).map(years.contains) ?? false }

  static func words(of text: String) -> [String] {
    text.lowercased().split { !($0.isLetter || $0.isNumber) }.map(String.init)
  }
}

extension TableSubject {
  /// Whether the whole numbers of these columns, taken together, are proved to be rounded, and to what.
  func commonBase(of positions: [Int]) -> Int? {
    var pooled = RoundingEvidence()
    for position in positions {
      let one = columns[position].rounding
      if one.values == 0 { continue }
      pooled.values += one.values
      var (left, right) = (pooled.divisor, one.divisor)
      while right != 0 { (left, right) = (right, left % right) }
      pooled.divisor = left
      pooled.midpointSix = pooled.midpointSix && one.midpointSix
    }
    return pooled.provenBase
  }
}
