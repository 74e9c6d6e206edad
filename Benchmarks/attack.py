#!/usr/bin/env python3
"""Times the attack on masked tables of three sizes.

Usage: attack.py CHECKER [--rounds N] [--keep FOLDER]

Writes three tables with a fixed seed: 100 × 100 with 200 masks, 500 × 500 with 5,000 masks, both with their totals,
and three dimensions with two hierarchies of about 100,000 cells in long form with every fiftieth cell masked. Runs
`check --only recoverable-suppression --jobs 1` on each and prints the median of the seconds, reading included, the peak
of memory, the verdict and how many masked cells are given away. `--keep` leaves the tables there.
"""

import itertools
import json
import os
import pathlib
import random
import statistics
import subprocess
import sys
import tempfile
import time

SEED = 20_240_601
ROUNDS = 3


def flat(side, masks):
    """Counts with totals of rows and columns; opaque masks at random places."""
    rng = random.Random(SEED + side)
    cells = [[rng.randint(10, 400) for _ in range(side)] for _ in range(side)]
    hidden = set(rng.sample(range(side * side), masks))
    lines = ["area," + ",".join(f"group {column}" for column in range(side)) + ",Total"]
    for row, values in enumerate(cells):
        shown = ["*" if row * side + column in hidden else str(value) for column, value in enumerate(values)]
        lines.append(f"area {row}," + ",".join(shown) + f",{sum(values)}")
    lines.append("Total," + ",".join(str(sum(column)) for column in zip(*cells)) + f",{sum(map(sum, cells))}")
    return "\n".join(lines) + "\n"


def tree(stem, groups, members):
    """Codes of a hierarchy with the leaves below each: everyone, groups, members."""
    nodes = {"Total": [(group, member) for group in range(groups) for member in range(members)]}
    for group in range(groups):
        nodes[f"{stem}{group:02}"] = [(group, member) for member in range(members)]
        for member in range(members):
            nodes[f"{stem}{group:02}{member:02}"] = [(group, member)]
    return nodes


def deep():
    """Areas in regions × diagnoses in chapters × bands of age, a row a cell."""
    rng = random.Random(SEED)
    areas, codes = tree("A", 9, 9), tree("C", 6, 9)
    ages = {"Total": range(17), **{f"{5 * band}-{5 * band + 4}": [band] for band in range(17)}}
    leaves = {
        (area, code, age): rng.randint(10, 90)
        for area in areas["Total"] for code in codes["Total"] for age in ages["Total"]
    }
    lines = ["area,diagnosis,age,patients"]
    for (area, below), (code, under), (age, bands) in itertools.product(areas.items(), codes.items(), ages.items()):
        value = sum(leaves[leaf] for leaf in itertools.product(below, under, bands))
        is_leaf = len(below) == len(under) == len(bands) == 1
        lines.append(f"{area},{code},{age},{'*' if is_leaf and rng.random() < 0.02 else value}")
    return "\n".join(lines) + "\n"


def run(checker, path):
    """Seconds, peak of memory in MiB, and the report of one check."""
    with tempfile.TemporaryFile() as report:
        start = time.monotonic()
        process = subprocess.Popen(
            [checker, "check", "--only", "recoverable-suppression", "--jobs", "1", "--format", "json", str(path)],
            stdout=report, stderr=subprocess.DEVNULL)
        _, _, used = os.wait4(process.pid, 0)
        seconds = time.monotonic() - start
        report.seek(0)
        return seconds, used.ru_maxrss / 1024, json.load(report)


def main():
    arguments = sys.argv[1:]
    if not arguments:
        sys.exit(__doc__)

    def option(name, default):
        return arguments[arguments.index(name) + 1] if name in arguments else default
    tables = {
        "100 × 100, 200 masks": ("small", flat(100, 200)), "500 × 500, 5,000 masks": ("large", flat(500, 5_000)),
        "three dimensions, two hierarchies": ("deep", deep()),
    }
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(option("--keep", temporary))
        folder.mkdir(parents=True, exist_ok=True)
        print("| table | cells | masks | seconds | MiB | verdict | given away |\n|---|--:|--:|--:|--:|---|--:|")
        for name, (stem, text) in tables.items():
            path = folder / f"{stem}.csv"
            path.write_text(text)
            rounds = [run(arguments[0], path) for _ in range(int(option("--rounds", ROUNDS)))]
            file = rounds[0][2]["files"][0]
            found = sum(item["occurrences"] for item in file["findings"] if item["verdict"] == "fail")
            rows = text.count("\n") - 1
            cells = rows if stem == "deep" else rows * (text.split("\n")[0].count(","))
            print(
                f"| {name} | {cells:,} | {text.count('*'):,} | {statistics.median(r[0] for r in rounds):.2f}"
                f" | {max(r[1] for r in rounds):.0f} | {file['verdict']} | {found} |")


if __name__ == "__main__":
    main()
