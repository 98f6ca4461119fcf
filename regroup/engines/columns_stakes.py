"""What is at stake in a core: the most that a node can matter, and the least that two plans can differ by."""

from __future__ import annotations

from math import gcd

import numpy as np

from regroup.core import Core


def worth_of_a_node(core: Core) -> int:
    """More points than any node can bring or cost where it is."""
    pairs = np.zeros(core.n, dtype=np.int64)
    np.add.at(pairs, core.pair_i, np.abs(core.pair_points))
    np.add.at(pairs, core.pair_j, np.abs(core.pair_points))
    rates = np.zeros((len(core.sizes), core.k), dtype=np.int64)
    np.add.at(rates, (core.hinge_measure, core.hinge_area), core.hinge_below + core.hinge_above)
    hinges = (core.sizes.T @ rates).max(axis=1, initial=0)
    areas = int(np.abs(core.open_cost).max()) + int(core.label_cost.sum(axis=0).max(initial=0))
    return 1 + areas + 2 * int((pairs + np.abs(core.pull).max(axis=1) + hinges).max())


def step_of(core: Core) -> int:
    """The greatest number that divides the difference in points of any two assignments."""
    hinges = (core.hinge_below, core.hinge_above)
    parts = (core.pair_points, core.pull, core.open_cost, core.label_cost, *hinges)
    return max(1, gcd(*(int(np.gcd.reduce(part.ravel(), initial=0)) for part in parts)))
