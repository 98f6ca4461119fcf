"""The first page of a Word document: title, the case in a box, room for the proposed decision, and the contents."""

from __future__ import annotations

from collections.abc import Iterator

from docx.document import Document

from regroup.formats.facts import key_facts, traces
from regroup.formats.widths import PORTRAIT
from regroup.formats.word.blocks import bookmark
from regroup.formats.word.nodes import Node, field, node, paragraph, run
from regroup.formats.word.styles import style_id
from regroup.formats.word.tables import TWIPS, plain_table
from regroup.paper.base import Paper
from regroup.text import say

BOX = (48.0, 122.0)
"""Widths of the box's columns, in millimetres."""
WORDS_OWN_TABS = (4680, 9360)
"""Of its footer, which is made for another paper."""
OF_A_CASE = {"alternatives", "consequences"}
"""A document with these chapters goes to those who decide."""
TO_FILL_IN = ("case_number", "officer", "board")


def front(document: Document, paper: Paper) -> Iterator[Node]:
    """What stands before the first chapter."""
    yield paragraph(style_id(document, "Title"), run(paper.title))
    yield paragraph(style_id(document, "Subtitle"), run(paper.subtitle))
    yield from box(document, paper)
    if _decides(paper):
        yield _heading(document, say("formats.decision", paper.language))
        yield paragraph(style_id(document, "Regroup Note"), run(say("formats.decision_blank", paper.language)))
    yield from _contents(document, paper)


def box(document: Document, paper: Paper) -> Iterator[Node]:
    """What the case worker fills in, and the facts that a reader asks for first."""
    blank = [(say(f"formats.{name}", paper.language), "") for name in TO_FILL_IN] if _decides(paper) else []
    yield plain_table(document, [*blank, *key_facts(paper)], BOX)
    yield paragraph(style_id(document, "Regroup Gap"))


def _decides(paper: Paper) -> bool:
    return {section.key for section in paper.sections} >= OF_A_CASE


def _heading(document: Document, words: str) -> Node:
    """Looks like a chapter's, but is not in the list of contents that it may stand above."""
    return paragraph(style_id(document, "Heading 2"), run(words))


def _contents(document: Document, paper: Paper) -> Iterator[Node]:
    """Links to the chapters, in a field that Word can renew; without page numbers, which only Word knows."""
    yield _heading(document, say("formats.contents", paper.language))
    style = style_id(document, "Regroup Contents")
    begin, code, middle, _, end = field('TOC \\o "1-1" \\n \\h \\z', "")
    for at, section in enumerate(paper.sections):
        link = node("hyperlink", run(section.title), anchor=bookmark(section), history=1)
        first = [begin, code, middle] if at == 0 else []
        last = [end] if at == len(paper.sections) - 1 else []
        yield paragraph(style, *first, link, *last)


def foot(document: Document, paper: Paper) -> Node:
    """One line: what made it, from which inputs, and the page's number; no date and no machine."""
    made = " · ".join([say("formats.made", paper.language), *(f"{label} {value}…" for label, value in traces(paper))])
    page = say("formats.page", paper.language)
    of = say("formats.of_pages", paper.language)
    number = [node("r", node("tab")), run(f"{page} "), *field("PAGE", "1"), run(f" {of} "), *field("NUMPAGES", "1")]
    cleared = [node("tab", val="clear", pos=pos) for pos in WORDS_OWN_TABS]
    right = node("tabs", *cleared, node("tab", val="right", pos=round(PORTRAIT * TWIPS)))
    return paragraph(style_id(document, "Footer"), run(made), *number, tabs=right)
