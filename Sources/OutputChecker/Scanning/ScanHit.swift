// What the scan finds in a run of bytes.

import DisclosureRules

/// A candidate for an identifier, or a value of a vocabulary that shares its form.
struct ScanHit: Sendable, Equatable {
  /// What is noted of a hit beside its strength.
  struct Marks: OptionSet, Sendable {
    let rawValue: UInt8
    /// Also well formed in another vocabulary.
    static let ambiguous = Marks(rawValue: 1)
    /// In an issued range, whether or not it passes the check.
    static let inRange = Marks(rawValue: 2)
    /// Written as spelled values are, whether or not it passes the check.
    static let spelledForm = Marks(rawValue: 4)
    /// Stands for a missing value.
    static let placeholder = Marks(rawValue: 8)
    /// Counts as the whole of a field, or beside words that say what it is.
    static let wholeField = Marks(rawValue: 16)
  }

  /// Index into the scanner's entries: identifiers first, then vocabularies.
  var entry: UInt8
  var strength: IdentifierStrength
  var marks: Marks
  /// First byte and number of bytes.
  var start: Int
  var length: Int
  /// Hash of the value without its spelling, the same in every run.
  var digest: UInt64

  var end: Int { start + length }
}

extension ScanHit {
  init(entry: UInt8, _ value: IdentifierValue, in range: Range<Int>, isWholeField: Bool) {
    self.entry = entry
    strength = value.strength
    var marks = Marks()
    if value.isAmbiguous { marks.insert(.ambiguous) }
    if value.isInRange { marks.insert(.inRange) }
    if value.isSpelledForm { marks.insert(.spelledForm) }
    if value.isPlaceholder { marks.insert(.placeholder) }
    if isWholeField { marks.insert(.wholeField) }
    self.marks = marks
    start = range.lowerBound
    length = range.count
    digest = Self.mix(value.key)
  }

  /// Spreads a key evenly over 64 bits. Source: Steele, Lea and Flood, SplitMix64.
  static func mix(_ key: UInt64) -> UInt64 {
    var mixed = key &+ 0x9E37_79B9_7F4A_7C15
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
