"""Reads all reports of the working folder with Python's own readers of XML and JSON. Prints how many of each."""

import json
import pathlib
import xml.etree.ElementTree

TAGS = [("tests", "testcase"), ("failures", "failure"), ("errors", "error"), ("skipped", "skipped")]

for name in ["gitlab", "json", "sarif", "acro"]:
    for path in pathlib.Path().glob(f"*.{name}"):
        json.loads(path.read_text(encoding="utf-8"))
for path in pathlib.Path().glob("*.jsonl"):
    types = [json.loads(line)["type"] for line in path.read_text(encoding="utf-8").splitlines()]
    assert types[0] == "report" and set(types[1:]) <= {"file", "finding"}, types
suites = list(pathlib.Path().glob("*.junit"))
for path in suites:
    root = xml.etree.ElementTree.fromstring(path.read_text(encoding="utf-8"))
    assert root.tag == "testsuites"
    for total, tag in TAGS:
        found = len(root.findall(f".//{tag}"))
        assert int(root.get(total)) == found, (path, total, found)
        assert sum(int(suite.get(total)) for suite in root) == found
print(len(suites))
