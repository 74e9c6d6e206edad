// Sentences that give the size of a group, each with the verdict a person gives it.

import DisclosureRules
import Testing

@testable import OutputChecker

@Suite struct WrittenSentencesTests {
  @Test(arguments: [
    "Among 412 patients, 0.5% died.", "Of 2,310 patients, two had both outcomes.",
    "In the cohort of 1,204 women, 88 had a miscarriage, 12 a stillbirth and 3 died.",
    "1 anaphylaxis, 4 seizures and 120 rashes occurred among 2,310 vaccinated people.",
    "Of 512 participants, 3 withdrew and 12 were lost to follow-up.",
    "Of 120 enrolled patients, 117 completed the study.", "The smallest group had 3 volunteers.",
    "Of the 61 transplants at the centre, 96.7% survived to one year.",
  ]) func fewOfAGroupAreLookedAt(_ sentence: String) throws {
    let report = try TestChecker.sdap().check(bytes: Array((sentence + "\n").utf8), fileName: "note.txt")
    #expect(report.verdict == .review)
  }

  @Test(arguments: [
    "Among 2,310 patients, the median follow-up was 4 years.",
    "We fitted 3 models to data of 2,310 patients, and 4 knots were used.",
    "The 2,310 patients came from 6 hospitals, 4 clinics and 2 trusts.",
    "Model 2 was fitted to 2,310 patients, and Table 3 shows the results.",
    "Among 2,310 people, 5 imputations were run, with 10 iterations.",
    "120 rashes, 44 fevers and 31 headaches occurred among 2,310 vaccinated people.",
    "We followed 2,310 patients for 5 years, and 7 visits were planned.",
    "The 2,310 participants were aged 5 to 9 years, and grade 3 was most frequent.",
    "Analyses of 23,100 people used a washout of 6 months, a grace period of 2 weeks.",
    "Of 5,120 participants, 31 withdrew and 12 were lost to follow-up.",
    "Of 120 enrolled patients, 97 completed the study.", "Of 120 patients, all 120 completed the study.",
  ]) func otherNumbersAreNot(_ sentence: String) throws {
    let report = try TestChecker.sdap().check(bytes: Array((sentence + "\n").utf8), fileName: "note.txt")
    #expect(report.verdict == .pass, "\(report.findings.map { "\($0.finding.rule)" })")
  }

  /// Parts of groups beside the size of the group; also where so few are left over.
  @Test(arguments: [
    "Died: 3/120 (2.5%)", "Deaths: 3 of 120", "Overall, 3/120 patients died.",
    "The event rate was 2.5% (3/120).",
    "4 out of the 318 women relapsed", "Response rate 3/120 (2.5%)", "Stroke: 7/412", "Survived: 117/120",
    "116/120 participants (96.7%) came back",
  ]) func fewByFractionAreLookedAt(_ sentence: String) throws {
    let report = try TestChecker.sdap().check(bytes: Array((sentence + "\n").utf8), fileName: "note.txt")
    #expect(report.verdict == .review)
  }

  @Test(arguments: [
    "Died: 30/120 (25%)", "Page 3 of 120", "Epoch 3/120 (2.5%)", "BP 120/80, dose 1/2 of the usual one",
    "Date: 3/12", "Two thirds (2/3 of patients) agreed.", "3 out of 5 stars", "fewer than 5 of 120 patients",
    "Started on 4/25 and ended on 5/17", "Build: 3 of 17 done",
  ]) func otherFractionsAreNot(_ sentence: String) throws {
    let report = try TestChecker.sdap().check(bytes: Array((sentence + "\n").utf8), fileName: "note.txt")
    #expect(report.verdict == .pass, "\(report.findings.map { "\($0.finding.rule)" })")
  }
}
