// From a value in a policy file to the value of a parameter, as the parameter's kind allows.

import DisclosureRules

extension PolicyNode {
  /// The value of a parameter of this kind.
  func value(of kind: ParameterKind) throws(Complaint) -> ParameterValue {
    switch kind {
    case .integer(let range):
      let value = try integer()
      guard range.contains(value) else {
        throw complaint(expected: "a whole number from \(range.lowerBound) to \(range.upperBound)")
      }
      return .integer(value)
    case .number(let range):
      let value = try number()
      guard range.contains(value) else {
        throw complaint(expected: "a number from \(range.lowerBound) to \(range.upperBound)")
      }
      return .number(value)
    case .flag:
      return .flag(try flag())
    case .choice(let words):
      let word = try text()
      guard words.contains(word) else {
        let names = words.map { "\"\($0)\"" }.joined(separator: ", ")
        var complaint = complaint(expected: "one of \(names)")
        complaint.message += Nearest.suggestion(for: word, among: words)
        throw complaint
      }
      return .word(word)
    case .words:
      var words: [String] = []
      for item in try items() { words.append(try item.text()) }
      return .words(words)
    case .records(let fields):
      var records: [[String: Double]] = []
      for item in try items() { records.append(try item.record(fields: fields)) }
      return .records(records)
    }
  }

  /// The items of a list that says something: an empty one would switch a rule off without saying so.
  private func items() throws(Complaint) -> [PolicyNode] {
    let items = try list()
    guard !items.isEmpty else {
      throw Complaint(line: line, message: "is an empty list; to switch a rule off, write \"enabled: false\"")
    }
    return items
  }

  /// A record with exactly these fields.
  private func record(fields: [String]) throws(Complaint) -> [String: Double] {
    var record: [String: Double] = [:]
    for entry in try map() {
      guard fields.contains(entry.key) else {
        throw Complaint(
          line: entry.line,
          message: "has an unknown field \(Self.quoted(entry.key))"
            + Nearest.suggestion(for: entry.key, among: fields))
      }
      do throws(Complaint) {
        record[entry.key] = try entry.value.number()
      } catch {
        throw Complaint(line: error.line, message: "field \"\(entry.key)\" \(error.message)")
      }
    }
    for field in fields where record[field] == nil {
      throw Complaint(line: line, message: "has a record without \"\(field)\"")
    }
    return record
  }
}
