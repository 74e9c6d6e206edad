import DisclosureRules
import Testing

@Suite struct HeaderIdentifierTests {
  private func found(_ header: String) -> [String] {
    TestVocabulary.lexicon.identifiers(in: header).map { "\($0.rule) \($0.isCertain)" }
  }

  @Test(arguments: [
    "patient_id", "PatientID", "person id", "PSEUDO_HESID", "HESID", "ENCRYPTED_HESID", "participant id",
    "subject_id",
    "eid", "study id", "MRN", "Hospital Number", "local patient id", "LOPATID", "pid", "раtient_id",
    "ｐａｔｉｅｎｔ＿ｉｄ",
    "patient_id_1", "encrypted patient id",
  ])
  func keysOfPeople(_ header: String) {
    #expect(found(header).contains("identifier-column true"), "\(header)")
  }

  @Test(arguments: [
    ("NEWNHSNO", "nhs-number true"), ("NHS Number", "nhs-number true"), ("nhsno", "nhs-number true"),
    ("CHI number", "chi-number true"), ("postcode", "uk-postcode true"), ("HOMEADD", "uk-postcode true"),
    ("POSTDIST", "uk-postcode false"), ("DOBFULL", "date-of-birth true"),
    ("date of birth", "date-of-birth true"),
    ("e-mail", "email-address true"), ("Surname", "person-name true"), ("mobile", "phone-number true"),
    ("id", "identifier-column false"), ("record_id", "identifier-column false"),
    ("PATIENT", "identifier-column false"),
  ])
  func otherIdentifiers(_ header: String, _ expected: String) {
    #expect(found(header).contains(expected), "\(header)")
  }

  @Test(arguments: [
    "patients", "n_id_distinct", "n_id", "number of patient ids", "n_patient_id", "patient_id completeness",
    "patient_id %", "count(distinct person_id)", "region", "hospital_name", "table_name", "column_name",
    "concept_id",
    "practice_id", "chi square", "chi2", "mobile phone use %", "studying", "eide", "video id card rate",
    "id_type",
  ])
  func noIdentifiers(_ header: String) { #expect(found(header).isEmpty, "\(header): \(found(header))") }
}
