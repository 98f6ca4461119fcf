"""Trade-offs against brute force: every plan of small random problems is evaluated.

Most questions are answered by a list of all plans, which is quick and can be made to know less than all; the rest by
`solve` itself.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

import pytest

from regroup.evaluation import evaluate
from regroup.memory import Memory
from regroup.placement import Placement
from regroup.problem import Problem
from regroup.result import Status
from regroup.rules import Rule
from regroup.rules.area_count import AreaCount
from regroup.rules.area_size import AreaSize
from regroup.rules.base import Bound
from regroup.rules.unit_count import UnitCount
from regroup.study import Answer, Study
from regroup.terms import Term
from regroup.terms.affinity import AffinityTerm
from regroup.terms.areas_used import AreasUsed
from regroup.terms.heterogeneity import Heterogeneity
from regroup.terms.moves import Moves
from regroup.terms.size_balance import SizeBalance
from regroup.terms.size_band import SizeBand
from regroup.terms.splits import Splits
from regroup.terms.synergy import SynergyTerm
from regroup.tradeoff import Point, best_within, curve
from tests import build

WHY: dict[str, Any] = {"why": "til prøver"}
Pair = tuple[Fraction, Fraction]
"""Points and amount."""


class Listing(Study):
    """Answers by a list of all plans. Where it is ``unsure``, it may give any plan and a bound that is too high."""

    def __init__(self, problem: Problem, unsure: random.Random | None = None) -> None:
        super().__init__(processes=1)
        self.base, self.unsure = problem, unsure
        every = [evaluate(problem, plan) for plan in build.every_plan(problem.scenario)]
        self.plans = [found.placement for found in every if found.allowed]
        self._amounts: dict[tuple[Any, ...], list[Fraction]] = {}

    def ask(self, problem: Problem) -> Answer:
        added = problem.rules[len(self.base.rules) :]
        kept = [at for at, plan in enumerate(self.plans) if not any([*s.rule.check(plan)] for s in added)]
        if not kept:
            return Answer(Status.IMPOSSIBLE, None, None, None)
        points = [sum((t.sign * t.weight * self.amounts(t)[at] for t in problem.terms), Fraction(0)) for at in kept]
        best = points.index(max(points))
        if self.unsure and self.unsure.random() < 0.3:
            some = self.unsure.randrange(len(kept))
            more = Fraction(self.unsure.randint(0, 6), problem.scale)
            bound = max(points) + more if self.unsure.random() < 0.8 else None
            return Answer(Status.GOOD, self.plans[kept[some]].plan, points[some], bound)
        return Answer(Status.BEST, self.plans[kept[best]].plan, points[best], points[best])

    def amounts(self, term: Term) -> list[Fraction]:
        """The term's amount in each plan."""
        key = (term.id, *sorted((name, str(value)) for name, value in term if name not in ("weight", "why")))
        if key not in self._amounts:
            self._amounts[key] = [term.amount(plan) for plan in self.plans]
        return self._amounts[key]


@pytest.fixture(scope="module")
def solving() -> Iterator[Callable[[], Study]]:
    """A study that solves, with nothing remembered: each problem has units of its own."""
    with Study(processes=1) as study:

        def afresh() -> Study:
            study.memory = Memory()
            return study

        yield afresh


def random_problem(chance: random.Random) -> Problem:
    """Three to five units in two or three areas, under some terms and rules that may leave no plan at all."""
    units, areas = "abcde"[: chance.randint(3, 5)], "xyz"[: chance.randint(2, 3)]
    if len(units) == 5:
        areas = "xy"
    facts = build.scenario(
        [_unit(chance, unit, areas) for unit in units],
        [build.area(area, may_be_empty=chance.random() < 0.6) for area in areas],
        former=["w"],
        synergies=[
            build.synergy(one, other, chance.choice([-3, -1, 1, 1, 2, 3, 5]))
            for at, one in enumerate(units)
            for other in units[at + 1 :]
            if chance.random() < 0.6
        ],
        affinities=[build.affinity(unit, chance.choice(areas), chance.randint(1, 4)) for unit in units[:2]],
        wholes=["v"],
    )
    return Problem(facts, build.model(_terms(chance), _rules(chance, units)))


def _unit(chance: random.Random, unit: str, areas: str) -> Any:
    today = chance.choice([*areas, *areas, "w"]) if unit == "a" or chance.random() < 0.8 else None
    part = "v" if unit in "ab" else None
    return build.unit(unit, chance.randint(1, 9), today=today, fields=[chance.choice("pqr")], part_of=part)


def _terms(chance: random.Random) -> list[Term]:
    every: list[Term] = [
        SynergyTerm(weight=chance.randint(1, 3), **WHY),
        AffinityTerm(weight=chance.randint(1, 3), **WHY),
        SizeBand(weight=1, least=Bound(share=Fraction(1, 5)), most=Bound(share=Fraction(1, 2)), **WHY),
        Heterogeneity(weight=chance.randint(1, 3), **WHY),
        Splits(weight=2, **WHY),
        AreasUsed(weight=chance.randint(1, 4), **WHY),
        Moves(weight=1, **WHY),
    ]
    return [every[0], *chance.sample(every[1:], chance.randint(0, 3))]


def _rules(chance: random.Random, units: str) -> list[Rule]:
    every: list[Rule] = [
        AreaSize(most=Bound(share=Fraction(chance.choice([50, 60, 80]), 100)), **WHY),
        AreaSize(least=Bound(share=Fraction(1, 4)), **WHY),
        UnitCount(most=3, **WHY),
        AreaCount(least=2, **WHY),
    ]
    return chance.sample(every, chance.randint(0, 2))


QUANTITIES: list[Term] = [
    Moves(weight=1, **WHY),
    SynergyTerm(weight=1, **WHY),
    SizeBalance(weight=1, **WHY),
    Heterogeneity(weight=1, **WHY),
    AreasUsed(weight=1, **WHY),
    AffinityTerm(weight=1, **WHY),
    SizeBand(weight=1, least=Bound(share=Fraction(1, 4)), **WHY),
]


def every_pair(problem: Problem, quantity: Term) -> list[Pair]:
    """Points and amount of each plan that keeps the rules."""
    found = []
    for plan in build.every_plan(problem.scenario):
        evaluation = evaluate(problem, plan)
        if evaluation.allowed:
            found.append((evaluation.points, quantity.amount(Placement(problem.scenario, plan))))
    return found


def not_beaten(pairs: list[Pair], sign: int) -> list[Pair]:
    """Those that none beats in both, the one with most points first."""
    kept: list[Pair] = []
    for points, amount in sorted(set(pairs), key=lambda pair: (-pair[0], -sign * pair[1])):
        if not kept or sign * amount > sign * kept[-1][1]:
            kept.append((points, amount))
    return kept


def as_pairs(points: tuple[Point, ...]) -> list[Pair]:
    return [(point.points, point.amount) for point in points]


def random_case(seed: int) -> tuple[Problem, Term, random.Random]:
    chance = random.Random(seed)
    return random_problem(chance), QUANTITIES[seed % len(QUANTITIES)], chance


def check_curve(study: Study, problem: Problem, quantity: Term) -> None:
    found = curve(study, problem, quantity)
    assert as_pairs(found) == not_beaten(every_pair(problem, quantity), quantity.sign)
    assert all(point.proven and not point.open for point in found)
    assert not found or found[-1].extreme
    for point in found:
        evaluation = evaluate(problem, point.plan)
        assert evaluation.allowed
        assert (evaluation.points, quantity.amount(evaluation.placement)) == (point.points, point.amount)


@pytest.mark.parametrize("seed", range(320))
def test_the_curve_is_that_of_brute_force(seed: int):
    problem, quantity, _ = random_case(seed)
    check_curve(Listing(problem), problem, quantity)


@pytest.mark.parametrize("seed", range(400, 420))
def test_the_curve_that_is_solved_is_that_of_brute_force(seed: int, solving: Callable[[], Study]):
    problem, quantity, _ = random_case(seed)
    check_curve(solving(), problem, quantity)


@pytest.mark.parametrize("unsure", [False, True])
@pytest.mark.parametrize("seed", range(1000, 1080))
def test_a_curve_of_few_points_says_what_it_does_not_know(seed: int, unsure: bool):
    problem, quantity, chance = random_case(seed)
    study = Listing(problem, chance if unsure else None)
    found = curve(study, problem, quantity, points=chance.randint(1, 4), questions=chance.choice([3, 5, 1000]))
    check_claims(found, every_pair(problem, quantity), quantity.sign)


@pytest.mark.parametrize("seed", range(1100, 1180))
def test_a_whole_curve_of_unsure_answers_holds_what_it_says(seed: int):
    problem, quantity, chance = random_case(seed)
    found = curve(Listing(problem, chance), problem, quantity, questions=300)
    check_claims(found, every_pair(problem, quantity), quantity.sign)


def check_claims(found: tuple[Point, ...], pairs: list[Pair], sign: int) -> None:
    """Every bound and every slack holds for all plans."""
    assert bool(found) == bool(pairs)
    for before, point in zip((None, *found), found, strict=False):
        assert (point.points, point.amount) in pairs
        assert not point.extreme or sign * point.amount == max(sign * amount for _, amount in pairs)
        as_good = [points for points, amount in pairs if sign * amount >= sign * point.amount]
        assert point.points <= max(as_good)
        assert point.bound is None or max(as_good) <= point.bound
        if before:
            _holds(before, point, [(p, a) for p, a in pairs if sign * before.amount < sign * a < sign * point.amount])


def _holds(before: Point, point: Point, between: list[Pair]) -> None:
    """What a point says of the plans between it and the one before."""
    for points, amount in between:
        share = (amount - before.amount) / (point.amount - before.amount)
        line = before.points + share * (point.points - before.points)
        if not point.open:
            assert points <= point.points
        elif point.slack is not None:
            assert points <= line + point.slack


def check_within(seed: int, study: Study, problem: Problem, quantity: Term, chance: random.Random) -> None:
    pairs = every_pair(problem, quantity)
    amounts = sorted({amount for _, amount in pairs}) or [Fraction(0)]
    least, most = sorted(chance.choices(amounts, k=2))
    bounds = [(least, most), (None, most), (least, None), (None, least), (amounts[-1] + 1, None)][seed % 5]
    answer = best_within(study, problem, quantity, *bounds)
    within = [p for p, a in pairs if (bounds[0] is None or bounds[0] <= a) and (bounds[1] is None or a <= bounds[1])]
    assert answer.settled
    assert answer.points == max(within, default=None)
    assert answer.bound == answer.points
    assert (answer.status is Status.IMPOSSIBLE) == (not within)


@pytest.mark.parametrize("seed", range(2000, 2300))
def test_best_within_is_that_of_brute_force(seed: int):
    problem, quantity, chance = random_case(seed)
    check_within(seed, Listing(problem), problem, quantity, chance)


@pytest.mark.parametrize("seed", range(2400, 2412))
def test_best_within_that_is_solved_is_that_of_brute_force(seed: int, solving: Callable[[], Study]):
    problem, quantity, chance = random_case(seed)
    check_within(seed, solving(), problem, quantity, chance)


@pytest.mark.parametrize("seed", range(3000, 3060))
def test_a_question_cut_short_keeps_a_bound(seed: int):
    problem, quantity, chance = random_case(seed)
    pairs = every_pair(problem, quantity)
    if not pairs:
        return
    most = chance.choice([amount for _, amount in pairs])
    study = Listing(problem, chance if seed % 2 else None)
    answer = best_within(study, problem, quantity, None, most, questions=chance.randint(1, 6))
    best = max(points for points, amount in pairs if amount <= most)
    assert answer.points is None or answer.points <= best
    assert answer.bound is None or answer.bound >= best
    assert answer.status is not Status.IMPOSSIBLE
