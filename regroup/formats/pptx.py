"""PowerPoint: a slide for each message, with tables, charts and boxes that the reader can change, and drawings."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from regroup.formats.slide_blocks import add_list, add_note, add_table
from regroup.formats.slide_boxes import add_boxes, in_parts
from regroup.formats.slide_chart import add_chart
from regroup.formats.slide_fit import Part, parts
from regroup.formats.slide_page import first_page, page_of, presentation, spoken_in
from regroup.formats.slide_picture import add_picture
from regroup.formats.zipped import undated
from regroup.paper.base import Block, Boxes, Chart, List, Paper, Picture, Sentence, Slide, Table
from regroup.text import number, say

if TYPE_CHECKING:
    from pptx.presentation import Presentation
    from pptx.slide import Slide as Page

Shown = List | Part | Chart | Picture | tuple[Boxes, int]


def pptx(paper: Paper) -> bytes:
    """The slides of a document, as the content of a .pptx file; the same document gives the same bytes.

    Raises:
        InputError: the ``report`` extra is not installed.
    """
    made = presentation(paper.title)
    first_page(made, paper.title, (paper.subtitle, say("slides.draft", paper.language)))
    for slide in paper.slides or _plain(paper):
        _add(made, paper, slide)
    spoken_in(made, paper.language)
    content = io.BytesIO()
    made.save(content)
    return undated(content.getvalue())


def _plain(paper: Paper) -> Iterator[Slide]:
    """A slide for each table, where the document has no messages of its own."""
    return (Slide(table.key, table.caption, (table,)) for table in paper.tables())


def _add(made: Presentation, paper: Paper, slide: Slide) -> None:
    """The slide, on as many as its blocks need."""
    shown = [part for block in slide.blocks for part in _parts(block)]
    notes = [block.text for block in slide.blocks if isinstance(block, Sentence)]
    for at, block in enumerate(shown, start=1):
        values = {"message": slide.message, "at": at, "parts": len(shown)}
        message = say("slides.continued", paper.language, **values) if len(shown) > 1 else slide.message
        page = page_of(made, message, paper.title, slide.notes)
        _show(page, block)
        words = [*notes, *_under(block, paper.language)]
        if words:
            add_note(page, " ".join(words))


def _parts(block: Block | Chart | Boxes) -> Iterator[Shown]:
    if isinstance(block, Table):
        yield from parts(block)
    elif isinstance(block, Boxes):
        first = 0
        for part in in_parts(block):
            yield part, first
            first += len(part.boxes)
    elif not isinstance(block, Sentence):
        yield block


def _show(page: Page, block: Shown) -> None:
    if isinstance(block, Part):
        add_table(page, block)
    elif isinstance(block, Chart):
        add_chart(page, block)
    elif isinstance(block, List):
        add_list(page, block)
    elif isinstance(block, Picture):
        add_picture(page, block)
    else:
        add_boxes(page, *block)


def _under(block: Shown, language: str) -> Iterator[str]:
    """What a part says under itself: what marks mean, and that there is more."""
    if isinstance(block, Part):
        if block.left:
            yield say(f"slides.more_rows{'_one' * (block.left == 1)}", language, count=number(block.left, language))
        if block.table.note:
            yield block.table.note
    elif isinstance(block, tuple) and block[0].note:
        yield block[0].note
