"""What a criterion is: a plain measure of one structure, with its direction, and unknown where facts are lacking."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from regroup.diagnosis import AreaDiagnosis, diagnose
from regroup.evaluation import Evaluation
from regroup.facts import Synergy
from regroup.matching import Changes, changes
from regroup.placement import Placement
from regroup.plan import Plan
from regroup.problem import Problem
from regroup.scenario import Scenario
from regroup.text import say
from regroup.totals import Total, total_of


class Better(StrEnum):
    """Which way is better; said only where the criterion itself says it."""

    MORE = "more"
    LESS = "less"
    VALUES = "values"
    """Neither: it depends on what one wants."""


class Kind(StrEnum):
    """How a figure is printed."""

    COUNT = "count"
    NUMBER = "number"
    SHARE = "share"
    SIZE = "size"


@dataclass(frozen=True, slots=True)
class Figure:
    """What a criterion says of one structure.

    Attributes:
        value: None where it is not known.
        total, units: the same with its range and basis, where it is a size, and whose size.
        unknown: key of the reason (``criteria.unknown.…``) where the value is None.
        of: the number it is out of, where it counts some of several.
        at_most, at_least: whether the value is only shown to be no larger, or no smaller, than this.
    """

    value: Fraction | None
    total: Total | None = None
    units: tuple[str, ...] = ()
    unknown: str | None = None
    of: int | None = None
    at_most: bool = False
    at_least: bool = False


@dataclass(frozen=True, slots=True)
class Variant:
    """A problem with one weight changed, and what no plan of it exceeds (in points of that problem)."""

    term: str
    factor: Fraction
    problem: Problem
    bound: Fraction | None
    settled: bool


@dataclass(frozen=True)
class Look:
    """One structure under one model, with what its criteria need.

    Attributes:
        evaluation: its broken rules and points.
        best, bound: the best plan known under the model, and what no plan exceeds; None where not known.
        settled: whether some plan reaches the bound.
        variants: the same under changed weights; None where nobody asked.
    """

    problem: Problem
    evaluation: Evaluation
    best: Plan | None = None
    bound: Fraction | None = None
    settled: bool = False
    variants: tuple[Variant, ...] | None = None

    @property
    def scenario(self) -> Scenario:
        """The facts."""
        return self.problem.scenario

    @property
    def placement(self) -> Placement:
        """The structure, seen from its areas."""
        return self.evaluation.placement

    @property
    def plan(self) -> Plan:
        """Which area each unit is in."""
        return self.evaluation.plan

    @cached_property
    def all_areas(self) -> tuple[AreaDiagnosis, ...]:
        """The diagnosis of each area that holds units."""
        return diagnose(self.problem, self.evaluation)

    @cached_property
    def areas(self) -> tuple[AreaDiagnosis, ...]:
        """Those of them that rules on size speak of."""
        return tuple(area for area in self.all_areas if area.measured)

    @cached_property
    def changes(self) -> Changes:
        """From today's structure."""
        return changes(self.scenario, self.scenario.today(), self.plan)

    @cached_property
    def synergies(self) -> tuple[tuple[Synergy, int, bool], ...]:
        """Every synergy whose two units are placed, its strength, and whether they share an area."""
        kept = zip(self.scenario.synergies, self.placement.kept, strict=True)
        return tuple(
            (synergy, self.scenario.points_of(synergy.strength), inside)
            for synergy, inside in kept
            if all(unit in self.plan for unit in synergy.between)
        )


Measure = Callable[[Look], Figure]


@dataclass(frozen=True, slots=True)
class Criterion:
    """One line of the table.

    Attributes:
        id: its name in requirements and in JSON.
        group: which of the questions of the condensed set it belongs to.
        better, kind: its direction, and how it is printed.
        measure: from a structure to its figure.
        by_model: whether another model can say something else.
        size_of, size_in: the measure of a size, and what that is counted in ("årsverk").
        named: the id whose title it has, where it is one of several alike.
    """

    id: str
    group: str
    better: Better
    kind: Kind
    measure: Measure
    by_model: bool = False
    size_of: str | None = None
    size_in: str | None = None
    named: str | None = None

    def title(self, language: str) -> str:
        """What it measures, in a few words."""
        return say(f"criteria.title.{self.named or self.id}", language, unit=self.size_in)

    def about(self, language: str) -> str:
        """How it is measured, in a sentence."""
        return say(f"criteria.about.{self.named or self.id}", language)


def known(value: Fraction | int, of: int | None = None) -> Figure:
    """A figure that is known."""
    return Figure(Fraction(value), of=of or None)


def unknown(reason: str) -> Figure:
    """A figure that is not known, and why."""
    return Figure(None, unknown=reason)


def sized(look: Look, units: Sequence[str], measure: str) -> Figure:
    """The size of some units together; unknown where one of them has none."""
    total = total_of(look.scenario, units, measure)
    return Figure(total.number, total, tuple(units)) if total else unknown("size")
