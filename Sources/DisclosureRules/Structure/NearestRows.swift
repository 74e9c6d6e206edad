// The nearest of some rows, found without looking at them all.

/// Rows in ascending order.
struct NearestRows {
  private let rows: [Int]

  /// - Parameter rows: 0-based, ascending.
  init(_ rows: [Int]) { self.rows = rows }

  /// The nearest to a row, itself included; of two equally near the one above.
  func nearest(to row: Int) -> Int? {
    var low = 0
    var high = rows.count
    while low < high {
      let middle = low + (high - low) / 2
      if rows[middle] < row { low = middle + 1 } else { high = middle }
    }
    guard low < rows.count else { return rows.last }
    guard low > 0, row - rows[low - 1] <= rows[low] - row else { return rows[low] }
    return rows[low - 1]
  }
}
