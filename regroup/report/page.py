"""The page that reports are printed on: one console, no markup, plain where there is no terminal."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from typing import IO, TypeVar

from rich import _wrap, box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

PLAIN_WIDTH = 110
WIDEST = 140
NARROWEST = 60
GUTTER = 3
"""Characters between two columns of a table."""

Item = TypeVar("Item")

_wrap.re_word = re.compile(r"[ \t\n]*[^ \t\n]+[ \t\n]*")
"""Where a line may break: rich breaks at no-break spaces as well, and would part a number from its per cent sign."""


class _Page(Console):
    """A console that never reads markup, emoji codes or numbers out of what it prints."""

    def __init__(self, stream: IO[str], width: int | None = None) -> None:
        super().__init__(file=stream, markup=False, emoji=False, highlight=False, width=width)

    def on_broken_pipe(self) -> None:
        """Whoever read this has gone: the rest goes nowhere, and the answer's own exit code stands."""
        self.quiet = True
        silence(self.file)


def console_on(stream: IO[str], width: int | None = None) -> Console:
    """A page as wide as the terminal, within reason, or of a fixed width where there is none."""
    console = _Page(stream, width)
    if width is None:
        console.width = min(max(console.width, NARROWEST), WIDEST) if console.is_terminal else PLAIN_WIDTH
    return console


def silence(stream: IO[str]) -> None:
    """Lets the rest of a stream go nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def heading(console: Console, words: str, remark: str = "") -> None:
    """A section's heading after a blank line, with a remark on how to read it."""
    console.print()
    console.print(Text(words, style="bold"))
    if remark:
        console.print(Text(remark, style="dim"))


def line(console: Console, words: str, *, indent: int = 0, style: str = "") -> None:
    """One paragraph, wrapped inside its indent."""
    console.print(Padding(Text(words, style=style), (0, 0, 0, indent), expand=False))


def bullet(console: Console, words: str, detail: str = "", *, mark: str = "•", style: str = "bold") -> None:
    """One point of a list, with its detail beneath, both wrapped behind the mark."""
    grid = Table.grid(padding=(0, 1))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_row(Text(mark), Text(words, style=style))
    if detail:
        grid.add_row(Text(), Text(detail))
    console.print(Padding(grid, (0, 0, 0, 2), expand=False))


def table(*columns: str, numbers: tuple[int, ...] = (), lines: bool = False) -> Table:
    """A table with one rule under the headings; the columns in ``numbers`` are set right and never broken."""
    made = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, show_lines=lines, header_style="bold")
    for index, column in enumerate(columns):
        right = index in numbers
        made.add_column(Text(column), justify="right" if right else "left", no_wrap=right, overflow="fold")
    return made


def beside(items: Sequence[Item], room: int, narrowest: int) -> tuple[list[Sequence[Item]], int]:
    """Splits columns over as few tables as there must be, evenly, and says how wide each column is then."""
    most = max(1, room // narrowest)
    tables = -(-len(items) // most)
    each = -(-len(items) // tables)
    return [items[first : first + each] for first in range(0, len(items), each)], room // each - GUTTER


def set_widths(made: Table, labels: int, width: int) -> None:
    """The first column gets ``labels`` characters, all others ``width``; longer words in headings are hyphenated."""
    for index, column in enumerate(made.columns):
        column.width = width if index else labels
        column.no_wrap = False
        if isinstance(column.header, Text):
            column.header = Text(hyphenated(column.header.plain, column.width))


def hyphenated(words: str, width: int) -> str:
    """The same words; one that is wider than ``width`` is cut into pieces of about the same length."""
    return " ".join(_cut(word, width) for word in words.split(" "))


def _cut(word: str, width: int) -> str:
    if len(word) <= width or width < 3:
        return word
    pieces = -(-len(word) // (width - 1))
    each = -(-len(word) // pieces)
    return "- ".join(word[at : at + each] for at in range(0, len(word), each))
