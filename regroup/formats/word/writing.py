"""A whole Word document of our own: A4, first page, chapters, a foot on every page."""

from __future__ import annotations

from collections.abc import Iterator

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.shared import Mm

from regroup.formats.clean import clean
from regroup.formats.widths import Layout
from regroup.formats.word.archive import named, packed
from regroup.formats.word.blocks import Writer
from regroup.formats.word.front import foot, front
from regroup.formats.word.nodes import Node
from regroup.formats.word.styles import set_styles
from regroup.paper.base import Paper

SHORT_SIDE, LONG_SIDE, MARGIN, HEAD_AND_FOOT = 210, 297, 20, 18
"""Of A4, in millimetres."""


def written(paper: Paper) -> bytes:
    """The document as a file."""
    paper, document = clean(paper), docx.Document()
    set_styles(document, paper.language)
    named(document, paper.title, paper.subtitle)
    _page(document, landscape=False)
    _foot(document, paper)
    for made in front(document, paper):
        _put(document, made)
    writer = Writer(document, paper.language)
    for section in paper.sections:
        _chapter(document, writer.section(section))
    return packed(document)


def _chapter(document: Document, made: Iterator[Node | Layout]) -> None:
    """Each piece in its place; a wide table begins a page on its side, and what follows it an upright one."""
    turned = False
    for piece in made:
        if not isinstance(piece, Layout):
            _put(document, piece)
        elif piece.landscape is not turned:
            turned = piece.landscape
            document.add_section(WD_SECTION.NEW_PAGE)
            _page(document, turned)
    if turned:
        document.add_section(WD_SECTION.NEW_PAGE)
        _page(document, landscape=False)


def _put(document: Document, made: Node) -> None:
    document.element.body.insert_element_before(made, "w:sectPr")


def _page(document: Document, landscape: bool) -> None:
    """The size and margins of the pages from here on."""
    page = document.sections[-1]
    sides = (SHORT_SIDE, LONG_SIDE)
    page.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    page.page_width, page.page_height = (Mm(side) for side in (reversed(sides) if landscape else sides))
    page.left_margin = page.right_margin = Mm(MARGIN)
    page.top_margin = page.bottom_margin = Mm(MARGIN)
    page.header_distance = page.footer_distance = Mm(HEAD_AND_FOOT / 2)


def _foot(document: Document, paper: Paper) -> None:
    """The same at the foot of every page."""
    footer = document.sections[0].footer
    footer.is_linked_to_previous = False
    for old in list(footer._element):
        footer._element.remove(old)
    footer._element.append(foot(document, paper))
