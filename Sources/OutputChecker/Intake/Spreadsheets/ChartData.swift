// The numbers that a chart carries: copies of cells, which may be of another workbook or long gone.

import DisclosureRules

/// The series of a chart with their cached points. Source: ECMA-376 part 1, 21.2 (DrawingML, charts).
struct ChartData {
  /// One series: a name, and points by their number.
  struct Series: Equatable {
    var name = ""
    var categories: [Int: String] = [:]
    var values: [Int: String] = [:]
  }

  private(set) var series: [Series] = []

  /// Points of all series together; a chart with more is no chart that people read.
  private static let mostPoints = 1_000_000

  init(_ xml: XMLScanner) throws(ReadProblem) {
    var scanner = xml
    var holder = ""
    var point = 0
    var text = ""
    var isInValue = false
    var points = 0
    while let event = try scanner.next() {
      switch event {
      case .start(let element):
        switch element.name {
        case "ser": series.append(Series())
        case "tx", "cat", "xVal", "val", "yVal", "bubbleSize": holder = element.name
        case "pt": point = element["idx"].flatMap { Int($0) } ?? 0
        case "v":
          isInValue = true
          text = ""
        default: break
        }
      case .text(let piece): if isInValue { text += piece }
      case .end("v"):
        isInValue = false
        points += 1
        guard points <= Self.mostPoints else {
          throw ReadProblem(kind: .limit, message: "a chart of more than \(Self.mostPoints) points")
        }
        add(text, point, in: holder)
      case .end(let name): if name == holder { holder = "" }
      case .comment: break
      }
    }
  }

  private mutating func add(_ text: String, _ point: Int, in holder: String) {
    guard let last = series.indices.last else { return }
    switch holder {
    case "tx": series[last].name = text
    case "cat", "xVal": series[last].categories[point] = text
    case "val", "yVal": series[last].values[point] = text
    default: break
    }
  }

  /// All numbers of the chart.
  var numbers: [Double] {
    series.flatMap { Array($0.values.values) + Array($0.categories.values) }.compactMap { Double($0) }
  }

  /// The points as a table: a column of categories, and one a series.
  var rows: [TextTableRow] {
    let points = Set(series.flatMap { Array($0.values.keys) }).sorted()
    guard !points.isEmpty else { return [] }
    let header = TextTableRow(line: 1, cells: [""] + series.map(\.name))
    return [header]
      + points.enumerated().map { number, point in
        let category = series.lazy.compactMap { $0.categories[point] }.first ?? ""
        return TextTableRow(line: number + 2, cells: [category] + series.map { $0.values[point] ?? "" })
      }
  }
}
