"""A robustness as one JSON object, of kind "robust"."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from regroup.draws import Draws
from regroup.inputs import made_of
from regroup.overturn import Figure, Flip, Overturn, Turn
from regroup.plan import Plan
from regroup.problem import Problem
from regroup.regret import Regret, Weighed
from regroup.result import integer_points, plain_number
from regroup.robust import Robustness

SCHEMA_VERSION = 1
Object = dict[str, Any]


def robust_document(found: Robustness, language: str | None = None) -> Object:
    """Everything that was found; points are integers, ``points_scale`` of them to one of the model.

    Args:
        language: that documents are made in from it; the scenario's own where none is given.
    """
    problem, best = found.problem, found.best
    return {
        "kind": "robust",
        "schema_version": SCHEMA_VERSION,
        "scenario": problem.scenario.name,
        "model": problem.model.name,
        "status": str(best.status),
        "interrupted": found.interrupted,
        "points": _points(best.points, problem),
        "bound": _points(best.bound, problem),
        "points_scale": problem.scale,
        "plan": dict(best.plan) if best.plan else None,
        "draws": _draws(found.draws, best.plan) if found.draws and best.plan else None,
        "numbers": [_overturn(entry, problem, best.plan) for entry in found.overturns if best.plan],
        "ranking": [_flip(flip, problem) for flip in found.flips],
        "stakeholders": _regret(found.regret) if found.regret else None,
        **made_of(problem, language or problem.scenario.language),
    }


def _points(points: Fraction | None, problem: Problem) -> int | None:
    return None if points is None else integer_points(points, problem)


def _draws(draws: Draws, plan: Plan) -> Object:
    return {
        "asked": draws.asked,
        "seed": draws.seed,
        "sizes": draws.sizes,
        "strengths": draws.strengths,
        "method": "triangular over low, likely and high, each size by itself",
        **{name: getattr(draws, name) for name in ("stays", "turned", "broken", "impossible", "undecided")},
        "share": plain_number(draws.share) if draws.share is not None else None,
        "error_95": [plain_number(end) for end in draws.error] if draws.error else None,
        "places": {unit: dict(places) for unit, places in draws.places.items()},
        "others": [{"times": times, "moves": _moves(other, plan)} for other, times in draws.others],
    }


def _moves(other: Plan, plan: Plan) -> dict[str, str]:
    return {unit: other[unit] for unit in other.moves_from(plan)}


def _overturn(found: Overturn, problem: Problem, plan: Plan | None) -> Object:
    figure = found.figure
    return {
        "kind": figure.kind,
        "of": _named(figure, problem),
        "value": plain_number(figure.value),
        "low": plain_number(figure.low),
        "high": plain_number(figure.high),
        "doubtful": figure.doubtful,
        "down": _turn(found.down, plan),
        "up": _turn(found.up, plan),
        "unknown": list(found.unknown),
    }


def _flip(flip: Flip, problem: Problem) -> Object:
    figure = flip.figure
    return {
        "better": flip.better,
        "worse": flip.worse,
        "ahead": _points(flip.ahead, problem),
        "kind": figure.kind if figure else None,
        "of": _named(figure, problem) if figure else None,
        "value": plain_number(figure.value) if figure else None,
        "level_at": plain_number(flip.value) if flip.value is not None else None,
    }


def _named(figure: Figure, problem: Problem) -> Object:
    """What the number is of, by the ids of the files."""
    kind, key, scenario = figure.kind, figure.key, problem.scenario
    if kind == "size":
        return {"unit": key[0], "measure": key[1]}
    if kind == "strength":
        synergy = scenario.synergies[int(key[0])]
        return {"between": list(synergy.between), "criterion": synergy.criterion, "why": synergy.why}
    if kind == "affinity":
        affinity = scenario.affinities[int(key[0])]
        return {"unit": affinity.unit, "area": affinity.area, "why": affinity.why}
    if kind == "limit":
        return {"rule": problem.rules[int(key[0])].rule.id, "limit": key[1]}
    return {"term": problem.terms[int(key[0])].id, kind: key[1]}


def _turn(turn: Turn | None, plan: Plan | None) -> Object | None:
    if turn is None:
        return None
    return {
        "value": plain_number(turn.value),
        "within": plain_number(turn.within) if turn.within is not None else None,
        "exact": turn.within == 0,
        "breaks_a_rule": turn.breaks,
        "moves": _moves(turn.rival, plan) if turn.rival and plan else {},
    }


def _regret(regret: Regret) -> Object:
    return {
        "voices": [
            {
                "id": voice.stakeholder.id,
                "name": voice.stakeholder.name,
                "basis": voice.stakeholder.basis,
                "status": str(voice.best.status),
                "points": _points(voice.best.points, voice.problem),
                "points_scale": voice.problem.scale,
                "span": plain_number(voice.span),
            }
            for voice in regret.voices
        ],
        "agreement": [{"between": list(pair), "share": plain_number(v)} for pair, v in regret.agreement.items()],
        "least": _weighed(regret.least),
        "bound": plain_number(regret.bound),
        "proven": regret.proven,
        "plans": [_weighed(weighed) for weighed in regret.weighed],
    }


def _weighed(weighed: Weighed) -> Object:
    return {
        "kind": weighed.kind,
        "id": weighed.id,
        "plan": dict(weighed.plan),
        "allowed": weighed.allowed,
        "regrets": {who: plain_number(value) for who, value in weighed.regrets.items()},
        "worst": plain_number(weighed.worst),
    }
