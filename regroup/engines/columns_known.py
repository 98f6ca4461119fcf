"""A search begun with the columns and prices of an earlier one, and what it leaves for the next."""

from __future__ import annotations

import numpy as np

from regroup.engines.columns_search import Search
from regroup.known import MOST_COLUMNS, NOTHING, Known


def begin_with(search: Search, known: Known) -> None:
    """Gives a search the columns that its core allows, each for all areas it was found for, and the prices."""
    kind_of = {area: kind for kind, area_type in enumerate(search.types) for area in area_type.areas}
    for areas, members in known.columns:
        for kind in sorted({kind_of[area] for area in areas}):
            search.add((kind, members))
    if known.prices:
        search.begin_at(np.array(known.prices) * search.core.scale)


def known_after(search: Search) -> Known:
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
    best = np.argsort(np.array(short, dtype=np.int64), kind="stable")[:MOST_COLUMNS].tolist()
    columns = [search.pool.columns[at] for at in best]
    return Known(
        tuple((search.types[kind].areas, members) for kind, members in columns),
        tuple((evidence.prices / (search.scale * search.core.scale)).tolist()),
    )
