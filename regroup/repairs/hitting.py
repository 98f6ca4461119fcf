"""Smallest hitting sets: the fewest rules that meet every conflict."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from regroup.holding import Rules

NONE: Rules = frozenset()


def smallest_hitting(sets: Sequence[Rules], but: Sequence[Rules] = ()) -> Rules | None:
    """A smallest set with a member of every one of ``sets`` that contains none of ``but``; None where there is none.

    Of several, the one whose members come first. Any set that hits all contains one that the search looks at: it
    takes members of sets not yet hit alone.
    """
    everything = NONE.union(*sets)
    sizes = range(len(everything) + 1)
    return next((found for size in sizes if (found := _hitting(sets, but, size, NONE, NONE)) is not None), None)


def minimal_hitting(sets: Sequence[Rules]) -> Iterator[Rules]:
    """Every hitting set of which no member can be left out, the smallest first."""
    found = list[Rules]()
    while (one := smallest_hitting(sets, found)) is not None:
        found.append(one)
        yield one


def _hitting(sets: Sequence[Rules], but: Sequence[Rules], room: int, chosen: Rules, shut: Rules) -> Rules | None:
    """The first that adds at most ``room`` members to those chosen, and none of those shut."""
    if any(bad <= chosen for bad in but):
        return None
    open_set = next((one for one in sets if not one & chosen), None)
    if open_set is None:
        return chosen
    if not room:
        return None
    for member in sorted(open_set - shut):
        found = _hitting(sets, but, room - 1, chosen | {member}, shut)
        if found is not None:
            return found
        shut = shut | {member}
    return None
