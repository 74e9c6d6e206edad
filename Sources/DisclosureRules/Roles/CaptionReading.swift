// What titles and notes say of a table: how many people it is about, and what its numbers are.

/// Reads the captions of a table. They are values of the checked file: nothing of them is quoted in a reason.
enum CaptionReading {
  /// The number of people that a caption states: after `N =`, or before a word for people.
  static func statedSize(in context: RoleContext) -> Int64? {
    for caption in context.table.captions {
      if let size = SampleSize.stated(in: caption) { return size }
      if let size = people(in: caption, context) { return size }
    }
    return nil
  }

  /// `1,204 patients`: a whole number and the word for people behind it.
  private static func people(in caption: String, _ context: RoleContext) -> Int64? {
    let words = caption.split(whereSeparator: { $0 == " " || $0 == "\u{a0}" || $0 == "(" })
    for (number, noun) in zip(words, words.dropFirst()) {
      guard let size = whole(number), size > 0 else { continue }
      let reading = context.reading(of: String(noun))
      if reading.phrases.contains(where: { $0.role == .count && $0.weight >= HeaderReading.namesPeople }) {
        return size
      }
    }
    return nil
  }

  /// Digits with commas between thousands.
  private static func whole(_ word: Substring) -> Int64? {
    let digits = word.filter { $0 != "," }
    guard !digits.isEmpty, digits.utf8.allSatisfy({ $0 &- UInt8(ascii: "0") <= 9 }) else { return nil }
    return Int64(digits)
  }
}

/// Evidence of titles and notes: for numbers that nothing else explains, as the file's name is.
struct CaptionEvidence: EvidenceCollector {
  /// A caption speaks of the whole table, so for one column it says little.
  static let weight = 1.0

  private let phrases: [HeaderReading.Phrase]

  init(_ context: RoleContext) {
    phrases = context.table.captions.flatMap { context.reading(of: $0).phrases }
      .reduce(into: []) { first, phrase in
        if !first.contains(where: { $0.role == phrase.role }) { first.append(phrase) }
      }
  }

  func evidence(for column: Int, in context: RoleContext) -> [RoleEvidence] {
    let shape = context.shapes[column]
    guard context.headers[column].phrases.isEmpty, shape.numeric > 0 else { return [] }
    return phrases.compactMap { phrase in
      let suits =
        switch phrase.role {
        case .count, .events: shape.isWhole
        case .percentage, .proportion, .rate, .mean, .median, .standardDeviation, .ratio, .coefficient:
          shape.fractional > 0
        default: false
        }
      guard suits, shape.fits(phrase.role, header: context.headers[column]) else { return nil }
      return RoleEvidence(phrase.role, Self.weight, "a title or a note says so")
    }
  }
}
