"""Prices nearest to a centre at which no known column is worth more than its area pays, and which prove a level.

The prices of the master problem are a corner of many that are as good, and far from prices near which few columns
are missing. Nearest to a centre they move little, so that few rounds of exact pricing are needed. After Lemaréchal,
Nemirovskii and Nesterov, "New variants of bundle methods", 1995; as a problem of least distance, and so of least
squares with multipliers that are not negative, after Lawson and Hanson, "Solving least squares problems", 1974.
"""

from __future__ import annotations

import numpy as np
from scipy.optimize import nnls

from regroup.engines.columns_bound import Choice
from regroup.engines.columns_master import Prices
from regroup.engines.columns_pool import Column
from regroup.engines.local_net import Floats

NEAR = 1e-3
"""Of the room between the level and what a mixture has: how far a row may be violated."""
MOST_ROUNDS, NEW_ROWS = 60, 20
"""How often rows that are violated are added, and how many each time."""
FIRST_ROOM = 256
TINY = 1e-12


class Nearest:
    """The known columns as rows, and which of them held the last prices.

    Args:
        choice: which areas there may be.
        nodes: how many nodes there are.
    """

    def __init__(self, choice: Choice, nodes: int) -> None:
        self._choice, self._nodes = choice, nodes
        self._rows, self._points = np.zeros((FIRST_ROOM, nodes + len(choice.most))), np.zeros(FIRST_ROOM)
        self._count = 0
        self._holding = np.zeros(0, dtype=np.int64)

    def learn(self, columns: list[Column], points: list[int]) -> None:
        """Takes the columns that came since the last time."""
        if len(columns) > len(self._points):
            room = max(len(columns), 2 * len(self._points)) - len(self._points)
            self._rows = np.concatenate([self._rows, np.zeros((room, self._rows.shape[1]))])
            self._points = np.concatenate([self._points, np.zeros(room)])
        for at in range(self._count, len(columns)):
            kind, members = columns[at]
            self._rows[at, list(members)] = 1.0
            self._rows[at, self._nodes + kind] = 1.0
            self._points[at] = points[at]
        self._count = len(columns)

    def prices(self, centre: Prices, level: float, room: float) -> Prices:
        """The nearest prices, or near those where they would take too long. Any prices are valid.

        Args:
            level: in points, what they prove if no other column is worth more.
            room: how far the level is above what the best mixture has.
        """
        count, near = self._count, NEAR * room
        start = np.concatenate([centre.nodes, centre.types])
        rows, least = self._rows[:count], self._points[:count] - self._rows[:count] @ start
        used = [one for one in [self._choice.used(centre.types.tolist())] if one is not None]
        held, moved = self._holding, np.zeros(len(start))
        for again in range(MOST_ROUNDS):
            missing = least - rows @ moved
            if again:
                missing[held] = 0.0
            new = np.argsort(-missing, kind="stable")[:NEW_ROWS]
            new = new[missing[new] > near]
            most = self._choice.used((start + moved)[self._nodes :].tolist())
            over = most is not None and _paid(most, start + moved, self._nodes) > level + near
            if over and most is not None and most not in used:
                used.append(most)
            elif not len(new) and (again or not over):
                break
            pays = np.array([[-1.0] * self._nodes + [-float(number) for number in one] for one in used])
            pays = pays.reshape(len(used), len(start))
            held = np.union1d(held, new)
            found = _least_distance(
                np.concatenate([rows[held], pays]), np.concatenate([least[held], -level - pays @ start])
            )
            if found is None:
                break
            moved, multipliers = found
            held = held[multipliers[: len(held)] > 0.0]
        self._holding = held
        return Prices(level, (start + moved)[: self._nodes], (start + moved)[self._nodes :])


def _paid(used: tuple[int, ...], prices: Floats, nodes: int) -> float:
    """What all nodes and a choice of areas pay."""
    return float(prices[:nodes].sum() + np.dot(used, prices[nodes:]))


def _least_distance(rows: Floats, least: Floats) -> tuple[Floats, Floats] | None:
    """The shortest vector whose products with the rows are no less, and the multipliers; None where none is found."""
    unit = max(1.0, float(np.abs(least).max(initial=0.0)))
    goal = np.zeros(rows.shape[1] + 1)
    goal[-1] = 1.0
    table = np.concatenate([rows.T, least[None, :] / unit])
    try:
        multipliers, _ = nnls(table, goal)
    except RuntimeError:
        return None
    left = table @ multipliers - goal
    if left[-1] > -TINY:
        return None
    return -left[:-1] / left[-1] * unit, multipliers
