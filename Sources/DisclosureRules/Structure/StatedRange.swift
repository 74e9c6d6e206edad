// A cell that gives two whole numbers in place of one: `1-9`, `1 to 9`, `10–19`.

/// The limits between which a cell says that its number lies, both of them possible.
struct StatedRange: Equatable {
  let low: Int64
  let high: Int64

  /// - Parameter text: a cell in lower case; nil where it gives no such range.
  init?(_ text: String) {
    let parts = AdditiveCells.trimmed(text).replacing(" to ", with: "-").split { $0 == "-" || $0 == "–" }
      .map { Int32(AdditiveCells.trimmed(String($0))) }
    guard parts.count == 2, let low = parts[0], let high = parts[1], low >= 0, low < high else { return nil }
    self.low = Int64(low)
    self.high = Int64(high)
  }

  /// Whether it says no more of a count than that it is unsafe, or that it is safe: `1-9` and `10-19` under a
  /// threshold of 10, not `4-5`.
  func hides(_ unsafe: Range<Int>) -> Bool {
    low >= Int64(unsafe.upperBound)
      || low <= Int64(unsafe.lowerBound) && high >= Int64(unsafe.upperBound) - 1
  }
}
