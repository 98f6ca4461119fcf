"""The page: well formed, alone in the world, and nothing from a file is ever markup."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from regroup.formats.html import html
from regroup.paper.base import Cell, Column, List, Paper, Picture, Section, Sentence, Table
from regroup.pictures.base import Drawing
from tests.paper.told import LANGUAGES, SCENARIOS, told

VOID = {"meta", "br", "hr", "img", "link", "input", "col"}
PAYLOADS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</script><script>",
    "{{7*7}}",
    "{% for x in y %}",
    "javascript:alert(1)",
    "=HYPERLINK(1)",
    "%s %n {0} $(id)",
    "' onmouseover='alert(1)",
    "]]><svg onload=alert(1)>",
)


class Read(HTMLParser):
    """Tags that are open, ids, links, and texts."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.ids: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append((tag, given))
        if given.get("id"):
            self.ids.append(str(given["id"]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_the_page_is_whole_small_and_asks_nobody_for_anything(scenario: str, language: str):
    content = html(told(scenario, language))
    read = Read(content.decode())
    assert read.open == []
    assert len(content) < 1_000_000
    assert len(read.ids) == len(set(read.ids))
    assert not [tag for tag, given in read.tags if tag in {"script", "link", "iframe", "img"} or "src" in given]
    links = [str(given["href"]) for _, given in read.tags if "href" in given]
    assert links
    assert all(link[0] == "#" and link[1:] in read.ids for link in links)
    addresses = set(re.findall(r"\w+://[^\s\"'<]*", content.decode()))
    assert len(addresses) == 1  # the name of SVG itself
    assert (f'<html lang="{language}">') in content.decode()


def hostile(payload: str) -> Paper:
    drawing = Drawing(10, 10, payload, payload)
    drawing.text(1, 1, payload)
    drawing.box(1, 1, 1, 1, hint=payload, fill=payload)
    table = Table("t", payload, (Column(payload), Column(payload)), ((Cell(payload), Cell(payload)),), note=payload)
    blocks = (Sentence(payload), List((payload,), (payload,)), table, Picture("p", payload, payload, drawing.svg()))
    return Paper(payload, payload, "nb", (Section("s", payload, blocks),), ((payload, payload),))


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_a_file_says_is_shown_and_never_done(payload: str):
    plain, read = Read(html(hostile("plain")).decode()), Read(html(hostile(payload)).decode())
    assert [tag for tag, _ in read.tags] == [tag for tag, _ in plain.tags]
    assert [sorted(given) for _, given in read.tags] == [sorted(given) for _, given in plain.tags]
    assert read.text.count(payload) == plain.text.count("plain")


def test_the_same_document_gives_the_same_bytes():
    paper = told("toy", "nb")
    assert html(paper) == html(replace(paper))


def test_what_is_quoted_in_another_language_says_so():
    english, norwegian = (html(told("hamar", language)).decode() for language in ("en", "nb"))
    assert english.count(' lang="nb"') > 20
    assert norwegian.count(' lang="') == 1  # the page itself


def test_a_short_table_is_not_parted_on_paper():
    rows = tuple((Cell(f"rad {at}"),) for at in range(30))
    tables = tuple(Table(f"t{count}", "T", (Column("a"),), rows[:count]) for count in (5, 30))
    page = html(Paper("t", "u", "nb", (Section("s", "s", tables),), ())).decode()
    assert page.count('<table class="short">') == 1
    assert page.index('<table class="short">') < page.index("<table>")
    assert "table.short { break-inside: avoid; }" in page
