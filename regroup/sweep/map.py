"""A map of a sweep: two of its axes, and at each place the plan that is best most often over all others."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from fractions import Fraction

from regroup.errors import Fault, InputError
from regroup.read.lines import visible
from regroup.rules.fitting import nearest
from regroup.sweep.axes_seen import Seen
from regroup.sweep.base import State
from regroup.sweep.shares import laid_out
from regroup.sweep.summary import NO_PLAN, Summary

WITHOUT = (NO_PLAN, State.LIMIT.value, State.DISPUTED.value, State.FAILED.value)
"""What a place may show that has no plan, in the order of preference."""


@dataclass(frozen=True)
class Cell:
    """One place of a map.

    Attributes:
        what: the place of the plan in `Summary.plans`, or how its runs ended.
        runs: all that stand here.
        share: those of them of which ``what`` is true.
    """

    what: int | str
    runs: int
    share: Fraction


@dataclass(frozen=True)
class Map:
    """Two axes and what is where.

    Attributes:
        across, up: the axes.
        cells: by place on ``across`` and place on ``up``; places without any run are not there.
        others: the axes that are summed up in each cell.
    """

    across: Seen
    up: Seen
    cells: dict[tuple[int, int], Cell]
    others: tuple[str, ...]


def mapped(summary: Summary, x: str | None = None, y: str | None = None) -> Map:
    """The map over two axes; the first two that have more than one value where they are not named.

    Raises:
        InputError: no such axis, twice the same, or fewer than two axes.
    """
    across, up = _chosen(summary, x, y)
    ends: dict[tuple[int, int], Counter[int | str]] = defaultdict(Counter)
    for spot, what in summary.at:
        if min(spot[across], spot[up]) >= 0:
            ends[spot[across], spot[up]][what] += 1
    others = tuple(axis.key for at, axis in enumerate(summary.axes) if at not in (across, up) and len(axis.values) > 1)
    cells = {place: _cell(counts) for place, counts in ends.items()}
    return Map(summary.axes[across], summary.axes[up], cells, others)


def _cell(counts: Counter[int | str]) -> Cell:
    """A plan before anything else; of equally frequent ones the one that is more frequent in the whole sweep."""
    runs = counts.total()
    plans = [what for what in counts if isinstance(what, int)]
    if plans:
        what: int | str = min(plans, key=lambda plan: (-counts[plan], plan))
    else:
        what = min(counts, key=lambda end: (-counts[end], WITHOUT.index(str(end))))
    return Cell(what, runs, Fraction(counts[what], runs))


def _chosen(summary: Summary, x: str | None, y: str | None) -> tuple[int, int]:
    keys = [axis.key for axis in summary.axes]
    if len(keys) < 2:
        raise InputError([Fault("map_needs_two", {"count": len(keys)})])
    for name in (x, y):
        if name is not None and (name not in keys or x == y):
            raise InputError([_unknown(name, keys)])
    wide = [summary.axes.index(axis) for axis in laid_out(summary)]
    free = [at for at in [*wide, *range(len(keys))] if keys[at] not in (x, y)]
    across = keys.index(x) if x is not None else free.pop(0)
    up = keys.index(y) if y is not None else next(at for at in free if at != across)
    return across, up


def _unknown(name: str, keys: list[str]) -> Fault:
    near = "" if name in keys else nearest(name, keys)
    hints = {"nb": f"; mente du {near}?", "en": f"; did you mean {near}?"} if near else {"nb": "", "en": ""}
    return Fault("map_axis", {"found": visible(name), "accepted": ", ".join(map(visible, keys)), "hint": hints})
