"""Workbooks made to do harm, and files that only claim to be workbooks. Items 57 to 84 of the list of bad inputs."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
from collections.abc import Callable, Iterator, Mapping

from tests.hostility.base import Case
from tests.workbooks import HEAD, ROWS, one

SHEET = "xl/worksheets/sheet1.xml"
BOOK = "xl/workbook.xml"
TEXTS = "xl/sharedStrings.xml"
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
Change = Callable[[bytes], bytes]


def good() -> bytes:
    """A right list."""
    return one(HEAD, *ROWS)


def remade(content: bytes, part: str, change: Change, more: Mapping[str, bytes] | None = None) -> bytes:
    """A workbook with one part changed and others added."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == part else old.read(name))
        for name, text in (more or {}).items():
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # the same part twice is the point of one case
                new.writestr(name, text)
    return made.getvalue()


def cells(xml: str) -> Change:
    """Rows put in before the end of the sheet."""
    return lambda text: text.replace(b"</sheetData>", xml.encode() + b"</sheetData>")


def part(name: str, change: Change) -> Callable[[], bytes]:
    """A good workbook with one part changed."""
    return lambda: remade(good(), name, change)


def whole(content: bytes) -> Change:
    """Another content for the part."""
    return lambda _: content


def added(**more: bytes) -> Callable[[], bytes]:
    """A good workbook with parts added; two lines in a name stand for a slash."""
    return lambda: remade(good(), "", whole(b""), {name.replace("__", "/"): text for name, text in more.items()})


def entities(body: str) -> bytes:
    """XML with a document type."""
    return f"<!DOCTYPE x [{body}]><x>&b;</x>".encode()


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
REFUSED: dict[str, Callable[[], bytes]] = {
    "57 not a zip": lambda: b"not a workbook",
    "57 nothing": lambda: b"",
    "57 only the mark of a zip": lambda: b"PK\x03\x04",
    "57 an empty zip": lambda: b"PK\x05\x06" + bytes(18),
    "57 a zip of something else": lambda: _zip({"a.txt": b"a"}),
    "57 a Word file": lambda: _zip({"word/document.xml": b"<w/>", "[Content_Types].xml": b"<Types/>"}),
    "57 a web page called .xlsx": lambda: b"<html><table><tr><td>Enhet</td></tr></table></html>",
    "57 a PDF called .xlsx": lambda: b"%PDF-1.7\n" + bytes(500),
    "58 cut in two": lambda: good()[: len(good()) // 2],
    "58 the end cut off": lambda: good()[:-30],
    "58 the beginning cut off": lambda: good()[1000:],
    "58 a stretch of zeros": lambda: good()[:200] + bytes(600) + good()[800:],
    "59 bomb of blanks": part(SHEET, lambda text: text + b" " * 30_000_000),
    "59 bomb of rows": part(SHEET, cells('<row r="9"><c r="A9"><v>1</v></c></row>' * 700_000)),
    "59 bomb by number": lambda: remade(good(), "", whole(b""), {f"xl/m{n}.xml": b"ab" * 450_000 for n in range(60)}),
    "59 bomb in a bomb": lambda: _zip({"a.zip": _zip({"b": b"\0" * 10_000_000})}),
    "59 a size that is not true": lambda: _lying(24, 100),
    "59 a packed size that is not true": lambda: _lying(20, 2**31),
    "60 entries that overlap": lambda: _overlapping(),
    "60 the same part twice": lambda: remade(good(), "", whole(b""), {SHEET: b"<worksheet/>"}),
    "61 70 000 entries": lambda: _many_entries(70_000),
    "61 3 000 entries": lambda: remade(good(), "", whole(b""), {f"x/{n}.xml": b"<a/>" for n in range(3000)}),
    "62 billion laughs": part(SHEET, whole(entities('<!ENTITY l0 "ha">' + LAUGHS + '<!ENTITY b "&l11;">'))),
    "62 entity of a file": part(BOOK, whole(entities('<!ENTITY b SYSTEM "file:///etc/passwd">'))),
    "62 entity of the net": part(TEXTS, whole(entities('<!ENTITY b SYSTEM "http:" "//127.0.0.1/">'))),
    "62 entity by parameter": part(TEXTS, whole(entities('<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;'))),
    "62 entity in UTF-16": part(SHEET, whole(entities('<!ENTITY b "x">').decode().encode("utf-16"))),
    "62 quadratic entity": part(TEXTS, whole(entities(f'<!ENTITY b "{"x" * 50_000}">'))),
    "63 cell at XFD1048576": part(SHEET, cells('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')),
    "63 cells without places": part(SHEET, cells('<row r="1048576"><c><v>1</v></c></row>')),
    "63 cell beyond XFD": part(SHEET, cells('<row r="9"><c r="ZZZ9"><v>1</v></c></row>')),
    "63 row beyond the last": part(SHEET, cells('<row r="9999999"><c r="A9999999"><v>1</v></c></row>')),
    "65 encrypted": lambda: OLD + bytes(1500) + "EncryptedPackage".encode("utf-16-le"),
    "65 entries with a password": lambda: _flagged(),
    "66 broken .xls called .xlsx": lambda: OLD + bytes(1500),
    "broken XML": part(SHEET, whole(b"<worksheet><sheetData><row")),
    "broken directory": part(BOOK, whole(b"<workbook")),
    "no sheets": part(BOOK, whole(b'<workbook xmlns="x"><sheets/></workbook>')),
    "a text of ten megabytes": part(TEXTS, lambda text: text.replace(b"Barnevern", _letters(10_000_000))),
    "a text that is not there": part(SHEET, lambda text: text.replace(b"<v>0</v>", b"<v>999999</v>", 1)),
    "100 000 sheets": part(
        BOOK, lambda text: text.replace(b"</sheets>", b'<sheet name="a"/>' * 100_000 + b"</sheets>")
    ),
    "nested elements": part(SHEET, whole(b"<a>" * 200_000)),
    "one attribute of a megabyte": part(SHEET, cells(f'<row r="9" x="{"y" * 900_000}"><c r="A9"')),
    "one text in 60 000 cells": lambda: _one_text(),
}
"""Each must be refused."""

DDE = b'<externalLink xmlns="x"><ddeLink ddeService="cmd" ddeTopic="/c"/></externalLink>'
READ: dict[str, Callable[[], bytes]] = {
    "63 dimension of everything": part(SHEET, lambda text: text.replace(b"A1:B4", b"A1:XFD1048576")),
    "63 dimension of nothing": part(SHEET, lambda text: text.replace(b"A1:B4", b"")),
    "64 400 000 empty rows": part(SHEET, cells("".join(f'<row r="{n}"/>' for n in range(10, 400_010)))),
    "64 merged over everything": part(
        SHEET,
        lambda text: text.replace(
            b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
        ),
    ),
    "64 100 000 merged": part(
        SHEET,
        lambda text: text.replace(
            b"</sheetData>", b"</sheetData><mergeCells>" + b'<mergeCell ref="A1:B2"/>' * 100_000 + b"</mergeCells>"
        ),
    ),
    "67 macro": added(xl__vbaProject=b"", **{"xl__vbaProject.bin": b"Sub Auto_Open()"}),
    "68 link to another file": added(**{"xl__externalLinks__externalLink1.xml": b'<externalLink xmlns="x"/>'}),
    "68 DDE": added(**{"xl__externalLinks__externalLink1.xml": DDE}),
    "69 formula without value": part(SHEET, lambda text: text.replace(b"<v>28</v>", b"<f>1+1</f>")),
    "69 DDE formula": part(SHEET, lambda text: text.replace(b"<v>28</v>", b"<f>cmd|'/C calc'!A1</f><v>28</v>")),
    "70 error values": part(SHEET, lambda text: text.replace(b'<c r="B2">', b'<c r="B2" t="e">')),
    "77 number that is none": part(SHEET, lambda text: text.replace(b"<v>28</v>", b"<v>NaN</v>")),
    "77 number without end": part(SHEET, lambda text: text.replace(b"<v>28</v>", b"<v>1e999</v>")),
    "77 number as a name": part(SHEET, lambda text: text.replace(b"<v>28</v>", b"<v>-inf</v>")),
    "77 very large number": part(SHEET, lambda text: text.replace(b"<v>28</v>", b"<v>1e308</v>")),
    "78 date before dates": part(SHEET, lambda text: text.replace(b'<c r="B2">', b'<c r="B2" t="d">')),
    "path out of the workbook": added(**{"..__..__..__etc__x.xml": b"<a/>"}),
    "target out of the workbook": part(
        "xl/_rels/workbook.xml.rels", lambda text: text.replace(b"worksheets/sheet1.xml", b"../../../etc/passwd")
    ),
    "a sheet without a name": part(BOOK, lambda text: text.replace(b'name="Enheter"', b'name=""')),
    "a comment after the zip": lambda: good() + b"x" * 1000,
    "something before the zip": lambda: b"x" * 10 + good(),
    "ODS: a right list": lambda: ods(_ods_rows(HEAD, *ROWS)),
    "ODS: a million rows of blanks": lambda: ods(_ods_rows(HEAD, *ROWS) + _REPEATED_ROWS),
    "ODS: a billion cells": lambda: ods(_REPEATED_CELLS),
    "ODS: 16 384 cells in a million rows": lambda: ods(_REPEATED_BOTH),
    "ODS: entities": lambda: ods('<!DOCTYPE x [<!ENTITY a "b">]>'),
    "ODS: broken": lambda: ods("<table:table-row>"),
    "ODS: encrypted": lambda: ods(_ods_rows(HEAD), b'<manifest:encryption-data manifest:checksum="x"/>'),
}
"""Each may be read, or refused; .ods is told by what it holds, whatever it is called."""
_CELL = '<table:table-cell office:value-type="float" office:value="1"'
_REPEATED_ROWS = '<table:table-row table:number-rows-repeated="1048570"><table:table-cell/></table:table-row>'
_REPEATED_CELLS = f'<table:table-row>{_CELL} table:number-columns-repeated="1000000000"/></table:table-row>'
_WIDE = f'{_CELL} table:number-columns-repeated="16384"/>'
_REPEATED_BOTH = f'<table:table-row table:number-rows-repeated="1048576">{_WIDE}</table:table-row>'


def cases() -> Iterator[Case]:
    """Every workbook, and some under other endings."""
    for name, make in REFUSED.items():
        yield Case(f"{name} / xlsx", "xlsx", {"a.xlsx": make}, refused=True)
    for name, make in READ.items():
        yield Case(f"{name} / xlsx", "xlsx", {"a.xlsx": make})
    for ending in ("xls", "ods", "xlsm", "xlsb", "csv", "txt", "XLSX", "xltx"):
        for name in (
            "57 not a zip",
            "58 cut in two",
            "62 billion laughs",
            "66 broken .xls called .xlsx",
            "65 encrypted",
        ):
            file = f"a.{ending}"
            yield Case(f"{name} / {ending}", "xlsx", {file: REFUSED[name]}, words=("import", file))
        for name in ("67 macro", "ODS: a right list"):
            yield Case(f"{name} / {ending}", "xlsx", {f"a.{ending}": READ[name]}, words=("import", f"a.{ending}"))


def ods(rows: str, manifest: bytes = b"") -> bytes:
    """A spreadsheet of LibreOffice's kind with one sheet."""
    names = " ".join(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "table", "text"))
    content = (
        f'<?xml version="1.0"?><office:document-content {names}><office:body><office:spreadsheet>'
        f'<table:table table:name="Enheter">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    entry = (
        b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">%s</manifest:manifest>'
    )
    return _zip({"mimetype": ODS_TYPE, "content.xml": content.encode(), "META-INF/manifest.xml": entry % manifest})


def _ods_rows(*rows: list[object]) -> str:
    made = ""
    for row in rows:
        texts = "".join(
            f'<table:table-cell office:value-type="float" office:value="{value}"/>'
            if isinstance(value, int | float)
            else f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'
            for value in row
        )
        made += f"<table:table-row>{texts}</table:table-row>"
    return made


def _zip(parts: Mapping[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def _letters(count: int) -> bytes:
    return bytes(65 + index * 7 % 26 for index in range(9973)) * (count // 9973)


def _lying(offset: int, size: int) -> bytes:
    content = remade(good(), SHEET, lambda text: text + b" " * 900_000)
    directory = content.find(SHEET.encode(), content.find(b"PK\x01\x02")) - 46
    return content[: directory + offset] + struct.pack("<I", size) + content[directory + offset + 4 :]


def _overlapping() -> bytes:
    content = good()
    directory = content.find(b"PK\x01\x02")
    second = content.find(b"PK\x01\x02", directory + 4)
    return content[: second + 42] + content[directory + 42 : directory + 46] + content[second + 46 :]


def _flagged() -> bytes:
    """Every entry says that it is locked."""
    content = bytearray(good())
    at = content.find(b"PK\x01\x02")
    while at >= 0:
        content[at + 8] |= 1
        at = content.find(b"PK\x01\x02", at + 4)
    return bytes(content)


def _many_entries(count: int) -> bytes:
    local = b"PK\x03\x04" + bytes(22) + b"\x05\0\0\0"
    names = [b"%05d" % index for index in range(count)]
    files = b"".join(local + name for name in names)
    entry = b"PK\x01\x02" + bytes(24) + b"\x05\0" + bytes(12)
    places = (struct.pack("<I", index * 35) for index in range(count))
    directory = b"".join(entry + place + name for place, name in zip(places, names, strict=True))
    end = b"PK\x05\x06" + bytes(4) + b"\xff\xff" * 2 + struct.pack("<IIH", len(directory), len(files), 0)
    return files + directory + end


def _one_text() -> bytes:
    many = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(10, 60_010))
    content = remade(good(), SHEET, cells(many))
    return remade(content, TEXTS, lambda text: text.replace(b"Enhet", _letters(900_000), 1))
