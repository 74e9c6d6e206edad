// What cells say, in all the spellings that reach an airlock.

import DisclosureRules
import Testing

@testable import OutputChecker

@Suite struct CellReaderTests {
  private func read(_ text: String, masks: [MaskToken] = []) -> Reading {
    var reader = CellReader(masks: MaskTable(masks))
    return reader.read(text: text)
  }

  @Test(arguments: [
    ("5", 5), ("5.0", 5), ("0005", 5), ("5e0", 5), ("+5", 5), ("５", 5), ("٥", 5), ("5*", 5), ("1,005", 1005),
    ("1 005", 1005), ("1\u{a0}005", 1005), ("1'005", 1005), ("12,345,678", 12_345_678),
    ("1.234.567", 1_234_567),
    ("-0", 0), ("9007199254740993", 9_007_199_254_740_993), ("5e3", 5000), ("  7 ", 7), ("'7", 7), ("$7", 7),
    ("n=5", 5), ("N = 12", 12), ("1,00", 1), ("1.005,00", 1005), ("5†", 5), ("5.", 5), ("−5", -5),
  ])
  func wholeNumbers(_ text: String, _ value: Int64) {
    let reading = read(text)
    #expect(reading.kind == .number, "\(text)")
    #expect(reading.whole == value, "\(text)")
  }

  @Test(arguments: [
    ("5.39", 539, 2), (".5", 5, 1), ("0.05", 5, 2), ("16847646,84", 1_684_764_684, 2),
    ("1.234,56", 123_456, 2),
    ("1e-3", 1, 3), ("2.50E1", 250, 1), ("-3.25", -325, 2), ("16%", 16, 0), ("0.4 %", 4, 1), ("0,05", 5, 2),
  ])
  func decimals(_ text: String, _ mantissa: Int64, _ scale: Int) {
    let reading = read(text)
    #expect(reading.kind == .number, "\(text)")
    #expect(reading.number.isEqual(to: ExactNumber(mantissa: mantissa, scale: UInt8(scale))), "\(text)")
  }

  @Test(arguments: [
    ("41 (16%)", CompositePattern.percentage), ("41, 16%", .percentage), ("3 / 12", .fraction),
    ("3 of 12", .fraction),
    ("12 [3–20]", .interval), ("1.2 (0.9, 1.6)", .interval), ("12 (3 to 20)", .interval),
    ("5.2 ± 1.1", .spread),
    ("5.2 (1.1)", .bracketed), ("3/12 (25%)", .fraction),
  ])
  func waysOfWritingTwoNumbers(_ text: String, _ pattern: CompositePattern) {
    #expect(read(text).kind == .composite, "\(text)")
    #expect(read(text).pattern == pattern, "\(text)")
  }

  @Test(arguments: ["5 or fewer", "5 or less", "fewer than 6", "Less than 6"])
  func boundsInWords(_ text: String) {
    let reading = read(text)
    #expect(reading.kind == .bound, "\(text)")
    #expect(reading.number.whole == (text.hasPrefix("5") ? 5 : 6))
    #expect(reading.marks.contains(.inclusive) == text.hasPrefix("5"))
  }

  @Test(arguments: ["under 65", "up to 17", "fewer than ten", "5 or so"])
  func bandsAreNoBounds(_ text: String) { #expect(read(text).kind == .text, "\(text)") }

  @Test func aNumberInBracketsIsANumber() {
    for (text, value) in [("(0.02)", 2), ("[0.02]", 2), ("=\"(0.02)\"", 2), ("=\"0.02***\"", 2)] {
      #expect(read(text).kind == .number, "\(text)")
      #expect(read(text).number == ExactNumber(mantissa: Int64(value), scale: 2))
      #expect(read(text).marks.contains(.bracketed) == text.contains { "([".contains($0) })
    }
    // A small count hides behind brackets no more than without them.
    #expect(read("(3)").whole == 3)
  }

  @Test func wordsForMissingAndHiddenNumbers() throws {
    let vocabulary = try WordLists.vocabulary()
    var reader = CellReader(
      masks: MaskTable([], hiding: vocabulary.words(.mask), missing: vocabulary.words(.missing)))
    for text in ["[REDACTED]", "Suppressed", "[c]", "..", " * ", "--"] {
      #expect(reader.read(text: text).kind == .mask, "\(text)")
    }
    for text in ["NA", "NaN", "n/a", "#N/A"] {
      #expect(reader.read(text: text).kind == .text, "\(text)")
      #expect(reader.read(text: text).isMissing, "\(text)")
    }
    #expect(!reader.read(text: "Nantes").isMissing)
  }

  @Test func moreDigitsThanFitAreMarked() {
    #expect(read("0.123456789012345678901").marks.contains(.inexact))
    #expect(read("123456789012345678901").number.mantissa == .max)
    #expect(read("1e999999999").marks.contains(.inexact))
    #expect(!read("0.1234567890").marks.contains(.inexact))
  }

  @Test(arguments: [
    ("41,086 (16%)", 41086, 16, true), ("324 / 6,844", 324, 6844, false), ("3/12", 3, 12, false),
    ("12 [3–20]", 12, 3, true), ("5 (2.1)", 5, 21, true), ("3 of 12", 3, 12, false), ("4 (16)", 4, 16, false),
  ])
  func pairs(_ text: String, _ first: Int64, _ second: Int64, _ isStatistic: Bool) {
    let reading = read(text)
    #expect(reading.kind == .composite, "\(text)")
    #expect(reading.number.whole == first)
    #expect(reading.second?.mantissa == second)
    #expect(reading.secondIsStatistic == isStatistic, "\(text)")
  }

  @Test(arguments: [
    ("<8", 8, false, false), ("<=7", 7, true, false), ("≤ 7", 7, true, false),
    ("< 1,000", 1000, false, false),
    (">100", 100, false, true),
  ])
  func bounds(_ text: String, _ value: Int64, _ inclusive: Bool, _ lower: Bool) {
    let reading = read(text)
    #expect(reading.kind == .bound)
    #expect(reading.number.whole == value)
    #expect(reading.marks.contains(.inclusive) == inclusive)
    #expect(reading.marks.contains(.lowerBound) == lower)
  }

  @Test(arguments: [
    "2023-01-27", "27/01/2023", "27.01.2023", "2023-01-27T23:00:03Z", "2020-01-01 00:00:00", "27 Jan 2023",
    "Jan 2023",
    "January-2023", "2023-01", "2020/21", "2023 Q1", "2023Q4", "01/03/2023",
  ])
  func dates(_ text: String) { #expect(read(text).kind == .date, "\(text)") }

  @Test(arguments: [
    "North", "16-39", "70+", "0-4", "M1 1AA", "1: Most deprived", "2 children", "12.3.4", "1,2,3,4", "3a",
    "e5", "n=",
    "10 mg", "1..2", "--", "E02008618", "v1.2.3", "5-9 years",
  ])
  func labels(_ text: String) {
    let kind = read(text).kind
    // A list of numbers may read as several numbers, never as one.
    #expect(kind == .text || (text == "1,2,3,4" && kind == .composite), "\(text) reads as \(kind)")
  }

  @Test func masksAreTheRulesets() {
    let masks = [
      MaskToken(token: "[REDACTED]"), MaskToken(token: "NA"), MaskToken(token: "<8", range: 1...7),
    ]
    #expect(read("[redacted] ", masks: masks).kind == .mask)
    #expect(read("na", masks: masks).kind == .mask)
    #expect(read("NA").kind == .text)
    #expect(read("<8", masks: masks).kind == .bound)
    #expect(read("", masks: masks).kind == .empty)
    #expect(read(" \t", masks: masks).kind == .empty)
  }

  @Test func aNumberAmongWordsIsNoticed() {
    for text in ["3 people", "=3", "~3 or so", "3people"] { #expect(read(text).textHasNumber, "\(text)") }
    for text in ["16-39", "70+", "E02008618", "3edac2e3-d223", "North", "age 3", "1 of 2 wards"] {
      #expect(!read(text).textHasNumber, "\(text)")
    }
  }

  @Test func codesKeepTheirZeros() {
    #expect(read("007").hasLeadingZeros)
    #expect(!read("0").hasLeadingZeros)
    #expect(!read("0.5").hasLeadingZeros)
  }

  @Test func hostileCellsEndQuickly() {
    for text in [
      String(repeating: "9", count: 100_000), String(repeating: "1,", count: 50_000),
      String(repeating: "(", count: 90),
      String(repeating: "é", count: 100_000), "1e" + String(repeating: "9", count: 80),
      String(repeating: "- ", count: 40),
    ] {
      _ = read(text)
    }
  }
}
