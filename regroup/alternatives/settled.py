"""What is settled and what is a choice: which units are together in all of some plans, in none, in a part of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

import numpy as np
import numpy.typing as npt

from regroup.plan import Plan

Together = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Settled:
    """What plans have in common. All counts are exact; they speak of these plans alone.

    Attributes:
        units: n units, ordered by their area in the first plan.
        together: (n, n) the share of the plans in which two units are together, 0 to 1; 1 on the diagonal.
        groups: units that are together in every plan, at least two in each group.
        always, never, sometimes: how many pairs are together in every plan, in none, in some of them.
        deciding: the units whose area is not the same in every plan, each with the share of plans for each area,
            greatest share first; the unit whose place is least sure comes first.
    """

    units: tuple[str, ...]
    together: tuple[tuple[Fraction, ...], ...]
    groups: tuple[tuple[str, ...], ...]
    always: int
    never: int
    sometimes: int
    deciding: Mapping[str, Mapping[str, Fraction]]

    @property
    def firm(self) -> tuple[str, ...]:
        """The units that every plan has in the same area."""
        return tuple(unit for unit in self.units if unit not in self.deciding)


def settled(plans: Sequence[Plan], areas: Sequence[str]) -> Settled:
    """What is the same in some plans of all units, at least one plan.

    Args:
        areas: ids in the order in which units are to stand.
    """
    first = plans[0]
    units = tuple(sorted(first, key=lambda unit: areas.index(first[unit])))
    count = sum(together_in(plan, units).astype(np.int64) for plan in plans)
    shares = tuple(tuple(Fraction(int(number), len(plans)) for number in row) for row in np.asarray(count))
    pairs = [shares[i][j] for i, j in combinations(range(len(units)), 2)]
    always, never = pairs.count(Fraction(1)), pairs.count(Fraction(0))
    return Settled(
        units, shares, _groups(units, shares), always, never, len(pairs) - always - never, _deciding(plans, units)
    )


def together_in(plan: Plan, units: Sequence[str]) -> Together:
    """(n, n) whether two units share an area."""
    area = np.unique(np.array([plan[unit] for unit in units]), return_inverse=True)[1]
    return np.asarray(area[:, None] == area[None, :])


def _groups(units: Sequence[str], shares: Sequence[Sequence[Fraction]]) -> tuple[tuple[str, ...], ...]:
    """Being together in every plan passes on: each unit's row is its whole group."""
    rows = (tuple(unit for unit, share in zip(units, row, strict=True) if share == 1) for row in shares)
    return tuple(group for group in dict.fromkeys(rows) if len(group) > 1)


def _deciding(plans: Sequence[Plan], units: Sequence[str]) -> dict[str, dict[str, Fraction]]:
    found = {}
    for unit in units:
        places = Counter(plan[unit] for plan in plans).most_common()
        if len(places) > 1:
            found[unit] = {area: Fraction(number, len(plans)) for area, number in places}
    return dict(sorted(found.items(), key=lambda item: max(item[1].values())))
