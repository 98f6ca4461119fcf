"""What the variables of the CP-SAT model are under an assignment: they all follow from it, so a plan is a hint."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from regroup.core import Assignment, Bools, Ints

Values = Callable[[Assignment], Ints | Bools]
"""From an assignment, (n,), to the values of some variables."""


def places(nodes: Ints, areas: Ints) -> Values:
    """Whether each of the nodes is in the area beside it."""
    return lambda start: np.asarray(start[nodes] == areas)


def in_use(k: int) -> Values:
    """Whether each area has members, (k,)."""
    return lambda start: np.bincount(start, minlength=k) > 0


def share(i: int, j: int) -> Values:
    """Whether two nodes share an area."""
    return lambda start: np.array([start[i] == start[j]])


def holds_any(nodes: Ints, area: int) -> Values:
    """Whether any of the nodes is in the area."""
    return lambda start: np.array([(start[nodes] == area).any()])


def hinge_cost(sizes: Ints, area: int, at: int, below: int, above: int) -> Values:
    """What a hinge costs, given the (n,) sizes it measures by."""

    def value(start: Assignment) -> Ints:
        inside = start == area
        short = at - int(sizes[inside].sum())
        return np.array([max(below * short, -above * short, 0) if inside.any() else 0])

    return value
