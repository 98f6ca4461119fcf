"""The alternatives as one JSON object, in the form of the result: integer points, units and areas by their ids."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from regroup.alternatives.found import Alternative, Alternatives
from regroup.alternatives.settled import Settled
from regroup.inputs import made_of
from regroup.problem import Problem
from regroup.result import SCHEMA_VERSION, integer_points

Object = dict[str, Any]


def alternatives_document(found: Alternatives, language: str = "nb") -> Object:
    """Plain objects, ready for JSON; texts in ``language``."""
    problem, near = found.problem, found.near
    return {
        "schema_version": SCHEMA_VERSION,
        "kind": "alternatives",
        "status": str(near.best.status),
        "interrupted": found.interrupted,
        "scenario": {"name": problem.scenario.name, "level": problem.scenario.level},
        "model": {"name": problem.model.name, "title": problem.model.title.in_language(language)},
        "points_scale": problem.scale,
        "points": _points(problem, near.best.points),
        "bound": _points(problem, near.best.bound),
        "floor": float(near.floor) if near.best.points is not None else None,
        "within": {"value": float(found.within.value), "relative": found.within.relative},
        "complete": near.complete,
        "others_at_most": None if near.complete else _points(problem, near.rest),
        "plans": [_plan(problem, plan) for plan in found.plans],
        "different": [{"plan": place, "pairs": pairs} for place, pairs in found.different],
        "settled": _settled(found.settled) if found.settled else None,
        **made_of(problem, language),
    }


def _points(problem: Problem, points: Fraction | None) -> int | None:
    return None if points is None else integer_points(points, problem)


def _plan(problem: Problem, plan: Alternative) -> Object:
    return {
        "points": _points(problem, plan.evaluation.points),
        "difference": _points(problem, plan.difference),
        "terms": [
            {"term": term.id, "difference": _points(problem, difference)}
            for term, difference in zip(problem.terms, plan.by_term, strict=True)
        ],
        "moves": list(plan.moves),
        "plan": dict(plan.evaluation.plan),
    }


def _settled(settled: Settled) -> Object:
    return {
        "units": list(settled.units),
        "together": [[float(share) for share in row] for row in settled.together],
        "groups": [list(group) for group in settled.groups],
        "pairs": {"always": settled.always, "never": settled.never, "sometimes": settled.sometimes},
        "firm": list(settled.firm),
        "deciding": {
            unit: {area: float(share) for area, share in places.items()} for unit, places in settled.deciding.items()
        },
    }
