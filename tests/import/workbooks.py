#!/usr/bin/env python3
"""workbooks.py: writes the workbooks in these folders, byte for byte as they
are kept: python3 tests/import/workbooks.py"""
import os
import struct
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DOC = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
# Formats by their number: 0 General, 1 a day, 2 one as Danes have it,
# 3 a percentage, 4 text.
STYLES = (XML + f'<styleSheet xmlns="{MAIN}"><numFmts count="1">'
          '<numFmt numFmtId="164" formatCode="dd\\-mm\\-yyyy;@"/></numFmts>'
          '<cellXfs count="5"><xf numFmtId="0"/><xf numFmtId="14"/>'
          '<xf numFmtId="164"/><xf numFmtId="9"/><xf numFmtId="49"/>'
          '</cellXfs></styleSheet>')
DAY, DANISH, PERCENT, TEXT = 1, 2, 3, 4


def write(name, parts):
    path = os.path.join(HERE, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with zipfile.ZipFile(path, "w") as z:
        for part, text in parts.items():
            info = zipfile.ZipInfo(part, (2026, 11, 20, 12, 0, 0))
            # What kind of OpenDocument it is stands at a fixed place.
            info.compress_type = (zipfile.ZIP_STORED if part == "mimetype"
                                  else zipfile.ZIP_DEFLATED)
            z.writestr(info, text)


def escape(text):
    return (text.replace("&", "&amp;").replace("<", "&lt;")
            .replace('"', "&quot;"))


def column(i):
    return chr(ord("A") + i)


class Book:
    """Cells: text is shared, a number is (number, style), anything else is a
    string that begins with < and has R where its address belongs."""

    def __init__(self):
        self.texts = []

    def cell(self, value, address):
        if isinstance(value, tuple):
            return f'<c r="{address}" s="{value[1]}"><v>{value[0]}</v></c>'
        if isinstance(value, (int, float)):
            return f'<c r="{address}"><v>{value}</v></c>'
        if value.startswith("<c"):
            return value.replace("R", f'r="{address}"', 1)
        if value not in self.texts:
            self.texts.append(value)
        return (f'<c r="{address}" t="s"><v>{self.texts.index(value)}</v>'
                '</c>')

    def sheet(self, rows, first=1):
        out = XML + f'<worksheet xmlns="{MAIN}"><sheetData>'
        for number, row in enumerate(rows, first):
            if row is None:
                continue
            out += f'<row r="{number}">'
            for i, value in enumerate(row):
                if value is not None:
                    out += self.cell(value, f"{column(i)}{number}")
            out += "</row>"
        return out + "</sheetData></worksheet>"

    def shared(self):
        out = XML + f'<sst xmlns="{MAIN}">'
        for text in self.texts:
            if text.startswith("<r>"):
                out += f"<si>{text}</si>"
            else:
                out += ('<si><t xml:space="preserve">' + escape(text) +
                        "</t></si>")
        return out + "</sst>"


def relations(*pairs):
    out = XML + f'<Relationships xmlns="{PACKAGE}">'
    for i, (kind, target) in enumerate(pairs, 1):
        out += (f'<Relationship Id="rId{i}" Type="{DOC}/{kind}" '
                f'Target="{target}"/>')
    return out + "</Relationships>"


def parts(sheets, book, hidden=(), date1904=False):
    """sheets: name -> XML, in the order of the tabs."""
    workbook = XML + f'<workbook xmlns="{MAIN}" xmlns:r="{DOC}">'
    if date1904:
        workbook += '<workbookPr date1904="1"/>'
    workbook += "<sheets>"
    for i, name in enumerate(sheets, 1):
        state = ' state="hidden"' if name in hidden else ""
        workbook += (f'<sheet name="{escape(name)}" sheetId="{i}"{state} '
                     f'r:id="rId{i}"/>')
    workbook += "</sheets></workbook>"
    files = [("worksheet", f"worksheets/sheet{i}.xml")
             for i in range(1, len(sheets) + 1)]
    out = {
        "[Content_Types].xml": XML + f'<Types xmlns="{TYPES}"/>',
        "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": workbook,
        "xl/_rels/workbook.xml.rels": relations(
            *files, ("styles", "styles.xml"),
            ("sharedStrings", "sharedStrings.xml")),
        "xl/styles.xml": STYLES,
    }
    for i, xml in enumerate(sheets.values(), 1):
        out[f"xl/worksheets/sheet{i}.xml"] = xml
    out["xl/sharedStrings.xml"] = book.shared()
    return out


def one(name, rows, **how):
    book = Book()
    write(name, parts({"Ark1": book.sheet(rows)}, book, **how))


HEAD = ["Sagsnr", "Dato", "Trivsel barn"]
# 20 November 2026 is day 46346.
ROW = ["S-0001", (46346, DANISH), 6.5]


def plain():
    one("xlsx/sheet.xlsx", [
        HEAD + ["Trivsel mor", "Trivsel far", "Fase", "Næste møde"],
        ["S-0001", (46346, DANISH), 6.5, "Afslået", None, "Før",
         (46402, DAY)],
        ["S-0002", "21-11-2026", "7,5", (7, TEXT), None, None, None],
        ["S-0003", (46348, DAY), '<c R t="inlineStr"><is><t>8</t></is></c>',
         "<r><t>Ikke </t></r><r><t>vurderet</t></r>"]])


def numbers():
    one("xlsx-numbers/sheet.xlsx", [
        HEAD,
        ["S-0001", (46346, DANISH), 6.4999999999999996],
        ["S-0001", (46347, DANISH), "<c R><v>6.4999999999999991</v></c>"],
        ["S-0001", (46348.75, DANISH), "<c R><v>7.0000000000000009</v></c>"],
        ["S-0001", (46349, DANISH), "<c R><v>8E0</v></c>"]])


def not_numbers():
    one("xlsx-numbers-none/sheet.xlsx", [
        HEAD,
        ["S-0001", (46346, DANISH), (46145, DANISH)],
        ["S-0001", 46347, 6],
        ["S-0001", (46348, DANISH), (0.65, PERCENT)],
        ["S-0001", (46349, DANISH), '<c R t="b"><v>1</v></c>'],
        ["S-0001", (46350, DANISH), 60000]])


def formulas():
    one("xlsx-formulas/sheet.xlsx", [
        HEAD,
        ['<c R t="str"><f>A9</f><v>S-0001</v></c>',
         '<c R s="2"><f>TODAY()</f><v>46346</v></c>',
         "<c R><f>6+0.5</f><v>6.5</v></c>"]])
    one("xlsx-formulas-none/sheet.xlsx", [
        HEAD,
        ["S-0001", (46346, DANISH),
         '<c R t="e"><f>VLOOKUP(1,A:B,2)</f><v>#N/A</v></c>'],
        ["S-0002", (46346, DANISH), "<c R><f>6+0.5</f></c>"],
        ["S-0009", (46346, DANISH), 6]])


def tabs():
    book = Book()
    sheets = {"Vejledning": book.sheet([["Læs dette først"]]),
              "Uge 47": book.sheet([HEAD, ROW]),
              "Uge 48": book.sheet([HEAD, ["S-0002", (46353, DANISH), 5]])}
    for name in ("xlsx-tab", "xlsx-tab-none"):
        write(f"{name}/sheet.xlsx", parts(sheets, book))
    write("xlsx-tab-hidden/sheet.xlsx",
          parts(sheets, book, hidden=("Vejledning",)))


def shapes():
    one("xlsx-1904/sheet.xlsx", [HEAD, ["S-0001", (44884, DANISH), 6.5]],
        date1904=True)
    one("xlsx-gaps/sheet.xlsx", [
        ["Trivselsark for uge 47"], None, [None, None], None,
        [None] + HEAD[:2] + [None] + HEAD[2:],
        None,
        [None] + ROW[:2] + [None] + ROW[2:],
        [None, "S-0002", (46346, DANISH), None, 99]])
    one("xlsx-ids/sheet.xlsx", [
        ["Sagsnr", "Tildelt", "Team", "Født"],
        [12, (46346, DANISH), 7, 2014],
        ["0013", (46346, DANISH), "007", (41760, DAY)]])
    one("xlsx-flags/sheet.xlsx", [
        ["Sagsnr", "Dato", "Bedømmer", "ORS i alt", "ORS sprunget over"],
        ["S-0001", (46346, DANISH), "Barn", None, '<c R t="b"><v>1</v></c>'],
        ["S-0002", (46346, DANISH), "Barn", 32.5, '<c R t="b"><v>0</v></c>'],
        ["S-0003", (46346, DANISH), "Barn", None, 1]])
    one("xlsx-cpr/sheet.xlsx", [
        ["Sagsnr", "Dato", "Udfyldt af", "Mål", "Hvad er gjort"],
        ["S-0001", (46346, DANISH), "Udfører", "M1", 7101754000],
        [7101754000, (46346, DANISH), "Udfører", "M1", "x"]])
    one("xlsx-named-csv/sheet.csv", [HEAD, ROW])
    one("xlsx-lines/sheet.xlsx", [
        ["Sagsnr", "Dato", "Udfyldt\naf", "Mål", "Hvad er gjort"],
        ["S-0001", (46346, DANISH), "Udfører", "M1",
         'to_x000D_\nlinjer, "i citat" og = + @']])


def hostile():
    book = Book()
    good = parts({"Ark1": book.sheet([HEAD, ROW])}, book)
    sheet = "xl/worksheets/sheet1.xml"
    bomb = dict(good)
    bomb[sheet] = (XML + f'<worksheet xmlns="{MAIN}"><sheetData>' +
                   " " * (40 << 20) + "</sheetData></worksheet>")
    write("xlsx-bomb/sheet.xlsx", bomb)
    laughs = dict(good)
    entities = '<!ENTITY a "haha">' + "".join(
        f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">'
        for i in range(9))
    laughs["xl/sharedStrings.xml"] = (
        f"<?xml version='1.0'?><!DOCTYPE sst [{entities}]>"
        f'<sst xmlns="{MAIN}"><si><t>&j;</t></si></sst>')
    write("xlsx-entities/sheet.xlsx", laughs)
    outside = dict(good)
    outside[sheet] = (
        "<?xml version='1.0'?><!DOCTYPE worksheet [<!ENTITY x SYSTEM "
        f"'file:///etc/passwd'>]><worksheet xmlns='{MAIN}'><sheetData>"
        "<row r='1'><c r='A1' t='inlineStr'><is><t>&x;</t></is></c></row>"
        "</sheetData></worksheet>")
    write("xlsx-entity-outside/sheet.xlsx", outside)
    deep = dict(good)
    deep[sheet] = (XML + f'<worksheet xmlns="{MAIN}">' + "<a>" * 5000 +
                   "</a>" * 5000 + "</worksheet>")
    write("xlsx-deep/sheet.xlsx", deep)
    write("xlsx-damaged/sheet.xlsx", good)
    path = os.path.join(HERE, "xlsx-damaged/sheet.xlsx")
    with open(path, "rb") as f:
        data = f.read()
    with open(path, "wb") as f:
        f.write(data[:len(data) // 2])
    far = dict(good)
    far[sheet] = good[sheet].replace('r="C2"', 'r="XFE2"')
    write("xlsx-far/sheet.xlsx", far)


def others():
    docx = {
        "[Content_Types].xml": XML + f'<Types xmlns="{TYPES}"/>',
        "_rels/.rels": relations(("officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": relations(("styles", "styles.xml")),
        "word/document.xml": XML + '<w:document xmlns:w="http://schemas.'
        'openxmlformats.org/wordprocessingml/2006/main"><w:body/>'
        "</w:document>",
    }
    write("file-docx/sheet.xlsx", docx)
    write("file-docx/sheet.csv", docx)
    write("file-zip/sheet.xlsx", {"sheet.csv": "Sagsnr;Dato\r\n"})
    write("file-ods/sheet.ods", {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": XML + "<office:document-content/>"})
    compound("file-xls/sheet.xls", "Workbook")
    compound("file-password/sheet.xlsx", "EncryptedPackage")


def compound(name, stream):
    """The least that says what it is: a header, and a directory."""
    path = os.path.join(HERE, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    header += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    data = header.ljust(512, b"\0")
    for entry in ("Root Entry", stream):
        text = entry.encode("utf-16-le") + b"\0\0"
        data += (text.ljust(64, b"\0") + struct.pack("<H", len(text))
                 ).ljust(128, b"\0")
    with open(path, "wb") as f:
        f.write(data.ljust(1536, b"\0"))


for make in (plain, numbers, not_numbers, formulas, tabs, shapes, hostile,
             others):
    make()
