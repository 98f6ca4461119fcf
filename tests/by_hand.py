"""A study that answers by looking at every plan, and small random problems for it: what studies are held against."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from fractions import Fraction

from regroup.evaluation import evaluate
from regroup.near import Near
from regroup.plan import Plan
from regroup.problem import Problem
from regroup.result import Status
from regroup.rules import Rule
from regroup.rules.apart import Apart
from regroup.rules.area_count import AreaCount
from regroup.rules.area_size import AreaSize
from regroup.rules.company_limit import CompanyLimit
from regroup.rules.together import Together
from regroup.rules.unit_count import UnitCount
from regroup.study import Answer, Steps, Study
from regroup.terms import Term
from regroup.terms.affinity import AffinityTerm
from regroup.terms.areas_used import AreasUsed
from regroup.terms.heterogeneity import Heterogeneity
from regroup.terms.moves import Moves
from regroup.terms.size_balance import SizeBalance
from regroup.terms.size_band import SizeBand
from regroup.terms.synergy import SynergyTerm
from tests.build import affinity, area, every_plan, model, scenario, synergy, unit

WHY = "til prøver"
CRITERIA = {"shared_users": {"nb": "Brukere"}, "location": {"nb": "Sted"}}


class ByHand(Study):
    """Answers like `Study`, by brute force and without engines."""

    def ask(self, problem: Problem) -> Answer:
        found = allowed(problem)
        if not found:
            return Answer(Status.IMPOSSIBLE, None, None, None)
        points, plan = max(found, key=lambda pair: pair[0])
        return Answer(Status.BEST, plan, points, points)

    def ask_all(self, problems: Sequence[Problem], steps: Steps | None = None) -> Iterator[tuple[int, Answer]]:
        yield from enumerate(map(self.ask, problems))


def near_by_hand(study: Study, problem: Problem, floor: Fraction, most: int = 10_000) -> Near:
    """What `near` says, by brute force."""
    listed = sorted((pair for pair in allowed(problem) if pair[0] >= floor), key=lambda pair: -pair[0])
    rest = listed[most][0] if most < len(listed) else floor
    return Near(study.ask(problem), floor, tuple(listed[:most]), len(listed) <= most, rest)


def allowed(problem: Problem) -> list[tuple[Fraction, Plan]]:
    """Every plan that keeps all rules, with its points."""
    looked = (evaluate(problem, plan) for plan in every_plan(problem.scenario))
    return [(seen.points, seen.plan) for seen in looked if seen.allowed]


def random_problem(seed: int, shape: tuple[str, str] | None = None) -> Problem:
    """Three or four units in two or three areas, or those of ``shape``, with some of everything; some have no plan."""
    dice = random.Random(seed)
    units, areas = "abcd"[: dice.choice((3, 3, 4))], "xyz"[: dice.choice((2, 2, 3))]
    units, areas = shape or (units, areas)
    facts = scenario(
        [_unit(dice, name, areas) for name in units],
        [area(name, may_be_empty=dice.random() < 0.7) for name in areas],
        criteria=CRITERIA,
        strengths={"strong": 3, "some": 1, "against_some": -1},
        synergies=[_synergy(dice, *pair) for pair in _pairs(units) if dice.random() < 0.6],
        affinities=[
            affinity(name, dice.choice(areas), dice.choice((-3, -1, 1, 3))) for name in units if dice.random() < 0.3
        ],
        requirements=list(_requirements(dice, units)),
    )
    return Problem(facts, model(list(_terms(dice)), list(_rules(dice))))


def _unit(dice: random.Random, name: str, areas: str):
    sizes = {"value": dice.randint(1, 9), "basis": "stated"}
    if dice.random() < 0.4:
        low = dice.randint(1, 5)
        sizes = {"low": low, "likely": low + 2, "high": low + 6, "basis": "assumed", "why": WHY}
    return unit(
        name,
        size={"fte": sizes},
        today=dice.choice(areas),
        fields=("p",) if name == "b" else (dice.choice(("p", "q")),),
    )


def _pairs(units: str) -> Iterator[tuple[str, str]]:
    yield from ((one, other) for at, one in enumerate(units) for other in units[at + 1 :])


def _synergy(dice: random.Random, one: str, other: str):
    return synergy(one, other, dice.choice((-3, -1, 1, 2, 3)), dice.choice(tuple(CRITERIA)))


def _requirements(dice: random.Random, units: str) -> Iterator[Rule]:
    if dice.random() < 0.15:
        yield Together(units=tuple(units[:2]), why=WHY, source="lov")
    if dice.random() < 0.15:
        yield Apart(units=tuple(units[-2:]), why=WHY, source="lov")
    if dice.random() < 0.2:
        yield CompanyLimit(units=(units[0],), field="p", most=Fraction(dice.randint(3, 9), 10), why=WHY, source="lov")


def _rules(dice: random.Random) -> Iterator[Rule]:
    if dice.random() < 0.3:
        yield AreaSize(most={"share": Fraction(dice.randint(4, 9), 10)}, why=WHY)
    if dice.random() < 0.2:
        yield AreaSize(least={"value": dice.randint(1, 6)}, why=WHY)
    if dice.random() < 0.2:
        yield UnitCount(most=dice.randint(2, 3), why=WHY)
    if dice.random() < 0.2:
        yield AreaCount(exactly=2, why=WHY)


def _terms(dice: random.Random) -> Iterator[Term]:
    criteria = {"shared_users": dice.randint(0, 4)}
    yield SynergyTerm(weight=dice.randint(1, 5), criteria=criteria, others=dice.randint(0, 2), why=WHY)
    others: list[Term] = [
        AffinityTerm(weight=dice.randint(1, 3), why=WHY),
        SizeBand(weight=dice.randint(0, 1), least={"share": Fraction(1, 5)}, most={"share": Fraction(3, 5)}, why=WHY),
        SizeBalance(weight=1, why=WHY),
        Heterogeneity(weight=dice.randint(1, 3), why=WHY),
        Moves(weight=dice.randint(0, 1), why=WHY),
        AreasUsed(weight=dice.randint(1, 4), why=WHY),
    ]
    yield from dice.sample(others, dice.randint(1, 4))
