"""Where rounds of a local search begin: nodes spread by size, two good plans crossed, and good plans shaken."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from regroup.core import Assignment, Bools, Core
from regroup.engines.base import best_start

Random = np.random.Generator


def spread(core: Core, intended: Bools, random: Random) -> Assignment:
    """(n,) large nodes first, each to the intended area where the fullest measure stays least full."""
    inside = core.allowed & intended[None, :]
    has_room = np.asarray(inside.any(axis=1))
    open_to = np.where(has_room[:, None], inside, core.allowed)
    room = np.maximum(np.minimum(core.window_most, core.sizes.sum(axis=1)[:, None]), 1).astype(np.float64)
    full = np.zeros(room.shape)
    plan = np.zeros(core.n, dtype=np.int64)
    noise = 0.1 * random.random((core.n, core.k))
    for node in _order(core, random).tolist():
        share = (full + core.sizes[:, node, None]) / room
        worst = share.max(axis=0) if len(share) else np.zeros(core.k)
        plan[node] = int(np.where(open_to[node], worst * (0.95 + noise[node]) + noise[node] * 1e-3, np.inf).argmin())
        full[:, plan[node]] += core.sizes[:, node]
    return plan


def shaken(core: Core, assignment: Assignment, share: float, random: Random) -> Assignment:
    """The assignment with a share of the nodes, at least two, put anywhere they may be."""
    chosen = random.choice(core.n, min(core.n, max(2, round(share * core.n))), replace=False)
    moved = assignment.copy()
    for node in chosen.tolist():
        moved[node] = random.choice(np.flatnonzero(core.allowed[node]))
    return moved


def permitted(core: Core, assignment: Assignment, random: Random) -> Assignment:
    """The assignment with nodes that are where they may not be put where they may."""
    moved = assignment.copy()
    for node in np.flatnonzero(~core.allowed[np.arange(core.n), moved]).tolist():
        moved[node] = random.choice(np.flatnonzero(core.allowed[node]))
    return moved


def crossed(types: Sequence[tuple[int, ...]], one: Assignment, two: Assignment, k: int, random: Random) -> Assignment:
    """Every other area keeps its members of the first plan, the rest take theirs of the second while they are free.

    The areas of each type in the second plan first take the names under which many nodes agree, most of all first
    (after Galinier and Hao, "Hybrid evolutionary algorithms for graph coloring", 1999).

    Args:
        types: areas that are interchangeable, as `regroup.preprocess.area_types`.
    """
    shared = np.zeros((k, k), dtype=np.int64)
    np.add.at(shared, (one, two), 1)
    name = np.arange(k)
    for areas in types:
        free, left = set(areas), set(areas)
        agree = shared[np.ix_(areas, areas)]
        for cell in np.argsort(-agree, axis=None, kind="stable").tolist():
            mine, theirs = (areas[at] for at in divmod(cell, len(areas)))
            if mine in free and theirs in left:
                name[theirs] = mine
                free.remove(mine)
                left.remove(theirs)
    first = random.random(k) < 0.5
    renamed = name[two]
    return np.asarray(np.where(first[one] | (first[renamed] & (random.random(len(one)) < 0.5)), one, renamed))


def in_hand(core: Core, given: Sequence[Assignment], random: Random) -> Assignment | None:
    """The best of the given plans that are allowed; without any, one spread by size if that is allowed."""
    best = best_start(core, given)
    if best is not None:
        return best
    plan = spread(core, areas_in_use(core, random), random)
    return plan if core.allows(plan) else None


def areas_in_use(core: Core, random: Random) -> Bools:
    """(k,) a random choice of areas within the bounds on their number; often as many as may be."""
    chosen = np.zeros(core.k, dtype=np.bool_)
    counted, free = np.flatnonzero(core.counted), np.flatnonzero(~core.counted)
    most = min(len(counted), core.count_most)
    chosen[random.permutation(counted)[: _up_to(min(core.count_least, most), most, random)]] = True
    chosen[random.permutation(free)[: _up_to(0, len(free), random)]] = True
    chosen |= core.must_use
    if not chosen.any():
        chosen[random.choice(counted if most else free) if most or len(free) else 0] = True
    return chosen


def _up_to(least: int, most: int, random: Random) -> int:
    """A number from least to most, which is most every other time."""
    return most if random.random() < 0.5 else int(random.integers(max(least, 0), max(most, 0) + 1))


def _order(core: Core, random: Random) -> Assignment:
    """(n,) the nodes from large to small, with some noise."""
    weight = (core.sizes / np.maximum(core.sizes.mean(axis=1, keepdims=True), 1e-9)).sum(axis=0)
    return np.argsort(-weight * (0.7 + 0.6 * random.random(core.n)), kind="stable")
