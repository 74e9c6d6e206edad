// To what the counts of a table are rounded, as far as an intruder can know.

extension AdditiveCells {
  /// Words before a base in a header: "rounded to 5", "nearest 10".
  private static let roundingWords = ["rounded to the nearest ", "rounded to ", "nearest ", "round"]

  /// The base of each column that is rounded: by its header, by enough values on one grid, or by the ruleset
  /// where the values keep to it.
  static func bases(
    of columns: [Int], in table: TableSubject, kept: KeptTable, ruleset: Ruleset, sharing: Bool
  ) -> [Int: (base: Int64, isMidpoint: Bool)] {
    let pooled = table.commonBase(of: columns)
    let shared = sharing ? sharedBase(of: columns, in: table) : nil
    let demanded = Int64(ruleset.value(UnroundedCount.base, of: "unrounded-count"))
    let isMidpoint = ruleset.value(UnroundedCount.method, of: "unrounded-count") == .midpoint
    let also = Int64(ruleset.value(UnroundedCount.alsoMidpoint, of: "unrounded-count"))
    var bases: [Int: (base: Int64, isMidpoint: Bool)] = [:]
    for column in columns {
      let rounding = table.columns[column].rounding
      if let stated = stated(in: table.columns[column].name) {
        bases[column] = stated
      } else if let proven = rounding.provenBase ?? pooled ?? shared {
        bases[column] = (Int64(proven), rounding.divisor < RoundingEvidence.smallestBase)
      } else if demanded >= 2, rounding.values > 0 {
        if !isMidpoint, rounding.divisor % UInt64(demanded) == 0 { bases[column] = (demanded, false) }
        if isMidpoint || also >= 2, rounding.midpointSix {
          bases[column] = (isMidpoint ? demanded : also, true)
        }
      }
    }
    return bases
  }

  /// Bases that counts are rounded to, widest first. Source: the rulesets.
  private static let usualBases: [UInt64] = [100, 50, 20, 10, 5]
  /// How likely it may be that numbers lie on a grid by accident.
  private static let gridChance = 1e-6

  /// The base on which all numbers lie that are too few to prove rounding by themselves.
  private static func sharedBase(of columns: [Int], in table: TableSubject) -> Int? {
    var all = RoundingEvidence()
    for column in columns where table.columns[column].rounding.values > 0 {
      all.values += table.columns[column].rounding.values
      all.share(table.columns[column].rounding.divisor)
    }
    guard let base = usualBases.first(where: { all.divisor > 0 && all.divisor % $0 == 0 }) else { return nil }
    var chance = 1.0
    for _ in 0..<min(all.values, 64) { chance /= Double(base) }
    return chance < gridChance ? Int(base) : nil
  }

  /// The base that a header names.
  static func stated(in header: String?) -> (base: Int64, isMidpoint: Bool)? {
    guard let header = header?.lowercased() else { return nil }
    if header.contains("midpoint") { return number(after: "midpoint", in: header).map { ($0, true) } }
    for words in roundingWords where header.contains(words) {
      if let base = number(after: words, in: header) { return (base, false) }
    }
    return nil
  }

  private static func number(after words: String, in text: String) -> Int64? {
    let bytes = Array(text.utf8)
    let key = Array(words.utf8)
    guard bytes.count > key.count else { return nil }
    guard
      let start = (0...bytes.count - key.count).first(where: { bytes[$0..<$0 + key.count].elementsEqual(key) }
      )
    else { return nil }
    let digits = bytes[(start + key.count)...].drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "_") }
      .prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
    guard let value = Int64(String(decoding: digits, as: UTF8.self)), (2...1000).contains(value) else {
      return nil
    }
    return value
  }
}
