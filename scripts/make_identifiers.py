#!/usr/bin/env python3
"""Writes fixtures/identifiers: planted identifiers and decoys, from generators that are not the checker's own.

Usage: make_identifiers.py            (needs python-stdnum and Faker from PyPI; the seed is fixed)

planted/*.csv hold identifiers in tables with and without telling headers, in sentences and in headers.
decoys/*.csv hold columns that only look like identifiers. labels.json says of each file which rule must find which
cells: a list of [row, column], rows counted from 1, 0 for the header.
"""

import csv
import datetime
import json
import pathlib
import random
import uuid

from faker import Faker
from stdnum import luhn, verhoeff
from stdnum.es import dni
from stdnum.fr import nir
from stdnum.gb import nhs, upn, utr
from stdnum.ie import vat

OUT = pathlib.Path(__file__).resolve().parent.parent / "fixtures" / "identifiers"
ROWS = 42
rng = random.Random(20260101)
fake = Faker("en_GB")
fake.seed_instance(20260101)


def digits(count, first="0123456789"):
    return rng.choice(first) + "".join(rng.choice("0123456789") for _ in range(count - 1))


def with_check_digit(body):
    """The first body of those that `body` gives for which a tenth digit makes a valid NHS number."""
    while True:
        text = body()
        for check in "0123456789":
            if nhs.is_valid(text + check):
                return text + check


def nhs_number(low=400_000_000, high=499_999_999):
    return with_check_digit(lambda: str(rng.randint(low, high)))


def chi_number():
    def body():
        born = fake.date_of_birth(minimum_age=1, maximum_age=99)
        return born.strftime("%d%m%y") + digits(3)
    return with_check_digit(body)


def nino():
    while True:
        prefix = rng.choice("ABCEGHJKLMNOPRSTWXYZ") + rng.choice("ABCEGHJKLMNPRSTWXYZ")
        if prefix not in ("BG", "GB", "KN", "NK", "NT", "TN", "ZZ", "CR", "FY", "MW", "NC", "PP", "PZ"):
            return prefix + digits(6) + rng.choice("ABCD")


def postcode():
    while True:
        code = fake.postcode()
        if not code.startswith(("ZZ", "GIR")) and len(code) >= 6:
            return code


def pupil():
    body = rng.choice(["801", "302", "213", "873", "926"]) + digits(4) + digits(2) + digits(3)
    return upn.calc_check_digit(body) + body


def taxpayer():
    body = digits(9)
    return utr.calc_check_digit(body) + body


def licence():
    name = (fake.last_name().upper().replace("'", "").replace("-", "")[:5]).ljust(5, "9")
    born = fake.date_of_birth(minimum_age=17, maximum_age=90)
    month = born.month + (50 if rng.random() < 0.5 else 0)
    year = "%02d" % (born.year % 100)
    return f"{name}{year[0]}{month:02d}{born.day:02d}{year[1]}{rng.choice('ABCDEFGHJKLM')}" + rng.choice(
        "9ABCDEFGH") + "9" + rng.choice("ABCDEFGH") + rng.choice("ABCDEFGH")


def plate():
    age = rng.choice(list(range(2, 30)) + list(range(51, 80)))
    return "".join(rng.choice("ABCDEFGHJKLMNOPRSTUVWXY") for _ in range(2)) + f"{age:02d} " + "".join(
        rng.choice("ABCDEFGHJKLMNOPRSTUVWXY") for _ in range(3))


def card():
    body = rng.choice(["4929", "4539", "5425", "5105", "2221"]) + digits(11)
    return body + luhn.calc_check_digit(body)


def phone():
    start = rng.choice(["0207", "0208", "0161", "0113", "0774", "0781", "0795"])
    while True:
        number = start + digits(11 - len(start), "2345678")
        if not number.startswith(("02079460", "07700900", "01614960", "01134960")):
            return number


def pps():
    body = digits(7)
    if rng.random() < 0.5:
        return body + vat.calc_check_digit(body)
    return body + vat.calc_check_digit(body + "A") + "A"


def bsn():
    while True:
        body = digits(8, "123456789")
        total = sum(int(d) * w for d, w in zip(body, range(9, 1, -1)))
        if total % 11 < 10:
            return body + str(total % 11)


def ssn():
    area = rng.choice([n for n in range(1, 900) if n != 666])
    return f"{area:03d}-{rng.randint(1, 99):02d}-{rng.randint(1, 9999):04d}"


def french():
    body = rng.choice("12") + f"{rng.randint(20, 99):02d}{rng.randint(1, 12):02d}" + f"{rng.randint(1, 95):02d}" + \
        f"{rng.randint(1, 990):03d}" + digits(3)
    return body + nir.calc_check_digits(body)


def spanish():
    body = digits(8)
    return body + dni.calc_check_digit(body)


def eircode():
    return rng.choice(["D02", "K78", "T12", "H91", "V94"]) + " " + "".join(rng.choice("ACDEFHKNPRTVWXY") + rng.choice("0123456789") for _ in range(2))


def ihi():
    body = "5393014" + str(rng.randint(812, 859)) + digits(7)
    total = sum(int(d) * (3 if place % 2 == 0 else 1) for place, d in enumerate(body))
    return body + str((10 - total % 10) % 10)


def group(text, *sizes, by=" "):
    parts, start = [], 0
    for size in sizes:
        parts.append(text[start:start + size])
        start += size
    return by.join(parts)


def wide(text):
    return "".join(chr(ord(c) + 0xFEE0) if c.isdigit() else c for c in text)


def plain(text):
    return text


GROUPED = [lambda t: group(t, 3, 3, 4), lambda t: group(t, 3, 3, 4, by="-"), lambda t: group(t, 3, 3, 4, by="\u00a0")]
NUMBER = [plain, lambda t: t + ".0", lambda t: f"{int(t):,}", wide, lambda t: f"{int(t) / 1e9:.9f}E+09"]

# rule: (generator, header, word for sentences, forms, forms of a column without a telling header)
PEOPLE = {
    "nhs-number": (nhs_number, "NHS_Number", "NHS no", [plain] + GROUPED + NUMBER, [plain]),
    "chi-number": (chi_number, "CHI Number", "CHI", [plain, lambda t: group(t, 6, 4)], [plain]),
    "hsc-number": (lambda: nhs_number(320_000_001, 399_999_999), "HCN", "HCN", [plain] + GROUPED[:2], [plain]),
    "national-insurance-number": (
        nino, "NI Number", "NINO",
        [plain, lambda t: group(t, 2, 2, 2, 2, 1), lambda t: group(t, 2, 6, 1), str.lower], [plain]),
    "uk-postcode": (postcode, "Home Postcode", "postcode", [plain, lambda t: t.replace(" ", ""), str.lower], [plain]),
    "driving-licence": (licence, "driving_licence", "licence", [plain], [plain]),
    "passport-number": (lambda: digits(9, "123456789"), "passport_no", "passport", [plain], None),
    "vehicle-registration": (plate, "number plate", "vehicle", [plain, lambda t: t.replace(" ", "")], [plain]),
    "uprn": (lambda: "100" + digits(9), "UPRN", "UPRN", [plain], None),
    "unique-pupil-number": (pupil, "UPN", "UPN", [plain], [plain]),
    "utr-number": (taxpayer, "UTR", "UTR", [plain, lambda t: group(t, 5, 5)], None),
    "clinician-code": (lambda: "G" + rng.choice("01234589") + digits(6), "gp_code", "GP code", [plain], [plain]),
    "email-address": (
        lambda: fake.user_name() + rng.choice(["@nhs.net", "@gmail.com", "@mail.co.uk", "@ucl.ac.uk"]), "email",
        "write to", [plain, str.upper], [plain]),
    "phone-number": (
        phone, "telephone", "tel",
        [plain, lambda t: group(t, 5, 6), lambda t: "+44" + t[1:], lambda t: "+44 " + group(t[1:], 3, 3, 4),
         lambda t: "(" + t[:4] + ") " + group(t[4:], 3, 4)], [lambda t: group(t, 5, 6)]),
    "ip-address": (lambda: fake.ipv4_public(), "ip_address", "from host", [plain], [plain]),
    "mac-address": (lambda: fake.mac_address(), "mac address", "MAC", [plain, lambda t: t.replace(":", "-")], [plain]),
    "pseudonym": (
        lambda: rng.choice([str(uuid.UUID(int=rng.getrandbits(128), version=4)), f"{rng.getrandbits(128) | 1 << 127:032x}"]),
        "patient_pseudo_id", None, [plain], [plain]),
    "payment-card": (card, "card number", "card", [plain, lambda t: group(t, 4, 4, 4, 4)], [plain]),
    "iban": (lambda: fake.iban(), "IBAN", "IBAN", [plain, lambda t: group(t, 4, 4, 4, 4, 4, 4)], [plain]),
    "ihi-number": (ihi, "IHI", "IHI", [plain], [plain]),
    "pps-number": (pps, "PPSN", "PPSN", [plain], [plain]),
    "eircode": (eircode, "eircode", "Eircode", [plain, lambda t: t.replace(" ", "")], [plain]),
    "bsn-number": (bsn, "bsn", "BSN", [plain], [plain]),
    "ssn-number": (ssn, "SSN", "SSN", [plain], [plain]),
    "nir-number": (french, "numero_securite_sociale", "NIR", [plain, lambda t: group(t, 1, 2, 2, 2, 3, 3, 2)], [plain]),
    "dni-number": (spanish, "DNI", "DNI", [plain], [plain]),
}
REGIONS = ["North East", "North West", "London", "South East", "Wales", "Scotland"]


def write(path, rows):
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def plant():
    labels = {}
    for rule, (make, header, word, forms, bare) in PEOPLE.items():
        def value(form):
            return form(make())
        rows = [["region", header, "patients"]]
        for row in range(ROWS):
            rows.append([rng.choice(REGIONS), value(forms[row % len(forms)]), rng.randint(20, 900)])
        name = f"planted/{rule}-named.csv"
        write(OUT / name, rows)
        labels[name] = {"rule": rule, "cells": [[row, 2] for row in range(1, ROWS + 1)]}
        if bare:
            rows = [["region", "entry", "total"]]
            for row in range(ROWS):
                rows.append([rng.choice(REGIONS), value(bare[row % len(bare)]), rng.randint(20, 900)])
            name = f"planted/{rule}-bare.csv"
            write(OUT / name, rows)
            labels[name] = {"rule": rule, "cells": [[row, 2] for row in range(1, ROWS + 1)]}
        if word:
            rows = [["site", "comment", "n"]]
            for row in range(ROWS):
                sentence = rng.choice(["seen, {} {}, to be traced", "{} {} (checked)", "copy to {}: {}."])
                rows.append([rng.choice(REGIONS), sentence.format(word, value(forms[row % len(forms)])), 40 + row])
            name = f"planted/{rule}-text.csv"
            write(OUT / name, rows)
            labels[name] = {"rule": rule, "cells": [[row, 2] for row in range(1, ROWS + 1)]}
            rows = [["site", f"{word} {value(plain)}", "n"]] + [[r, "x", 50] for r in REGIONS]
            name = f"planted/{rule}-header.csv"
            write(OUT / name, rows)
            labels[name] = {"rule": rule, "cells": [[0, 2]]}
    return labels


def snomed(partition, length):
    while True:
        body = digits(length - 3, "123456789") + partition
        return body + verhoeff.calc_check_digit(body)


def decoys():
    """Traps by kind; each kind gives columns of its own values."""
    day = datetime.date(2019, 1, 1)
    read = lambda: rng.choice("ABCDEFGHJKLMNPXY") + digits(2) + rng.choice("abcdefghz") + rng.choice("abcdefghz")
    return {
        "snomed-concepts": lambda: snomed("00", rng.choice([6, 7, 8, 8, 9, 9, 9, 10, 10])),
        "snomed-descriptions": lambda: snomed("01", 10),
        "snomed-extensions": lambda: snomed("10", rng.choice([15, 16, 17, 18])),
        "dm-and-d": lambda: snomed("10", 17),
        "read-codes": read,
        "read-codes-dotted": lambda: rng.choice("ABCDEFGHJK") + digits(2) + "..",
        "icd-10": lambda: rng.choice("ABCDEFGHIJKLMN") + digits(2) + "." + digits(1),
        "bnf": lambda: digits(7) + rng.choice("ABCD") + "0AA" + "".join(rng.choice("ABCDEFG") for _ in range(4)),
        "opcs": lambda: rng.choice("ABCDEFGHJKL") + digits(2) + digits(1),
        "practices": lambda: rng.choice("ABCDEFGHJKLMNPVWY") + digits(5),
        "sites": lambda: rng.choice("R") + "".join(rng.choice("ABCDEFGHJKLMNPQRTVWX") for _ in range(2)) + digits(2),
        "lsoa": lambda: "E010" + digits(5),
        "msoa": lambda: "E020" + digits(5),
        "umls": lambda: "C00" + digits(5),
        "random-10": lambda: digits(10, "123456789"),
        "random-9": lambda: digits(9, "123456789"),
        "random-11": lambda: digits(11, "123456789"),
        "random-12": lambda: digits(12, "123456789"),
        "random-16": lambda: digits(16, "123456789"),
        "epoch-seconds": lambda: str(1_500_000_000 + rng.randrange(200_000_000)),
        "epoch-milliseconds": lambda: str(1_500_000_000_000 + rng.randrange(200_000_000_000)),
        "decimals": lambda: repr(rng.random()),
        "decimals-10": lambda: f"{rng.random():.10f}",
        "rates": lambda: f"{rng.random() * 1000:.3f}",
        "counts": lambda: str(rng.randrange(100, 9_999_999)),
        "thousands": lambda: f"{rng.randrange(100_000, 9_999_999_999):,}",
        "intervals": lambda: f"{rng.random() * 9:.3f} ({rng.random():.3f}, {rng.random() * 20:.3f})",
        "dates": lambda: str(day + datetime.timedelta(days=rng.randrange(1500))),
        "dates-uk": lambda: (day + datetime.timedelta(days=rng.randrange(1500))).strftime("%d-%m-%Y"),
        "months": lambda: (day + datetime.timedelta(days=rng.randrange(1500))).strftime("%Y-%m"),
        "week-ending": lambda: str(day + datetime.timedelta(days=6 + 7 * rng.randrange(200))),
        "timestamps": lambda: f"2021-0{rng.randint(1, 9)}-1{rng.randint(0, 9)}T{rng.randint(10, 23)}:{rng.randint(10, 59)}:{rng.randint(10, 59)}",
        "versions": lambda: ".".join(str(rng.randrange(12)) for _ in range(4)),
        "doses": lambda: rng.choice(["M3 Pen", "gum 5g", "B12 1mg/ml", "D3 800iu", "tab 50mg", "T3 20mcg"]),
        "age-bands": lambda: rng.choice(["18-24", "25-34", "35-44", "45-54", "55-64", "65+"]),
        "doi": lambda: f"https://doi.org/10.1{digits(3)}/s4{digits(4)}-0{digits(2)}-0{digits(4)}",
        "links": lambda: f"https://www.opencodelists.org/codelist/opensafely/{rng.choice(['asthma', 'copd'])}/{digits(8)}/",
        "places": lambda: rng.choice(["Chester", "Lincoln", "Victoria Park", "St Helens", "Stanley Road", "Bury St Edmunds"]),
        "districts": lambda: rng.choice(["CR2", "M60", "EC1A", "SW1A 1", "DN55", "B62"]),
        "grants": lambda: f"MR/{rng.choice('NPSTV')}0{digits(5)}/1",
        "isbn": lambda: "978-0-" + digits(2) + "-" + digits(6) + "-" + digits(1),
    }


def decoy_files():
    count = 0
    for kind, make in decoys().items():
        for size in (3, 12, 60, 400):
            rows = [["region", "item", "level", "total"]]
            for row in range(size):
                rows.append([rng.choice(REGIONS), make(), make(), 20 + rng.randrange(900)])
            write(OUT / f"decoys/{kind}-{size}.csv", rows)
            count += 2
    return count


def main():
    labels = plant()
    columns = decoy_files()
    (OUT / "labels.json").write_text(json.dumps(labels, indent=0, sort_keys=True) + "\n", encoding="utf-8")
    print(sum(len(label["cells"]) for label in labels.values()), "planted values,", columns, "decoy columns")


main()
