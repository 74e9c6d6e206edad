// Statistics by the names that tools print beside them, in headers and in cells.

/// Names as they compare: lower-case ASCII letters and digits of a header or label.
enum StatisticNames {
  /// Longer texts are no labels.
  static let longest = 64

  /// `Df Residuals:`, `df.residual` and `DF_RESIDUALS` lose what tells them apart.
  static func squeezed(_ text: String) -> String {
    guard text.utf8.count <= longest else { return "" }
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39, 0x61...0x7A: bytes.append(byte)
      case 0x41...0x5A: bytes.append(byte | 0x20)
      default: break
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Whether the first letter or digit that ``squeezed(_:)`` keeps is one of these.
  private static func begins(_ text: String, with first: Set<UInt8>) -> Bool {
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39, 0x61...0x7A: return first.contains(byte)
      case 0x41...0x5A: return first.contains(byte | 0x20)
      default: continue
      }
    }
    return false
  }

  /// Columns whose header is one of the names.
  static func columns(named names: Set<String>, in table: TableSubject) -> [Int] {
    table.columns.indices.filter { names.contains(squeezed(table.columns[$0].name ?? "")) }
  }

  /// The first column whose header is one of the names.
  static func column(named names: Set<String>, in table: TableSubject) -> Int? {
    columns(named: names, in: table).first
  }

  /// Rows with a label of these names, each with the label's column; ascending.
  static func labels(_ names: Set<String>, in kept: KeptTable) -> [(row: Int, column: Int)] {
    var found: [(row: Int, column: Int)] = []
    let first = Set(names.compactMap(\.utf8.first))
    for (position, column) in kept.columns.enumerated() {
      // Most labels begin otherwise than any of the names: only the rest is worth spelling out.
      let matches = column.texts.map { begins($0, with: first) && names.contains(squeezed($0)) }
      guard matches.contains(true) else { continue }
      for (row, cell) in column.cells.enumerated() {
        switch cell.kind {
        case .text, .mask, .composite:
          if matches.indices.contains(Int(cell.text)), matches[Int(cell.text)] {
            found.append((row, position))
          }
        case .empty, .number, .bound, .date: break
        }
      }
    }
    return found.sorted { ($0.row, $0.column) < ($1.row, $1.column) }
  }

  /// Numbers in the cells that follow a label of these names, up to the next label; as 0-based places.
  static func values(of names: Set<String>, in kept: KeptTable) -> [(
    row: Int, column: Int, number: ExactNumber
  )] {
    var found: [(row: Int, column: Int, number: ExactNumber)] = []
    for label in labels(names, in: kept) {
      var column = label.column + 1
      search: while column < kept.columns.count {
        let cell = kept.cell(row: label.row, column: column)
        switch cell.kind {
        case .number: found.append((label.row, column, cell.number))
        case .empty, .mask, .bound: break
        case .text, .date, .composite: break search
        }
        column += 1
      }
    }
    return found
  }
}
