"""Prices nearest to a centre: they keep the known columns' rows and the level, and none that do are nearer."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import LinearConstraint, minimize

from regroup.engines.columns_bound import Choice
from regroup.engines.columns_level import FIRST_ROOM, Nearest
from regroup.engines.columns_master import Prices
from regroup.engines.columns_pool import Column

ROOM = 0.5
TOLERANCE = 2e-3 * ROOM
SEEDS = range(20)


def drawn(seed: int, n: int = 6) -> tuple[list[Column], list[int], Prices, Choice]:
    """Columns of two types with their points, a centre, and a choice of one to three areas of each."""
    random = np.random.default_rng(seed)
    columns = [
        (int(random.integers(2)), tuple(np.flatnonzero(random.random(n) < 0.5).tolist() or [0])) for _ in range(25)
    ]
    points = [10 * len(members) + int(random.integers(-8, 9)) for _, members in columns]
    centre = Prices(0.0, random.normal(10, 4, n), random.normal(0, 4, 2))
    return columns, points, centre, Choice((1, 0), (2, 3), (True, True), 2, 4)


def lowest(columns: list[Column], points: list[int], choice: Choice, n: int = 6) -> float:
    """The lowest level that any prices have: what the best mixture of the columns is worth."""
    rows, used = rows_of(columns, n), used_rows(choice, n)
    cost = np.zeros(n + 3)
    cost[-1] = 1.0
    found = minimize(
        lambda z: z @ cost,
        np.zeros(n + 3),
        jac=lambda _: cost,
        constraints=[
            LinearConstraint(np.hstack([rows, np.zeros((len(rows), 1))]), np.array(points), np.inf),
            LinearConstraint(np.hstack([used, -np.ones((len(used), 1))]), -np.inf, 0.0),
        ],
        method="SLSQP",
        options={"maxiter": 500},
    )
    return float(found.x[-1])


def rows_of(columns: list[Column], n: int) -> np.ndarray:
    rows = np.zeros((len(columns), n + 2))
    for row, (kind, members) in zip(rows, columns, strict=True):
        row[list(members)] = 1.0
        row[n + kind] = 1.0
    return rows


def used_rows(choice: Choice, n: int) -> np.ndarray:
    """Every choice of areas there is, with all nodes."""
    pairs = [
        (one, two)
        for one in range(choice.least[0], choice.most[0] + 1)
        for two in range(choice.least[1], choice.most[1] + 1)
        if choice.count_least <= one + two <= choice.count_most
    ]
    return np.hstack([np.ones((len(pairs), n)), np.array(pairs, dtype=float)])


@pytest.mark.parametrize("seed", SEEDS)
def test_every_row_is_kept_and_nothing_is_nearer(seed: int):
    columns, points, centre, choice = drawn(seed)
    rows, used = rows_of(columns, 6), used_rows(choice, 6)
    level = lowest(columns, points, choice) + 2.0
    nearest = Nearest(choice, 6)
    nearest.learn(columns, points)
    found = nearest.prices(centre, level, ROOM)
    at = np.concatenate([found.nodes, found.types])
    assert (rows @ at >= np.array(points) - TOLERANCE).all()
    assert (used @ at <= level + TOLERANCE).all()
    start = np.concatenate([centre.nodes, centre.types])
    best = minimize(
        lambda z: ((z - start) ** 2).sum(),
        at,
        jac=lambda z: 2 * (z - start),
        constraints=[LinearConstraint(rows, np.array(points), np.inf), LinearConstraint(used, -np.inf, level)],
        method="SLSQP",
        options={"maxiter": 500},
    )
    assert np.linalg.norm(at - start) <= np.linalg.norm(best.x - start) + 0.05


def test_a_centre_that_keeps_every_row_stays():
    columns, points, _, choice = drawn(1)
    centre = Prices(0.0, np.full(6, 20.0), np.zeros(2))
    nearest = Nearest(choice, 6)
    nearest.learn(columns, points)
    found = nearest.prices(centre, 1000.0, ROOM)
    assert found.nodes.tolist() == centre.nodes.tolist()
    assert found.types.tolist() == [0.0, 0.0]


def test_columns_that_come_later_count_too():
    columns, points, centre, choice = drawn(2)
    level = lowest(columns, points, choice) + 2.0
    later, once = Nearest(choice, 6), Nearest(choice, 6)
    later.learn(columns[:10], points[:10])
    later.prices(centre, level, ROOM)
    later.learn(columns, points)
    once.learn(columns, points)
    one, two = later.prices(centre, level, ROOM), once.prices(centre, level, ROOM)
    assert np.abs(one.nodes - two.nodes).max() < 0.05
    assert np.abs(one.types - two.types).max() < 0.05


def test_room_for_columns_grows():
    many = [(0, (at % 6,)) for at in range(3 * FIRST_ROOM)]
    nearest = Nearest(Choice((1,), (1,), (True,), 1, 1), 6)
    nearest.learn(many, [at % 6 for at in range(3 * FIRST_ROOM)])
    found = nearest.prices(Prices(0.0, np.zeros(6), np.zeros(1)), 100.0, ROOM)
    assert (found.nodes + found.types[0] >= np.arange(6) - TOLERANCE).all()
