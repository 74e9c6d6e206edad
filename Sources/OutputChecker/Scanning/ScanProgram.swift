// From the shapes of identifiers to the steps that the kernels walk.

import CKernels
import DisclosureRules

/// The shapes of all forms as one tree: shapes that end alike share their steps.
struct ScanProgram: Sendable {
  /// What a shape is for.
  struct Target: Sendable {
    /// Index into the scanner's entries.
    var entry: UInt8
    /// Bytes of the shape.
    var length: Int
    var form: IdentifierForm
    var validate: IdentifierDefinition.Validator
  }

  /// In preorder.
  private(set) var steps: [scan_step] = []
  /// Those of each shape together.
  private(set) var targets: [Target] = []
  /// By shape.
  private(set) var ranges: [Range<Int>] = []

  /// One condition: a map has a bit so many bytes before the end.
  private struct Condition: Equatable {
    var map: Int
    var shift: Int
  }

  private final class Node {
    var condition: Condition
    var shape: Int?
    /// Maps that every shape from here on needs.
    var needs = UInt64.max
    var children: [Node] = []
    init(_ condition: Condition) { self.condition = condition }
  }

  /// - Parameter entries: the forms of each entry, and its validator.
  init(_ entries: [(forms: [IdentifierForm], validate: IdentifierDefinition.Validator)]) {
    let root = Node(Condition(map: 0, shift: 0))
    var byShape: [[Target]] = []
    for (entry, (forms, validate)) in entries.enumerated() {
      for form in forms {
        var node = root
        let conditions = Self.conditions(of: form)
        let needs = conditions.reduce(Self.borders(of: form)) { $0 | 1 << UInt64($1.map) }
        for condition in conditions {
          if let known = node.children.first(where: { $0.condition == condition }) {
            node = known
          } else {
            let next = Node(condition)
            node.children.append(next)
            node = next
          }
          node.needs &= needs
        }
        let shape = node.shape ?? byShape.count
        if node.shape == nil { byShape.append([]) }
        node.shape = shape
        byShape[shape].append(
          Target(entry: UInt8(entry), length: form.shape.utf8.count, form: form, validate: validate))
      }
    }
    for targets in byShape {
      ranges.append(self.targets.count..<(self.targets.count + targets.count))
      self.targets += targets
    }
    for child in root.children { flatten(child, depth: 0) }
    precondition(byShape.count <= SCAN_MOST_SHAPES && steps.count < Int(UInt16.max))
  }

  private mutating func flatten(_ node: Node, depth: Int) {
    precondition(depth < SCAN_DEEPEST)
    precondition(node.condition.shift <= SCAN_LONGEST_SHIFT)
    let index = steps.count
    steps.append(
      scan_step(
        map: UInt8(node.condition.map), shift: UInt8(node.condition.shift), depth: UInt8(depth),
        needs: node.needs, shape: node.shape.map { UInt16($0) } ?? UInt16(SCAN_NO_SHAPE), next: 0))
    for child in node.children { flatten(child, depth: depth + 1) }
    steps[index].next = UInt16(steps.count)
  }

  /// From the last byte to the first: what stands behind, runs of one class in pieces as long as there are maps
  /// for, and what stands before.
  private static func conditions(of form: IdentifierForm) -> [Condition] {
    let maps = form.shape.utf8.reversed().map(map)
    var conditions: [Condition] = []
    if form.edge != .none && form.edge != .start { conditions.append(Condition(map: notWord, shift: 0)) }
    var index = 0
    while index < maps.count {
      let run = maps[index...].prefix { $0 == maps[index] }.count
      let (length, piece) =
        runs.first { $0.map == maps[index] && $0.length <= run }.map { ($0.length, $0.piece) }
        ?? (1, maps[index])
      conditions.append(Condition(map: piece, shift: index + 1))
      index += length
    }
    if form.edge != .none && form.edge != .end {
      conditions.append(Condition(map: notWord, shift: maps.count + 1))
    }
    return conditions
  }

  /// The borders of digits within a shape: maps in which text without codes has no bit.
  private static func borders(of form: IdentifierForm) -> UInt64 {
    let symbols = Array(form.shape.utf8)
    return zip(symbols, symbols.dropFirst()).reduce(0) { needs, pair in
      let before = isWholeDigit(pair.0)
      let here = isWholeDigit(pair.1)
      switch (pair.0, pair.1) {
      case (letter, _) where here: return needs | 1 << UInt64(SCAN_LETTER_DIGIT)
      case (_, letter) where before: return needs | 1 << UInt64(SCAN_DIGIT_LETTER)
      case (UInt8(ascii: "+"), _) where here: return needs | 1 << UInt64(SCAN_PLUS_DIGIT)
      case (UInt8(ascii: " "), _) where here: return needs | 1 << UInt64(SCAN_SPACE_DIGIT)
      default: return needs
      }
    }
  }

  private static let letter = UInt8(ascii: "A")
  private static func isWholeDigit(_ symbol: UInt8) -> Bool { "9z02".utf8.contains(symbol) }

  private static let notWord = SCAN_NOT_WORD

  /// Maps of runs, the longest of a class first.
  private static let runs: [(map: Int, length: Int, piece: Int)] = [
    (SCAN_WHOLE, 8, SCAN_WHOLE_8), (SCAN_WHOLE, 4, SCAN_WHOLE_4), (SCAN_WHOLE, 2, SCAN_WHOLE_2),
    (SCAN_LETTER, 4, SCAN_LETTER_4), (SCAN_LETTER, 2, SCAN_LETTER_2), (SCAN_WORD, 8, SCAN_WORD_8),
    (SCAN_WORD, 4, SCAN_WORD_4), (SCAN_WORD, 2, SCAN_WORD_2), (SCAN_HEX, 8, SCAN_HEX_8),
    (SCAN_HEX, 4, SCAN_HEX_4), (SCAN_HEX, 2, SCAN_HEX_2),
  ]

  /// The map of a symbol of ``IdentifierForm/shape``.
  private static func map(_ symbol: UInt8) -> Int {
    switch symbol {
    case UInt8(ascii: "9"): SCAN_WHOLE
    case UInt8(ascii: "d"): SCAN_DIGIT
    case UInt8(ascii: "z"): SCAN_ZERO
    case UInt8(ascii: "A"): SCAN_LETTER
    case UInt8(ascii: "b"): SCAN_B
    case UInt8(ascii: "X"): SCAN_WORD
    case UInt8(ascii: "H"): SCAN_HEX
    case UInt8(ascii: "_"): SCAN_GAP
    case UInt8(ascii: "0"): SCAN_ZERO_ONE
    case UInt8(ascii: "2"): SCAN_ZERO_TWO
    case UInt8(ascii: " "): SCAN_SPACE
    case UInt8(ascii: "-"): SCAN_HYPHEN
    case UInt8(ascii: "."): SCAN_DOT
    case UInt8(ascii: ","): SCAN_COMMA
    case UInt8(ascii: ":"): SCAN_COLON
    case UInt8(ascii: "/"): SCAN_SLASH
    case UInt8(ascii: "+"): SCAN_PLUS
    case UInt8(ascii: "@"): SCAN_AT
    default: preconditionFailure("a shape has no such symbol")
    }
  }
}
