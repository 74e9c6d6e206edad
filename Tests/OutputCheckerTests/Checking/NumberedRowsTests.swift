// Tables whose rows are numbered: steps, questions, days, codes.

import DisclosureRules
import Testing

@testable import OutputChecker

/// Pairs of one form: what may leave, and what may not or needs a look. `@` stands for the number that decides.
@Suite struct NumberedRowsTests {
  private func verdict(_ text: String, _ name: String) throws -> Verdict {
    try TestChecker.sdap().check(bytes: Array(text.utf8), fileName: name).verdict
  }

  private static let forms: [(name: String, text: String, safe: String, unsafe: String)] = [
    (
      "attrition.csv",
      "Step,Reason,Patients remaining\n0,registered,1203321\n1,aged 18 or more,1001223\n2,no diagnosis before,@\n3,complete ethnicity,902334\n",
      "980211", "1001219"
    ),
    (
      "steps_by_cohort.csv",
      "cohort,step,n\nfirst,extract,5412\nfirst,adults,5210\nfirst,linked,@\nsecond,extract,4410\nsecond,adults,4302\nsecond,linked,4107\n",
      "5106", "5207"
    ),
    (
      "answers.csv",
      "Question,Strongly agree,Agree,Neutral,Disagree,Strongly disagree\nQ1,40,55,20,12,13\nQ2,33,61,30,11,@\nQ3,51,49,15,14,11\n",
      "15", "5"
    ),
    (
      "stays.csv",
      "Length of stay (days),Number of spells,Cumulative %\n0,4100,41.0\n1,2300,64.0\n2,@,79.0\n3,1100,90.0\n4+,1000,100.0\n",
      "1500", "7"
    ),
    (
      "usage.csv",
      "SNOMED_Concept_ID,Description,Usage,Active_at_Start\n195967001,Asthma,182310,1\n44054006,Diabetes mellitus type 2,@,1\n38341003,Hypertensive disorder,310220,1\n",
      "201130", "4"
    ),
    (
      "outcome.csv", "sex,status,row_pct,row_n\nF,died,@,420\nM,died,6.1,410\nM,alive,93.9,410\n",
      "5.2,420\nF,alive,94.8", "0.7,420\nF,alive,99.3"
    ),
  ]

  @Test(arguments: forms.indices) func whatIsSafePasses(_ form: Int) throws {
    let form = Self.forms[form]
    #expect(try verdict(form.text.replacing("@", with: form.safe), form.name) == .pass, "\(form.name)")
  }

  @Test(arguments: forms.indices) func whatIsSmallDoesNot(_ form: Int) throws {
    let form = Self.forms[form]
    #expect(try verdict(form.text.replacing("@", with: form.unsafe), form.name) != .pass, "\(form.name)")
  }

  /// A number whose share of the total beside it is published is no number of people that the share is of.
  @Test func theShareOfATotalIsNotOneOfTheNumber() throws {
    let groups: [(sex: String, counts: [Int])] = [
      ("F", [5_693_355, 5_826_175, 5_792_555, 5_667_670, 5_587_570]),
      ("M", [5_607_790, 5_803_670, 5_692_470, 5_510_305, 5_368_585]),
      ("I", [60, 55, 45, 65, 35]), ("U", [70, 60, 70, 60, 55]),
      ("T", [2_378_370, 2_345_975, 2_503_270, 2_368_920, 2_188_110]),
    ]
    var text = "quintile,N,sex,Total,percentage\n"
    for group in groups {
      // Rounded by itself, the totals of the small groups are not the sums.
      let total = ["U": 310, "I": 255][group.sex] ?? group.counts.reduce(0, +)
      for (quintile, count) in group.counts.enumerated() {
        let share = (Double(count) / Double(total) * 1_000_000).rounded() / 10_000
        text += "\(quintile + 1),\(count),\(group.sex),\(total),\(share)\n"
      }
    }
    #expect(try verdict(text, "quintiles.csv") == .pass)
  }

  /// Quartiles that never fall are no answers.
  @Test func quartilesStay() throws {
    let text = "Quartile,Drug,Placebo\nQ1,3,4\nQ2,7,8\nQ3,9,14\n"
    let report = try TestChecker.sdap().check(bytes: Array(text.utf8), fileName: "quartiles.csv")
    #expect(!report.findings.contains { $0.finding.rule == "minimum-threshold" })
  }

  /// Steps in time, and tables that only are called after a flow, are no flow.
  @Test(arguments: [
    "year,recruitment site,patients\n2019,A,412\n2019,B,409\n2020,A,405\n2020,B,401\n",
    "sex,age,patients\nF,18-39,412\nF,40-64,409\nM,18-39,405\nM,40-64,401\n",
  ]) func otherRowsAreNoSteps(_ text: String) throws {
    #expect(try verdict(text, "flowchart.csv") == .pass)
  }
}
