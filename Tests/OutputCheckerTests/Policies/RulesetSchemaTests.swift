// The schema of rulesets accepts the rulesets that the reader accepts.

import DisclosureRules
import Testing

@testable import OutputChecker

@Suite struct RulesetSchemaTests {
  /// Judged by an implementation of JSON Schema that nobody here wrote.
  @Test func everyEmbeddedRulesetIsValidAndWrongOnesAreNot() throws {
    guard Python.has("jsonschema", "yaml") else {
      print("skipped: python3 with jsonschema and PyYAML is not installed")
      return
    }
    let ended = try Python.run(script: "ruleset_schema.py", [Repository.root], in: ScratchFolder())
    #expect(ended.status == 0, "\(ended.errors)")
    #expect(ended.output == "\(RulesetStore.embedded.count)\n")
  }
}
