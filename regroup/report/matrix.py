"""A matrix of units in text: for each two, the share of the plans in which they are together. Reads without colour."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from regroup.instance import Instance
from regroup.report.page import heading
from regroup.text import say

if TYPE_CHECKING:
    from regroup.alternatives import Settled

ALWAYS, NEVER, ITSELF = "■", "·", "\\"
CELL, LABELS = 3, 34
"""Characters of a cell, and of a unit's number and name."""


def print_matrix(console: Console, instance: Instance, settled: Settled, language: str) -> None:
    """One row per unit, in as many blocks of columns as the page needs."""
    legend = {"always": ALWAYS, "never": NEVER}
    heading(
        console, say("alternatives.matrix.heading", language), say("alternatives.matrix.remark", language, **legend)
    )
    count = len(settled.units)
    blocks = -(-count // max(1, (console.width - LABELS) // CELL))
    each = -(-count // blocks)
    for first in range(0, count, each):
        columns = range(first, min(first + each, count))
        console.print()
        _print(console, " " * LABELS + "".join(f"{column + 1:>{CELL}}" for column in columns), style="dim")
        for row, unit in enumerate(settled.units):
            _print(console, _label(row, instance.unit_of[unit].name) + _cells(settled.together, row, columns))


def _print(console: Console, words: str, style: str = "") -> None:
    console.print(Text(words, style=style), no_wrap=True, overflow="crop")


def _label(row: int, name: str) -> str:
    room = LABELS - CELL - 1
    short = name if len(name) < room else f"{name[: room - 2]}…"
    return f"{row + 1:>{CELL}} {short:<{room}}"


def _cells(together: Sequence[Sequence[Fraction]], row: int, columns: range) -> str:
    return "".join(f"{ITSELF if column == row else cell(together[row][column]):>{CELL}}" for column in columns)


def cell(share: Fraction) -> str:
    """A mark for always and never, else whole per cent, which are at least 1 and at most 99."""
    if share in (0, 1):
        return ALWAYS if share else NEVER
    return str(min(max(round(share * 100), 1), 99))
