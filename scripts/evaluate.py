#!/usr/bin/env python3
"""Scores the checker on the labelled tables of fixtures/roles.

Usage: evaluate.py BINARY [--list]

Prints, for the tables that rules may be tuned on and for those held out (by tool), the confusion matrix of
verdicts under the default ruleset, how many columns got their labelled role, and for each planted rule how many
tables were found and how many findings of that rule stand in tables without one. `--list` names the tables whose
verdict differs; it never lists held-out tables, which must stay unseen.
"""

import collections
import concurrent.futures
import json
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
TABLES = ROOT / "fixtures" / "roles" / "tables"
SUFFIX = ".labels.json"


def labelled(split):
    for labels in sorted(TABLES.rglob("*" + SUFFIX)):
        record = json.loads(labels.read_text(encoding="utf-8"))
        if record["split"] != split:
            continue
        stem = labels.name[: -len(SUFFIX)]
        for table in sorted(labels.parent.glob(stem + ".*")):
            if table.suffix != ".json":
                yield table, record


def check(binary, table):
    """The report on one file. Tables of this folder have nothing to do with each other, so each is a request of
    its own: together they would be compared."""
    with tempfile.TemporaryDirectory() as folder:
        report = pathlib.Path(folder) / "report.json"
        command = [binary, "check", str(table), "--quiet", "--report", f"json={report}"]
        if subprocess.run(command, check=False).returncode not in (0, 1, 2, 3) or not report.exists():
            sys.exit("evaluate: the checker wrote no report")
        return json.loads(report.read_text(encoding="utf-8"))["files"][0]


def main():
    binary, lists = sys.argv[1], "--list" in sys.argv
    for split in ("tune", "held-out"):
        labels = {str(table): record for table, record in labelled(split)}
        verdicts = collections.Counter()
        roles = collections.Counter()
        found, planted, extra = collections.Counter(), collections.Counter(), collections.Counter()
        differing = []
        with concurrent.futures.ThreadPoolExecutor() as pool:
            files = list(pool.map(lambda table: check(binary, table), labels))
        for file in files:
            record = labels[file["path"]]
            verdicts[record["expected"], file["verdict"]] += 1
            if file["tables"]:
                for column, label in zip(file["tables"][0]["columns"], record["columns"]):
                    roles[column["role"] == label["role"]] += 1
            expected = {item["rule"] for item in record["disclosures"] if item["verdict"] in ("review", "fail")}
            seen = {item["rule"] for item in file["findings"] if item["verdict"] in ("review", "fail")}
            for rule in expected:
                planted[rule] += 1
                found[rule] += rule in seen
            for rule in seen - expected:
                extra[rule] += 1
            if record["expected"] != file["verdict"]:
                differing.append(f"{record['expected']} got {file['verdict']}: {pathlib.Path(file['path']).name}")
        print(f"{split}: {len(labels)} tables")
        for expected in ("pass", "review", "fail"):
            row = "  ".join(f"{got} {verdicts[expected, got]:3}" for got in ("pass", "review", "fail", "error"))
            print(f"  expected {expected:7} {row}")
        print(f"  roles as labelled: {roles[True]} of {roles[True] + roles[False]} columns")
        print("  rule: tables with it planted and found / planted; tables with it found and not planted")
        for rule in sorted(set(planted) | set(extra)):
            print(f"    {rule:26} {found[rule]:3} /{planted[rule]:3}  {extra[rule]:3}")
        if lists and split == "tune":
            print("\n".join("    " + line for line in sorted(differing)))


main()
