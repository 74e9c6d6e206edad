#!/usr/bin/env python3
"""Recall and precision of each identifier over fixtures/identifiers.

Usage: evaluate_identifiers.py BINARY [--list]

Recall: planted cells that a finding of their rule names. Precision: of the cells that findings of a rule name in all
files, those that were planted for it. A finding on a decoy column is counted by column. `--list` names what differs.
"""

import collections
import json
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
FOLDER = ROOT / "fixtures" / "identifiers"


def check(binary):
    with tempfile.TemporaryDirectory() as folder:
        report = pathlib.Path(folder) / "report.json"
        command = [binary, "check", str(FOLDER / "planted"), str(FOLDER / "decoys"), "--quiet", "--max-findings", "100000",
                   "--report", f"json={report}"]
        if subprocess.run(command, check=False).returncode not in (0, 1, 2, 3) or not report.exists():
            sys.exit("evaluate: the checker wrote no report")
        return json.loads(report.read_text(encoding="utf-8"))


def cells(finding):
    """The cells that a finding names, as (row, column); a header is row 0."""
    place = finding["location"]
    column = place.get("column")
    if "cells" in finding:
        return {(cell["row"], column) for cell in finding["cells"]}
    return {(place.get("row", 0), column)}


def main():
    binary, lists = sys.argv[1], "--list" in sys.argv
    labels = json.loads((FOLDER / "labels.json").read_text(encoding="utf-8"))
    rules = sorted({label["rule"] for label in labels.values()})
    planted, found, extra, columns = (collections.Counter() for _ in range(4))
    missed, wrong = [], []
    for file in check(binary)["files"]:
        name = pathlib.Path(file["path"]).relative_to(FOLDER).as_posix()
        label = labels.get(name)
        named = collections.defaultdict(set)
        for finding in file["findings"]:
            if finding["verdict"] in ("review", "fail"):
                named[finding["rule"]] |= cells(finding)
        for rule in rules:
            expected = {tuple(cell) for cell in label["cells"]} if label and label["rule"] == rule else set()
            planted[rule] += len(expected)
            found[rule] += len(expected & named[rule])
            others = named[rule] - expected
            extra[rule] += len(others)
            columns[rule] += len({column for _, column in others})
            if expected - named[rule]:
                missed.append(f"missed {rule} in {name}: {len(expected - named[rule])} of {len(expected)}")
            if others:
                wrong.append(f"{rule} in {name}: {len(others)} cells")
    print(f"{'identifier':28} planted  recall  precision  columns that are none")
    for rule in rules:
        hits = found[rule] + extra[rule]
        precision = f"{found[rule] / hits:9.4f}" if hits else "        -"
        print(f"{rule:28} {planted[rule]:7} {found[rule] / planted[rule]:7.4f}  {precision}  {columns[rule]:6}")
    total = sum(planted.values())
    print(f"{'all':28} {total:7} {sum(found.values()) / total:7.4f}  "
          f"{sum(found.values()) / (sum(found.values()) + sum(extra.values())):9.4f}  {sum(columns.values()):6}")
    if lists:
        print(*missed, *wrong, sep="\n")


main()
