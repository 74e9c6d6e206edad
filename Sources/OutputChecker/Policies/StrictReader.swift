// Reading policy and context files strictly: all that is wrong is collected, each with its line.

import DisclosureRules

/// What all strict readers have in common.
enum StrictReading {
  /// No more errors than this are collected from one file.
  static let errorLimit = 100
}

/// Reads the tree of a file and collects what is wrong with it.
protocol StrictReader {
  /// How errors name the file.
  var file: String { get }
  /// What is wrong, in the order in which it was found.
  var errors: [PolicyError] { get set }
}

extension StrictReader {
  mutating func complain(_ line: Int, _ message: String) {
    guard errors.count < StrictReading.errorLimit else { return }
    errors.append(PolicyError(file: file, line: line, message: message))
  }

  mutating func unknown(_ what: String, _ entry: PolicyNode.Entry, among known: [String]) {
    complain(
      entry.line,
      "unknown \(what) \(PolicyNode.quoted(entry.key))" + Nearest.suggestion(for: entry.key, among: known))
  }

  /// What `read` gives for the entry's value; nil when it complains, which is noted.
  mutating func attempt<Value>(
    _ entry: PolicyNode.Entry, _ read: (PolicyNode) throws(Complaint) -> Value
  ) -> Value? {
    do throws(Complaint) {
      return try read(entry.value)
    } catch {
      complain(error.line, "\"\(entry.key)\" \(error.message)")
      return nil
    }
  }

  mutating func text(_ entry: PolicyNode.Entry) -> String? {
    attempt(entry) { (node) throws(Complaint) in try node.text() }
  }

  mutating func integer(_ entry: PolicyNode.Entry) -> Int? {
    attempt(entry) { (node) throws(Complaint) in try node.integer() }
  }

  /// The entries of a map that may have any keys.
  mutating func entries(of entry: PolicyNode.Entry) -> [PolicyNode.Entry] {
    attempt(entry) { (node) throws(Complaint) in try node.map() } ?? []
  }

  /// The entries of a map by key; a key that isn't in `keys` is noted and left out.
  mutating func entries(
    of node: PolicyNode, keys: [String], in place: String
  ) -> [String: PolicyNode.Entry] {
    var known: [String: PolicyNode.Entry] = [:]
    do throws(Complaint) {
      for entry in try node.map() {
        if keys.contains(entry.key) {
          known[entry.key] = entry
        } else {
          unknown("key", in: place, entry, among: keys)
        }
      }
    } catch {
      complain(error.line, "\(place) \(error.message)")
    }
    return known
  }

  mutating func unknown(
    _ what: String, in place: String, _ entry: PolicyNode.Entry, among known: [String]
  ) {
    let nearest = Nearest.suggestion(for: entry.key, among: known)
    let hint = nearest.isEmpty ? "; known are \(known.joined(separator: ", "))" : nearest
    complain(entry.line, "unknown \(what) \(PolicyNode.quoted(entry.key)) in \(place)\(hint)")
  }
}

extension StrictReader {
  /// The entries of `masks`.
  mutating func readMasks(_ entry: PolicyNode.Entry) -> [MaskToken] {
    guard let items = attempt(entry, { (node) throws(Complaint) in try node.list() }) else { return [] }
    var masks: [MaskToken] = []
    var seen: Set<String> = []
    for item in items {
      let fields = entries(of: item, keys: ["token", "min", "max", "secondary"], in: "a mask")
      guard let tokenEntry = fields["token"] else {
        complain(item.line, "a mask needs a \"token\"")
        continue
      }
      guard let token = text(tokenEntry)?.trimmingSpaces() else { continue }
      if !seen.insert(token.lowercased()).inserted {
        complain(tokenEntry.line, "mask \(PolicyNode.quoted(token)) is given twice")
      }
      let least = fields["min"].flatMap { entry in integer(entry) }
      let greatest = fields["max"].flatMap { entry in integer(entry) }
      if (fields["min"] == nil) != (fields["max"] == nil) {
        complain(item.line, "mask \(PolicyNode.quoted(token)) needs both \"min\" and \"max\", or neither")
      }
      var range: ClosedRange<Int>?
      if let least, let greatest {
        if least >= 0 && least <= greatest {
          range = least...greatest
        } else {
          complain(item.line, "mask \(PolicyNode.quoted(token)) needs 0 ≤ \"min\" ≤ \"max\"")
        }
      }
      let secondary = fields["secondary"].flatMap { entry in
        attempt(entry) { (node) throws(Complaint) in try node.flag() }
      }
      masks.append(MaskToken(token: token, range: range, mayBeSecondary: secondary ?? true))
    }
    return masks
  }
}

extension String {
  /// Without the spaces at both ends: masks and labels are compared so.
  func trimmingSpaces() -> String {
    var text = self[...]
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
