"""The parts of a table: rounding only widens, a cell never says too little, and small tables that are made coarse."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, permutations

import numpy as np
import pytest

from regroup.core import Bools, Ints
from regroup.engines import columns_buckets, columns_order, columns_table
from regroup.engines.columns_area import AreaType
from regroup.engines.columns_buckets import Followed, binding_measure, bucket_counts, buckets_of, follow
from regroup.engines.columns_frontier import rows_of
from regroup.engines.columns_order import narrow_order
from regroup.engines.columns_table import TablePricer, possible
from regroup.engines.columns_table_fill import Extent, extend, fill, rounded_up
from tests.engines.test_columns_table import SCALE, check_all, sparse_type, subsets

SEEDS = range(80)


def small(seed: int) -> AreaType:
    """Five to eight nodes; every third has small sizes."""
    area = sparse_type(seed, 5 + seed % 4)
    if seed % 3:
        return area
    return replace(
        area,
        sizes=area.sizes // 10**5,
        least=area.least // 10**5,
        most=area.most // 10**5,
        hinge_at=area.hinge_at // 10**5,
    )


def followed(seed: int) -> tuple[Followed, Ints, AreaType]:
    """A measure that may have members, its nodes, and the type."""
    area = small(seed)
    nodes = possible(area)
    return follow(area, 0, nodes), nodes, area


def plain_loss(of: Followed, total: int) -> int:
    hinges = zip(of.at.tolist(), of.below.tolist(), of.above.tolist(), strict=True)
    return sum(below * max(at - total, 0) + above * max(total - at, 0) for at, below, above in hinges)


def totals_of(sizes: Ints) -> Ints:
    """The total of every set, the empty one first."""
    return np.append(0, subsets(len(sizes)) @ sizes) if len(sizes) else np.zeros(1, dtype=np.int64)


def test_no_total_is_lost_where_a_window_is_cut():
    for seed in SEEDS:
        of, nodes, area = followed(seed)
        totals = totals_of(area.sizes[0][nodes])
        allowed = (totals >= area.least[0]) & (totals <= area.most[0])
        assert (((totals >= of.least) & (totals <= of.most)) == allowed).all()
        assert of.least % of.unit == of.most % of.unit == 0 <= of.least
        assert not (totals % of.unit).any()
        if of.least <= of.most:
            step = range(of.least, of.most + 1, max(of.unit, (of.most - of.least) // 500 // of.unit * of.unit))
            assert plain_loss(of, of.best_total()) <= min(plain_loss(of, total) for total in step)
            assert of.least <= of.best_total() <= of.most


def test_losses_are_what_hinges_say():
    for seed in SEEDS:
        of, _, _ = followed(seed)
        random = np.random.default_rng(seed)
        low = random.integers(0, 20, 6) + (of.at[0] - 10 if len(of.at) else 0)
        high = low + random.integers(0, 20, 6)
        assert of.losses(low).tolist() == [plain_loss(of, total) for total in low.tolist()]
        least = [min(plain_loss(of, total) for total in range(a, z + 1)) for a, z in zip(low, high, strict=True)]
        assert of.least_losses(low, high).tolist() == least


@pytest.mark.parametrize("count", [1, 3, 10, 700])
def test_rounding_only_widens(count: int):
    for seed in SEEDS:
        of, nodes, _ = followed(seed)
        if of.least > of.most:
            continue
        buckets = buckets_of(of, nodes, count)
        sets = np.concatenate([np.zeros((1, len(nodes)), dtype=np.int64), subsets(len(nodes)).astype(np.int64)])
        totals, moved = sets @ of.sizes[nodes], sets @ buckets.move
        bucket = totals // buckets.width
        assert ((moved <= bucket) & (bucket <= moved + sets @ buckets.spill)).all()
        inside = (totals >= of.least) & (totals <= of.most)
        assert ((bucket >= buckets.least) & (bucket <= buckets.most))[inside].all()
        lost = [plain_loss(of, total) for total in totals[inside].tolist()]
        assert (buckets.lost[bucket[inside] - buckets.least] <= lost).all()
        assert len(buckets.lost) == buckets.most - buckets.least + 1 <= count + 1
        if buckets.width == of.unit:
            assert (buckets.lost[bucket[inside] - buckets.least] == lost).all()
            assert not buckets.spill.any()


def test_more_buckets_until_they_are_exact():
    none = np.zeros(0, dtype=np.int64)

    def counts(most: int, unit: int = 1) -> list[int]:
        return bucket_counts(Followed(none, unit, 0, most * unit, none, none, none))

    assert counts(0) == [1]
    assert counts(columns_buckets.EXACT - 1, 30) == [columns_buckets.EXACT]
    for most in (columns_buckets.EXACT, 1000, 1536, 3071, 3072, 10**6):
        found = counts(most)
        assert found[0] == columns_buckets.COARSEST
        assert all(one < other <= 2 * one for one, other in pairwise(found))
        assert found[-1] == min(most + 1, columns_buckets.FINEST)


def test_the_narrowest_window_binds():
    for seed in SEEDS:
        area = small(seed)
        nodes = possible(area)
        found = []
        for measure in range(len(area.sizes)):
            of = follow(area, measure, nodes)
            total = max(1, int(of.sizes[nodes].sum()))
            found.append(max(0, of.most - of.least) / total / (2 if measure in area.hinge_measure else 1))
        assert found[binding_measure(area, nodes)] == min(found)
    assert binding_measure(replace(area, sizes=area.sizes[:0]), nodes) is None


def test_rows_tell_pairs_and_clashes():
    for seed in SEEDS:
        area = small(seed)
        order = np.random.default_rng(seed).permutation(possible(area))
        rows = rows_of(area, order)
        for chosen in subsets(len(order)):
            row, points, clash = 0, 0, False
            for step in range(len(order)):
                assert rows.first[step] <= row < rows.first[step + 1]
                if chosen[step]:
                    points += int(rows.points[row])
                    clash = clash or bool(rows.clash[row])
                row = int(rows.taken[row] if chosen[step] else rows.passed[row])
            members = order[chosen]
            square = np.ix_(members, members)
            assert row == rows.first[len(order)] == len(rows.points) - 1 == rows.first[-1] - 1
            assert points == int(area.pairs[square].sum()) // 2
            assert clash == bool(area.apart[square].any())


def table(area: AreaType, count: int, gains: Ints, barred: Bools, shift: int) -> int | None:
    """What the first cell of a table says; None where there is none."""
    nodes = possible(area)
    of = follow(area, 0, nodes)
    rows, buckets = rows_of(area, nodes), buckets_of(of, nodes, min(count, of.most // of.unit + 1))
    extent = Extent(*(np.zeros(len(rows.passed), dtype=np.int64) for _ in range(3)))
    cells = np.full(extend(rows, buckets, barred, extent), 2**30, dtype=np.int32)
    fill(rows, buckets, gains, 5, barred, extent, shift, cells)
    return int(cells[extent.base[0]]) if extent.low[0] <= 0 <= extent.high[0] else None


def test_the_first_cell_is_never_below_the_best():
    exact = 0
    for seed in SEEDS:
        of, nodes, area = followed(seed)
        random = np.random.default_rng(seed)
        gains, barred = random.integers(-400, 900, len(nodes)), random.random(len(nodes)) < 0.15
        found = []
        for chosen in np.concatenate([np.zeros((1, len(nodes)), dtype=np.bool_), subsets(len(nodes))]):
            members = nodes[chosen]
            square, total = np.ix_(members, members), int(of.sizes[members].sum())
            if of.least <= total <= of.most and not area.apart[square].any() and not (chosen & barred).any():
                points = int(gains[chosen].sum()) + int(area.pairs[square].sum()) // 2
                found.append(5 + points - plain_loss(of, total))
        if of.least > of.most:
            continue
        for count, shift in ((3, 0), (20, 0), (20, 4), (600, 0)):
            first = table(area, count, gains, barred, shift)
            if found:
                assert first is not None
                assert max(found) <= first << shift
            if of.most // of.unit < count and not shift:
                exact += 1
                assert (first if first is not None and first > -(2**29) else None) == max(found, default=None)
    assert exact > 20


def test_points_are_rounded_up():
    assert [rounded_up(points, 3) for points in (-9, -8, -1, 0, 1, 8, 9)] == [-1, -1, 0, 0, 1, 1, 2]


@pytest.fixture
def _coarse(monkeypatch: pytest.MonkeyPatch):
    """Few buckets at first, little search before there are more, and little room."""
    monkeypatch.setattr(columns_buckets, "EXACT", 6)
    monkeypatch.setattr(columns_buckets, "COARSEST", 3)
    monkeypatch.setattr(columns_buckets, "FINEST", 40)
    monkeypatch.setattr(columns_table, "LEAST_NODES", 12)
    monkeypatch.setattr(columns_table, "CELLS_PER_NODE", 10**9)
    monkeypatch.setattr(columns_table, "FIRST_ROOM", 2)


@pytest.mark.usefixtures("_coarse")
@pytest.mark.parametrize("first", range(0, 80, 20))
def test_coarse_tables_change_nothing(first: int):
    for seed in range(first, first + 20):
        random = np.random.default_rng(seed)
        area = small(seed)
        check_all(area, random.integers(-50, 90, area.n) * SCALE, random, TablePricer(area))


@pytest.mark.usefixtures("_coarse")
@pytest.mark.parametrize("magnitude", [2**29, 2**34, 2**44])
def test_large_points_stay_exact_where_tables_are_coarse(magnitude: int):
    for seed in range(12):
        random = np.random.default_rng(seed)
        area = small(seed)
        noise = np.triu(random.integers(-magnitude, magnitude, area.pairs.shape), 1) * (np.triu(area.pairs) != 0)
        area = replace(area, pairs=noise + noise.T, pull=random.integers(-magnitude, magnitude, area.n))
        check_all(area, random.integers(-magnitude, magnitude, area.n), random, TablePricer(area))


def widest_and_cost(order: tuple[int, ...], linked: Bools) -> tuple[int, int]:
    """The largest frontier of an order, and the rows it costs."""
    widths = []
    for placed in range(1, len(order) + 1):
        rest = list(order[placed:])
        widths.append(sum(bool(linked[node, rest].any()) for node in order[:placed]))
    return max(widths), sum(2**width for width in widths)


def test_orders_are_narrow():
    for seed in range(60):
        random = np.random.default_rng(seed)
        n = int(random.integers(1, 6))
        linked = np.triu(random.random((n, n)) < random.random(), 1)
        linked |= linked.T
        orders = [widest_and_cost(order, linked) for order in permutations(range(n))]
        order = narrow_order(linked)
        assert order is not None
        assert sorted(order) == list(range(n))
        assert widest_and_cost(tuple(order), linked)[1] == min(cost for _, cost in orders)
        narrowest = min(width for width, _ in orders)
        found = narrow_order(linked, narrowest)
        assert found is not None
        assert widest_and_cost(tuple(found), linked)[0] == narrowest
        if narrowest:
            assert narrow_order(linked, narrowest - 1) is None


def test_the_cheaper_of_two_beams_is_taken(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(columns_order, "BEAM", 1)
    monkeypatch.setattr(columns_order, "COSTLY", 0)
    for seed in range(10):
        linked = np.triu(np.random.default_rng(seed).random((6, 6)) < 0.4, 1)
        linked |= linked.T
        order = narrow_order(linked)
        assert order is not None
        best = min(widest_and_cost(each, linked)[1] for each in permutations(range(6)))
        assert widest_and_cost(tuple(order), linked)[1] == best
