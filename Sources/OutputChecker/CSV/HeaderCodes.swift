// Column names that are numbers: codes of a hierarchy, years, numbers of categories.

import DisclosureRules

/// Tells numbers that name columns from numbers that are data, by their order and by what stands below them.
struct HeaderCodes {
  /// Columns that have to be in order before the order is no accident, where nothing else speaks for a header:
  /// one in 24 by chance, and data rows seldom have labels that the rows below don't repeat.
  static let ordered = 4
  /// The same where a blank corner stands above labels.
  static let orderedBelowCorner = 3
  /// Years in order above numbers of which most are no years.
  static let orderedYears = 3

  /// The numbers of the record, in the order of its columns, as their levels: `2.1` is `[2, 1]`.
  private let codes: [[Int]]
  /// Texts above numbers: `Total`.
  private let words: Int
  private let hasBlankCorner: Bool
  /// Years stand above numbers that are none.
  private let areYears: Bool
  /// The numbers of every row are in order as well.
  private let isBodyRising: Bool

  /// - Parameters:
  ///   - head: the first records, decoded, the one in question first.
  ///   - readings: of its fields.
  init?(_ head: [[String]], _ readings: [Reading], reader: inout CellReader) {
    guard let first = head.first, readings.count >= 3, head.count >= 3 else { return nil }
    let body = head.dropFirst().filter { $0.count == first.count }
    guard body.count >= 2 else { return nil }
    var codes: [[Int]] = []
    var words = 0
    var years = 0
    var bodyYears = 0
    var bodyFigures = 0
    var isBelowLabels = true
    for (column, reading) in readings.enumerated() {
      var figures = 0
      var filled = 0
      for record in body {
        let cell = reader.read(text: record[column])
        if cell.kind == .empty { continue }
        filled += 1
        if [.number, .composite, .mask, .bound].contains(cell.kind) { figures += 1 }
        if HeaderDetector.isYear(cell.whole) { bodyYears += 1 }
      }
      // Labels stand to the left of all numbers.
      guard filled > 0, figures * 5 >= filled * 4 else {
        guard isBelowLabels, reading.kind == .text || reading.kind == .empty else { return nil }
        continue
      }
      if isBelowLabels, reading.kind == .text, column == 0 {
        // Codes of rows under their name.
        continue
      }
      isBelowLabels = false
      bodyFigures += filled
      switch reading.kind {
      case .number, .text, .date:
        if let code = Self.code(first[column]) {
          codes.append(code)
          if HeaderDetector.isYear(reading.whole) { years += 1 }
        } else if reading.kind == .text, Self.isWord(first[column]) {
          words += 1
        } else {
          return nil
        }
      case .empty, .mask, .bound, .composite: return nil
      }
    }
    isBodyRising = body.allSatisfy { record in
      let numbers = record.compactMap { text -> ExactNumber? in
        let cell = reader.read(text: text)
        return cell.kind == .number ? cell.number : nil
      }
      return zip(numbers, numbers.dropFirst()).allSatisfy { !($1 < $0) }
    }
    guard codes.count >= 2, !isBelowLabels else { return nil }
    self.codes = codes
    self.words = words
    hasBlankCorner = readings[0].kind == .empty
    areYears = years == codes.count && bodyYears * 2 < bodyFigures
  }

  /// Whether the numbers can be nothing but names.
  var areNames: Bool {
    guard Set(codes).count == codes.count else { return false }
    let isRising = isSorted { Self.precedes($0, $1, parentFirst: true) }
    if areYears, codes.count >= Self.orderedYears {
      return isRising || isSorted { Self.precedes($1, $0, parentFirst: true) }
    }
    let levels = Set(codes.map(\.count))
    if levels.count > 1, hasParents { return words > 0 || families >= 2 }
    guard isRising || isSorted({ Self.precedes($0, $1, parentFirst: false) }) else { return false }
    // A word above numbers is no data; a code has few digits.
    if words > 0 { return codes.allSatisfy { $0.allSatisfy { $0 < 1000 } } }
    // Sums that grow from column to column are in order in every row.
    return levels == [1] && isRising && !isBodyRising && isCount
      && codes.count >= (hasBlankCorner ? Self.orderedBelowCorner : Self.ordered)
  }

  /// Numbers as people count categories: from 0 or 1 on, or in equal steps.
  private var isCount: Bool {
    guard let first = codes.first?[0], let last = codes.last?[0], last < 100 else { return false }
    let step = codes[1][0] - first
    return first <= 1 || zip(codes, codes.dropFirst()).allSatisfy { $1[0] - $0[0] == step }
  }

  /// Every code of a lower level belongs to one that is there.
  private var hasParents: Bool {
    let all = Set(codes)
    return codes.allSatisfy { $0.count == 1 || all.contains(Array($0.dropLast())) }
  }

  /// Codes that have others below them.
  private var families: Int { Set(codes.filter { $0.count > 1 }.map { $0.dropLast() }).count }

  private func isSorted(_ precedes: ([Int], [Int]) -> Bool) -> Bool {
    zip(codes, codes.dropFirst()).allSatisfy(precedes)
  }

  private static func precedes(_ left: [Int], _ right: [Int], parentFirst: Bool) -> Bool {
    for (one, two) in zip(left, right) where one != two { return one < two }
    return left.count != right.count && (left.count < right.count) == parentFirst
  }

  /// Digits in groups with points between them, nothing else.
  private static func code(_ text: String) -> [Int]? {
    guard !text.isEmpty, text.utf8.count <= 12 else { return nil }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    var levels: [Int] = []
    for part in parts {
      guard (1...4).contains(part.utf8.count), part.utf8.allSatisfy(ByteKind.isDigit),
        let level = Int(part)
      else { return nil }
      levels.append(level)
    }
    return levels
  }

  /// Letters for the most part, and more than a mask or a mark has.
  private static func isWord(_ text: String) -> Bool {
    text.unicodeScalars.count { $0.properties.isAlphabetic } >= 3
  }
}
