"""The states of a table over a narrow order: at each step, which of the nodes that still matter are members."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from regroup.core import Bools, Ints
from regroup.engines.columns_area import AreaType


class Rows(NamedTuple):
    """Steps t = 0 … T-1 each decide on one node; row r is a step together with the frontier nodes that are members.

    Attributes:
        first: (T + 2,) the rows of step t are ``first[t]`` up to ``first[t + 1]``; the one of step T is the end.
        passed, taken: (R,) the row after the step's node is left out or becomes a member.
        points: (R,) points of the step's node with those members of the frontier that it is linked to.
        clash: (R,) whether one of them must be apart from the step's node.
    """

    first: Ints
    passed: Ints
    taken: Ints
    points: Ints
    clash: Bools


def rows_of(area: AreaType, order: Ints) -> Rows:
    """The rows of an order: two to the power of the frontier's size at each step.

    Args:
        order: (T,) node of each step; nodes beyond it are never members.
    """
    place = {int(node): step for step, node in enumerate(order)}
    linked = (area.pairs != 0) | area.apart
    last = {v: max((place[int(u)] for u in linked[v].nonzero()[0] if int(u) in place), default=-1) for v in place}
    first, frontier = [0], list[int]()
    passed, taken, points, clash = list[Ints](), list[Ints](), list[Ints](), list[Bools]()
    for step, node in enumerate(order.tolist()):
        states = np.arange(1 << len(frontier), dtype=np.int64)
        first.append(first[-1] + len(states))
        inside = (states[:, None] >> np.arange(len(frontier))) & 1
        points.append(inside @ area.pairs[frontier, node])
        clash.append((inside @ area.apart[frontier, node].astype(np.int64)) > 0)
        grown = [*frontier, node]
        kept = [position for position, near in enumerate(grown) if last[near] > step]
        passed.append(first[-1] + _squeezed(states, kept))
        taken.append(first[-1] + _squeezed(states | (1 << len(frontier)), kept))
        frontier = [grown[position] for position in kept]
    end = np.zeros(1, dtype=np.int64)
    return Rows(
        first=np.array([*first, first[-1] + 1], dtype=np.int64),
        passed=np.concatenate([*passed, end]),
        taken=np.concatenate([*taken, end]),
        points=np.concatenate([*points, end]),
        clash=np.concatenate([*clash, end.astype(np.bool_)]),
    )


def _squeezed(states: Ints, kept: list[int]) -> Ints:
    """The bits of each state at the kept positions, close together."""
    squeezed = np.zeros_like(states)
    for bit, position in enumerate(kept):
        squeezed |= ((states >> position) & 1) << bit
    return squeezed
