// Numbers that are written in a drawing: the marks of its axes, or its data.

/// Collects whole numbers with their places, and tells those of axes from others.
struct DrawnNumbers {
  private struct Number {
    var value: Int
    var place: DrawnPoint
    var line: Int
  }

  private let threshold: Int
  private var numbers: [Number] = []
  /// Numbers that are kept; a drawing with more has points enough to be seen for what it is.
  private static let most = 2_000
  /// Numbers beside the axes from which on they are data.
  private static let fewest = 2

  init(threshold: Int) { self.threshold = threshold }

  mutating func add(_ text: String, at place: DrawnPoint, line: Int) {
    guard numbers.count < Self.most, abs(place.x) < 1e9, abs(place.y) < 1e9, let value = Int(text) else {
      return
    }
    numbers.append(Number(value: value, place: place, line: line))
  }

  /// The line of the first number of data, a small one among them; nil when all are marks of axes.
  var line: Int? {
    var rows: [Int: [Number]] = [:]
    var columns: [Int: [Number]] = [:]
    for number in numbers {
      rows[Int(number.place.y.rounded()), default: []].append(number)
      columns[Int(number.place.x.rounded()), default: []].append(number)
    }
    let axes = (
      rows: rows.mapValues { Self.isAxis($0.sorted { $0.place.x < $1.place.x }.map(\.value)) },
      columns: columns.mapValues { Self.isAxis($0.sorted { $0.place.y < $1.place.y }.map(\.value)) }
    )
    let data = numbers.filter { number in
      !(axes.rows[Int(number.place.y.rounded())] ?? false)
        && !(axes.columns[Int(number.place.x.rounded())] ?? false)
    }
    let isData = Set(data.map(\.value)).count >= Self.fewest
    return isData && data.contains { (1..<threshold).contains($0.value) } ? data.first?.line : nil
  }

  /// Marks of an axis rise or fall by steps of one size, or are round numbers, or grow by one factor.
  private static func isAxis(_ values: [Int]) -> Bool {
    guard values.count > 2 else { return false }
    let steps = zip(values.dropFirst(), values).map { $0 - $1 }
    if steps[0] != 0, steps.allSatisfy({ $0 == steps[0] }) { return true }
    guard steps.allSatisfy({ $0 > 0 }) || steps.allSatisfy({ $0 < 0 }) else { return false }
    if values.allSatisfy(isRound) { return true }
    let factors = zip(values.dropFirst(), values).map { Double($0) / Double($1) }
    return factors.allSatisfy { $0 == factors[0] }
  }

  /// Zero, and 1, 2 or 5 with zeros behind it.
  private static func isRound(_ value: Int) -> Bool {
    var rest = abs(value)
    while rest >= 10 && rest % 10 == 0 { rest /= 10 }
    return [0, 1, 2, 5].contains(rest)
  }
}
