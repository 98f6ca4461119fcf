"""Multipliers of the clique bound, and the bound that they give: exact integers, valid whatever the multipliers.

Whatever links the companies of different nodes is priced instead of kept (Lagrangian relaxation); what is left
falls apart into one knapsack per node, solved exactly. So nothing rests on how the multipliers were found.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from regroup.core import Ints
from regroup.engines.clique_model import ROOM, Model
from regroup.engines.clique_spectrum import squares, terms
from regroup.engines.clique_stars import NONE, best_areas, best_companies
from regroup.engines.clique_triangles import weigh
from regroup.engines.local_net import Floats


@dataclass(frozen=True, slots=True)
class Prices:
    """Integer multipliers, in points times the model's scale.

    Attributes:
        split: (N, N) for i < j: how much more of their points i is credited with than half; any sign.
        triangles, triangle_price: (R, 3), (R,) rows of `clique_triangles` and their prices, not negative.
        vectors, fine: (r, N) rows of `clique_spectrum`, and what they are multiplied by.
        used: (T,) price of using an area of each type; any sign.
        rows: one for each of the model's rows, not negative.
    """

    split: Ints
    triangles: Ints
    triangle_price: Ints
    vectors: Ints
    fine: int
    used: Ints
    rows: Ints


@dataclass(frozen=True, slots=True)
class Worth:
    """What prices give.

    Attributes:
        bound: on the points of every allowed assignment, times the model's scale.
        company: (N, N) whom each node chose, 0 or 1; a node need not be chosen back.
        unused: (T,) areas of each type that are used, less those that the nodes think there are.
    """

    bound: int
    company: Floats
    unused: Floats


def worth(model: Model, prices: Prices) -> Worth | None:
    """The bound; None where sums could leave 64 bits.

    Raises:
        NoCompany: some node can have no company at all: the core is impossible.
    """
    credited = _credits(model, prices)
    if credited is None:
        return None
    profit, constant = credited
    grains, n = model.grains, model.n
    company = np.zeros((model.every, model.every), dtype=np.bool_)
    share = np.zeros(len(model.node_of))
    nodes = best_companies(
        profit,
        model.may,
        model.pull,
        model.fits,
        model.node_of,
        grains.sizes,
        grains.rounded,
        grains.high,
        model.first,
        model.last,
        _rates(model, prices.used),
        model.unit,
        model.extra,
        model.opening + prices.used,
        company,
        share,
    )
    areas = best_areas(profit, model.may, model.node_of, grains.rounded, model.first, model.last, model.fewest, company)
    if NONE in (nodes, areas) or n == 0:
        raise NoCompany
    used = most_used(model, prices.used)
    bound = model.constant + constant + nodes + areas + int((used * prices.used).sum())
    return Worth(bound, company.astype(np.float64), used - share)


class NoCompany(Exception):
    """Some node has no allowed company, or the number of areas cannot be right: the core is impossible."""


def most_used(model: Model, price: Ints) -> Ints:
    """(T,) how many areas of each type to use where each brings its price: the most there is to have."""
    used = model.fewest.copy()
    free = ~model.counted & (price > 0)
    used[free] = model.most[free]
    number = int(used[model.counted].sum())
    for t in sorted(np.flatnonzero(model.counted).tolist(), key=lambda t: (-int(price[t]), t)):
        wanted = model.count_most - number if price[t] > 0 else model.count_least - number
        more = max(0, min(int(model.most[t] - used[t]), wanted))
        used[t] += more
        number += more
    if not model.count_least <= number <= model.count_most:
        raise NoCompany
    return used


def _credits(model: Model, prices: Prices) -> tuple[Ints, int] | None:
    """(N, N) what each node has of each other, and the constant; None where sums could leave 64 bits."""
    gram = squares(prices.vectors)
    if gram is None or _magnitude(model, prices) >= ROOM // 4:
        return None
    constant = 0
    points = np.triu(model.points)
    weigh(prices.triangles, prices.triangle_price, points)
    constant += int(prices.triangle_price.sum())
    if len(prices.vectors):
        more, fixed = terms(gram, prices.fine, model.areas)
        points += np.triu(more, 1)
        constant += fixed
    mine = np.triu(points // 2 + prices.split, 1)
    profit = mine + (np.triu(points, 1) - mine).T
    for node, weight, price in zip(model.row_node.tolist(), model.row_weight, prices.rows.tolist(), strict=True):
        profit[node] -= price * weight
    constant += sum(p * m for p, m in zip(prices.rows.tolist(), model.row_most.tolist(), strict=True))
    return profit, constant


def _magnitude(model: Model, prices: Prices) -> float:
    """More than any sum of credits can come to."""
    lengths = np.sqrt((prices.vectors.astype(np.float64) ** 2).sum(axis=0)).sum() / prices.fine
    rows = np.abs(model.row_weight.astype(np.float64)).sum(axis=1) + np.abs(model.row_most)
    parts = (
        np.abs(model.points.astype(np.float64)).sum(),
        np.abs(model.pull.astype(np.float64)).sum(),
        6.0 * prices.triangle_price.astype(np.float64).sum(),
        2.0 * np.abs(prices.split.astype(np.float64)).sum(),
        4.0 * lengths**2 + 4.0 * model.every**2,
        (np.abs(prices.used.astype(np.float64)) * model.most).sum() * model.unit * (1 + model.grains.sizes.max()),
        (prices.rows * rows).sum(),
        float(abs(model.constant)),
    )
    return float(sum(parts))


def _rates(model: Model, used: Ints) -> Ints:
    """(T, X + 1) what members pay per unit of size, with the price of using an area; rounded down."""
    high = np.maximum(1, model.grains.high)[None, :]
    low = np.maximum(1, model.grains.low)[None, :]
    price = (used * model.unit)[:, None]
    return np.asarray(model.rate + np.where(price >= 0, price // high, price // low))
