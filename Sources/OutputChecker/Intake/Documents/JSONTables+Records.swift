// Single records and lists in JSON: small objects, and numbers one behind the other.

import DisclosureRules

extension JSONNode {
  /// A number, also one that is written as a text.
  var isNumber: Bool {
    if case .number = content { return true }
    return string.map {
      !$0.isEmpty && $0.utf8.count < 10 && $0.utf8.allSatisfy { ByteKind.isDigit($0) }
    } ?? false
  }
}

extension JSONTables {
  /// `{"sex": "F", "n": 12}` by itself is a table of one row, where it holds a number that is no setting; the settings
  /// are no part of it.
  ///
  /// - Parameter members: those of the object that are neither lists nor objects.
  mutating func takeRecord(_ members: [(key: String, value: JSONNode)], line: Int) -> Bool {
    let kept = members.filter { !($0.value.isNumber && EmbeddedWords.isSetting($0.key)) }
    guard kept.contains(where: \.value.isNumber), kept.count <= mostColumns,
      parts.tables.count < Self.mostTables
    else {
      return false
    }
    write([
      TextTableRow(line: line, cells: kept.map(\.key)),
      TextTableRow(line: line, cells: kept.map { $0.value.scalar ?? "" }),
    ])
    for member in members {
      let texts = [member.key, member.value.scalar ?? ""]
      if member.value.isNumber && EmbeddedWords.isSetting(member.key) {
        scan(texts, line: line, part: member.key)
      }
      if let text = member.value.string { noteSizes(in: text, at: Location(line: line, part: member.key)) }
    }
    return true
  }

  /// `[3, 120, 45]`, below a name that speaks of no setting.
  mutating func list(_ node: JSONNode, named path: String) -> [TextTableRow]? {
    let name = path.split(separator: ".").last.map(String.init) ?? ""
    guard let nodes = node.array, nodes.count > 1, !EmbeddedWords.isSetting(name),
      nodes.allSatisfy({ $0.scalar != nil }),
      nodes.contains(where: { $0.isNumber && Int($0.scalar ?? "") != nil })
    else { return nil }
    // Numbers in a row may be the codes of a text.
    scan([nodes.map { $0.scalar ?? "" }.joined(separator: " ")], line: node.line, part: path)
    let header = name.isEmpty ? [] : [TextTableRow(line: node.line, cells: [name])]
    return header + nodes.map { TextTableRow(line: $0.line, cells: [$0.scalar ?? ""]) }
  }

  /// Sizes of small groups in a text.
  mutating func noteSizes(in text: String, at location: Location) {
    if GroupSizes.isIn(text, below: threshold) { parts.note(.groupSize, at: location) }
    guard text.utf8.count <= Self.longestLabel else { return }
    let isSize = LabelledNumber.all(in: text).contains {
      $0.isMarked && (1..<threshold).contains($0.number) && !EmbeddedWords.isSetting($0.label)
    }
    if isSize { parts.note(.unreadNumbers, at: location) }
  }

  /// Bytes of a text that is a label with its number, and no sentence.
  private static let longestLabel = 40
}
