"""A municipality's own Word template, filled in: short texts by name, and the chapters where it says ``content``."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from regroup.errors import Fault, InputError
from regroup.extras import needed
from regroup.formats.clean import clean
from regroup.formats.widths import Layout
from regroup.paper.base import Paper, Sentence, Tone
from regroup.read.bounded import read_bytes

UNPACKED, PARTS = 50_000_000, 2_000
"""Bytes of its parts, and parts; a template is far smaller, and a trap is not."""
PLACE = "\ue000regroup\ue000"
"""Stands where the chapters go, while the short texts are filled in; from Unicode's private use."""


def read_template(path: Path) -> bytes:
    """The file, which is bounded and is a zip file of bounded parts.

    Raises:
        InputError: it cannot be read, is too large, or is not a file of Word.
    """
    _, content = read_bytes(path)
    try:
        with ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
    except (BadZipFile, ValueError, NotImplementedError) as error:
        raise InputError([Fault("template_not_word", {})]) from error
    if len(parts) > PARTS or sum(part.file_size for part in parts) > UNPACKED:
        raise InputError([Fault("template_too_large", {"allowed": UNPACKED // 1_000_000})])
    return content


def filled(paper: Paper, template: bytes) -> bytes:
    """The template with the document in it; its own styles stay.

    Raises:
        InputError: it is not a file of Word, a field of it cannot be filled in, or it has no place for the chapters.
    """
    docxtpl, _ = needed("docxtpl", "report"), needed("jinja2.sandbox", "report")
    from regroup.formats.template_fields import FieldsOnly

    paper = clean(paper)
    try:
        made = docxtpl.DocxTemplate(BytesIO(template))
        # Fields only, for a template may come from anybody; autoescape, or text with < in it is lost without a word.
        made.render(_texts(paper), FieldsOnly(), autoescape=True)
    except (KeyError, BadZipFile) as error:
        raise InputError([Fault("template_not_word", {})]) from error
    except Exception as error:  # whatever a template of somebody else's makes the libraries say
        reason = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        raise InputError([Fault("template_fails", {"reason": reason})]) from error
    return _with_chapters(paper, made.docx)


def _texts(paper: Paper) -> dict[str, str]:
    leads = [
        block.text for block in paper.sections[0].blocks if isinstance(block, Sentence) and block.tone is Tone.LEAD
    ]
    return {"title": paper.title, "subtitle": paper.subtitle, "summary": " ".join(leads), "content": PLACE}


def _with_chapters(paper: Paper, document: Any) -> bytes:
    """The chapters before the paragraph that holds their place, which then goes."""
    from regroup.formats.word.archive import packed
    from regroup.formats.word.blocks import Writer
    from regroup.formats.word.styles import add_styles

    places = [paragraph for paragraph in document.paragraphs if paragraph.text.strip() == PLACE]
    if len(places) != 1:
        raise InputError([Fault("template_without_content", {})])
    add_styles(document)
    place = places[0]._p
    writer = Writer(document, paper.language, may_turn=False)
    for section in paper.sections:
        for made in writer.section(section):
            if not isinstance(made, Layout):
                place.addprevious(made)
    place.getparent().remove(place)
    return packed(document)
