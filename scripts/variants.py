"""The same table written otherwise: headers blanked, columns permuted, rows shuffled.

A number does not become safe because its header is gone or its row stands elsewhere: `evaluate.py` judges every
table again in these forms.
"""

import csv
import io

DELIMITERS = ",\t;|"
# Roles of columns along which rows follow each other, so that their order says something.
ORDERED = {"date", "survival-probability", "at-risk"}
# The first words of rows that belong to the row above them.
CONTINUED = (" ", "\t", "\u00a0")


def read(text):
    """The records of a table and its delimiter: the one that stands in most lines."""
    lines = [line for line in text.splitlines() if line.strip()]
    delimiter = max(DELIMITERS, key=lambda mark: sum(mark in line for line in lines))
    return list(csv.reader(io.StringIO(text), delimiter=delimiter)), delimiter


def write(records, delimiter):
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(records)
    return out.getvalue()


def variants(text, rng, preamble=0, headers=1, footnotes=0, ordered=False):
    """Pairs of a name and a text; a form in which a table means something else is left out.

    preamble, headers, footnotes: records that are no data. ordered: the order of rows says something.
    """
    records, delimiter = read(text)
    end = len(records) - footnotes
    above, header = records[:preamble], records[preamble:preamble + headers]
    data, below = records[preamble + headers:end], records[end:]
    width = max((len(record) for record in data), default=0)
    if not data or any(len(record) != width for record in header + data):
        return
    if headers:
        yield "blanked", write(above + [[""] * width] * headers + data + below, delimiter)
    if headers == 1 and width > 2:
        # Labels stay in front, as people and tools write them.
        order = list(range(1, width))
        rng.shuffle(order)
        order = [0] + order
        permuted = [[record[column] for column in order] for record in header + data]
        yield "permuted", write(above + permuted + below, delimiter)
    is_nested = any(record[0].startswith(CONTINUED) or not record[0] for record in data)
    if not ordered and not is_nested and len(data) > 2:
        rng.shuffle(data)
        yield "shuffled", write(above + header + data + below, delimiter)
