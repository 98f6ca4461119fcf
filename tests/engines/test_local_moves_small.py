"""Every move brings what the plan after it has more, on six nodes with every rule and term."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from regroup.engines import local_net
from regroup.engines.local_moves import are_apart, pair_points
from regroup.engines.local_net import net_of
from tests.engines.random_cores import empty_core, plain_points
from tests.engines.test_columns_table_search import ending
from tests.engines.test_local_moves import brings, go
from tests.engines.test_local_plan_small import K, N, after, breaches, drawn, loaded, moves


@pytest.fixture(autouse=True)
def _ends() -> Iterator[None]:
    with ending():
        yield


@pytest.mark.parametrize("table", [True, False])
@pytest.mark.parametrize("seed", range(8))
def test_every_move_brings_what_the_plan_after_it_has_more(seed: int, table: bool, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(local_net, "MOST_NODES_FOR_A_TABLE", N if table else N - 1)
    random, core = np.random.default_rng(seed), drawn(seed)
    plan, intended = random.integers(0, K - seed % 2, N), random.random(K) < 0.5
    state = loaded(core, plan, intended)
    before = plain_points(core, tuple(plan.tolist())), breaches(core, plan, intended).broken
    for move in moves(plan, N, K):
        target = after(plan, move)
        now = plain_points(core, tuple(target.tolist())), breaches(core, target, intended).broken
        assert brings(state.net, state.plan, *move) == (now[0] - before[0], now[1] - before[1]), move


@pytest.mark.parametrize("table", [True, False])
def test_points_of_two_nodes(table: bool, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(local_net, "MOST_NODES_FOR_A_TABLE", N if table else N - 1)
    core, net = drawn(2), net_of(drawn(2))
    for one in range(N):
        for two in range(N):
            pair = core.pair_points[(core.pair_i == min(one, two)) & (core.pair_j == max(one, two))]
            assert pair_points(net, one, two) == pair.sum()
            assert are_apart(net, one, two) == ([min(one, two), max(one, two)] in core.apart.tolist())


def test_what_a_core_has_none_of_is_not_looked_up():
    core = replace(empty_core(3, 2), pair_i=np.array([0]), pair_j=np.array([2]), pair_points=np.array([5]))
    state = loaded(core, np.array([0, 1, 1]), np.zeros(2, dtype=np.bool_))
    net, none = state.net, np.zeros(0, dtype=np.int64)
    state.net = net._replace(ban_begin=none, guard_begin=none, label_cost=net.label_cost[:0])
    assert brings(state.net, state.plan, 0, 3, 1, 0, 1) == (5, 0)
    go(state.net, state.plan, 0, 3, 1, 0, 1)
    assert state.points == 5
