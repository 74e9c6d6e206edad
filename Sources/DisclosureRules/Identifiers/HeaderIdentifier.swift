// What a column's header says of identifiers.

/// An identifier of people that a header names.
public struct HeaderIdentifier: Sendable, Equatable {
  /// The rule that looks for the identifier.
  public var rule: RuleName
  /// The header says so for certain, or only perhaps.
  public var isCertain: Bool

  /// What a header says of one identifier.
  public init(rule: RuleName, isCertain: Bool) {
    self.rule = rule
    self.isCertain = isCertain
  }
}

extension TableRule {
  /// A finding about a whole column, with how many of its cells are filled and how many values differ.
  ///
  /// - Parameter position: of the column, from 0.
  func finding(_ verdict: Verdict, onColumn position: Int, of table: TableSubject, _ message: Message)
    -> Finding
  {
    let column = table.columns[position]
    var report = finding(
      verdict, at: table.location(column: position), message,
      evidence: .parts([
        .init("filledCells", .count(column.filled)), .init("distinctValues", .count(column.distinct.value)),
        .init("distinctIsExact", .flag(column.distinct.isExact)),
      ]))
    report.occurrences = column.filled
    return report
  }
}
