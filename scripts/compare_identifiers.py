#!/usr/bin/env python3
"""Recall and precision of Presidio (no language model) and of ripgrep patterns over fixtures/identifiers.

Usage: compare_identifiers.py            (needs presidio-analyzer from PyPI, and rg)

Cells are counted as in evaluate_identifiers.py. Presidio's recognisers are called one by one on each cell, without a
language model and without context beyond the cell; every score counts.
"""

import collections
import csv
import json
import pathlib
import subprocess

from presidio_analyzer import predefined_recognizers as known

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "fixtures" / "identifiers"
RECOGNISERS = {
    "nhs-number": "NhsRecognizer", "national-insurance-number": "UkNinoRecognizer",
    "uk-postcode": "UkPostcodeRecognizer", "driving-licence": "UkDrivingLicenceRecognizer",
    "passport-number": "UkPassportRecognizer", "vehicle-registration": "UkVehicleRegistrationRecognizer",
    "email-address": "EmailRecognizer", "phone-number": "PhoneRecognizer", "ip-address": "IpRecognizer",
    "mac-address": "MacAddressRecognizer", "payment-card": "CreditCardRecognizer", "iban": "IbanRecognizer",
    "ssn-number": "UsSsnRecognizer",
}
PATTERNS = {
    "nhs-number": r"\b\d{3}[ -]?\d{3}[ -]?\d{4}\b",
    "chi-number": r"\b[0-3]\d[01]\d{3} ?\d{4}\b",
    "national-insurance-number": r"\b[A-Za-z]{2}[ -]?\d{2}[ -]?\d{2}[ -]?\d{2}[ -]?[A-Da-d]\b",
    "uk-postcode": r"\b[A-Za-z]{1,2}\d[A-Za-z0-9]? ?\d[A-Za-z]{2}\b",
    "driving-licence": r"\b[A-Z9]{5}\d{6}[A-Z9]{2}[A-Z0-9][A-Z]{2}\b",
    "vehicle-registration": r"\b[A-Z]{2}\d{2} ?[A-Z]{3}\b",
    "email-address": r"[A-Za-z0-9._%+'-]+@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}",
    "phone-number": r"(?:\+44 ?|\(?\b0)\d{2,4}\)?[ -]?\d{3,4}[ -]?\d{3,4}\b",
    "ip-address": r"\b\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}\b",
    "mac-address": r"\b(?:[0-9a-fA-F]{2}[:-]){5}[0-9a-fA-F]{2}\b",
    "payment-card": r"\b(?:\d{4}[ -]?){3}\d{4}\b",
    "iban": r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b",
    "pps-number": r"\b\d{7}[A-Z]{1,2}\b",
    "ssn-number": r"\b\d{3}-\d{2}-\d{4}\b",
}


def tables():
    for path in sorted(FOLDER.rglob("*.csv")):
        with open(path, newline="", encoding="utf-8") as file:
            yield path, list(csv.reader(file))


def presidio():
    found = collections.defaultdict(set)
    engines = {rule: getattr(known, name)() for rule, name in RECOGNISERS.items() if hasattr(known, name)}
    for path, rows in tables():
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells, 1):
                for rule, engine in engines.items():
                    if engine.analyze(cell, engine.supported_entities, None):
                        found[rule].add((path.relative_to(FOLDER).as_posix(), row, column))
    return {rule: found[rule] for rule in engines}


def ripgrep():
    found = collections.defaultdict(set)
    content = dict(tables())
    for rule, pattern in PATTERNS.items():
        run = subprocess.run(["rg", "--json", pattern, str(FOLDER / "planted"), str(FOLDER / "decoys")],
                             capture_output=True, text=True, check=False)
        for line in run.stdout.splitlines():
            event = json.loads(line)
            if event["type"] != "match":
                continue
            path = pathlib.Path(event["data"]["path"]["text"])
            row = event["data"]["line_number"] - 1
            for part in event["data"]["submatches"]:
                for column, cell in enumerate(content[path][row], 1):
                    if part["match"]["text"] in cell:
                        found[rule].add((path.relative_to(FOLDER).as_posix(), row, column))
    return {rule: found[rule] for rule in PATTERNS}


def main():
    labels = json.loads((FOLDER / "labels.json").read_text(encoding="utf-8"))
    expected = collections.defaultdict(set)
    for name, label in labels.items():
        expected[label["rule"]] |= {(name, row, column) for row, column in label["cells"]}
    for title, found in (("Presidio", presidio()), ("ripgrep", ripgrep())):
        print(f"{title:28} planted  recall  precision")
        for rule in sorted(found):
            right = len(found[rule] & expected[rule])
            precision = f"{right / len(found[rule]):9.4f}" if found[rule] else "        -"
            print(f"{rule:28} {len(expected[rule]):7} {right / len(expected[rule]):7.4f}  {precision}")


main()
