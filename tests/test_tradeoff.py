"""Trade-offs against brute force: every plan of small random problems is evaluated."""

from __future__ import annotations

import random
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import pytest

from regroup.evaluation import evaluate
from regroup.placement import Placement
from regroup.problem import Problem
from regroup.result import Status
from regroup.rules import Rule
from regroup.rules.area_count import AreaCount
from regroup.rules.area_size import AreaSize
from regroup.rules.base import Bound
from regroup.rules.unit_count import UnitCount
from regroup.study import Study
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


@pytest.fixture(scope="module")
def study() -> Iterator[_Studies]:
    with _Studies() as working:
        yield working


class _Studies:
    """One process for all problems: a study is of one scenario, so its memory is emptied between them."""

    def __enter__(self) -> _Studies:
        self.one = Study(processes=1).__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self.one.__exit__(None, None, None)

    def new(self) -> Study:
        self.one.memory = type(self.one.memory)()
        return self.one


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


@pytest.mark.parametrize("seed", range(320))
def test_the_curve_is_that_of_brute_force(seed: int, study: _Studies):
    chance = random.Random(seed)
    problem, quantity = random_problem(chance), QUANTITIES[seed % len(QUANTITIES)]
    found = curve(study.new(), problem, quantity)
    assert as_pairs(found) == not_beaten(every_pair(problem, quantity), quantity.sign)
    assert all(point.proven and point.slack is None for point in found)
    for point in found:
        evaluation = evaluate(problem, point.plan)
        assert evaluation.allowed
        assert (evaluation.points, quantity.amount(evaluation.placement)) == (point.points, point.amount)


@pytest.mark.parametrize("seed", range(60))
def test_a_curve_of_few_points_says_what_it_does_not_know(seed: int, study: _Studies):
    chance = random.Random(1000 + seed)
    problem, quantity = random_problem(chance), QUANTITIES[seed % len(QUANTITIES)]
    pairs = every_pair(problem, quantity)
    found = curve(study.new(), problem, quantity, points=chance.randint(1, 3), questions=chance.choice([3, 5, 1000]))
    assert bool(found) == bool(pairs)
    sign, before = quantity.sign, None
    for point in found:
        as_good = [points for points, amount in pairs if sign * amount >= sign * point.amount]
        assert point.points <= max(as_good) <= point.bound
        if before:
            _holds(before, point, [(p, a) for p, a in pairs if sign * before.amount < sign * a < sign * point.amount])
        before = point


def _holds(before: Point, point: Point, between: list[Pair]) -> None:
    """What a point says of the plans between it and the one before."""
    for points, amount in between:
        share = (amount - before.amount) / (point.amount - before.amount)
        line = before.points + share * (point.points - before.points)
        assert points <= (point.points if point.slack is None else line + point.slack)


@pytest.mark.parametrize("seed", range(140))
def test_best_within_is_that_of_brute_force(seed: int, study: _Studies):
    chance = random.Random(2000 + seed)
    problem, quantity = random_problem(chance), QUANTITIES[seed % len(QUANTITIES)]
    pairs = every_pair(problem, quantity)
    amounts = sorted({amount for _, amount in pairs}) or [Fraction(0)]
    least, most = sorted(chance.choices(amounts, k=2))
    bounds = [(least, most), (None, most), (least, None), (None, least), (amounts[-1] + 1, None)][seed % 5]
    answer = best_within(study.new(), problem, quantity, *bounds)
    within = [p for p, a in pairs if (bounds[0] is None or bounds[0] <= a) and (bounds[1] is None or a <= bounds[1])]
    assert answer.settled
    assert answer.points == max(within, default=None)
    assert answer.bound == answer.points
    assert (answer.status is Status.IMPOSSIBLE) == (not within)


@pytest.mark.parametrize("seed", range(30))
def test_a_question_cut_short_keeps_a_bound(seed: int, study: _Studies):
    chance = random.Random(3000 + seed)
    problem, quantity = random_problem(chance), QUANTITIES[seed % 3]
    pairs = every_pair(problem, quantity)
    if not pairs:
        return
    most = chance.choice([amount for _, amount in pairs])
    answer = best_within(study.new(), problem, quantity, None, most, questions=2)
    best = max(points for points, amount in pairs if amount <= most)
    assert answer.points is None or answer.points <= best
    assert answer.bound is None or answer.bound >= best
    assert answer.status is not Status.IMPOSSIBLE
