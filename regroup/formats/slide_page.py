"""The slides themselves: wide, left aligned, in colours that the colour-blind tell apart; title, footer, notes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from regroup.extras import needed
from regroup.formats.plain import clean, in_one_line
from regroup.formats.zipped import MADE
from regroup.pictures.base import COLOURS, INK, SOFT

if TYPE_CHECKING:
    from pptx.presentation import Presentation
    from pptx.slide import Slide as Page

LEFT, TOP, TITLE_TOP, NOTE_TOP, FOOT_TOP = 0.6, 1.5, 0.4, 6.35, 6.98
WIDE, HIGH, WITHIN = 13.333, 7.5, 12.13
"""Inches."""
FONT = "Arial"
LANGUAGES = {"nb": "nb-NO", "en": "en-GB"}
_TITLE, _TITLE_ONLY = 0, 5
_DROPPED = ("/thumbnail", "/printerSettings", "/extended-properties")
"""What the library's template brings along: a picture of another slide, a printer, a program that did not make this."""


def presentation(title: str) -> Presentation:
    """An empty presentation.

    Raises:
        InputError: the ``report`` extra is not installed.
    """
    made: Presentation = needed("pptx", "report").Presentation()
    made.slide_width, made.slide_height = _emu(WIDE), _emu(HIGH)
    _tidy(made)
    _look(made)
    about = made.core_properties
    about.title, about.author, about.last_modified_by, about.comments = in_one_line(title, 250), "", "", ""
    about.created = about.modified = MADE
    return made


def _emu(inches: float) -> Any:
    return needed("pptx.util", "report").Inches(inches)


def _tidy(made: Presentation) -> None:
    for at, layout in reversed(list(enumerate(made.slide_layouts))):
        if at not in (_TITLE, _TITLE_ONLY):
            made.slide_layouts.remove(layout)
    for owner in (made.part.package, made.part):
        relations: Any = owner._rels
        for name in [key for key, relation in relations.items() if relation.reltype.endswith(_DROPPED)]:
            relations.pop(name)


def _look(made: Presentation) -> None:
    """Font and colours of the theme, and where titles stand."""
    theme: Any = made.slide_master.part.part_related_by(
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme"
    )
    written = theme.blob.decode("utf-8").replace('<a:latin typeface="Calibri"/>', f'<a:latin typeface="{FONT}"/>')
    for at, colour in enumerate(COLOURS[:6], start=1):
        changed = rf'\g<1><a:srgbClr val="{colour[1:].upper()}"/>'
        written = re.sub(rf'(<a:accent{at}>)<a:srgbClr val="\w+"/>', changed, written)
    theme._blob = written.encode("utf-8")
    style: Any = made.slide_master.element.find(".//{*}titleStyle/{*}lvl1pPr")
    style.set("algn", "l")
    style.find("{*}defRPr").set("sz", "2600")
    style.find("{*}defRPr").set("b", "1")
    for shape in made.slide_master.placeholders:
        if shape.placeholder_format.type == 1:
            _place(shape, LEFT, TITLE_TOP, WITHIN, 1.0)
        else:
            shape.left, shape.width = int(shape.left * WIDE / 10), int(shape.width * WIDE / 10)
    first = made.slide_layouts[0].placeholders
    _place(first[0], LEFT, 2.2, WITHIN, 1.6)
    _place(first[1], LEFT, 3.9, WITHIN, 1.6)


def _place(shape: Any, left: float, top: float, width: float, height: float) -> None:
    shape.left, shape.top, shape.width, shape.height = (_emu(inches) for inches in (left, top, width, height))


def first_page(made: Presentation, title: str, lines: Iterable[str]) -> None:
    """The title, and what kind of document it is."""
    page = made.slides.add_slide(made.slide_layouts[0])
    _title(page, in_one_line(title, 200), None)
    under: Any = page.placeholders[1]
    under.text_frame.text = "\n".join(in_one_line(line, 300) for line in lines)
    under.text_frame.margin_left = 0
    for paragraph in under.text_frame.paragraphs:
        style(paragraph, 20, SOFT)
        paragraph.alignment = needed("pptx.enum.text", "report").PP_ALIGN.LEFT


def page_of(made: Presentation, message: str, foot: str, notes: Iterable[str]) -> Page:
    """A slide that says the message, with its number, and notes for the speaker."""
    page: Page = made.slides.add_slide(made.slide_layouts[1])
    words = in_one_line(message, 180)
    _title(page, words, 26 if len(words) <= 110 else 20)
    text_at(page, (LEFT, FOOT_TOP, WITHIN - 1, 0.3), (in_one_line(foot, 110),), 10, SOFT)
    _number(text_at(page, (LEFT + WITHIN - 1, FOOT_TOP, 1, 0.3), ("",), 10, SOFT), len(made.slides))
    said = page.notes_slide.notes_text_frame
    if said is not None:
        said.text = clean("\n".join(notes), 8_000)
    return page


def _title(page: Page, words: str, size: float | None) -> None:
    frame: Any = page.shapes.title.text_frame  # type: ignore[union-attr]  # both layouts have one
    frame.text = words
    frame.margin_left = 0
    if size:
        style(frame.paragraphs[0], size, None)


def _number(frame: Any, at: int) -> None:
    """A field that follows the slide when it is moved."""
    paragraph = frame.paragraphs[0]
    paragraph.alignment = needed("pptx.enum.text", "report").PP_ALIGN.RIGHT
    xml = (
        '<a:fld xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" type="slidenum" '
        f'id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}"><a:rPr sz="1000"/><a:t>{at}</a:t></a:fld>'
    )
    paragraph._p.insert(1 if paragraph._p.pPr is not None else 0, needed("pptx.oxml", "report").parse_xml(xml))


def text_at(page: Page, where: tuple[float, float, float, float], lines: Iterable[str], size: float, tone: str) -> Any:
    """A box of plain text: left, top, width and height in inches; its frame."""
    left, top, width, height = where
    frame: Any = page.shapes.add_textbox(_emu(left), _emu(top), _emu(width), _emu(height)).text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = 0
    for at, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        paragraph.text = line
        style(paragraph, size, tone)
    return frame


def style(paragraph: Any, size: float, tone: str | None = INK, bold: bool | None = None) -> None:
    """Size in points, colour as ``#rrggbb``, weight; of each run, as PowerPoint reads no other."""
    for run in paragraph.runs:
        run.font.size = needed("pptx.util", "report").Pt(size)
        run.font.bold = bold
        if tone:
            run.font.color.rgb = needed("pptx.dml.color", "report").RGBColor.from_string(tone[1:].upper())


def spoken_in(made: Presentation, language: str) -> None:
    """Says which language every word is in, for those who listen to it and for the spelling checker."""
    for page in made.slides:
        for run in page.element.xpath(".//a:r"):
            run.get_or_add_rPr().set("lang", LANGUAGES[language])
