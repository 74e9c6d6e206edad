// Tables for tests of rules, built from strings: plain, slow and obviously right.

import DisclosureRules

/// One column of a table to build.
struct BuiltColumn {
  var name: String?
  var role: ColumnRole
  var confidence: Double
  var cells: [String]

  init(_ name: String?, _ role: ColumnRole, confidence: Double = 1, _ cells: [String]) {
    self.name = name
    self.role = role
    self.confidence = confidence
    self.cells = cells
  }
}

/// Builds what a reader would make of the columns written as comma-separated text, without quotes: cells are
/// plain decimals (`12`, `-3.50`, `60%`), masks (`*`), bounds (`<8`), nothing, or text.
enum TableBuilder {
  /// - Parameter keep: false for a table above the retention limit.
  static func table(_ columns: [BuiltColumn], keep: Bool = true, problems: [StructureProblem] = [])
    -> TableSubject
  {
    let rows = columns.map(\.cells.count).max() ?? 0
    let hasHeader = columns.contains { $0.name != nil }
    var places = Array(repeating: [CellPlace](), count: columns.count)
    var kept = KeptTable(columns: columns.map { _ in KeptTable.Column() })
    var offset = hasHeader ? columns.map { $0.name ?? "" }.joined(separator: ",").utf8.count + 1 : 0
    for row in 0..<rows {
      let line = row + (hasHeader ? 2 : 1)
      kept.rowOffsets.append(offset)
      kept.rowLines.append(line)
      for (index, column) in columns.enumerated() {
        let text = row < column.cells.count ? column.cells[row] : ""
        let length = text.utf8.count
        places[index].append(CellPlace(row: row + 1, line: line, byteOffset: offset, byteLength: length))
        kept.columns[index].offsets.append(UInt32(offset - kept.rowOffsets[row]))
        kept.columns[index].lengths.append(UInt32(length))
        kept.columns[index].cells.append(cell(text, texts: &kept.columns[index].texts))
        offset += length + 1
      }
    }
    return TableSubject(
      id: "table.csv", fileName: "table.csv", hasHeader: hasHeader, rows: rows,
      columns: columns.indices.map { index in
        profile(
          index: index + 1, name: columns[index].name, cells: kept.columns[index].cells, places: places[index]
        )
      },
      roles: columns.map { RoleAssignment(role: $0.role, confidence: $0.confidence, reasons: []) },
      kept: keep ? kept : nil, problems: problems)
  }

  private static func cell(_ text: String, texts: inout [String]) -> Cell {
    if text.isEmpty { return Cell(kind: .empty) }
    let isPercent = text.hasSuffix("%")
    if let number = number(isPercent ? String(text.dropLast()) : text) {
      return Cell(kind: .number, marks: isPercent ? .percent : [], number: number)
    }
    if !texts.contains(text) { texts.append(text) }
    let index = UInt32(texts.firstIndex(of: text) ?? 0)
    if text == "*" { return Cell(kind: .mask, text: index) }
    if text.hasPrefix("<"), let bound = number(String(text.dropFirst())) {
      return Cell(kind: .bound, text: index, number: bound)
    }
    return Cell(kind: .text, text: index)
  }

  /// A decimal number without separators of thousands.
  static func number(_ text: String) -> ExactNumber? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, let mantissa = Int64(parts.joined()) else { return nil }
    return ExactNumber(mantissa: mantissa, scale: parts.count == 2 ? UInt8(parts[1].utf8.count) : 0)
  }

  private static func profile(index: Int, name: String?, cells: [Cell], places: [CellPlace]) -> ColumnProfile
  {
    var profile = ColumnProfile(index: index, name: name)
    profile.rows = cells.count
    for kind in Cell.Kind.allCases { profile.kinds[kind] = cells.count { $0.kind == kind } }
    let numbers = cells.filter { $0.kind == .number }
    profile.wholes = numbers.count { $0.whole != nil }
    profile.percents = numbers.count { $0.marks.contains(.percent) }
    profile.minimum = numbers.map(\.number).min()
    profile.maximum = numbers.map(\.number).max()
    profile.maximumScale = numbers.map(\.number.scale).max() ?? 0
    profile.longestField = places.map(\.byteLength).max() ?? 0
    var divisor: UInt64 = 0
    for (cell, place) in zip(cells, places) {
      guard let whole = cell.whole else { continue }
      if whole == 0 { profile.small.zeros.append(place) }
      if whole >= 0, whole < SmallWholes.limit {
        profile.small.totals[Int(whole)] += 1
        if whole > 0 { profile.small.occurrences.append(.init(value: Int(whole), place: place)) }
      }
      if whole != 0 {
        divisor = greatestCommonDivisor(divisor, whole.magnitude)
        profile.rounding.values += 1
        if whole.magnitude % 6 != 3 { profile.rounding.midpointSix = false }
      }
    }
    profile.rounding.divisor = divisor
    return profile
  }

  private static func greatestCommonDivisor(_ left: UInt64, _ right: UInt64) -> UInt64 {
    right == 0 ? left : greatestCommonDivisor(right, left % right)
  }
}

extension Ruleset {
  /// A ruleset that sets one rule's parameters.
  static func setting(_ rule: RuleName, _ values: [String: ParameterValue]) -> Ruleset {
    Ruleset(name: "test", rules: [rule: RuleSettings(settings: values.mapValues { Setting(value: $0) })])
  }

  /// Every rule with its own defaults.
  static let defaults = Ruleset(name: "test")
}

extension RuleOutcome {
  var verdicts: [Verdict] { findings.map(\.verdict) }
  /// Rows that findings point at, one by one or in lists.
  var rows: [Int] {
    findings.flatMap { $0.cells.isEmpty ? [$0.location.row].compactMap { $0 } : $0.cells.map(\.row) }
  }
}

extension Message {
  /// Everything as it would read with values shown.
  var plain: String {
    parts.map {
      switch $0 {
      case .words(let text), .name(let text), .value(let text): text
      }
    }.joined()
  }
}
