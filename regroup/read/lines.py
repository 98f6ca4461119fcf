"""From an offset in a text to line, column and an excerpt that is safe to print."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from itertools import accumulate

from regroup.errors import Place

WIDEST_EXCERPT = 100
_LEFT = 60
"""Characters of a long line shown before the column that is marked."""


class Lines:
    """A file's text, cut into lines once.

    Args:
        file: the name in messages.
        text: all of it.
    """

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self._lines = text.split("\n")
        self._starts = [0, *accumulate(len(line) + 1 for line in self._lines)]

    def lengths(self) -> list[int]:
        """The length of each line."""
        return [len(line) for line in self._lines]

    def line_at(self, offset: int) -> int:
        """The line, from 1, that ``offset`` is on."""
        return min(bisect_right(self._starts, offset), len(self._lines))

    def offset(self, line: int, column: int) -> int:
        """The offset of a line and column, both from 1."""
        return self._starts[min(line, len(self._lines)) - 1] + column - 1

    def line(self, line: int) -> str:
        """The line's text, without its end."""
        return self._lines[line - 1].removesuffix("\r")

    def place(self, start: int, end: int | None = None) -> Place:
        """The place of the characters from ``start`` to ``end``, as far as they are on one line."""
        line = self.line_at(start)
        text = self.line(line)
        column = min(start - self._starts[line - 1], len(text))
        stop = min((start + 1 if end is None else end) - self._starts[line - 1], len(text))
        cut = max(0, column - _LEFT) if len(text) > WIDEST_EXCERPT else 0
        excerpt = visible(text[cut : cut + WIDEST_EXCERPT])
        width = max(1, min(stop - column, len(excerpt) - (column - cut)))
        if cut or len(text) > WIDEST_EXCERPT:
            excerpt = ("…" + excerpt[1:] if cut else excerpt) + ("…" if cut + WIDEST_EXCERPT < len(text) else "")
        caret = column - cut + 1
        return Place(self.file, line, column + 1, excerpt, width, caret if cut else None)


def visible(text: str) -> str:
    """``text`` with every character that would not show, or would act on a terminal, made visible."""
    return "".join(_shown(character) for character in text)


def _shown(character: str) -> str:
    if character == "\t":
        return " "
    if unicodedata.category(character) == "Zs" and character != " ":
        return "␣"
    return character if character.isprintable() and not unicodedata.combining(character) else "\ufffd"
