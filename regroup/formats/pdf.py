"""PDF: tagged, so that it can be read aloud and searched (PDF/UA-1); set by typst from data that is never markup."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any

from regroup.extras import needed
from regroup.formats.clean import clean
from regroup.formats.facts import key_facts, traces
from regroup.formats.typeface import FAMILY, folder, in_our_typeface
from regroup.formats.widths import layout, short
from regroup.paper.base import Block, List, Paper, Picture, Sentence, Table
from regroup.text import say

WORDS = ("table", "picture", "made", "page", "of_pages", "contents")
NO_TIME = 0
"""A file says nothing of when it was made."""
STRICT, LENIENT = ["ua-1"], ["1.7"]


def pdf(paper: Paper) -> bytes:
    """The document as PDF: A4, contents, page numbers, the same bytes for the same document.

    Raises:
        InputError: the ``report`` extra is not installed.
    """
    typst = needed("typst", "report")
    try:
        return _compiled(typst, clean(paper), STRICT, alone=True)
    except typst.TypstError:
        # A character that the typeface does not have: the machine's typefaces may; else a box stands in its place.
        return _compiled(typst, clean(paper), LENIENT, alone=False)


def _compiled(typst: Any, paper: Paper, standards: list[str], alone: bool) -> bytes:
    template = resources.files(__package__).joinpath("document.typ").read_bytes()
    with folder() as files:
        made: bytes = typst.compile(
            template,
            format="pdf",
            font_paths=[str(files)],
            ignore_system_fonts=alone,
            sys_inputs={"paper": json.dumps(_data(paper), ensure_ascii=False)},
            pdf_standards=standards,
            timestamp=NO_TIME,
        )
    return made


def _data(paper: Paper) -> dict[str, Any]:
    """What the template is given: texts and lengths."""
    return {
        "title": paper.title,
        "subtitle": paper.subtitle,
        "language": paper.language,
        "region": {"nb": "NO", "en": "GB"}.get(paper.language),
        "family": FAMILY,
        "words": {name: say(f"formats.{name}", paper.language) for name in WORDS},
        "facts": key_facts(paper),
        "traces": traces(paper),
        "sections": [
            {"title": section.title, "blocks": [_block(block) for block in section.blocks]}
            for section in paper.sections
        ],
    }


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Sentence):
        return {"kind": "sentence", "text": block.text, "tone": block.tone}
    if isinstance(block, List):
        return {"kind": "list", "items": block.items, "about": block.about}
    return _table(block) if isinstance(block, Table) else _picture(block)


def _picture(block: Picture) -> dict[str, Any]:
    return {"kind": "picture", "caption": block.caption, "alt": block.alt, "svg": in_our_typeface(block.svg)}


def _table(block: Table) -> dict[str, Any]:
    laid = layout(block)
    return {
        "kind": "table",
        "caption": block.caption,
        "columns": [{"title": column.title, "numeric": column.numeric} for column in block.columns],
        "rows": [[{"text": cell.text, "mark": cell.mark} for cell in row] for row in block.rows],
        "total": block.total,
        "note": block.note,
        "widths": laid.widths,
        "size": laid.size,
        "landscape": laid.landscape,
        "short": short(block),
    }
