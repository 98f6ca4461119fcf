"""The blocks a document is made of: words and numbers, no markup; each format escapes and lays out by itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class Mark(StrEnum):
    """What a cell says beside its words; shown by a sign or a weight, never by colour alone."""

    NONE = ""
    GOOD = "good"
    BAD = "bad"
    UNSURE = "unsure"
    """The number behind it is assumed or estimated."""
    BLANK = "blank"
    """To be filled in by the reader."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table.

    Attributes:
        text: as it is read, in the document's language.
        value: the number behind it, for formats that calculate; None where it is words.
        mark: see `Mark`.
        lang: the language of words quoted from a file, where it is another than the document's; else empty.
    """

    text: str
    value: Fraction | None = None
    mark: Mark = Mark.NONE
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Attributes:
        title: its heading.
        numeric: set to the right; its cells have values.
        share: how much of the width it wants, beside the others.
    """

    title: str
    numeric: bool = False
    share: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings; the first cell of each row names it.

    Attributes:
        key: a name of its own in the document: letters and digits.
        caption: one line that says what it shows.
        columns, rows: every row has a cell for each column.
        total: whether the last row is a sum of the others.
        note: what marks mean; empty where there is nothing to say.
    """

    key: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: bool = False
    note: str = ""


class Tone(StrEnum):
    """How a sentence is said."""

    PLAIN = "plain"
    LEAD = "lead"
    """What a reader in a hurry must not miss."""
    NOTE = "note"
    """A reservation, or what a mark means."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A paragraph; ``lang`` as in `Cell`."""

    text: str
    tone: Tone = Tone.PLAIN
    lang: str = ""


@dataclass(frozen=True, slots=True)
class List:
    """Some things, one by one; ``about`` says more of each, in ``langs`` as in `Cell`; both may be empty."""

    items: tuple[str, ...]
    about: tuple[str, ...] = ()
    langs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing that stands on its own.

    Attributes:
        key: a name of its own in the document.
        caption: one line under it.
        alt: what it shows, in words, for those who do not see it.
        svg: the drawing: text as text, a title and a description, no reference to anything outside.
    """

    key: str
    caption: str
    alt: str
    svg: str


Block = Sentence | List | Table | Picture


@dataclass(frozen=True, slots=True)
class Series:
    """One row of bars.

    Attributes:
        name: in the legend.
        values: one for each category; None where there is none.
        spans: lowest and highest of each value; empty where every value is sure.
        marks: GOOD or BAD of each value; empty where they are not judged.
    """

    name: str
    values: tuple[Fraction | None, ...]
    spans: tuple[tuple[Fraction, Fraction], ...] = ()
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """Numbers as bars, for formats that draw charts of their own, which the reader can change.

    Attributes:
        key, caption, alt: as of a picture.
        categories: what the bars stand over.
        series: one or more.
        limits: label and height of lines across.
        decimals: at most, where a value is written.
    """

    key: str
    caption: str
    alt: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    limits: tuple[tuple[str, Fraction], ...] = ()
    decimals: int = 1


@dataclass(frozen=True, slots=True)
class Box:
    """One area of an organisation chart.

    Attributes:
        name, label: its name and a line under it.
        lines: what stands in it, and whether that comes from elsewhere.
    """

    name: str
    label: str
    lines: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Boxes:
    """An organisation chart, for formats that draw boxes of their own; ``top`` is what the boxes are parts of."""

    key: str
    top: str
    boxes: tuple[Box, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Slide:
    """One message for those who listen.

    Attributes:
        key: a name of its own among the slides.
        message: a sentence that says it.
        blocks: what shows that it is so.
        notes: what the speaker may need: what stands behind, and where.
    """

    key: str
    message: str
    blocks: tuple[Block | Chart | Boxes, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A chapter: a heading and what stands under it."""

    key: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole document.

    Attributes:
        title, subtitle: of the first page.
        language: "nb" or "en".
        sections: in reading order.
        facts: label and value of what the document rests on: versions, hashes, settings.
        slides: the same as messages, in the order they are told.
        lists: tables for those who work on with the numbers, beside those of the sections; one that has the key of
            such a table is the whole of what that shows a part of.
    """

    title: str
    subtitle: str
    language: str
    sections: tuple[Section, ...]
    facts: tuple[tuple[str, str], ...]
    slides: tuple[Slide, ...] = ()
    lists: tuple[Table, ...] = ()

    def blocks(self) -> Iterator[Block]:
        """All blocks in reading order."""
        for section in self.sections:
            yield from section.blocks

    def tables(self) -> Iterator[Table]:
        """All tables in reading order."""
        return (block for block in self.blocks() if isinstance(block, Table))

    def sheets(self) -> list[Table]:
        """The tables of a workbook: the lists, then those of the sections that no list holds the whole of."""
        whole = {table.key for table in self.lists}
        return [*self.lists, *(table for table in self.tables() if table.key not in whole)]
