#!/usr/bin/env python3
"""Scores the checker on the labelled tables of fixtures/roles.

Usage: evaluate.py BINARY [--list] [--tune]

Prints, for the tables that rules may be tuned on and for those held out (by tool), the confusion matrix of
verdicts under the default ruleset, how many columns got their labelled role, and for each planted rule how many
tables were found and how many findings of that rule stand in tables without one. `--list` names the tables whose
verdict differs; it never lists held-out tables, which must stay unseen, and `--tune` leaves them alone.

Then each table is judged again with its headers blanked, its columns permuted and its rows shuffled: how many that
were to be refused passed, and how many clean ones got worse than as written. Last, disclosures are planted in
made-up tables (plant.py).
"""

import collections
import json
import pathlib
import random
import subprocess
import sys
import tempfile

import plant
import variants

ROOT = pathlib.Path(__file__).resolve().parent.parent
TABLES = ROOT / "fixtures" / "roles" / "tables"
SUFFIX = ".labels.json"
SEED = 20_240_601


def labelled(split):
    for labels in sorted(TABLES.rglob("*" + SUFFIX)):
        record = json.loads(labels.read_text(encoding="utf-8"))
        if record["split"] != split:
            continue
        stem = labels.name[: -len(SUFFIX)]
        for table in sorted(labels.parent.glob(stem + ".*")):
            if table.suffix != ".json":
                yield table, record


def check(binary, tables):
    with tempfile.TemporaryDirectory() as folder:
        report = pathlib.Path(folder) / "report.json"
        command = [binary, "check", *map(str, tables), "--quiet", "--report", f"json={report}"]
        if subprocess.run(command, check=False).returncode not in (0, 1, 2, 3) or not report.exists():
            sys.exit("evaluate: the checker wrote no report")
        return json.loads(report.read_text(encoding="utf-8"))


def forms(folder, labels):
    """Writes the other forms of labelled tables; (path, form, path of the table as written)."""
    for number, (table, record) in enumerate(sorted(labels.items())):
        text = pathlib.Path(table).read_text(encoding="utf-8-sig")
        roles = {column["role"] for column in record["columns"]}
        # Rows of other columns' meaning, blocks of several tables: their order says something.
        is_ordered = bool(roles & variants.ORDERED) or "blocks" in record or record["layout"] == "listing"
        rng = random.Random(f"{SEED}-{pathlib.Path(table).name}")
        made = variants.variants(
            text, rng, record["preambleRows"], record["headerRows"], record["footnoteRows"], is_ordered)
        for form, other in made:
            path = folder / f"{number}-{form}{pathlib.Path(table).suffix}"
            path.write_text(other, encoding="utf-8")
            yield str(path), form, table


def judge_forms(binary, labels, verdicts, lists):
    with tempfile.TemporaryDirectory() as temporary:
        made = {path: (form, table) for path, form, table in forms(pathlib.Path(temporary), labels)}
        counts, passed = collections.Counter(), []
        for file in check(binary, made)["files"]:
            form, table = made[file["path"]]
            expected = labels[table]["expected"]
            counts[form, "tables"] += 1
            if expected != "pass" and file["verdict"] == "pass":
                counts[form, "lost"] += 1
                counts[form, "newly lost"] += verdicts[table] != "pass"
                passed.append(f"{expected} got pass, {form}: {pathlib.Path(table).name}")
            if expected == "pass" and plant.RANK[file["verdict"]] > plant.RANK[verdicts[table]]:
                counts[form, "worse"] += 1
    print("  written otherwise: tables; unsafe that pass, of these caught as written; clean that got worse")
    for form in ("blanked", "permuted", "shuffled"):
        print(f"    {form:26} {counts[form, 'tables']:3}  {counts[form, 'lost']:3} {counts[form, 'newly lost']:3}"
              f"  {counts[form, 'worse']:3}")
    if lists:
        print("\n".join("    " + line for line in sorted(passed)))


def main():
    binary, lists = sys.argv[1], "--list" in sys.argv
    for split in (("tune",) if "--tune" in sys.argv else ("tune", "held-out")):
        labels = {str(table): record for table, record in labelled(split)}
        verdicts = collections.Counter()
        roles = collections.Counter()
        found, planted, extra = collections.Counter(), collections.Counter(), collections.Counter()
        differing = []
        given = {}
        for file in check(binary, labels)["files"]:
            record = labels[file["path"]]
            given[file["path"]] = file["verdict"]
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
        judge_forms(binary, labels, given, lists and split == "tune")
    plant.run(binary, forms=True, lists=lists)


main()
