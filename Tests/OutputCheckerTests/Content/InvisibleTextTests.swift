import DisclosureRules
import Testing

@testable import OutputChecker

@Suite struct InvisibleTextTests {
  @Test(arguments: [
    ("a\u{200B}b", ContentKind.zeroWidth), ("a\u{200D}b", .zeroWidth), ("\u{FEFF}a", .zeroWidth),
    ("a\u{2060}", .zeroWidth),
    ("\u{202E}a", .bidirectional), ("a\u{2066}b\u{2069}", .bidirectional), ("a\u{200F}b", .bidirectional),
    ("a\u{E0041}", .tag), ("\u{1F3F4}\u{E0041}\u{E007F}", .tag), ("a\u{FE0F}", .variationSelector),
    ("7\u{FE0F}", .variationSelector), ("a\u{E0101}", .variationSelector),
    ("\u{2764}\u{FE0F}\u{FE0E}", .variationSelector), ("a\u{AD}b", .softHyphen), ("\u{E001}", .privateUse),
    ("\u{10FFFD}", .privateUse), ("a\u{1B}[2J", .control), ("a\u{7F}", .control), ("a\u{85}", .control),
    ("a\u{34F}b", .otherInvisible), ("\u{3164}", .otherInvisible), ("a\u{2028}b", .otherInvisible),
    ("\u{2800}", .otherInvisible), ("a\u{2063}b", .otherInvisible),
    ("\u{645}\u{202E}\u{6CC}", .bidirectional),
  ]) func found(_ text: String, _ kind: ContentKind) {
    #expect(InvisibleText.kinds(in: text) == [kind])
  }

  @Test(arguments: [
    "North", "1\u{A0}204", "1\u{202F}204", "1\u{2009}204", "\u{3000}", "a\tb", "a\r\nb", "é", "e\u{301}",
    "\u{2764}\u{FE0F}",
    "1\u{FE0F}\u{20E3}", "\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}",
    "\u{1F3F4}\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}", "\u{645}\u{6CC}\u{200C}\u{62E}",
    "\u{5D0}\u{200F}!",
    "\u{915}\u{94D}\u{200D}\u{937}", "\u{8FBB}\u{E0101}", "\u{600}", "\u{FFFD}", "–", "×", "\u{D55C}",
  ]) func plain(_ text: String) {
    #expect(InvisibleText.kinds(in: text) == [], "\(text.debugDescription)")
  }

  @Test func kindsAreInOneOrder() {
    #expect(InvisibleText.kinds(in: "\u{AD}\u{202E}\u{200B}") == [.zeroWidth, .bidirectional, .softHyphen])
  }
}
