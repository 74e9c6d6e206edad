// Encodings are made by Python's base64, gzip and zlib modules.

import DisclosureRules
import Testing

@testable import OutputChecker

@Suite struct PayloadDecoderTests {
  private let decoder = PayloadDecoder(identifiers: ScanSupport.scanner)

  private func found(_ text: String) -> PayloadDecoder.Found? { decoder.find(in: Array(text.utf8).span) }

  @Test func identifiers() {
    let nhs: [RuleName] = ["nhs-number"]
    // 4010232137 in base64 (16 characters with its padding), behind a name, in a URL, in hexadecimal with words.
    for text in [
      "NDAxMDIzMjEzNw==", "note=NDAxMDIzMjEzNw==", "https://example.org/NDAxMDIzMjEzNw==",
      "4e4853206e756d6265722034303130323332313337", "%34%30%31%30%32%33%32%31%33%37", "401%20023%202137",
      // The same in UTF-16.
      "NAAwADEAMAAyADMAMgAxADMANwA=",
    ] {
      #expect(found(text) == .init(kind: .encodedIdentifier, identifiers: nhs), "\(text)")
    }
    #expect(found("am9obi5zbWl0aEBuaHMudWs=")?.identifiers == ["email-address"])
  }

  @Test func base64FromSixteenCharacters() {
    // "Code four t", "Code four tw", "Code four two": 15 without padding, 16 and 18.
    #expect(found("Q29kZSBmb3VyIHQ") == nil)
    #expect(found("Q29kZSBmb3VyIHR3")?.kind == .encodedPerhaps)
    #expect(found("Q29kZSBmb3VyIHR3bw")?.kind == .encodedPerhaps)
    #expect(found("Q29kZSBmb3VyIHQ=")?.kind == .encodedPerhaps)
  }

  @Test func hexadecimalFromThirtyTwoCharacters() {
    // "Code four two th", of which 30, 31 and 32 digits.
    #expect(found("436f646520666f75722074776f2074") == nil)
    #expect(found("436f646520666f75722074776f20746") == nil)
    #expect(found("436f646520666f75722074776f207468")?.kind == .encodedPerhaps)
    #expect(found("436F646520666F75722074776F2074687")?.kind == .encodedPerhaps)
  }

  @Test func textFromTwentyFourBytes() {
    // "the only patient in the" and one letter more.
    #expect(found("dGhlIG9ubHkgcGF0aWVudCBpbiB0aGU=")?.kind == .encodedPerhaps)
    #expect(found("dGhlIG9ubHkgcGF0aWVudCBpbiB0aGUg")?.kind == .encodedText)
  }

  @Test func compressed() {
    // zlib.compress(b"He was the only one in the ward."), gzip.compress of the same with mtime=0.
    #expect(found("eJzzSFUoTyxWKMlIVcjPy6kEEqkKmXlgfnliUYoeALY7CxI=")?.kind == .encodedCompressed)
    // A stream that is cut short.
    #expect(found("eJzzSFUoTyxWKMlIVcjPy6kEEqkKmXlg")?.kind == .encodedCompressed)
    // The first bytes of a ZIP archive.
    #expect(found("UEsDBBQAAAAIAAAAAAAAAAAAAAAA")?.kind == .encodedCompressed)
  }

  /// The same number by Python's utf-16 (with its mark), as escapes, as references of pages, as bytes one by one.
  @Test(arguments: [
    "//40ADAAMQAwADIAMwAyADEAMwA3AA==", "\\x34\\x30\\x31\\x30\\x32\\x33\\x32\\x31\\x33\\x37",
    "\\u0034\\u0030\\u0031\\u0030\\u0032\\u0033\\u0032\\u0031\\u0033\\u0037",
    "&#52;&#48;&#49;&#48;&#50;&#51;&#50;&#49;&#51;&#55;",
    "&#x34;&#x30;&#x31;&#x30;&#x32;&#x33;&#x32;&#x31;&#x33;&#x37;",
    "4e 48 53 20 6e 75 6d 62 65 72 20 34 30 31 30 32 33 32 31 33 37",
    "4E:48:53:20:6E:75:6D:62:65:72:20:34:30:31:30:32:33:32:31:33:37",
    "34 30 31 30 32 33 32 31 33 37", "34303130323332313337",
    "\\064\\060\\061\\060\\062\\063\\062\\061\\063\\067",
    "\\u{34}\\u{30}\\u{31}\\u{30}\\u{32}\\u{33}\\u{32}\\u{31}\\u{33}\\u{37}",
    "%u0034%u0030%u0031%u0030%u0032%u0033%u0032%u0031%u0033%u0037",
    "=34=30=31=30=32=33=32=31=33=37",
    "\\U00000034\\U00000030\\U00000031\\U00000030\\U00000032\\U00000033\\U00000032\\U00000031\\U00000033\\U00000037",
  ])
  func writtenByNumbers(text: String) {
    #expect(found(text)?.identifiers == ["nhs-number"], "\(text)")
  }

  /// By Python's b32encode, b32hexencode, b85encode and a85encode; Z85 by its alphabet.
  @Test(arguments: [
    "GQYDCMBSGMZDCMZX",
    "gqydcmbsgmzdcmzx",
    "6GO32C1I6CP32CPN",
    "G%ztRGBYwUGdB",
    "1b^X<1,C[?1H,",
    "<~1b^X<1,C[?1H,~>",
    "g+ZTrgbyWugDb",
  ])
  func rarerEncodings(text: String) {
    #expect(found(text)?.identifiers == ["nhs-number"], "\(text)")
  }

  /// Fifteen bytes of text are no proof in an encoding that words may be taken for, sixteen are for a person.
  @Test func textInRarerEncodings() {
    #expect(found("INXWIZJAMZXXK4RAOR3W6IDU") == nil)
    #expect(found("INXWIZJAMZXXK4RAOR3W6IDUNA======")?.kind == .encodedPerhaps)
    #expect(found("LvLhdAZBlMav*efZy<C") == nil)
    #expect(found("LvLhdAZBlMav*efZy<DN")?.kind == .encodedPerhaps)
    #expect(found("JBSSA2LTEB2GQZJAN5XGY6JAOBQXI2LFNZ2CA2LOEBLWQ2LUMJ4Q====")?.kind == .encodedText)
    #expect(found("NM#^tb0BnRWgu^EY<VDXVRUI_Zge1NZXj1^X>?+F")?.kind == .encodedText)
  }

  /// Ages in a list, an address of a network card, a path, a page's sign.
  @Test(arguments: [
    "41 52 43 54 45 56 47 58 49 50 51 42 53 44 55 46 57", "00:1a:2b:3c:4d:5e", "C:\\data\\x12", "a &#38; b",
    "R&amp;D", "\\u00e9t\\u00e9",
  ])
  func numbersThatSpellNothing(text: String) {
    #expect(found(text) == nil, "\(text)")
  }

  @Test func escapedLetters() {
    #expect(found("%6e%6f%72") == nil)
    #expect(found("%6e%6f%72%74")?.kind == .encodedPerhaps)
    #expect(found("%6e%6f%72%74%68%20%65%61%73%74%20%77%61%72")?.kind == .encodedText)
  }

  @Test(arguments: [
    "d41d8cd98f00b204e9800998ecf8427e", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "550e8400-e29b-41d4-a716-446655440000", "noninferiorityhypothesis", "COVID19VaccinationBooster",
    "ENSMUSG00000059552",
    "39113611000001102", "1.0286814788411904e-34", "0.000539995321857504", "12.5%", "40%25 of target",
    "North%20East",
    "output/measures/2023/monthlyconsultations", "number_of_patients_with_diabetes",
    "https://www.example.org/a/long/path?x=1%2C2",
    "CHOLECYSTECTOMIES", "ACGTACGTACGTACGTACGTACGTACGTACGT", "00000000000000000000000000000000",
    "2023-01-27T00:00:00",
    "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", "================================",
    "aaaaaaaaaaaaaaaaaaaaaaaa",
    "hypercholesterolaemia", "TotalNumberOfConsultationsPerWeek", "ELECTROENCEPHALOGRAPHICALLY",
    "OR=0.51(0.32-0.81)",
    "A&E_attendances(2019/20)", "n=120,p=0.05,q=12",
  ]) func plain(_ text: String) { #expect(found(text) == nil, "\(text)") }

  @Test func codesThatAreLongerThanDigestsAreForAPerson() {
    // Of random bytes: 88 characters as SHA-512 has, and 92.
    let digest = "dL3AQGIWK0Z+a80P6/nox/1izi34dwqI0PLCOoQxIMXBNx2teCz+akggE/pjS+njkrbaRVExoLb9ZZ5MtpEkcA=="
    #expect(digest.count == 88)
    #expect(found(digest) == nil)
    let longer =
      "sHwGl69wiBHYgsCY1VnKO1UNZ1KZOwbCr1ffdkfR5NDVKSOTMBErNrhO+UwgYQhHrsU9mbOmuwH/ax8QWFus3OI9KmY="
    #expect(longer.count == 92)
    #expect(found(longer)?.kind == .encodedPerhaps)
  }

  @Test func randomCodesAreNoText() {
    var random = SeededGenerator(seed: 47)
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    var texts = 0
    for _ in 0..<20_000 {
      let code = String((0..<24).map { _ in alphabet.randomElement(using: &random) ?? "A" })
      if found(code) != nil { texts += 1 }
    }
    // A byte is printable ASCII with probability 95/256; eighteen in a row with 2·10⁻⁸.
    #expect(texts == 0)
  }

  /// By Python: " ".join(str(b) for b in text.encode()), and with format(b, "o") and format(b, "08b").
  @Test(arguments: [
    "78 72 83 32 52 48 49 32 48 50 51 32 50 49 51 55",
    "78, 72, 83, 32, 52, 48, 49, 32, 48, 50, 51, 32, 50, 49, 51, 55",
    "116 110 123 40 64 60 61 40 60 62 63 40 62 61 63 67",
    "01001110 01001000 01010011 00100000 00110100 00110000 00110001 00110000 00110010 00110011 00110010 00110001 00110011 00110111",
  ])
  func listsOfCodes(text: String) { #expect(found(text)?.identifiers == ["nhs-number"], "\(text)") }

  /// "He was the only one there", of which 11, 12, 23 and 24 characters.
  @Test func listsFromTwelveCharacters() {
    let codes = Array("He was the only one there".utf8).map { String($0) }
    #expect(found(codes.prefix(11).joined(separator: " ")) == nil)
    #expect(found(codes.prefix(12).joined(separator: " "))?.kind == .encodedPerhaps)
    #expect(found(codes.prefix(23).joined(separator: " "))?.kind == .encodedPerhaps)
    #expect(found(codes.prefix(24).joined(separator: " "))?.kind == .encodedText)
  }

  @Test(arguments: [
    "34 45 56 67 54 43 65 70 72 68 80 75", "110 112 118 120 115 117 104 99 108 116 101 122",
    "2024-01-02 10:00:01",
    "10 20 30 40 50 60 70 80 90 100", "1 2 3 4 5 6 7 8 9 10 11 12", "65 66 67",
  ])
  func listsOfMeasurements(text: String) { #expect(found(text) == nil, "\(text)") }

  /// 4010232137 backwards, in its groups and behind its name; the same digits without either are another number.
  @Test func backwards() {
    #expect(found("7312 320 104")?.kind == .encodedPerhaps)
    #expect(found("7312 320 104 rebmun SHN")?.identifiers == ["nhs-number"])
    #expect(found("1234 567 891") == nil)
  }
}
