"""Validates JSON documents against a JSON Schema: validate.py SCHEMA PATTERN. Prints how many were valid."""

import json
import pathlib
import sys

import jsonschema

schema_path, pattern = sys.argv[1:]
schema = json.loads(pathlib.Path(schema_path).read_text(encoding="utf-8"))
validator_class = jsonschema.validators.validator_for(schema)
validator_class.check_schema(schema)
validator = validator_class(schema)
valid = 0
for path in sorted(pathlib.Path().glob(pattern)):
    errors = list(validator.iter_errors(json.loads(path.read_text(encoding="utf-8"))))
    for error in errors[:20]:
        print(path, "/".join(map(str, error.absolute_path)), error.message[:300])
    valid += not errors
print(valid)
