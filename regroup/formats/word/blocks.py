"""The blocks of a document as Word has them: paragraphs, lists, tables and pictures, each in its style."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

from docx.document import Document
from docx.shared import Mm

from regroup.formats import pixels
from regroup.formats.widths import PORTRAIT, Layout, layout
from regroup.formats.word import nodes
from regroup.formats.word.nodes import Node, node, paragraph, run
from regroup.formats.word.styles import SOFT, style_id
from regroup.formats.word.tables import table
from regroup.paper.base import Block, List, Picture, Section, Sentence, Table, Tone
from regroup.text import say

TALLEST = 215.0
"""Of a picture, in millimetres: a page less its margins and the caption."""
PIXEL = 25.4 / 96
STYLES = {Tone.PLAIN: "Normal", Tone.LEAD: "Regroup Lead", Tone.NOTE: "Regroup Note"}
BULLET = "List Bullet"


@dataclass
class Writer:
    """Makes the blocks for one document, and counts its tables and pictures.

    Attributes:
        document: whose styles and parts are used; blocks are put in by the caller.
        language: of the words that are added.
        may_turn: whether a wide table may have a page that lies on its side.
    """

    document: Document
    language: str
    may_turn: bool = True
    counted: dict[str, int] = field(default_factory=dict)

    def section(self, section: Section) -> Iterator[Node | Layout]:
        """The heading, which can be jumped to, and what stands under it; a `Layout` before each table."""
        at = self._next("bookmark")
        start = node("bookmarkStart", id=at, name=bookmark(section))
        yield self._paragraph("Heading 1", start, run(section.title), node("bookmarkEnd", id=at))
        for at, block in enumerate(section.blocks):
            following = section.blocks[at + 1] if at + 1 < len(section.blocks) else None
            yield from self.block(block, leads=isinstance(following, Picture | Table | List))

    def block(self, block: Block, leads: bool = False) -> Iterator[Node | Layout]:
        """One block; a sentence that ``leads`` is on the page of what follows."""
        if isinstance(block, Sentence):
            keep = node("keepNext") if leads else None
            yield paragraph(style_id(self.document, STYLES[block.tone]), run(block.text), keep=keep)
        elif isinstance(block, List):
            yield from self._list(block)
        elif isinstance(block, Table):
            yield from self._table(block)
        else:
            yield from self._picture(block)

    def _list(self, block: List) -> Iterator[Node]:
        for at, item in enumerate(block.items):
            about = block.about[at] if block.about else ""
            more = [node("r", node("br")), run(about, node("color", val=SOFT))] if about else []
            yield self._paragraph(BULLET, run(item), *more)

    def _table(self, block: Table) -> Iterator[Node | Layout]:
        laid = layout(block, self.may_turn)
        yield laid
        yield self._caption("table", block.caption, keep=True)
        yield table(self.document, block, laid)
        yield self._paragraph("Regroup Note", run(block.note)) if block.note else self._paragraph("Regroup Gap")

    def _picture(self, block: Picture) -> Iterator[Node]:
        """As large as the drawing says, and no larger than the page."""
        image = pixels.png(block)
        wide, tall = (side / pixels.ZOOM * PIXEL for side in pixels.size(image))
        shrunk = min(1.0, PORTRAIT / wide, TALLEST / tall)
        drawn = self.document.part.new_pic_inline(BytesIO(image), Mm(wide * shrunk), Mm(tall * shrunk))
        for name, words in (("name", block.key), ("descr", block.alt), ("title", block.caption)):
            drawn.docPr.set(name, words)
        yield self._paragraph("Regroup Picture", node("r", node("drawing", drawn)))
        yield self._caption("picture", block.caption)

    def _caption(self, kind: str, words: str, keep: bool = False) -> Node:
        """``Tabell 3. …``, counted by Word, so that a list of tables can be made."""
        label = say(f"formats.{kind}", self.language)
        number = nodes.field(f"SEQ {label} \\* ARABIC", str(self._next(kind)))
        inside = (run(f"{label} "), *number, run(f". {words}"))
        settings = {"keep": node("keepNext")} if keep else {"gap": node("spacing", before="100", after="280")}
        return paragraph(style_id(self.document, "Caption"), *inside, **settings)

    def _paragraph(self, style: str, *inside: Node) -> Node:
        return paragraph(style_id(self.document, style), *inside)

    def _next(self, kind: str) -> int:
        self.counted[kind] = self.counted.get(kind, 0) + 1
        return self.counted[kind]


def bookmark(section: Section) -> str:
    """The name that a link to the chapter uses."""
    return f"section_{section.key}"[:40]
