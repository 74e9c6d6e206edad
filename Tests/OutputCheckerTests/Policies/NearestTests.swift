import OutputChecker
import Testing

@Suite struct NearestTests {
  let rules = ["dominance", "minimum-threshold", "nhs-number", "p-percent", "zero-cell"]

  @Test(arguments: [
    ("minimum-treshold", "minimum-threshold"), ("minimum_threshold", "minimum-threshold"),
    ("Dominance", "dominance"), ("domniance", "dominance"), ("zero-cells", "zero-cell"),
    ("nsh-number", "nhs-number"),
  ])
  func aMisspeltNameIsRecognised(word: String, name: String) {
    #expect(Nearest.match(word, among: rules) == name)
  }

  @Test(arguments: ["", "x", "survival-step", "n", "threshold"])
  func whatIsFarFromEverythingHasNoNearest(word: String) {
    #expect(Nearest.match(word, among: rules) == nil)
  }

  @Test func theResultDoesNotDependOnTheOrder() {
    #expect(Nearest.match("cat", among: ["car", "bat", "cab"]) == "bat")
    #expect(Nearest.match("cat", among: ["cab", "car", "bat"]) == "bat")
    #expect(Nearest.match("k", among: ["n", "k"]) == "k")
  }

  @Test func longWordsAreNotCompared() {
    let long = String(repeating: "a", count: 1_000_000)
    #expect(Nearest.match(long, among: [long]) == nil)
  }
}
