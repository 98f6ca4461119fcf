"""Random small problems with a proposal each, and every plan of theirs judged by `evaluate`."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cache
from typing import Any

from regroup.errors import InputError
from regroup.evaluation import Evaluation, evaluate
from regroup.plan import Plan
from regroup.problem import Problem
from regroup.result import Status
from regroup.rules.apart import Apart
from regroup.rules.area_count import AreaCount
from regroup.rules.area_size import AreaSize
from regroup.rules.base import Bound
from regroup.rules.company_limit import CompanyLimit
from regroup.rules.fixed import Fixed
from regroup.rules.not_in import NotIn
from regroup.rules.together import Together
from regroup.rules.unit_count import UnitCount
from regroup.study import Answer
from regroup.terms.affinity import AffinityTerm
from regroup.terms.areas_used import AreasUsed
from regroup.terms.heterogeneity import Heterogeneity
from regroup.terms.moves import Moves
from regroup.terms.size_balance import SizeBalance
from regroup.terms.size_band import SizeBand
from regroup.terms.splits import Splits
from regroup.terms.synergy import SynergyTerm
from tests.build import affinity, area, every_plan, model, scenario, synergy, unit

FIELDS = ("skole", "helse", "bolig")
WHY: dict[str, Any] = {"why": "prøve"}


@dataclass(frozen=True)
class Case:
    """A problem, a proposal that may break rules, leave units out or use a former area, and all allowed plans."""

    problem: Problem
    proposal: Plan
    allowed: tuple[Evaluation, ...]

    def ask(self, problem: Problem) -> Answer:
        """The best plan under other weights, by trying all of them: a study that needs no engine."""
        found = [evaluate(problem, one.plan) for one in self.allowed]
        best = max(found, key=lambda one: one.points, default=None)
        if best is None:
            return Answer(Status.IMPOSSIBLE, None, None, None)
        return Answer(Status.BEST, best.plan, best.points, best.points)


@cache
def case(seed: int) -> Case:
    """One of many: three to five units, two or three areas, any rules and terms."""
    at = random.Random(seed)
    while True:
        try:
            problem = _problem(at)
        except InputError:
            continue
        plans = (evaluate(problem, plan) for plan in every_plan(problem.scenario))
        return Case(problem, _proposal(at, problem), tuple(one for one in plans if one.allowed))


def _problem(at: random.Random) -> Problem:
    ids, areas = "abcde"[: at.randint(3, 5)], "xyz"[: at.randint(2, 3)]
    units = [
        unit(
            name,
            at.randint(1, 40) / 2,
            today=at.choice([*areas, "old", None]),
            fields=at.sample(FIELDS, at.randint(1, 2)),
            part_of="w" if index < 2 and len(ids) > 3 else None,
        )
        for index, name in enumerate(ids)
    ]
    pairs = [(one, other) for one in ids for other in ids if one < other and at.random() < 0.6]
    facts = scenario(
        units,
        [area(name, may_be_empty=at.random() < 0.7) for name in areas],
        former=["old"],
        wholes=["w"],
        synergies=[synergy(*pair, at.randint(-3, 5)) for pair in pairs],
        affinities=[affinity(at.choice(ids), at.choice(areas), at.randint(-4, 4))],
        requirements=at.sample(_requirements(at, ids, areas), at.choice([0, 0, 1, 2, 3])),
    )
    return Problem(facts, model(_terms(at), at.sample(_rules(at), at.choice([0, 0, 1]))))


def _requirements(at: random.Random, ids: str, areas: str) -> list[Any]:
    two = tuple(at.sample(ids, 2))
    return [
        Together(units=two, **WHY),
        Apart(units=two, **WHY),
        Fixed(units=(at.choice(ids),), area=at.choice(areas), **WHY),
        NotIn(units=(at.choice(ids),), areas=(at.choice(areas),), **WHY),
        CompanyLimit(units=(at.choice(ids),), field=at.choice(FIELDS), most=at.choice([0.5, 0.8]), **WHY),
        AreaCount(least=2, most=at.randint(2, 3), **WHY),
    ]


def _rules(at: random.Random) -> list[Any]:
    return [
        AreaSize(most=Bound(share=at.choice([0.4, 0.6, 0.8])), **WHY),
        AreaSize(least=Bound(share=at.choice([0.1, 0.2])), **WHY),
        UnitCount(least=1, most=at.randint(2, 4), **WHY),
    ]


def _terms(at: random.Random) -> list[Any]:
    kinds = [
        lambda weight: SynergyTerm(weight=weight, **WHY),
        lambda weight: AffinityTerm(weight=weight, **WHY),
        lambda weight: SizeBalance(weight=weight, **WHY),
        lambda weight: SizeBand(weight=weight, least=Bound(share=0.2), most=Bound(share=0.5), **WHY),
        lambda weight: Heterogeneity(weight=weight, **WHY),
        lambda weight: Moves(weight=weight, **WHY),
        lambda weight: Splits(weight=weight, **WHY),
        lambda weight: AreasUsed(weight=weight, **WHY),
    ]
    return [kind(at.randint(0, 4)) for kind in at.sample(kinds, at.randint(1, 5))]


def _proposal(at: random.Random, problem: Problem) -> Plan:
    places = list(problem.scenario.area_of)
    plan = {name: at.choice(places) for name in problem.scenario.unit_of}
    if at.random() < 0.25:
        del plan[at.choice(list(plan))]
    if at.random() < 0.15:
        plan[at.choice(list(plan))] = "old"
    return Plan(plan)
