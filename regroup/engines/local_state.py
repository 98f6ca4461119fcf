"""The tables of one search together, and what callers that are not compiled may do with them."""

from __future__ import annotations

import numpy as np

from regroup.core import Assignment, Bools, Core
from regroup.engines.local_net import net_of
from regroup.engines.local_plan import empty_plan, load


class State:
    """A core's tables and a plan under change.

    Attributes:
        net, plan: the tables for compiled loops.
        heat: points that a move typically wins or loses; temperatures are shares of it.
    """

    def __init__(self, core: Core) -> None:
        self.core, self.net = core, net_of(core)
        self.plan = empty_plan(self.net)
        self.heat = typical_change(core)

    def load(self, assignment: Assignment, intended: Bools) -> None:
        """Places every node as given, (n,)."""
        self.plan.intended[:] = intended
        load(self.net, self.plan, np.array(assignment, dtype=np.int64), float(self.core.constant))

    @property
    def area(self) -> Assignment:
        """(n,) where each node is."""
        return self.plan.area

    @property
    def points(self) -> float:
        """Of the plan as it is."""
        return float(self.plan.sums[0])

    @property
    def broken(self) -> float:
        """How far from allowed it is, in typical node sizes, with windows of empty intended areas."""
        return float(self.plan.sums[1])

    @property
    def breach(self) -> float:
        """The same without these: zero where nothing hard is broken."""
        return float(self.plan.sums[1] - self.plan.sums[2])


def typical_change(core: Core) -> float:
    """About how many points one node brings or takes when it moves: a spread over areas, from the parts' own."""
    n = core.n
    first, second = np.zeros(n), np.zeros(n)
    points = core.pair_points.astype(np.float64)
    for ends in (core.pair_i, core.pair_j):
        np.add.at(first, ends, points)
        np.add.at(second, ends, points * points)
    of_pairs = np.sqrt(np.maximum(second - first * first / n, 0.0) * 2 / core.k).mean()
    of_pulls = core.pull.astype(np.float64).std(axis=1).mean()
    of_areas = np.abs(core.open_cost).mean() + (core.label_cost.mean() if core.label_cost.size else 0.0)
    rates = np.maximum(core.hinge_below, core.hinge_above).astype(np.float64)
    typical = core.sizes.mean(axis=1)
    of_totals = (rates * typical[core.hinge_measure]).sum() / core.k if len(rates) else 0.0
    return float(max(1.0, of_pairs + of_pulls + of_areas / 4 + of_totals))
