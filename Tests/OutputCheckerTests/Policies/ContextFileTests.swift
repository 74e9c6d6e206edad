// The context file: what is read, and that every mistake has its line.

import DisclosureRules
import Testing

@testable import OutputChecker

@Suite struct ContextFileTests {
  private static func errors(_ text: String) -> [String] {
    do throws(ContextError) {
      _ = try ContextFile(bytes: Array(text.utf8), file: "c.yaml")
      return []
    } catch {
      return error.errors.map(\.description)
    }
  }

  /// What the context file says of `table` when it is checked as t.csv.
  private static func report(_ table: String, _ context: String) throws -> CheckReport {
    let folder = try ScratchFolder()
    try folder.write("t.csv", table)
    try folder.write("c.yaml", context)
    return try TestChecker.sdap {
      $0.context = try ContextFile.load(folder.path + "/c.yaml")
    }.check(paths: [folder.path + "/t.csv"])
  }

  private static func problems(_ table: String, _ context: String) throws -> [String] {
    try report(table, context).context?.errors.map { "\($0.line ?? 0): \($0.message)" } ?? ["no context"]
  }

  @Test func mistakesHaveTheirLine() {
    #expect(
      Self.errors("tabels:\n  - file: t.csv\n")
        == [
          "c.yaml:1: unknown key \"tabels\" in the context file; did you mean \"tables\"?",
          "c.yaml:1: \"tables\" is missing",
        ])
    #expect(
      Self.errors("tables:\n  - file: t.csv\n    columns:\n      n: cuont\n").first?.hasPrefix(
        "c.yaml:4: \"n\" must be one of ") == true)
    #expect(
      Self.errors("tables:\n  - file: t.csv\n    columns:\n      n: {role: count, count: people}\n")
        == ["c.yaml:4: unknown key \"count\" in column \"n\"; did you mean \"counts\"?"])
    #expect(
      Self.errors("tables:\n  - columns: {n: count}\n") == ["c.yaml:2: a table needs a \"file\""])
    #expect(
      Self.errors("tables:\n  - file: t.csv\n    n: {value: 3, row: N}\n")
        == ["c.yaml:3: \"n\" must have one of \"value\", \"column\" and \"row\""])
    #expect(
      Self.errors("tables:\n  - file: t.csv\n    hierarchies:\n      - column: a\n")
        == ["c.yaml:4: a hierarchy needs either \"children\" or \"levels\""])
    #expect(
      Self.errors("tables:\n  - file: t.csv\n    structural_zeros:\n      - {}\n").count == 1)
    #expect(
      Self.errors("tables:\n  - file: t.csv\n    microdata: {file: m.csv, holding: h}\n")
        == ["c.yaml:3: \"holding\" needs a \"value\""])
  }

  @Test func jsonIsReadToo() {
    #expect(Self.errors(#"{"tables": [{"file": "t.csv", "columns": {"n": "count"}, "rounding": 5}]}"#) == [])
    #expect(
      Self.errors("{\"tables\": [\n{\"file\": \"t.csv\",\n\"rounding\": 0}]}").first?.hasPrefix("c.yaml:3:")
        == true)
  }

  private static let table = "region,patients\nNorth,120\nSouth,45\nAll,165\n"

  @Test func whatIsNotThereHasItsLine() throws {
    #expect(
      try Self.problems(Self.table, "tables:\n  - file: u.csv\n")
        == ["2: no table \"u.csv\" is among those that are checked; did you mean \"t.csv\"?"])
    let column = try Self.problems(Self.table, "tables:\n  - file: t.csv\n    columns: {patient: count}\n")
    #expect(column.count == 1)
    #expect(column[0].hasPrefix("3: "))
    #expect(column[0].hasSuffix("has no column \"patient\"; did you mean \"patients\"?"))
    let label = try Self.problems(
      Self.table,
      "tables:\n  - file: t.csv\n    hierarchies:\n      - column: region\n        children:\n"
        + "          All: [North, Soth]\n")
    #expect(label.count == 1)
    #expect(label[0].hasPrefix("6: "))
    #expect(label[0].hasSuffix("has no label \"Soth\"; did you mean \"South\"?"))
    let number = try Self.problems(Self.table, "tables:\n  - file: t.csv\n    columns: {3: count}\n")
    #expect(number.count == 1)
    #expect(try Self.problems(Self.table, "tables:\n  - file: t.csv\n    columns: {2: count}\n") == [])
    let twice = try Self.problems(Self.table, "tables:\n  - file: t.csv\n  - file: \"*.csv\"\n")
    #expect(twice.count == 1)
    #expect(twice[0].hasPrefix("3: ") && twice[0].hasSuffix("which line 2 declares already"))
  }

  private static func hierarchy(_ rest: String = "") -> String {
    "tables:\n  - file: t.csv\n    hierarchies:\n      - column: region\n        children:\n"
      + "          All: [North, South]\n" + rest
  }

  @Test func hierarchiesMustAddUp() throws {
    #expect(try Self.problems(Self.table, Self.hierarchy()) == [])
    let wrong = "region,patients\nNorth,120\nSouth,45\nAll,166\n"
    let problems = try Self.problems(wrong, Self.hierarchy())
    #expect(problems.count == 1)
    #expect(problems[0].hasPrefix("6: its children do not add up to it in column \"patients\""))
    #expect(problems[0].hasSuffix("row 3, line 4"))
    // 1 off is within the rounding of three numbers to 5; 8 off is not: 3 · 2.5 = 7.5.
    #expect(try Self.problems(wrong, Self.hierarchy("    rounding: 5\n")) == [])
    let far = "region,patients\nNorth,120\nSouth,45\nAll,173\n"
    #expect(try Self.problems(far, Self.hierarchy("    rounding: 5\n")).count == 1)
    // Nothing has to add up where a part is hidden.
    let masked = "region,patients\nNorth,120\nSouth,*\nAll,173\n"
    #expect(try Self.problems(masked, Self.hierarchy()) == [])
  }

  @Test func levelsMustAddUp() throws {
    let context = "tables:\n  - file: t.csv\n    hierarchies:\n      - levels: [country, region]\n"
    let fits =
      "country,region,patients\nEngland,North,120\nEngland,South,45\nEngland,All,165\nWales,All,70\nAll,All,235\n"
    #expect(try Self.problems(fits, context) == [])
    let wrong =
      "country,region,patients\nEngland,North,120\nEngland,South,45\nEngland,All,160\nWales,All,70\n"
    #expect(try Self.problems(wrong, context).count == 1)
  }

  @Test func declaredRolesAreCertain() throws {
    let report = try Self.report(
      "a,b\nNorth,12\nSouth,3\n", "tables:\n  - file: t.csv\n    columns: {a: dimension, b: count}\n")
    let columns = try #require(report.files.first?.tables.first?.columns)
    #expect(columns.map(\.role.role) == [.dimension, .count])
    #expect(columns.map(\.role.confidence) == [1, 1])
    #expect(columns[1].role.reasons == ["declared in the context file"])
    #expect(report.verdict == .fail)
  }

  /// Strong evidence that a declaration takes away must leave a question behind.
  @Test func noFailVanishesInSilence() throws {
    let unsafe = "region,patients\nNorth,120\nSouth,3\nEast,31\n"
    for role in ColumnRole.allCases where role != .unknown {
      let report = try Self.report(
        unsafe, "tables:\n  - file: t.csv\n    columns: {patients: \(role.rawValue)}\n")
      #expect(report.verdict >= .review, "\(role)")
    }
    for counted in TableDeclaration.Counted.allCases {
      let report = try Self.report(unsafe, "tables:\n  - file: t.csv\n    counts: \(counted.rawValue)\n")
      #expect(report.verdict >= .review, "\(counted)")
    }
  }

  @Test func declaredNumbersOfPeopleAreUsed() throws {
    let means = "ward,mean_stay\nElm,5.2\nFir,6.1\n"
    let without = try Self.report(means, "tables:\n  - file: t.csv\n")
    #expect(without.files[0].findings.map(\.finding.rule) == ["missing-count"])
    let large = try Self.report(means, "tables:\n  - file: t.csv\n    n: 120\n")
    #expect(large.verdict == .pass)
    let small = try Self.report(means, "tables:\n  - file: t.csv\n    n: 9\n")
    #expect(small.files[0].findings.map(\.finding.rule) == ["low-count-statistic", "low-count-statistic"])
    #expect(small.verdict == .fail)

    let listing = "what,A,B\nzz,12,3\nmean age,45.2,50.1\n"
    let rows = try Self.report(
      listing, "tables:\n  - file: t.csv\n    columns: {A: mean, B: mean}\n    n: {row: zz}\n")
    let low = rows.files[0].findings.map(\.finding).filter { $0.rule == "low-count-statistic" }
    // The mean under B is one of three people; the row of N is no mean, but nothing else says so.
    #expect(low.contains { $0.location.row == 2 && $0.location.column == 3 })
    #expect(!low.contains { $0.location.column == 2 })

    // 2.5% of 200 are 5 people, and nothing else is a whole number of them: 4.9 to 5.1.
    let shares = try Self.report(
      "ward,pct\nElm,2.5\nFir,50.0\n",
      "tables:\n  - file: t.csv\n    columns: {pct: {role: percentage, n: 200}}\n")
    #expect(shares.files[0].findings.map(\.finding.rule) == ["derivable-count"])
    // A percentage of eight people: it gives their number, which says more than that its base is small.
    let base = try Self.report(
      "ward,pct\nElm,12.5\nFir,50.0\n",
      "tables:\n  - file: t.csv\n    columns: {pct: {role: percentage, n: 8}}\n")
    #expect(base.files[0].findings.map(\.finding.rule).allSatisfy { $0 == "derivable-count" })
    #expect(base.files[0].verdict == .fail)
  }

  @Test func structuralZerosAreNoQuestion() throws {
    let table = "sex,pregnant,patients\nF,31,120\nM,0,131\n"
    let counts = "tables:\n  - file: t.csv\n    columns: {pregnant: count}\n"
    let asked = try Self.report(table, counts)
    #expect(asked.files[0].findings.contains { $0.finding.rule == "zero-cell" })
    let declared = try Self.report(
      table, counts + "    structural_zeros:\n      - {column: pregnant, where: {sex: M}}\n")
    #expect(!declared.files[0].findings.contains { $0.finding.rule == "zero-cell" })
    // Of another cell nothing is declared.
    let other = try Self.report(
      table, counts + "    structural_zeros:\n      - {column: patients, where: {sex: M}}\n")
    #expect(
      other.files[0].findings.map(\.finding.rule).filter { ["zero-cell", "context-mismatch"].contains($0) }
        == ["zero-cell", "context-mismatch"])
  }

  @Test func masksMeanWhatIsDeclared() throws {
    let report = try Self.report(
      "region,patients\nNorth,120\nSouth,few\n",
      "tables:\n  - file: t.csv\n    masks: [{token: few, min: 1, max: 7, secondary: false}]\n")
    #expect(report.verdict == .pass)
  }

  /// "x9" is text, and a mask that the total gives away only where the declaration says that it is one.
  @Test(arguments: ["a.zip!t.csv", "a.zip!*.csv", "*.zip!t.csv"]) func masksOfMembers(name: String) throws {
    let archive = ZipBuilder.archive([
      (name: "t.csv", content: Array("region,patients\nNorth,120\nSouth,x9\nEast,231\nTotal,354\n".utf8))
    ])
    func rules(_ context: String?) throws -> [RuleName] {
      try TestChecker.sdap {
        $0.context = try context.map { try ContextFile(bytes: Array($0.utf8), file: "context.yaml") }
      }.check(files: [(path: "a.zip", bytes: archive)]).files.flatMap { $0.findings.map(\.finding.rule) }
    }
    #expect(try !rules(nil).contains("recoverable-suppression"))
    let masks = "    masks: [{token: x9, min: 1, max: 7, secondary: false}]\n"
    #expect(
      try rules("tables:\n  - file: \"\(name)\"\n\(masks)").contains("recoverable-suppression"))
  }

  @Test func membersAreNamedAsReportsNameThem() {
    #expect(TablePattern("book.xlsx!Counts").matches("request/book.xlsx!Counts"))
    #expect(TablePattern("a.zip!b.xlsx!Counts").matches("a.zip!b.xlsx!Counts"))
    #expect(!TablePattern("book.xlsx!Counts").matches("book.xlsx!Countss"))
    #expect(!TablePattern("Counts").matches("book.xlsx!Counts"))
    // A file whose own name has the mark.
    #expect(TablePattern("what!.csv").matches("what%21.csv"))
  }

  @Test func patternsMatchPathsAndNames() {
    #expect(TablePattern("t1.csv").matches("request/tables/t1.csv"))
    #expect(TablePattern("tables/t1.csv").matches("request/tables/t1.csv"))
    #expect(!TablePattern("t1.csv").matches("request/xt1.csv"))
    #expect(TablePattern("tables/*.csv").matches("request/tables/t1.csv"))
    #expect(!TablePattern("request/*.csv").matches("request/tables/t1.csv"))
    #expect(TablePattern("request/**/t?.csv").matches("request/a/b/t1.csv"))
    #expect(TablePattern("request/**/t?.csv").matches("request/t1.csv"))
    #expect(TablePattern("./tables/t1.csv").matches("tables/t1.csv"))
    #expect(!TablePattern("t*2.csv").matches("t1.csv"))
  }
}
