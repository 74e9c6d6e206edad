"""Writes the fixtures whose hidden parts are put in by hand, part by part, with nothing but the standard library.

`python3 scripts/hidden_parts.py` rewrites them all and their list, `parts.tsv`; the bytes do not depend on the day.
What each must get follows from the contract: what nobody sees is for a person, an identifier in it fails, and what
can't be read is an error.
"""

import base64
import io
import json
import pathlib
import struct
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

# Numbers that drawings say beside what they show, or show as lengths; each group ends with what must pass.
FRAME = '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="300" viewBox="0 0 400 300">'


def framed(body):
    return FRAME + body + "</svg>\n"


def bars(count, shape):
    return framed("".join(shape(30 * i, 7 * i * i % 291 + 5) for i in range(count)))


def bar(x, height):
    return f'<rect x="{x}" y="{300 - height}" width="20" height="{height}"/>'


def outline(x, height):
    return f'<path d="M {x} 300 h 20 v -{height} h -20 Z"/>'


OTHER = "unsupported-type"
AXES = "".join(f'<text x="{x}" y="290">{x // 4}</text>' for x in (0, 20, 40, 60)) + "".join(f'<text x="5" y="{y}">{(250 - y) // 50}</text>' for y in (50, 100, 150, 200))
for name, body, rules, note in [
    ("described", "<desc>North 120, South 3, East 4 by region</desc>", OTHER, "a description"),
    ("titles", "<g><title>South 3</title><rect/></g><g><title>North 120</title><rect/></g>", OTHER, "what is shown when somebody points at it"),
    ("read_aloud", '<rect aria-label="South: 3"/>', OTHER, "what is read to who can't see it"),
    ("data", '<rect data-n="3"/><rect data-n="120"/>', OTHER, "numbers for programs"),
    ("own_attributes", '<rect n="3"/><rect n="120"/>', OTHER, "attributes that no drawing has"),
    ("written_numbers", '<text x="10" y="40">3</text><text x="40" y="170">45</text><text x="70" y="90">8</text>', OTHER, "numbers that stand on no axis"),
    ("white", '<text x="10" y="20" fill="white">North three</text>', HIDDEN, "white on paper"),
    ("white_group", '<g style="fill: rgb(255, 255, 255)"><text x="10" y="20">North three</text></g>', HIDDEN, "white on paper"),
    ("white_class", "<style>.a { fill: #fff }</style><text class='a' x='10' y='20'>North three</text>", HIDDEN, "white on paper"),
    ("class", "<style>.a { display: none }</style><text class='a' x='10' y='20'>North three</text>", HIDDEN, "hidden by a rule"),
    ("link", '<a display="none"><text x="10" y="20">North three</text></a>', HIDDEN, "within what is not shown"),
    ("outside", '<text x="10" y="900">North three</text>', HIDDEN, "below the drawing"),
    ("moved_outside", '<g transform="translate(-5000, 0) scale(2)"><text x="10" y="20">North three</text></g>', HIDDEN, "moved out of the drawing"),
    ("unfilled", '<text x="10" y="20" fill="none">North three</text>', HIDDEN, "letters without a colour"),
    ("small_letters", '<text x="10" y="20" font-size="0.1">North three</text>', HIDDEN, "letters of no size"),
    ("covered", '<text x="10" y="20">North three</text><rect width="400" height="300" fill="white"/>', HIDDEN, "a sheet over a text"),
    ("other_language", '<switch><text systemLanguage="xx" x="10" y="20">North three</text></switch>', HIDDEN, "shown to few"),
]:
    add(row, f"drawing_{name}.svg", framed(body), "review", rules, note)
add(row, "drawing_bars_10.svg", bars(10, bar), "review", OTHER, "ten lengths")
add(row, "drawing_bars_of_paths.svg", bars(12, outline), "review", OTHER, "twelve lengths, with a pen")
add(row, "drawing_bars_9.svg", bars(9, bar), "pass", "-", "nine lengths")
add(row, "drawing_white_on_bar.svg", framed('<rect width="100" height="50" fill="#1f77b4"/><text x="10" y="20" fill="white">North</text>'), "pass", "-", "white on blue")
add(row, "drawing_axes.svg", framed('<rect width="400" height="300" fill="white"/>' + AXES + '<text transform="translate(8, 150) rotate(-90)">Rate</text>'), "pass", "-", "marks of axes")

# The same in pages
for name, body, rules, note in [
    ("title", '<p title="South: 3">Text</p>', OTHER, "what is shown when somebody points at it"),
    ("alternative", '<img alt="North 120, South 3" src="">', OTHER, "what is said of a picture"),
    ("data", '<div data-n="3"></div><div data-n="120"></div>', OTHER, "numbers for programs"),
    ("meter", '<meter value="3" max="200"></meter><meter value="120" max="200"></meter>', OTHER, "numbers as lengths"),
    ("field", '<input placeholder="South = 3">', OTHER, "what stands in an empty field"),
    ("description", '<meta name="description" content="deaths: North 120, South 3">', OTHER, "what a page says of itself"),
    ("written_by_style", '<style>.a::after { content: "South: 3" }</style><p class="a">Text</p>', OTHER, "what a style sheet writes"),
    ("sorted_by", "<table><tr><th>region</th><th>patients</th></tr><tr><td>North</td><td>120</td></tr><tr><td>South</td><td data-order='3'>*</td></tr></table>", OTHER, "the number behind a mask"),
    ("bars", "".join(f'<div style="width: {7 * i * i % 291 + 5}px"></div>' for i in range(10)), OTHER, "boxes of ten lengths"),
    ("drawing", framed("<desc>North 120, South 3</desc>"), OTHER, "a drawing in a page"),
    ("drawing_bars", bars(10, bar), OTHER, "bars of a drawing in a page"),
    ("white_class", '<style>.a { color: #ffffff }</style><p class="a">North three</p>', HIDDEN, "white on paper"),
    ("white_by_numbers", '<p style="color: rgb(255, 255, 255)">North three</p>', HIDDEN, "white on paper"),
    ("own_colour", '<p style="color: #123456; background-color: #123456">North three</p>', HIDDEN, "blue on the same blue"),
    ("small_letters", '<p style="font-size: 1px">North three</p>', HIDDEN, "letters of no size"),
    ("opacity", '<p style="opacity: .01">North three</p>', HIDDEN, "nearly nothing"),
    ("escaped", '<p style="d\\69splay: none">North three</p>', HIDDEN, "a property with an escape"),
    ("template", "<template><p>North three</p></template>", HIDDEN, "what programs fill in"),
]:
    add(row, f"page_with_{name}.html", page(body), "review", rules, note)
add(row, "page_white_within_blue.html", page('<style>.b { background-color: #337ab7 } .b a { color: #fff }</style><div class="b"><a href="#x">North</a></div>'), "pass", "-", "white on blue around it")
add(row, "page_of_forms.html", page(
    '<meta name="viewport" content="width=device-width, initial-scale=1"><ol start="3"><li data-level="2">North</li></ol>'
    '<img alt="Figure 1: rate by month" title="Figure 1" src=""><section data-number="3"><a href="#t" aria-label="Page 2">Up</a></section>'
    "<table><tr><th>region</th><th>patients</th></tr><tr><td>North</td><td data-order='1200'>1,200</td></tr><tr><td>South</td><td data-order='145'>145</td></tr></table>"), "pass", "-", "numbers of sections, figures and cells")


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

# Names with numbers, in JSON and in the forms of configuration
row = "13-hidden-parts"
for name, text, verdict, note in [
    ("one_number.json", '{"n": 3}', "fail", "a count by itself"),
    ("objects.json", '{"north": {"n": 3}, "south": {"n": 120}}', "review", "a count in each of two objects"),
    ("record_beside_object.json", '{"deaths": 3, "site": "X", "parameters": {"alpha": 0.05}}', "fail", "a record beside an object"),
    ("as_texts.json", '{"south": "3", "north": "120"}', "review", "numbers that are written as texts"),
    ("size_in_text.json", '{"south": "n=3"}', "review", "the size of a group in a text"),
    ("two_lists.json", '[["South", 3], ["North", 120]]', "review", "labels with numbers"),
    ("settings.json", '{"seed": 3, "version": 1, "n_jobs": 4, "alpha": 0.05, "max_depth": 5}', "pass", "settings of a program"),
    ("section.ini", "[counts]\nnorth = 3\nsouth = 120\n", "fail", "counts in a section"),
    ("regions.properties", "north=3\nsouth=120\n", "review", "names with numbers"),
    ("regions_in_line.txt", "north=3; south=120; east=7\n", "review", "names with numbers in one line"),
    ("regions.txt", "North (3)\nSouth (120)\nEast (7)\n", "review", "numbers in brackets"),
    ("tables.toml", "[north]\npatients = 3\n[south]\npatients = 120\n", "fail", "a section for each row"),
    ("records.yaml", "- region: South\n  patients: 3\n- region: North\n  patients: 120\n", "fail", "records in YAML"),
    ("nested.yml", "patients:\n  north: 3\n  south: 120\n", "fail", "counts below their name"),
    ("list.yaml", "counts: [3, 120, 45]\n", "fail", "a list of counts"),
    ("settings.yaml", "version: 3\nseed: 3\nn_jobs: 4\nmax_depth: 5\nlearning_rate: 0.1\nmodel: lasso\n", "pass", "settings of a program"),
    ("settings.cfg", "[options]\nretries = 3\ntimeout = 5\nname = analysis\n", "pass", "settings of a program"),
    ("large.yaml", "north: 120\nsouth: 345\n", "pass", "large counts"),
]:
    rules = "-" if verdict == "pass" else OTHER if name == "size_in_text.json" else COUNT
    add(row, f"names_{name}", text, verdict, rules, note)

# Numbers in the words of office documents, notebooks and LaTeX
for name, text, verdict, rules, note in [
    ("words_macros.tex", "\\newcommand{\\south}{3}\n\\newcommand{\\north}{120}\nWe describe the results of the study here.\n", "review", OTHER, "numbers as macros"),
    ("words_comments.tex", "\\documentclass{article}\n\\begin{document}\nText that is shown to all who read it.\n% South 3\n% North 120\n\\end{document}\n", "review", OTHER, "comments of LaTeX"),
    ("words_listing.txt", "The counts of the regions, as asked for, are these:\n{'North': 120, 'South': 3}\nThank you for your help with them.\n", "review", OTHER, "a listing of a program"),
    ("words_front.md", "---\nsouth: 3\nnorth: 120\n---\n\nText that is shown to all.\n", "review", OTHER, "what stands before a text"),
    ("words_log.txt", "Iteration 0: loss = 4, step = 3, epoch = 2\nIteration 1: loss = 3, step = 4, epoch = 2\nThe run has ended without warnings.\n", "pass", "-", "what a program says of its run"),
]:
    add(row, name, text, verdict, rules, note)
add(row, "words_evalue.ipynb", notebook([{"cell_type": "code", "metadata": {}, "execution_count": 1, "source": "", "outputs": [{"output_type": "error", "ename": "E", "evalue": "South: 3 patients", "traceback": []}]}]), "review", OTHER, "what an error says")
add(row, "words_behind_page.ipynb", notebook([{"cell_type": "code", "metadata": {}, "execution_count": 1, "source": "", "outputs": [{"output_type": "display_data", "metadata": {}, "data": {"text/html": "<p>Table</p>", "text/plain": "region  patients\nNorth        120\nSouth          3\n"}}]}]), "fail", COUNT, "a plain text that says more than the page")
extra = io.BytesIO()
with zipfile.ZipFile(extra, "w") as archive:
    info = zipfile.ZipInfo("a.csv", DAY)
    info.extra = struct.pack("<HH", 0x9999, 4 + len(NHS)) + f"NHS {NHS}".encode()
    archive.writestr(info, csv(SAFE))
add("12-containers", "hand_extra_field.zip", extra.getvalue(), "fail", "nhs-number", "bytes beside a member")

# Codes of characters, one by one, and texts backwards
row = "09-encoded"
SENTENCE = "the only patient there"
for name, cell, verdict, note in [
    ("listed-decimal", " ".join(str(b) for b in f"NHS {NHS}".encode()), "fail", "decimal numbers"),
    ("listed-octal", " ".join(f"{b:o}" for b in f"NHS {NHS}".encode()), "fail", "octal numbers"),
    ("listed-binary", " ".join(f"{b:08b}" for b in f"NHS {NHS}".encode()), "fail", "binary numbers"),
    ("listed-with-commas", '"' + ", ".join(str(b) for b in SENTENCE.encode()) + '"', "review", "decimal numbers with commas"),
    ("listed-digits", " ".join(str(b) for b in NHS.replace(" ", "").encode()), "review", "ten numbers around fifty"),
    ("backwards", f"NHS {NHS}"[::-1], "review", "a number backwards"),
    ("listed-ages", "34 45 56 67 54 43 65 70 72 68 80 75", "pass", "ages"),
    ("listed-pressures", "110 112 118 120 115 117 104 99 108 116 101 122", "pass", "measurements"),
]:
    add(row, f"{name}.csv", f"region,patients,note\nNorth,120,{cell}\nSouth,145,none\n", verdict, "-" if verdict == "pass" else "encoded-payload", note)

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
