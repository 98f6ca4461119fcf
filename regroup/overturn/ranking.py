"""Which single number turns two proposals around: points of both are linear in it, so the break-even needs no solve."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from regroup.evaluation import evaluate
from regroup.overturn.base import Figure
from regroup.plan import Plan
from regroup.problem import Problem


@dataclass(frozen=True, slots=True)
class Flip:
    """Two neighbours in the ranking by points, and the number that is nearest to turning them around.

    Attributes:
        better, worse: the names of the two.
        ahead: by how many points the first leads.
        figure: the strength, weight or criterion that needs the smallest part of its range; None where none turns them.
        value: where they are level, exactly; beyond it the second leads.
    """

    better: str
    worse: str
    ahead: Fraction
    figure: Figure | None
    value: Fraction | None


def flips(problem: Problem, plans: Mapping[str, Plan], figures: Sequence[Figure]) -> tuple[Flip, ...]:
    """For each two neighbours in the ranking of the plans; most points first.

    Args:
        plans: by name; whole, all of them.
        figures: those that points are linear in are looked at.
    """
    points = {name: evaluate(problem, plan).points for name, plan in plans.items()}
    ranked = sorted(plans, key=lambda name: -points[name])
    linear = [figure for figure in figures if figure.method in ("line", "single")]
    ends = [(figure, end, _at(figure, end, plans)) for figure in linear for end in (figure.low, figure.high)]
    return tuple(_flip(one, other, points, ends) for one, other in pairwise(ranked))


End = tuple[Figure, Fraction, Mapping[str, Fraction]]
"""A number, an end of its range, and the points of every plan there."""


def _at(figure: Figure, end: Fraction, plans: Mapping[str, Plan]) -> dict[str, Fraction]:
    problem = figure.at(end)
    return {name: evaluate(problem, plan).points for name, plan in plans.items()}


def _flip(one: str, other: str, points: Mapping[str, Fraction], ends: Sequence[End]) -> Flip:
    ahead = points[one] - points[other]
    found: list[tuple[Fraction, Figure, Fraction]] = []
    for figure, end, there in ends:
        behind = there[other] - there[one]
        if behind > 0:
            part = ahead / (ahead + behind)
            found.append((part, figure, figure.value + (end - figure.value) * part))
    _, figure_or_none, value = min(found, key=lambda item: item[0], default=(None, None, None))
    return Flip(one, other, ahead, figure_or_none, value)
