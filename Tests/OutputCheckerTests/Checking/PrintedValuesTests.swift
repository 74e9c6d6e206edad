// Values that a console printed and nobody named.

import DisclosureRules
import Testing

@testable import OutputChecker

@Suite struct PrintedValuesTests {
  private func verdict(_ text: String, _ name: String = "out.txt") throws -> Verdict {
    try TestChecker.sdap().check(bytes: Array((text + "\n").utf8), fileName: name).verdict
  }

  @Test(arguments: [
    "> nrow(d)\n[1] 3", "[1] 3", "$North\n[1] 120\n\n$South\n[1] 3", "## [1] 120  44   3",
    "> dim(d)\n[1] 3 12",
    "Counter({'asthma': 120, 'copd': 44, 'cf': 2})",
    "done\n\ndefaultdict(<class 'int'>, {'a': 120, 'b': 3})\n\nend",
    "Counts: asthma 120, copd 44, cf 2", "[1] \"n = 3\"",
    ". count if died == 1\n  3", ">>> len(d[d.site == \"B\"])\n3", " count \n-------\n     3\n(1 row)",
    "mysql> select count(*) from d;\n+----------+\n| count(*) |\n+----------+\n|        3 |\n+----------+",
  ]) func smallNumbersAreForAPerson(_ text: String) throws { #expect(try verdict(text) == .review) }

  @Test(arguments: [
    "> nrow(d)\n[1] 4120", "[1] 0.34 1.20", "> dim(d)\n[1] 4120    6", "> ncol(d)\n[1] 6", "[1] TRUE FALSE",
    "Counter({'asthma': 120, 'copd': 44, 'cf': 22})", "fit = Model({'depth': 3, 'rate': 2})",
    ". count if died == 1\n  412", ">>> x = 1\n>>> f(x)\n0.3",
  ]) func othersAreNot(_ text: String) throws { #expect(try verdict(text) == .pass) }

  /// A sentence with a comma, or a printed list, is a header over nothing; names with digits in them are not.
  @Test func headersOverNothingAreRead() throws {
    #expect(try verdict("title,3 patients died", "t.csv") == .review)
    #expect(try verdict("Overall, 3/120 patients died.") == .review)
    #expect(try verdict("ward 3,ward 4,q1,year_2019,n (120)", "t.csv") == .pass)
  }

  /// A comma may part the sentence of a title into cells.
  @Test func titlesAreReadWhole() throws {
    #expect(try verdict("Of 120 patients, 3 died\nward,deaths\nA,50\nB,70", "t.csv") == .review)
    #expect(try verdict("Of 120 patients, 30 died\nward,deaths\nA,50\nB,70", "t.csv") == .pass)
  }

  /// Blanks behind its commas, and none behind those of the header, tell a title from names of columns.
  @Test(arguments: [
    ("Deaths by ward, 2019\nward,deaths\nA,50\nB,7", "ward"),
    ("Deaths of men, women and others, 2019\n\nward,deaths\nA,50\nB,7", "ward"),
    ("region, deaths\nnorth,50\nsouth,7", "region"), ("region, deaths\nnorth, 50\nsouth, 7", "region"),
  ]) func titlesWithCommasAreNoHeader(_ text: String, first: String) throws {
    let report = try TestChecker.sdap().check(bytes: Array((text + "\n").utf8), fileName: "t.csv")
    #expect(report.verdict == .fail)
    #expect(report.tables.first?.columns.first?.name == first)
  }
}
