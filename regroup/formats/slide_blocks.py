"""Lists and tables on a slide: native, so that the reader can change them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from regroup.extras import needed
from regroup.formats.plain import clean, in_one_line
from regroup.formats.slide_fit import Part, lines_of
from regroup.formats.slide_page import LEFT, NOTE_TOP, TOP, WITHIN, style, text_at
from regroup.paper.base import Cell, List, Mark
from regroup.pictures.base import INK, SOFT

if TYPE_CHECKING:
    from pptx.slide import Slide as Page

BAD = "#A1260D"
ROOM = NOTE_TOP - TOP - 0.15


def add_note(page: Page, words: str) -> None:
    """What marks mean, or a reservation, under the rest."""
    text_at(page, (LEFT, NOTE_TOP, WITHIN, 0.55), (in_one_line(words, 330),), 12, SOFT)


def add_list(page: Page, block: List) -> None:
    """Points, one under the other, as large as there is room for."""
    items = [in_one_line(item, 300) for item in block.items[:12]]
    size = next((size for size in (22, 20, 18, 16) if _high(items, size) <= ROOM), 14)
    frame = text_at(page, (LEFT, TOP + 0.1, WITHIN, ROOM), items, size, INK)
    for paragraph in frame.paragraphs:
        paragraph.space_after = needed("pptx.util", "report").Pt(size * 0.6)
        bullet(paragraph, "•", 0.31)


def _high(items: list[str], size: float) -> float:
    return sum(lines_of(item, WITHIN - 0.4, size) * 1.22 + 0.6 for item in items) * size / 72


def bullet(paragraph: Any, sign: str, indent: float) -> None:
    """A sign before the paragraph, which hangs ``indent`` inches after it."""
    space = "http://schemas.openxmlformats.org/drawingml/2006/main"
    properties = paragraph._p.get_or_add_pPr()
    properties.set("marL", str(round(indent * 914_400)))
    properties.set("indent", str(-round(indent * 914_400)))
    parse = needed("pptx.oxml", "report").parse_xml
    properties.append(parse(f'<a:buFont xmlns:a="{space}" typeface="Arial"/>'))
    properties.append(parse(f'<a:buChar xmlns:a="{space}" char="{sign}"/>'))


def add_table(page: Page, part: Part) -> None:
    """A native table with a heading row; its caption is what is read in place of it."""
    inches = needed("pptx.util", "report").Inches
    table, rows = part.table, len(part.table.rows) + 1
    where = (inches(inch) for inch in (LEFT, TOP, WITHIN, sum(part.heights)))
    frame = page.shapes.add_table(rows, len(table.columns), *where)
    described(frame, table.key, table.caption)
    made: Any = frame.table
    made.last_row = table.total
    for at, width in enumerate(part.widths):
        made.columns[at].width = inches(width)
    for at, height in enumerate(part.heights):
        made.rows[at].height = inches(height)
    for across, column in enumerate(table.columns):
        _fill(made.cell(0, across), Cell(column.title), column.numeric, part.size, heading=True)
        for down, row in enumerate(table.rows, start=1):
            _fill(made.cell(down, across), row[across], column.numeric, part.size)


def _fill(target: Any, cell: Cell, numeric: bool, size: float, heading: bool = False) -> None:
    target.text_frame.text = clean(cell.text)
    target.margin_top = target.margin_bottom = needed("pptx.util", "report").Inches(0.04)
    for paragraph in target.text_frame.paragraphs:
        bad = cell.mark is Mark.BAD and not heading
        style(paragraph, size, BAD if bad else None, True if bad or heading else None)
        if numeric:
            paragraph.alignment = needed("pptx.enum.text", "report").PP_ALIGN.RIGHT


def described(frame: Any, name: str, words: str) -> None:
    """Name and words for those who do not see it."""
    properties = frame._element.xpath(".//p:cNvPr")[0]
    properties.set("name", in_one_line(name, 100))
    properties.set("descr", in_one_line(words, 1_500))
