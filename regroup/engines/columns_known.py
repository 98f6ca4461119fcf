"""Columns and prices of an earlier solve in terms of a reduced core, and those of this one in terms of the whole."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from regroup.core import Core
from regroup.engines.columns_area import Members
from regroup.engines.columns_pool import Column
from regroup.engines.columns_search import Search
from regroup.engines.local_net import Floats
from regroup.known import MOST_COLUMNS, NOTHING, Known
from regroup.preprocess import Reduced


def begin_with(search: Search, known: Known, whole: Core, small: Reduced) -> None:
    """Gives a search the columns that are allowed now, and the prices; what does not fit is left aside."""
    if not known.fits(whole.n, whole.k):
        return
    for column in _columns(search, known, small):
        search.add(column)
    if known.prices:
        search.begin_at(_prices(known, whole, small))


def _columns(search: Search, known: Known, small: Reduced) -> Iterator[Column]:
    """Columns of the classes of nodes; none that splits a class."""
    kind_of = {area: kind for kind, area_type in enumerate(search.types) for area in area_type.areas}
    class_size = np.bincount(small.node_of, minlength=small.core.n)
    for areas, nodes in known.columns:
        inside = np.bincount(small.node_of[list(set(nodes))], minlength=small.core.n)
        members = np.flatnonzero(inside)
        if (inside[members] == class_size[members]).all():
            for kind in sorted({kind_of[area] for area in areas}):
                yield kind, tuple(members.tolist())


def _prices(known: Known, whole: Core, small: Reduced) -> Floats:
    """(m,) prices of the classes, in points of the core: what the pairs inside bring is the constant's."""
    nodes = np.bincount(small.node_of, weights=np.array(known.prices) * whole.scale, minlength=small.core.n)
    return np.asarray(nodes - _inside(whole, small))


def known_after(search: Search, whole: Core, small: Reduced) -> Known:
    """The columns that are worth most at the prices of the best bound, and these prices; nothing before a bound."""
    if not search.because:
        return NOTHING
    used = search.used()
    evidence = search.because[min(search.because, key=lambda choice: abs(choice.count_least - used))]
    prices = evidence.prices.tolist()
    short = [
        evidence.values[kind] - points * search.scale + sum(prices[node] for node in members)
        for (kind, members), points in zip(search.pool.columns, search.pool.points, strict=True)
    ]
    best = np.argsort(np.array(short, dtype=np.int64), kind="stable")[:MOST_COLUMNS]
    of_class = [np.flatnonzero(small.node_of == node).tolist() for node in range(small.core.n)]
    columns = [search.pool.columns[at] for at in best.tolist()]
    return Known(
        tuple((search.types[kind].areas, _nodes(members, of_class)) for kind, members in columns),
        tuple(_shared(evidence.prices / search.scale, whole, small).tolist()),
    )


def _nodes(members: Members, of_class: list[list[int]]) -> tuple[int, ...]:
    return tuple(sorted(node for member in members for node in of_class[member]))


def _shared(prices: Floats, whole: Core, small: Reduced) -> Floats:
    """(n,) prices of the nodes, in points of the model: a class's shared alike among its nodes."""
    alike = (prices + _inside(whole, small)) / np.bincount(small.node_of)
    return np.asarray(alike[small.node_of] / whole.scale)


def _inside(whole: Core, small: Reduced) -> Floats:
    """(m,) points of the pairs within each class."""
    first, second = small.node_of[whole.pair_i], small.node_of[whole.pair_j]
    within = first == second
    return np.bincount(first[within], weights=whole.pair_points[within], minlength=small.core.n).astype(np.float64)
