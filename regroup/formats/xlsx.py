"""Excel: a sheet for each table, a first one that leads to them, one for the drawings; numbers, and no formula."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from regroup.extras import needed
from regroup.formats.plain import clean, in_one_line
from regroup.formats.sheet_names import sheet_names
from regroup.formats.sheet_pictures import add_pictures
from regroup.formats.sheet_table import Look, add_table, link_to
from regroup.formats.zipped import MADE, undated
from regroup.paper.base import Paper, Picture, Table
from regroup.text import has, say

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

AS_TEXT = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def xlsx(paper: Paper) -> bytes:
    """The tables of a document, as the content of an .xlsx file; the same document gives the same bytes.

    Raises:
        InputError: the ``report`` extra is not installed.
    """
    content = io.BytesIO()
    with needed("xlsxwriter", "report").Workbook(content, AS_TEXT) as book:
        book.set_properties({"title": in_one_line(paper.title, 250), "author": "", "created": MADE})
        _fill(book, paper)
    return undated(content.getvalue())


def _fill(book: Workbook, paper: Paper) -> None:
    """The first sheet, then the lists, then the other tables in reading order, then the drawings."""
    look, tables = Look(book), paper.sheets()
    drawn = [block for block in paper.blocks() if isinstance(block, Picture)]
    titles = [*(_title(table, paper) for table in tables), *([_said("pictures", paper)] if drawn else [])]
    first, *names = sheet_names([_said("contents", paper), *titles])
    shown = [(table.caption, len(table.rows) - table.total) for table in tables]
    shown += [(_said("pictures_shown", paper), len(drawn))] if drawn else []
    _front(book.add_worksheet(first), look, paper, [(name, *one) for name, one in zip(names, shown, strict=True)])
    back = (first, say("slides.back", paper.language))
    for name, table in zip(names, tables, strict=False):
        add_table(book.add_worksheet(name), look, table, paper.language, back)
    if drawn:
        add_pictures(book.add_worksheet(names[-1]), look, drawn, _said("pictures_shown", paper), back)


def _said(key: str, paper: Paper) -> str:
    return say(f"slides.sheet.{key}", paper.language)


def _title(table: Table, paper: Paper) -> str:
    """A short name where there is one; else what the table says of itself."""
    return _said(table.key, paper) if has(f"slides.sheet.{table.key}", paper.language) else table.caption


def _front(sheet: Worksheet, look: Look, paper: Paper, named: Sequence[tuple[str, str, int]]) -> None:
    """What the case is, the messages, the way to each sheet, and what all of it rests on."""
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 90)
    sheet.set_column(2, 2, 10)
    sheet.write_string(0, 0, in_one_line(paper.title), look(bold=True, font_size=16))
    sheet.write_string(1, 0, in_one_line(paper.subtitle), look(font_color="#555D66"))
    at = _messages(sheet, look, paper, 3)
    at = _ways(sheet, look, paper, named, at + 1)
    _facts(sheet, look, paper, at + 1)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _messages(sheet: Worksheet, look: Look, paper: Paper, at: int) -> int:
    if paper.slides:
        sheet.write_string(at, 0, say("slides.key_facts", paper.language), look(bold=True, font_size=12))
    for slide in paper.slides:
        at += 1
        sheet.write_string(at, 0, in_one_line(slide.message), look(quote_prefix=True))
    return at + 1


def _ways(sheet: Worksheet, look: Look, paper: Paper, named: Sequence[tuple[str, str, int]], at: int) -> int:
    for across, key in enumerate(("sheets", "shows", "rows")):
        sheet.write_string(at, across, say(f"slides.{key}", paper.language), look(bold=True, bottom=1))
    for name, shown, count in named:
        at += 1
        link_to(sheet, look, (at, 0), name, name)
        words = in_one_line(shown)
        sheet.write_string(at, 1, words, look.text(words))
        sheet.write_number(at, 2, count, look(align="right"))
    return at + 1


def _facts(sheet: Worksheet, look: Look, paper: Paper, at: int) -> None:
    sheet.write_string(at, 0, say("slides.rests_on", paper.language), look(bold=True, bottom=1))
    sheet.write_string(at, 1, "", look(bottom=1))
    for label, value in paper.facts:
        at += 1
        for across, words in enumerate((clean(label), clean(value))):
            sheet.write_string(at, across, words, look.text(words))
