// The statements of a proof of safety as values; ``SafetyProof`` says what each means.

/// Why a proof does not hold, or could not be read.
struct ProofFault: Error {
  var message: String
  /// The proof itself can't be read, as against one that is wrong.
  var isUnreadable = false
  /// What it says is right, but something is left out.
  var isGap = false
}

/// What a proof says of one table.
struct ProofStatements {
  /// A cell, from 1.
  struct Place: Hashable {
    var row: Int
    var column: Int
  }

  /// A cell that is not published exactly.
  struct Unknown {
    var kind: Substring
    var low: Int64?
    var high: Int64?
    var isWhole: Bool
    /// How far apart two values must be: `count` with a width and a threshold, or `magnitude` with thousandths.
    var rule: Substring = ""
    var width: Int64 = 0
    var threshold: Int64 = 0
  }

  private let rows: Int
  private let columns: Int
  private(set) var scale: Int64 = 0
  private(set) var unknowns: [Place: Unknown] = [:]
  private(set) var free: Set<Place> = []
  private(set) var equations: [(whole: Place, parts: [Place], text: String)] = []
  private(set) var tables: [Int: [Place: Int64]] = [:]
  private(set) var always: [Place: Int64] = [:]
  private(set) var safe: [(cell: Place, from: Int, to: Int)] = []

  init(_ lines: [Substring], rows: Int, columns: Int) throws(ProofFault) {
    self.rows = rows
    self.columns = columns
    for line in lines where !line.hasPrefix("#") { try read(line) }
  }

  private mutating func read(_ line: Substring) throws(ProofFault) {
    let words = line.split(separator: " ")
    func bad() -> ProofFault {
      ProofFault(message: "a line can't be read: \(line.prefix(80))", isUnreadable: true)
    }
    guard let first = words.first else { return }
    switch (first, words.count) {
    case ("scale", 2):
      guard let value = Int64(words[1]), value > 0, value <= 1_000_000_000 else { throw bad() }
      scale = value
    case ("cell", 6), ("cell", 9):
      var unknown = Unknown(
        kind: words[2], low: Int64(words[3]), high: Int64(words[4]), isWhole: words[5] == "whole")
      guard let cell = place(words[1]), unknowns[cell] == nil, unknown.low != nil || words[3] == "-inf",
        unknown.high != nil || words[4] == "inf", words.count == (unknown.kind == "rounded" ? 6 : 9)
      else { throw bad() }
      if words.count == 9 {
        guard let width = Int64(words[7]), let threshold = Int64(words[8]), width >= 1 else { throw bad() }
        (unknown.rule, unknown.width, unknown.threshold) = (words[6], width, threshold)
      }
      unknowns[cell] = unknown
    case ("free", 2):
      guard let cell = place(words[1]) else { throw bad() }
      free.insert(cell)
    case ("equation", 4...):
      let sides = words.dropFirst()
      let parts = sides.dropFirst(2).filter { $0 != "+" }.map(place)
      guard let whole = place(words[1]), words[2] == "=", !parts.contains(nil) else { throw bad() }
      equations.append((whole, parts.compactMap { $0 }, String(line.dropFirst(9))))
    case ("table", 2...):
      guard let number = Int(words[1].dropLast()), tables[number] == nil,
        let values = values(words.dropFirst(2))
      else {
        throw bad()
      }
      tables[number] = values
    case ("always:", _):
      guard let values = values(words.dropFirst()) else { throw bad() }
      always = values
    case ("safe", 6):
      guard let cell = place(words[1]), let from = Int(words[3]), let to = Int(words[5]) else { throw bad() }
      safe.append((cell, from, to))
    case ("open", 2): throw ProofFault(message: "the proof itself says that cell \(words[1]) is not safe")
    case ("contradiction", 1): throw ProofFault(message: "the proof itself says that the table can't add up")
    case ("unread", 1): throw ProofFault(message: "the proof itself says that the table was not examined")
    default: throw bad()
    }
  }

  private func place(_ text: Substring) -> Place? {
    let numbers = text.split(separator: ",").map { Int($0) }
    guard numbers.count == 2, let row = numbers[0], let column = numbers[1],
      (1...max(1, rows)).contains(row), (1...max(1, columns)).contains(column)
    else { return nil }
    return Place(row: row, column: column)
  }

  private func values(_ words: ArraySlice<Substring>) -> [Place: Int64]? {
    var values: [Place: Int64] = [:]
    for word in words {
      let sides = word.split(separator: "=")
      guard sides.count == 2, let cell = place(sides[0]), let value = Int64(sides[1]), values[cell] == nil
      else {
        return nil
      }
      values[cell] = value
    }
    return values
  }
}
