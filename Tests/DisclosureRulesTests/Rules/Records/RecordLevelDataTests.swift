import DisclosureRules
import Testing

@Suite struct RecordLevelDataTests {
  private func verdict(_ csv: String, isKept: Bool = true, _ rule: any TableRule = RecordLevelData())
    -> Verdict
  {
    rule.judge(understood(csv, isKept: isKept), under: .defaults).findings.map(\.verdict).max() ?? .pass
  }

  /// People without a key: ages and areas in no order, days that are no series.
  private func people(_ rows: Int) -> String {
    (0..<rows).reduce(into: "sex,age,area,admission_date\n") { csv, row in
      let month = row * 5 % 12 + 1
      let day = row * 11 % 28 + 1
      csv += "\(row % 2 == 0 ? "F" : "M"),\(20 + row * 37 % 61),AB\(row % 3),2022-"
      csv += "\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)\n"
    }
  }

  @Test func peopleWithoutAKeyFailKeptOrNot() {
    #expect(verdict(people(40)) == .fail)
    #expect(verdict(people(40), isKept: false) == .fail)
  }

  @Test func repetitionIsFoundInTablesTooLargeToKeep() {
    let rows = (0..<60).map { "\($0 % 2 == 0 ? "F" : "M"),\($0 % 3 == 0 ? "yes" : "no"),\(20 + $0 % 7).5" }
    let csv = "sex,smoker,bmi\n" + rows.joined(separator: "\n") + "\n"
    #expect(verdict(csv) == .fail)
    #expect(verdict(csv, isKept: false) == .fail)
  }

  @Test func aKeyFailsWhetherItRepeatsOrNot() {
    #expect(verdict("patient_id,sex\n2,F\n5,M\n9,F\n") == .fail)
    #expect(verdict("patient_id,code\n2,a\n2,b\n2,c\n9,a\n") == .fail)
  }

  @Test func codesAndAreasAreNoKeys() {
    #expect(verdict("msoa,rate\nE02008618,12.5\nE02002421,11.9\nE02000623,14.0\n") == .pass)
    #expect(verdict("icd10,term\nI21,Acute\nC34,Lung\nJ45,Asthma\n") == .pass)
    #expect(verdict("rsid,position,maf\nrs123,1001,0.21\nrs456,1944,0.11\nrs789,2400,0.37\n") == .pass)
  }

  @Test func countsAndStatisticsAreGroups() {
    #expect(
      verdict("sex,region,patients\nF,North,120\nF,North,45\nM,South,110\nM,South,51\nF,North,17\n") == .pass)
    #expect(verdict("age,patients\n61,120\n47,45\n38,110\n72,51\n55,30\n") == .pass)
  }

  @Test func blankLabelsContinueTheRowAbove() {
    #expect(verdict("sex,smoker,zq\nF,yes,361\n,no,402\nM,yes,377\n,no,410\n") == .pass)
  }

  @Test func emptyTablesAreNotJudged() {
    #expect(RecordLevelData().judge(understood("patient_id,sex\n"), under: .defaults).status != .ran)
  }

  @Test func anonymityIsCountedAgainstK() {
    // Ten people in one class, nine in the other.
    let rows = (0..<19).map { "\($0 < 10 ? "F" : "M"),\($0 < 10 ? "North" : "South"),\(20 + $0 % 7).5" }
    let csv = "sex,region,bmi\n" + rows.joined(separator: "\n") + "\n"
    let outcome = QuasiIdentifiers().judge(understood(csv), under: .defaults)
    #expect(outcome.findings.map(\.occurrences) == [9])
    let lower = Ruleset.setting("quasi-identifiers", ["k": .integer(9)])
    #expect(QuasiIdentifiers().judge(understood(csv), under: lower).findings.isEmpty)
  }

  @Test func anonymityOfALargeTableIsLeftOpen() {
    let outcome = QuasiIdentifiers().judge(understood(people(40), isKept: false), under: .defaults)
    guard case .incomplete = outcome.status else {
      Issue.record("\(outcome.status)")
      return
    }
  }

  @Test func groupsHaveNoQuasiIdentifiers() {
    #expect(verdict("sex,region,patients\nF,North,120\nM,South,45\n", QuasiIdentifiers()) == .pass)
  }
}
