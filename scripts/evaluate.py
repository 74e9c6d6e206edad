#!/usr/bin/env python3
"""Scores the checker on the labelled tables of fixtures/roles.

Usage: evaluate.py BINARY [--list] [--tune] [--as-written]

Prints, for the tables that rules may be tuned on and for those held out (by tool), the confusion matrix of
verdicts under the default ruleset, how many columns got their labelled role and for those that did not which role
they got, and the recall and precision of each rule by tables. `--list` names the tables whose verdict or roles differ;
it never lists held-out tables, which must stay unseen. `--tune` leaves the held-out tables out altogether,
`--as-written` what follows.

Then each table is judged again with its headers blanked, its columns permuted and its rows shuffled: how many that
were to be refused passed, and how many clean ones got worse than as written. Last, disclosures are planted in
made-up tables (plant.py).
"""

import collections
import json
import pathlib
import random
import sys
import tempfile

import judge
import plant
import variants

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
        for file in judge.check(binary, made):
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
    for split in ("tune",) if "--tune" in sys.argv else ("tune", "held-out"):
        labels = {str(table): record for table, record in labelled(split)}
        verdicts = collections.Counter()
        roles = collections.Counter()
        found, planted, extra = collections.Counter(), collections.Counter(), collections.Counter()
        differing, misread = [], []
        given = {}
        for file in judge.check(binary, labels):
            record = labels[file["path"]]
            given[file["path"]] = file["verdict"]
            verdicts[record["expected"], file["verdict"]] += 1
            if file["tables"]:
                for column, label in zip(file["tables"][0]["columns"], record["columns"]):
                    roles[label["role"], column["role"]] += 1
                    if column["role"] not in {label["role"]} | NEAREST.get(label["role"], set()):
                        name = pathlib.Path(file["path"]).name
                        misread.append(f"{label['role']} read as {column['role']}: {name} column {column['index']}")
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
        print("\n".join(role_lines(roles)))
        print("  rule: tables with it planted, found among them, found without; recall, precision")
        for rule in sorted(set(planted) | set(extra)):
            recall, precision = ratio(found[rule], planted[rule]), ratio(found[rule], found[rule] + extra[rule])
            print(f"    {rule:26} {planted[rule]:3} {found[rule]:3} {extra[rule]:3}  {recall} {precision}")
        if lists and split == "tune":
            print("\n".join("    " + line for line in sorted(differing) + sorted(misread)))
        if "--as-written" not in sys.argv:
            judge_forms(binary, labels, given, lists and split == "tune")
    if "--as-written" not in sys.argv:
        plant.run(binary, forms=True, lists=lists)


main()
