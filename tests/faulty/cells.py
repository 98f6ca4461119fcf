"""One fault in a table beside a scenario, or in a cell of a scenario workbook made of a shipped scenario."""

from __future__ import annotations

import functools
import io
import random
import re

from regroup.intake.grid import letters
from regroup.read import read_scenario, shipped_names
from regroup.sheets.plain import tables_of
from regroup.workbook.book import workbook_of
from tests.faulty.base import Faulty, misspelt
from tests.faulty.making import ROOT, Shipped, shipped
from tests.fuzzing.inside import sheets_of_workbook

HEADINGS = 2
"""The row of headings in a scenario workbook, from 0."""
TABLES = ("example-60-units.csv", "example-60-synergies.csv")


@functools.cache
def _with_tables() -> Shipped:
    return next(file for file in shipped() if file.name == "example-60.toml")


def in_table(at: random.Random) -> Faulty:
    """A cell, a heading or a line of a table that is wrong."""
    name = at.choice(TABLES)
    lines = (ROOT / "scenarios" / name).read_text(encoding="utf-8").rstrip("\n").split("\n")
    headings = lines[0].split(";")
    how = at.choice(("heading", "heading twice", "long line", "short line", "id", "cell", "quote", "unknown"))
    row = at.randrange(1, len(lines)) if not how.startswith("heading") else 0
    cells = lines[row].split(";")
    key = _broken(how, cells, headings, at)
    if how == "id":
        cells[0] = key = "Å B|C D" if "between" in headings else "Å B" if row == 1 else lines[row - 1].split(";")[0]
    lines[row] = ";".join(cells)
    file = _with_tables()
    content = "\n".join(lines).encode() + b"\n"
    files = {file.name: "\n".join(file.lines).encode(), **dict(file.beside), name: content}
    line = row + 1
    return Faulty(f"table: {how}", "scenario", files, name, line, key)


def _broken(how: str, cells: list[str], headings: list[str], at: random.Random) -> str:
    """Breaks one line; the word that must be told."""
    if how == "heading":
        column = at.randrange(len(cells))
        cells[column] = misspelt(cells[column], at)
        return cells[column]
    if how == "heading twice":
        cells[-1] = cells[0]
        return cells[0]
    if how == "long line":
        cells += ["x", "y"]
        return ""
    if how == "short line":
        del cells[-1]
        return ""
    if how == "quote":
        cells[1] = '"' + cells[1]
        return '"'
    if how == "unknown":
        column = headings.index("today") if "today" in headings else headings.index("criterion")
        cells[column] = misspelt(cells[column], at)
        return cells[column]
    return _bad_cell(cells, headings, at) if how == "cell" else ""


def _bad_cell(cells: list[str], headings: list[str], at: random.Random) -> str:
    column = headings.index("size.fte.value") if "size.fte.value" in headings else headings.index("strength")
    cells[column] = at.choice(("1,234", "mange", "#N/A", "12 %", "01.02.2018")) if "today" in headings else "sterkt"
    return cells[column]


@functools.cache
def _sheets(name: str) -> tuple[bytes, tuple[tuple[str, tuple[tuple[object, ...], ...]], ...]]:
    made = workbook_of(tables_of(read_scenario(name)), "nb")
    return made, tuple((sheet, tuple(map(tuple, rows))) for sheet, rows in sheets_of_workbook(made))


def in_workbook(at: random.Random) -> Faulty:
    """A cell of a workbook with something that cannot be there."""
    name = at.choice([name for name in shipped_names("scenarios") if name != "example-60"])
    made, sheets = _sheets(name)
    spots = [
        (sheet, row, column, str(heading))
        for sheet, rows in sheets
        for row, values in enumerate(rows)
        for column, heading in enumerate(_headings(rows))
        if sheet != "Valg" and row > HEADINGS and _is_spot(str(heading), values, column)
    ]
    sheet, row, column, heading = at.choice(spots)
    wrong = "finnes visst ikke"
    content = _written(made, sheet, row, column, wrong)
    cell = f"{sheet}!{letters(column)}{row + 1}"
    return Faulty(f"workbook: {heading[:20]}", "workbook", {"a.xlsx": content}, cell, 0, wrong)


def _headings(rows: tuple[tuple[object, ...], ...]) -> tuple[object, ...]:
    return rows[HEADINGS] if len(rows) > HEADINGS else ()


def _is_spot(heading: str, values: tuple[object, ...], column: int) -> bool:
    known = r"(Områder?|Område i dag|Enhet|Og enhet|Enheter|Styrke|Kriterium|Krav|Forslag|Størrelse.*|Tall|Dato|Resten)"
    return column < len(values) and values[column] not in (None, "") and bool(re.fullmatch(known, heading))


def _written(made: bytes, sheet: str, row: int, column: int, text: str) -> bytes:
    """The workbook with one cell changed to a text, in the XML of its sheet."""
    import zipfile

    cell = f"{letters(column)}{row + 1}"
    new = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as old, zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as out:
        book = old.read("xl/workbook.xml").decode()
        number = re.findall(r'<sheet name="([^"]*)"', book).index(sheet) + 1
        for name in old.namelist():
            content = old.read(name)
            if name == f"xl/worksheets/sheet{number}.xml":
                inline = f'<c r="{cell}" t="inlineStr"><is><t>{text}</t></is></c>'
                content = re.sub(rf'<c r="{cell}"[^>]*>.*?</c>', inline, content.decode(), count=1).encode()
            out.writestr(name, content)
    return new.getvalue()
