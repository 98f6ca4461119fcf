"""Workbooks made to do harm: each gives one fault, in little time and memory, or is read as what it is."""

from __future__ import annotations

import io
import re
import struct
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from regroup.errors import InputError
from regroup.intake import cells_child
from regroup.intake.taking import take_in
from regroup.intake.understood import Understood
from regroup.workbook.start import start_tables
from tests.workbooks import HEAD, ROWS, book, one

SHEET = "xl/worksheets/sheet1.xml"
SECONDS = 20
"""On a busy machine; on an idle one each takes under two."""
Change = Callable[[str], str]


def taken(content: bytes, folder: Path, name: str = "a.xlsx") -> Understood:
    path = folder / name
    path.write_bytes(content)
    return take_in(path, "nb", start_tables(None, "nb"))


def refused(content: bytes, folder: Path, name: str = "a.xlsx") -> str:
    """The code of the one fault."""
    begun = time.monotonic()
    with pytest.raises(InputError) as error:
        taken(content, folder, name)
    assert time.monotonic() - begun < SECONDS
    assert len(error.value.faults) == 1
    assert error.value.text("nb")
    return error.value.faults[0].code


def changed(part: str, change: Change, more: dict[str, bytes] | None = None) -> bytes:
    """A good workbook with one part changed, and others added."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(one(HEAD, *ROWS))) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name)
            new.writestr(name, change(text.decode()).encode() if name == part else text)
        for name, text in (more or {}).items():
            new.writestr(name, text)
    return made.getvalue()


def same(text: str) -> str:
    return text


def cells(xml: str) -> Change:
    """Rows put in before the end of the sheet."""
    return lambda text: text.replace("</sheetData>", xml + "</sheetData>")


GOOD = one(HEAD, *ROWS)
ENTITIES = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
FAR = cells('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
WITHOUT_PLACES = cells('<row r="1048576"><c><v>1</v></c></row>')
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1500


@pytest.mark.parametrize(
    ("content", "code"),
    [
        pytest.param(b"not a workbook", "sheet_not_workbook", id="not a zip"),
        pytest.param(b"", "sheet_empty_file", id="empty"),
        pytest.param(GOOD[: len(GOOD) // 2], "sheet_broken", id="truncated"),
        pytest.param(GOOD[:-30], "sheet_broken", id="end cut off"),
        pytest.param(changed(SHEET, lambda text: text + " " * 30_000_000), "sheet_zip_large", id="bomb by ratio"),
        pytest.param(changed(SHEET, lambda _: ENTITIES), "sheet_entities", id="billion laughs"),
        pytest.param(changed("xl/workbook.xml", lambda _: OUTSIDE), "sheet_entities", id="external entity"),
        pytest.param(changed(SHEET, FAR), "sheet_too_far", id="lone cell far out"),
        pytest.param(changed(SHEET, WITHOUT_PLACES), "sheet_too_far", id="cells that do not say where they are"),
        pytest.param(changed(SHEET, lambda _: "<worksheet><sheetData><row"), "sheet_broken", id="broken XML"),
        pytest.param(changed("xl/workbook.xml", lambda _: "<workbook"), "sheet_broken", id="broken directory"),
        pytest.param(OLD + "EncryptedPackage".encode("utf-16-le"), "sheet_encrypted", id="encrypted"),
        pytest.param(OLD, "sheet_broken", id="broken xls renamed"),
    ],
)
def test_one_clear_fault(content: bytes, code: str, tmp_path: Path) -> None:
    assert refused(content, tmp_path) == code


def test_a_bomb_by_size(tmp_path: Path) -> None:
    parts = {f"xl/media/{index}.xml": bytes(range(256)) * 3_600 for index in range(50)}
    assert refused(changed(SHEET, same, parts), tmp_path) == "sheet_zip_large"


def test_many_entries(tmp_path: Path) -> None:
    count = 70_000
    local = b"PK\x03\x04" + bytes(22) + b"\x05\0\0\0"
    names = [b"%05d" % index for index in range(count)]
    files = b"".join(local + name for name in names)
    entry = b"PK\x01\x02" + bytes(24) + b"\x05\0" + bytes(12)
    places = (struct.pack("<I", index * 35) for index in range(count))
    directory = b"".join(entry + place + name for place, name in zip(places, names, strict=True))
    most = b"\xff\xff"
    end = b"PK\x05\x06" + bytes(4) + most + most + struct.pack("<IIH", len(directory), len(files), 0)
    assert refused(files + directory + end, tmp_path) == "sheet_zip_entries"


def test_overlapping_entries(tmp_path: Path) -> None:
    directory = GOOD.find(b"PK\x01\x02")
    second = GOOD.find(b"PK\x01\x02", directory + 4)
    first_offset = GOOD[directory + 42 : directory + 46]
    lying = GOOD[: second + 42] + first_offset + GOOD[second + 46 :]
    assert refused(lying, tmp_path) in ("sheet_zip_overlap", "sheet_broken")


def test_a_size_that_is_not_true(tmp_path: Path) -> None:
    content = changed(SHEET, lambda text: text + " " * 900_000)
    directory = content.find(SHEET.encode(), content.find(b"PK\x01\x02")) - 46
    lying = content[: directory + 24] + struct.pack("<I", 100) + content[directory + 28 :]
    assert refused(lying, tmp_path) == "sheet_broken"


def test_an_entry_twice(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        twice = changed(SHEET, same, {SHEET: b"<worksheet/>"})
    assert refused(twice, tmp_path) == "sheet_zip_overlap"


def test_one_text_in_very_many_cells(tmp_path: Path) -> None:
    many = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(10, 60_010))
    content = changed(SHEET, cells(many))
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name)
            new.writestr(name, text.replace(b"Enhet", b"E" * 900_000, 1) if name == "xl/sharedStrings.xml" else text)
    assert refused(made.getvalue(), tmp_path) in ("sheet_too_large", "sheet_zip_large")


def test_a_text_of_ten_megabytes(tmp_path: Path) -> None:
    letters = "".join(chr(65 + index * 7 % 26) for index in range(9973)) * 1000
    content = changed("xl/sharedStrings.xml", lambda text: text.replace("Barnevern", letters))
    assert refused(content, tmp_path) in ("text_too_long", "sheet_zip_large")


def test_very_many_empty_rows(tmp_path: Path) -> None:
    empty = "".join(f'<row r="{row}"/>' for row in range(10, 400_010))
    found = taken(changed(SHEET, cells(empty)), tmp_path)
    assert len(found.tables["units"]) == 3


def test_a_macro_is_ignored_and_said(tmp_path: Path) -> None:
    found = taken(changed(SHEET, same, {"xl/vbaProject.bin": b"Sub Auto_Open()"}), tmp_path, "a.xlsm")
    assert "macro" in {remark.key for remark in found.remarks}
    assert len(found.tables["units"]) == 3


def test_links_to_other_files_are_not_followed_and_said(tmp_path: Path) -> None:
    link = b'<externalLink xmlns="x"><ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>'
    found = taken(changed(SHEET, same, {"xl/externalLinks/externalLink1.xml": link}), tmp_path)
    assert "links" in {remark.key for remark in found.remarks}


def test_a_workbook_with_another_ending_is_read_and_said(tmp_path: Path) -> None:
    found = taken(GOOD, tmp_path, "a.xls")
    assert "other_ending" in {remark.key for remark in found.remarks}


def test_a_zip_that_is_no_workbook(tmp_path: Path) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("a.txt", "a")
    assert refused(made.getvalue(), tmp_path) == "sheet_not_workbook"


def test_a_folder_and_a_missing_file(tmp_path: Path) -> None:
    for path, code in ((tmp_path, "file_is_folder"), (tmp_path / "none.xlsx", "file_missing")):
        with pytest.raises(InputError) as error:
            take_in(path, "nb", start_tables(None, "nb"))
        assert error.value.faults[0].code == code


def test_names_do_not_act_on_a_terminal(tmp_path: Path) -> None:
    rows = [HEAD, ["Barne\u202evern", 1]]
    with pytest.raises(InputError) as error:
        taken(book({"Enh\u202eeter": rows}), tmp_path)
    assert "\u202e" not in error.value.text("nb")
    assert re.search(r"Enh.eter!A2", error.value.text("nb"))


def test_the_reading_process_is_bounded_in_memory() -> None:
    assert cells_child.MEMORY <= 500 * 2**20
    assert cells_child.MOST_CELLS * 2 <= 10**7
