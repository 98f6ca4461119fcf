"""What one area's total costs, as rows that every area has alike, so that all nodes are judged at once.

Windows and hinges are both rows ``rate * max(sign * (total - at), 0)``: hinges lose points, windows break.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from regroup.core import Bools, Core, Ints

Floats = npt.NDArray[np.float64]

LOST, BROKEN = 0, 1
"""The two things that a row counts: points lost, and how far from allowed (in typical node sizes)."""


@dataclass(frozen=True, slots=True)
class Rows:
    """R rows for each of k areas; short lists are padded with rows that cost nothing.

    Attributes:
        measure, sign, at: (k, R) the total a row speaks of, on which side, and from where.
        rate: (k, 2, R) points lost and rule broken per unit of size.
        reach: (k, R, n) what each node adds: its size in the row's measure times the row's sign.
    """

    measure: Ints
    sign: Floats
    at: Floats
    rate: Floats
    reach: Floats

    @property
    def empty(self) -> Floats:
        """(k, R): how far a total of zero is beyond each row's turn."""
        return -self.sign * self.at

    def base(self, totals: Floats) -> Floats:
        """(k, R): how far each total, (M, k), is beyond each row's turn."""
        areas = np.arange(len(self.at))[:, None]
        if not len(totals):
            return np.zeros(self.at.shape)
        return np.asarray(self.sign * (totals[self.measure, areas] - self.at))


def rows_of(core: Core) -> Rows:
    """The rows of a core's hinges and of those of its windows that can bind."""
    found: defaultdict[int, list[tuple[int, float, float, float, float]]] = defaultdict(list)
    for h, area in enumerate(core.hinge_area.tolist()):
        m, at = int(core.hinge_measure[h]), float(core.hinge_at[h])
        for sign, rate in ((-1.0, core.hinge_below[h]), (1.0, core.hinge_above[h])):
            if rate:
                found[area].append((m, sign, at, float(rate), 0.0))
    typical = [float(max(1.0, row.mean())) if core.n else 1.0 for row in core.sizes]
    for m, area in np.ndindex(core.window_least.shape):
        least, most = float(core.window_least[m, area]), float(core.window_most[m, area])
        if least > 0:
            found[area].append((m, -1.0, least, 0.0, 1 / typical[m]))
        if most < float(core.sizes[m].sum()):
            found[area].append((m, 1.0, most, 0.0, 1 / typical[m]))
    return _padded(core, found)


def _padded(core: Core, found: dict[int, list[tuple[int, float, float, float, float]]]) -> Rows:
    width = max([1, *(len(rows) for rows in found.values())])
    table = np.zeros((core.k, width, 5))
    for area, rows in found.items():
        table[area, : len(rows)] = rows
    measure, sign = table[:, :, 0].astype(np.int64), table[:, :, 1]
    sizes = core.sizes.astype(np.float64) if len(core.sizes) else np.zeros((1, core.n))
    reach = sizes[measure] * sign[:, :, None]
    return Rows(measure, sign, table[:, :, 2], np.ascontiguousarray(table[:, :, 3:].transpose(0, 2, 1)), reach)


@dataclass(frozen=True, slots=True)
class Links:
    """Weighted links between nodes, each stored from both ends (compressed rows).

    Attributes:
        begin: (n + 1,) where each node's links begin.
        other, weight: the node at the other end, and the weight.
    """

    begin: Ints
    other: Ints
    weight: Floats

    def of(self, node: int) -> tuple[Ints, Floats]:
        """The other ends of a node's links, and their weights."""
        here = slice(int(self.begin[node]), int(self.begin[node + 1]))
        return self.other[here], self.weight[here]

    def dense(self) -> Floats:
        """(n, n) weights, zero where there is no link."""
        n = len(self.begin) - 1
        table = np.zeros((n, n))
        table[np.repeat(np.arange(n), np.diff(self.begin)), self.other] = self.weight
        return table


def links(n: int, i: Ints, j: Ints, weight: Floats) -> Links:
    """Links between the nodes ``i`` and ``j``; each pair is given once."""
    source, other = np.concatenate([i, j]), np.concatenate([j, i])
    order = np.argsort(source, kind="stable")
    begin = np.searchsorted(source[order], np.arange(n + 1))
    return Links(np.asarray(begin, dtype=np.int64), other[order], np.concatenate([weight, weight])[order])


def count_breach(core: Core, used: int) -> float:
    """How far a number of used areas is outside its bounds."""
    return float(max(core.count_least - used, used - core.count_most, 0))


def as_floats(array: Ints | Bools) -> Floats:
    """The array in double precision; every sum is below 2**50 and stays exact."""
    return np.asarray(array, dtype=np.float64)
