"""Numbers as they are printed: with their unit, and marked where they are assumed or estimated."""

from __future__ import annotations

from fractions import Fraction

from regroup.facts import Basis
from regroup.instance import Instance
from regroup.text import NO_BREAK_SPACE, number, percent, say
from regroup.totals import Total

MARKS: dict[Basis, str] = {"assumed": "*", "estimated": "~", "computed": "", "stated": ""}
NOTHING = "–"


def marked(total: Total | None, language: str) -> str:
    """``45* (30–60)``: the number, its mark, and the range where there is one."""
    if total is None:
        return NOTHING
    plain = number(total.number, language) + MARKS[total.basis]
    return plain if total.exact else f"{plain}{NO_BREAK_SPACE}{span(total, language)}"


def span(total: Total, language: str) -> str:
    """``(30–60)``."""
    return f"({number(total.low, language)}–{number(total.high, language)})"


def sized(total: Total | None, instance: Instance, measure: str, language: str) -> str:
    """``45* (30–60) årsverk``."""
    return f"{marked(total, language)}{NO_BREAK_SPACE}{instance.measures[measure].unit}"


def share(total: Total | None, language: str) -> str:
    """``36 %``, marked like the number it comes from."""
    if total is None or total.share is None:
        return NOTHING
    return percent(total.share, language) + MARKS[total.basis]


def points(value: Fraction, language: str) -> str:
    """Points of the model, two decimals at most."""
    return number(value, language, 2)


def signed(value: int, language: str) -> str:
    """A strength with its sign."""
    return ("+" if value > 0 else "") + number(value, language)


def legend_of_marks(language: str) -> str:
    """What the marks and the ranges mean."""
    return say("report.marks", language, assumed=MARKS["assumed"], estimated=MARKS["estimated"])
