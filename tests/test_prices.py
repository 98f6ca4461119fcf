"""Prices, gains, minimal conflicts and repairs against all plans of random small problems, and a problem by hand."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations
from typing import Any

import numpy as np
import pytest

from regroup.engines.base import Claim, Listing, Outcome
from regroup.evaluation import evaluate
from regroup.holding import Rules
from regroup.placement import Placement
from regroup.prices import Gain, Place, Price, PriceList, price_list
from regroup.problem import Problem, StatedRule
from regroup.repairs import Relaxation, Repairs, find_repairs
from regroup.result import Status
from regroup.rules import Rule
from regroup.rules.apart import Apart
from regroup.rules.area_count import AreaCount
from regroup.rules.area_size import AreaSize
from regroup.rules.base import Bound
from regroup.rules.company_limit import CompanyLimit
from regroup.rules.fixed import Fixed
from regroup.rules.not_in import NotIn
from regroup.rules.together import Together
from regroup.rules.unit_count import UnitCount
from regroup.study import Answer, Steps, Study
from regroup.terms import Term
from regroup.terms.affinity import AffinityTerm
from regroup.terms.areas_used import AreasUsed
from regroup.terms.heterogeneity import Heterogeneity
from regroup.terms.size_balance import SizeBalance
from regroup.terms.size_band import SizeBand
from regroup.terms.synergy import SynergyTerm
from tests.build import affinity, area, every_plan, model, scenario, synergy, unit

WHY: dict[str, Any] = {"why": "w", "source": "s"}
INSTANCES, SOLVED = 400, 20
"""Problems looked up in a table of all plans, and problems that engines solve."""


@pytest.fixture(scope="module")
def studies() -> Iterator[dict[int, Study]]:
    """One for problems of two areas, one for those of three."""
    with Study(processes=1) as two, Study(processes=1) as three:
        yield {2: two, 3: three}


def random_problem(seed: int) -> Problem:
    """Four units in two or three areas; a third of them have no plan."""
    chance = random.Random(seed)
    units, areas = "abcd", chance.choice(("xy", "xyz"))
    described = [unit(u, chance.randint(0, 4), fields=chance.sample(["f", "g"], 1)) for u in units]
    fields = {field for one in described if sum(u.size["fte"].number for u in described) for field in one.fields}
    facts = scenario(
        described,
        [area(a, may_be_empty=chance.random() < 0.5) for a in areas],
        synergies=[synergy(*pair, chance.randint(-3, 5)) for pair in combinations(units, 2) if chance.random() < 0.7],
        affinities=[affinity(u, chance.choice(areas), chance.randint(-2, 3)) for u in units if chance.random() < 0.4],
        requirements=requirements_of(chance, units, areas, fields),
    )
    return Problem(facts, model(_terms(chance, facts.total("fte") > 0), model_rules(chance)))


def requirements_of(chance: random.Random, units: str, areas: str, fields: set[str]) -> list[Rule]:
    def some(of: str, number: int) -> tuple[str, ...]:
        return tuple(chance.sample(of, number))

    made: list[Rule] = [
        Fixed(units=some(units, chance.choice((1, 1, 2))), area=chance.choice(areas), **WHY),
        NotIn(units=some(units, 2), areas=some(areas, 1), **WHY),
        Together(units=some(units, 2), **WHY),
        Apart(units=some(units, chance.choice((2, 2, 3))), **WHY),
        AreaSize(most=Bound(value=chance.randint(1, 6)), areas=some(areas, 1), **WHY),
    ]
    if "f" in fields:
        made.append(CompanyLimit(units=some(units, 1), field="f", most=Fraction(1, 2), **WHY))
    return chance.sample(made, chance.randint(0, 4))


def model_rules(chance: random.Random) -> list[Rule]:
    least, most = chance.randint(0, 3), chance.randint(2, 7)
    made: list[Rule] = [
        AreaSize(least=Bound(value=least), most=Bound(value=max(least, most)), why="w"),
        UnitCount(least=chance.randint(1, 3), why="w"),
        UnitCount(most=chance.randint(1, 3), why="w"),
        chance.choice([AreaCount(exactly=2, why="w"), AreaCount(least=1, most=1, why="w")]),
    ]
    return chance.sample(made, chance.randint(0, 2))


def _terms(chance: random.Random, sized: bool) -> list[Term]:
    made: list[Term] = [AffinityTerm(weight=2, why="w"), Heterogeneity(weight=1, why="w"), AreasUsed(weight=1, why="w")]
    if sized:
        made += [SizeBalance(weight=1, why="w"), SizeBand(least=Bound(share=Fraction(1, 4)), weight=1, why="w")]
    return [SynergyTerm(weight=2, why="w"), *chance.sample(made, 2)]


class Brute(Study):
    """Every plan of a problem; and a study that looks all answers up among them."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(processes=1)
        self.problem = problem
        self.plans = list(every_plan(problem.scenario))
        self.points = [evaluate(problem, plan).points for plan in self.plans]
        self._breaking = dict[int, tuple[StatedRule, frozenset[int]]]()
        self.broken = [frozenset(at for at, s in enumerate(problem.rules) if p in self.breaking(s)) for p in self.at()]

    def at(self) -> range:
        """The plans by number."""
        return range(len(self.plans))

    def breaking(self, stated: StatedRule) -> frozenset[int]:
        """The plans that break a rule, by plain reading of its words."""
        if id(stated) not in self._breaking:
            placements = (Placement(self.problem.scenario, plan) for plan in self.plans)
            found = frozenset(at for at, placement in enumerate(placements) if any(stated.rule.check(placement)))
            self._breaking[id(stated)] = stated, found
        return self._breaking[id(stated)][1]

    def ask(self, problem: Problem) -> Answer:
        allowed = set(self.at()).difference(*map(self.breaking, problem.rules))
        if not allowed:
            return Answer(Status.IMPOSSIBLE, None, None, None)
        best = max(allowed, key=self.points.__getitem__)
        return Answer(Status.BEST, self.plans[best], self.points[best], self.points[best])

    def any_plan(self, problem: Problem) -> Answer:
        return self.ask(problem)

    def ask_all(self, problems: Sequence[Problem], steps: Steps | None = None) -> Iterator[tuple[int, Answer]]:
        yield from enumerate(map(self.ask, problems))

    def listed(self, problem: Problem, listing: Listing, work: float | None = None) -> Outcome:
        """The plans above the floor where their number is odd; else the first three, and how good the rest are."""
        allowed = [at for at in self.at() if not self.broken[at] and self.points[at] * problem.scale >= listing.floor]
        inside = sorted(allowed, key=lambda at: -self.points[at])
        kept = inside[: len(inside) if len(inside) % 2 else 3]
        rest = max([int(self.points[at] * problem.scale) for at in inside[len(kept) :]], default=listing.floor - 1)
        areas = [self.problem.areas_of(self.plans[at]) for at in kept]
        plans = tuple(np.array(where, dtype=np.int64) for where in areas)
        return Outcome(Claim.GOOD, bound=rest, plans=plans)

    def best(self, rules: Rules = frozenset(), place: Place | None = None) -> Fraction | None:
        """Most points of the plans that break only some rules, with a unit in some place."""
        there = self.there(place)
        return max((self.points[at] for at in there if self.broken[at] <= rules), default=None)

    def there(self, place: Place | None) -> list[int]:
        """The plans that have a unit in a place: any of the areas, or beside nobody it leaves."""
        if place is None:
            return list(self.at())
        who, other = place.unit, place.away_from
        if other is None:
            return [at for at in self.at() if self.plans[at][who] == place.areas[0]]
        return [at for at, p in enumerate(self.plans) if p[who] in place.alike and p[who] != p[other]]

    def repairs(self) -> set[Rules]:
        """Minimal sets of rules that some plan breaks and nothing else."""
        broken = set(self.broken)
        return {one for one in broken if not any(other < one for other in broken)}

    def conflicts(self) -> set[Rules]:
        """Minimal sets of rules of which every plan breaks one."""
        everything, broken = range(len(self.problem.rules)), set(self.broken)
        found = list[Rules]()
        for size in range(1, len(everything) + 1):
            for some in map(frozenset, combinations(everything, size)):
                if not any(one <= some for one in found) and all(one & some for one in broken):
                    found.append(some)
        return set(found)


def test_every_figure_is_that_of_all_plans() -> None:
    possible = sum(checked(brute, brute) for brute in (Brute(random_problem(seed)) for seed in range(INSTANCES)))
    assert INSTANCES // 3 < possible < INSTANCES * 5 // 6


def test_every_figure_solved_is_that_of_all_plans(studies: dict[int, Study]) -> None:
    for seed in range(INSTANCES, INSTANCES + SOLVED):
        brute = Brute(random_problem(seed))
        checked(studies[len(brute.problem.scenario.areas)], brute)


def checked(study: Study, brute: Brute) -> bool:
    """Checks all that is said of one problem; whether it has a plan."""
    problem = brute.problem
    listed, found = price_list(study, problem), find_repairs(study, problem)
    assert listed.best.points == brute.best()
    check_repairs(found, brute)
    if listed.best.plan is None:
        assert not listed.prices
        return False
    assert not found.drops
    check_places(listed, brute)
    for price in listed.prices:
        check_price(price, brute)
    assert len(listed.gains) == len(problem.rules)
    for at, gain in enumerate(listed.gains):
        check_gain(gain, at, brute)
    return True


def check_places(listed: PriceList, brute: Brute) -> None:
    """Every unit is asked into every area, or into one of those that cost the same."""
    plan = listed.best.plan
    assert plan is not None
    for who in brute.problem.scenario.unit_of:
        places = [price.place for price in listed.of(who)]
        assert [place.areas for place in places if place.own] == [(plan[who],)]
        for place in places:
            each = {brute.best(place=Place(who, (at,), (at,))) for at in place.areas}
            assert len(each | ({brute.best()} if place.away_from else set())) == 1
        asked = [at for place in places for at in place.areas]
        alone = not any(plan.together(who, other) for other in plan if other != who)
        assert len(asked) == len(set(asked))
        assert alone or sorted(asked) == sorted(brute.problem.scenario.area_of)


def check_price(price: Price, brute: Brute) -> None:
    best, there = brute.best(), brute.best(place=price.place)
    if price.conflict is not None:
        assert there is None
        check_conflict_of_place(price, brute)
        return
    assert best is not None
    assert there is not None
    assert price.least == price.most == best - there
    assert price.proven
    assert not price.place.own or price.most == 0
    assert price.plan is not None
    assert brute.plans.index(price.plan) in brute.there(price.place)
    assert evaluate(brute.problem, price.plan).points == there


def check_conflict_of_place(price: Price, brute: Brute) -> None:
    """With the unit there, no plan keeps these rules, and some plan keeps all of them but one."""
    conflict = price.conflict
    assert conflict is not None
    assert conflict.minimal
    rules = frozenset(at for at, stated in enumerate(brute.problem.rules) if any(stated is r for r in conflict.rules))
    there = [brute.broken[at] for at in brute.there(price.place)]
    assert all(broken & rules for broken in there)
    assert all(any(not broken & (rules - {rule}) for broken in there) for rule in rules)


def check_gain(gain: Gain, at: int, brute: Brute) -> None:
    best, without = brute.best(), brute.best(frozenset({at}))
    assert gain.stated is brute.problem.rules[at]
    assert best is not None
    assert without is not None
    assert gain.least == gain.most == without - best


def check_repairs(found: Repairs, brute: Brute) -> None:
    at = {id(stated): number for number, stated in enumerate(brute.problem.rules)}
    conflicts = [frozenset(at[id(stated)] for stated in conflict.rules) for conflict in found.conflicts]
    assert found.all_conflicts
    assert found.all_drops
    assert all(conflict.minimal for conflict in found.conflicts)
    assert len(conflicts) == len(set(conflicts))
    assert set(conflicts) == brute.conflicts()
    drops = [frozenset(at[id(stated)] for stated in drop.rules) for drop in found.drops]
    assert set(drops) == brute.repairs() - {frozenset()}
    assert [len(drop) for drop in drops] == sorted(len(drop) for drop in drops)
    for rules, drop in zip(drops, found.drops, strict=True):
        assert drop.answer.points == brute.best(rules)
    check_relaxations(found.relaxations, drops, brute)


def check_relaxations(found: tuple[Relaxation, ...], drops: list[Rules], brute: Brute) -> None:
    said = {(_drop_of(one, brute), _at(one, brute), one.dial.side): one for one in found}
    for drop in drops:
        for at in drop:
            for side in ("least", "most"):
                expected = smallest_change(brute, drop, at, side)
                one = said.pop((drop, at, side), None)
                assert (one.to if one else None) == expected
                assert one is None or (one.proven and one.answer is not None and one.answer.status is Status.BEST)
    assert not said


def _at(one: Relaxation, brute: Brute) -> int:
    return next(at for at, stated in enumerate(brute.problem.rules) if stated is one.dial.stated)


def _drop_of(one: Relaxation, brute: Brute) -> Rules:
    others = {at for at, stated in enumerate(brute.problem.rules) if any(stated is other for other in one.dropped)}
    return frozenset(others | {_at(one, brute)})


def smallest_change(brute: Brute, drop: Rules, at: int, side: str) -> Fraction | None:
    """The tightest bound on one side that a plan keeps which breaks only this bound and other rules of a drop."""
    rule, kept = brute.problem.rules[at].rule, list[Fraction]()
    for plan, broken in zip(brute.plans, brute.broken, strict=True):
        ends = bounded(rule, Placement(brute.problem.scenario, plan))
        if broken <= drop and ends is not None:
            (least, low), (high, most) = ends
            if side == "least" and least is not None and (most is None or high <= most):
                kept.append(low)
            if side == "most" and most is not None and (least is None or low >= least):
                kept.append(high)
    return (max if side == "least" else min)(kept) if kept else None


Ends = tuple[tuple[Fraction | None, Fraction], tuple[Fraction, Fraction | None]]


def bounded(rule: Rule, placement: Placement) -> Ends | None:
    """The lower bound and the least there is; the most there is and the upper bound."""
    if isinstance(rule, AreaCount):
        low = rule.least if rule.exactly is None else rule.exactly
        high = rule.most if rule.exactly is None else rule.exactly
        sizes = [Fraction(len(placement.measured))]
        least, most = (None if end is None else Fraction(end) for end in (low, high))
    elif isinstance(rule, UnitCount):
        sizes = [Fraction(len(placement.members(a))) for a in placement.measured]
        least, most = (None if end is None else Fraction(end) for end in (rule.least, rule.most))
    elif isinstance(rule, AreaSize):
        sizes = [placement.size(a, "fte") for a in placement.measured if not rule.areas or a in rule.areas]
        least, most = (None if end is None else end.size(placement.instance, "fte") for end in (rule.least, rule.most))
    else:
        return None
    return ((least, min(sizes)), (max(sizes), most)) if sizes else None
