// What a drawn cell shows: its kind, or on request its content.

import DisclosureRules

/// Renders cells of an excerpt.
struct ExcerptCells {
  let redaction: Redaction
  /// Columns, from 1, in which every value identifies somebody.
  let identifying: Set<Int>
  private let roles: [Int: RoleAssignment]

  /// - Parameter groups: the findings of the table's file.
  init(_ table: TableReport, _ groups: [FindingGroup], _ redaction: Redaction, _ options: ReportOptions) {
    self.redaction = redaction
    roles = Dictionary(table.columns.map { ($0.index, $0.role) }, uniquingKeysWith: { first, _ in first })
    let named = groups.filter { group in
      switch options.describe(group.rule)?.family {
      case .identifiers, .records: true
      default: false
      }
    }
    identifying = Set(
      table.columns.filter { $0.role.role == .identifier }.map(\.index)
        + named.flatMap { $0.findings.compactMap(\.location.column) })
  }

  /// Text of a cell, masked and escaped.
  func text(_ cell: TableExcerpt.Cell, column: Int) -> String {
    if redaction.showsValues || cell.kind == .mask || cell.kind == .empty {
      return Self.shown(
        cell, role: roles[column] ?? .unknown, identifies: identifying.contains(column), redaction)
    }
    return switch cell.kind {
    case .text: "text"
    case .date: "date"
    default: Redaction.hidden
    }
  }

  /// Text of a cell that is shown on request.
  static func shown(
    _ cell: TableExcerpt.Cell, role: RoleAssignment, identifies: Bool, _ redaction: Redaction
  ) -> String {
    switch cell.kind {
    case .empty: return ""
    // A mask is a word of the policy.
    case .mask: return redaction.name(cell.text)
    case .number where !identifies && isStatistic(role): return redaction.escape(cell.text)
    case .number, .bound, .date, .composite, .text:
      return identifies ? redaction.identifier(cell.text) : redaction.value(cell.text)
    }
  }

  /// Whether the numbers of a column are surely statistics, which may have as many digits as an identifier.
  private static func isStatistic(_ role: RoleAssignment) -> Bool {
    switch role.role {
    case .identifier, .code, .dimension, .date, .text, .unknown, .measurement: false
    default: role.isStrong
    }
  }
}
