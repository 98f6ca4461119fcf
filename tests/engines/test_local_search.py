"""Local search: good plans soon, never one that is not allowed, and large sparse cores in little memory."""

from __future__ import annotations

import time
import tracemalloc
from dataclasses import replace

import numpy as np
import pytest

from regroup.engines import cpsat, local_search
from regroup.engines.base import Budget, Claim, Event
from tests.engines.municipal import municipal
from tests.engines.random_cores import empty_core


@pytest.mark.parametrize("seed", range(4))
def test_finds_the_best_of_middle_sized_cores(seed: int):
    core = municipal(14, 3, seed)
    best = cpsat.solve(core, Budget(work=100))
    assert best.claim is Claim.BEST
    found = local_search.solve(core, Budget(work=1500)).assignment
    assert found is not None
    assert core.points(found) == best.bound


@pytest.mark.parametrize("seed", range(2))
def test_sixty_units_in_six_areas_within_two_thousand_steps(seed: int):
    """As good, within 2 %, as a search three times as long."""
    core = municipal(60, 6, seed)
    short = local_search.solve(core, Budget(work=2000)).assignment
    longer = local_search.solve(core, Budget(work=6000, seed=9)).assignment
    assert short is not None
    assert longer is not None
    assert core.points(short) >= 0.98 * core.points(longer)


def test_two_thousand_units_in_thirty_areas_in_little_memory():
    core = municipal(2000, 30, 1, width=0.1)
    tracemalloc.start()
    try:
        outcome = local_search.solve(core, Budget(work=1500))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert outcome.claim is Claim.GOOD
    assert peak < 150 * 2**20  # a table of nodes and nodes alone would be 32 MB, and several are easily made


def test_a_start_is_never_lost_and_is_reported_first():
    core = municipal(60, 6, 1)
    start = local_search.solve(core, Budget(work=2000)).assignment
    assert start is not None
    events: list[Event] = []
    outcome = local_search.solve(core, Budget(work=1), starts=[start], report=events.append)
    assert outcome.assignment is not None
    assert core.points(outcome.assignment) >= core.points(start) == events[0].points


def test_events_rise_and_are_true():
    core = municipal(40, 5, 2)
    events: list[Event] = []
    outcome = local_search.solve(core, Budget(work=1000), report=events.append)
    points = [event.points for event in events]
    assert points == sorted(set(points))
    assert all(event.assignment is not None and core.allows(event.assignment) for event in events)
    assert all(core.points(event.assignment) == event.points for event in events)
    assert outcome.assignment is not None
    assert points[-1] == core.points(outcome.assignment)


def test_the_time_limit_ends_it():
    began = time.monotonic()
    local_search.solve(municipal(60, 6, 1), Budget(work=1e9, seconds=0.5))
    assert time.monotonic() - began < 1.5


def test_the_work_limit_is_in_thousands_of_moves():
    assert 100 <= local_search.solve(municipal(20, 3, 1), Budget(work=100)).work < 101 + 20


def test_no_move_at_all():
    core = replace(empty_core(3, 2), allowed=np.array([[True, False]] * 3))
    outcome = local_search.solve(core, Budget(work=50))
    assert outcome.assignment is not None
    assert outcome.assignment.tolist() == [0, 0, 0]
    assert local_search.solve(replace(core, apart=np.array([[0, 1]])), Budget(work=50)).claim is Claim.IMPOSSIBLE


def test_together_in_a_circle_and_apart_is_impossible_before_any_search():
    core = replace(empty_core(3, 2), together=np.array([[0, 1], [1, 2]]), apart=np.array([[0, 2]]))
    assert local_search.solve(core, Budget(work=50)).claim is Claim.IMPOSSIBLE
