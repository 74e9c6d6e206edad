import Testing

@testable import OutputChecker

@Suite struct LongNumberTests {
  private func isLong(_ text: String) -> Bool { LongNumber.isIn(Array(text.utf8).span) }

  @Test func seventeenDigitsWithDecimals() {
    #expect(!isLong("1.2345678901234567"))
    #expect(isLong("1.23456789012345678"))
    #expect(isLong("-123456789.012345678"))
    #expect(isLong("27.03628318584070401023"))
    #expect(isLong("mean 1.23456789012345678 (sd 2)"))
    #expect(isLong("1.23456789012345678e-05"))
  }

  @Test func zerosAtEitherEndCountForNothing() {
    #expect(!isLong("0.00000000000012345678901234567"))
    #expect(!isLong("120.00000000000000000000"))
    #expect(isLong("0.0000000000001234567890123456789"))
  }

  @Test func wholeNumbersHaveTwenty() {
    #expect(!isLong("12345678901234567891"))
    #expect(isLong("123456789012345678912"))
    #expect(!isLong("100000000000000000000000"))
  }

  @Test func codesAreNoNumbers() {
    #expect(!isLong("A1.23456789012345678"))
    #expect(!isLong("1.2.840.113554.1.2.2.123456789"))
    #expect(!isLong("123456789012345678901234567890abc"))
  }
}
