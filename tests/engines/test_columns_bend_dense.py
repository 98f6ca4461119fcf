"""The bound from squares, and the multipliers that it is made of, on dense areas: against every set of nodes."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import product
from typing import NamedTuple

import numpy as np
import pytest

from regroup.core import Ints
from regroup.engines import columns_bend_trained
from regroup.engines.columns_area import AreaType, Members
from regroup.engines.columns_bend import FINE, _flatten, _sort_out, bent
from regroup.engines.columns_bend_trained import Bend, no_bend
from regroup.engines.columns_branch_deep import promising
from regroup.engines.columns_candidates import Candidates, Some
from regroup.engines.columns_problem import Problem, whole_shares
from regroup.engines.columns_tree import Tree, begin, room_to_search
from regroup.engines.local_net import Floats
from tests.engines.test_columns_branch_dense import dense
from tests.engines.test_columns_table import subsets, truth

SEEDS = range(1, 40, 5)
ALL = -(2**59)
DRAWN = [*((seed, "usual") for seed in SEEDS), *product((2, 7), ("narrow", "wide", "full", "side"))]
Columns = dict[Members, int]
"""Columns, of candidates, and what they are worth."""


class Drawn(NamedTuple):
    """A problem of six to nine candidates, its columns, and multipliers drawn by chance."""

    nodes: Ints
    p: Problem
    columns: Columns
    credit: Ints
    squares: Ints
    y: Floats


@cache
def drawn(seed: int, shape: str = "usual") -> Drawn:
    area, prices = dense(seed)
    area = shaped(area, shape)
    some = Candidates(area).at(prices)
    place = {int(node): at for at, node in enumerate(some.nodes)}
    columns = {tuple(place[node] for node in each): value for each, value in truth(area, prices).items()}
    if shape == "narrow":
        some, columns = narrower(some, columns)
    random = np.random.default_rng([4, seed])
    n = len(some.nodes)
    made = bend(random, n).whole(some.problem.pairs)
    assert made is not None
    return Drawn(some.nodes, some.problem, columns, *made, random.random(n))


def shaped(area: AreaType, shape: str) -> AreaType:
    """Room for all, room for all alone of whom one has no size, or a second measure whose size costs much."""
    sizes, nothing, one = area.sizes[:1].copy(), np.zeros(1, np.int64), np.ones(1, np.int64)
    whole = sizes.sum(axis=1)
    if shape == "wide":
        return replace(
            area, sizes=sizes, least=nothing, most=whole, hinge_measure=0 * area.hinge_measure, apart=area.apart & False
        )
    if shape == "full":
        sizes[0, 0], pull = 0, area.pull - 10**6 * (np.arange(area.n) == 0)
        whole = sizes.sum(axis=1)
        return replace(
            area,
            sizes=sizes,
            least=whole,
            most=whole,
            hinge_measure=0 * area.hinge_measure,
            pull=pull,
            apart=area.apart & False,
        )
    if shape == "side":
        two = np.concatenate([sizes, 1 + sizes])
        bounds = {"least": np.append(area.least[:1], 0), "most": np.append(area.most[:1], 10**4)}
        cost = {"hinge_measure": one, "hinge_at": 10**4 * one, "hinge_below": 3 * one, "hinge_above": one}
        return replace(area, sizes=two, **bounds, **cost)
    return area


def narrower(some: Some, columns: Columns) -> tuple[Some, Columns]:
    """The same where the largest candidate does not fit, as in a slice."""
    sizes, most = some.problem.sizes[0], some.problem.most.copy()
    most[0] = max(int(sizes.max()) - 1, 0)
    inside = {each: value for each, value in columns.items() if sizes[list(each)].sum() <= most[0]}
    return replace(some, problem=some.problem._replace(most=most)), inside


def bend(random: np.random.Generator, n: int) -> Bend:
    rows = np.round(random.normal(0, 2.5, (n + 1, n + 1)), 3)
    return Bend(rows.T @ rows, random.normal(0, 9, (n, n)))


def room(p: Problem) -> Tree:
    return room_to_search(len(p.gains), len(p.sizes), len(p.label_cost), len(p.guard_most))


def thresholds(columns: Columns) -> list[int]:
    """From all columns being above to none."""
    ranked = sorted(columns.values(), reverse=True)
    return [ALL, *(ranked[at] - less for at in (0, 2, 9) if at < len(ranked) for less in (0, 1))]


def assert_bounded(columns: Columns, threshold: int, bound: int, order: Ints, over: Ints) -> None:
    """None above the threshold is above the bound, also once candidates are ruled out, and none has another member."""
    for members, value in columns.items():
        if value > threshold:
            assert set(members) <= set(order.tolist())
            first = min(order.tolist().index(member) for member in members)
            assert value <= bound - sum(max(0, int(each)) for each in over[:first])


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(("seed", "shape"), DRAWN)
def test_whatever_the_squares_every_column_is_bounded(seed: int, shape: str):
    _, p, columns, credit, squares, y = drawn(seed, shape)
    begun = bent(p, credit, squares, room(p), ALL, y.copy(), np.zeros(1))[0]
    for threshold in [begun, *thresholds(columns)]:
        bound, order, over = bent(p, credit, squares, room(p), threshold, y.copy(), np.zeros(1))
        assert_bounded(columns, threshold, bound, order, over)
        assert list(over) == sorted(over, reverse=True)
        assert bound <= threshold or len(order)
        assert bound > threshold or not len(order)


def test_what_squares_leave_of_any_members_is_as_much_as_they_are_away_from():
    """Whole numbers: y'Gy and what is held say diag(G)x - x'Gx + (x - y)'G(x - y), rounded up, for every set x."""
    for seed in SEEDS[:8]:
        _, p, _, _, squares, y = drawn(seed)
        tree, n = room(p), len(y)
        order = np.random.default_rng(seed).permutation(n)[: n - 1]
        tree.orders[0, : n - 1], tree.counts[0], tree.held[:] = order, n - 1, 1000
        y, z = np.rint(y * FINE) / FINE, np.zeros(n, np.int64)
        y[[node not in order for node in range(n)]] = 0.0
        constant = _flatten(tree, squares, y, z)
        assert tree.held[[node not in order for node in range(n)]].tolist() == [1000]
        for x in subsets(n - 1):
            inside = np.zeros(n, np.int64)
            inside[order] = x
            says = constant + int((tree.held - 1000) @ inside)
            away = inside - y
            exact = int(squares.diagonal() @ inside - inside @ squares @ inside) + away @ squares @ away
            assert -1e-6 < says - exact < inside.sum() + 1


def test_candidates_are_ruled_out_where_the_bound_falls_to_the_threshold():
    _, p, _, credit, _, _ = drawn(2)
    n, tree = len(p.gains), room(p)
    for threshold, gone in ((93, {1}), (94, {1, 3}), (95, {1, 3}), (99, {1, 3, 5})):
        begin(p, credit, tree)
        tree.held[:] = 2 * p.sizes[0] + 10
        tree.held[[1, 3, 5]] = 2 * p.sizes[0, [1, 3, 5]] - [7, 6, 1]
        tree.held[4] += 5
        tree.back[:] = 0
        tree.back[1] = 3
        hope, order, over = tree.hope[0].copy(), np.zeros(n, np.int64), np.zeros(n, np.int64)
        assert _sort_out(p, tree, 100, 2, threshold, order, over) == (n - len(gone), len(gone))
        stay = [i for i in range(n) if i not in gone]
        assert tree.counts[0] == len(stay)
        assert tree.orders[0, : len(stay)].tolist() == stay
        assert (tree.hope[0, stay] == hope[stay] - 3).all()
        assert order[0] == 4
        assert set(order[: len(stay)].tolist()) == set(stay)
        assert (over[: len(stay)] == (tree.held - 2 * p.sizes[0])[order[: len(stay)]]).all()
        assert over[: len(stay)].tolist() == sorted(over[: len(stay)].tolist(), reverse=True)


def test_without_squares_it_is_the_plain_bound():
    for seed, shape in DRAWN:
        _, p, columns, _, squares, y = drawn(seed, shape)
        credit = whole_shares(p.pairs / 2, p.pairs)
        for threshold in thresholds(columns):
            plain, order = promising(p, credit, room(p), threshold)
            bound, left, _ = bent(p, credit, 0 * squares, room(p), threshold, y, np.zeros(1))
            assert bound <= max(threshold, plain)
            assert set(left.tolist()) <= set(order.tolist())


def pairs_of(members: Members, table: Ints) -> int:
    chosen = list(members)
    return int(table[np.ix_(chosen, chosen)].sum())


@pytest.mark.parametrize("seed", SEEDS)
def test_multipliers_as_integers_are_squares_and_share_what_they_leave(seed: int):
    random = np.random.default_rng(seed)
    pairs = random.integers(-90, 90, (5, 5))
    pairs = np.triu(pairs, 1) + np.triu(pairs, 1).T
    drawn_bend = bend(random, 5)
    made = drawn_bend.whole(pairs)
    assert made is not None
    credit, squares = made
    left = np.maximum(pairs + 2 * squares, 0)
    np.fill_diagonal(left, 0)
    assert (credit >= 0).all()
    assert ((credit + credit.T) == left).all()
    assert np.linalg.eigvalsh(squares).min() > -1e-6
    assert np.abs(squares - drawn_bend.square[1:, 1:]).max() < 30
    assert (np.triu(credit, 1) == np.triu(np.clip(np.floor(left / 2 + drawn_bend.shift), 0, left), 1)).all()


def test_multipliers_up_to_a_sum_that_fits_are_used(monkeypatch: pytest.MonkeyPatch):
    made = Bend(np.diag([1.0, 9.0, 16.0]), np.zeros((2, 2)))
    for largest, fits in ((25, True), (24, False)):
        monkeypatch.setattr(columns_bend_trained, "LARGEST", largest)
        assert (made.whole(np.zeros((2, 2), np.int64)) is not None) is fits


def test_multipliers_of_some_candidates_are_taken_out_and_put_back():
    whole, nodes = bend(np.random.default_rng(1), 6), np.array([1, 4, 5])
    part = whole.at(nodes)
    assert (part.square[0, 1:] == whole.square[0, [2, 5, 6]]).all()
    assert (part.square[1:, 1:] == whole.square[np.ix_([2, 5, 6], [2, 5, 6])]).all()
    assert (part.shift == whole.shift[np.ix_(nodes, nodes)]).all()
    none = no_bend(6).with_at(nodes, part)
    assert (none.at(nodes).square == part.square).all()
    assert (none.at(nodes).shift == part.shift).all()
    others = np.array([0, 2, 3])
    assert not none.at(others).square[1:].any()
    assert not none.at(others).shift.any()
    assert not no_bend(6).square.any()
