"""What multipliers give, by hand and pair by pair, on models of two or three nodes."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from regroup.core import Ints
from regroup.engines import clique_prices
from regroup.engines.clique_model import ROOM, Model
from regroup.engines.clique_prices import NoCompany, Prices, most_used, worth
from regroup.engines.clique_sizes import Grain
from regroup.engines.clique_spectrum import squares, terms


def two_nodes() -> Model:
    """Nodes of sizes 2 and 3; node 2 stands for an area of its own kind, and two areas of another kind have none."""
    sizes, totals = np.array([2, 3]), np.arange(6)
    return Model(
        constant=100,
        scale=1,
        points=np.array([[0, 10, 4], [10, 0, -6], [4, -6, 0]]),
        may=~np.eye(3, dtype=np.bool_),
        grains=Grain(sizes, sizes, totals, totals),
        first=np.array([0, 0]),
        last=np.array([5, 5]),
        pull=np.array([[0, 5], [0, 7]]),
        fits=np.ones((2, 2), np.bool_),
        node_of=np.array([2, -1]),
        rate=np.array([[4] * 6, [8] * 6]),
        unit=4,
        opening=np.array([6, 3]),
        extra=np.zeros((2, 2), np.int64),
        fewest=np.array([0, 0]),
        most=np.array([1, 2]),
        counted=np.ones(2, np.bool_),
        count_least=0,
        count_most=3,
        areas=3,
        row_node=np.zeros(0, np.int64),
        row_weight=np.zeros((0, 3), np.int64),
        row_most=np.zeros(0, np.int64),
    )


def prices_of(model: Model) -> Prices:
    """Multipliers of nothing."""
    every = model.every
    return Prices(
        split=np.zeros((every, every), np.int64),
        triangles=np.zeros((0, 3), np.int64),
        triangle_price=np.zeros(0, np.int64),
        vectors=np.zeros((0, every), np.int64),
        fine=1,
        used=np.zeros(len(model.node_of), np.int64),
        rows=np.zeros(len(model.row_node), np.int64),
    )


def test_a_bound_is_the_sum_of_its_parts() -> None:
    model = two_nodes()
    triangle = {"triangles": np.array([[0, 1, 2]]), "triangle_price": np.array([2])}
    found = worth(model, replace(prices_of(model), **triangle, used=np.array([0, 20])))
    # credits are 4 for the pair, 1 and 1 for node 0 with its area, -2 and -2 for node 1, and 2 for the triangle
    first = 4 + 1 - 2  # both in the area with a node, a point for each unit of size
    second = 4 - 2 - 3
    assert found is not None
    assert found.bound == 100 + 2 + first + second + 1 + 2 * 20
    assert found.company.tolist() == [[0, 1, 1], [1, 0, 1], [1, 0, 0]]
    assert found.unused.tolist() == [0 - 1, 2 - 0]


def test_nodes_without_a_size_have_a_part_of_what_using_an_area_brings() -> None:
    model = replace(
        two_nodes(), grains=Grain(np.zeros(2, np.int64), np.zeros(2, np.int64), *np.zeros((2, 6), np.int64))
    )
    found = worth(model, replace(prices_of(model), used=np.array([-20, 0])))
    assert found is not None
    assert found.bound == 100 + (5 + 2 + 20 - 6) + (5 - 3 + 20 - 6) + 2 + 0


def test_a_node_that_fits_nowhere_has_no_company() -> None:
    model = two_nodes()
    with pytest.raises(NoCompany):
        worth(replace(model, last=np.array([1, 1])), prices_of(model))
    alone = ~np.eye(3, dtype=np.bool_)
    alone[2] = False
    used = replace(
        model, fewest=np.array([1, 0]), may=alone, first=np.array([1, 0])
    )  # nobody may be where someone must
    with pytest.raises(NoCompany):
        worth(used, prices_of(used))


def with_rows(random: np.random.Generator) -> tuple[Model, Prices]:
    """Three nodes of the core and one of an area, rows and multipliers of all sorts."""
    points, n = np.triu(random.integers(-40, 41, (4, 4)), 1), 3
    sizes = random.integers(1, 9, n)
    model = replace(
        two_nodes(),
        points=points + points.T,
        fits=np.ones((n, 2), np.bool_),
        pull=random.integers(-9, 10, (n, 2)),
        grains=Grain(sizes, sizes, np.arange(20), np.arange(20)),
        row_node=random.integers(0, n, 2),
        row_weight=random.integers(-5, 6, (2, 4)),
        row_most=random.integers(-5, 6, 2),
    )
    return model, Prices(
        split=np.triu(random.integers(-30, 31, (4, 4)), 1),
        triangles=np.array([random.permutation(4)[:3] for _ in range(3)]),
        triangle_price=random.integers(0, 20, 3),
        vectors=random.integers(-9, 10, (2, 4)),
        fine=2,
        used=random.integers(-9, 10, 2),
        rows=random.integers(0, 9, 2),
    )


@pytest.mark.parametrize("seed", range(10))
def test_both_nodes_of_a_pair_have_what_it_is_worth_between_them(seed: int) -> None:
    model, prices = with_rows(np.random.default_rng(seed))
    found = clique_prices._credits(model, prices)
    assert found is not None
    more, constant = terms(squares(prices.vectors), prices.fine, model.areas)
    pairs = {(i, j): int(model.points[i, j] + more[i, j]) for i in range(4) for j in range(i + 1, 4)}
    for (c, j, k), price in zip(prices.triangles.tolist(), prices.triangle_price.tolist(), strict=True):
        for pair, change in (((c, j), -price), ((c, k), -price), ((j, k), price)):
            pairs[min(pair), max(pair)] += change
        constant += price
    profit = np.zeros((4, 4), np.int64)
    for (i, j), both in pairs.items():
        profit[i, j] = both // 2 + int(prices.split[i, j])
        profit[j, i] = both - profit[i, j]
    for node, weight, most, price in zip(model.row_node, model.row_weight, model.row_most, prices.rows, strict=True):
        profit[node] -= price * weight
        constant += int(price * most)
    assert found[0].tolist() == profit.tolist()
    assert found[1] == constant


@pytest.mark.parametrize("seed", range(4))
def test_sums_are_held_against_all_that_they_could_come_to(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    model, prices = with_rows(np.random.default_rng(seed))
    lengths = sum(float(np.sqrt(float((column**2).sum()))) for column in prices.vectors.T) / 2
    rows = sum(
        int(price) * (int(np.abs(weight).sum()) + abs(int(most)))
        for price, weight, most in zip(prices.rows, model.row_weight, model.row_most, strict=True)
    )
    using = sum(abs(int(price)) * int(most) for price, most in zip(prices.used, model.most, strict=True))
    parts = np.abs(model.points).sum() + np.abs(model.pull).sum() + 6 * prices.triangle_price.sum()
    expected = parts + 2 * np.abs(prices.split).sum() + 4 * lengths**2 + 4 * 16
    expected += using * 4 * (1 + model.grains.sizes.max()) + rows + 100
    assert clique_prices._magnitude(model, prices) == pytest.approx(expected, rel=1e-12)
    for most, fits in ((ROOM // 4, False), (ROOM // 4 - 1024, True)):
        monkeypatch.setattr(clique_prices, "_magnitude", lambda *_, most=most: float(most))
        assert (clique_prices._credits(model, prices) is not None) is fits


def test_the_price_of_using_an_area_is_paid_by_size_and_rounded_down() -> None:
    low, high = np.array([0, 2, 5]), np.array([0, 4, 9])
    model = replace(two_nodes(), grains=Grain(np.array([1]), np.array([1]), low, high), rate=np.array([[1, 2, 3]] * 3))
    rates = clique_prices._rates(model, np.array([5, 0, -5]))
    assert rates.tolist() == [[1 + 20, 2 + 5, 3 + 2], [1, 2, 3], [1 - 20, 2 - 10, 3 - 4]]


def choices(model: Model) -> list[Ints]:
    """Every number of areas of each kind that is allowed."""
    every = (np.array(used) for used in np.ndindex(*(model.most + 1).tolist()))
    return [
        used
        for used in every
        if (used >= model.fewest).all() and model.count_least <= used[model.counted].sum() <= model.count_most
    ]


@pytest.mark.parametrize("seed", range(150))
def test_areas_bring_the_most_there_is_and_no_more_are_used(seed: int) -> None:
    random = np.random.default_rng([4, seed])
    most = random.integers(1, 4, 4)
    least = int(random.integers(0, 8))
    model = replace(
        two_nodes(),
        fewest=np.minimum(most, random.integers(0, 3, 4) * random.integers(0, 2, 4)),
        most=most,
        counted=random.random(4) < 0.7,
        count_least=least,
        count_most=least + int(random.integers(0, 4)),
    )
    price = random.integers(-2, 3, 4)
    allowed = choices(model)
    if not allowed:
        with pytest.raises(NoCompany):
            most_used(model, price)
        return
    used = most_used(model, price)
    best = max(int(some @ price) for some in allowed)
    assert int(used @ price) == best
    assert used.tolist() in [some.tolist() for some in allowed]
    assert used.sum() == min(some.sum() for some in allowed if some @ price == best)
