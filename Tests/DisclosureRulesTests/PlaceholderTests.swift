import OutputChecker
import Testing

@Test func versionIsSemantic() {
  #expect(Version.current.split(separator: ".").count == 3)
}
