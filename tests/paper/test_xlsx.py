"""The workbook: every cell says what the document says, nothing is a formula, and names are Excel's."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from functools import cache

import pytest
from lxml import etree
from python_calamine import CalamineWorkbook

from regroup.formats import formats_in, rendered
from regroup.formats.plain import clean
from regroup.formats.sheet_names import sheet_names
from regroup.formats.sheet_number import form_of
from regroup.formats.sheet_table import HEAD
from regroup.formats.xlsx import xlsx
from regroup.paper.base import Cell, Column, Paper, Picture, Section, Table
from regroup.text import number, percent
from tests.paper.hostile import PAYLOADS, hostile
from tests.paper.told import EVERY, LANGUAGES, SCENARIO, solved, told


@cache
def made(scenario: str, language: str) -> bytes:
    return xlsx(told(scenario, language))


def parts(content: bytes) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        for name in file.namelist():
            yield name, file.read(name)


def tables(paper: Paper) -> list[Table]:
    return paper.sheets()


def drawn(paper: Paper) -> list[Picture]:
    return [block for block in paper.blocks() if isinstance(block, Picture)]


def read(content: bytes) -> list[tuple[str, list[list[object]]]]:
    """Sheets by name, each from its first row on."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return [(name, book.get_sheet_by_name(name).to_python(skip_empty_area=False)) for name in book.sheet_names]


def harmless(content: bytes) -> None:
    """No formula, no link that leads out, no code; every part is XML that opens."""
    for name, part in parts(content):
        if name.endswith(".png"):
            assert part.startswith(b"\x89PNG")
            continue
        assert name.endswith((".xml", ".rels"))
        root = etree.fromstring(part)
        assert not [element for element in root.iter() if element.tag.endswith(("}f", "}calculatedColumnFormula"))]
        links = [element for element in root.iter() if element.tag.endswith("}hyperlink")]
        assert all(link.get("location") and not [key for key in link.attrib if key.endswith("}id")] for link in links)
        assert b'TargetMode="External"' not in part


@EVERY
def test_every_cell_is_that_of_the_document(scenario: str, language: str):
    paper = told(scenario, language)
    _, *sheets = read(made(scenario, language))
    assert len(sheets) == len(tables(paper)) + bool(drawn(paper))
    for (_, rows), table in zip(sheets, tables(paper), strict=False):
        assert rows[0][0] == table.caption
        assert len({str(heading).casefold() for heading in rows[HEAD]}) == len(table.columns)
        for row, cells in zip(rows[HEAD + 1 :], table.rows, strict=False):
            for found, cell in zip(row, cells, strict=False):
                assert found == (clean(cell.text) if cell.value is None else float(f"{float(cell.value):.16G}"))
        assert len(rows) >= HEAD + 1 + len(table.rows)


@EVERY
def test_there_is_no_formula_and_it_tells_nobody_who_made_it(scenario: str, language: str):
    harmless(made(scenario, language))
    core = dict(parts(made(scenario, language)))["docProps/core.xml"].decode()
    assert re.search(r"<dc:creator>([^<]*)<", core + "<dc:creator><")[1] == ""  # type: ignore[index]
    assert set(re.findall(r"\d{4}-\d\d-\d\d", core)) == {"2000-01-01"}


@SCENARIO
def test_every_unit_is_where_each_structure_has_it(scenario: str):
    result = solved(scenario)
    facts = result.problem.scenario
    rows = dict(read(made(scenario, "nb")))["Enheter"][HEAD + 1 :]
    assert [row[0] for row in rows] == [unit.name for unit in facts.units]
    assert result.plan is not None
    plan = result.plan.evaluation.plan
    moved = plan.moves_from(facts.today())
    for row, unit in zip(rows, facts.units, strict=True):
        assert row[-2] == facts.area_names[plan[unit.id]]
        assert row[-1] == ("ja" if unit.id in moved else "nei")


def test_the_first_sheet_leads_to_every_other_and_says_what_the_slides_say():
    paper = told("hamar", "nb")
    (_, first), *sheets = read(made("hamar", "nb"))
    words = [row[0] for row in first]
    assert {name for name, _ in sheets} <= set(words)
    assert all(slide.message in words for slide in paper.slides)
    assert all(label in words for label, _ in paper.facts)
    links = [
        element.get("location")
        for element in etree.fromstring(dict(parts(made("hamar", "nb")))["xl/worksheets/sheet1.xml"]).iter()
        if element.tag.endswith("}hyperlink")
    ]
    assert links == [f"'{name}'!A1" if not name.isalnum() else links[at] for at, (name, _) in enumerate(sheets)]


def test_drawings_are_on_a_sheet_of_their_own_and_told_in_words():
    paper, content = told("hamar", "nb"), dict(parts(made("hamar", "nb")))
    name, rows = read(made("hamar", "nb"))[-1]
    assert name == "Bilder"
    captions = [row[0] for row in rows if row and row[0]]
    assert captions[2:] == [picture.caption for picture in drawn(paper)]
    (drawing,) = (etree.fromstring(part) for name, part in content.items() if name.startswith("xl/drawings/drawing"))
    said = [element.get("descr") for element in drawing.iter() if element.tag.endswith("}cNvPr")]
    assert [words[:40] for words in said] == [f"{p.caption}. {p.alt}"[:40] for p in drawn(paper)]
    ends = [
        int(e.text) for e in drawing.iter() if e.tag.endswith("}row") and e.getparent().tag.endswith(("}to", "}from"))
    ]
    assert ends == sorted(ends)  # none covers another


def test_a_table_that_a_list_holds_the_whole_of_has_no_sheet():
    part, whole = (Table("runs", "", (Column("a"),), ((Cell("x"),),) * count) for count in (1, 3))
    paper = Paper("t", "", "en", (Section("s", "s", (part,)),), (), lists=(whole,))
    assert paper.sheets() == [whole]


def test_a_sum_stays_out_of_the_filter():
    content = dict(parts(made("hamar", "nb")))
    points = next(table for table in tables(told("hamar", "nb")) if table.key == "points")
    (table,) = (part.decode() for name, part in content.items() if b'name="points_' in part)
    assert f'ref="A{HEAD + 1}:{chr(64 + len(points.columns))}{HEAD + len(points.rows)}"' in table


@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_what_a_file_says_is_a_text_and_never_done(payload: str):
    content = xlsx(hostile(payload))
    harmless(content)
    sheets = read(content)
    assert len({name.casefold() for name, _ in sheets}) == len(sheets) == 4
    for name, rows in sheets[1:]:
        assert 1 <= len(name) <= 31
        assert not set(name) & set("[]:*?/\\")
        assert rows[HEAD + 1][0] == clean(payload)
        assert rows[HEAD + 1][1] == pytest.approx(-5 / 3)


def test_names_of_sheets_are_their_own_and_allowed():
    wanted = ["Areas", "areas", "A" * 40, "a" * 40, "[x]:*?/\\", "'quoted'", "", " ", "History", "\x00", "😀" * 31]
    names = sheet_names(wanted)
    assert len({name.casefold() for name in names}) == len(wanted)
    assert all(0 < len(name.encode("utf-16-le")) <= 62 for name in names)
    assert names[:2] == ["Areas", "areas 2"]
    assert "history" not in {name.casefold() for name in names}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_number_is_shown_as_it_is_read(language: str):
    plain = Cell(number(Fraction(4521, 2), language), Fraction(4521, 2))
    assert form_of(plain, language) == "#,##0.0"
    ranged = replace(plain, text=plain.text + "* (30–60)")
    assert form_of(ranged, language) == '#,##0.0"* (30–60)"'
    share = Cell(percent(Fraction(9, 25), language) + "*", Fraction(9, 25))
    assert form_of(share, language) == {"nb": '#,##0"\u00a0"%"*"', "en": '#,##0%"*"'}[language]
    assert form_of(Cell("+3", Fraction(3)), language) == "+#,##0;-#,##0"
    assert form_of(Cell("<0", Fraction(1, 100)), language) == "General"
    assert form_of(Cell('5";[Red]0', Fraction(5)), language) == '#,##0";[Red]0"'


def test_headings_that_are_the_same_and_numbers_too_large_are_told_all_the_same():
    columns = (Column("x"), Column("X"), Column(""), Column(""), Column("n", numeric=True))
    rows = ((Cell("a"), Cell("b"), Cell("c"), Cell("d"), Cell("10", Fraction(10**400))),)
    table = Table("t", "t", columns, rows)
    content = xlsx(Paper("t", "t", "nb", (Section("s", "s", (table, Table("u", "t", columns, ()))),), ()))
    harmless(content)
    _, (_, sheet), (_, empty) = read(content)
    assert sheet[HEAD] == ["x", "X (2)", "–", "– (2)", "n"]
    assert sheet[HEAD + 1] == ["a", "b", "c", "d", "10"]
    assert empty[HEAD] == sheet[HEAD]


def test_signs_that_harm_are_shown_as_one_sign_and_stacked_marks_are_few():
    assert clean("a\x00b\x1fc\ud800\u202ed\te\r\nf") == "a\ufffdb\ufffdc\ufffd\ufffdd e\nf"
    assert clean("e" + "\u0301" * 10_000) == "e" + "\u0301" * 4
    assert len(clean("w" * 1_000_000)) == 32_000


def test_the_format_is_asked_for_by_name():
    assert formats_in("XLSX, pptx,xlsx") == ("xlsx", "pptx")
    assert rendered(told("toy", "nb"), "xlsx") == made("toy", "nb")


def test_the_same_document_gives_the_same_bytes():
    assert xlsx(told("toy", "nb")) == made("toy", "nb")


def test_a_text_stands_away_from_the_number_before_it():
    table = Table("t", "T", (Column("a", numeric=True), Column("b")), ((Cell("1", Fraction(1)), Cell("ord")),))
    content = dict(parts(xlsx(Paper("t", "", "nb", (Section("s", "s", (table,)),), ()))))
    sheet = etree.fromstring(content["xl/worksheets/sheet2.xml"])
    (style,) = (cell.get("s") for cell in sheet.iter("{*}c") if cell.get("r") == f"B{HEAD + 2}")
    forms = etree.fromstring(content["xl/styles.xml"]).find("{*}cellXfs")
    look = forms[int(style)].find("{*}alignment")
    assert (look.get("horizontal"), look.get("indent")) == ("left", "1")
