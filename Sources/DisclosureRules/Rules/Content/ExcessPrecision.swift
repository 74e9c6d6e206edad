// excess-precision: more digits than a result needs, which tell more than it does or carry data.

/// Finds numbers with more significant digits than the ruleset allows.
public struct ExcessPrecision: ContentRule {
  /// Significant digits of a number with decimals.
  private static let largestDigits = 17
  public static let digits = Parameter<Int>.integer(
    "digits", default: 17, in: 1...17,
    "Most significant digits of a number with decimals; 17 is what a computer's numbers can need.")

  public init() {}

  public var description: RuleDescription {
    RuleDescription(
      name: "excess-precision",
      family: .content,
      statbarn: nil,
      summary: "A number with more significant digits than a result has.",
      rationale: """
        Digits that no calculation gives can carry data out, and the digits of a percentage or a mean can give \
        its base away. Programs write up to 17 significant digits of a number, so that more are for a person to judge under \
        every ruleset; a ruleset may allow fewer. What is left of a calculation, such as \
        0.30000000000000004, counts as 0.3, small p-values have few digits however many zeros they have, and counts have as \
        many digits as they have. A number with many more digits than the others of its column, yet fewer than \
        a program would write, is for a person to judge too.
        """,
      remedy: "Round the numbers to the digits that the result needs.",
      parameters: [Self.digits.description],
      sources: [
        "IEEE 754-2019, binary64: 17 significant digits tell any two numbers apart",
        "Handbook on Statistical Disclosure Control for Outputs (SDAP), on rounding",
      ],
      examples: [
        RuleExample(
          .pass, "numbers as programs write them",
          "group,patients,mean,p_value\nA,120,27.0362831858407,2.2e-16\nB,145,0.30000000000000004,0.0001\n"),
        RuleExample(
          .review, "twenty-two digits",
          "group,patients,mean\nA,120,27.03628318584070401023\nB,145,31.5\n"),
        RuleExample(
          .review, "one number says more than its column",
          """
          group,patients,mean
          A,120,27.1
          B,145,31.5
          C,131,30.2
          D,118,28.8
          E,127,29.9400401023
          F,140,26.4

          """),
      ]
    )
  }

  public func conclusion(on kind: ContentKind) -> (worst: Verdict, message: Message)? {
    kind == .longNumber
      ? (.review, "The number has more digits than a calculation gives: they may carry data.") : nil
  }

  public func judge(_ table: TableSubject, under ruleset: Ruleset) -> RuleOutcome {
    let most = ruleset.value(Self.digits, of: name)
    var findings = contentFindings(in: table, under: ruleset)
    let cells = table.kept ?? table.firstRows
    for position in table.columns.indices where table.columns[position].maximumScale > 0 {
      guard let cells, cells.columns.indices.contains(position) else { continue }
      let long = Set(table.columns[position].content.filter { $0.kind == .longNumber }.flatMap(\.places))
      let digits = (0..<cells.rows).map { row -> Int in
        let cell = cells.cell(row: row, column: position)
        return cell.kind == .number || cell.kind == .composite ? Self.significantDigits(of: cell.number) : 0
      }
      let excess = digits.indices.filter { digits[$0] > most }
      let places = excess.map { cells.place(row: $0, column: position) }.filter { !long.contains($0) }
      let over: Message =
        "The number has more than \(most) significant digits, which is what the ruleset allows."
      findings += self.findings(over, at: places, in: table, position)
      if excess.isEmpty {
        let decimals = (0..<cells.rows).map { Int(cells.cell(row: $0, column: position).number.scale) }
        let standing = Self.standingOut(digits, decimals: decimals).map {
          cells.place(row: $0, column: position)
        }
        let stands: Message =
          "The number has many more digits than the others of its column: they may carry data."
        findings += self.findings(stands, at: standing.filter { !long.contains($0) }, in: table, position)
      }
    }
    if table.kept == nil, most < Self.largestDigits, table.columns.contains(where: { $0.maximumScale > most })
    {
      return RuleOutcome(
        status: .incomplete("the table is too large for its digits to be counted"), findings: findings)
    }
    return RuleOutcome(findings: findings)
  }

  private func findings(_ message: Message, at places: [CellPlace], in table: TableSubject, _ position: Int)
    -> [Finding]
  {
    let template = finding(.review, at: table.location(column: position), message)
    return Finding.perCell(template, cells: places, occurrences: places.count)
  }

  // MARK: - Digits

  /// Significant digits of a number with decimals, without what a calculation leaves behind; 0 for whole numbers.
  static func significantDigits(of number: ExactNumber) -> Int {
    guard number.whole == nil else { return 0 }
    var mantissa = number.mantissa.magnitude
    let written = digits(of: mantissa)
    // Programs that write a number with all its digits have rounding errors in the last: 15 are always right.
    if written > certainDigits {
      var unit: UInt64 = 1
      for _ in certainDigits..<written { unit *= 10 }
      let rounded = (mantissa + unit / 2) / unit
      if digits(of: withoutZeros(rounded)) <= certainDigits - noiseDigits { mantissa = rounded }
    }
    return digits(of: withoutZeros(mantissa))
  }

  /// Decimal digits that every binary number of 64 bits keeps. Source: IEEE 754, binary64.
  private static let certainDigits = 15
  /// So many zeros or nines at the end of the certain digits are no accident.
  private static let noiseDigits = 4

  private static func withoutZeros(_ number: UInt64) -> UInt64 {
    var rest = number
    while rest != 0 && rest % 10 == 0 { rest /= 10 }
    return rest
  }

  private static func digits(of number: UInt64) -> Int {
    var count = 0
    var rest = number
    while rest != 0 {
      rest /= 10
      count += 1
    }
    return count
  }

  // MARK: - Numbers that stand out

  /// Numbers with decimals that a column has at least before one of them can stand out.
  private static let fewestNumbers = 5
  /// A program that doesn't round writes about 15 to 17 digits: fewer than this were written on purpose.
  private static let roundedDigits = 13
  /// Digits more than the column's others have.
  private static let digitsMore = 5
  /// Of ten numbers so many are alike in a column that was rounded.
  private static let alikeInTen = 8

  /// Rows whose numbers have many more digits, and more of them behind the point, than nearly all others of a
  /// column that was rounded.
  ///
  /// - Parameters:
  ///   - digits: significant digits, row by row; 0 for what is no number with decimals.
  ///   - decimals: digits behind the point, row by row.
  static func standingOut(_ digits: [Int], decimals: [Int]) -> [Int] {
    let counted = digits.indices.filter { digits[$0] > 0 }
    guard counted.count >= fewestNumbers else { return [] }
    let middle = (counted.count - 1) * alikeInTen / 10
    let usualDigits = counted.map { digits[$0] }.sorted()[middle]
    let usualDecimals = counted.map { decimals[$0] }.sorted()[middle]
    return counted.filter {
      digits[$0] >= usualDigits + digitsMore && decimals[$0] >= usualDecimals + digitsMore
        && digits[$0] <= roundedDigits
    }
  }
}
