"""Higher prices for the members of columns that were found, in place of a bound that pays for the best in every area.

Where exact pricing finds columns, the best one counts as often as there are areas, though no two with a member in
common are in a plan. Higher prices for a few members of these columns cost less, and whatever else there is loses by
them or stays as it is. Prices and what areas then pay come of a linear program, and are rounded so that they hold.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.optimize import linprog

from regroup.core import Ints
from regroup.engines.columns_area import Priced
from regroup.engines.local_net import Floats


def raised(found: Sequence[Priced], used: Sequence[int], nodes: int, scale: int) -> tuple[Ints, list[int]] | None:
    """By how much each node costs more, (n,), and what no column of each type is then worth more than.

    Any rise is valid: a rise never makes a column worth more. None where nothing is to be gained.

    Args:
        found: what exact pricing found, of each type.
        used: how many areas of each type there are.
        nodes: how many nodes there are.
        scale: scaled points in a point.
    """
    rest = [priced.bound if priced.rest is None else priced.rest for priced in found]
    rows = [
        (kind, members, (value - rest[kind]) / scale)
        for kind, priced in enumerate(found)
        for members, value in zip(priced.columns, priced.values, strict=True)
        if value > rest[kind]
    ]
    if not rows:
        return None
    table = np.zeros((len(rows), nodes + len(found)))
    for at, (kind, members, _) in enumerate(rows):
        table[at, list(members)] = table[at, nodes + kind] = 1.0
    rise = _least_rise(table, np.array([over for *_, over in rows]), [1.0] * nodes + [float(many) for many in used])
    if rise is None:
        return None
    more = np.ceil(np.maximum(rise[:nodes], 0.0) * scale).astype(np.int64)
    return more, [_most_worth(priced, least, more) for priced, least in zip(found, rest, strict=True)]


def _least_rise(table: Floats, over: Floats, costs: Sequence[float]) -> Floats | None:
    """The cheapest rises, of nodes and of areas, that make up for all that columns are worth too much."""
    try:
        solved = linprog(costs, A_ub=-table, b_ub=-over, method="highs")
    except ValueError:
        return None
    return np.asarray(solved.x) if solved.status == 0 else None


def _most_worth(priced: Priced, rest: int, more: Ints) -> int:
    """What no column of a type is worth more than once nodes cost more."""
    now = (value - int(more[list(members)].sum()) for members, value in zip(priced.columns, priced.values, strict=True))
    return max([rest, *now])
