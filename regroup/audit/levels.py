"""What each number of changes reaches: the best plan with at most 0, 1, 2 … units elsewhere than in a proposal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from regroup.audit.stay import changed_units
from regroup.census import Walk
from regroup.core import Assignment, Ints
from regroup.errors import Disagreement
from regroup.evaluation import evaluate
from regroup.plan import Plan
from regroup.problem import Problem
from regroup.result import Status
from regroup.study import Answer


@dataclass(frozen=True, slots=True)
class Level:
    """The most that a number of changes reaches.

    Attributes:
        changes: at most so many units are elsewhere; units without a place in the proposal are free, and not counted.
        answer: the best plan and its bound; impossible where no plan that keeps the rules is so near.
    """

    changes: int
    answer: Answer


def place_of(problem: Problem, plan: Plan) -> Ints:
    """(n,) the area index of each unit; -1 for a unit without a place, -2 in an area that no plan may use."""
    index = {area: number for number, area in enumerate(problem.area_ids)}
    return np.array([index.get(plan[u], -2) if u in plan else -1 for u in problem.unit_ids], dtype=np.int64)


def levels_by_walk(problem: Problem, walk: Walk, plan: Plan) -> tuple[Level, ...]:
    """Every level up to the number of changes that a best plan needs, from all plans there are."""
    reached = best_by_changes(walk, place_of(problem, plan))
    found = {changes: (points, checked(problem, areas, points)) for changes, (points, areas) in reached.items()}
    return filled({changes: (Fraction(points, problem.scale), made) for changes, (points, made) in found.items()})


def filled(found: dict[int, tuple[Fraction, Plan]]) -> tuple[Level, ...]:
    """The levels, from the best of each exact number of changes, where all of them are proven."""
    levels: list[Level] = []
    best: tuple[Fraction, Plan] | None = None
    for changes in range(_needed(found) + 1):
        here = found.get(changes)
        if here and (best is None or here[0] > best[0]):
            best = here
        levels.append(Level(changes, Answer(Status.BEST, best[1], best[0], best[0]) if best else NONE))
    return tuple(levels)


NONE = Answer(Status.IMPOSSIBLE, None, None, None)


def _needed(found: dict[int, tuple[Fraction, Plan]]) -> int:
    """The fewest changes that reach the most points; -1 where there is no plan at all."""
    return min(found, key=lambda changes: (-found[changes][0], changes), default=-1)


def best_by_changes(walk: Walk, place: Ints) -> dict[int, tuple[int, Assignment]]:
    """For each exact number of changes, the most integer points and an assignment that has them."""
    placed, first, second = walk.stays(place)
    counted = int((place != -1).sum())
    order = np.argsort(second, kind="stable")
    stays, starts = np.unique(second[order], return_index=True)
    best: dict[int, tuple[int, int, int]] = {}
    for number, points in walk.blocks():
        tops = np.maximum.reduceat(points[order], starts)
        for group, top in enumerate(tops.tolist()):
            changes = counted - placed - int(first[number]) - int(stays[group])
            if top > max(walk.least_points, best.get(changes, (walk.least_points,))[0]):
                best[changes] = (top, number, _at(points, order, starts, group))
    return {changes: (top, walk.assignment(one, other)) for changes, (top, one, other) in best.items()}


def _at(points: Ints, order: Ints, starts: Ints, group: int) -> int:
    """Which second half has the most points of a group of them."""
    end = starts[group + 1] if group + 1 < len(starts) else len(order)
    some = order[starts[group] : end]
    return int(some[points[some].argmax()])


def checked(problem: Problem, areas: Assignment, points: int) -> Plan:
    """The plan of an assignment, judged by `evaluate`.

    Raises:
        Disagreement: it breaks a rule, or has other points.
    """
    plan = problem.plan_of(areas.tolist())
    evaluation = evaluate(problem, plan)
    if evaluation.breaches:
        raise Disagreement("breaks_a_rule", rule=evaluation.breaches[0].rule)
    if evaluation.points * problem.scale != points:
        raise Disagreement("points_differ", engine=points, evaluated=evaluation.points * problem.scale)
    return plan


def gains(levels: tuple[Level, ...]) -> Iterator[Level]:
    """The levels that reach more than the one before."""
    before: Fraction | None = None
    for level in levels:
        points = level.answer.points
        if points is not None and (before is None or points > before):
            yield level
            before = points


def changes_at(level: Level, plan: Plan) -> tuple[str, ...]:
    """Units that a level's plan has elsewhere than ``plan``."""
    return changed_units(plan, level.answer.plan) if level.answer.plan else ()
