#!/usr/bin/env python3
"""Checks inputs of the sizes that the catalogue of faults names, which no repository can hold.

Usage: large_faults.py BINARY

Each must end with the exit status named below within the bounds below: ten million columns, a field of a gigabyte,
ten million levels of nesting, a cell on which patterns backtrack, and a million NHS numbers in one column, every one
of which must be counted. The files are made in a temporary folder and removed.
"""

import json
import pathlib
import resource
import subprocess
import sys
import tempfile
import time

SECONDS = 60
MEBIBYTES = 512
PIECE = 1 << 20
HITS = 1_000_000


def write(path, head, piece, times, tail=b""):
    with path.open("wb") as file:
        file.write(head)
        for _ in range(times):
            file.write(piece)
        file.write(tail)


def cases(folder):
    columns = folder / "columns.csv"
    write(columns, b"a", b",a" * 100_000, 100, b"\n1" + b",1" * 10_000_000 + b"\n")
    yield columns, {2}, None
    field = folder / "field.csv"
    write(field, b"region,patients\n", b"x" * PIECE, 1024, b",120\nSouth,145\n")
    yield field, {2}, None
    quoted = folder / "quoted.csv"
    write(quoted, b'region,patients\n"', b"x" * PIECE, 1024, b'",120\nSouth,145\n')
    yield quoted, {2}, None
    nested = folder / "nested.json"
    write(nested, b"", b"[" * 100_000, 100, b"]" * 10_000_000)
    yield nested, {2, 3}, None
    # Under the limit of a record: read in full, and in time.
    backtracking = folder / "backtracking.csv"
    write(backtracking, b"region,patients\n", b"a" * PIECE, 7, b"!,120\nSouth,145\n")
    yield backtracking, {0, 3}, None
    hits = folder / "hits.csv"
    with hits.open("w") as file:
        file.write("id,count\n")
        file.writelines(f"{number},25\n" for number in nhs_numbers(HITS))
    yield hits, {1}, ("nhs-number", HITS)


def nhs_numbers(count):
    """So many numbers with their check digit, from the issued range: weights 10 to 2, modulo 11."""
    nine = 400_000_000
    while count > 0:
        check = -sum(int(digit) * weight for digit, weight in zip(str(nine), range(10, 1, -1))) % 11
        if check < 10:
            yield nine * 10 + check
            count -= 1
        nine += 7


def occurrences(report, rule):
    return sum(finding["occurrences"] for file in json.loads(report.read_text())["files"]
               for finding in file["findings"] if finding["rule"] == rule)


def main():
    binary = pathlib.Path(sys.argv[1]).resolve()
    failed = False
    with tempfile.TemporaryDirectory() as name:
        report = pathlib.Path(name) / "report.json"
        for path, statuses, expected in cases(pathlib.Path(name)):
            start = time.monotonic()
            limit = lambda: resource.setrlimit(resource.RLIMIT_AS, (8 << 30, 8 << 30))
            command = [binary, "check", path, "--quiet", "--report", f"json={report}"]
            run = subprocess.run(command, capture_output=True, timeout=SECONDS, preexec_fn=limit)
            seconds = time.monotonic() - start
            peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
            right = run.returncode in statuses and peak <= MEBIBYTES
            if expected:
                rule, count = expected
                right &= occurrences(report, rule) == count
            failed |= not right
            print(f"{'ok  ' if right else 'BAD '} {path.name:18} status {run.returncode}, {seconds:5.1f} s, {peak} MiB at most so far")
            path.unlink()
    sys.exit(failed)


if __name__ == "__main__":
    main()
