// Which people a label counts, as far as its words say it.

/// A label, a header or a file's name, read for the population that it names.
struct PopulationLabel: Hashable {
  /// How a label says that its population is part of another one, or holds it.
  enum Relation: Hashable {
    case none
    /// `all patients excluding …`: part of the population that the base names.
    case excluding(base: String)
    /// `deaths including …`: the population that the base names is part of it.
    case including(base: String)
    /// `patients with …`, `eligible patients`: perhaps part of what the base names.
    case restricted(base: String)
    /// `18-64`, `at least two doses`: a range of numbers, in thousandths, of what the template names.
    case interval(template: String, ClosedRange<Int>)
  }

  /// The label as the file has it.
  var text: String
  /// What it says of who is counted, brought to one spelling; empty when it says "all" or nothing.
  var meaning: String
  var relation: Relation
  /// The meaning without words and dates that tell versions of the same thing apart; nil when there are none.
  var versionless: String?
  /// The only thing that tells the version is a day.
  var isDated = false
  /// It counts something else than people.
  var countsOtherUnit: Bool
  var isCumulative: Bool
  /// It names the steps by which people leave a study.
  var isFlow = false
  /// It names who is left after such a step.
  var isRemaining = false

  /// Says nothing of who is counted.
  static let empty = PopulationLabel(
    text: "", meaning: "", relation: .none, countsOtherUnit: false, isCumulative: false)

  /// A name that is taken as it stands.
  static func named(_ text: String) -> PopulationLabel {
    PopulationLabel(
      text: text, meaning: text, relation: .none, countsOtherUnit: false, isCumulative: false)
  }

  /// It stands for all people together.
  var isTotal: Bool { !text.isEmpty && meaning.isEmpty && relation == .none }

  /// The meaning as a number that adds up with those of other labels, in any order.
  var key: UInt64 { Self.key(of: meaning) }

  /// FNV-1a of 64 bits, the same on every machine; 0 for an empty meaning. Source: Fowler, Noll and Vo,
  /// draft-eastlake-fnv.
  static func key(of meaning: String) -> UInt64 {
    if meaning.isEmpty { return 0 }
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in meaning.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return hash
  }
}

extension PopulationWords {
  private static let day = 8
  private static let year = 4

  /// Reads a header, or the label of a row.
  ///
  /// - Parameter isRow: the text is a category: `No` and `N` are answers there, not words for a number.
  func read(_ text: String, isRow: Bool = false, isFile: Bool = false) -> PopulationLabel {
    let tokens = tokens(of: text)
    let words = tokens.filter { $0 != "-" }
    func meaning(_ words: [String]) -> String {
      let specific = specific(words, serials: !isFile).joined(separator: " ")
      return specific.isEmpty && isRow && !isTotal(words) ? words.joined(separator: " ") : specific
    }
    var label = PopulationLabel(
      text: text, meaning: isTotal(words) ? "" : meaning(words), relation: .none, countsOtherUnit: false,
      isCumulative: first(.cumulative, in: words) != nil, isFlow: first(.flow, in: words) != nil,
      isRemaining: first(.remaining, in: words) != nil)
    var counted = words
    if let cut = first(.excluding, in: words) {
      counted = Array(words[..<cut.lowerBound])
      label.relation = .excluding(base: meaning(counted))
      // Its words stay whole: what is excluded tells one part from another.
      label.meaning = words.joined(separator: " ")
    } else if let cut = first(.including, in: words) {
      counted = Array(words[..<cut.lowerBound])
      label.relation = .including(base: meaning(counted))
      label.meaning = words.joined(separator: " ")
    } else if let interval = interval(in: tokens) {
      counted = []
      label.relation = .interval(template: interval.template, interval.range)
      label.meaning = "\(interval.template) [\(interval.range.lowerBound), \(interval.range.upperBound)]"
    } else if let cut = first(.restricting, in: words), cut.upperBound < words.count {
      counted = Array(words[..<cut.lowerBound])
      label.relation = .restricted(base: meaning(counted))
      label.meaning = words.joined(separator: " ")
    } else if let word = first(.restricted, in: words) {
      label.relation = .restricted(
        base: meaning(Array(words[..<word.lowerBound] + words[word.upperBound...])))
    }
    label.countsOtherUnit = first(.otherUnit, in: counted) != nil
    return label
  }

  /// Reads the name of a file, which may also say which version it is.
  func read(path: String) -> PopulationLabel {
    var label = read(qualifierLast(path), isFile: true)
    label.text = path
    let words = tokens(of: path).filter { $0 != "-" }
    var rest: [String] = []
    var versions = 0
    var days = 0
    var position = 0
    while position < words.count {
      if let found = phrase(at: position, of: words, kinds: [.version]) {
        versions += 1
        position += found.length
        // The number of the version belongs to it.
        if position < words.count, words[position].utf8.count <= 2, Int(words[position]) != nil {
          position += 1
        }
      } else if let length = dayLength(at: position, of: words) {
        days += 1
        position += length
      } else {
        rest.append(words[position])
        position += 1
      }
    }
    if versions + days > 0 {
      label.versionless = specific(rest, serials: false).joined(separator: " ")
      label.isDated = versions == 0
    }
    return label
  }

  /// A path with the folder or name that says who is left out at its end: what it says ends with it, and the
  /// other parts name the whole.
  private func qualifierLast(_ path: String) -> String {
    let parts = path.split(separator: "/")
    let isQualifier = parts.map { part in
      let words = tokens(of: String(part)).filter { $0 != "-" }
      return [.excluding, .including, .restricting].contains { first($0, in: words) != nil }
    }
    guard let qualifier = isQualifier.firstIndex(of: true) else { return path }
    return (parts[..<qualifier] + parts[(qualifier + 1)...] + [parts[qualifier]]).joined(separator: "/")
  }

  /// Words of a day at a position: `20230615`, or `2023 06 15`.
  private func dayLength(at position: Int, of words: [String]) -> Int? {
    func isNumber(_ index: Int, _ digits: ClosedRange<Int>) -> Bool {
      words.indices.contains(index) && digits.contains(words[index].utf8.count) && Int(words[index]) != nil
    }
    if isNumber(position, Self.day...Self.day) { return 1 }
    if isNumber(position, Self.year...Self.year), isNumber(position + 1, 2...2), isNumber(position + 2, 2...2)
    {
      return 3
    }
    return nil
  }
}
