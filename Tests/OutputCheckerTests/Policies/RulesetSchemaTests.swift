// The schema of rulesets accepts the rulesets that the reader accepts.

import DisclosureRules
import Testing

@testable import OutputChecker

@Suite struct RulesetSchemaTests {
  /// Judged by an implementation of JSON Schema that nobody here wrote.
  @Test func everyEmbeddedRulesetIsValidAndWrongOnesAreNot() throws {
    let script = """
      import json, pathlib, sys
      try:
          import jsonschema, yaml
      except ImportError:
          sys.exit(77)
      schema = json.loads(pathlib.Path("docs/schema/ruleset.schema.json").read_text())
      jsonschema.Draft202012Validator.check_schema(schema)
      validator = jsonschema.Draft202012Validator(schema)
      files = sorted(pathlib.Path("rulesets").glob("*.yaml"))
      for file in files:
          rules = yaml.load(file.read_text(), Loader=yaml.SafeLoader)
          for source in rules.get("sources", {}).values():
              if "date" in source:
                  source["date"] = str(source["date"])
          errors = [e.message for e in validator.iter_errors(rules)]
          assert not errors, (file, errors)
      good = {"name": "x", "version": "1"}
      assert validator.is_valid(good)
      for wrong in (
          {"name": "x"}, {**good, "rulez": {}}, {**good, "rules": {"minimum-treshold": {}}},
          {**good, "rules": {"minimum-threshold": {"threshold": 0}}},
          {**good, "rules": {"minimum-threshold": {"threshold": {"value": 5, "sauce": "x"}}}},
          {**good, "rules": {"dominance": {"rules": [{"n": 1}]}}},
          {**good, "masks": [{"min": 1}]}, {**good, "limits": {"bytes": 0}},
      ):
          assert not validator.is_valid(wrong), wrong
      print(len(files))
      """
    guard let printed = try Python.run(script, "python3 with jsonschema and PyYAML") else { return }
    #expect(printed == "\(RulesetStore.embedded.count)\n")
  }
}
