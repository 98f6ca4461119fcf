"""Regret: the plan whose largest regret is smallest, held against every plan there is."""

from __future__ import annotations

import random
from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations

import pytest

import regroup.regret
from regroup.errors import InputError
from regroup.plan import Plan
from regroup.problem import Problem
from regroup.regret import Regret, least_regret, weighed
from regroup.stakeholders import OwnStrength, Stakeholder, StudyFile, terms_of
from regroup.study import Study
from tests.by_hand import WHY, ByHand, allowed, near_by_hand, random_problem

HAND = ByHand()
MANY = 320


@pytest.fixture(scope="module")
def study() -> Iterator[Study]:
    with Study(processes=1) as working:
        yield working


def voices(problem: Problem, seed: int) -> list[Stakeholder]:
    """Two to four who weigh otherwise."""
    dice = random.Random(seed)
    return [_voice(dice, problem, f"s{at}") for at in range(dice.randint(2, 4))]


def _voice(dice: random.Random, problem: Problem, name: str) -> Stakeholder:
    strengths = [
        OwnStrength(between=entry.between, criterion=entry.criterion, strength=dice.randint(-5, 5), why=WHY)
        for entry in problem.scenario.synergies
        if dice.random() < 0.5
    ]
    return Stakeholder(
        id=name,
        name=name.upper(),
        basis="assumed",
        criteria={"shared_users": dice.randint(0, 5), "location": dice.randint(0, 5)},
        weights={term.id: dice.randint(0, 5) for term in problem.terms if dice.random() < 0.6},
        strengths=strengths,
        why=WHY,
    )


def test_agreement_is_the_share_of_pairs_treated_alike(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(regroup.regret, "near", near_by_hand)
    problem = next(problem for problem in map(random_problem, range(20)) if HAND.ask(problem).plan)
    best = HAND.ask(problem)
    found = least_regret(HAND, problem, best.plan or Plan({}), voices(problem, 1))
    assert found is not None
    plans = {voice.stakeholder.id: voice.best.plan for voice in found.voices}
    for (one, other), share in found.agreement.items():
        first, second = plans[one], plans[other]
        assert first is not None
        assert second is not None
        pairs = list(combinations(problem.scenario.unit_of, 2))
        assert share == Fraction(sum(first.together(*p) == second.together(*p) for p in pairs), len(pairs))


def check(found: Regret | None, problem: Problem) -> None:
    assert found is not None
    truth = min(weighed("least", "x", plan, found.voices).worst for _, plan in allowed(problem))
    assert found.least.worst == truth
    assert found.bound == truth
    assert found.proven


@pytest.mark.parametrize("part", range(4))
def test_equal_to_brute_force(part: int, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(regroup.regret, "near", near_by_hand)
    between = 0
    for seed in range(part, MANY, 4):
        problem = random_problem(seed)
        best = HAND.ask(problem)
        if best.plan:
            found = least_regret(HAND, problem, best.plan, voices(problem, seed))
            check(found, problem)
            between += found is not None and found.least.plan not in [voice.best.plan for voice in found.voices]
    assert between > 1


def test_engines_say_the_same(study: Study):
    for seed in (1, 5, 9, 21):
        problem = random_problem(seed, ("abcd", "xyz"))
        best = study.ask(problem)
        if best.plan:
            check(least_regret(study, problem, best.plan, voices(problem, seed)), problem)


@pytest.mark.parametrize("most", [0, 1, 2])
def test_without_the_whole_list_there_is_a_bound(most: int, monkeypatch: pytest.MonkeyPatch):
    """Where not every plan can be listed, the plan found comes with a bound that no plan passes."""
    monkeypatch.setattr(regroup.regret, "near", lambda *given: near_by_hand(*given[:3], most=most))
    open_ones = 0
    for seed in range(60):
        problem = random_problem(seed)
        best = HAND.ask(problem)
        if best.plan:
            found = least_regret(HAND, problem, best.plan, voices(problem, seed))
            assert found is not None
            truth = min(weighed("least", "x", plan, found.voices).worst for _, plan in allowed(problem))
            assert found.bound <= truth <= found.least.worst
            open_ones += not found.proven
    assert open_ones or most


def test_who_says_nothing_weighs_like_the_model():
    problem = random_problem(4)
    silent = Stakeholder(id="x", name="X", basis="assumed", why=WHY)
    assert allowed(problem.changed(terms=terms_of(problem, silent))) == allowed(problem)


def test_own_strengths_are_counted():
    problem = next(p for p in map(random_problem, range(50)) if p.scenario.synergies and p.terms[0].weight)
    entry = problem.scenario.synergies[0]
    held = OwnStrength(between=entry.between[::-1], strength=1000, why=WHY)
    own = Stakeholder(id="x", name="X", basis="assumed", why=WHY, strengths=[held], criteria={entry.criterion: 9})
    best = HAND.ask(problem.changed(terms=terms_of(problem, own)))
    together = [plan for _, plan in allowed(problem) if plan.together(*entry.between)]
    assert best.plan is not None
    assert best.plan.together(*entry.between) == bool(together)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"criteria": {"shared_usrs": 1}}, "unknown_criterion_near"),
        ({"weights": {"synergi": 1}}, "unknown_term_near"),
        ({"strengths": [{"between": ["a", "nobody"], "strength": 1, "why": WHY}]}, "unknown_unit"),
    ],
)
def test_names_must_exist(wrong: dict[str, object], code: str):
    who = {"id": "x", "name": "X", "basis": "assumed", "why": WHY} | wrong
    file = StudyFile.model_validate({"schema": 1, "name": "S", "stakeholders": [who]})
    assert [fault.code for fault in file.faults(random_problem(1))] == [code]


def test_nobody_and_the_same_twice_are_faults():
    nobody = StudyFile(schema=1, name="S", stakeholders=())
    assert [fault.code for fault in nobody.faults(random_problem(1))] == ["no_stakeholders"]
    one = Stakeholder(id="x", name="X", basis="assumed", why=WHY)
    twice = StudyFile(schema=1, name="S", stakeholders=(one, one))
    faults = list(twice.faults(random_problem(1)))
    assert {fault.code for fault in faults} == {"named_twice"}
    assert "x" in InputError(faults).text("nb")
