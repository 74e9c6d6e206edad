// What the tests of roles share: the word lists of the source tree, and profiles made from plain cells.

import DisclosureRules
import Foundation

/// The vocabulary as the data files have it.
enum TestVocabulary {
  static let shared: Vocabulary = {
    let resources = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../../Sources/OutputChecker/Resources").standardized
    func lines(_ file: String) -> [[String]] {
      let text = (try? String(contentsOf: resources.appendingPathComponent(file), encoding: .utf8)) ?? ""
      return text.split(separator: "\n").map {
        $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      }
    }
    func words(_ phrase: String) -> [String] { phrase.split(separator: " ").map(String.init) }
    var vocabulary = Vocabulary()
    for line in lines("header-words.tsv") where line.count == 4 {
      guard let role = ColumnRole(rawValue: line[0]), let whole = Double(line[1]),
        let within = Double(line[2])
      else { continue }
      vocabulary.headerPhrases.append(.init(role: role, whole: whole, within: within, words: words(line[3])))
    }
    for line in lines("identifier-words.tsv") where line.count == 3 {
      vocabulary.identifierPhrases.append(
        .init(rule: RuleName(rawValue: line[0]), isCertain: line[1] == "certain", words: words(line[2])))
    }
    for line in lines("look-alikes.tsv") where line.count == 2 {
      if let value = UInt32(line[0], radix: 16), let letter = line[1].utf8.first {
        vocabulary.lookAlikes[value] = letter
      }
    }
    vocabulary.totalWords = Set(
      lines("total-words.tsv").filter { $0.count == 1 && !$0[0].hasPrefix("#") }.map { words($0[0]).joined() }
    )
    for line in lines("word-lists.tsv") where line.count == 2 {
      if let list = WordList(rawValue: line[0]) { vocabulary.lists[list, default: []].insert(line[1]) }
    }
    return vocabulary
  }()

  static let engine = RoleEngine(shared)
  static let lexicon = HeaderLexicon(shared)

  /// Lines of each data file, read or not.
  static func rawLines(_ file: String) throws -> [String] {
    let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../../Sources/OutputChecker/Resources").standardized.appendingPathComponent(
        file)
    return try String(contentsOf: url, encoding: .utf8).split(separator: "\n").map(String.init)
  }
}

/// One cell read from plain text, as simply as the tests need it.
func cell(_ text: String) -> Cell {
  let trimmed = text.trimmingCharacters(in: .whitespaces)
  if trimmed.isEmpty { return Cell(kind: .empty) }
  if ["*", "[c]", "NA", "[REDACTED]"].contains(trimmed) { return Cell(kind: .mask) }
  if trimmed.hasPrefix("<") || trimmed.hasPrefix(">") {
    return Cell(kind: .bound, number: number(String(trimmed.dropFirst())) ?? ExactNumber(mantissa: 0))
  }
  if trimmed.hasSuffix("%"), let value = number(String(trimmed.dropLast())) {
    return Cell(kind: .number, marks: .percent, number: value)
  }
  if let value = number(trimmed) { return Cell(kind: .number, number: value) }
  let isDay =
    trimmed.count == 10 && trimmed.filter { $0 == "-" }.count == 2
    && trimmed.allSatisfy { $0.isNumber || $0 == "-" }
  if isDay { return Cell(kind: .date) }
  if let bracket = trimmed.firstIndex(of: "("), trimmed.hasSuffix(")"),
    let value = number(trimmed[..<bracket].trimmingCharacters(in: .whitespaces))
  {
    return Cell(kind: .composite, marks: trimmed.contains("%") ? .percent : [], number: value)
  }
  return Cell(kind: .text)
}

private func number(_ text: String) -> ExactNumber? {
  let plain = text.replacingOccurrences(of: ",", with: "")
  let parts = plain.split(separator: ".", omittingEmptySubsequences: false)
  guard parts.count <= 2, let mantissa = Int64(parts.joined()), plain.contains(where: \.isNumber),
    !plain.hasPrefix("+"), parts.count == 1 || parts[1].count <= 17
  else { return nil }
  return ExactNumber(mantissa: mantissa, scale: parts.count == 2 ? UInt8(parts[1].count) : 0)
}

/// The profile that one pass over these cells gives.
func profile(name: String?, values: [String], index: Int = 1) -> ColumnProfile {
  var profile = ColumnProfile(index: index, name: name)
  profile.rows = values.count
  var last: ExactNumber?
  var distinct: Set<String> = []
  for (row, text) in values.enumerated() {
    let cell = cell(text)
    profile.kinds[cell.kind, default: 0] += 1
    profile.longestField = max(profile.longestField, text.utf8.count)
    if cell.kind != .empty { distinct.insert(text) }
    let runs = text.split(whereSeparator: { !$0.isNumber })
    if cell.kind == .text && runs.count == 1 && text.first?.isNumber == true { profile.textsWithNumber += 1 }
    guard cell.kind == .number || cell.kind == .composite else { continue }
    if cell.marks.contains(.percent) { profile.percents += 1 }
    if cell.kind == .composite {
      profile.patterns[text.contains("%") ? .percentage : .bracketed, default: 0] += 1
    }
    if let low = profile.minimum {
      profile.minimum = min(low, cell.number)
    } else {
      profile.minimum = cell.number
    }
    if let high = profile.maximum {
      profile.maximum = max(high, cell.number)
    } else {
      profile.maximum = cell.number
    }
    if let last, !(last < cell.number) { profile.isIncreasing = false }
    last = cell.number
    profile.maximumScale = max(profile.maximumScale, cell.number.scale)
    guard let whole = cell.number.whole else { continue }
    profile.wholes += 1
    if text.count > 1 && text.hasPrefix("0") && !text.contains(".") { profile.leadingZeros += 1 }
    if cell.kind == .number { profile.wholeSum = profile.wholeSum.map { $0 + Int128(whole) } }
    if (0..<Int64(SmallWholes.limit)).contains(whole) {
      profile.small.totals[Int(whole)] += 1
      let place = CellPlace(row: row + 1, line: row + 2, byteOffset: row * 10, byteLength: text.utf8.count)
      if whole == 0 {
        profile.small.zeros.append(place)
      } else {
        profile.small.occurrences.append(.init(value: Int(whole), place: place))
      }
    }
  }
  profile.distinct = DistinctCount(value: distinct.count, isExact: true)
  return profile
}

/// A kept table of named columns of plain cells.
func table(_ columns: [(String?, [String])], fileName: String = "table.csv", isKept: Bool = true)
  -> TableSubject
{
  let rows = columns.map(\.1.count).max() ?? 0
  var kept = KeptTable(rowOffsets: (0..<rows).map { $0 * 100 }, rowLines: (0..<rows).map { $0 + 2 })
  for (_, values) in columns {
    var column = KeptTable.Column()
    for text in values {
      var cell = cell(text)
      if !column.texts.contains(text) { column.texts.append(text) }
      cell.text = UInt32(column.texts.firstIndex(of: text) ?? 0)
      column.cells.append(cell)
    }
    kept.columns.append(column)
  }
  return TableSubject(
    id: fileName, fileName: fileName, hasHeader: true, rows: rows,
    columns: columns.enumerated().map { profile(name: $1.0, values: $1.1, index: $0 + 1) },
    kept: isKept ? kept : nil)
}

/// The table of a small CSV text without quotes, with its roles assigned.
func understood(_ csv: String, fileName: String = "table.csv", isKept: Bool = true) -> TableSubject {
  let lines = csv.split(separator: "\n", omittingEmptySubsequences: false).map(String.init).filter {
    !$0.isEmpty
  }
  let cells = lines.map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
  let headers = cells.first ?? []
  var subject = table(
    headers.indices.map { column in
      (headers[column], cells.dropFirst().map { column < $0.count ? $0[column] : "" })
    }, fileName: fileName, isKept: isKept)
  TestVocabulary.engine.understand(&subject)
  return subject
}

/// The role of a column with this header and these values, beside a column of labels.
func role(_ header: String, _ values: [String]) -> RoleAssignment {
  var subject = table([("region", values.indices.map { "area \($0)" }), (header, values)])
  TestVocabulary.engine.understand(&subject)
  return subject.roles[1]
}
