// The numbers of a table that can add up, as an intruder reads them.

/// What is published of one cell, in whole numbers of ``AdditiveCells/factor``.
enum CellReading: Equatable {
  /// A number: its true value lies from `low` to `high`, which are equal unless it was rounded.
  case known(low: Int64, high: Int64)
  /// A mask, with what it states; `high` is `LinearSystem.infinity` where it states no limit.
  case hidden(low: Int64, high: Int64)
  /// Nothing, or a token such as `NA` that mostly says that there is nothing; `isZero` where the sums of the table
  /// show that it stands for 0.
  case blank(isZero: Bool)
  /// Nothing that could add up.
  case none

  var isKnown: Bool { if case .known = self { true } else { false } }
  var isHidden: Bool { if case .hidden = self { true } else { false } }
}

/// The columns of a table whose numbers can add up, and its columns of labels.
struct AdditiveCells {
  let table: TableSubject
  let kept: KeptTable
  let ruleset: Ruleset
  /// Columns of counts and magnitudes.
  let columns: [Int]
  /// Columns of labels.
  let labels: [Int]
  /// What all numbers are multiplied with, so that they are whole.
  let factor: Int64
  /// Columns of people or things, whose hidden numbers are whole.
  let wholeColumns: Set<Int>
  private let masks: [String: MaskToken]
  /// What notes say of masks.
  private let legends: [String: ClosedRange<Int64>]
  private let bases: [Int: (base: Int64, isMidpoint: Bool)]
  private let digits: UInt8
  /// Decimals are taken for rounded to their last digit.
  let roundsDecimals: Bool
  /// Columns that add up whatever their headers say.
  let proved: Set<Int>
  /// Counts on one grid are taken for rounded to it though they are few.
  let sharesBase: Bool
  /// Published cells that are taken for masked: what a table looks like once more is hidden.
  var masked: Set<CellPosition> = []
  /// Numbers that are stated beside the cells, by their places.
  var stated: [CellPosition: SumRange] = [:]
  /// Empty cells stand for 0: sums show it.
  var zeroBlanks = false
  /// Columns in which numbers below 0 are published, so hidden ones may be below 0 too.
  private let negativeColumns: Set<Int>
  /// A 0 is published among the counts, so masks do not hide zeros.
  private let showsZeros: Bool

  /// Roles whose numbers add up.
  static let additive: Set<ColumnRole> = [
    .count, .total, .events, .sum, .measurement, .personTime, .unknown,
  ]
  private static let magnitudes: Set<ColumnRole> = [.sum, .measurement, .personTime]
  /// Digits after the point that are read exactly.
  static let mostDigits: UInt8 = 6
  /// Texts longer than this are labels or notes, no masks.
  static let longestMask = 16
  /// Tokens, letters only, that mostly say that there is nothing.
  static let missing: Set<String> = ["na", "nan", "null", "none", "n/a", ".", "missing"]

  /// - Parameter proved: columns that add up with others, whatever else their headers may say.
  init(
    _ table: TableSubject, kept: KeptTable, ruleset: Ruleset, roundsDecimals: Bool = false,
    proved: Set<Int> = [], sharesBase: Bool = false
  ) {
    self.sharesBase = sharesBase
    self.proved = proved
    self.table = table
    self.kept = kept
    self.ruleset = ruleset
    self.roundsDecimals = roundsDecimals
    legends = MaskLegend.ranges(in: table.captions, longest: Self.longestMask)
    masks = ruleset.masks.reduce(into: [:]) { $0[$1.token.lowercased()] = $1 }
    let labels = table.columns.indices.filter { Self.isLabel($0, in: table, kept) }
    self.labels = labels
    let hidesAny = table.columns.contains { $0.cells(.mask) + $0.cells(.bound) > 0 }
    let columns = table.columns.indices.filter { column in
      // A whole change is the difference of two counts.
      let isDifference = hidesAny && table.role(column).role == .coefficient && table.columns[column].isWhole
      return !labels.contains(column)
        && (proved.contains(column) || isDifference || Self.additive.contains(table.role(column).role))
        && (table.columns[column].numeric > 0
          || table.columns[column].cells(.mask) + table.columns[column].cells(.bound) > 0)
    }
    self.columns = columns
    let wholes = columns.filter {
      !Self.magnitudes.contains(table.role($0).role)
        && (table.columns[$0].numeric == 0 || table.columns[$0].maximumScale == 0
          || table.columns[$0].wholes == table.columns[$0].numeric)
    }
    wholeColumns = Set(wholes)
    bases = Self.bases(of: wholes, in: table, kept: kept, ruleset: ruleset, sharing: sharesBase)
    negativeColumns = Set(columns.filter { (table.columns[$0].minimum?.mantissa ?? 0) < 0 })
    showsZeros = wholes.contains { !table.columns[$0].small.zeros.isEmpty }
    var digits = columns.map { wholes.contains($0) ? 0 : table.columns[$0].maximumScale }.max() ?? 0
    digits = min(digits, Self.mostDigits)
    let largest =
      columns.flatMap { [table.columns[$0].minimum, table.columns[$0].maximum] }
      .compactMap { $0?.double.magnitude }.max() ?? 0
    // Sums of many numbers must stay well inside what is exact.
    while digits > 0, largest * Double(ExactNumber.powersOfTen[Int(digits)]) > Self.largestNumber {
      digits -= 1
    }
    self.digits = digits
    factor = ExactNumber.powersOfTen[Int(digits)] * (roundsDecimals ? 2 : 1)
  }

  /// Numbers larger than this, after multiplication, are not read.
  private static let largestNumber = Double(LinearSystem.largest) / 64

  /// Columns whose numbers may add up though their headers or neighbours make them something else: `LL` is a
  /// confidence limit and a legal form, `M` a mean and a size.
  var doubtful: Set<Int> {
    Set(
      table.columns.indices.filter { column in
        let role = table.role(column)
        let profile = table.columns[column]
        // Where numbers are hidden, a header alone does not settle that they are no parts of a sum.
        let isOpen = role.confidence < Self.sure || profile.cells(.mask) + profile.cells(.bound) > 0
        return !columns.contains(column) && !labels.contains(column) && isOpen
          && table.declared?.columns[column]?.role == nil && table.columns[column].numeric > 0
      })
  }

  /// Roles that are surer than this are believed before sums.
  private static let sure = 0.9

  private static func isLabel(_ column: Int, in table: TableSubject, _ kept: KeptTable) -> Bool {
    let profile = table.columns[column]
    if isTotalled(column, in: table, kept) { return true }
    switch table.role(column).role {
    case .dimension, .date, .code, .identifier, .age, .text: return true
    // Codes with a total among them: `01`, `02`, `Total`.
    case .unknown, .rank:
      return table.structure.totalLabels[column] != nil || profile.numeric == 0 && profile.cells(.text) > 0
    default: return false
    }
  }

  /// Whether a column of codes has a total among them: `1`, `1.1`, `Total`, with numbers behind it.
  private static func isTotalled(_ column: Int, in table: TableSubject, _ kept: KeptTable) -> Bool {
    guard table.structure.totalLabels[column] != nil else { return false }
    let behind = table.columns.indices.filter { $0 > column && table.columns[$0].numeric > 0 }
    return (0..<kept.rows).contains { row in
      table.structure.isTotalLabel(kept.cell(row: row, column: column), column: column)
        && behind.contains {
          [.number, .composite, .mask, .bound].contains(kept.cell(row: row, column: $0).kind)
        }
    }
  }

  /// What is published of a cell.
  func reading(_ cell: CellPosition) -> CellReading {
    if cell.isStated { return stated[cell].map { .known(low: $0.low, high: $0.high) } ?? .none }
    if masked.contains(cell) { return open(cell.column) }
    let content = kept.cell(row: cell.row, column: cell.column)
    switch content.kind {
    case .number, .composite: return known(content.number, column: cell.column)
    case .bound: return bound(content, cell)
    case .mask: return token(cell)
    case .empty: return .blank(isZero: zeroBlanks)
    case .text:
      guard let text = kept.text(row: cell.row, column: cell.column) else { return .none }
      let word = Self.trimmed(text)
      if Self.missing.contains(word) { return .blank(isZero: false) }
      if let range = range(word), wholeColumns.contains(cell.column), table.columns[cell.column].numeric > 0 {
        return range
      }
      let isToken =
        word.utf8.count <= Self.longestMask
        && !word.utf8.contains { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
      return isToken && table.columns[cell.column].numeric > 0
        ? explained(word, cell) ?? open(cell.column) : .none
    case .date: return .none
    }
  }

  /// A mask that states both its limits.
  private func range(_ word: String) -> CellReading? {
    guard let stated = StatedRange(word), let (least, _) = scaled(ExactNumber(mantissa: stated.low)),
      let (_, most) = scaled(ExactNumber(mantissa: stated.high))
    else { return nil }
    return .hidden(low: least, high: most)
  }

  /// A cell that may hide anything.
  private func open(_ column: Int) -> CellReading {
    .hidden(low: negativeColumns.contains(column) ? -LinearSystem.infinity : 0, high: LinearSystem.infinity)
  }

  private func known(_ number: ExactNumber, column: Int) -> CellReading {
    guard let (low, high) = scaled(number) else { return .none }
    if let (base, isMidpoint) = bases[column], low == high {
      let half = base / 2
      if low == 0 { return .known(low: 0, high: isMidpoint ? 0 : half * factor) }
      return .known(low: max(0, low - half * factor), high: low + half * factor)
    }
    if roundsDecimals, !wholeColumns.contains(column) {
      let unit = factor / ExactNumber.powersOfTen[Int(min(number.scale, digits))] / 2
      return .known(low: low - unit, high: high + unit)
    }
    return .known(low: low, high: high)
  }

  /// The number in whole units, from below and above where it has more digits than are kept.
  private func scaled(_ number: ExactNumber) -> (Int64, Int64)? {
    let value = Int128(number.mantissa) * Int128(factor)
    let unit = Int128(ExactNumber.powersOfTen[Int(min(number.scale, 18))])
    let low = BoundPropagation.floor(value, unit)
    let high = BoundPropagation.ceiling(value, unit)
    guard low.magnitude < LinearSystem.largest.magnitude, high.magnitude < LinearSystem.largest.magnitude
    else {
      return nil
    }
    return (Int64(low), Int64(high))
  }

  private func bound(_ content: Cell, _ cell: CellPosition) -> CellReading {
    guard let (low, high) = scaled(content.number) else { return .none }
    let step = wholeColumns.contains(cell.column) && !content.marks.contains(.inclusive) ? factor : 0
    if content.marks.contains(.lowerBound) {
      return .known(low: low + step, high: LinearSystem.infinity)
    }
    let floor = showsZeros ? minimum(of: cell) : 0
    return .hidden(low: min(floor, high - step), high: max(0, high - step))
  }

  private func minimum(of cell: CellPosition) -> Int64 {
    guard let text = kept.text(row: cell.row, column: cell.column),
      let range = masks[Self.trimmed(text)]?.range,
      let (low, _) = scaled(ExactNumber(mantissa: Int64(range.lowerBound)))
    else { return 0 }
    return low
  }

  private func token(_ cell: CellPosition) -> CellReading {
    guard let text = kept.text(row: cell.row, column: cell.column) else { return open(cell.column) }
    let word = Self.trimmed(text)
    if let explained = explained(word, cell) { return explained }
    if Self.missing.contains(word) { return .blank(isZero: false) }
    guard let mask = masks[word], let range = mask.range, !mask.mayBeSecondary,
      let (low, _) = scaled(ExactNumber(mantissa: Int64(range.lowerBound))),
      let (high, _) = scaled(ExactNumber(mantissa: Int64(range.upperBound)))
    else { return open(cell.column) }
    return .hidden(low: showsZeros ? low : min(low, 0), high: high)
  }

  /// A mask of counts whose limits a note states.
  private func explained(_ word: String, _ cell: CellPosition) -> CellReading? {
    guard wholeColumns.contains(cell.column), let range = legends[word],
      let (low, _) = scaled(ExactNumber(mantissa: range.lowerBound)),
      let (_, high) = scaled(ExactNumber(mantissa: range.upperBound))
    else { return nil }
    return .hidden(low: showsZeros ? low : min(low, 0), high: high)
  }

  /// How far apart two numbers of a column are at least, unless they are equal: what chance can hit.
  func step(column: Int) -> Int64 {
    if wholeColumns.contains(column) { return factor }
    return max(1, factor / ExactNumber.powersOfTen[Int(min(table.columns[column].maximumScale, digits))])
  }

  /// Lower case without outer spaces.
  static func trimmed(_ text: String) -> String {
    let scalars = text.lowercased().unicodeScalars
    let isSpace: (Unicode.Scalar) -> Bool = { $0.properties.isWhitespace }
    guard let first = scalars.firstIndex(where: { !isSpace($0) }),
      let last = scalars.lastIndex(where: { !isSpace($0) })
    else { return "" }
    return String(String.UnicodeScalarView(scalars[first...last]))
  }
}
