"""Writes the fixtures whose hidden parts are put in by hand, part by part, with nothing but the standard library.

`python3 scripts/hidden_parts.py` rewrites them all and their list, `parts.tsv`; the bytes do not depend on the day.
What each must get follows from the contract: what nobody sees is for a person, an identifier in it fails, and what
can't be read is an error.
"""

import base64
import io
import json
import pathlib
import zipfile

target = pathlib.Path(__file__).resolve().parent.parent / "fixtures" / "faults"
DAY = (2024, 1, 2, 3, 4, 6)
STATUS = {"pass": "0", "fail": "1", "error": "2", "review": "3"}
NHS = "401 023 2137"
SAFE = [("region", "patients"), ("North", 120), ("South", 145), ("East", 231), ("West", 94)]
SMALL = [("region", "patients"), ("North", 120), ("South", 4), ("East", 231), ("West", 94)]
entries = []


def add(row, name, content, verdict, rules, note):
    path = target / row / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    entries.append((f"{row}/{name}", "sdap", verdict, STATUS[verdict], rules, note))


def packed(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, DAY)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return out.getvalue()


HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"


def types(part, kind):
    return (
        f'{HEAD}<Types xmlns="{TYPES}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/{part}" ContentType="application/vnd.openxmlformats-officedocument.{kind}.main+xml"/></Types>'
    )


def relations(*all):
    return f'{HEAD}<Relationships xmlns="{RELATIONS}">' + "".join(f'<Relationship Id="rId{i}" Type="{OFFICE}/{kind}" Target="{to}"/>' for i, (kind, to) in enumerate(all, 1)) + "</Relationships>"


def sheet(rows=SAFE, before="", behind="", of_row={}, cells={}):
    text = f'{HEAD}<worksheet xmlns="{SHEET}">{before}<sheetData>'
    for number, row in enumerate(rows, 1):
        text += f'<row r="{number}"{of_row.get(number, "")}>'
        for letter, value in zip("ABC", row):
            place = f"{letter}{number}"
            if place in cells:
                text += f'<c r="{place}"{cells[place]}</c>'
            elif isinstance(value, int):
                text += f'<c r="{place}"><v>{value}</v></c>'
            else:
                text += f'<c r="{place}" t="inlineStr"><is><t>{value}</t></is></c>'
        text += "</row>"
    return text + f"</sheetData>{behind}</worksheet>"


def workbook(only=None, **parts):
    return packed({
        "[Content_Types].xml": types("xl/workbook.xml", "spreadsheetml.sheet"),
        "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'{HEAD}<workbook xmlns="{SHEET}" xmlns:r="{OFFICE}"><sheets><sheet name="Counts" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(("worksheet", "worksheets/sheet1.xml")),
        "xl/worksheets/sheet1.xml": only or sheet(),
    } | parts)


def document(body, parts={}):
    return packed({
        "[Content_Types].xml": types("word/document.xml", "wordprocessingml.document"),
        "_rels/.rels": relations(("officeDocument", "word/document.xml")),
        "word/document.xml": f'{HEAD}<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>',
    } | parts)


def paragraph(text, properties=""):
    return f"<w:p><w:r>{properties}<w:t>{text}</w:t></w:r></w:p>"


def word_table(rows):
    return "<w:tbl>" + "".join("<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) + "</w:tr>" for row in rows) + "</w:tbl>"


def chart(values):
    points = "".join(f'<c:pt idx="{i}"><c:v>{value}</c:v></c:pt>' for i, value in enumerate(values))
    return f'{HEAD}<c:chartSpace xmlns:c="{CHART}"><c:chart><c:plotArea><c:barChart><c:ser><c:tx><c:v>patients</c:v></c:tx><c:val><c:numRef><c:numCache>{points}</c:numCache></c:numRef></c:val></c:ser></c:barChart></c:plotArea></c:chart></c:chartSpace>'


def open_sheet(rows, shown={}):
    cells = ""
    for row in rows:
        cells += "<table:table-row>"
        for value in row:
            if isinstance(value, int):
                cells += f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>{shown.get(value, value)}</text:p></table:table-cell>'
            else:
                cells += f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'
        cells += "</table:table-row>"
    space = "urn:oasis:names:tc:opendocument:xmlns"
    content = f'{HEAD}<office:document-content xmlns:office="{space}:office:1.0" xmlns:text="{space}:text:1.0" xmlns:table="{space}:table:1.0"><office:body><office:spreadsheet><table:table table:name="Counts">{cells}</table:table></office:spreadsheet></office:body></office:document-content>'
    return packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content})


def csv(rows):
    return "".join(",".join(map(str, row)) + "\n" for row in rows)


HIDDEN = "hidden-content"
NUMBER = "nhs-number"
COUNT = "minimum-threshold"
row = "13-hidden-parts"

# Workbooks
add(row, "hand_safe.xlsx", workbook(), "pass", "-", "nothing hidden")
add(row, "hand_header.xlsx", workbook(sheet(behind=f"<headerFooter><oddHeader>&amp;L{NHS}</oddHeader></headerFooter>")), "fail", NUMBER, "behind a code of the page's edge")
add(row, "hand_unlisted_sheet.xlsx", workbook(**{"xl/worksheets/sheet9.xml": sheet(SMALL)}), "review", HIDDEN, "a sheet that the workbook does not list")
add(row, "hand_narrow_column.xlsx", workbook(sheet(before='<cols><col min="2" max="2" width="0.05" customWidth="1"/></cols>')), "review", HIDDEN, "a column too narrow to see")
add(row, "hand_low_row.xlsx", workbook(sheet(of_row={3: ' ht="0.1" customHeight="1"'})), "review", HIDDEN, "a row too low to see")
add(row, "hand_hidden_otherwise.xlsx", workbook(sheet(of_row={3: ' hidden="on"'})), "review", HIDDEN, "neither yes nor no")
add(row, "hand_sum_of_numbers.xlsx", workbook(sheet(cells={"B3": "><f>3+142</f><v>145</v>"})), "review", HIDDEN, "the parts of a sum in its formula")
add(row, "hand_sum_of_cells.xlsx", workbook(sheet(cells={"B3": "><f>B2+25</f><v>145</v>"})), "pass", "-", "a formula over cells")
add(row, "hand_not_calculated.xlsx", workbook(sheet(cells={"B3": "><f>1+A1</f>"})), "review", "unsupported-type", "no result stands in the file")
add(row, "hand_pronounced.xlsx", workbook(sheet(cells={"A3": f' t="inlineStr"><is><t>South</t><rPh sb="0" eb="1"><t>{NHS}</t></rPh></is>'})), "fail", f"{NUMBER} {HIDDEN}", "how a text is pronounced")
add(row, "hand_xml_comment.xlsx", workbook(sheet(before="<!-- North 3 -->")), "review", HIDDEN, "a comment in the XML")
add(row, "hand_instruction.xlsx", workbook(sheet(before=f"<?note {NHS}?>")), "fail", NUMBER, "an instruction in the XML")
add(row, "hand_extension.xlsx", workbook(sheet(behind="<extLst><ext><a>North 3</a></ext></extLst>")), "review", HIDDEN, "an extension that shows nothing")
add(row, "hand_scenario.xlsx", workbook(sheet(behind='<scenarios><scenario name="a"><inputCells r="B3" val="3"/></scenario></scenarios>')), "review", HIDDEN, "other values of a cell")
add(row, "hand_revisions.xlsx", workbook(**{"xl/revisions/revisionLog1.xml": f'{HEAD}<revisions xmlns="{SHEET}"><rcc><oc r="B3"><v>3</v></oc></rcc></revisions>'}), "fail", HIDDEN, "values before a change")
add(row, "hand_new_chart.xlsx", workbook(**{"xl/charts/chartEx1.xml": f'{HEAD}<cx:chartSpace xmlns:cx="urn:cx"><cx:pt idx="0">3</cx:pt></cx:chartSpace>'}), "review", HIDDEN, "a chart of a kind that is not read")
add(row, "hand_shape.xlsx", workbook(**{"xl/drawings/drawing1.xml": f'{HEAD}<x xmlns:a="{DRAWING}"><a:t>Only 3 patients in Whitby</a:t></x>'}), "review", "unsupported-type", "a small group in a shape")
add(row, "hand_shown_otherwise.ods", open_sheet(SAFE, {145: 3}), "review", HIDDEN, "a cell shows another number than it holds")
add(row, "hand_safe.ods", open_sheet(SAFE), "pass", "-", "cells show what they hold")

by_sex = [("region", "sex", "patients"), ("North", "Male", 112), ("North", "Female", "[c]"), ("South", "Male", 201), ("South", "Female", 166)]
by_sex += [("East", "Male", 140), ("East", "Female", 88), ("West", "Male", 77), ("West", "Female", 93)]
by_region = [("region", "patients"), ("North", 116), ("South", 367), ("East", 228), ("West", 170)]
two_sheets = {
    "xl/workbook.xml": f'{HEAD}<workbook xmlns="{SHEET}" xmlns:r="{OFFICE}"><sheets><sheet name="Sex" sheetId="1" r:id="rId1"/><sheet name="Region" sheetId="2" r:id="rId2"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": relations(("worksheet", "worksheets/sheet1.xml"), ("worksheet", "worksheets/sheet2.xml")),
    "xl/worksheets/sheet2.xml": sheet(by_region),
}
add("05-mask-evasion", "hand_two_sheets.xlsx", workbook(sheet(by_sex), **two_sheets), "fail", "recoverable-suppression", "116 − 112, on another sheet")
add("05-mask-evasion", "hand_one_sheet.xlsx", workbook(sheet(by_sex)), "pass", "-", "nothing gives the mask away")

# Documents
add(row, "hand_safe.docx", document(paragraph("Fine")), "pass", "-", "nothing hidden")
add(row, "hand_glossary.docx", document(paragraph("Fine"), {"word/glossary/document.xml": f'{HEAD}<w:glossaryDocument xmlns:w="{WORD}">{word_table(SMALL)}</w:glossaryDocument>'}), "fail", f"{COUNT} {HIDDEN}", "building blocks")
add(row, "hand_description.docx", document(f'<w:p><w:r><w:drawing><wp:docPr xmlns:wp="urn:wp" descr="{NHS}"/></w:drawing></w:r></w:p>'), "fail", NUMBER, "what a picture is said to show")
add(row, "hand_white.docx", document(paragraph("North three", '<w:rPr><w:color w:val="FFFFFF"/></w:rPr>')), "review", HIDDEN, "white on paper")
add(row, "hand_white_on_blue.docx", document(f'<w:tbl><w:tr><w:tc><w:tcPr><w:shd w:fill="003366"/></w:tcPr>{paragraph("Region", "<w:rPr><w:color w:val=%sFFFFFF%s/></w:rPr>" % (chr(34), chr(34)))}</w:tc></w:tr></w:tbl>'), "pass", "-", "white on blue")
add(row, "hand_tiny.docx", document(paragraph("North three", '<w:rPr><w:sz w:val="2"/></w:rPr>')), "review", HIDDEN, "letters of one point")
add(row, "hand_field.docx", document('<w:p><w:r><w:instrText>INCLUDETEXT "other.docx"</w:instrText></w:r></w:p>'), "review", "active-content", "a field that fetches a text")
add(row, "hand_variables.docx", document(paragraph("Fine"), {"word/settings.xml": f'{HEAD}<w:settings xmlns:w="{WORD}"><w:docVars><w:docVar w:name="a" w:val="North 3"/></w:docVars></w:settings>'}), "review", "embedded-metadata", "variables of a document")
add(row, "hand_people.docx", document(paragraph("Fine"), {"word/people.xml": f'{HEAD}<w15:people xmlns:w15="urn:w15"><w15:person w15:author="Jane Smith"/></w15:people>'}), "review", "embedded-metadata", "who wrote in it")
add(row, "hand_chart.docx", document(paragraph("Fine"), {"word/charts/chart1.xml": chart([3, 4, 120])}), "fail", COUNT, "a chart is a table")

# Pages and drawings
def page(body):
    return f"<!DOCTYPE html><html><body>{body}</body></html>\n"


def drawing(body):
    return f'<svg xmlns="http://www.w3.org/2000/svg">{body}</svg>\n'


add(row, "page_data_address.html", page('<a href="data:text/csv,' + csv(SMALL).replace("\n", "%0A") + '">table</a>'), "fail", COUNT, "a table in an address")
add(row, "page_hidden_input.html", page('<input type="hidden" value="North 3 South 4">'), "review", HIDDEN, "a field that is not shown")
add(row, "page_white.html", page('<p style="color:#fff">North three</p>'), "review", HIDDEN, "white on paper")
add(row, "page_white_on_red.html", page('<p style="color: white; background-color: red">North</p>'), "pass", "-", "white on red")
add(row, "page_definitions.html", page("<dl><dt>North</dt><dd>3</dd><dt>South</dt><dd>4</dd><dt>East</dt><dd>5</dd></dl>"), "review", "unsupported-type", "a list that is a table")
for name, attribute in {"opacity": 'opacity="0"', "visibility": 'visibility="hidden"', "display": 'style="display:none"', "size": 'font-size="0"', "far_away": 'y="-900"'}.items():
    add(row, f"drawing_{name}.svg", drawing(f'<text x="1" {attribute}>North three</text>'), "review", HIDDEN, "a text that is not seen")
add(row, "drawing_defined.svg", drawing("<defs><text>North three</text></defs>"), "review", HIDDEN, "a text that is only defined")


# Notebooks and JSON
def notebook(cells, metadata={}, **others):
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": metadata, "cells": cells} | others)


RECORDS = [{"region": "North", "patients": 3}, {"region": "South", "patients": 140}]
markdown = {"cell_type": "markdown", "metadata": {}, "source": "Fine"}
add(row, "notebook_raw_cell.ipynb", notebook([{"cell_type": "raw", "metadata": {}, "source": csv(SMALL)}]), "fail", COUNT, "a cell that is handed on as it stands")
add(row, "notebook_cell_metadata.ipynb", notebook([markdown | {"metadata": {"rows": RECORDS}}]), "review", "embedded-metadata", "records beside a cell")
add(row, "notebook_output_metadata.ipynb", notebook([{"cell_type": "code", "metadata": {}, "execution_count": 1, "source": "", "outputs": [{"output_type": "display_data", "metadata": {"rows": RECORDS}, "data": {"text/plain": "ok"}}]}]), "review", "embedded-metadata", "records beside an output")
add(row, "notebook_other_key.ipynb", notebook([markdown], extra=RECORDS), "review", "embedded-metadata", "records that no notebook has")
add(row, "table_in_text.json", json.dumps({"csv": csv(SMALL)}), "fail", COUNT, "a table in a text")
add(row, "lines_in_text.json", json.dumps({"note": "The first line.\nThe second line.\nThe third line.\n"}), "pass", "-", "lines in a text")

# What text carries
row = "11-type-lies"
long = csv(SMALL + [(f"Region {i}", 200 + i) for i in range(20)]).encode()
lines = base64.encodebytes(long).decode()
add(row, "message.eml", f"Subject: results\nMIME-Version: 1.0\nContent-Type: text/csv\nContent-Transfer-Encoding: base64\n\n{lines}", "fail", COUNT, "a table as an attachment")
add(row, "message_of_few_lines.eml", "Subject: results\nMIME-Version: 1.0\nContent-Type: text/plain\nContent-Transfer-Encoding: quoted-printable\n\nregion=2Cpatients=0ANorth=2C3\n", "review", "unsupported-type", "a message that is not decoded")
scrambled = base64.encodebytes(bytes((i * 197 + 41) % 256 for i in range(300))).decode()
add(row, "secret.txt", f"-----BEGIN PGP MESSAGE-----\n\n{scrambled}=aBcd\n-----END PGP MESSAGE-----\n", "error", "unreadable", "an encrypted message")
add(row, "rows_without_frame.tex", "North & 120 \\\\\nSouth & 4 \\\\\nEast & 131 \\\\\n", "review", "unsupported-type", "rows for a frame in another file")
add(row, "printout.ps", "%!PS-Adobe-3.0\n(North 3) show\nshowpage\n", "review", "unsupported-type", "a program that draws a page")
add(row, "members.a", b"!<arch>\nt.csv/          0           0     0     100644  %-10d`\n" % len(csv(SMALL)) + csv(SMALL).encode(), "error", "unreadable", "an archive that is not read")

listing = ["# Written by scripts/hidden_parts.py: file, ruleset, verdict, exit status, rules that must be found, why."]
listing += ["\t".join(entry) for entry in entries]
(target / "parts.tsv").write_text("\n".join(listing) + "\n", encoding="utf-8")
