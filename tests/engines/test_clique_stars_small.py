"""Knapsacks of one node, of one area, by hand: who was taken at every total, and whom a best company is made of."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pytest

from regroup.core import Bools, Ints
from regroup.engines.clique_stars import NONE, best_areas, best_companies, fill
from regroup.engines.local_net import Floats


@pytest.mark.parametrize("seed", range(40))
def test_at_every_total_it_is_known_who_was_taken_up_to_each_candidate(seed: int) -> None:
    random = np.random.default_rng([9, seed])
    n, totals = int(random.integers(1, 6)), int(random.integers(1, 12))
    profit, may = random.integers(-9, 10, n), random.random(n) < 0.8
    sizes, own = random.integers(0, 5, n), int(random.integers(0, 3))
    value, took = np.empty(totals, np.int64), np.ones((n, totals), np.bool_)
    fill(profit, may, sizes, own, value, np.empty(totals, np.int64), took)
    best = {own: 0} if own < totals else {}
    for j in np.flatnonzero(may):
        with_j = {x + int(sizes[j]): worth + int(profit[j]) for x, worth in best.items() if x + sizes[j] < totals}
        after = {x: max(best.get(x, NONE), with_j.get(x, NONE)) for x in best.keys() | with_j.keys()}
        assert not took[j, : min(int(sizes[j]), max(after, default=-1) + 1)].any()
        for x in after:
            assert took[j, x] == (x in with_j and after[x] > best.get(x, NONE))
        best = after
    assert {x: int(value[x]) for x in range(totals) if value[x] > NONE // 2} == best


@dataclass
class Case:
    """Two nodes and the area of their own kind that is node 2, besides areas of a kind without a node.

    Sizes are 2 and 3, and what members pay is told in quarters of a point per unit of size.
    """

    sizes: Ints = field(default_factory=lambda: np.array([2, 3]))
    profit: Ints = field(default_factory=lambda: np.array([[0, 4, 3], [5, 0, 2], [1, -2, 0]]))
    may: Bools = field(default_factory=lambda: ~np.eye(3, dtype=np.bool_))
    pull: Ints = field(default_factory=lambda: np.array([[0, 5], [0, 6]]))
    fits: Bools = field(default_factory=lambda: np.ones((2, 2), np.bool_))
    first: Ints = field(default_factory=lambda: np.array([0, 0]))
    last: Ints = field(default_factory=lambda: np.array([5, 5]))
    rate: Ints = field(default_factory=lambda: np.zeros((2, 6), np.int64))
    extra: Ints = field(default_factory=lambda: np.zeros((2, 2), np.int64))
    empty: Ints = field(default_factory=lambda: np.zeros(2, np.int64))
    fewest: Ints = field(default_factory=lambda: np.zeros(2, np.int64))
    node_of: Ints = field(default_factory=lambda: np.array([2, -1]))

    def companies(self) -> tuple[int, Bools, Floats]:
        """What the companies are worth, who they are, and how many areas of each kind there seem to be."""
        company, share = np.ones((3, 3), np.bool_), np.ones(2)
        tables = self.sizes, self.sizes, np.arange(6), self.first, self.last, self.rate, 4, self.extra, self.empty
        worth = best_companies(self.profit, self.may, self.pull, self.fits, self.node_of, *tables, company, share)
        return int(worth), company, share

    def members(self) -> tuple[int, list[bool]]:
        """What the members of the area are worth to it, and who they are."""
        company = np.ones((3, 3), np.bool_)
        tables = self.sizes, self.first, self.last, self.fewest
        return int(best_areas(self.profit, self.may, self.node_of, *tables, company)), company[2].tolist()


def test_a_company_is_whoever_brings_most_less_what_is_paid() -> None:
    worth, company, share = Case().companies()
    assert worth == (4 + 5) + (5 + 6)
    assert company.tolist() == [[False, True, False], [True, False, False], [True, True, True]]
    assert share.tolist() == [0.0, 2 / 5 + 3 / 5]
    worth, company, share = Case(rate=np.array([[0] * 6, [8] * 6])).companies()  # two points for a unit of size
    assert worth == (4 + 3) + (5 + 2)
    assert company[:2].tolist() == [[False, True, True], [True, False, True]]
    assert share.tolist() == [1.0, 0.0]


def test_what_a_node_costs_its_area_besides_is_shared_by_size() -> None:
    worth, company, share = Case(extra=np.array([[9, 20], [9, 0]])).companies()
    # of 9 points, 7 quarters a unit at a total of 5 are 3 for a size of 2 and 5 for one of 3
    assert worth == max(4 + 5 - 2 * 16 // 4, 4 + 3 - 3) + (5 + 6)
    assert company[0].tolist() == [False, True, True]
    assert share.tolist() == [2 / 5, 3 / 5]


def test_nodes_without_a_size_are_paid_for_what_an_area_brings() -> None:
    free = np.array([0, 0])
    worth, company, share = Case(sizes=free, empty=np.array([-3, 7]), rate=np.full((2, 6), 99)).companies()
    assert worth == (4 + 3 + 3) + (5 + 6)
    assert company[:2].tolist() == [[False, True, True], [True, False, False]]
    assert share.tolist() == [0.0, 0.0]


def test_where_a_node_fits_nowhere_there_is_no_company() -> None:
    assert Case(fits=np.array([[True, True], [False, False]])).companies()[0] == NONE
    assert Case(last=np.array([1, 1])).companies()[0] == NONE
    assert Case(first=np.array([4, 4]), may=np.zeros((3, 3), np.bool_)).companies()[0] == NONE


def test_an_area_takes_whom_it_likes_and_none_where_it_need_not() -> None:
    nobody, dear = [False] * 3, np.full((3, 3), -4)
    assert Case().members() == (1, [True, False, False])
    assert Case(profit=dear).members() == (0, nobody)
    assert Case(profit=dear, fewest=np.array([1, 0]), first=np.array([3, 0])).members() == (-4, [False, True, False])
    assert Case(last=np.array([-1, -1])).members() == (0, nobody)
    assert Case(last=np.array([-1, -1]), fewest=np.array([1, 0])).members()[0] == NONE


def test_members_without_a_size_are_members() -> None:
    assert Case(sizes=np.array([0, 0]), profit=np.full((3, 3), 4)).members() == (8, [True, True, False])
