"""Makes a core smaller without losing any best plan: merges what must be together, rules out what cannot fit."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from regroup.core import Assignment, Bools, Core, Ints


@dataclass(frozen=True, slots=True)
class Reduced:
    """A smaller core and the way back.

    Attributes:
        core: one node for each class of nodes that must share an area; ``together`` is empty.
        node_of: (n,) the node of ``core`` that stands for each node of the original.
    """

    core: Core
    node_of: Ints

    def expand(self, assignment: Assignment) -> Assignment:
        """The assignment of the original nodes, (n,)."""
        return assignment[self.node_of]

    def contract(self, assignment: Assignment) -> Assignment | None:
        """The assignment of the classes; None where a class is split."""
        small = np.zeros(self.core.n, dtype=np.int64)
        small[self.node_of] = assignment
        return small if bool((small[self.node_of] == assignment).all()) else None


def reduce(core: Core) -> Reduced:
    """Merges together-classes into one node each and forbids areas a node alone is too big for.

    Points and permission of every assignment that keeps the classes whole are unchanged.
    """
    node_of = classes_of(core)
    return Reduced(_forbid_too_big(_merged(core, node_of)), node_of)


def area_types(core: Core) -> tuple[tuple[int, ...], ...]:
    """Areas grouped by type: areas of one type can be exchanged in any plan without changing anything.

    Two areas are of one type when their pulls, permissions, windows, hinges, label costs and opening
    cost are equal. Types and the areas within each are in ascending order.
    """
    groups: dict[tuple[object, ...], list[int]] = {}
    for area in range(core.k):
        groups.setdefault(_signature(core, area), []).append(area)
    return tuple(tuple(areas) for areas in groups.values())


def _signature(core: Core, area: int) -> tuple[object, ...]:
    mine = core.hinge_area == area
    columns = (core.hinge_measure, core.hinge_at, core.hinge_below, core.hinge_above)
    hinges = sorted(zip(*(column[mine].tolist() for column in columns), strict=True))
    arrays = (core.pull, core.allowed, core.window_least, core.window_most, core.label_cost)
    parts = tuple(tuple(array[:, area].tolist()) for array in arrays)
    return (*parts, tuple(hinges), int(core.open_cost[area]), bool(core.counted[area]), bool(core.must_use[area]))


def classes_of(core: Core) -> Ints:
    """(n,) the class of nodes that must share an area, for each node; numbered in order of first node."""
    root = list(range(core.n))

    def find(node: int) -> int:
        while root[node] != node:
            root[node] = root[root[node]]
            node = root[node]
        return node

    for i, j in core.together.tolist():
        low, high = sorted((find(i), find(j)))
        root[high] = low
    roots = [find(node) for node in range(core.n)]
    number = {first: index for index, first in enumerate(sorted(set(roots)))}
    return np.array([number[first] for first in roots], dtype=np.int64)


def _merged(core: Core, node_of: Ints) -> Core:
    """The core with one node per class: sizes, pulls and guards add up, labels and bans unite."""
    m = int(node_of.max()) + 1 if core.n else 0
    member = np.zeros((m, core.n), dtype=np.int64)
    member[node_of, np.arange(core.n)] = 1
    low = np.minimum(node_of[core.pair_i], node_of[core.pair_j])
    high = np.maximum(node_of[core.pair_i], node_of[core.pair_j])
    inside = low == high
    keys, where = np.unique(low[~inside] * max(m, 1) + high[~inside], return_inverse=True)
    points = np.zeros(len(keys), dtype=np.int64)
    np.add.at(points, where, core.pair_points[~inside])
    kept = points != 0
    return replace(
        core,
        pair_i=keys[kept] // max(m, 1),
        pair_j=keys[kept] % max(m, 1),
        pair_points=points[kept],
        pull=member @ core.pull,
        sizes=core.sizes @ member.T,
        label_members=_any(core.label_members, member),
        guard_node=node_of[core.guard_node],
        guard_weight=core.guard_weight @ member.T,
        apart=np.unique(np.sort(node_of[core.apart], axis=1), axis=0),
        together=np.zeros((0, 2), dtype=np.int64),
        allowed=np.asarray((member @ (~core.allowed).astype(np.int64)) == 0),
        constant=core.constant + int(core.pair_points[inside].sum()),
    )


def _any(labels: Bools, member: Ints) -> Bools:
    return np.asarray(labels.astype(np.int64) @ member.T > 0)


def _forbid_too_big(core: Core) -> Core:
    """Forbids every area whose window a node alone exceeds."""
    too_big = (core.sizes[:, :, None] > core.window_most[:, None, :]).any(axis=0)
    return replace(core, allowed=core.allowed & ~np.asarray(too_big))
