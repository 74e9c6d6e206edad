// Shapes of a drawing that may be data.

import DisclosureRules

/// Counts points, corners of curves, and bars.
struct DrawnShapes {
  /// Elements that plots draw a point with.
  private static let marks: Set<String> = ["circle", "ellipse", "use", "rect", "path", "polygon"]
  /// Distinct places from which a plot may show people one by one: a bar chart has fewer bars, an axis fewer ticks.
  private static let manyPoints = 50

  private var places: Set<String> = []
  private var steps = 0
  private var firstLine = 1
  private var bars = DrawnBars()

  /// The first line of many points, or of a curve with many corners; nil when there is none.
  var pointsLine: Int? {
    places.count > Self.manyPoints || steps > Self.manyPoints * 2 ? firstLine : nil
  }
  /// The first line of many bars; nil when there are none.
  var barsLine: Int? { bars.isMany ? firstLine : nil }

  /// - Parameters:
  ///   - box: where the shape is, when its sides lie along the axes.
  ///   - isDrawn: the shape is not only defined.
  mutating func add(_ element: XMLElement, box: DrawnBox?, isDrawn: Bool, line: Int) {
    // Letters that are drawn are defined as paths, and used.
    if Self.marks.contains(element.name), isDrawn || element.name != "path" {
      if places.isEmpty { firstLine = line }
      let x = element["cx"] ?? element["x"] ?? Self.start(ofPath: element["d"])
      let y = element["cy"] ?? element["y"] ?? ""
      add(place: "\(x) \(y) \(element["transform"] ?? "")")
    }
    if isDrawn, let box { bars.add(box) }
    // A path or a line with many corners is a curve through data.
    let outline = element["points"] ?? element["d"] ?? ""
    steps = max(steps, outline.utf8.count { $0 == UInt8(ascii: " ") }, Self.numbers(in: outline) / 2)
  }

  mutating func add(pointAt place: DrawnPoint, line: Int) {
    if places.isEmpty { firstLine = line }
    add(place: "\(place.x) \(place.y)")
  }

  private mutating func add(place: String) {
    if places.count <= Self.manyPoints { places.insert(place) }
  }

  /// The first two numbers of a path, where its pen is put down.
  private static func start(ofPath path: String?) -> String {
    guard let path else { return "" }
    return path.prefix(longestStart).split { !($0.isNumber || $0 == "." || $0 == "-") }.prefix(2).joined(
      separator: " ")
  }

  private static let longestStart = 60

  /// How many numbers a list of points or a path holds.
  private static func numbers(in path: String) -> Int {
    var count = 0
    var isInNumber = false
    for byte in path.utf8 {
      let isDigit = ByteKind.isDigit(byte) || byte == UInt8(ascii: ".")
      if isDigit && !isInNumber { count += 1 }
      isInNumber = isDigit
    }
    return count
  }
}
