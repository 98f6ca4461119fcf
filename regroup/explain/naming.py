"""Gives the areas of one plan the names that fit another, where nothing tells the areas apart."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.optimize import linear_sum_assignment

from regroup.plan import Plan
from regroup.prices import alike_areas
from regroup.problem import Problem


def named_like(problem: Problem, plan: Plan, model: Plan) -> Plan:
    """The same plan with areas of one kind renamed so that most units stay where ``model`` has them."""
    new: dict[str, str] = {}
    for areas in alike_areas(problem):
        new |= _names(plan, model, areas)
    return Plan({unit: new[area] for unit, area in plan.items()})


def _names(plan: Plan, model: Plan, areas: Sequence[str]) -> dict[str, str]:
    """Each area's new name, by the assignment with the largest overlap."""
    at = {area: number for number, area in enumerate(areas)}
    overlap = np.zeros((len(areas), len(areas)), dtype=np.int64)
    for unit, area in plan.items():
        if area in at and model[unit] in at:
            overlap[at[area], at[model[unit]]] += 1
    old, new = linear_sum_assignment(overlap, maximize=True)
    return {areas[i]: areas[j] for i, j in zip(old.tolist(), new.tolist(), strict=True)}
