"""What a sweep says as a whole: which plans are best where, and what of them is the same in all."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from regroup.sweep.axes_seen import Seen, Turning, axes_seen, turning
from regroup.sweep.base import Row, State, Value
from regroup.sweep.chosen import Chosen
from regroup.sweep.pairs import Pairs, pairs_of

Plan = dict[str, str | None]
NO_PLAN = "impossible"
"""How a run without a plan is named, where it is done: no plan keeps its rules."""


@dataclass(frozen=True)
class Region:
    """The values of one axis at which a plan is best.

    Attributes:
        axis: its key.
        values: in the order of the axis.
        everywhere: these are all values of the axis.
        unbroken: numbers without any other value of the axis between them.
    """

    axis: str
    values: tuple[Value, ...]
    everywhere: bool
    unbroken: bool


@dataclass(frozen=True)
class Occurring:
    """A plan that is best in some runs.

    Attributes:
        plan: unit to area.
        runs: in how many it is best.
        share: of all runs with a plan.
        regions: axis by axis, where.
        alone: the share of it among the runs within all its regions together; 1 where no other plan is best there.
    """

    plan: Plan
    runs: int
    share: Fraction
    regions: tuple[Region, ...]
    alone: Fraction


@dataclass(frozen=True)
class Summary:
    """What came of a sweep.

    Attributes:
        name: of the sweep.
        states: how many runs ended how; ``impossible`` are those that are done and have no plan.
        missing: runs that have not been done yet.
        reasons: of those without an answer, by state and reason, the most frequent first.
        axes: what was varied, with its values in order.
        plans: the most frequent first; of equally frequent ones the one that comes first in the sweep.
        turning: how often the plan changes from one value of an axis to the next.
        pairs: which units are together in all plans, and which in none; None where runs have other units.
        at: of each run, where it stands (a place on each axis) and the place of its plan in `plans`, or its state.
    """

    name: str | None
    states: dict[str, int]
    missing: int
    reasons: tuple[tuple[State, str, int], ...]
    axes: tuple[Seen, ...]
    plans: tuple[Occurring, ...]
    turning: tuple[Turning, ...]
    pairs: Pairs | None
    at: tuple[tuple[tuple[int, ...], int | str], ...]


def summarised(chosen: Chosen) -> Summary:
    """Reads the runs once and sums them up. Everything is counted, nothing estimated."""
    found: list[tuple[str, int | str]] = []
    plans: dict[str, int] = {}
    states: Counter[str] = Counter()
    reasons: Counter[tuple[State, str]] = Counter()
    for row in chosen.rows():
        what = _came_of(row, plans)
        states[str(row.state) if isinstance(what, int) else what] += 1
        if row.state is not State.DONE:
            reasons[row.state, row.reason] += 1
        found.append((row.key, what))
    by_key = dict(found)
    kept = [(at, by_key[key]) for key, at in chosen.runs if key in by_key]
    axes = axes_seen(at for _, at in chosen.runs)
    spots = [tuple(axis.place(dict(at).get(axis.key)) for axis in axes) for at, _ in kept]
    order = _by_frequency(what for _, what in kept)
    placed = tuple(
        (spot, order[what] if isinstance(what, int) else what) for spot, (_, what) in zip(spots, kept, strict=True)
    )
    texts = [text for _, text in sorted((order[number], text) for text, number in plans.items() if number in order)]
    return Summary(
        name=chosen.name,
        states=dict(sorted(states.items())),
        missing=chosen.missing,
        reasons=tuple((state, reason, count) for (state, reason), count in reasons.most_common()),
        axes=axes,
        plans=_occurring([json.loads(text) for text in texts], axes, placed),
        turning=turning(axes, placed),
        pairs=pairs_of([json.loads(text) for text in texts]),
        at=placed,
    )


def _came_of(row: Row, plans: dict[str, int]) -> int | str:
    """The number of the run's plan in the order of occurrence, or the name of why it has none."""
    if row.state is not State.DONE:
        return str(row.state)
    plan = row.found.get("plan")
    if plan is None:
        return NO_PLAN
    return plans.setdefault(json.dumps(plan, sort_keys=True), len(plans))


def _by_frequency(numbers: Iterable[int | str]) -> dict[int, int]:
    """From the order of occurrence to that of frequency."""
    counts = Counter(number for number in numbers if isinstance(number, int))
    ranked = sorted(counts, key=lambda number: (-counts[number], number))
    return {number: rank for rank, number in enumerate(ranked)}


def _occurring(
    plans: list[Plan], axes: tuple[Seen, ...], placed: tuple[tuple[tuple[int, ...], int | str], ...]
) -> tuple[Occurring, ...]:
    spots: list[list[tuple[int, ...]]] = [[] for _ in plans]
    for spot, what in placed:
        if isinstance(what, int):
            spots[what].append(spot)
    total = sum(map(len, spots))
    every = [spot for own in spots for spot in own]
    made = []
    for plan, own in zip(plans, spots, strict=True):
        sides = [{spot[at] for spot in own} for at in range(len(axes))]
        within = sum(all(place in side for place, side in zip(spot, sides, strict=True)) for spot in every)
        regions = tuple(_region(axis, sorted(side)) for axis, side in zip(axes, sides, strict=True))
        made.append(Occurring(plan, len(own), Fraction(len(own), total), regions, Fraction(len(own), within)))
    return tuple(made)


def _region(axis: Seen, places: list[int]) -> Region:
    values = tuple(axis.values[place] for place in places if place >= 0)
    numbers = all(isinstance(value, int | float) and not isinstance(value, bool) for value in values)
    unbroken = numbers and places[-1] - places[0] + 1 == len(places)
    return Region(axis.key, values, len(places) == len(axis.values), unbroken)
