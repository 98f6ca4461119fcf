"""Prices nearest to a centre at which no known column is worth more than its area pays, and which prove a level.

The prices of the master problem are a corner of many that are as good, and far from prices near which few columns
are missing. Nearest to a centre they move little, so that few rounds of exact pricing are needed. After
Lemaréchal, Nemirovskii and Nesterov, "New variants of bundle methods", 1995; the projection after Hildreth, "A
quadratic programming procedure", 1957: one violated row after the other, each with a multiplier.
"""

from __future__ import annotations

from typing import TypeVar

import numpy as np

from regroup.core import Ints
from regroup.engines.columns_bound import Choice
from regroup.engines.columns_master import Prices
from regroup.engines.columns_pool import Column
from regroup.engines.compiled import compiled
from regroup.engines.local_net import Floats

MOST_SWEEPS = 2000
NEAR = 1e-3
"""Of the room between the level and what a mixture has: how far a row may be violated."""
MOST_CHOICES = 8
FIRST_ROOM = 256

Row = TypeVar("Row", Ints, Floats)


@compiled
def sweep(
    nodes: Floats,
    types: Floats,
    begin: Ints,
    members: Ints,
    kinds: Ints,
    points: Floats,
    column_pays: Floats,
    used: Floats,
    level: float,
    level_pays: Floats,
    tolerance: float,
    most: int,
) -> int:
    """Moves prices to the nearest that keep the rows; the number of sweeps it took, or -1 where these were too few.

    Args:
        nodes, types: (n,), (T,) the centre; moved in place, by what the multipliers say at first.
        begin, members, kinds: (C + 1,), (members of all,), (C,) the columns, their members in a row.
        points: (C,) of each column: its members and its area pay no less.
        column_pays, level_pays: (C,), (R,) the multipliers, not negative, changed in place.
        used: (R, T) choices of areas: what they and all nodes pay together is at most the level.
        tolerance: how far a row may still be moved in the last sweep.
    """
    for c in range(len(points)):
        if column_pays[c] > 0.0:
            for at in range(begin[c], begin[c + 1]):
                nodes[members[at]] += column_pays[c]
            types[kinds[c]] += column_pays[c]
    length = np.empty(len(used))
    for r in range(len(used)):
        length[r] = len(nodes)
        for t in range(len(types)):
            length[r] += used[r, t] ** 2
            types[t] -= level_pays[r] * used[r, t]
        nodes -= level_pays[r]
    for count in range(most):
        worst = 0.0
        for c in range(len(points)):
            missing = points[c] - types[kinds[c]]
            for at in range(begin[c], begin[c + 1]):
                missing -= nodes[members[at]]
            if missing <= 0.0 and column_pays[c] == 0.0:
                continue
            span = begin[c + 1] - begin[c] + 1
            move = max(missing / span, -column_pays[c])
            column_pays[c] += move
            for at in range(begin[c], begin[c + 1]):
                nodes[members[at]] += move
            types[kinds[c]] += move
            worst = max(worst, abs(move) * span)
        for r in range(len(used)):
            over = -level
            for i in range(len(nodes)):
                over += nodes[i]
            for t in range(len(types)):
                over += used[r, t] * types[t]
            move = max(over / length[r], -level_pays[r])
            level_pays[r] += move
            nodes -= move
            for t in range(len(types)):
                types[t] -= move * used[r, t]
            worst = max(worst, abs(move) * length[r])
        if worst <= tolerance:
            return count + 1
    return -1


class Nearest:
    """The known columns as rows, with the multipliers of the last projection, from which the next one begins.

    Args:
        choice: which areas there may be.
    """

    def __init__(self, choice: Choice) -> None:
        self._choice = choice
        self._begin, self._members = np.zeros(FIRST_ROOM, np.int64), np.zeros(FIRST_ROOM, np.int64)
        self._kinds, self._points, self._pays = (
            np.zeros(FIRST_ROOM, np.int64),
            np.zeros(FIRST_ROOM),
            np.zeros(FIRST_ROOM),
        )
        self._count = 0

    def learn(self, columns: list[Column], points: list[int]) -> None:
        """Takes the columns that came since the last time."""
        for kind, members in columns[self._count :]:
            count, end = self._count, int(self._begin[self._count])
            self._begin = _with_room(self._begin, count + 2)
            self._members = _with_room(self._members, end + len(members))
            self._kinds, self._points = _with_room(self._kinds, count + 1), _with_room(self._points, count + 1)
            self._pays = _with_room(self._pays, count + 1)
            self._members[end : end + len(members)] = members
            self._begin[count + 1], self._kinds[count] = end + len(members), kind
            self._points[count], self._pays[count] = points[count], 0.0
            self._count += 1

    def prices(self, centre: Prices, level: float, room: float) -> Prices:
        """The nearest prices, or near those where they would take too long.

        Args:
            level: in points, what they prove if no other column is worth more.
            room: how far the level is above what the best mixture has.
        """
        rows = [used for used in [self._choice.used(centre.types.tolist())] if used is not None]
        nodes, types = centre.nodes.copy(), centre.types.copy()
        count = self._count
        level_pays = np.zeros(0)
        for _ in range(MOST_CHOICES):
            nodes, types = centre.nodes.copy(), centre.types.copy()
            level_pays = np.concatenate([level_pays, np.zeros(len(rows) - len(level_pays))])
            sweep(
                nodes,
                types,
                self._begin[: count + 1],
                self._members[: self._begin[count]],
                self._kinds[:count],
                self._points[:count],
                self._pays[:count],
                np.array(rows, dtype=np.float64).reshape(len(rows), len(types)),
                level,
                level_pays,
                NEAR * room,
                MOST_SWEEPS,
            )
            most = self._choice.used(types.tolist())
            if most is None or most in rows or nodes.sum() + np.dot(most, types) <= level + NEAR * room:
                break
            rows.append(most)
        return Prices(level, nodes, types)


def _with_room(row: Row, least: int) -> Row:
    """The row, twice as long where it is too short."""
    if len(row) >= least:
        return row
    wide = np.zeros(max(least, 2 * len(row)), dtype=row.dtype)
    wide[: len(row)] = row
    return wide
