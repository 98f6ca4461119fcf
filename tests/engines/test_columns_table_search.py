"""The search by a table finds what trying all finds, on five nodes; its parts by hand, and where it is cut short."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import combinations

import numba
import numpy as np
import pytest

from regroup.core import Bools, Ints
from regroup.engines.columns_area import AreaType, Members
from regroup.engines.columns_buckets import buckets_of, follow
from regroup.engines.columns_frontier import rows_of
from regroup.engines.columns_table_exact import exact_of, others_than, path_of, room_for
from regroup.engines.columns_table_fill import Extent, extend, fill
from regroup.engines.columns_table_search import IMPOSSIBLE, UNSEEN, _loss, _open_bound, _other_losses, search
from tests.engines.test_columns_frontier import plain

N = 5
EVERY = 10**5
LOW = -(10**6)


@contextmanager
def ending() -> Iterator[None]:
    """What never ends fails after some time of its own, however busy the machine is; where nothing is compiled."""
    if not numba.config.DISABLE_JIT or not hasattr(signal, "SIGVTALRM"):
        yield
        return

    def stop(*_: object) -> None:
        raise TimeoutError("without end")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, 4)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


@pytest.fixture(autouse=True)
def _ends() -> Iterator[None]:
    with ending():
        yield


def ints(*values: int) -> Ints:
    return np.array(values, dtype=np.int64)


def drawn(seed: int) -> AreaType:
    """Five nodes with some of every rule; small sizes, so that windows are often met just so."""
    random = np.random.default_rng(seed)
    measures, hinges, labels, guards = (int(random.integers(low, 3)) for low in (1, 0, 0, 0))
    pairs = np.triu(random.integers(-9, 10, (N, N)) * (random.random((N, N)) < 0.5), 1)
    apart = np.triu(random.random((N, N)) < 0.1, 1)
    least = random.integers(0, 6, measures)
    return replace(
        plain(N),
        pull=random.integers(-9, 12, N),
        open_cost=int(random.integers(-5, 6)),
        sizes=random.integers(0, 6, (measures, N)),
        least=least,
        most=least + random.integers(3, 12, measures),
        hinge_measure=random.integers(0, measures, hinges),
        hinge_at=random.integers(0, 14, hinges),
        hinge_below=random.integers(0, 4, hinges),
        hinge_above=random.integers(0, 4, hinges),
        labels=random.random((labels, N)) < 0.5,
        label_cost=random.integers(0, 15, labels),
        pairs=pairs + pairs.T,
        apart=apart | apart.T,
        guard_node=random.integers(0, N, guards),
        guard_weight=random.integers(-3, 6, (guards, N)),
        guard_most=random.integers(-1, 9, guards),
    )


def truth(area: AreaType, barred: Bools, order: Ints) -> dict[Members, int]:
    free = sorted(int(node) for node in order[~barred])
    every = [members for size in range(1, N + 1) for members in combinations(free, size)]
    return {members: area.points(members) for members in every if area.admits(members)}


class Searched:
    """What a search finds in an area type, with so many buckets; the table is filled anew."""

    def __init__(self, area: AreaType, order: Ints, barred: Bools, count: int = EVERY, shift: int = 0) -> None:
        self.area, self.order, self.barred, self.shift = area, order, barred, shift
        main = follow(area, 0, order)
        others = others_than(area, 0, order)
        self.empty = main.least > main.most or any(other.least > other.most for other in others)
        if self.empty:
            return
        self.exact, self.rows = exact_of(area, main, others, order), rows_of(area, order)
        self.buckets = buckets_of(main, order, min(count, main.most // main.unit + 1))
        self.gains = area.pull[order] - self.exact.labels.share @ self.exact.labels.carried
        self.start = -area.open_cost - int(self.exact.others.lost.sum())
        self.extent = Extent(*(np.zeros(len(self.rows.passed), np.int64) for _ in range(3)))
        self.cells = np.zeros(extend(self.rows, self.buckets, barred, self.extent), np.int32)
        fill(self.rows, self.buckets, self.gains, self.start, barred, self.extent, shift, self.cells)
        self.empty = not self.extent.low[0] <= 0 <= self.extent.high[0]
        self.path = path_of(self.exact)

    def search(
        self, above: int, room: int, *, every: bool = False, limit: int = 10**6
    ) -> tuple[dict[Members, int], int, int]:
        """Columns and their values; search nodes; what is left unsearched."""
        if self.empty:
            return {}, 0, UNSEEN
        found = room_for(room, self.area.n)
        self.path.row[:] = self.path.choice[:] = 7
        number, nodes, unsearched = search(
            self.exact,
            self.rows,
            self.buckets,
            self.gains,
            self.start,
            self.barred,
            self.extent,
            self.shift,
            self.cells,
            above,
            every,
            limit,
            self.path,
            found,
        )
        columns = [
            tuple(node for node in range(self.area.n) if int(row[node // 64]) >> node % 64 & 1)
            for row in found.members[:number]
        ]
        assert len(set(columns)) == number
        return dict(zip(columns, found.values[:number].tolist(), strict=True)), nodes, unsearched


@pytest.mark.parametrize("count", [3, EVERY])
@pytest.mark.parametrize("first", range(0, 60, 10))
def test_finds_what_trying_all_finds(first: int, count: int):
    for seed in range(first, first + 10):
        random = np.random.default_rng(seed)
        area, order = drawn(seed), random.permutation(N)[: 4 + seed % 2]
        one = Searched(area, order, random.random(len(order)) < 0.1, count, shift=seed % 3)
        columns = truth(area, one.barred, order)
        ranked = sorted(columns.values(), reverse=True)
        for above in (LOW, ranked[len(ranked) // 2] if ranked else 0):
            better = {members: value for members, value in columns.items() if value > above}
            found, _, unsearched = one.search(above, 2**N, every=True)
            assert (found, unsearched) == (better, UNSEEN)
            for room in (1, 3):
                found, _, unsearched = one.search(above, room)
                assert sorted(found.values(), reverse=True) == sorted(better.values(), reverse=True)[:room]
                assert found.items() <= better.items()
                assert unsearched == UNSEEN


@pytest.mark.parametrize("first", range(0, 40, 10))
def test_where_it_is_cut_short_no_column_left_exceeds_what_it_says(first: int):
    for seed in range(first, first + 10):
        area, barred = drawn(seed), np.zeros(N, np.bool_)
        one = Searched(area, np.arange(N), barred, 3)
        columns = truth(area, barred, np.arange(N))
        for limit, room in ((1, 40), (5, 40), (12, 40), (10**6, 1), (10**6, 2)):
            found, nodes, unsearched = one.search(LOW, room, every=True, limit=limit)
            left = [value for members, value in columns.items() if members not in found]
            assert found.items() <= columns.items()
            assert nodes <= limit
            assert max(left, default=UNSEEN) <= unsearched
            assert len(found) == room or nodes == limit or unsearched == UNSEEN


def test_without_any_search_nothing_is_known():
    assert Searched(plain(3), np.arange(3), np.zeros(3, np.bool_)).search(0, 5, limit=0) == ({}, 0, -UNSEEN)


def test_members_are_tried_first_where_it_is_all_one_and_what_is_no_better_is_not_searched():
    two = Searched(plain(2), np.arange(2), np.zeros(2, np.bool_))
    found, nodes, _ = two.search(-1, 5, every=True)
    assert list(found.items()) == [((0, 1), 0), ((0,), 0), ((1,), 0)]
    assert nodes == 3
    assert two.search(0, 5, every=True) == ({}, 1, UNSEEN)
    assert two.search(-1, 1) == ({(0, 1): 0}, 2, UNSEEN)
    assert two.search(-1, 5, every=True, limit=2) == ({(0, 1): 0, (0,): 0}, 2, 0)


def test_what_labels_cost_is_taken_off_before_the_next_step():
    area = replace(plain(2), pull=ints(3, 4), labels=np.array([[True, True], [True, False]]), label_cost=ints(5, 0))
    one = Searched(area, np.arange(2), np.zeros(2, np.bool_))
    assert one.search(LOW, 5, every=True) == ({(0, 1): 2, (1,): -1, (0,): -2}, 3, UNSEEN)
    assert one.search(1, 5, every=True) == ({(0, 1): 2}, 3, UNSEEN)
    assert one.search(2, 5, every=True) == ({}, 1, UNSEEN)


def test_more_nodes_than_a_word_has_bits():
    area = replace(plain(70), pull=np.arange(70), least=ints(2), most=ints(2))
    order = ints(69, 0, 64, 63)
    one = Searched(area, order, np.zeros(4, np.bool_))
    assert one.search(0, 2)[0] == {(64, 69): 133, (63, 69): 132}


def test_losses_at_a_total():
    at, below, above = ints(4, 8), ints(1, 2), ints(3, 0)
    assert [_loss(total, at, below, above) for total in (2, 4, 6, 9)] == [14, 8, 10, 15]


def test_what_other_measures_must_still_take():
    area = replace(
        plain(3),
        sizes=np.array([[1, 1, 1], [2, 3, 4], [1, 0, 5]]),
        least=ints(0, 3, 0),
        most=ints(3, 7, 6),
        hinge_measure=ints(1, 2, 1),
        hinge_at=ints(5, 0, 4),
        hinge_below=ints(10, 0, 1),
        hinge_above=ints(1, 7, 0),
    )
    others = exact_of(area, follow(area, 0, np.arange(3)), others_than(area, 0, np.arange(3)), np.arange(3)).others
    assert others.lost.tolist() == [0, 0]
    assert _other_losses(others, ints(0, 0), 0) == 0
    assert _other_losses(others, ints(7, 0), 3) == 2
    assert _other_losses(others, ints(3, 0), 3) == 21
    assert _other_losses(others, ints(5, 6), 3) == 42
    assert _other_losses(others, ints(8, 0), 3) == IMPOSSIBLE
    assert _other_losses(others, ints(2, 0), 3) == IMPOSSIBLE
    assert _other_losses(others, ints(0, 7), 0) == IMPOSSIBLE
    assert _other_losses(others, ints(0, 0), 2) == 10


def test_what_is_left_is_the_present_choice_and_those_not_begun():
    path = path_of(exact_of(plain(3), follow(plain(3), 0, np.arange(3)), [], np.arange(3)))
    path.bound[:] = [[10, 50], [40, 20], [5, 30]]
    path.choice[:] = [1, 0, 1]
    path.phase[:] = [2, 2, 1]
    assert [_open_bound(path, step) for step in range(4)] == [-UNSEEN, 50, 40, 30]
    path.phase[:] = [1, 1, 1]
    path.choice[:] = [1, 1, 0]
    assert [_open_bound(path, step) for step in range(4)] == [-UNSEEN, 50, 40, 40]
    path.choice[:] = [0, 1, 0]
    assert [_open_bound(path, step) for step in range(4)] == [-UNSEEN, 50, 50, 50]
