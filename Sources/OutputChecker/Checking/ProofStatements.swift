// The statements of a proof of safety, read line by line; ``SafetyProof`` says what each line means.

import DisclosureRules

/// What a proof says of one table.
struct ProofStatements {
  /// What is not published exactly (`hidden`, `blank`, `rounded`) or in no cell (`stated`), from `low` to `high`.
  struct Unknown {
    var kind: Substring
    var low: Int64
    var high: Int64
    var isWhole: Bool
  }

  private(set) var scale: Int64 = 0
  private(set) var unknowns: [CellPosition: Unknown] = [:]
  private(set) var free: Set<CellPosition> = []
  private(set) var equations: [(whole: CellPosition, parts: [CellPosition])] = []
  private(set) var tables: [Int64: [CellPosition: Int64]] = [:]
  private(set) var safe: [(cell: CellPosition, from: Int64, to: Int64)] = []

  init(_ lines: [Substring]) throws(ProofVerdict) {
    for line in lines where !line.hasPrefix("#") {
      if line.hasPrefix("unproved ") { throw .fails("the proof itself says: \(line)") }
      guard read(line.split(separator: " ")) else { throw .unreadable("no statement: \(line.prefix(80))") }
    }
  }

  /// Takes in a line; false when it is none, or says again what was said.
  private mutating func read(_ words: [Substring]) -> Bool {
    var numbers: [Int64] = []
    var cells: [CellPosition] = []
    var values: [CellPosition: Int64] = [:]
    // `7` is a number, `4,3` the third cell of the fourth row, `4,3=7` that cell with a 7 in it.
    for word in words.dropFirst() {
      let parts = word.split { $0 == "," || $0 == "=" }
        .compactMap { $0 == "inf" ? .max : $0 == "-inf" ? .min : Int64($0) }
      if parts.count == 1 { numbers.append(parts[0]) }
      guard parts.count > 1 else { continue }
      // Rows and columns from 0 down are numbers that stand beside the table.
      guard parts.prefix(2).allSatisfy({ Int32(exactly: $0) != nil }) else { return false }
      let cell = CellPosition(row: Int(parts[0]) - 1, column: Int(parts[1]) - 1)
      if parts.count == 2 { cells.append(cell) } else { values[cell] = parts[2] }
    }
    switch (words.first, words.count, numbers.count, cells.count) {
    case ("scale", 2, 1, 0):
      defer { scale = numbers[0] }
      return scale == 0 && (1...1_000_000_000).contains(numbers[0])
    case ("hidden", 5, 2, 1), ("blank", 5, 2, 1), ("rounded", 5, 2, 1), ("stated", 5, 2, 1):
      let unknown = Unknown(kind: words[0], low: numbers[0], high: numbers[1], isWhole: words[4] == "whole")
      return unknowns.updateValue(unknown, forKey: cells[0]) == nil
    case ("free", 2, 0, 1): return free.insert(cells[0]).inserted
    case ("equation", 2 * cells.count, 0, 2...): equations.append((cells[0], Array(cells.dropFirst())))
    case ("table", values.count + 2, 1, 0): return tables.updateValue(values, forKey: numbers[0]) == nil
    case ("safe", 4, 2, 1): safe.append((cells[0], numbers[0], numbers[1]))
    default: return false
    }
    return true
  }
}
