#!/usr/bin/env python3
"""Scores the checker on the labelled tables of fixtures/roles.

Usage: evaluate.py BINARY [--list] [--tune]

Prints, for the tables that rules may be tuned on and for those held out (by tool), the confusion matrix of
verdicts under the default ruleset, how many columns got their labelled role and for those that did not which role
they got, and the recall and precision of each rule by tables. `--list` names the tables whose verdict or roles differ;
it never lists held-out tables, which must stay unseen. `--tune` leaves the held-out tables out altogether.
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
# Roles that the labels have no word for, by the word that the labels use instead (conventions of the corpus's README).
NEAREST = {
    "maximum": {"largest", "second-largest"},
    "text": {"age", "measurement", "unknown"},
    "dimension": {"age"},
    "total": {"count"},
    "count": {"total"},
}


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


def ratio(part, whole):
    return f"{part / whole:4.0%}" if whole else "   -"


def role_lines(roles):
    """Labelled roles down, found roles across: only the pairs that differ, most frequent first."""
    exact = sum(count for (label, found), count in roles.items() if label == found)
    near = exact + sum(count for (label, found), count in roles.items() if found in NEAREST.get(label, ()))
    whole = sum(roles.values())
    yield f"  roles as labelled: {exact} of {whole} columns ({exact / whole:.1%}); with nearest words {near / whole:.1%}"
    for label in sorted({label for label, _ in roles}):
        row = {found: count for (of, found), count in roles.items() if of == label}
        wrong = sorted((item for item in row.items() if item[0] != label), key=lambda item: (-item[1], item[0]))
        listed = ", ".join(f"{found} {count}" for found, count in wrong)
        yield f"    {label:21} {row.get(label, 0):4} of {sum(row.values()):4}" + (f"; else {listed}" if listed else "")


def main():
    binary, lists = sys.argv[1], "--list" in sys.argv
    for split in ("tune",) if "--tune" in sys.argv else ("tune", "held-out"):
        labels = {str(table): record for table, record in labelled(split)}
        verdicts = collections.Counter()
        roles = collections.Counter()
        found, planted, extra = collections.Counter(), collections.Counter(), collections.Counter()
        differing, misread = [], []
        with concurrent.futures.ThreadPoolExecutor() as pool:
            files = list(pool.map(lambda table: check(binary, table), labels))
        for file in files:
            record = labels[file["path"]]
            verdicts[record["expected"], file["verdict"]] += 1
            if file["tables"]:
                for column, label in zip(file["tables"][0]["columns"], record["columns"]):
                    roles[label["role"], column["role"]] += 1
                    if column["role"] not in {label["role"]} | NEAREST.get(label["role"], set()):
                        name = pathlib.Path(file["path"]).name
                        misread.append(f"{label['role']} read as {column['role']}: {name} column {column['index']}")
            expected = {item["rule"] for item in record["disclosures"] if item["verdict"] in ("review", "fail")}
            seen = {
                rule
                for item in file["findings"]
                if item["verdict"] in ("review", "fail")
                for rule in [item["rule"], *item.get("also", ())]
            }
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
        print("\n".join(role_lines(roles)))
        print("  rule: tables with it planted, found among them, found without; recall, precision")
        for rule in sorted(set(planted) | set(extra)):
            recall, precision = ratio(found[rule], planted[rule]), ratio(found[rule], found[rule] + extra[rule])
            print(f"    {rule:26} {planted[rule]:3} {found[rule]:3} {extra[rule]:3}  {recall} {precision}")
        if lists and split == "tune":
            print("\n".join("    " + line for line in sorted(differing) + sorted(misread)))


main()
