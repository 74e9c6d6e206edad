import DisclosureRules
import Testing

@Suite struct RoleEngineTests {
  static let countRoles: Set<ColumnRole> = [.count, .total, .events, .atRisk]
  static let smallCounts = ["120", "3", "45", "812"]

  // MARK: Counts are counts

  @Test(arguments: [
    "n", "N", "count", "Count", "COUNTS", "freq", "Freq", "Frequency", "patients", "Patients", "n_patients",
    "nPatients", "N.patients", "No.", "No. of patients", "№", "#", "Number of people", "number-of-persons",
    "NumberOfPatients", "numberofpatients", "patient_count", "PatientCount", "Count of patients", "deaths",
    "Deaths",
    "n_deaths", "events", "n.event", "n event", "cases", "New cases", "people", "individuals", "participants",
    "n_id_distinct", "n_id", "asthma_n", "sbp.n", "n_2019", "deaths_2020", "count by year", "n (%)",
    "patients_2019_20",
    "at_risk", "n.risk", "Number at risk", "nobs", "sample size", "size", "unweighted n", "effectif",
    "Nombre de patients",
    "Anzahl", "Anzahl Patienten", "Häufigkeit", "Número de pacientes", "Frecuencia", "pacientes", "ｎ",
    "ｃｏｕｎｔ",
    "соunt", "c o u n t", "n_age", "age_count", "n by sex", "number of patients by age", "total",
    "Total patients",
    "number of patient ids", "patients with prescriptions", "mean_n", "pAtIeNtS", "n\u{200B}",
    "Nifer y cleifion",
    "Nifer o bobl", "false negatives", "Predicted positive", "TP", "learners", "number of mothers",
    "Patients\nadmitted",
  ])
  func counts(_ header: String) {
    let assignment = role(header, Self.smallCounts)
    #expect(Self.countRoles.contains(assignment.role), "\(header): \(assignment)")
    #expect(assignment.isStrong, "\(header): \(assignment)")
  }

  /// Counts of records are counts, but not strongly: a person looks.
  @Test(arguments: [
    "admissions", "prescriptions", "n_prescriptions", "Number of appointments", "record_count", "n_rows",
    "tests",
    "GP practices", "number of codes", "consultations", "hospitalisations", "count of visits",
  ])
  func countsOfRecords(_ header: String) {
    let assignment = role(header, Self.smallCounts)
    #expect(Self.countRoles.contains(assignment.role), "\(header): \(assignment)")
    #expect(!assignment.isStrong, "\(header): \(assignment)")
  }

  // MARK: What is no count

  @Test(arguments: [
    ("age", ["7", "3", "9"], ColumnRole.age),
    ("Age (years)", ["17", "45", "99"], .age),
    ("year", ["2019", "2020", "2021"], .date),
    ("date_y", ["2019", "2019", "2020"], .date),
    ("date_w", ["7", "8", "53"], .date),
    ("week", ["1", "2", "9"], .date),
    ("month", ["1", "5", "12"], .date),
    ("yyyymm", ["202101", "202102", "202103"], .date),
    ("quarter", ["1", "2", "3", "4"], .date),
    ("date", ["2020-01-01", "2020-02-01", "2020-03-01"], .date),
    ("rank", ["1", "2", "3"], .rank),
    ("importance_rank", ["1", "2", "3"], .rank),
    ("Time (months)", ["0", "12", "24", "60"], .date),
    ("Canran", ["3.5", "40.1", "7"], .percentage),
    ("delta AIC", ["0.5", "12.1", "3.4"], .testStatistic),
    ("imd", ["1", "2", "3", "4", "5"], .dimension),
    ("imd_quintile", ["1", "1", "2", "2"], .dimension),
    ("decile", ["1", "2", "3", "4"], .dimension),
    ("ageband", ["16-39", "40-69", "70+"], .dimension),
    ("snomed_code", ["22298006", "73211009", "195967001"], .code),
    ("carehome", ["158942005", "22298006", "39113611000001102", "73211009"], .code),
    ("p-value", ["0.03", "0.5", "0.0001"], .pValue),
    ("p", ["0.031", "0.5", "1"], .pValue),
    ("Pr(>F)", ["0.03", "0.5", "0.01"], .pValue),
    ("df", ["3", "1", "6"], .degreesOfFreedom),
    ("Df", ["4", "1", "12"], .degreesOfFreedom),
    ("df.residual", ["8", "93", "12"], .degreesOfFreedom),
    ("mean", ["3.5", "4", "7.25"], .mean),
    ("Mean age", ["3.5", "4.1", "7.2"], .mean),
    ("mean_count", ["3.5", "4.1", "7.2"], .mean),
    ("sd", ["3.5", "4.1", "7.2"], .standardDeviation),
    ("Std. Dev.", ["3.5", "4.1", "7.2"], .standardDeviation),
    ("median", ["3", "4", "7"], .median),
    ("p25", ["3", "4", "7"], .quantile),
    ("Q1", ["3", "4", "7"], .quantile),
    ("75%", ["3", "4", "7"], .quantile),
    ("min", ["3", "4", "7"], .minimum),
    ("Maximum", ["3", "40", "7"], .maximum),
    ("% of patients", ["3", "40", "7"], .percentage),
    ("percentage", ["5.39", "6.12", "50"], .percentage),
    ("proportion", ["0.1", "0.25", "0.5"], .proportion),
    ("rate per 1000 patients", ["1.6", "7", "3"], .rate),
    ("rate_per_1000", ["1.6", "7", "3"], .rate),
    ("count_rate", ["1.6", "7.5", "3.2"], .rate),
    ("Deaths per 100,000", ["1.6", "7.5", "3.2"], .rate),
    ("person-years", ["3", "45", "120"], .personTime),
    ("OR", ["1.2", "0.9", "3.4"], .ratio),
    ("Hazard ratio", ["1.2", "0.9", "3.4"], .ratio),
    ("exp(coef)", ["1.2", "0.9", "3.4"], .ratio),
    ("Estimate", ["1.2", "-0.9", "3.4"], .coefficient),
    ("std.error", ["0.2", "0.19", "0.4"], .standardError),
    ("conf.low", ["0.2", "0.19", "0.4"], .confidenceLimit),
    ("95% CI upper", ["1.2", "1.19", "2.4"], .confidenceLimit),
    ("t value", ["1.2", "1.19", "-2.4"], .testStatistic),
    ("chi2", ["1.2", "1.19", "2.4"], .testStatistic),
    ("χ²", ["1.2", "1.19", "2.4"], .testStatistic),
    ("R-squared", ["0.2", "0.19", "0.4"], .rSquared),
    ("survival", ["0.92", "0.9", "0.84"], .survivalProbability),
    ("largest", ["52", "50", "3"], .largest),
    ("second_largest", ["5", "50", "3"], .secondLargest),
    ("top1", ["52", "50", "3"], .largest),
    ("top2", ["5", "50", "3"], .secondLargest),
    ("max_contribution", ["52", "50", "3"], .largest),
    ("share_of_largest", ["0.52", "0.5", "0.3"], .shareOfLargest),
    ("turnover", ["3", "50", "1200"], .sum),
    ("BMI", ["27.4", "31", "29.9"], .mean),
    ("patient_id", ["2", "5", "9"], .identifier),
    ("NEWNHSNO", ["A1", "A2", "A3"], .identifier),
  ])
  func isNoCount(_ header: String, _ values: [String], _ expected: ColumnRole) {
    let assignment = role(header, values)
    #expect(assignment.role == expected, "\(header): \(assignment)")
    // Small whole numbers are explained away on strong evidence only.
    #expect(assignment.isStrong, "\(header): \(assignment)")
  }

  // MARK: A header that its values contradict

  @Test(arguments: [
    ("year", ["3", "120", "45"]), ("age", ["4000", "3", "12"]), ("week", ["120", "3", "45"]),
    ("week 12", ["3", "12", "45"]), ("age 16-39", ["3", "12", "45"]), ("decile 1", ["3", "4", "5"]),
    ("code", ["3", "12", "7"]), ("icd10", ["3", "120", "7"]), ("rank", ["120", "3", "45"]),
    ("p", ["3", "12", "7"]),
    ("percent", ["120", "3", "45"]), ("proportion", ["3", "12", "7"]), ("OR", ["3", "12", "7"]),
    ("region_code", ["3", "120", "7"]), ("std", ["3", "120", "7"]), ("t", ["3", "120", "7"]),
    ("F", ["3", "120", "7"]),
    ("group", ["3", "120", "7"]), ("r squared", ["3", "2", "7"]), ("survival", ["3", "120", "7"]),
    ("month_12", ["3", "12", "7"]), ("2019", ["3", "12", "7"]), ("time", ["3", "12", "7"]),
    ("months", ["4", "12", "21"]), ("low", ["3", "12", "7"]),
    ("id", ["3", "3", "7", "3"]),
    ("sex", ["3", "120", "7"]),
  ])
  func contradictedHeadersLeaveDoubt(_ header: String, _ values: [String]) {
    let assignment = role(header, values)
    #expect(assignment.role == .unknown, "\(header): \(assignment)")
  }

  @Test(arguments: ["zq", "False", "True", "M", "2", "", "x1", "North", "yes", "value", "16-39", "no"])
  func smallWholesOfUnknownMeaningStayOpen(_ header: String) {
    let assignment = role(header, Self.smallCounts)
    #expect(
      assignment.role == .unknown || assignment.role == .count && !assignment.isStrong,
      "\(header): \(assignment)")
  }

  /// N, mean and SD under each other: the 3 may be a count of people.
  @Test func aListingOfStatisticsStaysOpen() {
    #expect(role("Drug A", ["3", "45.21", "9.87", "44.50"]).role == .unknown)
  }

  @Test func aGroupSizeInTheHeaderIsNoCountWord() {
    #expect(
      !role("Drug A, N = 98", ["1.5", "2.25", "3.75"]).reasons.contains { "\($0)".contains("header word") })
  }

  @Test func countsMaskedByWordsAreStillCounts() {
    let assignment = role("patients", ["three", "suppressed", "suppressed", "3"])
    #expect(assignment.role == .count && assignment.isStrong)
  }

  @Test func textUnderACountHeaderIsALabel() {
    #expect(role("patients", ["none", "some", "many"]).role == .dimension)
  }

  @Test func zeroPaddedCountsStayOpen() { #expect(role("zq", ["012", "003", "045"]).role == .unknown) }

  // MARK: Structure

  @Test func rowsThatAddUpAreCounts() {
    let csv = "area,F,M,Sum\na,62,88,150\nb,3,104,107\nc,70,81,151\nd,55,40,95\ne,48,61,109\n"
    let roles = understood(csv).roles
    #expect(roles.map(\.role) == [.dimension, .count, .count, .total])
    #expect(roles.dropFirst().allSatisfy { $0.isStrong })
    // The same in one row wrong is no equation.
    let wrong = understood(csv.replacing("109", with: "110")).roles
    #expect(!wrong[1].isStrong)
    // And nothing is known of what was not kept.
    #expect(understood(csv, isKept: false).roles[1].isStrong == false)
  }

  @Test func percentagesOfTwoColumnsMakeThemCounts() {
    let csv = "area,a,b,c\nx,12,48,25.0\ny,3,80,3.8\nz,40,90,44.4\nw,7,31,22.6\n"
    let roles = understood(csv).roles
    #expect(roles.map(\.role) == [.dimension, .count, .total, .percentage])
    #expect(roles[1].isStrong)
  }

  @Test func columnsThatAddUpToATotalRowAreCounts() {
    #expect(understood("area,zq\nx,12\ny,3\nz,40\nTotal,55\n").roles[1].role == .count)
    #expect(understood("area,zq\nx,12\ny,3\nz,40\nTotal,56\n").roles[1].role == .unknown)
    // Percentages add up as well.
    #expect(understood("area,zq\nx,12\ny,3\nz,85\nTotal,100\n").roles[1].role == .unknown)
  }

  @Test func neighboursExplainShortHeaders() {
    let model = understood("term,or,low,high,t,p\nage,1.21,1.1,1.4,2.1,0.03\nsex,0.9,0.8,1.2,-1.2,0.25\n")
      .roles
    #expect(
      model.map(\.role) == [.text, .ratio, .confidenceLimit, .confidenceLimit, .testStatistic, .pValue])
    #expect(model.allSatisfy { $0.isStrong }, "\(model)")
  }

  @Test func dominanceTablesHoldMagnitudes() {
    let csv = "sector,n,total,largest,second_largest\na,12,110,52,50\nb,3,9,4,3\nc,30,1200,90,80\n"
    #expect(understood(csv).roles.map(\.role) == [.dimension, .count, .sum, .largest, .secondLargest])
  }

  @Test func numberedRowsAreNoCounts() {
    let csv = ",area,zq\n1,x,12\n2,y,3\n3,z,40\n4,w,7\n"
    let roles = understood(csv).roles
    #expect(roles[0].role == .rank && roles[0].isStrong)
    #expect(roles[2].role == .unknown)
  }

  /// A header that says "n" is believed, even where the counts happen to number the rows.
  @Test func countsThatNumberTheRowsAreCounts() {
    let roles = understood("n,area\n1,x\n2,y\n3,z\n4,w\n").roles
    #expect(roles[0].role == .count)
  }

  /// A word that stands again and again among numbers may be a mask that the ruleset does not know.
  @Test func undeclaredMasksLeaveDoubt() {
    let hidden = Array(repeating: "withheld", count: 18)
    #expect(role("zq", hidden + ["3", "5"]).role == .unknown)
    #expect(role("zq", (0..<18).map { "ward \($0)" } + ["90"]).role == .dimension)
  }

  /// What `minimum-threshold` promises of its examples holds with these roles.
  @Test func thresholdExamplesGetTheirVerdicts() {
    for example in MinimumThreshold().description.examples {
      let findings = MinimumThreshold().judge(understood(example.text), under: Ruleset(name: "test")).findings
      #expect(Verdict.overall(findings.map(\.verdict)) == example.verdict, "\(example.title)")
    }
  }

  /// With its header blanked a planted small count is never explained away.
  @Test(arguments: ["3", "1", "9"])
  func blankedHeadersLeaveDoubt(_ planted: String) {
    for values in [
      ["120", planted, "45"], ["12", planted, "7", "30", "44"], [planted], [planted, "100", "2000"],
    ] {
      let blanked = role("", values)
      #expect(Self.countRoles.union([.unknown]).contains(blanked.role), "\(values): \(blanked)")
    }
  }

  @Test func aFilesNameIsAHint() {
    let hinted = understood("area,zq\nx,12\ny,3\n", fileName: "patient_counts.csv").roles[1]
    #expect(hinted.role == .count && !hinted.isStrong)
  }

  @Test func reasonsQuoteNoValues() {
    let table = understood("area,F,M,Sum\na,62,88,150\nb,3,104,107\nc,70,81,151\nd,55,40,95\ne,48,61,109\n")
    let values = table.roles.flatMap(\.reasons).flatMap(\.parts).filter {
      if case .value = $0 { true } else { false }
    }
    #expect(values.isEmpty)
    #expect(table.roles.allSatisfy { !$0.reasons.isEmpty })
  }

  @Test func confidenceIsAProbability() {
    for header in ["n", "n n n patients cases", "age", "zq", "p"] {
      let confidence = role(header, ["3", "4", "5"]).confidence
      #expect((0...1).contains(confidence))
    }
  }

  @Test func emptyTablesAreUnderstood() {
    #expect(understood("patient_id,n,age\n").roles.count == 3)
    #expect(understood("a\n").roles.count == 1)
  }

  /// The order of rows and columns says little: planted counts stay counts or in doubt.
  @Test func shufflingNeverExplainsACountAway() {
    let columns: [(String, [String])] = [
      ("area", ["a", "b", "c", "d"]), ("patients", ["3", "120", "45", "7"]), ("zq", ["9", "2", "75", "41"]),
      ("mean", ["1.5", "2.25", "3.5", "4.1"]),
    ]
    var generator = SeededGenerator(state: 7)
    for _ in 0..<50 {
      let order = Array(0..<4).shuffled(using: &generator)
      let shuffled = columns.shuffled(using: &generator)
      var subject = table(shuffled.map { column in (column.0, order.map { column.1[$0] }) })
      TestVocabulary.engine.understand(&subject)
      for (position, column) in shuffled.enumerated() {
        if column.0 == "patients" {
          #expect(subject.roles[position].role == .count && subject.roles[position].isStrong)
        }
        if column.0 == "zq" { #expect([.unknown, .count].contains(subject.roles[position].role)) }
      }
    }
  }
}

/// A small generator with a fixed seed (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
