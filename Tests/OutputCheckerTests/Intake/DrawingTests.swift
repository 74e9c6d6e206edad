// Where things are in a drawing, and which of its numbers and lengths are data.

import DisclosureRules
import Testing

@testable import OutputChecker

@Suite struct DrawingTests {
  /// Worked out by hand: the outer map comes last.
  @Test func transforms() {
    let moved = DrawnTransform().within("translate(10, 20) scale(2)").within("rotate(90)")
    let point = moved.apply(3, 0)
    #expect(abs(point.x - 10) < 1e-9 && abs(point.y - 26) < 1e-9)
    #expect(abs(moved.scale - 2) < 1e-9)
    let about = DrawnTransform().within("rotate(180 5 5)").apply(5, 0)
    #expect(abs(about.x - 5) < 1e-9 && abs(about.y - 10) < 1e-9)
  }

  @Test(arguments: [
    "M 10 300 L 30 300 L 30 250 L 10 250 z", "M10,300h20v-50h-20Z", "m10 300 20 0 0-50-20 0z",
    "M10 300H30V250H10Z",
  ])
  func boxes(_ data: String) {
    let path = DrawnPath(data)
    #expect(path.isBox, "\(path.corners)")
    let box = DrawnBox(around: path.corners.map { DrawnPoint(x: $0.x, y: $0.y) })
    #expect(box.map { [$0.left, $0.top, $0.width, $0.height] } == [10, 250, 20, 50])
  }

  @Test(arguments: ["M0 0L5 5L9 0z", "M0 0L5 0", "M0 0C1 1 2 2 3 3z", "M0 0h5v5h-5zM9 9h5v5h-5z", ""])
  func otherPaths(_ data: String) { #expect(!DrawnPath(data).isBox) }

  @Test func barsDifferInLengthAlone() throws {
    func isMany(_ sizes: [(width: Double, height: Double)]) throws -> Bool {
      var bars = DrawnBars()
      for (index, size) in sizes.enumerated() {
        let x = Double(index) * 50
        bars.add(
          try #require(
            DrawnBox(around: [
              DrawnPoint(x: x, y: 7 * x), DrawnPoint(x: x + size.width, y: 7 * x + size.height),
            ])))
      }
      return bars.isMany
    }
    #expect(try isMany((1...10).map { (20, Double($0)) }))
    #expect(try !isMany((1...9).map { (20, Double($0)) }))
    #expect(try isMany((1...10).map { (Double($0), 20) }))
    // Tiles of a map of heat.
    #expect(try !isMany((1...100).map { _ in (20, 20) }))
  }

  @Test(arguments: [
    ([3, 45, 8], true), ([3, 4], true), ([30, 45, 80], false), ([0, 1, 2, 3, 4], false),
    ([1, 2, 4, 8], false),
    ([0, 1, 2, 5, 10, 20], false), ([3], false), ([4, 3, 2, 1], false),
  ])
  func numbersOnNoAxis(values: [Int], areData: Bool) {
    var numbers = DrawnNumbers(threshold: 8)
    for (index, value) in values.enumerated() {
      numbers.add("\(value)", at: DrawnPoint(x: Double(index) * 40, y: 10), line: 1)
    }
    #expect((numbers.line != nil) == areData)
  }

  @Test(arguments: [
    ("North 120, South: 3", ["North": 120, "South": 3]),
    ("3 in South, 1,200 in North", ["in South": 3, "in North": 1200]),
    ("Rate 2.5 in 2024-01-02", [:]), ("COVID-19", [:]), ("North (3)", ["North": 3]),
  ])
  func labelledNumbers(text: String, expected: [String: Int]) {
    let found = LabelledNumber.all(in: text).filter { !$0.label.isEmpty }
    #expect(Dictionary(found.map { ($0.label, $0.number) }) { first, _ in first } == expected)
  }

  @Test func settingsAreNoSizesOfGroups() {
    #expect(!EmbeddedWords.settings.isEmpty && !EmbeddedWords.formalAttributes.isEmpty)
    for label in ["seed", "max_depth", "nJobs", "Figure", "Iteration", "time elapsed"] {
      #expect(EmbeddedWords.isSetting(label), "\(label)")
    }
    for label in ["north", "deaths", "n", "total", "deaths by week", "Asian"] {
      #expect(!EmbeddedWords.isSetting(label), "\(label)")
    }
    #expect(
      EmbeddedWords.isFormal(attribute: "data-bs-toggle") && EmbeddedWords.isFormal(attribute: "xml:space"))
    #expect(!EmbeddedWords.isFormal(attribute: "data-n") && !EmbeddedWords.isFormal(attribute: "aria-label"))
  }
}
