"""PDF: whole, tagged, and the same again; what a file says is text.

The words are not read back here: typst stores them as numbers of glyphs, and no reader of PDF is among what tests need.
That the file keeps PDF/UA-1 is checked by typst, which refuses to write one that does not.
"""

from __future__ import annotations

import json
import re
from functools import cache

import pytest
import typst

from regroup.formats import pdf as module
from regroup.formats.clean import clean
from regroup.formats.pdf import LENIENT, STRICT, pdf
from regroup.formats.typeface import folder
from regroup.paper.base import Picture
from tests.paper.test_html import hostile
from tests.paper.test_word import PAYLOADS
from tests.paper.told import LANGUAGES, SCENARIOS, told

EVERY = pytest.mark.parametrize(("scenario", "language"), [(s, lang) for s in SCENARIOS for lang in LANGUAGES])


@cache
def made(scenario: str, language: str) -> bytes:
    return module._compiled(typst, clean(told(scenario, language)), STRICT, alone=True)


@EVERY
def test_it_keeps_the_standard_of_files_that_can_be_read_aloud(scenario: str, language: str):
    content, paper = made(scenario, language), told(scenario, language)
    assert content.startswith(b"%PDF-1.7")
    assert b"<pdfuaid:part>1</pdfuaid:part>" in content or b'pdfuaid:part="1"' in content
    assert b"/MarkInfo" in content
    assert b"/Outlines" in content
    assert {"nb": b"/Lang(nb-NO)", "en": b"/Lang(en-GB)"}[language] in content
    assert len(content) < 2_000_000
    pictures = sum(isinstance(block, Picture) for block in paper.blocks())
    assert len(re.findall(rb"/S/Figure\b", content)) >= pictures
    assert len(re.findall(rb"/S/Table\b", content)) >= len(list(paper.tables()))
    assert re.search(rb"/S/TH\b", content)


@EVERY
def test_every_text_is_handed_over(scenario: str, language: str):
    paper = told(scenario, language)
    data = json.loads(json.dumps(module._data(paper)))
    tables = [block for section in data["sections"] for block in section["blocks"] if block["kind"] == "table"]
    for handed, table in zip(tables, paper.tables(), strict=True):
        assert [[cell["text"] for cell in row] for row in handed["rows"]] == [
            [cell.text for cell in row] for row in table.rows
        ]
        assert [column["title"] for column in handed["columns"]] == [column.title for column in table.columns]
    kinds = [block["kind"] for section in data["sections"] for block in section["blocks"]]
    assert kinds == [type(block).__name__.lower() for block in paper.blocks()]


def test_chapters_stand_in_the_document_as_headings():
    paper = told("toy", "nb")
    template = module.resources.files("regroup.formats").joinpath("document.typ").read_bytes()
    with folder() as files:
        found = typst.query(
            template,
            "heading",
            font_paths=[str(files)],
            sys_inputs={"paper": json.dumps(module._data(paper))},
        )
    assert [one["body"]["text"] for one in json.loads(found)] == [section.title for section in paper.sections]


def test_the_same_document_gives_the_same_bytes():
    assert pdf(told("toy", "en")) == made("toy", "en")


@pytest.mark.parametrize("payload", [*PAYLOADS, "#panic[x] $x$ *a* _b_ <c> @d \\ //", "文書 العربية"])
def test_what_a_file_says_is_text(payload: str):
    content = pdf(hostile(payload))
    assert content.startswith(b"%PDF-1.7")
    assert b"/URI" not in content
    assert b"/JavaScript" not in content


def test_a_letter_that_no_typeface_has_does_not_stop_the_document():
    odd = clean(hostile("\U000e0041\U0001f9ff"))
    with pytest.raises(typst.TypstError):
        module._compiled(typst, odd, STRICT, alone=True)
    assert module._compiled(typst, odd, LENIENT, alone=False)
