"""A Word template of one's own: filled in, its look kept, and what is wrong with it said."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx as word
import pytest

from regroup.errors import InputError
from regroup.formats import pixels, rendered
from regroup.formats.template import filled, read_template
from tests.paper.told import told


@pytest.fixture(autouse=True)
def coarse(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pixels, "ZOOM", 0.25)


def template(*paragraphs: str) -> bytes:
    document, written = word.Document(), BytesIO()
    document.sections[0].header.paragraphs[0].text = "Kommunen: {{ title }}"
    for words in paragraphs:
        document.add_paragraph(words)
    document.save(written)
    return written.getvalue()


def test_texts_and_chapters_go_where_the_template_says() -> None:
    paper = replace(told("toy", "nb"), title="<b>Sak & {{ 7*7 }}</b>")
    own = template("Før", "{{ title }}", "{{ summary }}", "{{ content }}", "Etter")
    content = rendered(paper, "docx", own)
    document = word.Document(BytesIO(content))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts[:2] == ["Før", paper.title]
    assert texts[-1] == "Etter"
    assert document.sections[0].header.paragraphs[0].text == f"Kommunen: {paper.title}"
    heads = [one.text for one in document.paragraphs if one.style is not None and one.style.name == "Heading 1"]
    assert heads == [section.title for section in paper.sections]
    assert len(document.tables) == len(list(paper.tables()))
    assert content == filled(paper, own)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        (("{{ title }}",), "template_without_content"),
        (("{{ content }}", "{% for %}"), "template_fails"),
        (("{{ content }}", "{{ ''.__class__.__mro__ }}"), "template_fails"),
        (("{{ content }}", "{% for i in range(10**9) %}{% endfor %}"), "template_fails"),
    ],
)
def test_a_template_that_cannot_be_filled_in_says_why(fields: tuple[str, ...], code: str) -> None:
    with pytest.raises(InputError) as refused:
        filled(told("toy", "nb"), template(*fields))
    assert refused.value.faults[0].code == code


def test_what_is_not_a_file_of_word_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "mal.docx"
    file.write_bytes(b"hei")
    with pytest.raises(InputError) as refused:
        read_template(file)
    assert refused.value.faults[0].code == "template_not_word"
    with pytest.raises(InputError) as refused:
        read_template(tmp_path / "borte.docx")
    assert refused.value.faults[0].code == "file_missing"
