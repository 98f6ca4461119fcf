"""The model of small cores, table by table."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from regroup.core import Core, Ints
from regroup.engines import clique_model
from regroup.engines.base import Refused
from regroup.engines.clique_model import FINE, model
from regroup.engines.clique_sizes import Grain, grain
from tests.engines.random_cores import empty_core


def some_core() -> Core:
    """Four nodes; an area of its own kind and two that can be exchanged; a measure of 10 and one of 100."""
    return replace(
        empty_core(4, 3, 2),
        constant=9,
        sizes=np.array([[1, 2, 3, 4], [40, 30, 20, 10]]),
        window_least=np.array([[2, 1, 1], [0, 0, 0]]),
        window_most=np.array([[5, 8, 8], [100, 100, 100]]),
        pair_i=np.array([0, 1]),
        pair_j=np.array([2, 3]),
        pair_points=np.array([7, -3]),
        pull=np.array([[1, 4, 4], [2, 5, 5], [3, 6, 6], [8, 0, 0]]),
        open_cost=np.array([2, 5, 5]),
        label_members=np.array([[True, False, True, False], [True, True, False, False]]),
        label_cost=np.array([[1, 3, 3], [10, 20, 20]]),
        must_use=np.array([False, True, True]),
        apart=np.array([[0, 3]]),
        allowed=np.array([[1, 1, 1], [1, 0, 0], [0, 1, 1], [1, 1, 1]], dtype=np.bool_),
        count_most=2,
    )


def test_every_table_by_hand() -> None:
    core = some_core()
    of = model(core)
    s = of.scale
    assert s == FINE // (10 + 44 + 12 + 57)  # pairs, pulls, areas used, labels
    assert (of.n, of.every, of.constant) == (4, 5, 9 * s)
    assert of.points.tolist() == [
        [0, 0, 7 * s, 0, s],
        [0, 0, 0, -3 * s, 2 * s],
        [7 * s, 0, 0, 0, 3 * s],
        [0, -3 * s, 0, 0, 8 * s],
        [s, 2 * s, 3 * s, 8 * s, 0],
    ]
    assert of.may.astype(int).tolist() == [
        [0, 1, 1, 0, 1],
        [1, 0, 0, 1, 1],
        [1, 0, 0, 1, 0],
        [0, 1, 1, 0, 1],
        [1, 1, 0, 1, 0],
    ]
    assert of.node_of.tolist() == [4, -1]
    assert of.pull.tolist() == [[0, 4 * s], [0, 5 * s], [0, 6 * s], [0, 0]]
    assert of.fits.astype(int).tolist() == [[1, 1], [1, 0], [0, 1], [1, 1]]
    assert (of.first.tolist(), of.last.tolist()) == ([2, 1], [5, 8])
    assert of.opening.tolist() == [2 * s, 5 * s]
    assert of.extra.tolist() == [[11 * s, 23 * s], [10 * s, 20 * s], [s, 3 * s], [0, 0]]
    assert (of.fewest.tolist(), of.most.tolist()) == ([0, 2], [1, 2])
    assert (of.counted.tolist(), of.count_least, of.count_most) == ([True, True], 0, 2)
    assert of.areas == 3
    assert (of.row_node.tolist(), of.row_weight.shape, of.row_most.tolist()) == ([], (0, 5), [])
    assert of.steps == 4 * 5 * 9  # totals up to 8


def test_areas_that_are_all_alike_have_no_nodes() -> None:
    core = empty_core(3, 3, 1)
    assert model(core).node_of.tolist() == [-1]
    assert model(empty_core(3, 1, 1)).node_of.tolist() == [-1]
    assert model(empty_core(3, 1, 1)).every == 3
    own = replace(core, pull=np.arange(9).reshape(3, 3))
    assert model(own).node_of.tolist() == [3, 4, 5]


def test_there_are_as_many_sets_as_areas_can_be_used() -> None:
    core = empty_core(3, 3, 1)
    assert model(replace(core, count_most=2)).areas == 2
    assert model(replace(core, count_most=0)).areas == 1
    assert model(replace(core, count_most=9)).areas == 3
    uncounted = np.zeros(3, np.bool_)
    assert model(replace(core, count_most=0, counted=uncounted)).areas == 3
    assert model(replace(core, count_most=1, counted=np.array([True, False, False]))).areas == 3


def test_points_are_told_as_finely_as_they_fit() -> None:
    core = empty_core(3, 3, 1)
    assert model(core).scale == FINE
    assert model(replace(core, open_cost=np.full(3, 5))).scale == FINE // 15
    assert model(replace(core, open_cost=np.full(3, FINE))).scale == 1


def grains_of(core: Core, monkeypatch: pytest.MonkeyPatch) -> tuple[int, int, int]:
    """Least and most total, and how many totals may be told, of a core's model."""
    seen: list[tuple[int, int, int]] = []

    def told(sizes: Ints, least: int, most: int, limit: int) -> Grain:
        seen.append((least, most, limit))
        return grain(sizes, least, most, limit)

    monkeypatch.setattr(clique_model, "grain", told)
    model(core)
    return seen[0]


def test_totals_are_told_from_the_least_to_the_most_that_matters(monkeypatch: pytest.MonkeyPatch) -> None:
    core = some_core()
    assert grains_of(core, monkeypatch) == (1, 8, 4000)
    nothing = replace(core, sizes=np.zeros((2, 4), np.int64), window_least=np.zeros((2, 3), np.int64))
    assert grains_of(nothing, monkeypatch) == (0, 1, 4000)
    monkeypatch.setattr(clique_model, "MOST_CELLS", 50 * 16)
    assert grains_of(core, monkeypatch) == (1, 8, 50)
    monkeypatch.setattr(clique_model, "MOST_CELLS", 15 * 16)
    assert grains_of(core, monkeypatch) == (1, 8, 16)


def test_units_fit_beside_what_is_at_stake() -> None:
    assert clique_model._unit(1, 1) == 2**16
    assert clique_model._unit(2**50, 1) == 2**8
    assert clique_model._unit(2**50, 5) == 2**5
    assert clique_model._unit(2**57, 0) == 2
    assert clique_model._unit(2**58, 1) == 1
    with pytest.raises(Refused):
        clique_model._unit(2**58 + 1, 1)
    sized = replace(empty_core(2, 1, 1), sizes=np.array([[1, 2**20]]), window_most=np.full((1, 1), 2**21))
    assert model(sized).unit == 2**8  # thirty bits are for points, twenty for the size, and two are spare


def test_the_narrowest_windows_are_met_exactly_and_hinges_before() -> None:
    core = replace(
        empty_core(2, 2, 2),
        sizes=np.array([[5, 5], [50, 50]]),
        window_least=np.zeros((2, 2), np.int64),
        window_most=np.array([[5, 5], [20, 20]]),
    )
    both = np.array([0, 1])
    assert clique_model._main_measure(core, both) == 1
    assert clique_model._main_measure(replace(core, window_most=np.array([[2, 1], [20, 20]])), both) == 0
    wide = replace(core, window_most=np.array([[50, 0], [60, 60]]))  # no wider than everything: 1 and 0, 0.6 and 0.6
    assert clique_model._main_measure(wide, both) == 0
    one = np.ones(1, np.int64)
    hinged = replace(core, hinge_measure=np.array([0]), hinge_area=one, hinge_at=one, hinge_below=one, hinge_above=one)
    assert clique_model._main_measure(hinged, both) == 0
    assert clique_model._main_measure(replace(hinged, hinge_measure=np.array([1])), both) == 1
    assert clique_model._main_measure(empty_core(2, 2, 0), both) == 0


def test_more_hinges_are_no_better_than_one() -> None:
    core = replace(
        empty_core(2, 1, 2),
        sizes=np.array([[5, 5], [50, 50]]),
        window_most=np.array([[5], [20]]),
        hinge_measure=np.array([0, 0, 1]),
        hinge_area=np.zeros(3, np.int64),
        hinge_at=np.ones(3, np.int64),
        hinge_below=np.ones(3, np.int64),
        hinge_above=np.ones(3, np.int64),
    )
    assert clique_model._main_measure(core, np.array([0])) == 1


def test_windows_are_within_what_totals_can_be() -> None:
    core = replace(empty_core(2, 2, 1), window_least=np.array([[-4, 3]]), window_most=np.array([[99, 6]]))
    assert clique_model._window(core, 0, 0, 10) == (0, 10)
    assert clique_model._window(core, 0, 1, 10) == (3, 6)
    assert clique_model._window(empty_core(2, 2, 0), 0, 1, 2) == (0, 2)


def test_rates_are_of_an_areas_own_hinges_on_the_main_measure() -> None:
    core = replace(
        empty_core(2, 2, 2),
        open_cost=np.array([6, 0]),
        hinge_measure=np.array([0, 0, 1]),
        hinge_area=np.array([0, 1, 0]),
        hinge_at=np.array([1, 2, 2]),
        hinge_below=np.array([2, 4, 100]),
        hinge_above=np.array([3, 5, 100]),
    )
    sizes, totals = np.array([1, 2]), np.arange(4)
    grains = Grain(sizes, sizes, totals, totals)
    rates = clique_model._rates(core, grains, np.array([0, 1]), [(0, 3), (0, 3)], 0, 10, 6)
    assert rates.tolist() == [
        [360, 360, 90 * 6 // 2, 120 * 6 // 3],  # nothing lost at 1, then 30 for each unit more, and 60 at first
        [240, 240, 0, 50 * 6 // 3],
    ]


def with_two_measures(**changes: Ints) -> Core:
    """The first measure is the main one; of the second totals are 6, and a guard is on node 2."""
    core = replace(
        empty_core(3, 2, 2),
        sizes=np.array([[1, 1, 1], [1, 2, 3]]),
        window_least=np.array([[1, 1], [2, 4]]),
        window_most=np.array([[2, 2], [4, 5]]),
        guard_node=np.array([2]),
        guard_weight=np.array([[5, -4, 3]]),
        guard_most=np.array([7]),
    )
    return replace(core, **changes)


def rows_of(core: Core) -> list[tuple[int, list[int], int]]:
    """Node, weights and limit of each row."""
    rows = clique_model._rows(core, 0, 1)
    return list(zip(*(part.tolist() for part in rows), strict=True))


GUARD = (2, [5, -4, 0, 0], 4)


def test_guards_and_other_windows_are_rows_without_the_node_itself() -> None:
    assert rows_of(with_two_measures()) == [
        GUARD,
        (0, [0, 2, 3, 0], 4),  # the company of a node has at most 5 less its own size: the larger window's most
        (0, [0, -2, -3, 0], -1),  # and at least 2 less it
        (1, [1, 0, 3, 0], 3),
        (1, [-1, 0, -3, 0], 0),
        (2, [1, 2, 0, 0], 2),
        (2, [-1, -2, 0, 0], 1),
    ]


def test_rows_are_of_the_areas_that_a_node_may_be_in() -> None:
    allowed = np.array([[True, False], [False, True], [True, True]])
    limits = [limit for _, _, limit in rows_of(with_two_measures(allowed=allowed))]
    assert limits == [4, 4 - 1, 1 - 2, 5 - 2, 2 - 4, 5 - 3, 3 - 2]


def test_rows_that_always_hold_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    free = {"window_least": np.array([[1, 1], [0, 0]]), "window_most": np.array([[2, 2], [6, 6]])}
    assert rows_of(with_two_measures(**free)) == [GUARD]
    monkeypatch.setattr(clique_model, "MOST_ROW_CELLS", 2 * 9)
    assert len(rows_of(with_two_measures())) == 7
    monkeypatch.setattr(clique_model, "MOST_ROW_CELLS", 2 * 9 - 1)
    assert rows_of(with_two_measures()) == [GUARD]
