"""Seeded cores of the shape that municipalities have, and dense ones. The seed is all the chance there is."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from regroup.core import Core, Ints
from tests.engines.random_cores import empty_core

SMALLEST, LARGEST = 5, 400
LARGEST_SHARE = 0.7
"""Of an equal share, the most that one unit may be."""
BAND = 0.15
"""Of an equal share, how far a hard window reaches to each side."""
BELOW, ABOVE = 4, 6
"""Points lost per unit of size, where sizes are soft; a synergy has 10 to 100."""
INSIDE = 0.65
"""How many of the pairs within a community have a synergy."""
LEAST_OUTSIDE = 0.002
CONFLICTS = 0.08
"""Share of the pairs with points that are conflicts."""


def municipal(n: int, k: int, seed: int, *, named: bool = False, soft: bool = False, density: float = 0.22) -> Core:
    """Units of uneven size in about 1.6 k communities, with synergies mostly inside these.

    Args:
        named: whether areas differ: units are drawn to some of them.
        soft: whether sizes cost points from the equal share on, instead of being held in a window.
        density: share of the pairs that have points.
    """
    random = np.random.default_rng([1805, n, k, seed, named, soft, round(density * 10**6)])
    sizes = _sizes(n, k, random)
    communities = max(k, round(1.6 * k))
    community = random.integers(0, communities, n)
    i, j, points = _synergies(community, density, random)
    core = replace(
        empty_core(n, k, 1), sizes=sizes[None, :], pair_i=i, pair_j=j, pair_points=points, must_use=np.ones(k, bool)
    )
    core = replace(core, count_least=k)
    if named:
        core = replace(core, pull=_pulls(community, communities, k, random))
    return _softened(core) if soft else _banded(core)


def dense(n: int, k: int, seed: int) -> Core:
    """Equal units, points on almost every pair, and areas of equal number."""
    random = np.random.default_rng([1806, n, k, seed])
    i, j = np.triu_indices(n, 1)
    points = random.integers(0, 101, len(i))
    kept = points > 0
    return replace(
        empty_core(n, k, 1),
        sizes=np.ones((1, n), dtype=np.int64),
        window_least=np.full((1, k), n // k),
        window_most=np.full((1, k), -(-n // k)),
        pair_i=i[kept],
        pair_j=j[kept],
        pair_points=points[kept],
        must_use=np.ones(k, bool),
        count_least=k,
    )


def largest_first(sizes: Ints, k: int) -> Ints:
    """(n,): each unit, the largest first, in the area with least in it."""
    area = np.zeros(len(sizes), dtype=np.int64)
    held = np.zeros(k, dtype=np.int64)
    for node in np.argsort(-sizes, kind="stable"):
        area[node] = int(held.argmin())
        held[area[node]] += sizes[node]
    return area


def _sizes(n: int, k: int, random: np.random.Generator) -> Ints:
    sizes = np.clip(np.rint(40 * random.lognormal(0.0, 0.9, n)).astype(np.int64), SMALLEST, LARGEST)
    while sizes.max() > (most := max(SMALLEST, int(LARGEST_SHARE * sizes.sum() / k))):
        sizes = np.minimum(sizes, most)
    return sizes


def _synergies(community: Ints, density: float, random: np.random.Generator) -> tuple[Ints, Ints, Ints]:
    """Pairs and their points: 30 to 100 within a community, 10 to 50 else; a few are conflicts, -10 to -80.

    A community has its share of them whatever the density, as far as the density has room for it.
    """
    i, j = np.triu_indices(len(community), 1)
    same = community[i] == community[j]
    share = float(same.mean())
    inside = min(INSIDE, density / share) if share else INSIDE
    outside = max(LEAST_OUTSIDE, (density - inside * share) / max(1 - share, 1e-9))
    kept = random.random(len(i)) < np.where(same, inside, outside)
    i, j, same = i[kept], j[kept], same[kept]
    points = np.where(same, random.integers(3, 11, len(i)), random.integers(1, 6, len(i)))
    conflict = random.random(len(i)) < CONFLICTS
    return i, j, 10 * np.where(conflict, -random.integers(1, 9, len(i)), points)


def _pulls(community: Ints, communities: int, k: int, random: np.random.Generator) -> Ints:
    """(n, k): a little to every area, and more to the one that the unit's community likes."""
    liked = random.integers(0, k, communities)[community]
    pull = 10 * random.integers(0, 4, (len(community), k))
    pull[np.arange(len(community)), liked] += 10 * random.integers(2, 7, len(community))
    return pull


def _banded(core: Core) -> Core:
    """Windows around the equal share, wide enough for the plan of `largest_first`."""
    held = np.bincount(largest_first(core.sizes[0], core.k), weights=core.sizes[0], minlength=core.k)
    mean = int(core.sizes.sum()) / core.k
    return replace(
        core,
        window_least=np.full((1, core.k), min(int(mean * (1 - BAND)), int(held.min()))),
        window_most=np.full((1, core.k), max(int(mean * (1 + BAND)) + 1, int(held.max()))),
    )


def _softened(core: Core) -> Core:
    return replace(
        core,
        hinge_measure=np.zeros(core.k, dtype=np.int64),
        hinge_area=np.arange(core.k),
        hinge_at=np.full(core.k, round(int(core.sizes.sum()) / core.k)),
        hinge_below=np.full(core.k, BELOW),
        hinge_above=np.full(core.k, ABOVE),
    )
