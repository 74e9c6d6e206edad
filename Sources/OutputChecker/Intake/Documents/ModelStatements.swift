// What listings of models say of the model in sentences of their own, outside of their tables.

/// Finds observations, events and residual degrees of freedom in the words around a model.
///
/// Source: R's print methods of `summary.lm`, `summary.glm`, `summary.coxph` and `htest`; Stata's `regress` and
/// `stcox`. What SAS and statsmodels say stands in tables of labels and numbers.
struct ModelStatements {
  private static let residual = "df.residual"
  private static let squared = "r.squared"
  private static let size = "nobs"
  private static let events = "nevent"

  /// The words before a number, and what the number is.
  private static let before: [(words: String, what: String)] = [
    ("Number of obs =", size), ("Number of obs=", size), ("Number of obs:", size),
    ("Number of Observations Used", size),
    ("number of events=", events),
    ("number of events =", events),
    ("No. of failures =", events), ("No. of subjects =", size), ("Multiple R-squared:", squared),
    ("R-squared =", squared), ("Pseudo R2 =", squared), ("n=", size), ("N=", size), ("N =", size),
  ]
  /// The words behind a number, and what stands before it.
  private static let behind = "degrees of freedom"
  private static let behindStarts = ["Residual standard error:", "Residual deviance:"]

  private var names: [String] = []
  private var values: [String] = []
  private var line = 0
  /// The number of observations was given in words, not as `n=`.
  private var isNamed = false
  private(set) var tables: [[TextTableRow]] = []

  /// The statements of a text, one table a model.
  static func tables(of lines: [String]) -> [[TextTableRow]] {
    var statements = ModelStatements()
    for (index, line) in lines.enumerated() {
      if line.hasPrefix("Call:") { statements.finish() }
      for (name, value) in found(in: line) {
        statements.add(name, value, line: index + 1)
        if name == size, line.contains("Number of ") { statements.isNamed = true }
      }
    }
    statements.finish()
    return statements.tables
  }

  private mutating func add(_ name: String, _ value: String, line: Int) {
    if names.contains(name) { finish() }
    if names.isEmpty { self.line = line }
    names.append(name)
    values.append(value)
  }

  private mutating func finish() {
    // An R-squared by itself says nothing of people, and `n=5` may be anything.
    if names.contains(Self.residual) || names.contains(Self.events) || names.count > 1 || isNamed {
      tables.append([
        TextTableRow(line: line, cells: ["model"] + names),
        TextTableRow(line: line, cells: ["fitted"] + values),
      ])
    }
    names = []
    values = []
    isNamed = false
  }

  private static func found(in line: String) -> [(String, String)] {
    // Nearly every line has none of the words.
    guard
      line.utf8.contains(where: { $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: ":") })
        || line.contains("Number of Obs")
    else { return [] }
    let spaced = line.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    if behindStarts.contains(where: { spaced.hasPrefix($0) }), let end = spaced.firstRange(of: behind),
      let number = spaced[..<end.lowerBound].split(separator: " ").last, isNumber(number)
    {
      return [(residual, String(number))]
    }
    var found: [(String, String)] = []
    for (words, what) in before where !found.contains(where: { $0.0 == what }) {
      guard let start = spaced.firstRange(of: words) else { continue }
      // `n=` begins a line; anywhere else it is part of something longer.
      if words.lowercased().hasPrefix("n"), words.utf8.count <= 3, start.lowerBound != spaced.startIndex {
        continue
      }
      let rest = spaced[start.upperBound...].drop { $0 == " " }
      let number = rest.prefix { $0.isNumber || $0 == "." || $0 == "," }
      let digits = number.last == "," || number.last == "." ? number.dropLast() : number
      if isNumber(digits) { found.append((what, digits.filter { $0 != "," })) }
    }
    return found
  }

  /// Whether a line is nothing but a sentence about a model.
  static func isIn(_ line: String) -> Bool {
    let text = line.drop { $0 == " " }
    return sentences.contains { text.hasPrefix($0) }
  }

  private static let sentences = [
    "Residual standard error:", "Residual deviance:", "Null deviance:", "Multiple R-squared:", "F-statistic:",
    "AIC:", "n=", "Number of obs:", "Number of Observations ",
  ]

  /// Whether a line is names with their numbers and nothing else, as R prints tests: `t = 2.11, df = 1012, p-value < 2.2e-16`.
  static func listsStatistics(_ line: String) -> Bool {
    guard line.contains("p-value") else { return false }
    let parts = line.split(separator: ", ")
    return parts.count > 1
      && parts.allSatisfy { part in
        let words = part.split { $0 == " " || $0 == "\t" }
        return words.count == 3 && ["=", "<", ">"].contains(words[1]) && words[2].contains(where: \.isNumber)
          && !words[0].contains(where: \.isNumber)
      }
  }

  /// What Stata prints to the right of an analysis of variance, or above a table of estimates.
  private static let fits = [
    "Number of obs", "F(", "Prob > F", "R-squared", "Adj R-squared", "Root MSE", "LR chi2(", "Wald chi2(",
    "Prob > chi2", "Pseudo R2",
  ]

  /// A line of Stata without what it says of the fit of the model at its right end.
  static func withoutFit(_ line: String) -> Substring {
    guard let equals = line.utf8.lastIndex(of: UInt8(ascii: "=")) else { return line[...] }
    let before = line[..<equals]
    for fit in fits {
      guard let start = before.firstRange(of: "  " + fit) else { continue }
      return line[..<start.lowerBound]
    }
    return line[...]
  }

  private static func isNumber(_ text: Substring) -> Bool {
    text.contains(where: \.isNumber)
      && text.allSatisfy { $0.isASCII && ($0.isNumber || $0 == "." || $0 == ",") }
  }
}
