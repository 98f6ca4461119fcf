"""Who may be a member at given prices, and that lifted pairs leave every column's value as it is."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest

from regroup.engines import columns_candidates
from regroup.engines.columns_area import AreaType
from regroup.engines.columns_candidates import FORBIDDEN, Candidates, _count, _measures
from tests.engines.test_columns_branch_dense import dense

EVERY = [dense(seed)[0] for seed in range(40)]
FREE = np.zeros(0, dtype=np.int64)
LARGE = -(2**52)


def area_of(seed: int = 0, size: int = 3, least: int = 5, most: int = 8) -> AreaType:
    """Six nodes of one size, of which two make a column unless told otherwise."""
    random = np.random.default_rng(seed)
    points = np.triu(random.integers(-40, 10, (6, 6)), 1)
    apart = np.triu(random.random((6, 6)) < 0.15, 1)
    return AreaType(
        areas=(0,),
        allowed=np.ones(6, np.bool_),
        pull=random.integers(-20, 20, 6),
        open_cost=7,
        sizes=np.full((1, 6), size),
        least=np.array([least]),
        most=np.array([most]),
        hinge_measure=FREE,
        hinge_at=FREE,
        hinge_below=FREE,
        hinge_above=FREE,
        labels=np.zeros((0, 6), np.bool_),
        label_cost=FREE,
        pairs=points + points.T,
        apart=apart | apart.T,
        guard_node=FREE,
        guard_weight=np.zeros((0, 6), np.int64),
        guard_most=FREE,
    )


@pytest.mark.parametrize("area", EVERY)
def test_who_fits_nowhere_is_no_candidate(area: AreaType) -> None:
    some = Candidates(area).at(np.zeros(area.n, np.int64))
    fits = [bool(area.allowed[node]) and bool((area.sizes[:, node] <= area.most).all()) for node in range(area.n)]
    assert some.nodes.tolist() == [node for node in range(area.n) if fits[node]]


def test_a_node_too_large_in_one_measure_of_two_is_no_candidate() -> None:
    area = replace(area_of(), sizes=np.array([[3] * 6, [1, 1, 9, 1, 1, 1]]), least=np.zeros(2, np.int64))
    area = replace(area, most=np.array([8, 8]))
    assert Candidates(area).at(np.zeros(6, np.int64)).nodes.tolist() == [0, 1, 3, 4, 5]


@pytest.mark.parametrize("area", EVERY[:10])
def test_forbidden_nodes_are_left_out_and_the_rest_pay_their_price(area: AreaType) -> None:
    candidates = Candidates(area)
    every = candidates.at(np.zeros(area.n, np.int64)).nodes.tolist()
    for gone in every:
        prices = np.arange(area.n, dtype=np.int64) * 5
        prices[gone] = FORBIDDEN
        some = candidates.at(prices)
        assert some.nodes.tolist() == [node for node in every if node != gone]
        assert some.problem.gains.tolist() == [int(area.pull[node] - prices[node]) for node in some.nodes]
        assert len(some.problem.sizes[0]) == len(some.problem.pairs) == len(some.problem.apart) == len(some.nodes)
    dear = np.full(area.n, FORBIDDEN - 1, dtype=np.int64)
    assert candidates.at(dear).nodes.tolist() == every


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("members", [1, 2, 3, 4])
def test_lifted_pairs_lose_nothing_and_columns_are_worth_what_they_were(seed: int, members: int) -> None:
    area = area_of(seed, least=3 * members - 1, most=3 * members + 1)
    problem = Candidates(area).at(np.zeros(6, np.int64)).problem
    free = ~area.apart & ~np.eye(6, dtype=np.bool_)
    assert (problem.pairs[free] >= 0).all()
    assert problem.pairs[free].min() == 0
    for chosen in combinations(range(6), members):
        if all(free[pair] for pair in combinations(chosen, 2)):
            pairs = sum(int(problem.pairs[pair]) for pair in combinations(chosen, 2))
            assert problem.points + int(problem.gains[list(chosen)].sum()) + pairs == area.points(chosen)


def test_pairs_are_lifted_only_where_it_helps_and_fits() -> None:
    good = replace(area_of(), pairs=np.abs(area_of().pairs) + 1, apart=np.zeros((6, 6), np.bool_))
    good.pairs[np.diag_indices(6)] = 0
    some = Candidates(good).at(np.zeros(6, np.int64)).problem
    assert (some.pairs == good.pairs).all()
    assert some.points == -7
    several = area_of(least=3, most=8)
    some = Candidates(several).at(np.zeros(6, np.int64)).problem
    assert (some.pairs == np.where(several.apart, 0, several.pairs)).all()
    alone = replace(area_of(), apart=~np.eye(6, dtype=np.bool_))
    assert (Candidates(alone).at(np.zeros(6, np.int64)).problem.pairs == 0).all()


@pytest.mark.parametrize(("lowest", "lifted"), [(-9, True), (-10, False), (-11, False)])
def test_a_lift_that_is_too_large_is_none(lowest: int, lifted: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(columns_candidates, "LARGEST_LIFT", 360)
    area = replace(area_of(), pairs=np.full((6, 6), lowest), apart=np.zeros((6, 6), np.bool_))
    area.pairs[np.diag_indices(6)] = 0
    some = Candidates(area).at(np.zeros(6, np.int64)).problem
    assert bool((some.pairs == 0).all()) is lifted
    assert bool((some.pairs == area.pairs).all()) is not lifted


def test_the_number_of_members_is_what_every_allowed_set_has() -> None:
    random = np.random.default_rng(3)
    for _ in range(300):
        sizes = np.stack([np.full(5, random.integers(0, 5)), random.integers(1, 3, 5)])
        least = random.integers(0, 12, 2)
        most = least + random.integers(0, 6, 2)
        same = [row for row in range(2) if sizes[row, 0] > 0 and len(set(sizes[row].tolist())) == 1]
        fitting = [[m for m in range(40) if least[row] <= m * sizes[row, 0] <= most[row]] for row in same]
        expected = next((found[0] for found in fitting if len(found) == 1), 0)
        assert _count(sizes, least, most) == expected
    assert _count(np.zeros((1, 0), np.int64), np.array([1]), np.array([1])) == 0


def test_the_measure_that_binds_most_is_first() -> None:
    sizes = np.array([[10] * 6, [10] * 6, [10] * 6, [10] * 6])
    area = replace(area_of(), sizes=sizes, least=np.array([0, 0, 24, 30]), most=np.array([90, 30, 30, 50]))
    assert _measures(area).tolist() == [2, 1, 3, 0]  # half of all is room; the narrower first; more room; all of it
    hinged = replace(area, hinge_measure=np.array([3]), hinge_at=np.array([5]))
    assert _measures(hinged).tolist() == [3, 2, 1, 0]
    nothing = replace(area, sizes=np.array([[0] * 6, [10] * 6]), least=np.zeros(2, np.int64), most=np.array([5, 30]))
    assert _measures(nothing).tolist() == [1, 0]  # where nothing has a size, nothing binds
