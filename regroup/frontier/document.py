"""A trade-off curve as one JSON object."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from regroup.frontier.axes import Axis
from regroup.frontier.draw import Frontier, Stop
from regroup.frontier.narrowest import grain_of
from regroup.frontier.placed import TODAY, Placed
from regroup.inputs import made_of
from regroup.result import SCHEMA_VERSION, plain_number
from regroup.terms.base import HUNDRED
from regroup.text import say

Object = dict[str, Any]


def frontier_document(found: Frontier, language: str = "nb") -> Object:
    """The curve as plain objects, ready for JSON; texts in ``language``.

    ``points`` and ``bound`` are integers, ``points_scale`` of them make one of what is counted up; they are larger
    where that is better. ``x`` and ``y`` are the figures themselves.
    """
    problem = found.problem
    return {
        "schema_version": SCHEMA_VERSION,
        "kind": "frontier",
        "interrupted": found.interrupted,
        "scenario": {"name": problem.scenario.name, "level": problem.scenario.level},
        "model": {"name": problem.model.name, "title": problem.model.title.in_language(language)},
        "points_scale": _scale(found),
        "x": _axis(found.across, language),
        "y": _axis(found.up, language),
        "leader_cost": plain_number(found.leader_cost),
        "area_counts_freed": found.freed,
        "proven": found.proven,
        "whole": found.whole,
        "points": [_stop(found, stop) for stop in found.stops],
        "impossible": [plain_number(x) for x in found.impossible],
        "structures": [_placed(found, one, language) for one in found.placed],
        **made_of(problem, language),
    }


def name_of(found: Frontier, structure: str, language: str) -> str:
    """What a structure is called."""
    names = {proposal.id: proposal.name for proposal in found.problem.scenario.proposals}
    return say("word.today", language) if structure == TODAY else names[structure]


def _axis(axis: Axis, language: str) -> Object:
    better = "more" if axis.sign > 0 else "less"
    return {"id": axis.id, "title": say(f"frontier.axis.{axis.id}", language), "better": better}


def _stop(found: Frontier, stop: Stop) -> Object:
    return {
        "x": plain_number(stop.x),
        "y": plain_number(stop.y),
        "points": _integer(found, stop.y),
        "bound": None if stop.bound is None else _integer(found, stop.bound),
        "proven": stop.proven,
        "others_between": stop.open,
        "slack": None if stop.slack is None else plain_number(stop.slack),
        "plan": dict(stop.plan),
        "moved": [{"unit": unit, "to": stop.plan[unit]} for unit in stop.moved],
        "beaten_by": stop.beaten_by,
    }


def _placed(found: Frontier, one: Placed, language: str) -> Object:
    return {
        "id": one.id,
        "name": name_of(found, one.id, language),
        "x": plain_number(one.x),
        "y": plain_number(one.y),
        "points": _integer(found, one.y),
        "breaches": len(one.evaluation.breaches),
        "unplaced": list(one.evaluation.unplaced),
        "beaten_by": one.beaten_by,
    }


def _scale(found: Frontier) -> int:
    """That of the problem's points; of a width in per cent, the number that makes every one of them an integer."""
    problem = found.problem
    if found.up.id != "balance":
        return problem.scale
    return (HUNDRED * grain_of(problem) / problem.scenario.total(problem.scenario.measure)).denominator


def _integer(found: Frontier, figure: Fraction) -> int | None:
    scaled = found.up.shown(figure) * _scale(found)
    return int(scaled) if scaled.denominator == 1 else None
