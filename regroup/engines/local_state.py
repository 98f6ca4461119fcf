"""A plan under change, with the gain of every possible move kept up to date.

A move changes two areas only, so two columns of the gains are made anew and the rest stays. The gains of
points and of breaches are kept apart: how dear a breach is changes during the search.
"""

from __future__ import annotations

import numpy as np

from regroup.core import Assignment, Bools, Core
from regroup.engines.local_area import BROKEN, LOST, as_floats, count_breach, links, rows_of

NOWHERE = -1


class State:
    """Where every node is, and what each move would bring.

    Attributes:
        area: (n,) the area of each node, or `NOWHERE`.
        intended: (k,) areas whose windows bind even while they are empty, so that opening one is no breach.
        points, broken: of the nodes placed so far; ``broken`` counts intended areas as having members.
        pull: (n, k) points from pairs and pulls for each node in each area, given where the others are.
        beside: (n, k) how many of those a node must be apart from are in each area.
        enter: (2, n, k) points lost and rules broken when a node not in an area joins its members.
        leave: (2, n) the same when a node leaves its area.
        side_enter, side_leave: the part of these that comes from labels and guards.
    """

    def __init__(self, core: Core) -> None:
        n = core.n
        self.core, self.rows = core, rows_of(core)
        self.pairs = links(n, core.pair_i, core.pair_j, as_floats(core.pair_points))
        self.bans = links(n, core.apart[:, 0], core.apart[:, 1], np.ones(len(core.apart)))
        self._open, self._sizes = as_floats(core.open_cost), as_floats(core.sizes)
        self._carries, self._label_cost = as_floats(core.label_members), as_floats(core.label_cost)
        self._weight, self._limit = as_floats(core.guard_weight), as_floats(core.guard_most)
        self._per_guard = 1 / np.maximum(1.0, np.abs(self._weight).mean(axis=1)) if n else np.ones(0)
        self.area = np.full(n, NOWHERE, dtype=np.int64)
        self.clear(np.zeros(core.k, dtype=np.bool_))

    def clear(self, intended: Bools) -> None:
        """Takes every node out."""
        core = self.core
        self.intended = intended
        self.area[:] = NOWHERE
        self.members = np.zeros(core.k, dtype=np.int64)
        self.totals = np.zeros((len(core.sizes), core.k))
        self._labels = np.zeros((len(core.label_members), core.k))
        self._guards = np.zeros((len(core.guard_node), core.k))
        self.pull, self.beside = as_floats(core.pull).copy(), np.zeros((core.n, core.k))
        self.enter, self.side_enter = np.zeros((2, core.n, core.k)), np.zeros((2, core.n, core.k))
        self.leave, self.side_leave = np.zeros((2, core.n)), np.zeros((2, core.n))
        self.base = self.rows.base(self.totals)
        self.points = float(core.constant)
        self.broken = self._count_broken() + self._pretended()
        for area in range(core.k):
            self._refresh(area)

    def load(self, assignment: Assignment, intended: Bools) -> None:
        """Places every node as given, (n,)."""
        self.clear(intended)
        for node, area in enumerate(assignment.tolist()):
            self.place(node, area)

    @property
    def breach(self) -> float:
        """Zero where nothing hard is broken: windows of empty areas do not bind after all."""
        return self.broken - self._pretended()

    def _pretended(self) -> float:
        """What the windows of empty areas add to ``broken`` because those areas are intended."""
        empty = self.intended & (self.members == 0)
        return float((self.rows.rate[empty, BROKEN] * np.maximum(self.base[empty], 0.0)).sum())

    @property
    def used(self) -> int:
        """How many of the counted areas have members."""
        return int(((self.members > 0) & self.core.counted).sum())

    def _count_broken(self) -> float:
        """How far the areas in use are from their number, and how many that must be used are empty."""
        return count_breach(self.core, self.used) + float((self.core.must_use & (self.members == 0)).sum())

    def place(self, node: int, area: int) -> None:
        """Puts a node that is nowhere into an area."""
        self.points += self.pull[node, area] - self.enter[LOST, node, area]
        self.broken += self.beside[node, area] + self.enter[BROKEN, node, area] - self._count_broken()
        self.area[node] = area
        self._change(node, area, 1)

    def remove(self, node: int) -> None:
        """Takes a node out of its area."""
        area = int(self.area[node])
        self.points -= self.pull[node, area] + self.leave[LOST, node]
        self.broken += self.leave[BROKEN, node] - self.beside[node, area] - self._count_broken()
        self.area[node] = NOWHERE
        self._change(node, area, -1)

    def move(self, node: int, area: int) -> None:
        """Takes a node to another area."""
        self.remove(node)
        self.place(node, area)

    def _change(self, node: int, area: int, sign: int) -> None:
        """Carries what a node brings (sign 1) or takes away (-1) into the sums, and the area's gains."""
        self.members[area] += sign
        self.totals[:, area] += sign * self._sizes[:, node]
        self._labels[:, area] += sign * self._carries[:, node]
        self._guards[:, area] += sign * self._weight[:, node]
        for table, net in ((self.pull, self.pairs), (self.beside, self.bans)):
            other, weight = net.of(node)
            table[other, area] += sign * weight
        self.base[area] += sign * self.rows.reach[area, :, node]
        self._refresh(area)
        self.broken += self._count_broken()

    def _refresh(self, area: int) -> None:
        """Makes the gains of one area anew."""
        inside = np.flatnonzero(self.area == area)
        rate, base, reach = self.rows.rate[area], self.base[area][:, None], self.rows.reach[area]
        empty = np.zeros((2, 1))
        if self.intended[area]:
            empty[BROKEN] = rate[BROKEN] @ np.maximum(self.rows.empty[area], 0.0)
        now = rate @ np.maximum(base, 0.0) if self.members[area] else empty
        enter = rate @ np.maximum(base + reach, 0.0) - now
        if not self.members[area]:
            enter[LOST] += self._open[area]
        if len(inside) > 1:
            leave = rate @ np.maximum(base - reach[:, inside], 0.0) - now
        else:
            leave = np.repeat(empty - now, len(inside), axis=1)
            leave[LOST] -= self._open[area]
        self._refresh_sides(area, inside)
        self.enter[:, :, area] = enter + self.side_enter[:, :, area]
        self.leave[:, inside] = leave + self.side_leave[:, inside]

    def _refresh_sides(self, area: int, inside: Assignment) -> None:
        if len(self._labels):
            cost, carried = self._label_cost[:, area], self._labels[:, area]
            self.side_enter[LOST, :, area] = (cost * (carried == 0)) @ self._carries
            self.side_leave[LOST, inside] = -((cost * (carried == 1)) @ self._carries[:, inside])
        if len(self._guards):
            self._refresh_guards(area, inside)

    def _refresh_guards(self, area: int, inside: Assignment) -> None:
        """A guard binds where its node is: a node that joins adds to it, and may bring its own guard along."""
        excess = self._guards[:, area] - self._limit
        per, owner = self._per_guard, self.core.guard_node
        active = self.area[owner] == area
        now = np.where(active, np.maximum(excess, 0.0), 0.0)
        enter = np.maximum(excess[:, None] + self._weight, 0.0)
        brings = np.zeros(enter.shape, dtype=np.bool_)
        brings[np.arange(len(owner)), owner] = True
        bound = active[:, None] | brings
        self.side_enter[BROKEN, :, area] = per @ np.where(bound, enter - now[:, None], 0.0)
        leave = np.maximum(excess[:, None] - self._weight[:, inside], 0.0)
        still = active[:, None] & ~brings[:, inside]
        self.side_leave[BROKEN, inside] = per @ (np.where(still, leave, 0.0) - now[:, None])
