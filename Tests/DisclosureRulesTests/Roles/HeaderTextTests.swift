import DisclosureRules
import Testing

@Suite struct HeaderTextTests {
  private func header(_ text: String) -> HeaderText {
    HeaderText(text, lookAlikes: TestVocabulary.shared.lookAlikes)
  }
  private func letters(_ text: String) -> String {
    let header = header(text)
    return header.text(0..<header.letters.count)
  }

  @Test(arguments: [
    ("Number of Patients", ["number", "of", "patients"]),
    ("n_patients", ["n", "patients"]),
    ("nPatients", ["n", "patients"]),
    ("NHSNumber", ["nhs", "number"]),
    ("DOBFULL", ["dobfull"]),
    ("IDs", ["ids"]),
    ("top1", ["top1"]),
    ("p25", ["p25"]),
    ("ci95_low", ["ci95", "low"]),
    ("n (%)", ["n", "percent"]),
    ("№ of people", ["number", "of", "people"]),
    ("# people", ["number", "people"]),
    ("No. of people", ["number", "of", "people"]),
    ("no", ["no"]),
    ("men's wards", ["mens", "wards"]),
    ("**Drug A**, N = 98", ["drug", "a", "n", "equals", "98"]),
    ("année", ["annee"]),
    ("", []),
    (" \u{00A0}\t", []),
  ])
  func words(_ text: String, _ expected: [String]) { #expect(header(text).words == expected) }

  @Test(arguments: [
    "patient id", "PATIENT_ID", "PatientID", "patient-id", "patient\u{00A0}id", "patient\r\nid", "patient.id",
    "p a t i e n t  i d", "pAtIeNt Id", "ｐａｔｉｅｎｔ＿ｉｄ", "раtіеnt_іd", "pa\u{200B}tient\u{00AD}_id",
    "p\u{0301}atient i\u{0308}d", "𝐩𝐚𝐭𝐢𝐞𝐧𝐭 𝑖𝑑", "ⓟⓐⓣⓘⓔⓝⓣ id", "ΡΑΤΙΕΝΤ_ΙD", "ᴘᴀᴛɪᴇɴᴛ id",
    "\u{FEFF}patient_id",
    "\u{202E}patient_id\u{202C}", "[patient/id]", "ᵖatient id",
  ])
  func spellingHidesNothing(_ text: String) { #expect(letters(text) == "patientid") }

  @Test func digitsOfAnyScriptAreDigits() { #expect(letters("p２５ p٢٥ x²") == "p25p25x2") }

  @Test func lettersWithoutLikenessStay() {
    #expect(letters("年n") == "年n")
    #expect(header("年n").words == ["年n"])
  }

  @Test func longHeadersAreCut() {
    #expect(header(String(repeating: "ab ", count: 10_000)).letters.count <= HeaderText.longest)
  }

  @Test func bordersAscendAndEnclose() {
    for text in ["NHSNumber_2 x", "__a__", "aB1c", "%", "no.", "ABCdE"] {
      let header = header(text)
      #expect(header.borders.first == 0)
      #expect(header.borders.last == header.letters.count)
      #expect(header.borders == header.borders.sorted())
    }
  }
}
