"""What a move is said to bring is what it brings, for every primitive of a core, however the plan was reached."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from regroup.core import Core
from regroup.engines import local_net
from regroup.engines.compiled import lean
from regroup.engines.local_moves import change_of
from regroup.engines.local_net import Net
from regroup.engines.local_plan import Plan, carry_out
from regroup.engines.local_state import State
from tests.engines.municipal import municipal
from tests.engines.random_cores import random_core


@lean
def brings(net: Net, plan: Plan, one: int, also: int, against: int, a: int, b: int) -> tuple[float, float]:
    return change_of(net, plan, one, also, against, a, b)


@lean
def go(net: Net, plan: Plan, one: int, also: int, against: int, a: int, b: int) -> None:
    carry_out(net, plan, one, also, against, a, b)


def separable(seed: int) -> Core:
    """A random core as the search sees one: no classes, no node apart from itself."""
    core = replace(random_core(seed), together=np.zeros((0, 2), dtype=np.int64))
    return replace(core, apart=core.apart[core.apart[:, 0] != core.apart[:, 1]])


def drawn_move(state: State, random: np.random.Generator) -> tuple[int, int, int, int, int] | None:
    """An insert, a swap or a 2-1 exchange by turns of chance; None where the one drawn is no move."""
    area, n = state.area, state.core.n
    one, against = (int(node) for node in random.integers(0, n, 2))
    a, b = int(area[one]), int(random.integers(state.core.k))
    kind = int(random.integers(3))
    also = n
    if kind:
        b = int(area[against])
    if kind == 2:
        also = int(random.choice(np.flatnonzero(area == a)))
    if a == b or also == one:
        return None
    return one, also, against if kind else n, a, b


def fresh(state: State, assignment: np.ndarray) -> State:
    """Made from nothing."""
    other = State(state.core)
    other.load(assignment, state.plan.intended)
    return other


@pytest.mark.parametrize("table", [True, False])
@pytest.mark.parametrize("intend", [False, True])
def test_moves_bring_what_is_said_on_random_cores(intend: bool, table: bool, monkeypatch: pytest.MonkeyPatch):
    if not table:
        monkeypatch.setattr(local_net, "MOST_NODES_FOR_A_TABLE", 0)
    kinds = set()
    for seed in range(240):
        core = separable(seed)
        everywhere = replace(core, allowed=np.ones_like(core.allowed))
        random = np.random.default_rng(seed)
        state = State(core)
        state.load(random.integers(0, core.k, core.n), np.full(core.k, intend))
        for _ in range(12):
            move = drawn_move(state, random)
            if move is None:
                continue
            one, also, against, a, b = move
            kinds.add((also < core.n, against < core.n))
            points, broken = brings(state.net, state.plan, *move)
            target = state.area.copy()
            for node, to in ((one, b), (also, b), (against, a)):
                if node < core.n:
                    target[node] = to
            expected = state.points + points, state.broken + broken
            go(state.net, state.plan, *move)
            assert (state.area == target).all()
            assert (state.points, state.broken) == expected
            assert state.points == core.points(target)
            anew = fresh(state, target)
            assert (state.points, state.broken, state.breach) == (anew.points, anew.broken, anew.breach)
            assert (state.breach == 0) == everywhere.allows(target)
    assert kinds == {(False, False), (False, True), (True, True)}


def test_every_table_is_the_same_however_the_plan_was_reached():
    for core in (municipal(40, 5, 1, soft=2), *(separable(seed) for seed in range(60))):
        random = np.random.default_rng(1)
        state = State(core)
        state.load(random.integers(0, core.k, core.n), np.zeros(core.k, dtype=np.bool_))
        for _ in range(40):
            move = drawn_move(state, random)
            if move is not None:
                go(state.net, state.plan, *move)
        anew = fresh(state, state.area.copy())
        for name in ("members", "totals", "labels", "guards", "beside", "worth", "sums"):
            assert (getattr(state.plan, name) == getattr(anew.plan, name)).all(), name
        assert (state.plan.near[:, : core.n] == anew.plan.near[:, : core.n]).all()
        for area in range(core.k):
            members = state.plan.order[area, : state.plan.members[area]]
            assert sorted(members.tolist()) == np.flatnonzero(state.area == area).tolist()
            assert (state.plan.place[members] == np.arange(len(members))).all()


def test_nobody_brings_nothing():
    """The last column of the tables stays zero."""
    state = State(municipal(30, 4, 1))
    state.load(np.arange(30) % 4, np.zeros(4, dtype=np.bool_))
    assert not state.plan.near[:, 30].any()
    assert not state.net.sizes[30].any()
