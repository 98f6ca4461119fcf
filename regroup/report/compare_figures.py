"""Figures of criteria as they are printed: in a cell, and within a sentence."""

from __future__ import annotations

from fractions import Fraction

from rich.text import Text

from regroup.criteria import Better, Criterion, Figure, Kind
from regroup.report.figures import MARKS, marked, points, span
from regroup.text import number, percent, say

UNKNOWN = "?"
MOST_DECIMALS = 6
ARROWS = {Better.MORE: "↑", Better.LESS: "↓", Better.VALUES: "◇"}


def plain(criterion: Criterion, figure: Figure, language: str, decimals: int = 2) -> str:
    """The figure in one line: ``7 av 17``, ``86 %``, ``171* (93–249)``."""
    if figure.value is None:
        return UNKNOWN
    words = marked(figure.total, language) if figure.total else _number(criterion, figure.value, language, decimals)
    if figure.of is not None:
        words = say("compare.table.of", language, count=words, of=figure.of)
    for bound in ("at_most", "at_least"):
        if getattr(figure, bound):
            return say(f"compare.table.{bound}", language, value=words)
    return words


def told_apart(criterion: Criterion, one: Figure, other: Figure, language: str) -> tuple[str, str]:
    """Two figures that differ, with as many decimals as it takes to see it."""
    words = ("", "")
    for decimals in range(2, MOST_DECIMALS + 1):
        words = plain(criterion, one, language, decimals), plain(criterion, other, language, decimals)
        if words[0] != words[1]:
            break
    return words


def cell(criterion: Criterion, figure: Figure, language: str, *, leads: bool) -> Text:
    """The figure for a narrow column, a range beneath its number; bold where none in the line is better."""
    style = "bold" if leads else ""
    if figure.total is None or figure.value is None:
        return Text(plain(criterion, figure, language), style=style)
    made = Text(number(figure.value, language) + MARKS[figure.total.basis], style=style)
    return made if figure.total.exact else made.append(f"\n{span(figure.total, language)}", style="not bold dim")


def signed_points(value: Fraction, language: str) -> str:
    """Points with their sign."""
    return ("+" if value > 0 else "") + points(value, language)


def _number(criterion: Criterion, value: Fraction, language: str, decimals: int) -> str:
    if criterion.kind is Kind.SHARE:
        return percent(value, language, decimals - 1)
    return number(value, language, decimals)
