// Values as consoles print them: R's vectors (`[1] 120 44 3`), Python's objects (`Counter({'a': 120, 'b': 3})`).

import DisclosureRules

/// Reads lines that are nothing but a value.
enum PrintedValue {
  /// What documents put before each line of a result. Source: knitr, `comment`; reprex, `comment`.
  private static let prefixes = ["## ", "#> "]
  /// Numbers of a line that are looked at.
  private static let mostNumbers = 1_000
  private static let mostDigits = 9

  /// The whole numbers of a line of a vector behind the index that R prints; nil when it is none, or holds anything else.
  static func vector(_ line: String) -> [Int]? {
    var text = line[...].drop { $0 == " " }
    for prefix in prefixes where text.hasPrefix(prefix) {
      text = text.dropFirst(prefix.count).drop { $0 == " " }
    }
    guard text.first == "[", let close = text.firstIndex(of: "]") else { return nil }
    let index = text[..<close].dropFirst()
    guard !index.isEmpty, index.utf8.allSatisfy({ ByteKind.isDigit($0) }) else { return nil }
    let words = text[close...].dropFirst().split(separator: " ", maxSplits: mostNumbers)
    let numbers = words.prefix(mostNumbers).compactMap { word in
      word.utf8.count <= mostDigits && word.utf8.allSatisfy { ByteKind.isDigit($0) } ? Int(word) : nil
    }
    return !numbers.isEmpty && numbers.count == min(words.count, mostNumbers) ? numbers : nil
  }

  /// The function that was called at a prompt: `dim` of `> dim(d)`.
  static func call(_ line: String) -> Substring? {
    var text = line[...]
    for prefix in prefixes where text.hasPrefix(prefix) { text = text.dropFirst(prefix.count) }
    guard text.hasPrefix("> "), let open = text.firstIndex(of: "(") else { return nil }
    let name = text[..<open].dropFirst(2)
    return name.allSatisfy { $0.isLetter || $0.isNumber || "._:".contains($0) } ? name : nil
  }

  /// Numbers of a vector that say how large a thing is that is no group of people, by the function that gives it:
  /// the columns of a table.
  static func isShape(at position: Int, of call: Substring?) -> Bool {
    call == "ncol" || call == "dim" && position > 0
  }

  /// What stands in the brackets of an object; nil when the line is no object.
  static func object(_ line: String) -> Substring? {
    let text = line.drop { $0 == " " }
    let name = text.prefix { $0.isLetter || $0 == "_" }
    let inside = text.dropFirst(name.count)
    guard name.first?.isUppercase ?? false || objects.contains(String(name)), inside.first == "(",
      text.last == ")", let open = inside.dropFirst().first, "{[<".contains(open)
    else { return nil }
    return inside.dropFirst(2)
  }

  /// Objects of Python that are printed with a small letter. Source: Python, collections; numpy.
  private static let objects: Set<String> = [
    "array", "defaultdict", "deque", "dict_items", "dict_values", "frozenset", "mappingproxy",
  ]

  /// A line that is one whole number and nothing else, but for the sides of a box.
  static func loneNumber(_ line: String) -> Int? {
    let word = line.utf8.drop { isBorder($0) }
    let digits = word.prefix { ByteKind.isDigit($0) }
    guard !digits.isEmpty, digits.count <= mostDigits, word.dropFirst(digits.count).allSatisfy(isBorder)
    else {
      return nil
    }
    return Int(String(decoding: digits, as: UTF8.self))
  }

  private static func isBorder(_ byte: UInt8) -> Bool { byte == 0x20 || byte == UInt8(ascii: "|") }

  /// Whether what stands below a line is a result: it was typed at a prompt, or is the rule below a name.
  static func opensResult(_ line: String) -> Bool {
    if TextTables.isTyped(line) || prompts.contains(where: line.hasPrefix)
      || shells.contains(where: line.contains)
    {
      return true
    }
    let rule = line.utf8.filter { $0 != 0x20 }
    return rule.count >= shortestRule && rule.allSatisfy { "-+=".utf8.contains($0) }
  }

  /// How lines that were typed begin in Python, MySQL, Oracle, SQLite, Julia; what stands before them in
  /// PostgreSQL.
  private static let prompts = [
    ">>> ", "In [", "mysql> ", "MariaDB [", "SQL> ", "sqlite> ", "julia> ",
  ]
  private static let shells = ["=> select", "=# select", "=> SELECT", "=# SELECT"]
  private static let shortestRule = 3
}
