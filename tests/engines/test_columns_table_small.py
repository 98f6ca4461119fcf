"""Pricing by table, by hand: bounds before any table, what a call spends, when tables become finer, and their unit."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from regroup.core import Ints
from regroup.engines import columns_buckets, columns_table
from regroup.engines.columns_area import Priced
from regroup.engines.columns_buckets import Buckets
from regroup.engines.columns_frontier import Rows
from regroup.engines.columns_table import FORBIDDING_PRICE, TablePricer, order_of, possible
from regroup.engines.columns_table_exact import Found
from regroup.engines.columns_table_fill import Cells
from regroup.engines.columns_table_search import UNSEEN
from tests.engines.test_columns_frontier import linked, plain
from tests.engines.test_columns_table_search import ending

LOW = -(10**6)
ORDER = [0, 1, 2]
NOTHING = Priced((), (), 3, complete=True, work=0)


def ints(*values: int) -> Ints:
    return np.array(values, dtype=np.int64)


AREA = replace(
    linked(3, {(0, 1): 6, (1, 2): -3}),
    pull=ints(5, -2, 3),
    open_cost=4,
    sizes=np.array([[1, 1, 1], [2, 2, 2]]),
    least=ints(0, 0),
    most=ints(3, 6),
    hinge_measure=ints(0, 1),
    hinge_at=ints(5, 9),
    hinge_below=ints(2, 1),
    hinge_above=ints(1, 1),
)
"""All nodes at no price: -4 to open, 6 for a pair, 5 + 3 for nodes, and hinges that take 4 and 3 at least."""
FREE = ints(0, 0, 0)


def test_before_any_table_a_column_is_worth_what_all_nodes_gain():
    pricer = TablePricer(AREA, ORDER)
    assert pricer.price(FREE, LOW, 1, work=0) == Priced((), (), 3, complete=False, work=1)
    assert pricer.price(ints(FORBIDDING_PRICE, 0, 1), LOW, 1, work=0).bound == -3
    assert pricer.price(FREE, 3, 1) == NOTHING
    assert pricer.price(FREE, 2, 1, work=0).complete is False


def test_who_only_loses_too_much_is_barred():
    pricer = TablePricer(AREA, ORDER)
    barred = [pricer._call(FREE, above, 1, every=False, work=9).barred.tolist() for above in (0, 1, 2)]
    assert barred == [[False, False, False], [False, True, False], [False, True, False]]
    dear = pricer._call(ints(FORBIDDING_PRICE, FORBIDDING_PRICE - 1, 0), -(2**60), 1, every=False, work=9)
    assert dear.barred.tolist() == [True, False, False]


@pytest.mark.parametrize(("largest", "shift"), [(42, 0), (41, 1), (24, 1), (23, 2)])
def test_the_unit_of_a_table_is_the_smallest_in_which_every_sum_fits(
    largest: int, shift: int, monkeypatch: pytest.MonkeyPatch
):
    """Nodes 10, pairs 9, 7 at the start, and hinges at most 10; three nodes and two more may be rounded up."""
    monkeypatch.setattr(columns_table, "LARGEST_CELL", largest)
    pricer = TablePricer(AREA, ORDER)
    with ending():
        assert pricer._shift(pricer._call(FREE, LOW, 1, every=False, work=9), pricer._bucketed(0)) == shift
        barred = pricer._call(ints(FORBIDDING_PRICE, 0, 0), LOW, 1, every=False, work=9)
        assert pricer._shift(barred, pricer._bucketed(0)) == (0 if largest > 36 else 1)


def test_the_best_column():
    assert TablePricer(AREA, ORDER).price(FREE, LOW, 1) == Priced(((0, 1, 2),), (-2,), -2, complete=True, work=4)


def test_no_room_is_refused_and_an_empty_window_has_no_column():
    pricer = TablePricer(AREA, ORDER)
    for most in (0, -1):
        with pytest.raises(ValueError, match="no room"):
            pricer.price(FREE, 3, most)
    just = replace(AREA, least=ints(2, 4), most=ints(2, 4))
    assert len(TablePricer(just, ORDER).price(FREE, LOW, 5).columns) == 3
    for least in (ints(4, 0), ints(0, 7)):
        none = TablePricer(replace(AREA, least=least), ORDER)
        assert none.fits
        assert none.price(FREE, 3, 5) == NOTHING
    assert TablePricer(AREA, []).price(FREE, 3, 5) == NOTHING


def test_who_may_be_a_member_and_who_is_linked():
    area = replace(plain(5), sizes=np.array([[3, 4, 1, 1, 1], [1, 1, 1, 9, 1]]), least=ints(0, 0), most=ints(3, 8))
    area = replace(area, allowed=np.array([True, True, False, True, True]))
    assert possible(area).tolist() == [0, 4]
    area.apart[4, 4] = True
    assert possible(area).tolist() == [0]
    star = linked(20, {(0, other): 1 for other in range(1, 20)})
    order = order_of(star)
    assert order is not None
    assert 0 in order[:2]
    crowd = replace(plain(20), apart=~np.eye(20, dtype=np.bool_))
    assert order_of(replace(crowd, apart=np.zeros((20, 20), np.bool_))) is not None
    assert order_of(replace(plain(20), pairs=crowd.apart.astype(np.int64))) is None


TWO = replace(plain(2), pull=ints(5, 4), most=ints(1))
TWO_CELLS = 11
"""Buckets 0; 0 and 1; 0 and 1; and one cell of nothing on either side of each."""


@pytest.mark.parametrize(
    ("work", "expected"),
    [
        (TWO_CELLS + 1, Priced((), (), 9, complete=False, work=TWO_CELLS + 1)),
        (TWO_CELLS + 2, Priced((), (), 5, complete=False, work=TWO_CELLS + 2)),
        (99, Priced(((0,),), (5,), 5, complete=True, work=TWO_CELLS + 3)),
    ],
)
def test_what_a_table_costs_and_where_work_ends(work: int, expected: Priced, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(columns_table, "CELLS_PER_WORK", 1)
    assert TablePricer(TWO, [0, 1]).price(ints(0, 0), 0, 1, work=work) == expected


def test_a_table_that_is_too_large_is_not_filled(monkeypatch: pytest.MonkeyPatch):
    for largest, complete in ((TWO_CELLS - 1, False), (TWO_CELLS, True)):
        monkeypatch.setattr(columns_table, "LARGEST_TABLE", largest)
        assert TablePricer(TWO, [0, 1]).price(ints(0, 0), 0, 1).complete is complete
    for largest, fits in ((5, False), (6, True)):  # three rows of two buckets
        monkeypatch.setattr(columns_table, "LARGEST_TABLE", largest)
        assert TablePricer(TWO, [0, 1]).fits is fits


def test_room_for_a_table_is_used_again():
    pricer = TablePricer(TWO, [0, 1])
    pricer.price(ints(0, 0), 0, 1)
    cells = pricer._cells
    assert len(cells) == TWO_CELLS
    pricer.price(ints(1, 1), 0, 1)
    assert pricer._cells is cells


class Played:
    """Stands for tables and searches: what they answer is given, and what they are asked is noted."""

    def __init__(
        self, patch: pytest.MonkeyPatch, *answers: tuple[int, int, int], size: int = 16, root: int = 9
    ) -> None:
        self.answers, self.size, self.root = list(answers), size, root
        self.limits, self.rooms, self.widths = list[int](), list[int](), list[int]()
        for name, value in (("LEAST_NODES", 7), ("CELLS_PER_NODE", 1), ("FIRST_ROOM", 2)):
            patch.setattr(columns_table, name, value)
        for name, value in (("EXACT", 2), ("COARSEST", 1), ("FINEST", 4)):
            patch.setattr(columns_buckets, name, value)
        for name, played in (("extend", self.extend), ("fill", self.fill), ("search", self.search)):
            patch.setattr(columns_table, name, played)
        self.pricer = TablePricer(replace(plain(4), pull=ints(50, 50, 0, 0)), [0, 1, 2, 3])

    def price(self, above: int, most: int, *, every: bool = False, work: int = 10**9) -> Priced:
        return self.pricer.price(ints(0, 0, 0, 0), above, most, every=every, work=work)

    def extend(self, *_: object) -> int:
        return self.size

    def fill(self, rows: Rows, buckets: Buckets, *others: object) -> None:
        cells: Cells = others[-1]  # type: ignore[assignment]
        cells[0] = self.root
        self.widths.append(buckets.width)

    def search(self, *asked: object) -> tuple[int, int, int]:
        found: Found = asked[-1]  # type: ignore[assignment]
        self.limits.append(asked[-3])  # type: ignore[arg-type]
        self.rooms.append(len(found.values))
        number, nodes, unsearched = self.answers.pop(0)
        found.members[:, 0] = range(1, len(found.values) + 1)
        found.values[:] = range(5, 5 - len(found.values), -1)
        return number, nodes, unsearched


def test_tables_become_finer_where_searches_are_long(monkeypatch: pytest.MonkeyPatch):
    played = Played(monkeypatch, (0, 16, 40), (0, 16, 40), (1, 60, UNSEEN))
    assert played.price(0, 1, work=1000) == Priced(((0,),), (5,), 5, complete=True, work=95)
    assert played.widths == [5, 3, 2]
    assert played.limits == [16, 16, 1000 - 35]
    assert played.pricer._fineness == 2


@pytest.mark.parametrize(("answer", "fineness"), [((0, 15, 40), 0), ((0, 16, UNSEEN), 0), ((0, 0, UNSEEN), 0)])
def test_tables_stay_as_they_are_where_searches_are_not_long(
    answer: tuple[int, int, int], fineness: int, monkeypatch: pytest.MonkeyPatch
):
    played = Played(monkeypatch, answer)
    played.price(0, 1)
    assert (played.limits, played.pricer._fineness) == ([16], fineness)


@pytest.mark.parametrize(("nodes", "fineness"), [(3, 1), (2, 1), (1, 0)])
def test_tables_become_coarser_where_searches_are_short(nodes: int, fineness: int, monkeypatch: pytest.MonkeyPatch):
    played = Played(monkeypatch, (1, nodes, UNSEEN))
    played.pricer._fineness = 1
    played.price(0, 1)
    assert played.pricer._fineness == fineness


def test_tables_become_no_finer_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch):
    played = Played(monkeypatch)
    for fineness, largest, finer in ((0, 10, True), (0, 9, False), (1, 20, True), (1, 19, False), (2, 99, False)):
        monkeypatch.setattr(columns_table, "LARGEST_TABLE", largest)
        played.pricer._fineness = fineness
        assert played.pricer._may_be_finer() is finer


@pytest.mark.parametrize(("size", "work", "limit"), [(3, 99, 7), (16, 99, 16), (16, 15, 14), (3, 5, 4)])
def test_how_long_a_search_may_take(size: int, work: int, limit: int, monkeypatch: pytest.MonkeyPatch):
    played = Played(monkeypatch, (0, 2, 40), size=size)
    played.price(0, 1, work=work)
    assert played.limits == [limit]


@pytest.mark.parametrize(("root", "bound"), [(150, 100), (60, 60), (3, 2), (2, 2), (-7, 2)])
def test_a_table_bounds_and_may_end_a_call(root: int, bound: int, monkeypatch: pytest.MonkeyPatch):
    played = Played(monkeypatch, (0, 2, -UNSEEN if root > 3 else UNSEEN), root=root)
    priced = played.price(2, 1, work=99)
    assert (priced.bound, priced.complete) == (bound, root <= 3)
    assert len(played.limits) == (root > 2)


@pytest.mark.parametrize(
    ("most", "every", "answers", "rooms"),
    [
        (40, True, [(2, 1, 9), (16, 1, 9), (40, 1, 9)], [2, 16, 40]),
        (40, True, [(2, 1, 9), (15, 1, 9)], [2, 16]),
        (40, True, [(2, 1, UNSEEN)], [2]),
        (2, True, [(2, 1, 9)], [2]),
        (10, True, [(2, 1, 9), (10, 1, 9)], [2, 10]),
        (10, False, [(10, 1, 9)], [10]),
    ],
)
def test_more_room_where_all_are_asked_for_and_there_are_more(
    most: int, every: bool, answers: list[tuple[int, int, int]], rooms: list[int], monkeypatch: pytest.MonkeyPatch
):
    played = Played(monkeypatch, *answers)
    priced = played.price(-100, most, every=every, work=16)
    assert (played.rooms, played.answers) == (rooms, [])
    assert priced.work == 1 + len(rooms)
    assert len(priced.columns) == min(answers[-1][0], 2**4)
    assert played.limits == [15, 14, 13][: len(rooms)]
