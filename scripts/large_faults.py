#!/usr/bin/env python3
"""Checks inputs of the sizes that the catalogue of faults names, which no repository can hold.

Usage: large_faults.py BINARY

Each must end with exit status 2 within the bounds below: ten million columns, a field of a gigabyte, ten million
levels of nesting, and a cell on which patterns backtrack. The files are made in a temporary folder and removed.
"""

import pathlib
import resource
import subprocess
import sys
import tempfile
import time

SECONDS = 60
MEBIBYTES = 512
PIECE = 1 << 20


def write(path, head, piece, times, tail=b""):
    with path.open("wb") as file:
        file.write(head)
        for _ in range(times):
            file.write(piece)
        file.write(tail)


def cases(folder):
    columns = folder / "columns.csv"
    write(columns, b"a", b",a" * 100_000, 100, b"\n1" + b",1" * 10_000_000 + b"\n")
    yield columns, {2}
    field = folder / "field.csv"
    write(field, b"region,patients\n", b"x" * PIECE, 1024, b",120\nSouth,145\n")
    yield field, {2}
    quoted = folder / "quoted.csv"
    write(quoted, b'region,patients\n"', b"x" * PIECE, 1024, b'",120\nSouth,145\n')
    yield quoted, {2}
    nested = folder / "nested.json"
    write(nested, b"", b"[" * 100_000, 100, b"]" * 10_000_000)
    yield nested, {2, 3}
    # Under the limit of a record: read in full, and in time.
    backtracking = folder / "backtracking.csv"
    write(backtracking, b"region,patients\n", b"a" * PIECE, 7, b"!,120\nSouth,145\n")
    yield backtracking, {0, 3}


def main():
    binary = pathlib.Path(sys.argv[1]).resolve()
    failed = False
    with tempfile.TemporaryDirectory() as name:
        for path, statuses in cases(pathlib.Path(name)):
            start = time.monotonic()
            limit = lambda: resource.setrlimit(resource.RLIMIT_AS, (8 << 30, 8 << 30))
            run = subprocess.run([binary, "check", path, "--quiet"], capture_output=True, timeout=SECONDS, preexec_fn=limit)
            seconds = time.monotonic() - start
            peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
            right = run.returncode in statuses and peak <= MEBIBYTES
            failed |= not right
            print(f"{'ok  ' if right else 'BAD '} {path.name:18} status {run.returncode}, {seconds:5.1f} s, {peak} MiB at most so far")
            path.unlink()
    sys.exit(failed)


if __name__ == "__main__":
    main()
