"""What engines share: which start they begin from, and cores that leave no choice."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from regroup.core import Assignment, Core
from regroup.engines.base import Claim, Interrupted, Outcome, best_start, settled, usable
from tests.engines.random_cores import empty_core


def start(*areas: int) -> Assignment:
    return np.array(areas, dtype=np.int64)


def core() -> Core:
    """Three nodes, two areas; node 0 gains 5 in area 1; nodes 1 and 2 may not share an area."""
    pull = np.zeros((3, 2), dtype=np.int64)
    pull[0, 1] = 5
    return replace(empty_core(3, 2, 1), pull=pull, apart=np.array([[1, 2]], dtype=np.int64))


def test_the_best_allowed_start_is_taken() -> None:
    best = best_start(core(), [start(0, 0, 1), start(1, 0, 1), start(0, 1, 0), start(1, 0, 0)])
    assert best is not None
    assert best.tolist() == [1, 0, 1]


def test_starts_that_are_not_assignments_are_passed_over() -> None:
    assert usable(core(), [start(0, 0), start(0, 0, 2), start(-1, 0, 1)]) == []
    assert best_start(core(), [start(0, 0, 2), start(1, 1, 1)]) is None
    assert best_start(core(), []) is None


def test_one_node_that_may_be_nowhere_settles_it() -> None:
    allowed = np.ones((3, 2), dtype=np.bool_)
    allowed[1] = False
    assert settled(replace(core(), allowed=allowed)) == Outcome(Claim.IMPOSSIBLE)
    allowed[1, 0] = True
    assert settled(replace(core(), allowed=allowed)) is None


def test_a_node_apart_from_itself_settles_it() -> None:
    selfish = np.array([[1, 1]], dtype=np.int64)
    assert settled(replace(core(), apart=selfish)) == Outcome(Claim.IMPOSSIBLE)


def test_bounds_on_the_number_of_areas_that_cross_settle_it() -> None:
    assert settled(replace(core(), count_least=2, count_most=1)) == Outcome(Claim.IMPOSSIBLE)
    assert settled(replace(core(), count_least=1, count_most=1)) is None


def test_an_interrupt_carries_what_was_found() -> None:
    stop = Interrupted(Outcome(Claim.GOOD, start(1, 0, 1)))
    assert str(stop) == "interrupted"
    assert stop.outcome.claim is Claim.GOOD
