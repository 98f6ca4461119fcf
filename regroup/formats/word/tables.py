"""Tables of Word: headings repeated on every page, rows not split between pages, numbers to the right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docx.document import Document

from regroup.formats.widths import Layout, short
from regroup.formats.word.nodes import Node, node, paragraph, run
from regroup.formats.word.styles import SHADE, TABLE, style_id
from regroup.paper.base import Cell, Column, Mark, Table

COLOURS = {Mark.GOOD: "14663A", Mark.BAD: "A1260D", Mark.UNSURE: "6B4E00"}
TWIPS = 1440 / 25.4
"""Word's unit of length, a twentieth of a point, in a millimetre."""
BLANK_HEIGHT = 680
"""Of a row that is filled in by hand, in twentieths of a point."""


def table(document: Document, block: Table, layout: Layout) -> Node:
    """The whole table."""
    heads = tuple(Cell(column.title) for column in block.columns)
    rows = [_row(document, block.columns, heads, layout, head=True)]
    sums = len(block.rows) - 1 if block.total else None
    kept = len(block.rows) - 1 if short(block) else 0
    rows += [
        _row(document, block.columns, row, layout, sums=at == sums, keep=at < kept) for at, row in enumerate(block.rows)
    ]
    look = node(
        "tblLook",
        val="06E0" if block.total else "06A0",
        firstRow=1,
        lastRow=int(block.total),
        firstColumn=1,
        noHBand=1,
        noVBand=1,
    )
    return _framed(rows, layout.widths, look, block.caption)


def plain_table(document: Document, rows: Sequence[tuple[str, str]], widths: tuple[float, float]) -> Node:
    """Labels and values in a shaded box, without headings; an empty value is to be filled in."""
    layout = Layout(widths, 9.0, landscape=False)
    columns = (Column(""), Column(""))
    made = [_row(document, columns, (Cell(label), Cell(value)), layout, shade=bool(value)) for label, value in rows]
    return _framed(made, widths, node("tblLook", val="0080", firstRow=0, lastRow=0, firstColumn=1), "")


def _framed(rows: Sequence[Node], widths: Sequence[float], look: Node, caption: str) -> Node:
    settings = [
        node("tblStyle", val=TABLE),
        node("tblW", w=round(sum(widths) * TWIPS), type="dxa"),
        node("tblLayout", type="fixed"),
        look,
        *([node("tblCaption", val=caption)] if caption else []),
    ]
    grid = node("tblGrid", *(node("gridCol", w=round(width * TWIPS)) for width in widths))
    return node("tbl", node("tblPr", *settings), grid, *rows)


def _row(
    document: Document,
    columns: Sequence[Column],
    cells: Sequence[Cell],
    layout: Layout,
    head: bool = False,
    sums: bool = False,
    shade: bool = False,
    keep: bool = False,
) -> Node:
    blank = any(cell.mark is Mark.BLANK for cell in cells)
    settings = [node("cantSplit"), *([node("trHeight", val=BLANK_HEIGHT, hRule="atLeast")] if blank else [])]
    settings += [node("tblHeader")] if head else []
    made = []
    for at, (column, cell) in enumerate(zip(columns, cells, strict=True)):
        shaded = shade or cell.mark is Mark.BLANK
        fill = [node("shd", val="clear", color="auto", fill=SHADE)] if shaded and not head else []
        width = node("tcW", w=round(layout.widths[at] * TWIPS), type="dxa")
        style = style_id(document, "Regroup Number" if column.numeric else "Regroup Cell")
        words = run(cell.text, *_look(cell, layout.size, strong=head or sums))
        made.append(
            node(
                "tc",
                node("tcPr", width, *fill),
                paragraph(style, words, keep=node("keepNext") if head or keep else None),
            )
        )
    return node("tr", node("trPr", *settings), *made)


def _look(cell: Cell, size: float, strong: bool) -> Iterator[Node]:
    """Weight before colour before size: the order that Word asks for."""
    if strong or cell.mark is Mark.BAD:
        yield node("b")
    if cell.mark in COLOURS:
        yield node("color", val=COLOURS[cell.mark])
    yield node("sz", val=round(2 * size))
