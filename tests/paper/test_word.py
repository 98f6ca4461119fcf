"""Word documents, read back by the library that others read them with: everything is there, and nothing but text."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from io import BytesIO
from zipfile import ZipFile

import docx as word
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.table import Table as WordTable

from regroup.formats import pixels
from regroup.formats.clean import cleaned
from regroup.formats.docx import docx
from regroup.formats.facts import key_facts
from regroup.paper.base import Cell, Column, List, Paper, Picture, Section, Sentence, Table, Tone
from tests.paper.test_html import hostile
from tests.paper.told import LANGUAGES, SCENARIOS, told

PAYLOADS = (
    "<script>alert(1)</script>",
    "</w:t></w:r><w:r><w:t>",
    "{{7*7}} {% for x in y %} {_{ }_}",
    '=HYPERLINK("http://x") DDEAUTO c:\\\\cmd.exe',
    "\x01\x07\x1b[31m\ud800\ufffe",
    "a\u202eb\u200f",
    "o" + "\u0301" * 10_000,
    "' onmouseover='x & y",
    "",
)
EVERY = pytest.mark.parametrize(("scenario", "language"), [(s, lang) for s in SCENARIOS for lang in LANGUAGES])


@pytest.fixture(autouse=True)
def coarse(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pictures of few dots: they are what takes time, and their size on the page is the same."""
    monkeypatch.setattr(pixels, "ZOOM", 0.25)


@cache
def made(scenario: str, language: str) -> bytes:
    return docx(told(scenario, language))


def opened(content: bytes) -> Document:
    return word.Document(BytesIO(content))


def cells(table: WordTable) -> list[list[str]]:
    rows = table._tbl.findall(qn("w:tr"))
    return [["".join(t.text or "" for t in cell.iter(qn("w:t"))) for cell in row.findall(qn("w:tc"))] for row in rows]


@EVERY
def test_every_chapter_sentence_table_and_picture_is_there(scenario: str, language: str):
    paper, document = told(scenario, language), opened(made(scenario, language))
    heads = [one.text for one in document.paragraphs if one.style is not None and one.style.name == "Heading 1"]
    assert heads == [section.title for section in paper.sections]
    texts = "\n".join(one.text for one in document.paragraphs)
    for block in paper.blocks():
        if isinstance(block, Sentence):
            assert block.text in texts
        elif isinstance(block, List):
            assert all(words in texts for words in (*block.items, *block.about))
        elif isinstance(block, Table):
            assert block.caption in texts
            assert block.note in texts
    box, *tables = document.tables
    assert [tuple(row) for row in cells(box)][-len(key_facts(paper)) :] == list(key_facts(paper))
    for shown, block in zip(tables, paper.tables(), strict=True):
        assert cells(shown) == [[c.title for c in block.columns], *([c.text for c in row] for row in block.rows)]
    assert len(document.inline_shapes) == sum(isinstance(block, Picture) for block in paper.blocks())


@EVERY
def test_it_can_be_read_aloud(scenario: str, language: str):
    """Alternative texts, headings of tables marked, the language of the text, a link to each chapter."""
    paper, document = told(scenario, language), opened(made(scenario, language))
    shown = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert shown == [block.alt for block in paper.blocks() if isinstance(block, Picture)]
    for table in document.tables[1:]:
        first, *others = table._tbl.findall(qn("w:tr"))
        assert first.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
        assert all(row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is None for row in others)
    code = {"nb": "nb-NO", "en": "en-GB"}[language]
    assert {one.get(qn("w:val")) for one in document.styles.element.iter(qn("w:lang"))} == {code}
    assert document.core_properties.language == code
    body = document.element.body
    links = [link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))]
    assert links == [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]


@EVERY
def test_tables_and_pictures_are_within_the_page(scenario: str, language: str):
    document = opened(made(scenario, language))
    room = max(
        page.page_width - page.left_margin - page.right_margin  # type: ignore[operator]
        for page in document.sections
    )
    for table in document.tables:
        assert sum(int(column.get(qn("w:w"))) for column in table._tbl.tblGrid) * 635 <= room * 1.001
    for shape in document.inline_shapes:
        assert shape.width <= room * 1.001


def test_it_says_nothing_of_who_and_when_and_is_the_same_again():
    content = made("toy", "nb")
    assert content == docx(told("toy", "nb"))
    with ZipFile(BytesIO(content)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = parts.read("docProps/core.xml").decode()
    assert not re.search("created|modified|creator|lastModifiedBy", core)


def test_pictures_have_their_words(monkeypatch: pytest.MonkeyPatch):
    """A picture without its words is smaller: the typeface comes along and is found."""
    monkeypatch.setattr(pixels, "ZOOM", 1.0)
    (bars,) = (b for b in told("toy", "nb").blocks() if isinstance(b, Picture) and b.key == "bars")
    silent = replace(bars, svg=re.sub("<text[^>]*>[^<]*</text>", "", bars.svg))
    assert len(pixels.png(bars)) > 1.5 * len(pixels.png(silent))


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_a_file_says_is_shown_and_never_done(payload: str):
    plain, odd = opened(docx(hostile("plain"))), opened(docx(hostile(payload)))

    def skeleton(document: Document) -> list[str]:
        return [one.tag for one in document.element.body.iter() if one.tag not in (qn("w:br"), qn("w:t"))]

    def texts(document: Document) -> list[str]:
        return [one.text or "" for one in document.element.body.iter(qn("w:t"))]

    if payload:
        assert skeleton(odd) == skeleton(plain)
        swapped = [words.replace("plain", cleaned(payload)) for words in texts(plain)]
        assert "".join(texts(odd)) == "".join(swapped)
    codes = {one.text for one in odd.element.body.iter(qn("w:instrText"))}
    assert codes == {one.text for one in plain.element.body.iter(qn("w:instrText"))}


def test_a_wide_table_lies_on_its_side_and_the_rest_stands():
    columns = tuple(Column(f"Kommunalområde{at}") for at in range(14))
    wide = Table("wide", "wide", columns, (tuple(Cell("x") for _ in columns),))
    paper = Paper("t", "s", "nb", (Section("a", "a", (wide,)), Section("b", "b", (Sentence("x"),))), ())
    sides = [page.page_width > page.page_height for page in opened(docx(paper)).sections]  # type: ignore[operator]
    assert sides == [False, True, False]


def test_a_heading_stays_with_what_it_leads_and_a_short_table_on_one_page():
    rows = tuple((Cell(f"rad {at}"), Cell("1")) for at in range(30))
    columns = (Column("Navn"), Column("Tall", numeric=True))
    tables = [Table(f"t{count}", "Tabell", columns, rows[:count]) for count in (5, 30)]
    section = Section("s", "Kapittel", (Sentence("Ledd", Tone.LEAD), Sentence("Mer."), *tables, List(("punkt",))))
    made = word.Document(BytesIO(docx(Paper("t", "u", "nb", (section,), ()))))
    style = next(one for one in made.paragraphs if one.text == "Ledd").style
    assert style.paragraph_format.keep_with_next
    short, long = ([row.cells[0].paragraphs[0] for row in table.rows] for table in made.tables[-2:])
    assert [one.paragraph_format.keep_with_next for one in short] == [True] * 5 + [None]
    assert not any(one.paragraph_format.keep_with_next for one in long[1:])
