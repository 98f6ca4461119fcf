"""What it takes to get from one plan to another: units that move, areas that come, end, part and join."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from regroup.instance import Instance
from regroup.matching.areas import Match, match
from regroup.plan import Plan
from regroup.totals import Total, measures_used, total_of


@dataclass(frozen=True, slots=True)
class Move:
    """One unit that gets other company: from an area of the first plan to an area of the second."""

    unit: str
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Split:
    """An area of the first plan that whole areas of the second are made of, and of nothing else."""

    area: str
    into: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Merge:
    """An area of the second plan that whole areas of the first go into."""

    areas: tuple[str, ...]
    into: str


@dataclass(frozen=True, slots=True)
class Changes:
    """From one plan to another. A renamed area is the same area; area ids are each plan's own.

    Attributes:
        match: which area is which.
        moves: units that both place and that change area, in the scenario's order.
        renamed: areas that go on under another id, (before, after).
        added, dissolved: areas with no counterpart.
        split, merged: areas parted and joined whole.
        new, left_out: units that only the second plan places, or only the first.
        people: measure → size of the moved units; None where one of them has no size in it.
    """

    match: Match
    moves: tuple[Move, ...]
    renamed: tuple[tuple[str, str], ...]
    added: tuple[str, ...]
    dissolved: tuple[str, ...]
    split: tuple[Split, ...]
    merged: tuple[Merge, ...]
    new: tuple[str, ...]
    left_out: tuple[str, ...]
    people: Mapping[str, Total | None]


def changes(instance: Instance, before: Plan, after: Plan) -> Changes:
    """The changes from ``before`` to ``after``."""
    found = match(instance, before, after)
    both = [unit for unit in instance.unit_of if unit in before and unit in after]
    moves = tuple(Move(u, before[u], after[u]) for u in both if found.after.get(before[u]) != after[u])
    moved = [move.unit for move in moves]
    return Changes(
        match=found,
        moves=moves,
        renamed=tuple(pair for pair in found.after.items() if pair[0] != pair[1]),
        added=_only(instance, after, found.before),
        dissolved=_only(instance, before, found.after),
        split=tuple(Split(area, into) for area, into in _joined(_swapped(found)).items()),
        merged=tuple(Merge(areas, into) for into, areas in _joined(found).items()),
        new=tuple(unit for unit in instance.unit_of if unit in after and unit not in before),
        left_out=tuple(unit for unit in instance.unit_of if unit in before and unit not in after),
        people={measure: total_of(instance, moved, measure) for measure in measures_used(instance)},
    )


def _only(instance: Instance, plan: Plan, paired: Mapping[str, str]) -> tuple[str, ...]:
    used = set(plan.values())
    return tuple(area for area in instance.area_names if area in used and area not in paired)


def _swapped(found: Match) -> Match:
    return Match(found.before, {(after, before): units for (before, after), units in found.shared.items()})


def _joined(found: Match) -> dict[str, tuple[str, ...]]:
    """Area of the second plan → the areas of the first that go into it whole, where there are several."""
    goes: dict[str, list[str]] = {}
    for before, after in found.shared:
        goes.setdefault(before, []).append(after)
    into: dict[str, list[str]] = {}
    for before, places in goes.items():
        if len(places) == 1:
            into.setdefault(places[0], []).append(before)
    return {after: tuple(areas) for after, areas in into.items() if len(areas) > 1}
