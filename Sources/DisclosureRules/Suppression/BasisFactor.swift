// The inverse of a simplex basis as a product of sparse elementary matrices.

/// Columns of a sparse matrix with entries by row.
struct SparseColumns: Sendable {
  var start: [Int] = [0]
  var row: [Int] = []
  var value: [Double] = []

  var count: Int { start.count - 1 }
  func range(_ column: Int) -> Range<Int> { start[column]..<start[column + 1] }
}

/// The inverse of a basis in product form (Orchard-Hays 1968): one elementary matrix a pivot, those of the
/// triangular part unchanged columns of the basis, so that tables, whose bases are nearly triangular, fill in
/// little.
struct BasisFactor {
  private var pivotRow: [Int] = []
  private var pivotInverse: [Double] = []
  private var start: [Int] = [0]
  private var index: [Int] = []
  private var value: [Double] = []
  private(set) var updates = 0

  /// Entries smaller than this are rounding error: coefficients are whole and small.
  static let zero = 1e-11
  /// A pivot smaller than this would make the basis singular.
  static let smallestPivot = 1e-7

  /// Work that solving with this basis takes, in entries.
  var entries: Int { index.count + pivotRow.count }

  /// Solves `B w = w` in place.
  func solve(_ w: inout [Double]) {
    for eta in pivotRow.indices {
      let row = pivotRow[eta]
      let pivot = w[row]
      if pivot == 0 { continue }
      let scaled = pivot * pivotInverse[eta]
      w[row] = scaled
      for position in start[eta]..<start[eta + 1] { w[index[position]] -= value[position] * scaled }
    }
  }

  /// Solves `y B = y` in place.
  func solveTransposed(_ y: inout [Double]) {
    for eta in pivotRow.indices.reversed() {
      var sum = y[pivotRow[eta]]
      for position in start[eta]..<start[eta + 1] { sum -= value[position] * y[index[position]] }
      y[pivotRow[eta]] = sum * pivotInverse[eta]
    }
  }

  /// Takes in that the column with `B⁻¹ a = w` replaces the one that is basic in `row`.
  mutating func replace(row: Int, by w: [Double]) {
    append(row: row, pivot: w[row], rows: w.indices, values: w)
    updates += 1
  }

  private mutating func append(row: Int, pivot: Double, rows: Range<Int>, values: [Double]) {
    pivotRow.append(row)
    pivotInverse.append(1 / pivot)
    for other in rows where other != row {
      let entry = values[other]
      if entry > Self.zero || entry < -Self.zero {
        index.append(other)
        value.append(entry)
      }
    }
    start.append(index.count)
  }

  private mutating func append(column: Int, of matrix: SparseColumns, pivot row: Int) {
    pivotRow.append(row)
    for position in matrix.range(column) {
      if matrix.row[position] == row {
        pivotInverse.append(1 / matrix.value[position])
      } else {
        index.append(matrix.row[position])
        value.append(matrix.value[position])
      }
    }
    start.append(index.count)
  }

  /// Factors a basis anew.
  ///
  /// - Parameters:
  ///   - columns: structural columns of the basis; the other rows keep their unit column.
  ///   - rows: rows of the matrix.
  /// - Returns: the columns with the rows in which they are basic, and those that depend on the others.
  mutating func factor(columns: [Int], of matrix: SparseColumns, rows: Int) -> (
    placed: [(column: Int, row: Int)], dependent: [Int]
  ) {
    self = BasisFactor()
    var placed: [(column: Int, row: Int)] = []
    var last: [(column: Int, row: Int)] = []
    var columnsOfRow = Array(repeating: [Int](), count: rows)
    var rowCount = Array(repeating: 0, count: rows)
    var columnCount = Array(repeating: 0, count: columns.count)
    for (position, column) in columns.enumerated() {
      columnCount[position] = matrix.range(column).count
      for entry in matrix.range(column) {
        columnsOfRow[matrix.row[entry]].append(position)
        rowCount[matrix.row[entry]] += 1
      }
    }
    var isRowOpen = Array(repeating: true, count: rows)
    var isColumnOpen = Array(repeating: true, count: columns.count)
    var singleColumns = columns.indices.filter { columnCount[$0] == 1 }
    var singleRows = (0..<rows).filter { rowCount[$0] == 1 }

    func close(_ position: Int, _ row: Int) {
      isColumnOpen[position] = false
      isRowOpen[row] = false
      for entry in matrix.range(columns[position]) {
        let other = matrix.row[entry]
        rowCount[other] -= 1
        if rowCount[other] == 1 && isRowOpen[other] { singleRows.append(other) }
      }
      for other in columnsOfRow[row] where isColumnOpen[other] {
        columnCount[other] -= 1
        if columnCount[other] == 1 { singleColumns.append(other) }
      }
    }

    while true {
      if let position = singleColumns.popLast() {
        guard isColumnOpen[position], columnCount[position] == 1,
          let entry = matrix.range(columns[position]).first(where: { isRowOpen[matrix.row[$0]] })
        else { continue }
        last.append((columns[position], matrix.row[entry]))
        close(position, matrix.row[entry])
      } else if let row = singleRows.popLast() {
        guard isRowOpen[row], let position = columnsOfRow[row].first(where: { isColumnOpen[$0] }) else {
          continue
        }
        append(column: columns[position], of: matrix, pivot: row)
        placed.append((columns[position], row))
        close(position, row)
      } else {
        break
      }
    }

    // What is not triangular: the column with the fewest entries first, the pivot where the row is emptiest.
    var dependent: [Int] = []
    let rest = columns.indices.filter { isColumnOpen[$0] }.sorted {
      (columnCount[$0], $0) < (columnCount[$1], $1)
    }
    var work = Array(repeating: 0.0, count: rest.isEmpty ? 0 : rows)
    for position in rest {
      for row in work.indices { work[row] = 0 }
      for entry in matrix.range(columns[position]) { work[matrix.row[entry]] = matrix.value[entry] }
      solve(&work)
      var largest = 0.0
      for row in work.indices where isRowOpen[row] { largest = max(largest, work[row].magnitude) }
      guard largest > Self.smallestPivot else {
        dependent.append(columns[position])
        continue
      }
      var pivot = -1
      for row in work.indices where isRowOpen[row] && work[row].magnitude >= largest * 0.1 {
        if pivot < 0 || rowCount[row] < rowCount[pivot] { pivot = row }
      }
      append(row: pivot, pivot: work[pivot], rows: work.indices, values: work)
      placed.append((columns[position], pivot))
      isRowOpen[pivot] = false
      for entry in matrix.range(columns[position]) { rowCount[matrix.row[entry]] -= 1 }
    }
    for (column, row) in last.reversed() { append(column: column, of: matrix, pivot: row) }
    return (placed + last, dependent)
  }
}
