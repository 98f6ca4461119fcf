"""The best assignment so far: only what the core allows, only what is better, and nobody can change it afterwards."""

from __future__ import annotations

import numpy as np

from regroup.incumbent import Incumbent
from regroup.terms.synergy import SynergyTerm
from tests.build import lowered, scenario, synergy

CORE = lowered(scenario("abc", "xy", synergies=[synergy("a", "b", 2)]), SynergyTerm(weight=1, why="w"))


def test_only_what_is_better_is_taken() -> None:
    best = Incumbent(CORE)
    assert best.offer(np.array([0, 1, 0]), "one")
    assert (best.points, best.found_by) == (0, "one")
    assert not best.offer(np.array([1, 0, 1]), "as good")
    assert best.offer(np.array([0, 0, 1]), "two")
    assert not best.offer(np.array([0, 1, 0]), "worse")
    assert (best.points, best.found_by) == (2, "two")


def test_nothing_and_what_is_not_allowed_are_not_taken() -> None:
    best = Incumbent(lowered(scenario("abc", "xy", synergies=[])))
    assert not best.offer(None, "nobody")
    assert best.assignment is None
    assert best.points is None


def test_what_was_taken_is_a_copy() -> None:
    best, offered = Incumbent(CORE), np.array([0, 0, 1])
    best.offer(offered, "one")
    offered[:] = 1
    assert best.assignment is not None
    assert best.assignment.tolist() == [0, 0, 1]
