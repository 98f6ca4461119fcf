"""Where the units stand over all runs of a sweep: which are settled, and which are a choice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from regroup.sweep.summary import Summary

MOST_SQUARED = 80
"""Units that a matrix of pairs is made of at most."""
Place = str | None
"""The id of an area; None where the unit has none."""


@dataclass(frozen=True)
class Stands:
    """How often each unit stands where, counted in runs that have a plan.

    Attributes:
        runs: how many they are.
        units: in the order of their areas in the most frequent plan.
        areas: every place that occurs, in the order of that plan; no place at all last.
        places: for each unit its places and in how many runs it stands there, the most frequent first.
        together: the share of runs in which two units have the same area, in the order of `units`; empty where there
            are more than `MOST_SQUARED`.
    """

    runs: int
    units: tuple[str, ...]
    areas: tuple[Place, ...]
    places: Mapping[str, tuple[tuple[Place, int], ...]]
    together: tuple[tuple[float, ...], ...]

    @property
    def settled(self) -> tuple[str, ...]:
        """The units that stand in one place in all runs."""
        return tuple(unit for unit in self.units if len(self.places[unit]) == 1)

    @property
    def moving(self) -> tuple[str, ...]:
        """The others, those with the least sure place first."""
        rest = (unit for unit in self.units if len(self.places[unit]) > 1)
        return tuple(sorted(rest, key=lambda unit: self.places[unit][0][1]))

    def share(self, unit: str, area: Place) -> Fraction:
        """The part of the runs in which a unit stands in an area."""
        return Fraction(dict(self.places[unit]).get(area, 0), self.runs)


def stands_of(summary: Summary) -> Stands | None:
    """Counts them; None where no run has a plan, or runs have other units."""
    if summary.pairs is None:
        return None
    units, areas = _in_order(summary)
    counts: dict[str, Counter[Place]] = {unit: Counter() for unit in units}
    for one in summary.plans:
        for unit, area in one.plan.items():
            counts[unit][area] += one.runs
    places = {unit: tuple(sorted(found.items(), key=_most_frequent)) for unit, found in counts.items()}
    runs = sum(one.runs for one in summary.plans)
    return Stands(runs, units, areas, places, _together(summary, units, runs) if len(units) <= MOST_SQUARED else ())


def _in_order(summary: Summary) -> tuple[tuple[str, ...], tuple[Place, ...]]:
    first = summary.plans[0].plan
    every = dict.fromkeys([*first.values(), *(area for one in summary.plans for area in one.plan.values())])
    areas = [area for area in every if area is not None]
    rank = {area: at for at, area in enumerate(areas)}
    units = sorted(first, key=lambda unit: rank.get(first[unit] or "", len(rank)))
    return tuple(units), (*areas, *([None] if None in every else []))


def _most_frequent(place: tuple[Place, int]) -> tuple[int, str]:
    return -place[1], place[0] or ""


def _together(summary: Summary, units: tuple[str, ...], runs: int) -> tuple[tuple[float, ...], ...]:
    """A unit without an area is with no other."""
    counted = np.zeros((len(units), len(units)), dtype=np.int64)
    for one in summary.plans:
        labels = np.array([one.plan[unit] or f"\0{at}" for at, unit in enumerate(units)])
        counted += one.runs * (labels[:, None] == labels[None, :])
    return tuple(tuple(float(Fraction(int(count), runs)) for count in row) for row in counted)
