"""A document in which every text is something that a file must not do; shared by the tests of formats."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from regroup.paper.base import (
    Box,
    Boxes,
    Cell,
    Chart,
    Column,
    List,
    Mark,
    Paper,
    Section,
    Sentence,
    Series,
    Slide,
    Table,
)

PAYLOADS = (
    "=HYPERLINK(1)",
    "=cmd|' /C calc'!A1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</a:t></a:r><a:r>",
    "]]>&amp;&#0;",
    "javascript:alert(1)",
    "https://example.org/",
    "internal:Sheet1!A1",
    "{{7*7}}",
    "%s %n {0} $(id)",
    "../../etc/x",
    "CON",
    "'); DROP TABLE",
    "[Book1]Sheet1!A1",
    "_x0001_",
    "a\x00b\x01c\x0bd\x1be\x7ff\ufffeg\ud800h",
    "\u202egnp.exe",
    "e" + "\u0301" * 10_000,
    "line\nline\ttab",
    "",
    " ",
    "w" * 100_000,
    "word " * 20_000,
)


def hostile(text: str) -> Paper:
    """A document that says ``text`` wherever it says anything."""
    rows = ((Cell(text), Cell(text, Fraction(-5, 3), Mark.BAD)), (Cell(text, mark=Mark.BLANK), Cell(text)))
    table = Table("t", text, (Column(text), Column(text, numeric=True)), rows, total=True, note=text)
    values, marks = (Fraction(1), Fraction(2)), (Mark.GOOD, Mark.BAD)
    series = (Series(text, values, ((Fraction(0), Fraction(3)),) * 2, marks), Series(text, (None, Fraction(1, 3))))
    chart = Chart("c", text, text, (text, text), series, ((text, Fraction(1)),))
    boxes = Boxes("b", text, (Box(text, text, ((text, True), (text, False))),) * 7, text)
    shown = (List((text, text), (text, text)), table, chart, boxes)
    slides = tuple(Slide(f"s{at}", text, (block, Sentence(text)), (text,)) for at, block in enumerate(shown))
    blocks = (Sentence(text), List((text,)), replace(table, key="u"))
    return Paper(text, text, "nb", (Section("s", text, blocks),), ((text, text),), slides, (table, table))
