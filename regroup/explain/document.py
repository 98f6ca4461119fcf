"""An explanation as one JSON object."""

from __future__ import annotations

from fractions import Fraction

from regroup.document import Object
from regroup.explain.base import Elsewhere, Explanation, Why
from regroup.inputs import made_of
from regroup.plan import Plan
from regroup.prices import Gain, Price
from regroup.problem import Problem, StatedRule
from regroup.repairs import Relaxation, Repairs
from regroup.result import SCHEMA_VERSION, Conflict, integer_points, plain_number
from regroup.study import Answer
from regroup.wording import said_in


def explanation_document(explanation: Explanation, language: str = "nb") -> Object:
    """The explanation as plain objects, ready for JSON; points are integers, ``points_scale`` to one of the model."""
    prices = explanation.prices
    problem, best = prices.problem, prices.best
    to_object = _Objects(problem, language)
    return {
        "schema_version": SCHEMA_VERSION,
        "kind": "explain",
        "status": str(best.status),
        "interrupted": explanation.interrupted,
        "scenario": {"name": problem.scenario.name, "level": problem.scenario.level},
        "model": {"name": problem.model.name, "title": problem.model.title.in_language(language)},
        "points_scale": problem.scale,
        **to_object.answer(best),
        "prices": [to_object.price(price) for price in prices.prices],
        "rules": [to_object.gain(gain) for gain in prices.gains],
        "units": [to_object.why(why) for why in explanation.whys],
        "repairs": to_object.repairs(explanation.repairs) if explanation.repairs else None,
        **made_of(problem, language),
    }


class _Objects:
    """The parts of the document, for one problem in one language."""

    def __init__(self, problem: Problem, language: str) -> None:
        self._problem, self._language = problem, language

    def points(self, points: Fraction | None) -> int | None:
        return None if points is None else integer_points(points, self._problem)

    def answer(self, answer: Answer) -> Object:
        points, bound = self.points(answer.points), self.points(answer.bound)
        return {"points": points, "bound": bound, "plan": _plan(answer.plan)}

    def price(self, price: Price) -> Object:
        place = price.place
        return {
            "unit": place.unit,
            "areas": list(place.areas),
            "away_from": place.away_from,
            "own": place.own,
            "allowed": price.allowed,
            "proven": price.proven,
            "least": self.points(price.least) if price.allowed else None,
            "most": self.points(price.most),
            "plan": _plan(price.plan),
            "conflict": self.conflict(price.conflict) if price.conflict else None,
        }

    def gain(self, gain: Gain) -> Object:
        return {
            **self.rule(gain.stated),
            "proven": gain.proven,
            "least": self.points(gain.least),
            "most": self.points(gain.most),
            "plan": _plan(gain.plan),
        }

    def rule(self, stated: StatedRule) -> Object:
        place, rule = stated.place, stated.rule
        return {
            "rule": rule.id,
            "file": place.file if place else None,
            "line": place.line if place else None,
            "text": rule.sentence(self._problem.scenario, self._language),
            "why": said_in(rule.why, self._language),
            "source": rule.source,
        }

    def conflict(self, conflict: Conflict) -> Object:
        words = conflict.reason.words[self._language] if conflict.reason else None
        return {"minimal": conflict.minimal, "text": words, "rules": [self.rule(stated) for stated in conflict.rules]}

    def why(self, why: Why) -> Object:
        return {
            "unit": why.unit,
            "area": why.area,
            "synergies": [
                {"with": tie.other, "kept": tie.kept, "strength": self._strength(tie.synergy.strength)}
                | {"criterion": tie.synergy.criterion, "why": tie.synergy.why, "source": tie.synergy.source}
                for tie in why.ties
            ],
            "affinities": [
                {"area": pull.affinity.area, "met": pull.met, "strength": self._strength(pull.affinity.strength)}
                | {"why": pull.affinity.why, "source": pull.affinity.source}
                for pull in why.pulls
            ],
            "rules": [self.rule(binding.stated) for binding in why.bindings],
            "area_size": plain_number(why.sizing.within.size),
            "area_size_without": plain_number(why.sizing.without.size) if why.sizing.without else 0,
            "elsewhere": [self.elsewhere(other) for other in why.elsewhere],
        }

    def _strength(self, strength: str | int) -> int:
        return self._problem.scenario.points_of(strength)

    def elsewhere(self, other: Elsewhere) -> Object:
        return {
            "areas": list(other.price.place.areas),
            "plan": _plan(other.plan),
            "moves": list(other.moves),
            "terms": [{"term": shift.term.id, "points": self.points(shift.points)} for shift in other.shifts],
        }

    def repairs(self, repairs: Repairs) -> Object:
        return {
            "conflicts": [self.conflict(conflict) for conflict in repairs.conflicts],
            "all_conflicts": repairs.all_conflicts,
            "relax": [self.relaxation(one) for one in repairs.relaxations],
            "drop": [
                {"rules": [self.rule(stated) for stated in drop.rules], **self.answer(drop.answer)}
                for drop in repairs.drops
            ],
            "all_drops": repairs.all_drops,
        }

    def relaxation(self, one: Relaxation) -> Object:
        return {
            **self.rule(one.dial.stated),
            "bound": one.dial.side,
            "now": plain_number(one.dial.now),
            "to": plain_number(one.to),
            "proven": one.proven,
            "relaxed": one.rule.sentence(self._problem.scenario, self._language),
            "dropped": [self.rule(stated) for stated in one.dropped],
            **(self.answer(one.answer) if one.answer else {}),
        }


def _plan(plan: Plan | None) -> dict[str, str] | None:
    return None if plan is None else dict(plan)
