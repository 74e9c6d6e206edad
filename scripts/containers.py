"""Writes the fixtures that are archives, workbooks, pictures and documents.

Needs openpyxl, XlsxWriter, odfpy, python-docx and Pillow from PyPI beside the standard library: programs that have
nothing in common with the checker. `python3 scripts/containers.py` rewrites them all; the bytes do not depend on
the day.
"""

import datetime
import io
import json
import os
import pickle
import sqlite3
import struct
import sys
import tarfile
import tempfile
import zipfile
import zlib

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "fixtures")
# The report contract: what the command exits with.
STATUS = {"pass": "0", "fail": "1", "error": "2", "review": "3"}
DAY = (2024, 1, 2, 3, 4, 6)
SAFE = [("region", "patients"), ("North", 120), ("South", 145), ("East", 231), ("West", 94)]
SMALL = [("region", "patients"), ("North", 120), ("South", 4), ("East", 231), ("West", 94)]


def csv(rows):
    return "".join(",".join(map(str, row)) + "\n" for row in rows).encode()


def write(path, content):
    path = os.path.join(ROOT, path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(content)


def zipped(members, compression=zipfile.ZIP_DEFLATED, comment=b"", mode=0o100644):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, content in members:
            info = zipfile.ZipInfo(name, DAY)
            info.compress_type = compression
            info.create_system = 3
            info.external_attr = mode << 16
            archive.writestr(info, content)
        archive.comment = comment
    return out.getvalue()


def fixed(archive):
    """The same archive with one day in all its members."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for old_info in old.infolist():
            info = zipfile.ZipInfo(old_info.filename, DAY)
            info.compress_type = old_info.compress_type
            info.create_system = 3
            content = old.read(old_info)
            if old_info.filename == "docProps/core.xml":
                for mark in (b"dcterms:created", b"dcterms:modified"):
                    start = content.find(b">", content.find(b"<" + mark)) + 1
                    end = content.find(b"<", start)
                    content = content[:start] + b"2024-01-02T03:04:06Z" + content[end:]
            new.writestr(info, content)
    return out.getvalue()


def tarred(members):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for info, content in members:
            info.mtime = 1704164646
            archive.addfile(info, io.BytesIO(content))
    return out.getvalue()


def pax(record, member):
    """A tar whose member has an extended header with one record, such as b"size=-5"."""
    length = len(record) + 2
    length += len(str(length + len(str(length))))
    content = b"%d %s\n" % (length, record)
    return tarred([tar_info("PaxHeaders/a", content, tarfile.XHDTYPE), member])


def tar_info(name, content=b"", kind=tarfile.REGTYPE, link=""):
    info = tarfile.TarInfo(name)
    info.size = len(content)
    info.type = kind
    info.linkname = link
    return info, content


def workbook(sheets, change=None):
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows, (down, right) in sheets:
        sheet = book.create_sheet(name)
        for row, values in enumerate(rows):
            for column, value in enumerate(values):
                sheet.cell(row=row + 1 + down, column=column + 1 + right, value=value)
    if change:
        change(book)
    out = io.BytesIO()
    book.save(out)
    return fixed(out.getvalue())


def with_parts(archive, parts):
    """A workbook with further parts."""
    with zipfile.ZipFile(io.BytesIO(archive)) as old:
        return zipped([(info.filename, old.read(info)) for info in old.infolist()] + parts)


def styled(sheet, change, *styles):
    """A workbook of XlsxWriter, whose rows are in the styles that are given by row, and one part of it changed."""
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"created": datetime.datetime(2024, 1, 2)})
        page = book.add_worksheet("Counts")
        page.set_column(1, 1, 12)
        page.set_row(2, 20)
        formats = {row: book.add_format(style) for row, style in styles}
        for row, values in enumerate(sheet):
            for column, value in enumerate(values):
                page.write(row, column, value, *([formats[row]] if row in formats else []))
    old, new = change
    with zipfile.ZipFile(io.BytesIO(fixed(out.getvalue()))) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist()}
    part = "xl/worksheets/sheet1.xml"
    assert old in parts[part]
    parts[part] = parts[part].replace(old, new)
    return zipped(parts.items())


def charted(values):
    """A workbook with a chart of three points, of which the workbook keeps these values."""
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"created": datetime.datetime(2024, 1, 2)})
        page = book.add_worksheet("Counts")
        for row, cells in enumerate(SAFE):
            page.write_row(row, 0, cells)
        chart = book.add_chart({"type": "column"})
        chart.add_series({"name": "patients", "values": "=Counts!$Z$2:$Z$4", "values_data": values})
        page.insert_chart("F2", chart)
    return fixed(out.getvalue())


def gz_with(content, name=b"", comment=b""):
    """gzip with a name and a comment in its header. Source: RFC 1952, 2.3."""
    flags = (8 if name else 0) | (16 if comment else 0)
    packed = zlib.compressobj(9, zlib.DEFLATED, -15)
    head = b"\x1f\x8b\x08" + bytes([flags]) + b"\0\0\0\0\0\3"
    head += (name + b"\0" if name else b"") + (comment + b"\0" if comment else b"")
    tail = struct.pack("<II", zlib.crc32(content), len(content))
    return head + packed.compress(content) + packed.flush() + tail


def png(chunks=(), tail=b""):
    def chunk(kind, content):
        body = kind + content
        return struct.pack(">I", len(content)) + body + struct.pack(">I", zlib.crc32(body))

    header = struct.pack(">IIBBBBB", 2, 2, 8, 2, 0, 0, 0)
    points = zlib.compress(b"\0" + b"\xff\0\0" * 2 + b"\0" + b"\0\xff\0" * 2)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + b"".join(chunk(kind, content) for kind, content in chunks)
        + chunk(b"IDAT", points)
        + chunk(b"IEND", b"")
        + tail
    )


def jpeg(exif=None):
    from PIL import Image

    out = io.BytesIO()
    image = Image.new("RGB", (8, 8), (200, 30, 30))
    if exif:
        tags = Image.Exif()
        for tag, value in exif.items():
            tags[tag] = value
        image.save(out, "JPEG", exif=tags)
    else:
        image.save(out, "JPEG")
    return out.getvalue()


def picture(kind):
    from PIL import Image

    out = io.BytesIO()
    Image.new("P" if kind == "gif" else "RGB", (8, 8), 3 if kind == "gif" else (200, 30, 30)).save(out, kind.upper())
    return out.getvalue()


def entities(content):
    """Nine levels of ten entities each: a thousand million characters from a thousand."""
    names = "abcdefghi"
    lines = [f'<!ENTITY {names[0]} "lollollollol">']
    lines += [f'<!ENTITY {name} "{("&" + inner + ";") * 10}">' for inner, name in zip(names, names[1:])]
    return ("<!DOCTYPE x [" + "".join(lines) + "]>").encode() + content


def sqlite_file():
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "x.db")
        base = sqlite3.connect(path)
        base.execute("create table counts (region text, patients integer)")
        base.executemany("insert into counts values (?, ?)", SAFE[1:])
        base.commit()
        base.close()
        with open(path, "rb") as file:
            return file.read()


def docx(change=None):
    import docx as library

    document = library.Document()
    document.add_paragraph("Patients by region.")
    table = document.add_table(rows=0, cols=2)
    for row in SAFE:
        cells = table.add_row().cells
        for cell, value in zip(cells, row):
            cell.text = str(value)
    if change:
        change(document)
    out = io.BytesIO()
    document.save(out)
    archive = out.getvalue()
    # The library's template brings a picture of a page and an empty list of references.
    with zipfile.ZipFile(io.BytesIO(archive)) as old:
        kept = [
            (info.filename, old.read(info))
            for info in old.infolist()
            if "thumbnail" not in info.filename and not info.filename.startswith("customXml")
        ]
    return fixed(zipped(kept))


PDF = (
    b"%PDF-1.4\n1 0 obj\n<</Type /Catalog /Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type /Pages /Kids [] /Count 0>>\n"
    b"endobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n"
)


def patched(archive, signature, offset, value):
    """An archive with some bytes changed behind the first occurrence of a signature."""
    at = archive.index(signature) + offset
    return archive[:at] + value + archive[at + len(value) :]


def faults():
    say = []

    def add(path, content, verdict, *rules):
        write("faults/" + path, content)
        say.append((path, verdict, ",".join(rules)))

    plain = zipped([("counts.csv", csv(SAFE))])
    local, central = b"PK\3\4", b"PK\1\2"

    # 11: what a file is called and what it is.
    row = "11-type-lies/"
    add(row + "archive.csv", plain, "fail", "type-mismatch")
    add(row + "workbook.csv", workbook([("Counts", SAFE, (0, 0))]), "fail", "type-mismatch")
    add(row + "document.csv", PDF, "fail", "type-mismatch")
    add(row + "database.csv", sqlite_file(), "fail", "type-mismatch")
    add(row + "picture.txt", png(), "fail", "type-mismatch")
    add(row + "pickle.txt", pickle.dumps([{"region": "North", "patients": 120}] * 3, 0), "fail", "type-mismatch")
    add(row + "pickle.csv", pickle.dumps(list(range(20)), 4), "fail", "type-mismatch")
    add(row + "table.xlsx", csv(SAFE), "fail", "type-mismatch")
    add(row + "archive.xlsx", plain, "fail", "type-mismatch")
    add(row + "plain.csv.gz", csv(SAFE), "fail", "type-mismatch")
    add(row + "page.csv", b"<!DOCTYPE html>\n<p>Nothing to see.</p>\n", "review", "type-mismatch")
    add(row + "behind_end.png", png(tail=csv(SMALL)), "review", "trailing-data", "unsupported-type")
    add(row + "archive_behind_end.png", png(tail=plain), "review", "trailing-data", "unsupported-type")
    add(row + "behind_end.zip", plain + csv(SMALL), "review", "trailing-data")
    add(row + "between_members.zip", zip_with_gap(), "review", "trailing-data")
    for kind in ("gif", "bmp", "webp", "tiff"):
        add(row + f"whole.{kind}", picture(kind), "review", "unsupported-type")
        add(row + f"behind_end.{kind}", picture(kind) + csv(SMALL), "review", "trailing-data", "unsupported-type")
    add(row + "honest.txt", csv(SAFE), "pass")
    add(row + "honest.zip", plain, "pass")

    # 12: archives.
    row = "12-containers/"
    bad = ("error", "unsafe-archive")
    nested = plain
    for _ in range(3):
        nested = zipped([("inner.zip", nested)])
    add(row + "nested_4_deep.zip", nested, "pass")
    add(row + "nested_5_deep.zip", zipped([("inner.zip", nested)]), "error", "unreadable")
    encrypted = patched(patched(plain, local, 6, b"\x01\0"), central, 8, b"\x01\0")
    add(row + "encrypted.zip", encrypted, *bad)
    two = zipped([("a.csv", csv(SAFE)), ("b.csv", csv(SAFE))], zipfile.ZIP_STORED)
    second = two.index(central, two.index(central) + 1)
    add(row + "overlapping.zip", two[: second + 42] + struct.pack("<I", 0) + two[second + 46 :], *bad)
    add(row + "leads_out.zip", zipped([("../counts.csv", csv(SAFE))]), *bad)
    add(row + "leads_out_inside.zip", zipped([("a/../../counts.csv", csv(SAFE))]), *bad)
    add(row + "backslash.zip", zipped([("..\\counts.csv", csv(SAFE))]), *bad)
    add(row + "absolute.zip", zipped([("/etc/counts.csv", csv(SAFE))]), *bad)
    add(row + "drive.zip", zipped([("C:/counts.csv", csv(SAFE))]), *bad)
    add(row + "link.zip", zipped([("counts.csv", b"/etc/passwd")], mode=0o120777), *bad)
    add(row + "device.zip", zipped([("counts.csv", b"")], mode=0o020666), *bad)
    add(row + "double_name.zip", zip_doubles(), *bad)
    add(row + "double_letter_case.zip", zipped([("counts.csv", csv(SAFE)), ("Counts.csv", csv(SMALL))]), *bad)
    add(row + "other_local_name.zip", patched(plain, local, 30, b"tables"), *bad)
    add(row + "other_local_size.zip", patched(plain, local, 22, struct.pack("<I", 7)), *bad)
    add(row + "wrong_checksum.zip", patched(patched(plain, local, 14, b"\1\2\3\4"), central, 16, b"\1\2\3\4"), "error")
    add(row + "cut_off.zip", plain[: len(plain) // 2], *bad)
    add(row + "empty.zip", zipped([]), "error", "unreadable")
    bomb = zlib.compressobj(9, zlib.DEFLATED, -15)
    zeros = bomb.compress(b"\0" * (1 << 21)) + bomb.flush()
    add(row + "larger_than_it_says.zip", zip_bomb(zeros), "error")
    add(row + "good_member_and_bad.zip", zipped([("a.csv", csv(SAFE)), ("b.csv", csv(SMALL))]), "fail", "minimum-threshold")
    add(row + "unreadable_member.zip", zipped([("a.csv", csv(SAFE)), ("b.bin", bytes(range(256)))]), "error", "unreadable")
    add(row + "identifier_in_name.zip", zipped([("9434765919.csv", csv(SAFE))]), "review", "nhs-number")
    add(row + "comment.zip", zipped([("a.csv", csv(SAFE))], comment=b"from the interim extract"), "review", "hidden-content")
    add(row + "good.tar", tarred([tar_info("tables/a.csv", csv(SAFE))]), "pass")
    add(row + "small_count.tar", tarred([tar_info("a.csv", csv(SMALL))]), "fail", "minimum-threshold")
    add(row + "link.tar", tarred([tar_info("a.csv", kind=tarfile.SYMTYPE, link="/etc/passwd")]), *bad)
    add(row + "leads_out.tar", tarred([tar_info("../a.csv", csv(SAFE))]), *bad)
    add(row + "double_name.tar", tarred([tar_info("a.csv", csv(SAFE)), tar_info("a.csv", csv(SMALL))]), *bad)
    add(row + "device.tar", tarred([tar_info("a.csv", kind=tarfile.CHRTYPE)]), *bad)
    for size in ("99999999999999999999", "-5", "few"):
        add(row + f"pax_size_{size}.tar", pax(b"size=" + size.encode(), tar_info("a.csv", csv(SAFE))), *bad)
    tar = tarred([tar_info("a.csv", csv(SAFE))])
    add(row + "cut_off.tar", tar[:700], *bad)
    add(row + "behind_end.tar", tar + b"9" * 512, "review", "trailing-data")
    add(row + "good.tar.gz", gz(tar), "pass")
    add(row + "workbook.zip", zipped([("w.xlsx", workbook([("Counts", SMALL, (0, 0))]))]), "fail", "minimum-threshold")

    # 13: what is not seen.
    row = "13-hidden-parts/"
    book = [("Counts", SAFE, (0, 0)), ("Notes", SAFE, (0, 0))]

    def state(name):
        return lambda book: setattr(book["Notes"], "sheet_state", name)

    add(row + "plain.xlsx", workbook(book), "pass")
    add(row + "hidden_sheet.xlsx", workbook(book, state("hidden")), "review", "hidden-content")
    add(row + "very_hidden_sheet.xlsx", workbook(book, state("veryHidden")), "review", "hidden-content")
    add(
        row + "small_count_in_hidden_sheet.xlsx",
        workbook([("Counts", SAFE, (0, 0)), ("Notes", SMALL, (3, 2))], state("veryHidden")),
        "fail", "minimum-threshold", "hidden-content",
    )

    def hide_row(book):
        book["Counts"].row_dimensions[3].hidden = True

    def hide_column(book):
        book["Counts"].column_dimensions["B"].hidden = True

    def comment(book):
        from openpyxl.comments import Comment

        book["Counts"]["B2"].comment = Comment("see the record of the interim extract", "author")

    def name(book):
        from openpyxl.workbook.defined_name import DefinedName

        book.defined_names["Kept"] = DefinedName("Kept", attr_text="Counts!$B$2", hidden=True)

    def author(book):
        book.properties.creator = "A. N. Other"

    add(row + "hidden_row.xlsx", workbook(book, hide_row), "review", "hidden-content")
    add(row + "hidden_column.xlsx", workbook(book, hide_column), "review", "hidden-content")
    add(row + "comment.xlsx", workbook(book, comment), "review", "hidden-content")
    add(row + "hidden_name.xlsx", workbook(book, name), "review", "hidden-content")
    add(row + "author.xlsx", workbook(book, author), "review", "embedded-metadata")
    cache = b'<?xml version="1.0"?><pivotCacheRecords><r><s v="North"/><n v="4"/></r></pivotCacheRecords>'
    add(row + "pivot_cache.xlsx", with_parts(workbook(book), [("xl/pivotCache/pivotCacheRecords1.xml", cache)]), "fail", "hidden-content")
    link = b'<?xml version="1.0"?><externalLink><externalBook><sheetDataSet><sheetData sheetId="0"><row r="1"><cell r="A1"><v>4</v></cell></row></sheetData></sheetDataSet></externalBook></externalLink>'
    add(row + "external_link_cache.xlsx", with_parts(workbook(book), [("xl/externalLinks/externalLink1.xml", link)]), "fail", "hidden-content")
    add(row + "macro.xlsm", with_parts(workbook(book), [("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504))]), "fail", "active-content")
    add(row + "picture.xlsx", with_parts(workbook(book), [("xl/media/image1.png", png())]), "review", "active-content", "unsupported-type")
    add(row + "connection.xlsx", with_parts(workbook(book), [("xl/connections.xml", b"<connections/>")]), "review", "active-content")
    add(row + "picture_text.png", png([(b"tEXt", b"Comment\0made from the interim extract")]), "review", "embedded-metadata")
    add(row + "picture_packed_text.png", png([(b"zTXt", b"Comment\0\0" + zlib.compress(b"NHS number 943 476 5919"))]), "review", "embedded-metadata", "nhs-number")
    add(row + "picture_exif.jpg", jpeg({0x013B: "A. N. Other"}), "review", "embedded-metadata")
    add(row + "drawing_script.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>\n', "fail", "active-content")
    add(row + "drawing_reference.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><image href="https://example.org/x.png"/></svg>\n', "review", "active-content")
    add(row + "drawing_handler.svg", b'<svg xmlns="http://www.w3.org/2000/svg" onload="x()"><rect width="1"/></svg>\n', "fail", "active-content")
    points = b"".join(b'<circle cx="%d" cy="%d" r="2"/>' % (i * 7 % 101, i * 13 % 97) for i in range(60))
    add(row + "drawing_points.svg", b'<svg xmlns="http://www.w3.org/2000/svg">' + points + b"</svg>\n", "review", "unsupported-type")
    add(row + "drawing.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><rect width="9" height="4"/><text>North</text></svg>\n', "pass")
    add(row + "page_script.html", b"<!DOCTYPE html><p>Results</p><script>fetch('x')</script>\n", "fail", "active-content")
    add(row + "page_comment.html", b"<!DOCTYPE html><p>Results</p><!-- from the interim extract -->\n", "review", "hidden-content")
    add(row + "page_hidden.html", b'<!DOCTYPE html><p>Results</p><p style="display: none">more</p>\n', "review", "hidden-content")
    add(row + "notebook_metadata.ipynb", json.dumps({"nbformat": 4, "metadata": {"authors": ["A. N. Other"]}, "cells": []}).encode(), "review", "embedded-metadata")
    add(row + "document.docx", docx(), "pass")

    def deleted(document):
        from docx.oxml import parse_xml

        space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
        document.paragraphs[0]._p.append(
            parse_xml(f'<w:del {space} w:id="1" w:author="x"><w:r><w:delText>patient 943 476 5919</w:delText></w:r></w:del>')
        )

    add(row + "deleted_text.docx", docx(deleted), "fail", "hidden-content", "nhs-number")

    none = (b"", b"")
    add(row + "row_of_no_height.xlsx", styled(SAFE, (b'ht="20.25"', b'ht="0"')), "review", "hidden-content")
    add(row + "rows_of_no_height.xlsx", styled(SAFE, (b'defaultRowHeight="15"', b'defaultRowHeight="15" zeroHeight="1"')), "review", "hidden-content")
    add(row + "column_of_no_width.xlsx", styled(SAFE, (b'width="12.7109375"', b'width="0"')), "review", "hidden-content")
    add(row + "white_text.xlsx", styled(SAFE, none, (3, {"font_color": "white"})), "review", "hidden-content")
    add(row + "white_on_blue.xlsx", styled(SAFE, none, (0, {"font_color": "white", "bg_color": "#003366"})), "pass")
    add(row + "format_of_nothing.xlsx", styled(SAFE, none, (3, {"num_format": ";;;"})), "review", "hidden-content")
    add(row + "chart.xlsx", charted([145, 231, 94]), "pass")
    add(row + "chart_of_other_numbers.xlsx", charted([145, 4, 94]), "fail", "minimum-threshold", "hidden-content")
    add(row + "name_in_header.csv.gz", gz_with(csv(SAFE), name=b"patient 401 023 2137.csv"), "fail", "nhs-number")
    add(row + "comment_in_header.csv.gz", gz_with(csv(SAFE), comment=b"from the interim extract"), "review", "hidden-content")
    add(row + "page_style.html", b"<!DOCTYPE html><style>p.x, .y { display: none }</style><p>Results</p><p class='y'>more</p>\n", "review", "hidden-content")
    add(row + "page_beside_screen.html", b'<!DOCTYPE html><p>Results</p><p style="position:absolute; left: -9999px">more</p>\n', "review", "hidden-content")
    add(row + "page_fetches.html", b"<!DOCTYPE html><style>p { background: url('https://example.org/x.png') }</style><p>Results</p>\n", "review", "active-content")
    add(row + "page_leads_on.html", b'<!DOCTYPE html><meta http-equiv="refresh" content="0; url=https://example.org/"><p>Results</p>\n', "review", "active-content")
    add(row + "page_list.html", b"<!DOCTYPE html><ul><li>North: 120</li><li>South: 4</li><li>East: 231</li></ul>\n", "review", "unsupported-type")
    add(row + "page_lines.html", b"<!DOCTYPE html><pre>\nregion  patients\nNorth        120\nSouth          4\nEast         231\n</pre>\n", "fail", "minimum-threshold")
    space = b'<svg xmlns="http://www.w3.org/2000/svg">'
    paths = b"".join(b'<path d="M%d %da2 2 0 1 0 4 0z"/>' % (i * 7 % 101, i * 13 % 97) for i in range(60))
    add(row + "drawing_paths.svg", space + paths + b"</svg>\n", "review", "unsupported-type")
    signs = b"".join(b'<text x="%d" y="%d">+</text>' % (i * 7 % 101, i * 13 % 97) for i in range(60))
    add(row + "drawing_signs.svg", space + signs + b"</svg>\n", "review", "unsupported-type")
    curve = b",".join(b"%d,%d" % (i, i * i % 97) for i in range(110))
    add(row + "drawing_curve.svg", space + b'<polyline points="' + curve + b'"/></svg>\n', "review", "unsupported-type")
    cells = b"".join(b'<text x="%d" y="%d">%s</text>' % (9 * column, 9 * line, str(cell).encode()) for line, cells in enumerate(SMALL) for column, cell in enumerate(cells))
    add(row + "drawing_table.svg", space + cells + b"</svg>\n", "fail", "minimum-threshold")
    add(row + "drawing_split_number.svg", space + b"<text>patient <tspan>401 023</tspan><tspan> 2137</tspan></text></svg>\n", "fail", "nhs-number")

    # 5: masks that totals give away, in a sheet.
    masked = [("region", "F", "M", "Total"), ("North", 125, 140, 265), ("South", 31, "*", 35), ("East", 320, 345, 665)]
    add("05-mask-evasion/sheet.xlsx", workbook([("Counts", masked, (2, 1))]), "fail", "recoverable-suppression")

    # 14: what would take all memory or time; small here, since it is packed or nested.
    row = "14-resources/"
    wide = ",".join(f"c{n}" for n in range(16_385)) + "\n" + ",".join(["120"] * 16_385) + "\n"
    add(row + "columns.csv.gz", gz(wide.encode()), "error", "unreadable")
    add(row + "field.csv.gz", gz(b"region,patients\n" + b"x" * ((8 << 20) + 1) + b",120\nSouth,145\n"), "error", "unreadable")
    # So long a word could be base64, which a person must look at.
    word = b"a" * (1 << 18) + b"!"
    add(row + "backtracking.csv.gz", gz(b"region,patients\n" + word + b",120\nSouth,145\n"), "review", "encoded-payload")
    line = b"The tables were made twice, and nothing differed between them.\n\n"
    assert len(line) == 64
    # So little harms nobody, however small it was: the ratio is judged above it.
    swollen = line * ((1 << 20) // len(line) + 1)
    add(row + "swelling.txt.gz", gz(swollen), "pass")
    add(row + "swelling.zip", zipped([("notes.txt", swollen)]), "pass")
    add(row + "nested.json.gz", gz(b"[" * 1_000_000 + b"]" * 1_000_000), "error", "unreadable")
    add(row + "entities.svg", entities(b"<svg xmlns='http://www.w3.org/2000/svg'><text>&i;</text></svg>"), "error", "unreadable")
    book = workbook([("Counts", SAFE, (0, 0))])
    with zipfile.ZipFile(io.BytesIO(book)) as old:
        parts = {info.filename: old.read(info) for info in old.infolist()}
    parts["xl/worksheets/sheet1.xml"] = entities(parts["xl/worksheets/sheet1.xml"].replace(b"North", b"&i;"))
    add(row + "entities.xlsx", zipped(parts.items()), "error", "unreadable")

    with open(os.path.join(ROOT, "faults", "containers.tsv"), "w") as file:
        file.write("# Written by scripts/containers.py: file, ruleset, verdict, exit status, rules that must be found, why.\n")
        for path, verdict, rules in sorted(say):
            why = os.path.splitext(path.split("/")[1])[0].replace("_", " ")
            file.write("\t".join([path, "sdap", verdict, STATUS[verdict], rules.replace(",", " ") or "-", why]) + "\n")


def zip_doubles():
    import warnings

    out = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with zipfile.ZipFile(out, "w") as archive:
            for rows in (SAFE, SMALL):
                archive.writestr(zipfile.ZipInfo("counts.csv", DAY), csv(rows))
    return out.getvalue()


def zip_with_gap():
    """Bytes between the only member and the directory."""
    archive = zipped([("counts.csv", csv(SAFE))])
    at = archive.index(b"PK\1\2")
    end = archive.index(b"PK\5\6")
    start = struct.unpack("<I", archive[end + 16 : end + 20])[0] + 8
    return archive[:at] + b"smuggled" + archive[at : end + 16] + struct.pack("<I", start) + archive[end + 20 :]


def zip_bomb(deflated):
    """A member that unpacks to more than its header says."""
    name, size = b"a.csv", 100
    crc = zlib.crc32(b"\0" * size)
    fields = struct.pack("<HHHHIIIHH", 0, 8, 0, 0x5822, crc, len(deflated), size, len(name), 0)
    local = b"PK\3\4\x14\0" + fields + name + deflated
    central = b"PK\1\2\x14\x03\x14\0" + struct.pack(
        "<HHHHIIIHHHHHII", 0, 8, 0, 0x5822, crc, len(deflated), size, len(name), 0, 0, 0, 0, 0o100644 << 16, 0
    ) + name
    end = b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(central), len(local), 0)
    return local + central + end


def gz(content):
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return packer.compress(content) + packer.flush()


def rules():
    book = [("Counts", SAFE, (0, 0))]
    plain = zipped([("counts.csv", csv(SAFE))])
    for rule in ("type-mismatch", "unsafe-archive", "trailing-data"):
        write(f"rules/{rule}/pass/tables.zip", plain)
    write("rules/type-mismatch/pass/table.txt", csv(SAFE))
    write("rules/type-mismatch/fail/workbook.csv", workbook(book))
    write("rules/type-mismatch/fail/table.xlsx", csv(SAFE))
    write("rules/type-mismatch/review/page.csv", b"<!DOCTYPE html>\n<p>Nothing to see.</p>\n")
    write("rules/unsafe-archive/pass/tables.tar", tarred([tar_info("tables/a.csv", csv(SAFE))]))
    write("rules/unsafe-archive/error/double.zip", zip_doubles())
    write("rules/unsafe-archive/error/leads_out.zip", zipped([("../counts.csv", csv(SAFE))]))
    write("rules/unsafe-archive/error/link.tar", tarred([tar_info("a.csv", kind=tarfile.SYMTYPE, link="/etc/x")]))
    write("rules/trailing-data/review/picture.png", png(tail=b"more"))
    write("rules/trailing-data/review/archive.zip", plain + b"more")
    write("rules/hidden-content/pass/workbook.xlsx", workbook(book))
    write("rules/hidden-content/pass/page.html", b"<!DOCTYPE html>\n<!-- Generated by pandoc -->\n<p>Results.</p>\n")

    def hide(book):
        book["Counts"].row_dimensions[3].hidden = True

    write("rules/hidden-content/review/hidden_row.xlsx", workbook(book, hide))
    write("rules/hidden-content/review/page.html", b"<!DOCTYPE html>\n<p>Results.</p>\n<!-- see the interim extract -->\n")
    cache = b'<?xml version="1.0"?><pivotCacheRecords><r><s v="North"/><n v="4"/></r></pivotCacheRecords>'
    write(
        "rules/hidden-content/fail/pivot_cache.xlsx",
        with_parts(workbook(book), [("xl/pivotCache/pivotCacheRecords1.xml", cache)]),
    )
    write("rules/embedded-metadata/pass/workbook.xlsx", workbook(book))

    def author(book):
        book.properties.creator = "A. N. Other"

    write("rules/embedded-metadata/review/author.xlsx", workbook(book, author))
    write(
        "rules/embedded-metadata/review/picture.png", png([(b"tEXt", b"Comment\0made from the interim extract")])
    )
    write("rules/active-content/pass/page.html", b"<!DOCTYPE html>\n<p>Results, <a href=\"https://example.org\">here</a>.</p>\n")
    write("rules/active-content/fail/page.html", b"<!DOCTYPE html>\n<p>Results.</p>\n<script>fetch('x')</script>\n")
    write("rules/active-content/review/page.html", b"<!DOCTYPE html>\n<p>Results.</p>\n<img src=\"https://example.org/x.png\">\n")
    write("rules/unsupported-type/review/plot.png", png())
    write("rules/unsupported-type/review/model.pkl", pickle.dumps({"coefficients": [0.1, 0.2]}, 4))
    write(
        "rules/unsupported-type/review/small_group.md",
        b"# Results\n\nThe analysis leaves out those who moved away (n = 4), as agreed.\n",
    )


if __name__ == "__main__":
    faults()
    rules()
    sys.exit(0)
