"""Lists, tables and boxes on a slide: native, so that the reader can change them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from regroup.extras import needed
from regroup.formats.clean import clean, in_one_line
from regroup.formats.slide_fit import Part, lines_of
from regroup.formats.slide_page import LEFT, NOTE_TOP, TOP, WITHIN, style, text_at
from regroup.paper.base import Box, Boxes, Cell, List, Mark
from regroup.pictures.base import INK, SOFT, colour, letter

if TYPE_CHECKING:
    from pptx.slide import Slide as Page

BAD = "#A1260D"
ROOM = NOTE_TOP - TOP - 0.15
GAP = 0.2
MOST_BESIDE, MOST_BOXES = 5, 10
BOX_SIZES, INDENT = (16, 14, 12, 11, 10, 9), 0.22


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
        _bullet(paragraph, "•", 0.31)


def _high(items: list[str], size: float) -> float:
    return sum(lines_of(item, WITHIN - 0.4, size) * 1.22 + 0.6 for item in items) * size / 72


def _bullet(paragraph: Any, sign: str, indent: float) -> None:
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


def in_parts(block: Boxes) -> list[Boxes]:
    """As many boxes as stand on one slide, in one or more parts."""
    starts = range(0, len(block.boxes), MOST_BOXES)
    return [Boxes(block.key, block.top, block.boxes[at : at + MOST_BOXES], block.note) for at in starts] or [block]


def add_boxes(page: Page, block: Boxes, first: int) -> None:
    """Areas side by side; ``first`` is the number of the first of them in the plan."""
    beside = min(MOST_BESIDE, max(1, len(block.boxes)))
    rows = [block.boxes[at : at + beside] for at in range(0, len(block.boxes), beside)]
    width, height = (WITHIN + GAP) / beside - GAP, (ROOM + GAP) / max(1, len(rows)) - GAP
    size = _size(block, width, height)
    for at, box in enumerate(block.boxes):
        down, across = divmod(at, beside)
        where = (LEFT + across * (width + GAP), TOP + down * (height + GAP), width, height)
        _box(page, box, where, size, first + at)


def _size(block: Boxes, width: float, height: float) -> float:
    """The largest letters with which every box holds its lines."""
    for size in BOX_SIZES:
        if all(_tall(box, width, size) <= height for box in block.boxes):
            return size
    return BOX_SIZES[-1]


def _tall(box: Box, width: float, size: float) -> float:
    lines = sum(lines_of(in_one_line(line, 200), width - INDENT, size) for line, _ in box.lines)
    return (lines_of(f"A  {box.name}", width, size + 1) + 1.4 + lines) * size * 1.24 / 72 + 0.2


def _box(page: Page, box: Box, where: tuple[float, float, float, float], size: float, number: int) -> None:
    inches, rgb = needed("pptx.util", "report").Inches, needed("pptx.dml.color", "report").RGBColor.from_string
    kind = needed("pptx.enum.shapes", "report").MSO_SHAPE.RECTANGLE
    shape: Any = page.shapes.add_shape(kind, *(inches(inch) for inch in where))
    shape.fill.solid()
    shape.fill.fore_color.rgb = rgb("FFFFFF")
    shape.line.color.rgb = rgb(colour(number)[1:].upper())
    shape.line.width = needed("pptx.util", "report").Pt(2.5)
    shape._element.remove(shape._element.find("{*}style"))  # it brings a shadow and white letters
    described(shape, box.name, f"{box.name}: {', '.join(line for line, _ in box.lines)}")
    frame: Any = shape.text_frame
    frame.word_wrap = True
    frame.vertical_anchor = needed("pptx.enum.text", "report").MSO_ANCHOR.TOP
    _line(frame.paragraphs[0], f"{letter(number)}  {in_one_line(box.name, 200)}", size + 1, INK, True)
    if box.label:
        _line(frame.add_paragraph(), in_one_line(box.label, 200), size, SOFT)
    for words, new in _held(box, where, size):
        paragraph = frame.add_paragraph()
        _line(paragraph, in_one_line(words, 200), size, INK)
        _bullet(paragraph, "→" if new else "•", INDENT)


def _line(paragraph: Any, words: str, size: float, tone: str, bold: bool | None = None) -> None:
    paragraph.text = words
    paragraph.alignment = needed("pptx.enum.text", "report").PP_ALIGN.LEFT
    style(paragraph, size, tone, bold)


def _held(box: Box, where: tuple[float, float, float, float], size: float) -> tuple[tuple[str, bool], ...]:
    """The lines that the box holds; the last says how many more there are."""
    for kept in range(len(box.lines), 0, -1):
        left = len(box.lines) - kept
        shown = (*box.lines[: kept - 1], (f"… + {left + 1}", False)) if left else box.lines
        if _tall(replace(box, lines=shown), where[2], size) <= where[3]:
            return shown
    return box.lines[:1]
