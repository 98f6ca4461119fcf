"""Slices of the totals: none is left out, and none that a column above the threshold has is ruled out."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from regroup.core import Core, Ints
from regroup.engines import columns, columns_branch, columns_slices, columns_vast
from regroup.engines.base import Budget
from regroup.engines.columns_area import types_of
from regroup.engines.columns_branch import BranchPricer
from regroup.engines.columns_slices import Trained
from regroup.engines.columns_window import narrowed
from tests.benchmarks import generator
from tests.engines.test_columns_branch import SEEDS, areas, random_prices, values


@pytest.mark.parametrize("seed", SEEDS)
def test_no_column_above_the_threshold_is_outside_the_window(seed: int):
    for area in areas(seed):
        prices, above = random_prices(seed, area.n)
        pricer = BranchPricer(area)
        some = pricer.candidates.at(prices)
        inside = narrowed(some, pricer.split_at(prices, above), above).problem
        wide = [inside._replace(least=some.problem.least, most=some.problem.most), inside]
        for members in (members for members, value in values(area, prices).items() if value > above):
            total = int(some.problem.sizes[0][np.isin(some.nodes, members)].sum())
            assert all(p.least[0] <= total <= p.most[0] for p in wide)


def test_each_total_is_in_one_slice():
    numbers = [columns_slices._number(total) for total in range(5000)]
    assert numbers == sorted(numbers)
    assert columns_slices._number(-5) == 0  # where a size costs from less than nothing on
    begins = [columns_slices._begin(number) + off for number in range(110, 400) for off in (-1, 0, 1)]
    for total in (*range(5000), *begins):
        number = columns_slices._number(total)
        assert columns_slices._begin(number) <= total < columns_slices._begin(number + 1)


def test_a_soft_window_becomes_narrow_and_slices_cover_it():
    pricer, prices, above = _soft()
    some = pricer.candidates.at(prices)
    inside = narrowed(some, pricer.split_at(prices, above), above)
    p = inside.problem
    assert p.most[0] < 0.6 * some.problem.most[0]
    found = Trained(len(prices)).slices(0, some.nodes, p, above, pricer.stop)
    assert found is not None
    spans = sorted((int(one.problem.least[0]), int(one.problem.most[0])) for one in found[0])
    assert spans[0][0] == p.least[0]
    assert spans[-1][1] == p.most[0]
    assert all(one[1] + 1 == other[0] for one, other in pairwise(spans))


def test_slices_find_what_the_plain_search_finds():
    pricer, prices, above = _soft()
    plain = pricer.in_parts(prices, above, 5, every=False, work=10**9, run=map)
    pricer.hard = True
    sliced = pricer.in_parts(prices, above, 5, every=False, work=10**9, run=map)
    assert plain.complete
    assert sliced.complete
    assert sliced.values == plain.values


@pytest.mark.parametrize(("named", "soft"), [(False, True), (True, False), (True, True)])
def test_where_pricing_seems_hard_the_best_plan_is_the_same(named: bool, soft: bool, monkeypatch: pytest.MonkeyPatch):
    core = generator.municipal(22, 3, 5, named=named, soft=soft)
    usual = _proven(core)
    monkeypatch.setattr(columns_vast, "VAST", 0.0)
    monkeypatch.setattr(columns_branch, "SOON", 20)
    monkeypatch.setattr(columns_branch, "SOON_WHERE_HARD", 20)
    assert _proven(core) == usual


def test_training_is_longer_where_the_search_before_was_long():
    learned = Trained(80)
    rounds = list[int]()
    for nodes in (0, 10_000, 500_000, 2_000_000, 10**9):
        learned.took("kind", nodes)
        rounds.append(learned._longer("kind", 80, 1))
        spent = rounds[-1] * 80**2 / columns_slices.CELLS_A_NODE
        assert rounds[-1] == columns_slices.TRAINING or spent <= columns_slices.TRAINING_SHARE * nodes
    assert rounds == sorted(rounds)
    assert rounds[0] == rounds[1] == learned._longer("another", 80, 1) == columns_slices.TRAINING
    assert columns_slices.TRAINING < rounds[2] < rounds[3] < rounds[4] == columns_slices.LONGEST_TRAINING


def _proven(core: Core) -> int:
    found = columns.solve(core, Budget(work=200))
    assert found.assignment is not None
    points = core.points(found.assignment)
    assert found.bound == points
    return points


def _soft() -> tuple[BranchPricer, Ints, int]:
    """Pricing of an area whose size has a cost, at prices at which few columns are worth anything."""
    area = types_of(generator.municipal(30, 4, 2, soft=True), 2**10)[0]
    prices = (area.pairs.sum(axis=1) * 0.15).astype(np.int64)
    return BranchPricer(area), prices, 0
