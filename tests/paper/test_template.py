"""A Word template of one's own: filled in, its look kept, and what is wrong with it said."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

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
        (("{{ content }}", "{{ 'a' * 10**8 }}"), "template_fails"),
        (("{{ content }}", "{{ 2**2**30 }}"), "template_fails"),
        (("{{ content }}", "{{ title|center(10**8) }}"), "template_fails"),
        (("{{ content }}", "{{ title.upper() }}"), "template_fails"),
        (("{{ content }}", "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}"), "template_fails"),
        (("{{ content }}", "{% include '/etc/passwd' %}"), "template_fails"),
        (
            ("{{ content }}", "{% for a in summary %}{% for b in summary %}{{ a }}{% endfor %}{% endfor %}"),
            "template_fails",
        ),
    ],
)
def test_a_template_that_cannot_be_filled_in_says_why(fields: tuple[str, ...], code: str) -> None:
    with pytest.raises(InputError) as refused:
        filled(told("toy", "nb"), template(*fields))
    assert refused.value.faults[0].code == code


def rewritten(content: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """The same file with another main part."""
    written = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(written, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == "word/document.xml" else old.read(name))
    return written.getvalue()


def test_entities_bring_in_no_file_and_fill_no_memory(tmp_path: Path) -> None:
    canary = tmp_path / "canary.txt"
    canary.write_text("CANARY-4711", encoding="utf-8")
    outside = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{canary.as_uri()}">]>'.encode()
    laughs = b'<!DOCTYPE x [<!ENTITY e "' + b"A" * 100_000 + b'">]>'
    own = template("{{ content }}", "MARK")

    def with_type(kind: bytes, used: bytes) -> bytes:
        return rewritten(own, lambda part: part.replace(b"<w:document", kind + b"<w:document").replace(b"MARK", used))

    made = filled(told("toy", "nb"), with_type(outside, b"&e;"))
    with ZipFile(BytesIO(made)) as file:
        assert not any(b"CANARY" in file.read(name) for name in file.namelist())
    with pytest.raises(InputError) as refused:
        filled(told("toy", "nb"), with_type(laughs, b"&e;" * 3000))
    assert refused.value.faults[0].code == "template_fails"


def test_a_small_file_of_very_large_parts_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "mal.docx"
    file.write_bytes(rewritten(template("{{ content }}"), lambda part: part + b" " * 51_000_000))
    with pytest.raises(InputError) as refused:
        read_template(file)
    assert refused.value.faults[0].code == "template_too_large"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "mal.docx")
    with pytest.raises(InputError) as refused:
        read_template(tmp_path / "mal.docx")
    assert refused.value.faults[0].code == "file_not_regular"


def test_what_is_not_a_file_of_word_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "mal.docx"
    file.write_bytes(b"hei")
    with pytest.raises(InputError) as refused:
        read_template(file)
    assert refused.value.faults[0].code == "template_not_word"
    with pytest.raises(InputError) as refused:
        read_template(tmp_path / "borte.docx")
    assert refused.value.faults[0].code == "file_missing"
