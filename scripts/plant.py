#!/usr/bin/env python3
"""Plants disclosures in made-up tables and counts how many the checker finds.

Usage: plant.py BINARY [--list] [--rounds N] [--keep FOLDER]

Every scenario of scenarios.py is written in several styles (R, pandas, Stata, SAS, spreadsheets), once with the
disclosure and once without; seeded, so that two runs give the same tables. Prints, for each rule, how many planted
tables it found, how many of them passed altogether, and what the clean twins got. `--keep` leaves the tables there.
"""

import collections
import csv
import io
import pathlib
import random
import sys
import tempfile

import judge
import scenarios
import variants

SEED = 20_240_601
ROUNDS = 5
RANK = {"pass": 0, "review": 1, "fail": 2, "error": 3}


def styled(table, rng):
    """The table as some tool writes it: delimiter, quotes, index column, numbers."""
    style = rng.choice(["r", "pandas", "stata", "excel", "plain", "sas"])
    header, rows = [str(name) for name in table.header], [list(row) for row in table.rows]
    quoting, delimiter = csv.QUOTE_MINIMAL, ","
    if style == "r":
        quoting = csv.QUOTE_NONNUMERIC
        if table.index and rng.random() < 0.5:
            header, rows = ["", *header], [[str(i), *row] for i, row in enumerate(rows, 1)]
    elif style == "pandas":
        if rng.random() < 0.4:
            rows = [[float(cell) if isinstance(cell, int) else cell for cell in row] for row in rows]
        if table.index and rng.random() < 0.3:
            header, rows = ["", *header], [[i, *row] for i, row in enumerate(rows)]
    elif style == "stata":
        delimiter = rng.choice(["\t", ","])
        header = [header[0], *[name.replace(" ", "_") if "=" not in name else name for name in header[1:]]]
    elif style == "excel":
        delimiter = rng.choice([",", ";"])
        rows = [[f"{cell:,}" if isinstance(cell, int) and cell > 999 else cell for cell in row] for row in rows]
    elif style == "sas":
        rows = [[cell.upper() if index == 0 and isinstance(cell, str) else cell for index, cell in enumerate(row)]
                for row in rows]
    out = io.StringIO()
    csv.writer(out, quoting=quoting, delimiter=delimiter, lineterminator="\n").writerows([header, *rows])
    return out.getvalue()


def planted(rounds=ROUNDS, forms=False):
    """(name, text, scenario, is planted, form) of every table; `forms` adds each table written otherwise."""
    for scenario in scenarios.SCENARIOS:
        for turn in range(rounds):
            key = f"{scenario.make.__name__}-{turn}"
            tables = scenario.make(random.Random(f"{SEED}-{key}"))
            for table, is_planted in zip(tables, (True, False)):
                text = styled(table, random.Random(f"{SEED}-{key}-style"))
                name = f"{key}-{'planted' if is_planted else 'clean'}"
                yield name, text, scenario, is_planted, "as written"
                if forms:
                    rng = random.Random(f"{SEED}-{key}-form")
                    for form, other in variants.variants(text, rng, ordered=table.ordered):
                        if form != "blanked" or not table.telling:
                            yield f"{name}-{form}", other, scenario, is_planted, form


def judged(binary, folder, names, ruleset):
    """What the checker says of files in a folder, by name."""
    files = judge.check(binary, [folder / name for name in names], ruleset)
    return {pathlib.Path(file["path"]).name: file for file in files}


def found(file, rule):
    return any(item["rule"] == rule and item["verdict"] in ("review", "fail") for item in file["findings"])


def run(binary, rounds=ROUNDS, forms=False, lists=False, keep=None, show=print):
    tables = list(planted(rounds, forms))
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(keep or temporary)
        folder.mkdir(parents=True, exist_ok=True)
        for name, text, *_ in tables:
            (folder / f"{name}.csv").write_text(text, encoding="utf-8")
        files = {}
        # A file is judged by itself: a request of unrelated tables would compare them.
        for ruleset in sorted({scenario.ruleset for scenario in scenarios.SCENARIOS}):
            names = [f"{name}.csv" for name, _, scenario, *_ in tables if scenario.ruleset == ruleset]
            files.update(judged(binary, folder, names, ruleset))
    counts = collections.defaultdict(collections.Counter)
    listed = []
    for name, _, scenario, is_planted, form in tables:
        file = files[f"{name}.csv"]
        verdict = file["verdict"]
        count = counts[form, scenario.rule]
        if is_planted:
            count["planted"] += 1
            count["found"] += found(file, scenario.rule)
            count["passed"] += verdict == "pass"
            count["low"] += RANK[verdict] < RANK[scenario.verdict]
            if verdict == "pass" or (form == "as written" and RANK[verdict] < RANK[scenario.verdict]):
                listed.append(f"{name}: {verdict}, not {scenario.verdict}")
            elif form == "as written" and not found(file, scenario.rule):
                listed.append(f"{name}: {verdict}, not by {scenario.rule}")
        else:
            count["clean"] += 1
            count["false fail"] += verdict == "fail"
            count["false review"] += verdict == "review" and scenario.clean == "pass"
            if RANK[verdict] > RANK[scenario.clean] and form == "as written":
                seen = sorted({item["rule"] for item in file["findings"] if item["verdict"] in ("review", "fail")})
                listed.append(f"{name}: {verdict} by {', '.join(seen)}")
    for form in dict.fromkeys(form for *_, form in tables):
        show(f"planted disclosures, {form}")
        show("  rule: found by it / planted, verdict too low, passed; clean twins, false fail, needless review")
        total = collections.Counter()
        for rule in sorted(rule for key, rule in counts if key == form):
            count = counts[form, rule]
            total.update(count)
            show(line(rule, count))
        show(line("all", total))
    if lists:
        show("\n".join("    " + text for text in sorted(listed)))


def line(rule, count):
    return (f"    {rule:22} {count['found']:4} /{count['planted']:4} {count['low']:4} {count['passed']:4}"
            f"   {count['clean']:4} {count['false fail']:4} {count['false review']:4}")


if __name__ == "__main__":
    arguments = sys.argv[1:]

    def option(name, default):
        return arguments[arguments.index(name) + 1] if name in arguments else default
    run(arguments[0], rounds=int(option("--rounds", ROUNDS)), forms="--forms" in arguments,
        lists="--list" in arguments, keep=option("--keep", None))
