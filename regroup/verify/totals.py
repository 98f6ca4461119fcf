"""What the areas can take and must take, since everything has to be somewhere: windows and numbers of areas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate
from math import gcd

from regroup.verify.case import Case

MOST_BITS = 2 * 10**7
"""Sizes times the largest total for which every total is tried."""


def areas_in_use(case: Case) -> Case:
    """Areas that every allowed plan uses must be used; their number is within what the sizes allow."""
    holds, room, spread = case.holds(), _room(case), range(case.k)
    must = [case.must_use[a] or any(row[a] for row in holds) or _missed(case, room, a) for a in spread]
    certain = sum(must[a] and case.counted[a] for a in spread)
    free = case.open_to_some()
    most = min(case.count_most, sum(free[a] and case.counted[a] for a in spread))
    made = replace(
        case, must_use=must, count_least=max(case.count_least, certain, _fewest(case, room)), count_most=most
    )
    most = min(most, _largest_number(made))
    full = most <= certain
    shut = [full and case.counted[a] and not must[a] for a in spread]
    allowed = [[row[a] and not shut[a] for a in spread] for row in case.allowed]
    return replace(made, count_most=most, allowed=allowed)


def within_what_others_leave(case: Case) -> Case:
    """An area in use takes at least what the others have no room for, and at most what they do not need."""
    room, need = _room(case), _need(case)
    least, most = [row.copy() for row in case.least], [row.copy() for row in case.most]
    for m, sizes in enumerate(case.sizes):
        for a in range(case.k):
            others, here = [b for b in range(case.k) if b != a], int(case.counted[a])
            left = sum(sizes) - _most_taken(case, room[m], others, case.count_most - here)
            spare = sum(sizes) - _least_taken(case, need[m], others, case.count_least - here)
            least[m][a] = max(left, least[m][a])
            most[m][a] = max(min(spare, most[m][a]), -1)
    return replace(case, least=least, most=most)


def to_reachable_totals(case: Case) -> Case:
    """A window's ends are totals that its area can have; an area that can have none is closed."""
    holds, free = case.holds(), case.open_to_some()
    base = case.held_sizes(holds)
    least, most = [row.copy() for row in case.least], [row.copy() for row in case.most]
    shut = set[int]()
    for m, sizes in enumerate(case.sizes):
        for a in (a for a in range(case.k) if free[a]):
            loose = [size for i, size in enumerate(sizes) if case.allowed[i][a] and not holds[i][a]]
            found = reachable(loose, least[m][a] - base[m][a], most[m][a] - base[m][a])
            if found is None:
                shut.add(a)
            else:
                least[m][a], most[m][a] = base[m][a] + found[0], base[m][a] + found[1]
    allowed = [[may and a not in shut for a, may in enumerate(row)] for row in case.allowed]
    return replace(case, least=least, most=most, allowed=allowed)


def reachable(sizes: Sequence[int], least: int, most: int) -> tuple[int, int] | None:
    """The smallest and the largest sum of some sizes within bounds; None where there is none.

    Where there are too many sums to try, multiples of what divides all sizes stand for them.
    """
    fitting = [size for size in sizes if 0 < size <= most]
    low, high = max(least, 0), min(most, sum(fitting))
    if low > high:
        return None
    if len(fitting) * high > MOST_BITS:
        unit = gcd(*fitting)
        first, last = -(-low // unit) * unit, high // unit * unit
        return (first, last) if first <= last else None
    sums = 1  # bit t says that some of the sizes sum to t
    for size in sorted(fitting):
        sums |= (sums << size) & ((1 << (high + 1)) - 1)
    within = sums >> low
    return (low + (within & -within).bit_length() - 1, sums.bit_length() - 1) if within else None


def _room(case: Case) -> list[list[int]]:
    """By measure and area: the largest total that the area can have."""
    free = case.open_to_some()
    return [
        [max(0, min(high, sum(sizes))) if free[a] else 0 for a, high in enumerate(row)]
        for row, sizes in zip(case.most, case.sizes, strict=True)
    ]


def _need(case: Case) -> list[list[int]]:
    """By measure and area: the smallest total that the area has when it is used."""
    return [
        [max(0, min(low, sum(sizes) + 1)) for low in row] for row, sizes in zip(case.least, case.sizes, strict=True)
    ]


def _most_taken(case: Case, room: Sequence[int], others: Sequence[int], number: int) -> int:
    counted = sorted((room[a] for a in others if case.counted[a]), reverse=True)
    return sum(room[a] for a in others if not case.counted[a]) + sum(counted[: max(number, 0)])


def _least_taken(case: Case, need: Sequence[int], others: Sequence[int], number: int) -> int:
    free = case.open_to_some()
    certain = [a for a in others if case.must_use[a]]
    more = number - sum(case.counted[a] for a in certain)
    rest = sorted(need[a] for a in others if case.counted[a] and not case.must_use[a] and free[a])
    return sum(need[a] for a in certain) + sum(rest[: max(more, 0)])


def _missed(case: Case, room: Sequence[Sequence[int]], area: int) -> bool:
    """Without this area the others have no room for everything, or are too few."""
    others, free = [a for a in range(case.k) if a != area], case.open_to_some()
    rows = zip(room, case.sizes, strict=True)
    short = any(_most_taken(case, row, others, case.count_most) < sum(sizes) for row, sizes in rows)
    return short or sum(free[a] and case.counted[a] for a in others) < case.count_least


def _fewest(case: Case, room: Sequence[Sequence[int]]) -> int:
    """The smallest number of counted areas that can hold everything; more than there are where none can."""
    number = 0
    for row, sizes in zip(room, case.sizes, strict=True):
        counted = sorted((row[a] for a in range(case.k) if case.counted[a]), reverse=True)
        taken = accumulate(counted, initial=sum(row[a] for a in range(case.k) if not case.counted[a]))
        number = max(number, sum(total < sum(sizes) for total in taken))
    return number


def _largest_number(case: Case) -> int:
    """The largest number of counted areas for whose least totals there is enough, those in use for certain first."""
    number, free, spread = case.k, case.open_to_some(), range(case.k)
    for row, sizes in zip(_need(case), case.sizes, strict=True):
        rest = sorted(row[a] for a in spread if case.counted[a] and not case.must_use[a] and free[a])
        asked = accumulate(rest, initial=sum(row[a] for a in spread if case.must_use[a]))
        further = sum(total <= sum(sizes) for total in asked) - 1
        number = min(number, sum(case.must_use[a] and case.counted[a] for a in spread) + further)
    return number
