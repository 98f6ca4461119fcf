"""Plans side by side: areas that nothing tells apart are named by their content, so that equal plans look equal."""

from __future__ import annotations

import numpy as np
from scipy.optimize import linear_sum_assignment

from regroup.plan import Plan
from regroup.preprocess import area_types, reduce
from regroup.problem import Problem


def alike_areas(problem: Problem) -> list[tuple[str, ...]]:
    """The areas, in groups of those that nothing in rules and terms tells apart."""
    names = problem.area_ids
    return [tuple(names[area] for area in alike) for alike in area_types(reduce(problem.core).core)]


def matched(problem: Problem, plan: Plan, to: Plan) -> Plan:
    """The plan with areas that are alike exchanged, so that as many units as can be stand where ``to`` has them."""
    names: dict[str, str] = {}
    for group in alike_areas(problem):
        if len(group) > 1:
            names |= _named(group, plan, to)
    return Plan({unit: names.get(area, area) for unit, area in plan.items()})


def _named(areas: tuple[str, ...], plan: Plan, to: Plan) -> dict[str, str]:
    """New names for the areas of one kind."""
    index = {area: at for at, area in enumerate(areas)}
    shared = np.zeros((len(areas), len(areas)))
    for unit, area in plan.items():
        other = to.get(unit, "")
        if area in index and other in index:
            shared[index[area], index[other]] += 1
    rows, columns = linear_sum_assignment(shared, maximize=True)
    return {areas[row]: areas[column] for row, column in zip(rows.tolist(), columns.tolist(), strict=True)}
