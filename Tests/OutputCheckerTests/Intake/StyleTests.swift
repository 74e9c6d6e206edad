// Colours, declarations and style sheets, as far as they hide something.

import Testing

@testable import OutputChecker

@Suite struct StyleTests {
  @Test(arguments: [
    ("#fff", true), ("#FFFFFF", true), ("rgb(255,255,255)", true), ("rgb(100% 100% 100%)", true),
    ("hsl(120, 5%, 100%)", true), ("white", true), ("#fefefe", true), ("#333", false), ("red", false),
    ("rgb(255, 255, 200)", false), ("none", false),
  ])
  func paper(_ text: String, isPaper: Bool) { #expect(PaintColour(text).isPaper == isPaper) }

  @Test(arguments: ["none", "transparent", "rgba(0, 0, 0, 0)", "rgb(0 0 0 / 0%)", "#00000000", "#0000"])
  func nothing(_ text: String) { #expect(PaintColour(text) == .nothing) }

  @Test(arguments: [
    ("opacity:.0", true), ("opacity: 0%", true), ("opacity: 10%", false), ("font-size:1px", true),
    ("font: 0 serif", true), ("font: italic 12px/1.5 serif", false), ("font: 400 10px serif", false),
    ("dis\\70lay:none", true), ("display:/**/none", true), ("color: rgba(0,0,0,0)", true),
    ("height: 0; overflow: hidden", true), ("height: 0", false), ("clip-path: inset(50%)", true),
    ("margin-left: -3px", false), ("left: -5000px", true),
  ])
  func hiding(_ style: String, hides: Bool) { #expect(StyleDeclarations(style).hides == hides) }

  @Test func contentsOfRules() {
    #expect(
      StyleDeclarations.contents(in: "a::before{content:\"South: 3\"} b{content: ''; color:red}") == [
        "South: 3"
      ])
    #expect(StyleDeclarations.contents(in: "p:after { content: '\\33 ' }") == ["3"])
  }

  @Test func coloursOfElements() {
    var styles = StyleSheet()
    styles.add(".w { color: #FFF } .b { background: #337ab7 } .s { fill: white }")
    func colours(_ attributes: [(name: String, value: String)]) -> [Bool] {
      let colours = styles.colours(of: XMLElement(name: "p", attributes: attributes))
      return [colours.isWhite, colours.isColoured]
    }
    #expect(colours([("class", "w")]) == [true, false])
    #expect(colours([("class", "w b")]) == [true, true])
    #expect(colours([("style", "color:#123; background:#112233")]) == [true, false])
    #expect(colours([("style", "color: red")]) == [false, false])
    #expect(styles.fillsWhite(XMLElement(name: "text", attributes: [("class", "s")])))
  }
}
