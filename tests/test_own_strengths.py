"""Somebody's own strengths count for the pairs they are held of, and for no other pair of the same kind."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations

import numpy as np
import pytest

from regroup.diagnosis import diagnose
from regroup.evaluation import evaluate
from regroup.plan import Plan
from regroup.problem import Problem
from regroup.stakeholders import OwnStrength, Stakeholder, terms_of
from regroup.terms.synergy import SynergyTerm
from tests.build import every_plan, model, scenario, synergy

PAIRS = ("ab", "bc", "ac")


def problem_of(order: tuple[str, ...]) -> Problem:
    """Three synergies of one kind, 2 each, of which somebody holds that b and c have 7."""
    facts = scenario("abc", "xy", synergies=[synergy(*pair, 2) for pair in order])
    problem = Problem(facts, model([SynergyTerm(weight=3, why="w")]))
    own = OwnStrength(between=("b", "c"), strength=7, why="w")
    who = Stakeholder(id="s", name="S", basis="assumed", strengths=(own,), why="w")
    return problem.changed(terms=terms_of(problem, who))


@pytest.mark.parametrize("order", list(permutations(PAIRS)))
def test_own_strengths_count_for_their_pairs_alone_whatever_the_order(order: tuple[str, ...]) -> None:
    problem = problem_of(order)
    worth = {"ab": 2, "bc": 7, "ac": 2}
    for plan in every_plan(problem.scenario):
        expected = 3 * sum(worth[pair] for pair in PAIRS if plan[pair[0]] == plan[pair[1]])
        assert evaluate(problem, plan).points == expected
        areas = problem.areas_of(plan)
        assert Fraction(problem.core.points(np.array(areas)), problem.scale) == expected


@pytest.mark.parametrize("order", list(permutations(PAIRS)))
def test_the_diagnosis_counts_them_too(order: tuple[str, ...]) -> None:
    problem = problem_of(order)
    found = diagnose(problem, evaluate(problem, Plan({"a": "x", "b": "y", "c": "y"})))
    assert [(area.area, area.kept, area.lost) for area in found] == [("x", 0, 4), ("y", 7, 4)]
