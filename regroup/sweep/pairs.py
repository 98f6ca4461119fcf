"""Which units are together in every plan of a sweep, and which in none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Pairs:
    """Pairs of units over all plans that are best somewhere.

    Attributes:
        units: in the order of the scenario.
        always: groups of units that are together in all plans; to be together always is passed on from pair to pair.
        never: pairs that are together in none.
    """

    units: tuple[str, ...]
    always: tuple[tuple[str, ...], ...]
    never: tuple[tuple[str, str], ...]


def pairs_of(plans: Sequence[Mapping[str, str | None]]) -> Pairs | None:
    """The pairs of some plans of the same units; None where there is no plan or their units differ.

    A unit without an area is with no other.
    """
    if not plans or any(plan.keys() != plans[0].keys() for plan in plans):
        return None
    units = tuple(plans[0])
    always = np.ones((len(units), len(units)), dtype=bool)
    ever = ~always
    for plan in plans:
        names = [plan[unit] or f"\0{at}" for at, unit in enumerate(units)]
        _, labels = np.unique(np.array(names, dtype=object).astype(str), return_inverse=True)
        same = labels[:, None] == labels[None, :]
        always &= same
        ever |= same
    firsts = always.argmax(axis=1)
    groups = [tuple(units[at] for at in np.flatnonzero(firsts == first)) for first in np.unique(firsts)]
    never = [(units[one], units[other]) for one, other in np.argwhere(~ever) if one < other]
    return Pairs(units, tuple(group for group in groups if len(group) > 1), tuple(never))
