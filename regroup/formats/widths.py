"""How wide each column of a table is on paper, so that no word is broken, and the type it takes."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from regroup.paper.base import Cell, Mark, Table

PORTRAIT, LANDSCAPE = 170.0, 257.0
"""Room between the margins of A4, in millimetres."""
TYPES = (9.0, 8.0, 7.0)
"""Sizes of the type that are tried, in points, largest first."""
TALLEST, SMALL = 8, 8.0
"""Lines of a cell from which on smaller type is taken, and how small where that does not help."""
LETTER, PADDING = 0.58, 4.0
"""Width of a letter beside the size of the type; millimetres beside the words of a cell."""
BOLD = 1.08
"""Width of a heavy letter beside a plain one."""
MILLIMETRES = 25.4 / 72
LONGEST = 26
"""Words longer than this are broken anyway."""
SHORT, TO_WRITE_IN = 20, 50
"""Letters that the shortest text, and one written by hand, are given room for."""
SHORT_TABLE = 18
"""Lines of a table that is not parted."""
SHORT_TITLE = 8
"""Letters of a heading that is never broken."""
_BREAKS = re.compile(r"[ \t\n/–]+|(?<=-)")


@dataclass(frozen=True, slots=True)
class Layout:
    """Column widths in millimetres, the size of the type in points, and whether the page must lie on its side."""

    widths: tuple[float, ...]
    size: float
    landscape: bool


def layout(table: Table, may_turn: bool = True) -> Layout:
    """The largest type at which the longest word of every column fits, upright if at all possible."""
    longest = [_longest(table, at) for at in range(len(table.columns))]
    tries = [(size, PORTRAIT) for size in TYPES] + [(size, LANDSCAPE) for size in TYPES if may_turn]
    found: list[Layout] = []
    for size, room in tries:
        least = [_width(letters, size) for letters in longest]
        if sum(least) <= room and not (found and room == LANDSCAPE):
            found.append(Layout(_spread(least, table, room), size, room == LANDSCAPE))
            if _lines(table, found[-1]) <= TALLEST:
                return found[-1]
    if found:
        return next((one for one in found if one.size == SMALL), found[0])
    size, room = tries[-1]
    least = [_width(letters, size) for letters in longest]
    return Layout(tuple(room * one / sum(least) for one in least), size, room == LANDSCAPE)


def _spread(least: Sequence[float], table: Table, room: float) -> tuple[float, ...]:
    """What each column must have; what is over goes to those with much to say: numbers need no more than they take."""
    wishes = [0.0 if column.numeric else _wish(table, at) for at, column in enumerate(table.columns)]
    total = sum(wishes)
    enough = [_width(_whole(table, at), TYPES[0]) for at in range(len(table.columns))]
    wanted = [room * wish / total if total else have for wish, have in zip(wishes, least, strict=True)]
    wanted = [min(want, one) for want, one in zip(wanted, enough, strict=True)]
    lacking = [max(0.0, want - have) for want, have in zip(wanted, least, strict=True)]
    over, short = room - sum(least), sum(lacking)
    grown = [have + over * lack / short if short else have for have, lack in zip(least, lacking, strict=True)]
    return tuple(one * room / sum(grown) for one in grown)


def short(table: Table) -> bool:
    """Whether it is so short that it stands whole on one page rather than in two parts."""
    laid = layout(table)
    lines = sum(math.ceil(_tall(table, row, laid)) for row in table.rows)
    return not laid.landscape and lines <= min(SHORT_TABLE, 6 + 1.2 * len(table.rows))  # tall rows part well


def _lines(table: Table, laid: Layout) -> float:
    """Of the tallest cell of words, about."""
    return max((_tall(table, row, laid) for row in table.rows), default=0)


def _tall(table: Table, row: Sequence[Cell], laid: Layout) -> float:
    """Lines of the tallest cell of words in a row, about."""
    wide = [(at, width) for at, width in enumerate(laid.widths) if not table.columns[at].numeric]
    return max((_width(len(row[at].text), laid.size) / width for at, width in wide), default=1)


def _wish(table: Table, at: int) -> float:
    """Longer texts stand on more lines and on longer ones: by the square root of the longest; blanks want room too."""
    cells = [row[at] for row in table.rows]
    longest = max((TO_WRITE_IN if cell.mark is Mark.BLANK else len(cell.text) for cell in cells), default=1)
    return math.sqrt(table.columns[at].share * max(longest, SHORT))


def _whole(table: Table, at: int) -> float:
    """Letters of the longest text in a column, on one line; one that is written in wants what it can have."""
    if any(row[at].mark is Mark.BLANK for row in table.rows):
        return math.inf
    return max(_letters(table.columns[at].title) * BOLD, *(_letters(row[at].text) for row in table.rows), SHORT_TITLE)


def _longest(table: Table, at: int) -> float:
    """Letters of the longest word in a column; a number with its range is one word."""
    column, texts = table.columns[at], [row[at].text for row in table.rows]
    words = [word for text in texts for word in ([text] if column.numeric else _BREAKS.split(text))]
    titles = [column.title] if len(column.title) <= SHORT_TITLE else _BREAKS.split(column.title)
    heads = [_letters(word) * BOLD for word in titles]
    return min(LONGEST, max([*heads, *map(_letters, words)]))


def _letters(word: str) -> float:
    """As many usual letters as the word is wide; m and w are wider than the others."""
    return len(word) + 0.4 * sum(map(word.count, "mwMW"))


def _width(letters: float, size: float) -> float:
    return letters * size * LETTER * MILLIMETRES + PADDING
