"""Middle-sized cores like a municipality's: uneven sizes, synergies in clusters, windows or hinges on the totals."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from regroup.core import Core
from tests.engines.random_cores import empty_core


def municipal(n: int, k: int, seed: int, *, width: float = 0.2, soft: int = 0, links: float = 8.0) -> Core:
    """A core with one measure.

    Args:
        width: of the window around the mean area size, as a share of it.
        soft: points lost per unit of distance from the mean; 0 leaves the window alone.
        links: synergies per node.
    """
    random = np.random.default_rng([71, n, k, seed])
    sizes = np.clip(random.lognormal(3.5, 0.7, n).round().astype(np.int64), 5, 200)
    pairs, points = _synergies(n, random.integers(0, k + 2, n), links, random)
    mean = int(sizes.sum()) / k
    core = replace(
        empty_core(n, k, 1),
        sizes=sizes[None, :],
        window_least=np.full((1, k), int(mean * (1 - width))),
        window_most=np.full((1, k), int(mean * (1 + width)) + 1),
        pair_i=pairs[:, 0],
        pair_j=pairs[:, 1],
        pair_points=points,
        count_least=k,
    )
    return _softened(core, round(mean), soft) if soft else core


def _synergies(n: int, cluster: np.ndarray, links: float, random: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Pairs, mostly within clusters, and their points; one in ten is a conflict."""
    drawn = random.integers(0, n, (int(4 * n * links), 2))
    drawn = np.sort(drawn[drawn[:, 0] != drawn[:, 1]], axis=1)
    near = cluster[drawn[:, 0]] == cluster[drawn[:, 1]]
    kept = drawn[near | (random.random(len(drawn)) < 0.15)]
    pairs = np.unique(kept[: int(n * links)], axis=0)
    points = 10 * random.integers(1, 10, len(pairs))
    return pairs, np.where(random.random(len(pairs)) < 0.1, -points, points)


def _softened(core: Core, target: int, rate: int) -> Core:
    every = np.arange(core.k)
    return replace(
        core,
        hinge_measure=np.zeros(core.k, dtype=np.int64),
        hinge_area=every,
        hinge_at=np.full(core.k, target),
        hinge_below=np.full(core.k, rate),
        hinge_above=np.full(core.k, rate),
    )
