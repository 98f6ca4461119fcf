"""Every sum that a plan keeps is what its words say, on six nodes with every rule and term, however it was reached."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pytest

from regroup.core import Assignment, Bools, Core
from regroup.engines import local_net
from regroup.engines.local_net import net_of
from regroup.engines.local_plan import NOWHERE, empty_plan
from regroup.engines.local_state import State
from tests.engines.random_cores import empty_core, plain_points
from tests.engines.test_local_moves import brings, go

N, K = 6, 3
Move = tuple[int, int, int, int, int]
"""Who goes from an area to another, who with it, who comes back; the two areas. Node N is nobody."""


def drawn(seed: int) -> Core:
    """Every rule and term at once, with numbers so small that limits are often met just so."""
    random = np.random.default_rng([5, seed])
    first, second = np.triu_indices(N, 1)
    some, parted = random.random(len(first)) < 0.7, random.random(len(first)) < 0.3
    sizes = random.integers(0, 5, (2, N))
    apart = np.stack([first, second], axis=1)[parted]
    return replace(
        empty_core(N, K, 2),
        pair_i=first[some],
        pair_j=second[some],
        pair_points=random.choice([-7, -2, 1, 3, 5, 8], int(some.sum())),
        pull=random.integers(-6, 7, (N, K)),
        sizes=sizes,
        window_least=random.integers(0, 5, (2, K)),
        window_most=random.integers(3, 12, (2, K)),
        hinge_measure=random.integers(0, 2, 4),
        hinge_area=random.integers(0, K, 4),
        hinge_at=random.integers(1, 7, 4),
        hinge_below=random.integers(0, 4, 4),
        hinge_above=random.integers(0, 4, 4),
        label_members=random.random((2, N)) < 0.5,
        label_cost=random.integers(0, 8, (2, K)),
        open_cost=random.integers(-4, 9, K),
        must_use=random.random(K) < 0.5,
        counted=random.random(K) < 0.8,
        count_least=int(random.integers(-1, 4)),
        count_most=int(random.integers(1, 5)),
        guard_node=random.integers(0, N, 3),
        guard_weight=random.integers(-3, 6, (3, N)),
        guard_most=random.integers(-2, 6, 3),
        apart=apart[random.permutation(len(apart))],
        constant=int(random.integers(-50, 50)),
    )


@dataclass(frozen=True)
class Truth:
    """How broken a plan is, area by area, from the words alone."""

    totals: list[float]
    guards: list[float]
    pretended: float
    broken: float


def rate(typical: float) -> float:
    """One over the largest power of two that a typical size reaches; one for less than two."""
    power = 1
    while 2 * power <= int(typical):
        power *= 2
    return 1 / power


def breaches(core: Core, plan: Assignment, intended: Bools) -> Truth:
    """By hand; nodes that are nowhere break nothing."""
    totals, guards, pretended, used = [], [], 0.0, 0
    for area in range(core.k):
        inside = np.flatnonzero(plan == area).tolist()
        used += bool(inside) and bool(core.counted[area])
        window = 0.0
        for sizes, least, most in zip(core.sizes, core.window_least[:, area], core.window_most[:, area], strict=True):
            total = sum(int(sizes[node]) for node in inside)
            window += rate(float(sizes.mean())) * max(int(least) - total, total - int(most), 0)
        bound = window if inside or intended[area] else 0.0
        totals.append(bound + (not inside and bool(core.must_use[area])))
        pretended += 0.0 if inside else bound
        wrong = 0.0
        for node, weights, most in zip(core.guard_node, core.guard_weight, core.guard_most, strict=True):
            over = max(sum(int(weights[other]) for other in inside) - int(most), 0)
            wrong += rate(float(np.abs(weights).mean())) * over * (node in inside)
        guards.append(wrong)
    together = sum(int(plan[i]) == int(plan[j]) != NOWHERE for i, j in core.apart.tolist())
    outside = max(core.count_least - used, used - core.count_most, 0)
    return Truth(totals, guards, pretended, sum(totals) + sum(guards) + together + outside)


def loaded(core: Core, plan: Assignment, intended: Bools) -> State:
    state = State(core)
    state.load(plan, intended)
    return state


def points_near(core: Core, plan: Assignment, node: int, area: int) -> int:
    """From its pull and from its pairs with who is in an area."""
    points = int(core.pull[node, area])
    for i, j, worth in zip(core.pair_i.tolist(), core.pair_j.tolist(), core.pair_points.tolist(), strict=True):
        if node in (i, j) and plan[i + j - node] == area:
            points += worth
    return points


def check(state: State) -> None:
    """All that the tables say of the plan as it is."""
    core, plan, area = state.core, state.plan, state.area
    true = breaches(core, area, plan.intended)
    inside = (area[:, None] == np.arange(core.k)[None, :]).astype(np.int64)
    assert plan.members.tolist() == inside.sum(axis=0).tolist()
    assert (plan.totals == (core.sizes @ inside).T).all()
    assert (plan.labels == (core.label_members.astype(np.int64) @ inside).T).all()
    assert (plan.guards == (core.guard_weight @ inside).T).all()
    assert plan.worth[:, 1].tolist() == true.totals
    assert plan.worth[:, 2].tolist() == true.guards
    for where in range(core.k):
        for node in range(core.n):
            assert plan.near[where, node] == points_near(core, area, node, where)
            pairs = [pair for pair in core.apart.tolist() if node in pair]
            if len(core.apart):
                assert plan.beside[where, node] == sum(area[i + j - node] == where for i, j in pairs)
        members = plan.order[where, : plan.members[where]].tolist()
        assert sorted(members) == np.flatnonzero(area == where).tolist()
        assert [int(plan.place[node]) for node in members] == list(range(len(members)))
    assert not plan.near[:, core.n].any()
    assert (state.broken, state.broken - state.breach) == (true.broken, true.pretended)
    assert plan.sums[3] == sum(bool(core.counted[where]) and plan.members[where] > 0 for where in range(core.k))
    if (area >= 0).all():
        assert state.points == plain_points(core, tuple(area.tolist()))
        everywhere = replace(core, allowed=np.ones_like(core.allowed))
        assert (state.breach == 0) == everywhere.allows(area)


def moves(plan: Assignment, n: int, k: int) -> list[Move]:
    """One or two nodes of an area to another, alone or against one of that."""
    found = [(one, n, n, int(plan[one]), b) for one in range(n) for b in range(k) if b != plan[one]]
    found += [(one, also, n, a, b) for one, _, _, a, b in found for also in np.flatnonzero(plan == a) if also != one]
    for one in range(n):
        for against in range(n):
            a, b = int(plan[one]), int(plan[against])
            if a != b:
                others = [also for also in range(n) if also != one and plan[also] == a]
                found += [(one, also, against, a, b) for also in [n, *others]]
    return found


def after(plan: Assignment, move: Move) -> Assignment:
    one, also, against, a, b = move
    padded = np.append(plan, 0)
    padded[[one, also]], padded[against] = b, a
    return padded[:-1]


@pytest.mark.parametrize("table", [True, False])
@pytest.mark.parametrize("seed", range(4))
def test_after_every_move_all_sums_are_those_of_the_plan(seed: int, table: bool, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(local_net, "MOST_NODES_FOR_A_TABLE", N if table else N - 1)
    random, core = np.random.default_rng(seed), drawn(seed)
    state = loaded(core, random.integers(0, K, N), random.random(K) < 0.5)
    assert len(state.net.table) == (N if table else 0)
    check(state)
    for _ in range(12):
        every = moves(state.area, N, K)
        move = every[int(random.integers(len(every)))]
        target = after(state.area, move)
        go(state.net, state.plan, *move)
        assert state.area.tolist() == target.tolist()
        check(state)


def test_who_is_nowhere_is_in_no_sum():
    state, random = State(drawn(1)), np.random.default_rng(1)
    for _ in range(6):
        state.load(random.integers(NOWHERE, K, N), random.random(K) < 0.5)
        check(state)
    state.load(np.full(N, NOWHERE), np.zeros(K, dtype=np.bool_))
    check(state)
    assert state.points == state.core.constant


def test_before_it_is_loaded_every_node_is_nowhere():
    plan = empty_plan(net_of(drawn(1)))
    assert plan.area.tolist() == [NOWHERE] * N
    assert plan.beside.shape == plan.near.shape == (K, N + 1)
    assert empty_plan(net_of(replace(drawn(1), apart=np.zeros((0, 2), dtype=np.int64)))).beside.shape == (1, 1)


def test_a_core_that_says_nothing_has_plans_without_sums():
    core = empty_core(3, 2)
    state = loaded(core, np.array([0, 0, 1]), np.ones(2, dtype=np.bool_))
    check(state)
    assert brings(state.net, state.plan, 2, 3, 3, 1, 0) == (0.0, 0.0)
    go(state.net, state.plan, 2, 3, 3, 1, 0)
    check(state)


def test_pairs_with_over_a_quarter_of_all_nodes_are_read_from_the_table():
    ends = np.array([[0, 3], [1, 3], [2, 3], [4, 5], [4, 6]])
    core = replace(empty_core(8, 1), pair_i=ends[:, 0], pair_j=ends[:, 1], pair_points=np.full(5, 7))
    state = State(core)
    state.net = state.net._replace(table=2 * state.net.table)
    for node, expected in ((3, [14, 14, 14, 0, 0, 0, 0, 0, 0]), (4, [0, 0, 0, 0, 0, 7, 7, 0, 0])):
        state.load(np.where(np.arange(8) == node, 0, NOWHERE), np.zeros(1, dtype=np.bool_))
        assert state.plan.near[0].tolist() == expected
