"""Which sums are hidden: the small ones, and as many others as it takes that no small one can be worked out."""

from __future__ import annotations

from fractions import Fraction

from regroup.hiding.attack import ZERO, Attack, Interval
from regroup.hiding.base import FACETS, LIKELY, Group, Printed

NARROWEST = 3
"""A hidden number must be free to be anything within at least this."""


class CannotHideError(Exception):
    """There is too little beside the small numbers to hide them in."""


def small(printed: Printed, below: int) -> frozenset[Group]:
    """The sums of so few people that they can be recognised."""
    return frozenset(group for group in printed.groups if 0 < printed.total(group) < below)


def hidden_groups(printed: Printed, first: frozenset[Group]) -> frozenset[Group]:
    """The groups in ``first`` and the fewest more that this finds, so that an attack leaves each of them open.

    One printed sum that pins a hidden one is taken away at a time, the smallest first; those that turn out not to be
    needed are put back, the biggest first.

    Raises:
        CannotHideError: hiding everything does not do.
    """
    if not first:
        return first
    hidden, added = set(first), list[Group]()
    while weak := weakest(printed, frozenset(hidden), first):
        units = {frozenset([unit]) for group in weak.binding for unit in group} & printed.groups
        more = printed.in_order((weak.binding | units) - hidden - {printed.everything})
        more = more or printed.in_order(printed.groups - hidden - {printed.everything})
        if not more:
            raise CannotHideError
        hidden.add(more[0])
        added.append(more[0])
    for group in reversed(printed.in_order(set(added))):
        if weakest(printed, frozenset(hidden - {group}), first) is None:
            hidden.discard(group)
    return frozenset(hidden)


def guarded(group: Group, first: frozenset[Group]) -> bool:
    """Whether a hidden sum must stay open: small ones and units; an area is only hidden for their sake."""
    return group in first or len(group) == 1


def weakest(printed: Printed, hidden: frozenset[Group], first: frozenset[Group]) -> Interval | None:
    """What pins the first hidden sum that is too nearly known; None where all are open."""
    attack = Attack(printed, hidden)
    for group in printed.in_order({group for group in hidden if guarded(group, first)}):
        for facet in (LIKELY, *(facet for facet in range(FACETS) if facet != LIKELY)):
            enough = needed(printed, facet)
            if not attack.exceeds(group, facet, enough):
                interval = attack.interval(group, facet)
                if interval.width < enough - ZERO:
                    return interval
    return None


def needed(printed: Printed, facet: int) -> Fraction:
    """How open a sum must be; less only where the lowest sizes are nearly nothing for all units together."""
    enough = Fraction(NARROWEST)
    return enough if facet == LIKELY else min(enough, printed.total(printed.everything, facet))
