"""The places that a unit can be asked into, and the rules that put it there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from regroup.matched import alike_areas
from regroup.plan import Plan
from regroup.problem import Problem
from regroup.rules import Rule
from regroup.rules.apart import Apart
from regroup.rules.fixed import Fixed
from regroup.rules.not_in import NotIn

ASKED = "spørsmål i prislisten"
"""Why the rule of a question is there; it is never printed."""


@dataclass(frozen=True, slots=True)
class Place:
    """One unit somewhere.

    Attributes:
        unit: the unit.
        areas: where; more than one where nothing tells them apart.
        alike: these, and the unit's own area where nothing tells it from them.
        away_from: the unit that it leaves, where its own area is such a one.
        own: whether it is the unit's own place in the best plan.
    """

    unit: str
    areas: tuple[str, ...]
    alike: tuple[str, ...]
    away_from: str | None = None
    own: bool = False

    def rules(self, problem: Problem) -> list[Rule]:
        """What puts the unit there."""
        if self.away_from is None:
            return [Fixed(units=(self.unit,), area=self.areas[0], why=ASKED)]
        elsewhere = tuple(area for area in problem.scenario.area_of if area not in self.alike)
        shut: list[Rule] = [NotIn(units=(self.unit,), areas=elsewhere, why=ASKED)] if elsewhere else []
        return [*shut, Apart(units=(self.unit, self.away_from), why=ASKED)]


def places_of(problem: Problem, plan: Plan, units: tuple[str, ...]) -> Iterator[Place]:
    """For each unit its own place in a plan, and every other that can be told apart from it.

    Areas that nothing tells apart can swap names in any plan, so that being in another of them means something only
    beside somebody: there the unit leaves the largest of those that it is with.
    """
    groups = alike_areas(problem)
    for unit in units:
        for alike in groups:
            if plan[unit] in alike:
                yield Place(unit, (plan[unit],), alike, own=True)
                others = tuple(area for area in alike if area != plan[unit])
                beside = _largest_beside(problem, plan, unit)
                if beside is not None and others:
                    yield Place(unit, others, alike, away_from=beside)
            else:
                yield Place(unit, alike, alike)


def _largest_beside(problem: Problem, plan: Plan, unit: str) -> str | None:
    """The largest of the units that share its area, in the main measure; the first of equals."""
    scenario = problem.scenario

    def size(other: str) -> float:
        known = scenario.unit_of[other].size.get(scenario.measure)
        return float(known.number) if known else 0.0

    return max((other for other in plan if other != unit and plan.together(unit, other)), key=size, default=None)
