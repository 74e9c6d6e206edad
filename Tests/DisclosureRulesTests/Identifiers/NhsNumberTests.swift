import DisclosureRules
import Testing

private func strength(_ text: String) -> IdentifierStrength? {
  let bytes = Array(text.utf8)
  let candidate = IdentifierText(bytes.span, isSpelled: text.utf8.count > 10)
  return NHSNumber.value(of: candidate.number, isSpelled: candidate.isSpelled).strength
}

@Suite struct NHSNumberTests {
  @Test(arguments: [
    ("4010232137", IdentifierStrength.issued), ("4505577104", .issued), ("401 023 2137", .spelled),
    ("401-023-2137", .spelled), ("9434765919", .test), ("9990000018", .test), ("943 476 5919", .test),
    ("3638884872", .valid), ("4010232138", .form), ("1234567890", .form), ("4857773456", .form),
    ("5555555555", .form), ("0000000000", .form),
  ])
  func vectors(_ text: String, _ expected: IdentifierStrength) {
    #expect(strength(text) == expected)
  }

  /// One check digit in eleven fits, and a change of any one digit is noticed: what modulus 11 is for.
  @Test func everySingleErrorIsNoticed() {
    let number: UInt64 = 4_010_232_137
    var unit: UInt64 = 1
    for _ in 0..<10 {
      let digit = number / unit % 10
      for other in 0..<10 where UInt64(other) != digit {
        #expect(!NHSNumber.checkDigitHolds(number - digit * unit + UInt64(other) * unit))
      }
      unit *= 10
    }
  }

  @Test func equalDigitsAreAMissingValue() {
    for digit in 0..<10 {
      let value = NHSNumber.value(of: UInt64(digit) * 1_111_111_111, isSpelled: false)
      #expect(value.isPlaceholder)
      #expect(value.strength == .form)
    }
  }

  @Test func snomedIdIsAmbiguous() {
    #expect(NHSNumber.value(of: 1_010_730_002, isSpelled: false).isAmbiguous)
    #expect(!NHSNumber.value(of: 4_010_232_137, isSpelled: false).isAmbiguous)
  }
}

@Suite struct SnomedShapeTests {
  @Test(arguments: [
    ("22298006", true), ("39113611000001102", true), ("1010730002", true), ("138875005", true),
    ("22298007", false), ("22298016", false), ("4010232137", false), ("73211009", true),
    ("900000000000207008", true), ("999991000000104", false),
  ])
  func vectors(_ text: String, _ expected: Bool) throws {
    #expect(SnomedShape.matches(try #require(UInt64(text)), digits: text.utf8.count) == expected)
  }
}
