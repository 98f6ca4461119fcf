"""The object of a study, the names behind its ids, and the words and numbers that its chapters share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Any

from regroup.paper.base import Cell, Mark
from regroup.problem import Problem
from regroup.report.figures import NOTHING, points
from regroup.report.frontier import plan_name
from regroup.text import number, percent, say
from regroup.wording import Both, said_in

Object = dict[str, Any]
MOST_MOVES = 4
MOST_ROWS = 40
"""Rows of one table; what is left out is said, and stands in the file."""

__all__ = ["MOST_ROWS", "Object", "Studied", "exact", "plan_name"]


def exact(value: float) -> Fraction:
    """The number that stands in the file."""
    return Fraction(Decimal(repr(value)))


@dataclass(frozen=True)
class Studied:
    """A study's object, what it was made from, and its place among those of its kind in one document."""

    content: Object
    problem: Problem
    at: int = 0

    @property
    def kind(self) -> str:
        """``frontier``."""
        return str(self.content["kind"])

    @property
    def language(self) -> str:
        """That of the object's texts."""
        return str(self.content["language"])

    def key(self, name: str) -> str:
        """A name of its own in the document."""
        return f"{self.kind}{self.at or ''}{name}"

    def say(self, key: str, **values: object) -> str:
        """A text of the catalogue, in the study's language."""
        return say(key, self.language, **values)

    def word(self, key: str, **values: object) -> str:
        """The text under ``studies.<kind>.<key>``."""
        return say(f"studies.{self.kind}.{key}", self.language, **values)

    @cached_property
    def _terms(self) -> Mapping[str, str]:
        return {term.id: term.title[self.language] for term in self.problem.terms}

    def unit(self, unit: str) -> str:
        """A unit's name."""
        return self.problem.scenario.unit_of[unit].name

    def area(self, area: str | None) -> str:
        """An area's name; a dash where there is none."""
        return self.problem.scenario.area_names[area] if area else NOTHING

    def areas(self, areas: Iterable[str]) -> str:
        """Names of areas."""
        return ", ".join(self.area(area) for area in areas)

    def term(self, term: str) -> str:
        """A term's title."""
        return self._terms.get(term, term)

    def units(self, units: Iterable[str]) -> str:
        """Names of units."""
        return "; ".join(self.unit(unit) for unit in units)

    def moves(self, moves: Mapping[str, str]) -> str:
        """``Barnevern → Helse; NAV → Oppvekst (+3)``."""
        shown = [f"{self.unit(unit)} → {self.area(area)}" for unit, area in list(moves.items())[:MOST_MOVES]]
        return "; ".join(shown) + (f" (+{len(moves) - MOST_MOVES})" if len(moves) > MOST_MOVES else "") or NOTHING

    def amount(self, value: int | None, scale: int | None = None) -> Fraction | None:
        """Points of the model, from integer points."""
        return None if value is None else Fraction(value, scale or self.content["points_scale"])

    def points(self, value: int | None, scale: int | None = None) -> Cell:
        """Integer points as points of the model; a dash where there are none."""
        amount = self.amount(value, scale)
        return Cell(NOTHING) if amount is None else Cell(points(amount, self.language), amount)

    def count(self, value: int | None, bad: bool = False) -> Cell:
        """A plain number; ``bad`` where anything but none is bad."""
        if value is None:
            return Cell(NOTHING)
        return Cell(number(value, self.language), Fraction(value), Mark.BAD if bad and value else Mark.NONE)

    def share(self, value: float | None) -> Cell:
        """A part of a whole, in per cent."""
        if value is None:
            return Cell(NOTHING)
        return Cell(percent(exact(value), self.language), exact(value))

    def lang(self, quoted: str | None = None) -> str:
        """The language of a text of the files; empty where it is the study's own."""
        stated = self.problem.scenario.language
        return "" if stated == self.language or quoted in self._said else stated

    @cached_property
    def _said(self) -> set[str]:
        """Reasons of rules that the files give in the study's language beside another."""
        reasons = (stated.rule.why for stated in self.problem.rules)
        both = (why for why in reasons if isinstance(why, Both) and why.spoken(self.language) == self.language)
        return {said_in(why, self.language) for why in both}

    def status(self, prefix: str, status: str, best: int | None, bound: int | None) -> str:
        """The sentence of a study on its best plan."""
        key = "good_without_bound" if status == "good" and bound is None else status
        values = {"points": self.points(best).text, "bound": self.points(bound).text}
        return self.say(f"{prefix}.{key}", **values)

    def left_out(self, shown: int, of: int) -> str:
        """That a table does not hold all; empty where it does."""
        return say("studies.left_out", self.language, shown=shown, of=of) if of > shown else ""
