"""Reads all reports of the working folder with Python's own readers of XML and JSON. Prints how many of each."""

import json
import pathlib
import xml.etree.ElementTree

TAGS = [("tests", "testcase"), ("failures", "failure"), ("errors", "error"), ("skipped", "skipped")]

# Source: SARIF 2.1.0, 3.27.9 and 3.27.10.
LEVELS = {"fail": {"error", "warning", "note"}, "review": {"none"}, "informational": {"none"}, "pass": {"none"}}


def sarif(log):
    """What the schema asks for first, and what it can't: that indices lead to what they name."""
    assert log["version"] == "2.1.0" and len(log["runs"]) == 1
    run = log["runs"][0]
    driver = run["tool"]["driver"]
    assert driver["name"] == "checker-cli"
    ids = [rule["id"] for rule in driver["rules"]]
    assert len(set(ids)) == len(ids)
    for result in run["results"]:
        assert result["message"]["text"]
        assert ids[result["ruleIndex"]] == result["ruleId"]
        assert result["level"] in LEVELS[result["kind"]], result
        for place in result["locations"] + result.get("relatedLocations", []):
            artifact = place["physicalLocation"]["artifactLocation"]
            assert run["artifacts"][artifact["index"]]["location"]["uri"] == artifact["uri"]
            region = place["physicalLocation"].get("region", {})
            assert region.get("startLine", 1) >= 1 and region.get("byteOffset", 0) >= 0
    for invocation in run["invocations"]:
        notes = invocation["toolExecutionNotifications"]
        assert all(note["message"]["text"] for note in notes)
        if any(note["level"] == "error" for note in notes):
            assert invocation["executionSuccessful"] is False


for path in pathlib.Path().glob("*.sarif"):
    sarif(json.loads(path.read_text(encoding="utf-8")))
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
