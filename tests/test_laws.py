"""Laws that hold for every problem, tried on random tiny ones; the campaign `tests/oracle.py` tries larger ones."""

from __future__ import annotations

from fractions import Fraction

import pytest

from regroup.problem import Problem
from regroup.terms.synergy import SynergyTerm
from tests.build import model, scenario, synergy
from tests.exact.answers import Answer, asked, equal
from tests.exact.drawn import tiny
from tests.exact.laws import LAWS, broken

WORK = 20.0
SEEDS = range(1, 25)
LIE = 10_000


def ask(problem: Problem) -> Answer:
    """Solved to the end in this process."""
    found = asked(problem, WORK)
    assert found.proven
    return found


@pytest.mark.parametrize("law", LAWS)
def test_it_holds(law: str) -> None:
    told = 0
    for seed in SEEDS:
        settled, wrong = broken(law, tiny(seed), seed, ask)
        assert wrong == [], (law, seed)
        told += settled
    assert told >= len(SEEDS) // 3


@pytest.mark.parametrize("law", LAWS)
def test_a_law_that_does_not_hold_is_seen(law: str) -> None:
    """Where every other answer is too high, or too low, some problem shows it."""
    assert any(broken(law, tiny(seed), seed, _lying(sign))[1] for seed in SEEDS for sign in (LIE, -LIE))


def _lying(sign: int):
    answers = list[Answer]()

    def lie(problem: Problem) -> Answer:
        true = ask(problem)
        answers.append(true)
        more = sign if len(answers) % 2 else -sign
        return Answer(true.low + more, true.high + more, true.plan)

    return lie


def test_what_is_not_settled_is_compared_by_its_bounds() -> None:
    assert equal(Answer(Fraction(3), Fraction(5)), Answer(Fraction(6), Fraction(9))).broken
    assert not equal(Answer(Fraction(3), Fraction(5)), Answer(Fraction(5), Fraction(9))).broken


def test_another_weight_gives_other_points() -> None:
    facts = scenario("abc", "xy", synergies=[synergy("a", "b", 3)])
    one, other = (ask(Problem(facts, model([SynergyTerm(weight=weight, why="w")]))) for weight in (1, 2))
    assert (one.low, other.low) == (3, 6)
    assert equal(one, other).broken
