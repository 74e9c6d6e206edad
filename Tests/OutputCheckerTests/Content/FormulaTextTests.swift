import DisclosureRules
import Testing

@testable import OutputChecker

@Suite struct FormulaTextTests {
  @Test(arguments: [
    "=1+1", "=A1", "=SUM(B2:B9)", "=cmd|' /C calc'!A0", "=HYPERLINK(\"http://example.org\",\"x\")", "  =1+1",
    "\t=1+1",
    "\r=1+1", "\u{200B}=1+1", "＝1+1", "＝ＳＵＭ（Ａ１）", "@SUM(1+1)*cmd|' /C calc'!A0", "@SUM(A1)", "+A1", "+1+1",
    "-1+1",
    "-2+3+cmd|' /C calc'!A0", "-2+3+cmd|x", "+SUM(A1:A9)", "-A1*2", "+'Other sheet'!A1", "-$B$12",
    "=IF(A1>2,\"a\",\"b\")",
    "=NOW()",
    "+NOW()", "-(A1)", "=-1*2", "－A1", "\u{2212}A1",
  ]) func formulas(_ text: String) {
    #expect(FormulaText.kind(of: text) == .formula, "\(text.debugDescription)")
  }

  @Test(arguments: [
    "=5", "= reference", "@north", "'=1+1", "\"=1+1\"", "\tNorth", "\r120", "=Yes",
  ]) func signs(_ text: String) {
    #expect(FormulaText.kind(of: text) == .formulaSign, "\(text.debugDescription)")
  }

  @Test(arguments: ["=\"Age\"", "=\"\"", "=\"say \"\"so\"\"\"", "= \"0.341***\" "]) func texts(_ text: String)
  {
    #expect(FormulaText.kind(of: text) == .formulaText, "\(text.debugDescription)")
  }

  @Test(arguments: [
    "", " ", "-", "--", "---", "+", "=", "==", "====", "=== Table 1 ===", "@", "@ 6 weeks", "@12 months",
    "-12.5", "+5", "+5.5%",
    "-1e-05", "−3.1", "+44 20 7946 0123", "+44 (0)20 7946-0123", "+1 (555) 123-4567", "- under 40", "-5 to 5",
    "-5-10", "-0.5 (-1.2, 0.3)", "-0.5–0.1", "+/- two weeks", "+ve", "-ve", "+B12 deficiency", "-log10(p)",
    "-2 log(L)",
    "-2 Log Likelihood", "- 3/12", "+1/2", "-5*", "-1.2***", "-5%", "North", "n = 5", "120", "a@b.org",
    "-01/02/2020", "-£5",
    "+ positive", "-5|6", "- male|female", "+1 male|female", "-1,234.5", "\u{2212}5", "'-5", "[-1, 2]",
  ]) func plain(_ text: String) {
    #expect(FormulaText.kind(of: text) == nil, "\(text.debugDescription)")
  }
}
