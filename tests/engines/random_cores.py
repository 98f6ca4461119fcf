"""Random tiny cores over everything that a core can say, and the truth about them by trying every plan.

The oracle is plain Python over lists, written from the words of `Core` and sharing no code with it.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace

import numpy as np

from regroup.core import Core

PRIMITIVES = (
    "pairs",
    "pulls",
    "windows",
    "hinges",
    "labels",
    "open_costs",
    "count",
    "must_use",
    "guards",
    "apart",
    "together",
    "allowed",
)


@dataclass(frozen=True)
class Truth:
    """What trying every plan shows: the most points of an allowed plan, and the best plans."""

    points: int | None
    plans: tuple[tuple[int, ...], ...]


def empty_core(n: int, k: int, measures: int = 0) -> Core:
    """A core that allows everything and scores nothing."""

    def none(*shape: int) -> np.ndarray:
        return np.zeros(shape, dtype=np.int64)

    return Core(
        pair_i=none(0),
        pair_j=none(0),
        pair_points=none(0),
        pull=none(n, k),
        sizes=none(measures, n),
        window_least=none(measures, k),
        window_most=np.full((measures, k), 10**6, dtype=np.int64),
        hinge_measure=none(0),
        hinge_area=none(0),
        hinge_at=none(0),
        hinge_below=none(0),
        hinge_above=none(0),
        label_members=np.zeros((0, n), dtype=np.bool_),
        label_cost=none(0, k),
        open_cost=none(k),
        must_use=np.zeros(k, dtype=np.bool_),
        counted=np.ones(k, dtype=np.bool_),
        count_least=0,
        count_most=k,
        guard_node=none(0),
        guard_weight=none(0, n),
        guard_most=none(0),
        apart=none(0, 2),
        together=none(0, 2),
        allowed=np.ones((n, k), dtype=np.bool_),
        constant=0,
        scale=1,
        size_scale=np.ones(measures, dtype=np.int64),
    )


def random_core(seed: int) -> Core:
    """A core with n <= 7, k <= 3: every fourth has one primitive alone, the rest a random handful."""
    random = np.random.default_rng([20240, seed])
    n, k = int(random.integers(1, 8)), int(random.integers(1, 4))
    if seed % 4 == 0:
        chosen = {PRIMITIVES[seed // 4 % len(PRIMITIVES)]}
        n = max(n, 3)
    else:
        chosen = {name for name in PRIMITIVES if random.random() < 0.42}
    core = empty_core(n, k, int(random.integers(1, 3)))
    core = replace(core, sizes=random.integers(0, 9, core.sizes.shape), constant=int(random.integers(-50, 50)))
    for name in PRIMITIVES:
        if name in chosen:
            core = _CHANGES[name](core, random)
    return _with_equal_areas(core, random) if random.random() < 0.4 else core


def _pairs(core: Core, random: np.random.Generator) -> Core:
    pairs = [pair for pair in itertools.combinations(range(core.n), 2) if random.random() < 0.6]
    pairs_array = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    points = random.integers(-9, 14, len(pairs))
    points = np.where(points == 0, 1, points)
    return replace(core, pair_i=pairs_array[:, 0], pair_j=pairs_array[:, 1], pair_points=points)


def _pulls(core: Core, random: np.random.Generator) -> Core:
    return replace(core, pull=random.integers(-6, 7, core.pull.shape))


def _windows(core: Core, random: np.random.Generator) -> Core:
    middle = core.sizes.sum(axis=1, keepdims=True) / random.integers(1, core.k + 1)
    least = np.floor(middle * random.uniform(0.3, 1.05, core.window_least.shape)).astype(np.int64)
    most = np.ceil(middle * random.uniform(0.95, 1.6, core.window_least.shape)).astype(np.int64)
    free = random.random(least.shape) < 0.25
    return replace(core, window_least=np.where(free, 0, least), window_most=most)


def _hinges(core: Core, random: np.random.Generator) -> Core:
    count = int(random.integers(1, 2 * core.k + 2))
    return replace(
        core,
        hinge_measure=random.integers(0, len(core.sizes), count),
        hinge_area=random.integers(0, core.k, count),
        hinge_at=random.integers(-3, 25, count),
        hinge_below=random.integers(0, 4, count),
        hinge_above=random.integers(0, 4, count),
    )


def _labels(core: Core, random: np.random.Generator) -> Core:
    count = int(random.integers(1, 4))
    members = random.random((count, core.n)) < 0.5
    return replace(core, label_members=members, label_cost=random.integers(0, 8, (count, core.k)))


def _open_costs(core: Core, random: np.random.Generator) -> Core:
    return replace(core, open_cost=random.integers(-8, 12, core.k))


def _count(core: Core, random: np.random.Generator) -> Core:
    least = int(random.integers(0, core.k + 1))
    most = int(random.integers(max(0, least - 1), core.k + 1))
    return replace(core, counted=random.random(core.k) < 0.8, count_least=least, count_most=most)


def _must_use(core: Core, random: np.random.Generator) -> Core:
    return replace(core, must_use=random.random(core.k) < 0.5)


def _guards(core: Core, random: np.random.Generator) -> Core:
    count = int(random.integers(1, 4))
    return replace(
        core,
        guard_node=random.integers(0, core.n, count),
        guard_weight=random.integers(-3, 6, (count, core.n)),
        guard_most=random.integers(-3, 8, count),
    )


def _some_pairs(core: Core, random: np.random.Generator, share: float) -> np.ndarray:
    pairs = [pair for pair in itertools.combinations(range(core.n), 2) if random.random() < share]
    return np.array(pairs, dtype=np.int64).reshape(-1, 2)


def _apart(core: Core, random: np.random.Generator) -> Core:
    return replace(core, apart=_some_pairs(core, random, 0.35))


def _together(core: Core, random: np.random.Generator) -> Core:
    return replace(core, together=_some_pairs(core, random, 0.15))


def _allowed(core: Core, random: np.random.Generator) -> Core:
    return replace(core, allowed=random.random(core.allowed.shape) < 0.65)


_CHANGES = {
    "pairs": _pairs,
    "pulls": _pulls,
    "windows": _windows,
    "hinges": _hinges,
    "labels": _labels,
    "open_costs": _open_costs,
    "count": _count,
    "must_use": _must_use,
    "guards": _guards,
    "apart": _apart,
    "together": _together,
    "allowed": _allowed,
}


def _with_equal_areas(core: Core, random: np.random.Generator) -> Core:
    """The core with the first area's column in some or all of the others."""
    areas = [area for area in range(1, core.k) if random.random() < 0.8]
    arrays = {}
    for name in ("pull", "window_least", "window_most", "label_cost", "open_cost", "must_use", "counted", "allowed"):
        array = getattr(core, name).copy()
        array[..., areas] = array[..., [0]]
        arrays[name] = array
    first = core.hinge_area == 0
    kept = [~np.isin(core.hinge_area, areas), *(first for _ in areas)]
    names = ("hinge_measure", "hinge_at", "hinge_below", "hinge_above")
    hinges = {name: np.concatenate([getattr(core, name)[mask] for mask in kept]) for name in names}
    where = np.concatenate([core.hinge_area[kept[0]], *(np.full(int(first.sum()), area) for area in areas)])
    return replace(core, **arrays, **hinges, hinge_area=where.astype(np.int64))


def plain_points(core: Core, plan: tuple[int, ...]) -> int:
    """The points of a plan, area by area, from the words alone."""
    points = core.constant
    for i, j, worth in zip(core.pair_i.tolist(), core.pair_j.tolist(), core.pair_points.tolist(), strict=True):
        if plan[i] == plan[j]:
            points += worth
    for node, area in enumerate(plan):
        points += int(core.pull[node][area])
    for area in set(plan):
        members = [node for node, where in enumerate(plan) if where == area]
        points -= int(core.open_cost[area])
        for label in range(len(core.label_members)):
            if any(core.label_members[label][node] for node in members):
                points -= int(core.label_cost[label][area])
        for h in range(len(core.hinge_area)):
            if core.hinge_area[h] == area:
                total = sum(int(core.sizes[core.hinge_measure[h]][node]) for node in members)
                at = int(core.hinge_at[h])
                rate = int(core.hinge_below[h]) if total < at else int(core.hinge_above[h])
                points -= rate * abs(total - at)
    return points


def plainly_allowed(core: Core, plan: tuple[int, ...]) -> bool:
    """Whether a plan breaks nothing, from the words alone."""
    for node, area in enumerate(plan):
        if not core.allowed[node][area]:
            return False
    if any(plan[i] == plan[j] for i, j in core.apart.tolist()):
        return False
    if any(plan[i] != plan[j] for i, j in core.together.tolist()):
        return False
    for area in set(plan):
        members = [node for node, where in enumerate(plan) if where == area]
        for m in range(len(core.sizes)):
            total = sum(int(core.sizes[m][node]) for node in members)
            if not int(core.window_least[m][area]) <= total <= int(core.window_most[m][area]):
                return False
        for g, guarded in enumerate(core.guard_node.tolist()):
            if guarded in members and sum(int(core.guard_weight[g][node]) for node in members) > core.guard_most[g]:
                return False
    if any(core.must_use[area] and area not in plan for area in range(core.k)):
        return False
    number = sum(1 for area in set(plan) if core.counted[area])
    return core.count_least <= number <= core.count_most


def truth(core: Core) -> Truth:
    """The truth, by trying all k^n plans."""
    best: int | None = None
    plans: list[tuple[int, ...]] = []
    for plan in itertools.product(range(core.k), repeat=core.n):
        if plainly_allowed(core, plan):
            points = plain_points(core, plan)
            if best is None or points > best:
                best, plans = points, []
            if points == best:
                plans.append(plan)
    return Truth(best, tuple(plans))
