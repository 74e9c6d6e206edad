// The steps of a flow chart in running text: how many people each step left.

import DisclosureRules

/// Finds lines such as `after excluding those under 18: 5210`, and makes one table of their numbers.
enum FlowLines {
  /// The names of the columns of that table.
  private static let header = ["step", "patients"]
  /// Rows of the table; further steps are for a person.
  static let mostSteps = 10_000

  /// What the flows of a text say.
  struct Reading {
    /// The rows, the header first; empty when there is no flow.
    var rows: [TextTableRow] = []
    /// There are more steps than are read.
    var isCut = false
  }

  /// Reads the lines that say who is left, each with its number, and the number that the first of them starts from.
  static func read(_ lines: [String]) -> Reading {
    var reading = Reading()
    var before: TextTableRow?
    for (index, line) in lines.enumerated() {
      guard let said = LabelledNumber(line) else { continue }
      let label = withoutLogHead(said.label)
      let row = TextTableRow(line: index + 1, cells: [label, "\(said.number)"])
      if saysWhoIsLeft(label) {
        if reading.rows.isEmpty { reading.rows = [TextTableRow(line: (before ?? row).line, cells: header)] }
        guard reading.rows.count < mostSteps else {
          reading.isCut = true
          break
        }
        if let start = before { reading.rows.append(start) }
        before = nil
        reading.rows.append(row)
      } else if !EmbeddedWords.isSetting(label) {
        // Only what stands directly before the first step is what it starts from.
        before = reading.rows.isEmpty ? row : nil
      }
    }
    // A single number that nothing comes before is no series.
    if reading.rows.count < 3 { reading.rows = [] }
    return reading
  }

  private static func saysWhoIsLeft(_ label: String) -> Bool {
    let words = label.lowercased().split { !$0.isLetter }.map(String.init)
    return EmbeddedWords.remaining.contains { phrase in
      words.indices.contains { words[$0...].starts(with: phrase) }
    }
  }

  /// A label without the time, the level and the source that a log writes before it.
  private static func withoutLogHead(_ label: String) -> String {
    var words = label.split(separator: " ")
    while words.count > 1, let first = words.first,
      first.contains(where: \.isNumber) && first.contains(where: { ":-/".contains($0) })
        || first.hasPrefix("[") || first == "-"
        || first.count > 3 && first.allSatisfy({ $0.isUppercase || $0 == ":" })
    {
      words.removeFirst()
    }
    return words.joined(separator: " ")
  }
}

extension DocumentParts {
  /// Adds the steps of a flow as a table.
  mutating func add(_ flow: FlowLines.Reading) {
    guard let first = flow.rows.first else { return }
    tables.append(GridWriter.table(of: flow.rows))
    if flow.isCut { note(.unreadNumbers, at: Location(line: first.line)) }
  }
}
