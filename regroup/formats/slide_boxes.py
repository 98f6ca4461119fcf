"""Areas as boxes on a slide; a box with many units is wider, and holds them in columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from regroup.extras import needed
from regroup.formats.plain import in_one_line
from regroup.formats.slide_blocks import ROOM, bullet, described
from regroup.formats.slide_fit import lines_of
from regroup.formats.slide_page import LEFT, TOP, WITHIN, style
from regroup.paper.base import Box, Boxes
from regroup.pictures.base import INK, SOFT, colour, letter

if TYPE_CHECKING:
    from pptx.slide import Slide as Page

GAP, INDENT = 0.2, 0.018
"""Inches between boxes; inches that a line hangs after its sign, for each point of its letters."""
MOST_BESIDE, MOST_BOXES, MOST_COLUMNS = 5, 10, 8
SIZES = (16, 14, 12, 11, 10)
Place = tuple[float, float, float, float]
"""Left, top, width, height, in inches."""


def in_parts(block: Boxes) -> list[Boxes]:
    """As many boxes as stand on one slide, in one or more parts."""
    starts = range(0, len(block.boxes), MOST_BOXES)
    return [Boxes(block.key, block.top, block.boxes[at : at + MOST_BOXES], block.note) for at in starts] or [block]


def add_boxes(page: Page, block: Boxes, first: int) -> None:
    """Areas side by side; ``first`` is the number of the first of them in the plan."""
    beside = _beside(len(block.boxes))
    rows = [block.boxes[at : at + beside] for at in range(0, len(block.boxes), beside)]
    height = (ROOM + GAP) / max(1, len(rows)) - GAP
    whole = (size for size in SIZES if all(_holds(row, height, size) for row in rows))
    size = next(whole, SIZES[-1])
    for down, row in enumerate(rows):
        columns = _columns(row, height, size) or [1] * len(row)
        left, width = LEFT, _width(columns)
        for box, count in zip(row, columns, strict=True):
            where = (left, TOP + down * (height + GAP), count * (width + GAP) - GAP, height)
            _box(page, box, where, size, first, count)
            left, first = left + where[2] + GAP, first + 1


def _beside(boxes: int) -> int:
    """How many stand in a row, so that rows are alike: six are three and three."""
    rows = -(-boxes // MOST_BESIDE)
    return -(-boxes // rows) if rows else 1


def _width(columns: Sequence[int]) -> float:
    return (WITHIN + GAP) / sum(columns) - GAP


def _holds(row: Sequence[Box], height: float, size: float) -> bool:
    """Whether every line goes in, and no word is wider than its column."""
    columns = _columns(row, height, size)
    words = [word for box in row for line in (box.name, *(line for line, _ in box.lines)) for word in line.split()]
    return columns is not None and all(lines_of(word, _width(columns) - INDENT * size, size) == 1 for word in words)


def _columns(row: Sequence[Box], height: float, size: float) -> list[int] | None:
    """How many columns each box needs to hold its lines; None where letters of that size do not do."""
    columns = [1] * len(row)
    while sum(columns) <= MOST_COLUMNS:
        tall = [_tall(box, _width(columns), size) / count for box, count in zip(row, columns, strict=True)]
        if max(tall) <= height - 0.1 * (max(columns) > 1):
            return columns
        columns[tall.index(max(tall))] += 1
    return None


def _tall(box: Box, width: float, size: float) -> float:
    lines = sum(lines_of(in_one_line(line, 200), width - INDENT * size, size) for line, _ in box.lines)
    return (lines_of(f"A  {box.name}", width, size + 1) + 1.4 + lines) * size * 1.24 / 72 + 0.2


def _box(page: Page, box: Box, where: Place, size: float, number: int, columns: int) -> None:
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
    if columns > 1:
        frame._txBody.bodyPr.set("numCol", str(columns))
        frame._txBody.bodyPr.set("spcCol", "90000")
    frame.vertical_anchor = needed("pptx.enum.text", "report").MSO_ANCHOR.TOP
    _line(frame.paragraphs[0], f"{letter(number)}  {in_one_line(box.name, 200)}", size + 1, INK, True)
    if box.label:
        _line(frame.add_paragraph(), in_one_line(box.label, 200), size, SOFT)
    for words, new in _held(box, columns * where[3], where[2] / columns, size):
        paragraph = frame.add_paragraph()
        _line(paragraph, in_one_line(words, 200), size, INK)
        bullet(paragraph, "→" if new else "•", INDENT * size)


def _line(paragraph: Any, words: str, size: float, tone: str, bold: bool | None = None) -> None:
    paragraph.text = words
    paragraph.alignment = needed("pptx.enum.text", "report").PP_ALIGN.LEFT
    style(paragraph, size, tone, bold)


def _held(box: Box, room: float, width: float, size: float) -> tuple[tuple[str, bool], ...]:
    """The lines that the box holds; the last says how many more there are."""
    for kept in range(len(box.lines), 0, -1):
        left = len(box.lines) - kept
        shown = (*box.lines[: kept - 1], (f"… + {left + 1}", False)) if left else box.lines
        if _tall(replace(box, lines=shown), width, size) <= room:
            return shown
    return box.lines[:1]
