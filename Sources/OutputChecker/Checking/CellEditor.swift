// Changes cells of a file and nothing else.

import DisclosureRules

/// Writes tokens and numbers in place of cells; quotes, spaces and everything between cells stay.
struct CellEditor {
  private let bytes: [UInt8]
  private let kept: KeptTable
  private var edits: [(place: CellPlace, text: [UInt8])] = []

  /// - Parameter kept: the only table of the file.
  init(_ bytes: [UInt8], kept: KeptTable) {
    self.bytes = bytes
    self.kept = kept
  }

  /// Puts a token in place of a cell.
  mutating func mask(_ cell: CellPosition, with token: String) {
    edits.append((kept.place(row: cell.row, column: cell.column), Array(token.utf8)))
  }

  /// Puts a whole number in place of another one, in its spelling: separators of thousands and decimals stay.
  mutating func replace(_ cell: CellPosition, with number: Int64) {
    let place = kept.place(row: cell.row, column: cell.column)
    guard place.byteOffset >= 0, place.byteOffset + place.byteLength <= bytes.count else { return }
    let old = Self.unquoted(bytes[place.byteOffset..<place.byteOffset + place.byteLength])
    edits.append((place, Self.spelling(of: number, like: old)))
  }

  /// The file with all changes.
  func result() -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var position = 0
    for (place, text) in edits.sorted(by: { $0.place < $1.place })
    where place.byteOffset >= position && place.byteOffset + place.byteLength <= bytes.count {
      result += bytes[position..<place.byteOffset]
      let isQuoted = place.byteLength >= 2 && bytes[place.byteOffset] == Self.quote
      if isQuoted { result.append(Self.quote) }
      result += text
      if isQuoted { result.append(Self.quote) }
      position = place.byteOffset + place.byteLength
    }
    return result + bytes[position...]
  }

  // MARK: Numbers

  private static let quote = UInt8(ascii: "\"")
  private static let space = UInt8(ascii: " ")
  private static let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
  /// Digits between two separators of thousands.
  private static let groupLength = 3

  private static func unquoted(_ field: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    field.count >= 2 && field.first == quote ? field.dropFirst().dropLast() : field
  }

  /// A number spelled like another one: the same outer spaces, separators and zeros behind the point.
  private static func spelling(of number: Int64, like old: ArraySlice<UInt8>) -> [UInt8] {
    let plain = Array(String(number).utf8)
    let before = old.prefix { $0 == space }
    let after = old.reversed().prefix { $0 == space }
    let core = old.dropFirst(before.count).dropLast(old.count == before.count ? 0 : after.count)
    var runs: [ArraySlice<UInt8>] = []
    var marks: [ArraySlice<UInt8>] = []
    var rest = core
    while !rest.isEmpty {
      let run = rest.prefix { digits.contains($0) }
      let mark = rest.dropFirst(run.count).prefix { !digits.contains($0) }
      if run.isEmpty { return plain }
      runs.append(run)
      if !mark.isEmpty { marks.append(mark) }
      rest = rest.dropFirst(run.count + mark.count)
    }
    guard runs.count == marks.count + 1 else { return plain }
    // `1,005.00`: what stands behind the last mark is nothing but zeros, which a whole number keeps.
    var tail: [UInt8] = []
    if let mark = marks.last, let last = runs.last, last.allSatisfy({ $0 == digits.lowerBound }),
      mark.elementsEqual([UInt8(ascii: ".")]) && (last.count != groupLength || marks.count > 1)
    {
      tail = Array(mark + last)
      marks.removeLast()
      runs.removeLast()
    }
    guard Set(marks.map(Array.init)).count <= 1, runs.dropFirst().allSatisfy({ $0.count == groupLength })
    else { return plain }
    var grouped: [UInt8] = []
    for (index, digit) in plain.enumerated() {
      if let mark = marks.first, index > 0, (plain.count - index) % groupLength == 0 { grouped += mark }
      grouped.append(digit)
    }
    return Array(before) + grouped + tail + Array(after)
  }
}
