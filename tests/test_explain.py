"""Explain: the toy by hand, ties, moves along, alike areas, what is not allowed, and every figure in words and JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from regroup.engines.base import Claim, Listing, Outcome
from regroup.errors import InputError
from regroup.explain import Explanation, explain, explanation_document
from regroup.plan import Plan
from regroup.prices import price_list
from regroup.problem import Problem
from regroup.read import read_model, read_scenario
from regroup.result import Status
from regroup.rules.area_size import AreaSize
from regroup.rules.base import Bound
from regroup.rules.fixed import Fixed
from regroup.rules.together import Together
from regroup.study import Answer, Steps, Study
from regroup.terms.synergy import SynergyTerm
from regroup.text import LANGUAGES
from regroup.write import as_json
from tests.build import model, scenario, synergy, unit
from tests.test_prices import Brute, random_problem

WHY: dict[str, Any] = {"why": "w", "source": "s"}


def four(*requirements: Any, areas: str = "xy") -> Problem:
    """Units of 10, 20, 30 and 40; a-b 5, c-d 4, b-c 3: the best is a, b and c, d, 9 points."""
    pairs = [synergy("a", "b", 5), synergy("c", "d", 4), synergy("b", "c", 3)]
    units = [unit(name, size) for name, size in zip("abcd", (10, 20, 30, 40), strict=True)]
    facts = scenario(units, areas, synergies=pairs, requirements=requirements)
    return Problem(facts, model([SynergyTerm(weight=1, why="w")]))


def explained(problem: Problem, *units: str) -> Explanation:
    return explain(Brute(problem), problem, units)


@pytest.fixture(scope="module")
def toy() -> Problem:
    facts = read_scenario("toy")
    return Problem(facts, read_model(facts.model))


def test_the_toy_by_hand(toy: Problem) -> None:
    # scenarios/README.md: the best has -5 points; child health and child welfare cost 5 apart from school, as does NAV
    # with the housing office away from the nursing home.
    listed = price_list(Brute(toy), toy)
    costs = {(p.place.unit, p.place.areas[0]): p.most for p in listed.prices if p.allowed}
    assert listed.best.points == -5
    assert costs["helsestasjon", "helse"] == costs["barnevern", "helse"] == 5
    assert costs["nav", "oppvekst"] == costs["bolig", "oppvekst"] == 5
    assert all(price.most == 0 for price in listed.prices if price.place.own)
    assert [gain.most for gain in listed.gains] == [0, 0, 0]


def test_a_place_that_a_rule_shuts_names_the_rule_with_its_line(toy: Problem) -> None:
    listed = price_list(Brute(toy), toy, ["skole"])
    conflict = next(price.conflict for price in listed.of("skole") if not price.place.own)
    assert conflict is not None
    (stated,) = conflict.rules
    assert stated.rule == toy.scenario.requirements[0]
    assert stated.place is not None
    assert stated.place.line == 128


def test_alike_areas_are_one_place_away_from_the_largest_beside() -> None:
    listed = price_list(Brute(four()), four(), ["a"])
    own, other = listed.of("a")
    assert own.place.own
    assert (other.place.away_from, len(other.place.areas)) == ("b", 1)
    # a away from b: a alone gives 4 + 3 = 7.
    assert other.least == other.most == 2


def test_a_fixed_unit_tells_areas_apart() -> None:
    problem = four(Fixed(units=("d",), area="y", **WHY))
    prices = {price.place.areas: price for price in price_list(Brute(problem), problem, ["a"]).of("a")}
    assert prices["x",].place.own
    # a with d: then b alone or with c in x, c-d or b-c kept; or all but one: a, b, d in y and c in x gives 5.
    assert prices["y",].most == 9 - 5
    assert prices["y",].place.away_from is None


def test_why_names_ties_rules_sizes_and_who_moves_along() -> None:
    problem = four(Fixed(units=("d",), area="y", **WHY), Together(units=("a", "b"), **WHY))
    (why,) = explained(problem, "b").whys
    assert [(tie.other, tie.kept) for tie in why.ties] == [("a", True), ("c", False)]
    assert [binding.stated.rule.id for binding in why.bindings] == ["together"]
    assert (why.sizing.within.size, why.sizing.without and why.sizing.without.size) == (30, 10)
    (other,) = why.elsewhere
    assert "a" in other.moves
    assert other.price.most == -sum(shift.points for shift in other.shifts)


def test_nobody_moves_along_who_could_stay() -> None:
    for seed in range(40):
        problem = random_problem(seed)
        brute = Brute(problem)
        found = explain(brute, problem, ("a", "b"))
        for why in found.whys:
            for other in why.elsewhere:
                best, plan = found.prices.best.plan, other.plan
                if plan is None or best is None or other.price.plan is None:
                    continue
                at = brute.plans.index(plan)
                assert not brute.broken[at]
                assert at in brute.there(other.price.place)
                assert brute.points[at] == found.prices.best.points - (other.price.most or 0)
                for mover in other.moves:
                    back = brute.plans.index(Plan({**plan, mover: best[mover]}))
                    there = back in brute.there(other.price.place)
                    assert not there or brute.broken[back] or brute.points[back] < brute.points[at]


def test_an_unknown_unit_is_told_with_the_nearest() -> None:
    with pytest.raises(InputError) as caught:
        explained(four(), "aa")
    assert [fault.code for fault in caught.value.faults] == ["unknown_unit_near"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_object_is_json_with_whole_points(toy: Problem, language: str) -> None:
    made = explanation_document(explained(toy, "nav"), language)
    assert as_json(made)
    assert (made["kind"], made["schema_version"], made["status"]) == ("explain", 1, "best")
    assert made["points"] == -5 * made["points_scale"]
    assert {price["most"] for price in made["prices"]} == {0, 5 * made["points_scale"]}


def test_the_object_of_what_is_impossible_names_conflicts_and_repairs() -> None:
    problem = four(AreaSize(most=Bound(value=45), **WHY))
    made = explanation_document(explained(problem))
    assert made["status"] == "impossible"
    assert [len(conflict["rules"]) for conflict in made["repairs"]["conflicts"]] == [1]
    (relaxed,) = made["repairs"]["relax"]
    # 100 in two areas: 50 each, d with a.
    assert (relaxed["now"], relaxed["to"], relaxed["proven"]) == (45, 50, True)


class Unsure(Brute):
    """Finds a plan that is allowed, not the best, and a bound that is above it."""

    def ask(self, problem: Problem) -> Answer:
        answer = super().ask(problem)
        allowed = set(self.at()).difference(*map(self.breaking, problem.rules))
        if answer.points is None:
            return answer
        worse = min(allowed, key=self.points.__getitem__)
        return replace(
            answer, status=Status.GOOD, plan=self.plans[worse], points=self.points[worse], bound=answer.points + 1
        )


def test_limits_hold_the_true_figure_where_nothing_is_proven() -> None:
    told = 0
    for seed in range(60):
        problem = random_problem(seed)
        brute, best = Brute(problem), Brute(problem).best()
        listed = price_list(Unsure(problem), problem)
        for price in listed.prices:
            there = brute.best(place=price.place)
            assert (there is None) == (not price.allowed)
            if there is not None and best is not None:
                assert price.most is not None
                assert price.least <= best - there <= price.most
                told += not price.proven
        for at, gain in enumerate(listed.gains):
            without = brute.best(frozenset({at}))
            assert gain.most is not None
            assert without is not None
            assert best is not None
            assert gain.least <= without - best <= gain.most
    assert told > 50


class Impatient(Brute):
    """A person ends it after three answers."""

    def ask_all(self, problems: Sequence[Problem], steps: Steps | None = None) -> Iterator[tuple[int, Answer]]:
        yield from list(super().ask_all(problems, steps))[:3]
        self.interrupted = True

    def listed(self, problem: Problem, listing: Listing, work: float | None = None) -> Outcome:
        return Outcome(Claim.UNKNOWN)


def test_ctrl_c_keeps_what_is_answered(toy: Problem) -> None:
    found = explain(Impatient(toy), toy)
    assert found.interrupted
    asked = [price for price in found.prices.prices if not price.place.own and price.allowed]
    assert [price.most for price in asked] == [5, 5, 5]
    assert not found.prices.gains


def test_engines_say_the_same_of_the_toy(toy: Problem) -> None:
    with Study(processes=1) as study:
        solved, table = price_list(study, toy), price_list(Brute(toy), toy)
    assert [(p.place, p.least, p.most) for p in solved.prices] == [(p.place, p.least, p.most) for p in table.prices]
    assert [gain.most for gain in solved.gains] == [Fraction(0)] * len(toy.rules)
