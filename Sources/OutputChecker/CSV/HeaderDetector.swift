// Whether the first record names the columns.

import DisclosureRules

/// Decides from the first records of a table whether the first is a header.
///
/// Taking a data row for a header would hide it, so a first record that reads like the rows below it is data.
struct HeaderDetector {
  /// - Parameters:
  ///   - head: the first records, decoded.
  ///   - reader: reads cells.
  /// - Returns: whether record 0 is a header.
  static func hasHeader(_ head: [[String]], reader: inout CellReader) -> Bool {
    guard let first = head.first else { return false }
    let readings = first.map { reader.read(text: $0) }
    let body = head.dropFirst()
    if body.isEmpty { return !readings.contains { isFigure($0) } && readings.contains { $0.kind == .text } }
    // What is said again below is a label of rows.
    let isRepeated = readings.first?.kind == .text && body.contains { $0.first == first.first }
    if isNumberedVector(readings, body, &reader) || isLabelSequence(readings, first, body) && !isRepeated
      || areQuantiles(readings) || isUnnamedSeries(head, readings)
    {
      return true
    }
    if !isRepeated, let codes = HeaderCodes(head, readings, reader: &reader), codes.areNames { return true }
    var votes = 0.0
    for (column, reading) in readings.enumerated() where reading.kind != .empty {
      votes += vote(
        first[column], reading, body.compactMap { $0.indices.contains(column) ? $0[column] : nil }, &reader)
    }
    if votes != 0 { return votes > 0 }
    let filled = first.filter { !$0.isEmpty }
    return !filled.isEmpty && Set(filled).count == filled.count
  }

  private static func vote(
    _ name: String, _ reading: Reading, _ column: [String], _ reader: inout CellReader
  ) -> Double {
    var figures = 0
    var numbers = 0
    var filled = 0
    var repeats = false
    for text in column {
      let cell = reader.read(text: text)
      if cell.kind == .empty { continue }
      filled += 1
      if [.number, .composite, .mask, .bound].contains(cell.kind) { numbers += 1 }
      if isFigure(cell) || cell.kind == .mask || cell.kind == .bound { figures += 1 }
      if text == name { repeats = true }
    }
    guard filled > 0 else { return reading.kind == .text ? 0.1 : -0.1 }
    // A point of time above numbers names them: `2019/20`, `Jan 2024`. A row of data has its date among dates.
    if reading.kind == .date, numbers == filled { return 1 }
    if isFigure(reading) { return -1 }
    if repeats { return -1 }
    let bodyIsFigures = figures * 5 >= filled * 4
    if bodyIsFigures { return reading.kind == .text ? 1 : -0.5 }
    return 0.1
  }

  private static func isFigure(_ reading: Reading) -> Bool {
    // "(1)" numbers a model.
    reading.kind == .number && !reading.marks.contains(.bracketed) || reading.kind == .composite
      || reading.kind == .date
  }

  /// The elements of a vector with the numbers of its categories above them, as R prints it: `1 2 3` over decimals.
  private static func isNumberedVector(
    _ readings: [Reading], _ body: ArraySlice<[String]>, _ reader: inout CellReader
  ) -> Bool {
    guard readings.count >= 3, body.count == 1, let only = body.first, only.count == readings.count,
      readings.indices.allSatisfy({ readings[$0].kind == .number && readings[$0].whole == Int64($0 + 1) })
    else { return false }
    return only.allSatisfy { text in
      let cell = reader.read(text: text)
      return cell.kind == .number && cell.number.scale > 0
    }
  }

  /// A wide table whose columns are years, or categories numbered from 0 or 1: `region,2019,2020,2021`.
  private static func isLabelSequence(
    _ readings: [Reading], _ names: [String], _ body: ArraySlice<[String]>
  ) -> Bool {
    guard let first = readings.first, first.kind == .text || first.kind == .empty else { return false }
    let numbers = readings.dropFirst().filter { $0.kind != .empty && $0.kind != .text }
    // Two in a row may be chance; rows of three consecutive numbers seldom are.
    // Behind a blank corner, or one that names the rows, 0 and 1 are the two values of a flag, as R and pandas
    // cross it.
    let isFlag =
      numbers.count == 2 && numbers.map(\.whole) == [0, 1]
      && (first.kind == .empty && readings.count == 3 || namesRows(names[0], readings, body))
    guard numbers.count >= 3 || isFlag || numbers.count == 2 && numbers.allSatisfy({ isYear($0.whole) })
    else {
      return false
    }
    var previous: Int64?
    for number in numbers {
      guard number.kind == .number, let value = number.whole else { return false }
      if let previous, value != previous + 1 { return false }
      if previous == nil && first.kind == .text && !(value == 0 || value == 1 || isYear(value)) {
        return false
      }
      previous = value
    }
    return true
  }

  /// The first column is called after a variable, or the next record does that and nothing else.
  private static func namesRows(_ name: String, _ readings: [Reading], _ body: ArraySlice<[String]>) -> Bool {
    guard readings.dropFirst(3).allSatisfy({ $0.kind == .text }) else { return false }
    if EmbeddedWords.dimensions.contains(EmbeddedWords.letters(of: name)) { return true }
    guard let next = body.first, next.count == readings.count, body.count > 1 else { return false }
    return next[0].contains(where: \.isLetter) && next.dropFirst().allSatisfy(\.isEmpty)
  }

  /// pandas calls numbers without a name `0`: `sex,smoking,0` over the sizes of groups. No count is lost where
  /// it was none: a 0 is no small count.
  private static func isUnnamedSeries(_ head: [[String]], _ readings: [Reading]) -> Bool {
    guard readings.count >= 2, readings.last?.whole == 0, readings.dropLast().allSatisfy({ $0.kind == .text })
    else { return false }
    return readings.indices.dropLast().allSatisfy { column in
      !head.dropFirst().contains { $0.indices.contains(column) && $0[column] == head[0][column] }
    }
  }

  /// Quantiles as R and pandas name their columns: `n,5%,25%,50%`, `imd,n,0.25,0.5,0.75`.
  private static func areQuantiles(_ readings: [Reading]) -> Bool {
    let numbers = readings.filter { $0.kind == .number }
    guard numbers.count >= 2, readings.contains(where: { $0.kind == .text }),
      readings.allSatisfy({ $0.kind == .number || $0.kind == .text || $0.kind == .empty })
    else { return false }
    let arePercent = numbers.allSatisfy { $0.marks.contains(.percent) }
    // Shares strictly between 0 and 1 in rising order, or rising percentages, head nothing but quantiles.
    let ceiling = ExactNumber(mantissa: arePercent ? 100 : 1)
    guard arePercent || numbers.contains(where: { $0.number.scale > 0 }) else { return false }
    return numbers.allSatisfy { ExactNumber(mantissa: 0) <= $0.number && $0.number <= ceiling }
      && zip(numbers, numbers.dropFirst()).allSatisfy { $0.number < $1.number }
      && readings.dropFirst(readings.firstIndex { $0.kind == .number } ?? 0).allSatisfy { $0.kind == .number }
  }

  /// Years that may head a column of health data.
  static func isYear(_ value: Int64?) -> Bool { value.map { (1900...2100).contains($0) } ?? false }
}

extension CellReader {
  /// Reads a decoded cell.
  mutating func read(text: String) -> Reading {
    let bytes = Array(text.utf8)
    return read(bytes.span, hash: ContentHash.hash(bytes.span))
  }
}
