// One cell, one finding: where several rules report the same cell the most specific one tells of the others.

/// Which rule's finding stands for which others.
public struct FindingPrecedence: Sendable {
  /// For each rule the more general ones that its findings tell of.
  private let absorbed: [RuleName: Set<RuleName>]
  /// How many steps of more specific rules there are above a rule: the most general are told first.
  private let levels: [RuleName: Int]

  /// The order that the rules' descriptions give.
  public init(_ rules: [RuleDescription]) {
    let absorbed = Dictionary(
      rules.map { ($0.name, Set($0.absorbs)) }, uniquingKeysWith: { $0.union($1) })
    self.absorbed = absorbed
    var levels: [RuleName: Int] = [:]
    // A chain is no longer than there are rules, also if two rules named each other.
    for _ in rules {
      var changed = false
      for rule in rules {
        for general in rule.absorbs {
          let level = (levels[rule.name] ?? 0) + 1
          if level > (levels[general] ?? 0), level <= rules.count {
            levels[general] = level
            changed = true
          }
        }
      }
      if !changed { break }
    }
    self.levels = levels
  }

  /// A cell, a column or a whole table.
  private struct Place: Hashable {
    var table: String?
    var column: Int?
    var byteOffset: Int?
  }

  /// The findings of one file, each cell told once. The verdict of a cell never falls: a finding is told in
  /// another one only if that is as bad, or is about this cell alone and takes the worse verdict.
  ///
  /// - Returns: the findings that remain, in the same order.
  public func merged(_ findings: [Finding]) -> [Finding] {
    var findings: [Finding?] = findings
    var specific: [Place: [Int]] = [:]
    for (index, finding) in findings.enumerated() {
      guard let finding, absorbed[finding.rule]?.isEmpty == false else { continue }
      for place in places(of: finding) { specific[place, default: []].append(index) }
      if !finding.cells.isEmpty { specific[Self.listing(finding.location), default: []].append(index) }
    }
    guard !specific.isEmpty else { return findings.compactMap { $0 } }
    let order = findings.indices.sorted { left, right in
      let levels = [left, right].map { findings[$0].map { level(of: $0.rule) } ?? 0 }
      return levels[0] != levels[1] ? levels[0] > levels[1] : left < right
    }
    for index in order { tell(index, in: &findings, specific) }
    return findings.compactMap { $0.map(Self.naming) }
  }

  /// The finding with a message that names the rules it tells of.
  private static func naming(_ finding: Finding) -> Finding {
    guard !finding.also.isEmpty else { return finding }
    var named = finding
    named.also.sort()
    named.message = finding.message + " Also: \(named.also.map(\.rawValue).joined(separator: ", "))."
    return named
  }

  private func level(of rule: RuleName) -> Int { levels[rule] ?? 0 }

  /// Stands for a column of which a finding lists cells: it may tell of a finding about the column, never of
  /// one about another cell.
  private static func listing(_ location: Location) -> Place {
    Place(table: location.table, column: location.column, byteOffset: -1)
  }

  /// What a finding is about: its cells, or its column or table where it lists none.
  private func places(of finding: Finding) -> [Place] {
    let location = finding.location
    if !finding.cells.isEmpty {
      return finding.cells.map {
        Place(table: location.table, column: location.column, byteOffset: $0.byteOffset)
      }
    }
    return [Place(table: location.table, column: location.column, byteOffset: location.byteOffset)]
  }

  /// Takes the cells of a finding out that more specific findings are about.
  private func tell(_ index: Int, in findings: inout [Finding?], _ specific: [Place: [Int]]) {
    guard let general = findings[index], level(of: general.rule) > 0, general.location.table != nil else {
      return
    }
    // Of a cut list nobody knows whether the other cells are told of as well.
    guard general.cells.isEmpty || general.cells.count == general.occurrences else { return }
    let told = places(of: general).map { place -> Bool in
      guard let teller = teller(of: general, at: place, findings, specific), var finding = findings[teller]
      else { return false }
      finding.verdict = max(finding.verdict, general.verdict)
      for rule in [general.rule] + general.also where !finding.also.contains(rule) && rule != finding.rule {
        finding.also.append(rule)
      }
      findings[teller] = finding
      return true
    }
    if told.allSatisfy({ $0 }) {
      findings[index] = nil
    } else if general.cells.count == told.count {
      findings[index]?.cells = zip(general.cells, told).filter { !$0.1 }.map(\.0)
      findings[index]?.occurrences = told.count { !$0 }
    }
  }

  private func teller(
    of general: Finding, at place: Place, _ findings: [Finding?], _ specific: [Place: [Int]]
  ) -> Int? {
    let column = Place(table: place.table, column: place.column, byteOffset: nil)
    let table = Place(table: place.table, column: nil, byteOffset: nil)
    let listing = Place(table: place.table, column: place.column, byteOffset: -1)
    for place in place.byteOffset == nil ? [place, listing, table] : [place, column, table] {
      let found = specific[place]?.first { index in
        guard let finding = findings[index], absorbed[finding.rule]?.contains(general.rule) == true else {
          return false
        }
        return finding.verdict >= general.verdict || (finding.occurrences == 1 && place.byteOffset != nil)
      }
      if let found { return found }
    }
    return nil
  }
}
