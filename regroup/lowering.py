"""Builds a core from exact fractions: rules and terms say their part, then all is scaled once to integers."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass
from fractions import Fraction
from itertools import pairwise

import numpy as np

from regroup.core import LARGEST_SUM, Core
from regroup.errors import Fault, InputError
from regroup.instance import Instance

UNITS = "#units"
"""The measure in which every unit weighs one."""

ZERO = Fraction(0)


def unit_order(instance: Instance) -> tuple[str, ...]:
    """The units of a core's nodes: by id, so that the order of a file changes no answer."""
    return tuple(sorted(unit.id for unit in instance.units))


def area_order(instance: Instance) -> tuple[str, ...]:
    """The areas of a core: by id, as with units."""
    return tuple(sorted(area.id for area in instance.areas))


@dataclass(frozen=True, slots=True)
class _Hinge:
    measure: str
    area: int
    at: Fraction
    below: Fraction
    above: Fraction


@dataclass(frozen=True, slots=True)
class _Guard:
    unit: int
    weights: tuple[Fraction, ...]
    most: Fraction


class CoreBuilder:
    """What rules and terms lower into. Units and areas go by id; points and sizes are exact fractions.

    Points are gained where positive; costs (hinges, labels, areas used) are given as positive losses.
    """

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        self._unit = {unit: index for index, unit in enumerate(unit_order(instance))}
        self._area = {area: index for index, area in enumerate(area_order(instance))}
        n, k = len(self._unit), len(self._area)
        self._pairs: dict[tuple[int, int], Fraction] = {}
        self._pull: defaultdict[tuple[int, int], Fraction] = defaultdict(Fraction)
        self._open: defaultdict[int, Fraction] = defaultdict(Fraction)
        self._sizes: dict[str, list[Fraction]] = {}
        self._windows: dict[tuple[str, int], tuple[Fraction, Fraction | None]] = {}
        self._hinges: list[_Hinge] = []
        self._labels: list[tuple[frozenset[int], dict[int, Fraction]]] = []
        self._guards: list[_Guard] = []
        self._apart: set[tuple[int, int]] = set()
        self._together: set[tuple[int, int]] = set()
        self._allowed = np.ones((n, k), dtype=np.bool_)
        self._must_use = np.zeros(k, dtype=np.bool_)
        self._count = (0, k)
        self._constant = ZERO

    def pair(self, one: str, other: str, points: Fraction) -> None:
        """Points when two units share an area."""
        i, j = self._unit[one], self._unit[other]
        key = (i, j) if i < j else (j, i)
        before = self._pairs.get(key)
        self._pairs[key] = points if before is None else before + points

    def pull(self, unit: str, area: str, points: Fraction) -> None:
        """Points when a unit is in an area."""
        self._pull[self._unit[unit], self._area[area]] += points

    def window(self, measure: str, area: str, least: Fraction | None, most: Fraction | None) -> None:
        """Bounds on the size of an area that has members; several windows are all kept."""
        key = (self._row(measure), self._area[area])
        low, high = self._windows.get(key, (ZERO, None))
        tightest = [bound for bound in (high, most) if bound is not None]
        self._windows[key] = (max(low, least or ZERO), min(tightest) if tightest else None)

    def hinge(self, measure: str, area: str, at: Fraction, *, below: Fraction = ZERO, above: Fraction = ZERO) -> None:
        """Points lost per unit of size that an area with members lies below or above ``at``."""
        self._hinges.append(_Hinge(self._row(measure), self._area[area], at, below, above))

    def label(self, units: Iterable[str], cost: Mapping[str, Fraction]) -> None:
        """Points lost, by area, where any of the units is among the members."""
        members = frozenset(self._unit[unit] for unit in units)
        self._labels.append((members, {self._area[area]: points for area, points in cost.items()}))

    def open_cost(self, area: str, cost: Fraction) -> None:
        """Points lost by an area that has members."""
        self._open[self._area[area]] += cost

    def guard(self, unit: str, weights: Mapping[str, Fraction], most: Fraction) -> None:
        """Where a unit is, the weights of its area's members (itself included) sum to at most ``most``."""
        row = tuple(weights.get(other, ZERO) for other in self._unit)
        self._guards.append(_Guard(self._unit[unit], row, most))

    def count(self, least: int, most: int) -> None:
        """Bounds on the number of areas used, those outside not counted; several bounds are all kept."""
        self._count = (max(self._count[0], least), min(self._count[1], most))

    def must_use(self, area: str) -> None:
        """An area must have members."""
        self._must_use[self._area[area]] = True

    def together(self, units: Sequence[str]) -> None:
        """Units that must share an area."""
        for one, other in pairwise(units):
            self._together.add(self._ordered(one, other))

    def apart(self, one: str, other: str) -> None:
        """Two units that may not share an area."""
        self._apart.add(self._ordered(one, other))

    def forbid(self, unit: str, area: str) -> None:
        """A unit may not be in an area."""
        self._allowed[self._unit[unit], self._area[area]] = False

    def constant(self, points: Fraction) -> None:
        """Points that every plan has."""
        self._constant += points

    @property
    def measures(self) -> tuple[str, ...]:
        """The measure in each row of the built core's sizes."""
        return tuple(sorted(self._sizes))

    def build(self) -> Core:
        """The core in integers.

        Raises:
            InputError: sizes or points that cannot be told apart in 50 bits.
        """
        measures = list(self.measures)
        scales = {measure: self._size_scale(measure) for measure in measures}
        scale = self._points_scale(scales)
        core = self._integers(measures, scales, scale)
        largest = max(_largest_points(core), _largest_size(core))
        if largest >= LARGEST_SUM:
            raise InputError([Fault("sums_too_large", {"bits": largest.bit_length(), "allowed": 50})])
        return core

    def _ordered(self, one: str, other: str) -> tuple[int, int]:
        i, j = sorted((self._unit[one], self._unit[other]))
        return i, j

    def _row(self, measure: str) -> str:
        if measure not in self._sizes:
            ones = measure == UNITS
            self._sizes[measure] = [Fraction(1) if ones else self.instance.size(unit, measure) for unit in self._unit]
        return measure

    def _size_scale(self, measure: str) -> int:
        turns = (hinge.at for hinge in self._hinges if hinge.measure == measure)
        return math.lcm(*(number.denominator for number in (*self._sizes[measure], *turns)))

    def _points_scale(self, scales: Mapping[str, int]) -> int:
        points = [*self._pairs.values(), *self._pull.values(), *self._open.values(), self._constant]
        points += [cost for _, costs in self._labels for cost in costs.values()]
        points += [rate / scales[hinge.measure] for hinge in self._hinges for rate in (hinge.below, hinge.above)]
        return math.lcm(*(number.denominator for number in points))

    def _integers(self, measures: list[str], scales: Mapping[str, int], scale: int) -> Core:
        n, k = len(self._unit), len(self._area)
        row = {measure: index for index, measure in enumerate(measures)}
        pairs = sorted((key, points) for key, points in self._pairs.items() if points)
        pull = np.zeros((n, k), dtype=np.int64)
        for (i, a), points in self._pull.items():
            pull[i, a] = int(points * scale)
        sizes = [[int(size * scales[measure]) for size in self._sizes[measure]] for measure in measures]
        least, most = self._window_arrays(measures, scales, sizes)
        hinges = sorted((hinge for hinge in self._hinges if hinge.below or hinge.above), key=astuple)
        labels = sorted((sorted(members), sorted(costs.items())) for members, costs in self._labels)
        guarded = sorted(self._guards, key=astuple)
        guards = [_integer_row(guard) for guard in guarded]
        return Core(
            pair_i=_ints([key[0] for key, _ in pairs]),
            pair_j=_ints([key[1] for key, _ in pairs]),
            pair_points=_ints([points.numerator * (scale // points.denominator) for _, points in pairs]),
            pull=pull,
            sizes=_ints(sizes, (len(measures), n)),
            window_least=_ints(least, (len(measures), k)),
            window_most=_ints(most, (len(measures), k)),
            hinge_measure=_ints([row[hinge.measure] for hinge in hinges]),
            hinge_area=_ints([hinge.area for hinge in hinges]),
            hinge_at=_ints([int(hinge.at * scales[hinge.measure]) for hinge in hinges]),
            hinge_below=_ints([int(hinge.below * scale / scales[hinge.measure]) for hinge in hinges]),
            hinge_above=_ints([int(hinge.above * scale / scales[hinge.measure]) for hinge in hinges]),
            label_members=np.array([[i in m for i in range(n)] for m, _ in labels], dtype=np.bool_).reshape(-1, n),
            label_cost=_ints(
                [[int(dict(costs).get(a, ZERO) * scale) for a in range(k)] for _, costs in labels], (len(labels), k)
            ),
            open_cost=_ints([int(self._open.get(a, ZERO) * scale) for a in range(k)]),
            must_use=self._must_use.copy(),
            counted=np.array([not self.instance.area_of[area].outside for area in self._area], dtype=np.bool_),
            count_least=self._count[0],
            count_most=self._count[1],
            guard_node=_ints([guard.unit for guard in guarded]),
            guard_weight=_ints([weights for weights, _ in guards], (len(guards), n)),
            guard_most=_ints([most for _, most in guards]),
            apart=_ints(sorted(self._apart), (len(self._apart), 2)),
            together=_ints(sorted(self._together), (len(self._together), 2)),
            allowed=self._allowed.copy(),
            constant=int(self._constant * scale),
            scale=scale,
            size_scale=_ints([scales[measure] for measure in measures]),
        )

    def _window_arrays(
        self, measures: list[str], scales: Mapping[str, int], sizes: list[list[int]]
    ) -> tuple[list[list[int]], list[list[int]]]:
        """Bounds on totals, (M, k): rounded inwards, which is exact since totals are integers.

        What lies beyond the sum of all sizes is brought to just above it: as impossible, but not too large.
        """
        k = len(self._area)
        least = [[0] * k for _ in measures]
        most = [[sum(row)] * k for row in sizes]
        for (measure, area), (low, high) in self._windows.items():
            m = measures.index(measure)
            least[m][area] = min(math.ceil(low * scales[measure]), sum(sizes[m]) + 1)
            if high is not None:
                most[m][area] = min(most[m][area], math.floor(high * scales[measure]))
        return least, most


def _ints(values: object, shape: tuple[int, ...] | None = None) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
    """An int64 array; values beyond 64 bits are refused like sums beyond 50."""
    try:
        array = np.array(values, dtype=np.int64)
    except OverflowError as error:
        raise InputError([Fault("sums_too_large", {"bits": 64, "allowed": 50})]) from error
    return array.reshape(shape) if shape is not None else array


def _integer_row(guard: _Guard) -> tuple[list[int], int]:
    scale = math.lcm(*(weight.denominator for weight in guard.weights), guard.most.denominator)
    return [int(weight * scale) for weight in guard.weights], int(guard.most * scale)


def _largest_points(core: Core) -> int:
    """The largest absolute value that any partial sum of points can take, in exact integers."""
    total = abs(core.constant) + _sum(core.pair_points) + _sum(core.open_cost) + _sum(core.label_cost)
    total += sum(max(map(abs, row)) for row in core.pull.tolist()) if core.k else 0
    everything = [sum(int(size) for size in row) for row in core.sizes]
    for m, at, below, above in zip(core.hinge_measure, core.hinge_at, core.hinge_below, core.hinge_above, strict=True):
        total += max(int(below), int(above)) * max(abs(int(at)), everything[m])
    return total


def _largest_size(core: Core) -> int:
    """The largest total in any measure, window, turn or guard."""
    rows = [sum(int(size) for size in row) for row in core.sizes]
    rows += [sum(abs(int(weight)) for weight in row) for row in core.guard_weight]
    bounds = (core.window_least, core.hinge_at, core.guard_most)
    return max([0, *rows, *(abs(int(bound)) for array in bounds for bound in array.flat)])


def _sum(array: np.ndarray[tuple[int, ...], np.dtype[np.int64]]) -> int:
    return sum(map(abs, array.ravel().tolist()))
