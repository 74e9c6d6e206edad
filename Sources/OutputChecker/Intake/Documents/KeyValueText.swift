// Texts that are names and values from end to end: configuration in all its forms, or results that are written so.

import DisclosureRules

/// Reads `north = 3`, `North: 3`, `north=3 south=120`, sections, lists and the simple forms of YAML and TOML into tables.
struct KeyValueText {
  /// A name with its value.
  private struct Entry {
    /// Names of the sections around it, the innermost last; empty outside of all.
    var section: String
    /// Empty for an item of a list.
    var key: String
    var value: String
    var line: Int
    /// The first of the names of a record.
    var startsRecord = false
  }

  /// The tables that hold whole numbers which are no settings.
  private(set) var tables: [[TextTableRow]] = []
  /// Lines, from 1, with values that are words: whatever numbers are among them stand in no table.
  var spokenLines: [Int] {
    Set(entries.filter { !$0.value.isEmpty && !Self.isInteger($0.value) }.map(\.line)).sorted()
  }
  /// Every line is a name and a value.
  private(set) var isWhole = false
  /// Some names and numbers have hardly a mark between them, as in columns.
  private(set) var isLoose = false
  /// There are more tables than are read.
  private(set) var isCut = false

  private var entries: [Entry] = []
  private var section = ""
  /// Sections by how far they stand to the right.
  private var levels: [(indent: Int, name: String)] = []

  /// Share of the lines that are names with values.
  private static let leastShare = 0.8
  /// Tables of one text; further sections are for a person.
  private static let mostTables = 200
  /// Characters of a name.
  private static let longestKey = 60

  /// Nil when the text is of no such form.
  init?(_ lines: [String]) {
    var marked = 0
    var loose = 0
    var total = 0
    var header: String?
    for (index, line) in lines.enumerated() {
      let said = Self.trimmed(line)
      if said.isEmpty || Self.isComment(said) { continue }
      total += 1
      if takeMarked(line, said, number: index + 1) {
        marked += 1
      } else if let pair = Self.loosePair(said) {
        loose += 1
        entries.append(Entry(section: section, key: pair.key, value: pair.value, line: index + 1))
      } else if total == 1, said.contains(where: \.isLetter), !said.contains(where: \.isNumber) {
        header = said.split(whereSeparator: \.isWhitespace).last.map(String.init)
      }
    }
    let all = marked + loose
    // A gap alone is a mark only where every line has one; a first line may name the two.
    guard total > 0,
      loose == 0
        ? Double(marked) >= Self.leastShare * Double(total)
        : all == total || all > 1 && all == total - 1 && header != nil
    else { return nil }
    isWhole = all == total
    isLoose = loose > 0
    if let header, !isWhole {
      for index in entries.indices where entries[index].section.isEmpty { entries[index].section = header }
    }
    tables = Self.tables(of: entries)
    isCut = tables.count > Self.mostTables
    tables = Array(tables.prefix(Self.mostTables))
  }

  // MARK: - Lines

  private static func trimmed(_ text: some StringProtocol) -> String {
    var rest = Substring(text)
    while let first = rest.first, first.isWhitespace { rest = rest.dropFirst() }
    while let last = rest.last, last.isWhitespace { rest = rest.dropLast() }
    return String(rest)
  }

  private static func isComment(_ line: String) -> Bool {
    ["#", ";", "//", "!", "---", "..."].contains(where: line.hasPrefix)
  }

  /// A section, a name with a mark behind it, an item of a list.
  private mutating func takeMarked(_ line: String, _ trimmed: String, number: Int) -> Bool {
    if trimmed.hasPrefix("["), trimmed.hasSuffix("]"), !trimmed.contains(",") {
      section = trimmed.filter { !"[]\"'".contains($0) }
      levels = []
      return true
    }
    var said = trimmed
    let indent = line.utf8.prefix { $0 == 0x20 || $0 == 0x09 }.count
    let isItem = said.hasPrefix("- ")
    if isItem { said = Self.trimmed(said.dropFirst(2)) }
    // A semicolon alone parts names with their values, too.
    if GroupSizes.isCode(said.filter { $0 != ";" }) { return false }
    while let last = levels.last, isItem ? last.indent > indent : last.indent >= indent {
      levels.removeLast()
    }
    let place = levels.isEmpty ? section : levels.map(\.name).joined(separator: " ")
    let isFlow = said.hasPrefix("{") && said.hasSuffix("}")
    let pairs = Self.pairs(in: isFlow ? String(said.dropFirst().dropLast()) : said)
    // What is nested deeper is the text of a program, or JSON.
    if pairs.contains(where: { Self.isNested($0.value) }) { return false }
    if pairs.isEmpty {
      guard isItem, Self.isInteger(said) else { return false }
      entries.append(Entry(section: place, key: "", value: said, line: number))
      return true
    }
    if pairs.count == 1, pairs[0].value.isEmpty {
      levels.append((indent: indent, name: pairs[0].key))
      return true
    }
    for (position, pair) in pairs.enumerated() {
      add(pair, section: place, line: number, startsRecord: (isItem || isFlow) && position == 0)
    }
    return true
  }

  /// A list or an object within another.
  private static func isNested(_ value: String) -> Bool {
    guard let first = value.first, "[{".contains(first) else { return false }
    return value.dropFirst().contains { "[{".contains($0) }
  }

  /// A value may be a list, or names and values of its own.
  private mutating func add(
    _ pair: (key: String, value: String), section: String, line: Int, startsRecord: Bool
  ) {
    let inner = pair.value.dropFirst().dropLast()
    if pair.value.hasPrefix("["), pair.value.hasSuffix("]") {
      for item in inner.split(separator: ",").map({ Self.unquoted(Self.trimmed($0)) }) {
        entries.append(Entry(section: pair.key, key: "", value: item, line: line))
      }
    } else if pair.value.hasPrefix("{"), pair.value.hasSuffix("}") {
      for part in Self.pairs(in: String(inner)) {
        entries.append(Entry(section: pair.key, key: part.key, value: part.value, line: line))
      }
    } else {
      entries.append(
        Entry(section: section, key: pair.key, value: pair.value, line: line, startsRecord: startsRecord))
    }
  }

  /// The names and values of a line; several, when all that stands between blanks, commas or semicolons is one.
  private static func pairs(in line: String) -> [(key: String, value: String)] {
    if !line.contains("{"), !line.contains("[") {
      for separators in [";", ",", " \t"] {
        let parts = line.split { separators.contains($0) }
        let pairs = parts.compactMap { pair(in: trimmed($0)) }
        if pairs.count > 1, pairs.count == parts.count, pairs.allSatisfy({ !$0.value.isEmpty }) {
          return pairs
        }
      }
    }
    return pair(in: line).map { [$0] } ?? []
  }

  /// `key = value`, `key: value`, `key -> value`; an empty value when there is none.
  private static func pair(in line: String) -> (key: String, value: String)? {
    let marks = ["=>", "->", ":=", "=", ":"]
    guard let mark = marks.compactMap({ line.firstRange(of: $0) }).min(by: { $0.lowerBound < $1.lowerBound })
    else { return nil }
    let key = unquoted(trimmed(line[..<mark.lowerBound]))
    guard !key.isEmpty, key.utf8.count <= longestKey,
      key.contains(where: \.isLetter) && !key.contains(where: { "(){}[]<>;|".contains($0) })
        || LabelledNumber.isBand(key)
    else { return nil }
    var value = trimmed(line[mark.upperBound...])
    while let sign = value.first, "=>".contains(sign) { value = trimmed(value.dropFirst()) }
    while let last = value.last, ",;".contains(last) { value = trimmed(value.dropLast()) }
    if let comment = value.firstRange(of: " #") { value = trimmed(value[..<comment.lowerBound]) }
    return (key, unquoted(value))
  }

  private static func unquoted(_ text: String) -> String {
    guard let first = text.first, "\"'".contains(first), text.count > 1, text.last == first else {
      return text
    }
    return String(text.dropFirst().dropLast())
  }

  /// `north 3`, `North - 3`, `North (3)`: a name and a whole number with hardly a mark between them.
  private static func loosePair(_ line: String) -> (key: String, value: String)? {
    var rest = line[...]
    if rest.hasSuffix(")") { rest = rest.dropLast() }
    let digits = rest.reversed().prefix { $0.isASCII && $0.isNumber || $0 == "," }
    let key = rest.dropLast(digits.count)
    guard !digits.isEmpty, let border = key.last, " \t(–—-".contains(border) else { return nil }
    let name = trimmed(key.reversed().drop { " \t(–—-".contains($0) }.reversed().map(String.init).joined())
    guard name.contains(where: \.isLetter), !name.contains(where: \.isNumber), name.utf8.count <= longestKey,
      !GroupSizes.isCode(line)
    else { return nil }
    return (name, String(digits.reversed()))
  }

  // MARK: - Tables

  private static func isInteger(_ value: String) -> Bool {
    let digits = value.utf8.filter { $0 != UInt8(ascii: ",") }
    return !digits.isEmpty && digits.count < 10 && digits.allSatisfy { ByteKind.isDigit($0) }
  }

  /// Whether an entry may say how many people there are.
  private static func isData(_ entry: Entry) -> Bool {
    isInteger(entry.value) && !EmbeddedWords.isSetting(entry.key.isEmpty ? entry.section : entry.key)
  }

  private static func tables(of entries: [Entry]) -> [[TextTableRow]] {
    // Numbers that are settings say nothing of people, and words may say whom the numbers are about.
    let kept = entries.filter { isData($0) || !isInteger($0.value) && !$0.key.isEmpty }
    var sections: [[Entry]] = []
    for entry in kept {
      if let last = sections.last?.last, last.section == entry.section {
        sections[sections.count - 1].append(entry)
      } else {
        sections.append([entry])
      }
    }
    var tables: [[TextTableRow]] = []
    var index = 0
    while index < sections.count {
      let first = sections[index]
      // Sections that hold the same names are the rows of one table.
      var end = index + 1
      let keys = first.map(\.key)
      while end < sections.count, sections[end].map(\.key) == keys, !keys.contains("") { end += 1 }
      let group = Array(sections[index..<end])
      index = end
      guard group.contains(where: { $0.contains(where: isData) }) else { continue }
      if group.count > 1, Set(keys).count == keys.count {
        tables.append(
          [TextTableRow(line: first[0].line, cells: [""] + keys)]
            + group.map { TextTableRow(line: $0[0].line, cells: [$0[0].section] + $0.map(\.value)) })
      } else {
        for section in group { tables.append(rows(of: section)) }
      }
    }
    return tables
  }

  /// The table of one section.
  private static func rows(of entries: [Entry]) -> [TextTableRow] {
    let name = entries[0].section
    if entries.contains(where: \.key.isEmpty) {
      return [TextTableRow(line: entries[0].line, cells: [name])]
        + entries.map { TextTableRow(line: $0.line, cells: [$0.value]) }
    }
    var keys: [String] = []
    var columns: [String: Int] = [:]
    for entry in entries where columns[entry.key] == nil {
      columns[entry.key] = keys.count
      keys.append(entry.key)
    }
    if keys.count == entries.count, !name.isEmpty, entries.allSatisfy({ isInteger($0.value) }) {
      return [TextTableRow(line: entries[0].line, cells: ["", name])]
        + entries.map { TextTableRow(line: $0.line, cells: [$0.key, $0.value]) }
    }
    var rows = [TextTableRow(line: entries[0].line, cells: keys)]
    var record = [String](repeating: "", count: keys.count)
    var filled: Set<Int> = []
    var line = entries[0].line
    for entry in entries {
      guard let column = columns[entry.key] else { continue }
      if filled.contains(column) || entry.startsRecord && !filled.isEmpty {
        rows.append(TextTableRow(line: line, cells: record))
        record = [String](repeating: "", count: keys.count)
        filled = []
      }
      if filled.isEmpty { line = entry.line }
      filled.insert(column)
      record[column] = entry.value
    }
    rows.append(TextTableRow(line: line, cells: record))
    return rows
  }
}
