// Writes a safe version of a table: masks what must be hidden, and what would give it away.

import DisclosureRules

/// A protected table, or why there is none.
public struct Protection: Sendable {
  /// The file with its cells masked; everything else as it was.
  public var bytes: [UInt8]
  /// Cells masked because a rule said so, cells masked to protect them, and cells that were masked before.
  public var primary: Int
  public var complementary: Int
  /// The sum of the numbers that complementary masks hide.
  public var valueLost: Double
  /// No cheaper set of complementary masks would do.
  public var isOptimal: Bool
  /// The token that masks.
  public var token: String
  /// What the check says of the protected table.
  public var audit: FileReport
}

/// A table that could not be protected.
public struct ProtectionFailure: Error, CustomStringConvertible {
  public var description: String
  /// The table was understood, and can't be made safe by masking; otherwise it could not be worked on.
  public var isRefusal: Bool

  public init(description: String, isRefusal: Bool) {
    self.description = description
    self.isRefusal = isRefusal
  }
}

/// Protects tables.
public struct TableProtector {
  private let options: CheckOptions

  /// Rules whose findings name cells that must be hidden.
  static let primaryRules: Set<RuleName> = [
    "minimum-threshold", "dominance", "p-percent", "low-count-statistic",
  ]

  public init(options: CheckOptions) { self.options = options }

  /// Masks the cells of a table in memory. The same bytes come out on every run and machine.
  public func protect(bytes: [UInt8], fileName: String) throws(ProtectionFailure) -> Protection {
    func failure(_ words: String) -> ProtectionFailure {
      ProtectionFailure(description: words, isRefusal: false)
    }
    var checking = options
    checking.maxFindings = Int.max
    let checker = Checker(options: checking)
    let file = checker.understood(bytes: bytes, fileName: fileName)
    if let problem = file.problem { throw failure(problem.message) }
    guard file.compression == nil, let encoding = file.encoding,
      encoding == "utf-8" || encoding == "windows-1252"
    else {
      throw failure("only plain text in UTF-8 or Windows-1252 can be edited in place")
    }
    guard file.tables.count == 1, let table = file.tables.first, let kept = table.kept else {
      throw failure("the file holds no table, several, or one that is too large")
    }
    guard let token = maskToken(delimiter: file.delimiter) else {
      throw failure("the ruleset lists no mask that may stand for any number")
    }
    let report = checker.check(bytes: bytes, fileName: fileName)
    let primary = Self.primary(report.findings.map(\.finding), in: table, kept: kept)
    guard
      let plan = ComplementarySuppression.plan(for: table, primary: primary, under: options.ruleset.ruleset)
    else { throw failure("the table contradicts itself, or is too large to be protected") }
    if !plan.unprotected.isEmpty {
      throw ProtectionFailure(
        description: "\(plan.unprotected.count) cells can't be protected by masking others", isRefusal: true)
    }
    let masked = Self.masking(plan.primary + plan.complementary, in: bytes, kept: kept, token: token)
    let audit = checker.check(bytes: masked, fileName: fileName)
    let remains = audit.findings.map(\.finding).filter {
      $0.verdict >= .fail && ($0.rule == "recoverable-suppression" || Self.primaryRules.contains($0.rule))
    }
    if let first = remains.first {
      throw ProtectionFailure(
        description: "the protected table still fails \(first.rule), so it was not written", isRefusal: true)
    }
    return Protection(
      bytes: masked, primary: plan.primary.count, complementary: plan.complementary.count,
      valueLost: plan.complementary.reduce(0) {
        $0 + kept.cell(row: $1.row, column: $1.column).number.double
      },
      isOptimal: plan.isOptimal, token: token, audit: audit)
  }

  /// The first token of the ruleset that may hide any number and needs no quotes.
  private func maskToken(delimiter: String?) -> String? {
    options.ruleset.ruleset.masks.first { mask in
      mask.mayBeSecondary && mask.range == nil && !mask.token.contains("\"")
        && !mask.token.contains(delimiter ?? ",")
    }?.token
  }

  private static func primary(_ findings: [Finding], in table: TableSubject, kept: KeptTable)
    -> [CellPosition]
  {
    var cells: Set<CellPosition> = []
    for finding in findings where primaryRules.contains(finding.rule) && finding.verdict >= .review {
      guard let column = finding.location.column else { continue }
      let rows = finding.cells.isEmpty ? [finding.location.row].compactMap { $0 } : finding.cells.map(\.row)
      for row in rows {
        let kind = kept.cell(row: row - 1, column: column - 1).kind
        if kind == .number || kind == .composite {
          cells.insert(CellPosition(row: row - 1, column: column - 1))
        }
      }
    }
    return cells.sorted()
  }

  /// The file with the token in place of some cells; quotes stay.
  private static func masking(
    _ cells: [CellPosition], in bytes: [UInt8], kept: KeptTable, token: String
  ) -> [UInt8] {
    let places = cells.map { kept.place(row: $0.row, column: $0.column) }.sorted()
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var position = 0
    let quote = UInt8(ascii: "\"")
    for place in places
    where place.byteOffset >= position && place.byteOffset + place.byteLength <= bytes.count {
      result += bytes[position..<place.byteOffset]
      let isQuoted = place.byteLength >= 2 && bytes[place.byteOffset] == quote
      if isQuoted { result.append(quote) }
      result += Array(token.utf8)
      if isQuoted { result.append(quote) }
      position = place.byteOffset + place.byteLength
    }
    return result + bytes[position...]
  }
}
