"""What a column generation leaves as proof, for a check that shares no code with it: prices, values and columns.

The prices are those of the classes of nodes that must be together: the nodes of the reduced core.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from regroup.certificate.base import WHOLE_SHARE, Certificate, Kind, Part
from regroup.core import Core, Ints
from regroup.engines.columns_area import AreaType, Members, Priced
from regroup.engines.columns_bound import Choice
from regroup.engines.columns_branch import BranchPricer
from regroup.engines.suitable import points_at_stake


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a bound holds.

    Attributes:
        prices: (n,) of the nodes.
        values: no column of each type has a greater one.
        listed: per type all columns that a plan above the bound could hold; none where prices alone prove it.
    """

    prices: Ints
    values: tuple[int, ...]
    listed: tuple[Priced, ...] = ()


def certificate_of(
    types: Sequence[AreaType], scale: int, because: Mapping[Choice, Evidence], wanted: int
) -> Certificate:
    """What proves that no plan has the wanted points, without the constant.

    Args:
        because: for each number of areas, why it has no such plan.
    """
    ordered = sorted(because.items(), key=lambda item: item[0].count_least)
    groups = [list(group) for _, group in groupby(ordered, key=lambda item: id(item[1]))]
    return Certificate(
        scale, tuple(_part(types, [choice for choice, _ in group], group[0][1], wanted * scale) for group in groups)
    )


def _part(types: Sequence[AreaType], choices: Sequence[Choice], evidence: Evidence, wanted: int) -> Part:
    kinds = list[Kind]()
    for at, (area, value) in enumerate(zip(types, evidence.values, strict=True)):
        others = [most for choice in choices if (most := choice.with_one(evidence.values, at)) is not None]
        above = wanted - int(evidence.prices.sum()) - max(others) - 1 if others else value
        columns = tuple(_better(evidence.listed[at], above)) if evidence.listed else ()
        kinds.append(Kind(area.areas, value, _shares(area, evidence.prices, min(above, value)), columns))
    prices = tuple(evidence.prices.tolist())
    return Part(choices[0].count_least, choices[-1].count_most, prices, tuple(kinds))


def _better(priced: Priced, above: int) -> Iterator[Members]:
    yield from sorted(members for members, value in zip(priced.columns, priced.values, strict=True) if value > above)


def _shares(area: AreaType, prices: Ints, above: int) -> tuple[int, ...]:
    """How much of each pair's points is credited to its first node; see `Kind`."""
    i, j = np.nonzero(np.triu(area.pairs, 1) > 0)
    share = BranchPricer(area).split_at(prices, above)[i, j] / area.pairs[i, j]
    return tuple(np.clip(np.rint(share * WHOLE_SHARE), 0, WHOLE_SHARE).astype(np.int64).tolist())


def of_no_choice(core: Core) -> Certificate:
    """What proves the outcome of a core without nodes, or with nodes that may not be anywhere.

    These are priced so low that no plan could pay for them.
    """
    stake = points_at_stake(core) + int(core.sizes.sum()) + 1
    selfish = core.apart[core.apart[:, 0] == core.apart[:, 1], 0]
    nowhere = ~core.allowed.any(axis=1) | np.isin(np.arange(core.n), selfish)
    prices = np.where(nowhere, -(core.k + 2) * stake, 0)
    value = stake if core.n else -stake
    kind = Kind(tuple(range(core.k)), value, (0,) * int((core.pair_points > 0).sum()))
    return Certificate(1, (Part(0, core.k, tuple(prices.tolist()), (kind,)),))
