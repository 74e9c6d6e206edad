// Bars whose lengths are data.

/// Counts the lengths of boxes that are alike but for them.
struct DrawnBars {
  /// Distinct lengths from which on the bars of a drawing are a table that nobody judged: the groups of a published
  /// bar chart are fewer, and a legend or a grid of tiles has one or two sizes.
  static let many = 10
  /// Boxes and sizes that are kept.
  private static let most = 2_000
  /// Parts of a unit that are told apart: tools round to two digits.
  private static let fineness = 10.0

  /// Lengths by what the bars have in common: their thickness, or where they begin.
  private var lengths: [String: Set<Int>] = [:]
  private(set) var isMany = false

  mutating func add(_ box: DrawnBox) {
    guard !isMany, box.width > 0, box.height > 0, let width = Self.key(box.width),
      let height = Self.key(box.height)
    else { return }
    add(height, to: "width \(width)")
    add(width, to: "height \(height)")
    if let bottom = Self.key(box.bottom) { add(height, to: "bottom \(bottom)") }
    if let left = Self.key(box.left) { add(width, to: "left \(left)") }
  }

  private mutating func add(_ length: Int, to group: String) {
    guard lengths.count < Self.most || lengths[group] != nil else { return }
    lengths[group, default: []].insert(length)
    isMany = isMany || (lengths[group]?.count ?? 0) >= Self.many
  }

  private static func key(_ length: Double) -> Int? {
    let scaled = (length * fineness).rounded()
    return abs(scaled) < 1e12 ? Int(scaled) : nil
  }
}
