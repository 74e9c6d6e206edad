"""Writes random texts and what Python's csv module reads in them, many, for `make differential`.

usage: differential.py CASES FOLDER

Each file of the folder holds cases one behind the other: the delimiter, the text, U+001D, the fields, each with
U+001F behind it, each record with U+001E behind it, and U+001D. Blank lines are no records. The seeds are fixed.
"""

import csv
import io
import pathlib
import random
import sys

FILES = 20
# What means something, and letters; in longer texts, where whole words of 64 bytes go by, rules are broken rarely.
DENSE = ['"', '"', '"', ',', ',', ';', '\r', '\n', '\r\n', 'a', 'b', 'é']
FIELDS = ['a', 'bb', 'letters', '', '"q"', '"a,b"', '"a\nb"', '"a\r\nb"', '"do""uble"', '""', 'é', '"é;"']
BREAKS = ['"', 'a"b', '"a"b', '\r']


def short(numbers):
    return "".join(numbers.choices(DENSE, k=numbers.randint(0, 24)))


def long(numbers):
    end = numbers.choice(["\n", "\r\n", "\r"])
    lines = []
    for _ in range(numbers.randint(1, 12)):
        fields = numbers.choices(FIELDS, k=numbers.randint(1, 5))
        if numbers.random() < 0.1:
            fields[0] = numbers.choice(BREAKS)
        lines.append(numbers.choice(",,,;").join(fields))
    return end.join(lines) + numbers.choice(["", end])


def main():
    cases, folder = int(sys.argv[1]), pathlib.Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(FILES):
        numbers = random.Random(20260101 + number)
        with open(folder / f"{number:02}", "w", encoding="utf-8", newline="") as out:
            for case in range(cases // FILES):
                text = long(numbers) if case % 8 == 0 else short(numbers)
                delimiter = numbers.choice(",;")
                records = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
                read = "".join("".join(f"{field}\x1f" for field in record) + "\x1e" for record in records if record)
                out.write(f"{delimiter}{text}\x1d{read}\x1d")


main()
