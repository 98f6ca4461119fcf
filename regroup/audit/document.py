"""The audit as one JSON object: points are integers, ``points_scale`` of which make one point of the model."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from regroup.audit.audited import Audit, Audited
from regroup.audit.levels import Level, changes_at
from regroup.audit.weights import Change
from regroup.inputs import made_of
from regroup.plan import Plan
from regroup.problem import Problem
from regroup.result import SCHEMA_VERSION, integer_points, plain_number
from regroup.rules import Breach
from regroup.standing import Landscape, Rank
from regroup.study import Answer

Object = dict[str, Any]


def audit_document(found: Audit, language: str = "nb") -> Object:
    """The audit as plain objects, ready for JSON; texts in ``language``."""
    problem = found.problem
    return {
        "schema_version": SCHEMA_VERSION,
        "kind": "audit",
        "interrupted": found.interrupted,
        "scenario": {"name": problem.scenario.name, "level": problem.scenario.level},
        "model": {"name": problem.model.name, "title": problem.model.title.in_language(language)},
        "points_scale": problem.scale,
        "best": _answer(problem, found.best),
        "proposals": [_audited(found, one, language) for one in found.audited],
        "standing": _landscape(problem, found.landscape) if found.landscape else None,
        **made_of(problem, language),
    }


def _points(problem: Problem, points: Fraction | None) -> int | None:
    return None if points is None else integer_points(points, problem)


def _answer(problem: Problem, answer: Answer) -> Object:
    return {
        "status": str(answer.status),
        "points": _points(problem, answer.points),
        "bound": _points(problem, answer.bound),
        "plan": dict(answer.plan) if answer.plan else None,
    }


def _audited(found: Audit, one: Audited, language: str) -> Object:
    problem, compared = found.problem, one.compared
    return {
        "id": one.id,
        "title": one.title,
        "points": _points(problem, compared.points) if compared else None,
        "behind": _points(problem, found.behind(one)),
        "plan": dict(one.given.plan),
        "placed_by_audit": {unit: compared.plan[unit] for unit in one.placed} if compared else {},
        "breaches": [_breach(breach, language) for breach in one.given.breaches],
        "terms": [
            {
                "term": theirs.term.id,
                "title": theirs.term.title[language],
                "points": _points(problem, theirs.points),
                "best_points": _points(problem, best.points),
            }
            for theirs, best in found.terms(one)
        ],
        "changes": [_level(problem, level, one.given.plan) for level in one.levels],
        "weights": _weights(problem, one.weights) if one.weights else None,
        "rank": _rank(one.rank) if one.rank else None,
    }


def _breach(breach: Breach, language: str) -> Object:
    return {"rule": breach.rule, "text": breach.words[language], "units": list(breach.units)}


def _level(problem: Problem, level: Level, before: Plan) -> Object:
    after = level.answer.plan
    moved = changes_at(level, before)
    return {
        "at_most": level.changes,
        **{key: value for key, value in _answer(problem, level.answer).items() if key != "plan"},
        "changed": [{"unit": u, "from": before[u], "to": after[u]} for u in moved] if after else [],
    }


def _weights(problem: Problem, change: Change) -> Object:
    weighted = [term for term in problem.terms if term.weight]
    return {
        "outcome": str(change.outcome),
        "change": plain_number(change.change),
        "factors": [
            {"term": term.id, "weight": term.weight, "factor": plain_number(factor), "exact": str(factor)}
            for term, factor in zip(weighted, change.factors, strict=True)
        ],
        "better_or_equal_on_average": [{"plan": dict(plan), "share": str(share)} for plan, share in change.mixture],
    }


def _rank(rank: Rank) -> Object:
    return {
        "above": rank.above,
        "equal": rank.equal,
        "below": rank.below,
        "share_above_between": [rank.least_above, rank.most_above],
    }


def _landscape(problem: Problem, seen: Landscape) -> Object:
    return {
        "method": str(seen.method),
        "plans": seen.plans,
        "from": _points(problem, seen.start),
        "to": _points(problem, seen.end),
        "steps": list(seen.bins),
    }
