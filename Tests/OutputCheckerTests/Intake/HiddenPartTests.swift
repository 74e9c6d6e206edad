// What pages, workbooks and drawings hide by their styles.

import DisclosureRules
import Testing

@testable import OutputChecker

@Suite struct HiddenPartTests {
  @Test(arguments: [
    ("display: none", true), ("DISPLAY:NONE !important", true), ("visibility: hidden", true),
    ("opacity: 0", true),
    ("opacity: 0.5", false), ("font-size: 0", true), ("font-size: 0px", true), ("font-size: 0.9em", false),
    ("position: absolute; left: -9999px", true), ("margin-left: -4px", false), ("text-indent: -999em", true),
    ("color: transparent", true), ("background-color: transparent", false), ("display: block", false),
  ])
  func declarations(_ style: String, hides: Bool) {
    #expect(StyleDeclarations(style).hides == hides)
  }

  @Test func rulesHideByClassIdentifierAndName() {
    var styles = StyleSheet()
    styles.add(
      "/* .d */ p.a, #B { display: none } em:hover { display: none } @media print { .c { opacity: 0 } } i { color: red }"
    )
    func hides(_ name: String, _ attributes: [(name: String, value: String)] = []) -> Bool {
      styles.hides(XMLElement(name: name, attributes: attributes))
    }
    #expect(hides("p", [("class", "x a")]))
    #expect(hides("div", [("id", "b")]))
    #expect(hides("div", [("class", "c")]))
    #expect(!hides("div", [("class", "d")]))
    #expect(!hides("em") && !hides("i") && !hides("p"))
    #expect(hides("p", [("hidden", "")]))
  }

  private func styles(_ xml: String) throws -> XLSXStyles {
    try XLSXStyles(XMLScanner(MemorySource(Array(xml.utf8))))
  }

  /// White on nothing can't be seen, white on blue can; a format of nothing shows nothing.
  @Test func cellsInStylesThatShowNothing() throws {
    let styles = try styles(
      """
      <styleSheet><numFmts><numFmt numFmtId="164" formatCode=";;;"/><numFmt numFmtId="165" formatCode="0;;;@"/></numFmts>
      <fonts><font><color theme="1"/></font><font><color rgb="FFFFFFFF"/></font><font><color theme="0"/></font></fonts>
      <fills><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FF003366"/></patternFill></fill></fills>
      <cellStyleXfs><xf numFmtId="164" fontId="1" fillId="0"/></cellStyleXfs>
      <cellXfs><xf numFmtId="0" fontId="0" fillId="0"/><xf numFmtId="164" fontId="0" fillId="0"/><xf numFmtId="165" fontId="0" fillId="0"/>
      <xf numFmtId="0" fontId="1" fillId="0"/><xf numFmtId="14" fontId="1" fillId="1"/><xf numFmtId="0" fontId="2" fillId="0"/></cellXfs></styleSheet>
      """)
    #expect((0..<7).map { styles.hides($0) } == [false, true, false, true, false, true, false])
    #expect(styles.showsDate(4) && !styles.showsDate(3))
  }

  @Test func pointsOfChartsAreATable() throws {
    let xml = """
      <chartSpace><ser><tx><strRef><f>A!$B$1</f><strCache><pt idx="0"><v>patients</v></pt></strCache></strRef></tx>
      <cat><strRef><strCache><pt idx="0"><v>North</v></pt><pt idx="1"><v>South</v></pt></strCache></strRef></cat>
      <val><numRef><numCache><pt idx="0"><v>120</v></pt><pt idx="1"><v>4</v></pt></numCache></numRef></val></ser></chartSpace>
      """
    let chart = try ChartData(XMLScanner(MemorySource(Array(xml.utf8))))
    #expect(chart.rows.map(\.cells) == [["", "patients"], ["North", "120"], ["South", "4"]])
    #expect(Set(chart.numbers) == [120, 4])
  }

  /// Labels of an axis stand in rows too, but no row of them has a label and a number.
  @Test func drawnTables() {
    var table = DrawnTable()
    for (line, cells) in [["region", "patients"], ["North", "120"], ["South", "4"]].enumerated() {
      for (column, cell) in cells.enumerated() {
        table.add(cell, at: DrawnPoint(x: Double(40 * column), y: Double(10 * line)), line: line + 1)
      }
    }
    #expect(table.rows?.map(\.cells) == [["region", "patients"], ["North", "120"], ["South", "4"]])
    var axes = DrawnTable()
    for line in 0..<3 {
      for column in 0..<4 {
        axes.add("\(column * 10)", at: DrawnPoint(x: Double(40 * column), y: Double(100 * line)), line: 1)
      }
    }
    #expect(axes.rows == nil)
  }
}
