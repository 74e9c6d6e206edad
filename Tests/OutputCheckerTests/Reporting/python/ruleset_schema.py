# Holds every ruleset, and some that are wrong, against the published schema of rulesets.
# Usage: ruleset_schema.py ROOT

import json
import pathlib
import sys

import jsonschema
import yaml

root = pathlib.Path(sys.argv[1])
schema = json.loads((root / "docs/schema/ruleset.schema.json").read_text())
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
files = sorted((root / "rulesets").glob("*.yaml"))
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
