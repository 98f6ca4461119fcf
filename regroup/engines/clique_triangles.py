"""Triangles: of three nodes, one that shares with two makes these share. Only those that are violated are kept.

Rows are (centre, j, k): y[centre, j] + y[centre, k] - y[j, k] <= 1. After M. Grötschel and Y. Wakabayashi,
"A cutting plane algorithm for a clustering problem", 1989.
"""

from __future__ import annotations

import numpy as np

from regroup.core import Ints
from regroup.engines.compiled import compiled
from regroup.engines.local_net import Floats


@compiled
def weigh(rows: Ints, multipliers: Ints, points: Ints) -> None:
    """Takes the rows' multipliers from the points (N, N) of pairs i < j, in place."""
    for r in range(len(rows)):
        c, j, k, m = rows[r, 0], rows[r, 1], rows[r, 2], multipliers[r]
        points[min(c, j), max(c, j)] -= m
        points[min(c, k), max(c, k)] -= m
        points[min(j, k), max(j, k)] += m


@compiled
def excess(rows: Ints, sharing: Floats) -> Floats:
    """(R,) by how much each row is violated."""
    found = np.empty(len(rows))
    for r in range(len(rows)):
        c, j, k = rows[r, 0], rows[r, 1], rows[r, 2]
        found[r] = sharing[c, j] + sharing[c, k] - sharing[j, k] - 1.0
    return found


@compiled
def count_violated(sharing: Floats, above: Floats) -> Ints:
    """How many triangles are violated by more than each of some amounts, which ascend."""
    n = len(sharing)
    counts = np.zeros(len(above), np.int64)
    for c in range(n):
        for j in range(n):
            if j == c or sharing[c, j] <= 0.0:
                continue
            for k in range(j + 1, n):
                found = sharing[c, j] + sharing[c, k] - sharing[j, k] - 1.0
                if k != c and found > above[0]:
                    level = 0
                    while level < len(above) and found > above[level]:
                        counts[level] += 1
                        level += 1
    return counts


@compiled
def list_violated(sharing: Floats, above: float, many: int) -> Ints:
    """(R, 3), R at most ``many``: the triangles violated by more than an amount."""
    n = len(sharing)
    rows = np.empty((many, 3), np.int64)
    at = 0
    for c in range(n):
        for j in range(n):
            if j == c or sharing[c, j] <= 0.0:
                continue
            for k in range(j + 1, n):
                found = sharing[c, j] + sharing[c, k] - sharing[j, k] - 1.0
                if k != c and found > above and at < many:
                    rows[at, 0], rows[at, 1], rows[at, 2] = c, j, k
                    at += 1
    return rows[:at]


def violated(sharing: Floats, most: int) -> Ints:
    """About ``most`` of the most violated triangles, (R, 3)."""
    levels = np.linspace(0.02, 1.0, 50)
    counts = count_violated(sharing, levels)
    fitting = np.flatnonzero(counts <= most)
    level = int(fitting[0]) if len(fitting) else len(levels) - 1
    return list_violated(sharing, float(levels[level]), int(counts[level]))


def keys(rows: Ints, every: int) -> Ints:
    """(R,) a number for each row, different for different rows."""
    return np.asarray((rows[:, 0] * every + rows[:, 1]) * every + rows[:, 2])
