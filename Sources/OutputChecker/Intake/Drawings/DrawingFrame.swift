// Where something is in a drawing.

import Glibc

/// A place in the units of the whole drawing.
struct DrawnPoint: Equatable {
  var x: Double
  var y: Double
}

/// A region whose sides lie along the axes.
struct DrawnBox {
  var left: Double
  var top: Double
  var right: Double
  var bottom: Double

  var width: Double { right - left }
  var height: Double { bottom - top }

  /// The smallest box around points; nil when there are none, or one is no place.
  init?(around points: [DrawnPoint]) {
    guard let first = points.first else { return nil }
    var box = (left: first.x, top: first.y, right: first.x, bottom: first.y)
    for point in points {
      guard point.x.isFinite, point.y.isFinite else { return nil }
      box = (min(box.left, point.x), min(box.top, point.y), max(box.right, point.x), max(box.bottom, point.y))
    }
    (left, top, right, bottom) = box
  }

  func contains(_ point: DrawnPoint) -> Bool {
    (left...right).contains(point.x) && (top...bottom).contains(point.y)
  }
}

/// A map from the units of an element to those of the drawing. Source: W3C, SVG 1.1, 7.4 to 7.6.
struct DrawnTransform {
  private var a = 1.0, b = 0.0, c = 0.0, d = 1.0, e = 0.0, f = 0.0

  /// Lengths grow by this, on average of both directions.
  var scale: Double { (abs(a * d - b * c)).squareRoot() }

  func apply(_ x: Double, _ y: Double) -> DrawnPoint {
    DrawnPoint(x: a * x + c * y + e, y: b * x + d * y + f)
  }

  /// This map behind another one that is applied first.
  private func after(_ inner: DrawnTransform) -> DrawnTransform {
    var result = DrawnTransform()
    result.a = a * inner.a + c * inner.b
    result.b = b * inner.a + d * inner.b
    result.c = a * inner.c + c * inner.d
    result.d = b * inner.c + d * inner.d
    result.e = a * inner.e + c * inner.f + e
    result.f = b * inner.e + d * inner.f + f
    return result
  }

  /// The map of an element within this one's, by the value of its attribute `transform`.
  func within(_ text: String) -> DrawnTransform {
    var result = self
    for step in text.split(separator: ")") {
      guard let open = step.firstIndex(of: "(") else { continue }
      let name = step[..<open].filter(\.isLetter).lowercased()
      let n = step[step.index(after: open)...].split { ", \t\n\r".contains($0) }.compactMap { Double($0) }
      if let inner = Self.step(name, n) { result = result.after(inner) }
    }
    return result
  }

  private static func step(_ name: String, _ n: [Double]) -> DrawnTransform? {
    guard let first = n.first else { return nil }
    var step = DrawnTransform()
    switch name {
    case "translate": (step.e, step.f) = (first, n.dropFirst().first ?? 0)
    case "scale": (step.a, step.d) = (first, n.dropFirst().first ?? first)
    case "matrix":
      guard n.count == 6 else { return nil }
      (step.a, step.b, step.c, step.d, step.e, step.f) = (n[0], n[1], n[2], n[3], n[4], n[5])
    case "rotate":
      let angle = first * .pi / 180
      (step.a, step.b, step.c, step.d) = (cos(angle), sin(angle), -sin(angle), cos(angle))
      if n.count == 3 {
        let moved = step.apply(n[1], n[2])
        (step.e, step.f) = (n[1] - moved.x, n[2] - moved.y)
      }
    default: return nil
    }
    return step
  }
}
