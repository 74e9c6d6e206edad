// The tables in JSON, as programs write data frames.

import DisclosureRules

/// Finds records and columns in a document; everything else is scanned as text.
struct JSONTables {
  var parts = DocumentParts()

  private var numbers = 0
  /// So many numbers outside of tables are data in a form that is not read.
  private static let manyNumbers = 10
  private static let fewestLineEnds = 2

  /// Records that a list has at least to be a table.
  private static let fewestRecords = 1
  /// Columns of one table.
  let mostColumns: Int
  /// Sizes of groups below this are small.
  let threshold: Int
  /// Tables of one document; what more it holds is for a person.
  static let mostTables = 200

  /// Reads the values of a document: one for JSON, many for one a line.
  ///
  /// - Parameter threshold: sizes of groups below this are small.
  static func read(
    _ nodes: [JSONNode], budget: Budget, threshold: Int
  ) throws(ReadProblem) -> DocumentParts {
    var reader = JSONTables(mostColumns: budget.columns, threshold: threshold)
    if nodes.count > 1 {
      try reader.read(JSONNode(content: .array(nodes), line: 1), path: "")
    } else if let node = nodes.first {
      try reader.read(node, path: "")
    }
    return reader.parts
  }

  private init(mostColumns: Int, threshold: Int) {
    self.mostColumns = mostColumns
    self.threshold = threshold
  }

  private mutating func read(_ node: JSONNode, path: String) throws(ReadProblem) {
    if try takeTable(node, named: path) { return }
    switch node.content {
    case .object(let members):
      scan(members.map(\.key), line: node.line, part: path)
      // What stands beside lists and objects is a record of its own.
      let isRecord = takeRecord(members.filter { $0.value.scalar != nil }, line: node.line)
      for member in members {
        if Self.isTableSchema(member, in: node) {
          scan(texts(of: member.value), line: member.value.line, part: member.key)
          continue
        }
        if isRecord, member.value.isNumber { continue }
        try read(member.value, path: path.isEmpty ? member.key : "\(path).\(member.key)")
      }
    case .array(let nodes):
      for node in nodes { try read(node, path: path) }
    case .string(let text):
      // Several lines are a text of their own, which may be a table.
      if text.utf8.count(where: { $0 == UInt8(ascii: "\n") }) >= Self.fewestLineEnds {
        parts.files.append(.init(name: "text-\(parts.files.count + 1).txt", bytes: Array(text.utf8)))
      } else {
        scan([text], line: node.line, part: path)
        noteSizes(in: text, at: Location(line: node.line, part: path.isEmpty ? nil : path))
      }
    case .number(let text):
      scan([text], line: node.line, part: path)
      numbers += 1
      if numbers == Self.manyNumbers { parts.note(.unreadNumbers, at: Location(line: node.line)) }
    case .null, .flag: break
    }
  }

  /// The names and types of columns, beside the data they belong to. Source: Frictionless Data, Table Schema;
  /// pandas, to_json(orient="table").
  private static func isTableSchema(_ member: (key: String, value: JSONNode), in node: JSONNode) -> Bool {
    member.key == "schema" && node["data"]?.array != nil
      && member.value["fields"]?.array.map { fields in
        fields.allSatisfy { field in
          field["name"] != nil
            && field.object.map { $0.allSatisfy { $0.value.string != nil || $0.value.array != nil } } ?? false
        }
      } ?? false
  }

  /// All keys and values of a node.
  private func texts(of node: JSONNode) -> [String] {
    switch node.content {
    case .object(let members): members.flatMap { [$0.key] + texts(of: $0.value) }
    case .array(let nodes): nodes.flatMap { texts(of: $0) }
    case .string(let text), .number(let text): [text]
    case .null, .flag: []
    }
  }

  mutating func scan(_ texts: [String], line: Int, part: String) {
    for text in texts where !text.isEmpty {
      parts.texts.append(.init(text: text, location: Location(line: line, part: part.isEmpty ? nil : part)))
    }
  }

  // MARK: - Forms of tables

  private mutating func takeTable(_ node: JSONNode, named path: String) throws(ReadProblem) -> Bool {
    if parts.tables.count >= Self.mostTables, node.scalar == nil {
      parts.note(.unreadNumbers, at: Location(line: node.line))
      return false
    }
    if let members = node.object, !members.isEmpty, members.allSatisfy({ $0.value.scalar != nil }) {
      return takeRecord(members, line: node.line)
    }
    var rows = try records(node)
    if rows == nil { rows = try grid(node) }
    if rows == nil { rows = try split(node) }
    if rows == nil { rows = try columns(node) }
    if rows == nil { rows = list(node, named: path) }
    guard let rows else { return false }
    write(rows)
    return true
  }

  /// `[{"sex": "F", "n": 12}, …]`.
  private func records(_ node: JSONNode) throws(ReadProblem) -> [TextTableRow]? {
    guard let nodes = node.array, nodes.count >= Self.fewestRecords else { return nil }
    var keys: [String] = []
    var index: [String: Int] = [:]
    for record in nodes {
      guard let members = record.object, !members.isEmpty else { return nil }
      for member in members {
        guard member.value.scalar != nil else { return nil }
        if index[member.key] == nil {
          index[member.key] = keys.count
          keys.append(member.key)
          try checkWidth(keys.count)
        }
      }
    }
    var rows = [TextTableRow(line: node.line, cells: keys)]
    for record in nodes {
      var cells = [String](repeating: "", count: keys.count)
      var doubled: [String] = []
      var filled: Set<Int> = []
      for member in record.object ?? [] {
        guard let column = index[member.key], let text = member.value.scalar else { continue }
        // The second value of a key hides behind the first in most programs.
        if filled.insert(column).inserted { cells[column] = text } else { doubled.append(text) }
      }
      rows.append(TextTableRow(line: record.line, cells: cells + doubled))
    }
    return rows
  }

  /// `[["F", 12], ["M", 3]]`: lists of one length, the first of which may be a header.
  private func grid(_ node: JSONNode) throws(ReadProblem) -> [TextTableRow]? {
    guard let nodes = node.array, nodes.count >= Self.fewestLists, let width = nodes[0].array?.count,
      width > 1, nodes.count > Self.fewestLists || nodes.allSatisfy(Self.isLabelled),
      nodes.allSatisfy({ list in
        list.array.map { $0.count == width && $0.allSatisfy { $0.scalar != nil } } ?? false
      })
    else { return nil }
    try checkWidth(width)
    return nodes.map { TextTableRow(line: $0.line, cells: ($0.array ?? []).map { $0.scalar ?? "" }) }
  }

  /// Lists that make a table of a list of lists: two of numbers alone may be the ends of something.
  private static let fewestLists = 2

  /// `["South", 3]`.
  private static func isLabelled(_ node: JSONNode) -> Bool {
    let cells = node.array ?? []
    return cells.contains(where: \.isNumber)
      && cells.contains { $0.string?.contains(where: \.isLetter) ?? false }
  }

  /// `{"columns": […], "data": [[…], …]}`, with an index or without. Source: pandas, to_json(orient="split").
  private func split(_ node: JSONNode) throws(ReadProblem) -> [TextTableRow]? {
    guard let members = node.object, members.allSatisfy({ ["columns", "index", "data"].contains($0.key) }),
      let names = node["columns"]?.array, let data = node["data"]?.array
    else { return nil }
    try checkWidth(names.count)
    let index = node["index"]?.array
    let lead = index == nil ? [] : [""]
    var rows = [TextTableRow(line: node.line, cells: lead + names.map { Self.label(of: $0) })]
    for (position, record) in data.enumerated() {
      guard let values = record.array else { return nil }
      var cells = index.map { [$0.indices.contains(position) ? Self.label(of: $0[position]) : ""] } ?? []
      for value in values {
        guard let text = value.scalar else { return nil }
        cells.append(text)
      }
      rows.append(TextTableRow(line: record.line, cells: cells))
    }
    return rows
  }

  /// `{"sex": ["F", "M"], "n": [12, 3]}` and `{"sex": {"0": "F", "1": "M"}, …}`.
  private func columns(_ node: JSONNode) throws(ReadProblem) -> [TextTableRow]? {
    guard let members = node.object, !members.isEmpty else { return nil }
    try checkWidth(members.count)
    if members.allSatisfy({ $0.value.array != nil }) {
      let columns = members.map { $0.value.array ?? [] }
      let height = columns.map(\.count).max() ?? 0
      guard height > 0, columns.allSatisfy({ $0.allSatisfy { $0.scalar != nil } }) else { return nil }
      var rows = [TextTableRow(line: node.line, cells: members.map(\.key))]
      for row in 0..<height {
        let cells = columns.map { $0.indices.contains(row) ? $0[row].scalar ?? "" : "" }
        let line = columns.first { $0.indices.contains(row) }?[row].line ?? node.line
        rows.append(TextTableRow(line: line, cells: cells))
      }
      return rows
    }
    guard
      members.allSatisfy({ member in
        member.value.object.map { !$0.isEmpty && $0.allSatisfy { $0.value.scalar != nil } } ?? false
      })
    else { return nil }
    // Settings beside results share no row with them: each is read by itself.
    let settings = members.count { Self.areSettings($0.value) }
    if settings > 0, settings < members.count { return nil }
    var labels: [String] = []
    var place: [String: Int] = [:]
    var lines: [Int] = []
    for member in members {
      for cell in member.value.object ?? [] where place[cell.key] == nil {
        place[cell.key] = labels.count
        labels.append(cell.key)
        lines.append(cell.value.line)
      }
    }
    guard labels.count.multipliedReportingOverflow(by: members.count).partialValue <= Self.mostCells else {
      throw ReadProblem(kind: .limit, message: "a table of more than \(Self.mostCells) cells in JSON")
    }
    var cells = [[String]](repeating: [String](repeating: "", count: members.count), count: labels.count)
    for (column, member) in members.enumerated() {
      for cell in member.value.object ?? [] {
        if let row = place[cell.key] { cells[row][column] = cell.value.scalar ?? "" }
      }
    }
    if Self.areRecords(members) {
      // `{"0": {"sex": "F", "n": 12}, …}`: what stands inside is a row.
      var rows = [
        TextTableRow(line: node.line, cells: (Self.areNumbers(members.map(\.key)) ? [] : [""]) + labels)
      ]
      for (column, member) in members.enumerated() {
        let lead = rows[0].cells.count > labels.count ? [member.key] : []
        rows.append(
          TextTableRow(line: member.value.line, cells: lead + labels.indices.map { cells[$0][column] }))
      }
      return rows
    }
    // pandas numbers the rows of a frame; such labels say nothing.
    let isNumbered = Self.areNumbers(labels)
    var rows = [TextTableRow(line: node.line, cells: (isNumbered ? [] : [""]) + members.map(\.key))]
    for row in labels.indices {
      rows.append(TextTableRow(line: lines[row], cells: (isNumbered ? [] : [labels[row]]) + cells[row]))
    }
    return rows
  }

  private static func areNumbers(_ labels: [String]) -> Bool {
    labels.enumerated().allSatisfy { String($0.offset) == $0.element }
  }

  /// Objects that hold words beside numbers are rows: a column holds one or the other.
  private static func areRecords(_ members: [(key: String, value: JSONNode)]) -> Bool {
    func holds(_ node: JSONNode, _ isWanted: (JSONNode) -> Bool) -> Bool {
      node.object?.contains { isWanted($0.value) } ?? false
    }
    let mixed = members.count { member in
      holds(member.value) { if case .number = $0.content { true } else { false } }
        && holds(member.value) { if case .string = $0.content { true } else { false } }
    }
    return mixed * 2 > members.count
  }

  private static func areSettings(_ node: JSONNode) -> Bool {
    let numbers = (node.object ?? []).filter(\.value.isNumber)
    return numbers.count { EmbeddedWords.isSetting($0.key) } * 2 > numbers.count
  }

  /// Cells of a table that is written by columns, in which a row may be long and hold one value.
  private static let mostCells = 10_000_000

  private func checkWidth(_ count: Int) throws(ReadProblem) {
    guard count <= mostColumns else {
      throw ReadProblem(kind: .limit, message: "more than \(mostColumns) columns (limit columns)")
    }
  }

  /// Labels of several levels are joined, as headers of several levels are.
  private static func label(of node: JSONNode) -> String {
    node.scalar ?? (node.array ?? []).compactMap(\.scalar).joined(separator: " ")
  }

  mutating func write(_ rows: [TextTableRow]) {
    parts.tables.append(GridWriter.table(of: rows))
  }
}
