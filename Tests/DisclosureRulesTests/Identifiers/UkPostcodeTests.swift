import DisclosureRules
import Testing

/// A few areas that exist; the list itself is a data file of another module.
private let areas = UKPostcode.Areas(["M", "B", "CR", "DN", "W", "EC", "EH", "G", "SW"])

private func value(_ text: String) -> IdentifierValue? {
  let bytes = Array(text.utf8)
  return UKPostcode.value(of: IdentifierText(bytes.span, isSpelled: false), areas: areas)
}

@Suite struct UKPostcodeTests {
  @Test(arguments: [
    ("M1 1AA", IdentifierStrength.spelled), ("M60 1NW", .spelled), ("CR2 6XH", .spelled),
    ("DN55 1PT", .spelled),
    ("W1A 1HQ", .spelled), ("EC1A 1BB", .spelled), ("GIR 0AA", .spelled), ("gir0aa", .form),
    ("M1  1AA", .spelled), ("m1 1aa", .spelled), ("EC1A1BB", .issued), ("M11AA", .issued), ("m11aa", .form),
    ("ZZ99 3WZ", .test), ("ZZ993WZ", .test),
    // The letter rules of each place, then an area that does not exist.
    ("QA1 1AA", .form), ("VB1 1AA", .form), ("BI1 1AA", .form), ("EJ1 1AA", .form), ("M1I 1AA", .form),
    ("EC1C 1BB", .form), ("M1 1CA", .form), ("M1 1AV", .form), ("XM4 5HQ", .form), ("AA1 1AA", .form),
  ])
  func vectors(_ text: String, _ expected: IdentifierStrength) {
    #expect(value(text)?.strength == expected)
  }

  @Test(arguments: [
    "EH1 JS", "EH1", "EH1 1", "1M1 1AA", "ABC1 1AA", "M123 1AA", "M1 11A", "",
  ])
  func otherForms(_ text: String) {
    #expect(value(text) == nil)
  }

  @Test func shortCompactFormMayBeAReadCode() {
    #expect(value("B62EA")?.isAmbiguous == true)
    #expect(value("B6 2EA")?.isAmbiguous == false)
    #expect(value("M601NW")?.isAmbiguous == false)
  }

  @Test func ordinalsAndDosesAreAmbiguous() {
    #expect(value("b12 1st")?.strength == .issued)
    #expect(value("b12 1st")?.isAmbiguous == true)
    #expect(value("B12 1ST")?.strength == .spelled)
  }

  @Test func spellingDoesNotChangeTheKey() {
    #expect(value("m60 1nw")?.key == value("M601NW")?.key)
    #expect(value("M60 1NW")?.key != value("M61 1NW")?.key)
  }

  @Test func aMissingListHidesNothing() {
    let bytes = Array("AA1 1AA".utf8)
    let text = IdentifierText(bytes.span, isSpelled: false)
    #expect(UKPostcode.value(of: text, areas: .init([]))?.strength == .spelled)
  }
}

@Suite struct EmailAddressTests {
  @Test(arguments: [
    ("jo@nhs.net", IdentifierStrength.spelled), ("jo@example.com", .test), ("jo@EXAMPLE.org", .test),
    ("jo@a.b.example", .test), ("jo@notexample.com", .spelled), ("jo@example.com.uk", .spelled),
    ("jo@x.test", .test),
  ])
  func vectors(_ text: String, _ expected: IdentifierStrength) {
    let bytes = Array(text.utf8)
    #expect(EmailAddress.value(of: bytes.span).strength == expected)
  }
}
