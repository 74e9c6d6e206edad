// The classification of industries that official statistics share, as far as its codes say what belongs to what.

/// Sections and divisions of NACE Rev. 2, which ISIC Rev. 4 and UK SIC 2007 have in common.
///
/// Source: Regulation (EC) No 1893/2006, Annex I; the letters of grouped sections (`BE`, `AZ`) are those of the
/// French statistical office's aggregated nomenclature A 10, which joins the first and the last section and writes
/// Z where there is one.
enum IndustrySections {
  private static let divisions: [String: ClosedRange<Int>] = [
    "a": 1...3, "b": 5...9, "c": 10...33, "d": 35...35, "e": 36...39, "f": 41...43, "g": 45...47,
    "h": 49...53,
    "i": 55...56, "j": 58...63, "k": 64...66, "l": 68...68, "m": 69...75, "n": 77...82, "o": 84...84,
    "p": 85...85, "q": 86...88, "r": 90...93, "s": 94...96, "t": 97...98, "u": 99...99,
  ]

  /// The divisions of a section by its letter in lower case.
  static func divisions(of section: String) -> ClosedRange<Int>? { divisions[section] }

  /// A division by its number; nil for what is none.
  static func division(_ label: String) -> Int? {
    guard label.utf8.count <= 2, let number = Int(label) else { return nil }
    return number
  }

  /// The sections that a code of two letters joins, in lower case.
  static func sections(of group: String) -> [String]? {
    let letters = Array(group)
    guard letters.count == 2, let first = letters.first, let last = letters.last,
      divisions[String(first)] != nil
    else { return nil }
    if last == "z" { return [String(first)] }
    guard first < last, divisions[String(last)] != nil else { return nil }
    return divisions.keys.filter { $0 >= String(first) && $0 <= String(last) }.sorted()
  }
}
