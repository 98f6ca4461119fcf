"""Graph partitioners, each called as one of regroup's engines is: METIS, KaHIP and Mt-KaHyPar.

They cut a graph into k parts of nearly equal weight, heuristically. No size window, no pull and no conflict can
be said to them: a part may hold at most so much, and what they return is kept only where the core allows it.
None is needed by regroup; each is used where it can be imported.
"""

from __future__ import annotations

import functools
import importlib
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from types import MappingProxyType
from typing import Any

import numpy as np

from regroup.core import Assignment, Core, Ints
from regroup.engines.base import Budget, Claim, Event, Outcome, Refused, Report, Setting

MODULES = MappingProxyType({"metis": "pymetis", "kahip": "kahip", "mtkahypar": "mtkahypar"})
"""The module that each needs; on PyPI the packages have the same names."""
MOST_TRIES = 20
LARGEST_SIZE = 10**6
"""Sizes with more digits are scaled down: the partitioners count in 32 bits."""


@dataclass(frozen=True, slots=True)
class Graph:
    """A core as a partitioner sees it, in compressed rows.

    Attributes:
        first: (n + 1,) where each node's neighbours begin. neighbours, points: (2P,).
        sizes: (n,), scaled down.
        excess: how much more than an equal share a part may hold, as a share of it.
    """

    k: int
    first: Ints
    neighbours: Ints
    points: Ints
    sizes: Ints
    excess: float


def absent(name: str) -> str | None:
    """Why a partitioner cannot be used here, or None."""
    module = MODULES[name]
    return None if find_spec(module) else f"{module} is not installed; python3 -m pip install {module}"


def missing(core: Core) -> str | None:
    """What of a core no partitioner can be told, or None."""
    windows = np.concatenate([core.window_least, core.window_most])
    said = {
        "areas that differ": not core.pull.any() and bool((windows == windows[:, :1]).all()),
        "soft sizes": len(core.hinge_area) == 0,
        "conflicts": bool((core.pair_points >= 0).all()),
        "several measures": len(core.sizes) == 1,
        "labels, costs, guards, apart, together": len(core.label_members) + len(core.guard_node) == 0
        and len(core.apart) + len(core.together) == 0
        and not core.open_cost.any()
        and bool(core.allowed.all()),
        "a free number of areas": bool(core.must_use.all()) or core.count_least >= core.k - 1,
    }
    unsaid = [name for name, absent in said.items() if not absent]
    return f"a graph partitioner cannot be told of {', '.join(unsaid)}" if unsaid else None


def graph(core: Core) -> Graph:
    """The graph of a core of which nothing is `missing`."""
    ends = np.concatenate([core.pair_i, core.pair_j])
    order = np.argsort(ends, kind="stable")
    factor = max(1, -(-int(core.sizes[0].max()) // LARGEST_SIZE))
    share = int(core.sizes[0].sum()) / core.k
    return Graph(
        k=core.k,
        first=np.concatenate([[0], np.cumsum(np.bincount(ends, minlength=core.n))]).astype(np.int64),
        neighbours=np.concatenate([core.pair_j, core.pair_i])[order],
        points=np.concatenate([core.pair_points, core.pair_points])[order],
        sizes=np.maximum(1, core.sizes[0] // factor),
        excess=max(0.0, int(core.window_most[0].min()) / share - 1),
    )


def metis(
    core: Core, budget: Budget, *, starts: Sequence[Assignment] = (), report: Report, setting: Setting
) -> Outcome:
    """METIS, k-way, with many seeds."""
    return _best("metis", core, budget, report, _metis)


def kahip(
    core: Core, budget: Budget, *, starts: Sequence[Assignment] = (), report: Report, setting: Setting
) -> Outcome:
    """KaHIP, its strong setting, with many seeds."""
    return _best("kahip", core, budget, report, _kahip)


def mtkahypar(
    core: Core, budget: Budget, *, starts: Sequence[Assignment] = (), report: Report, setting: Setting
) -> Outcome:
    """Mt-KaHyPar, its highest quality, with many seeds."""
    return _best("mtkahypar", core, budget, report, _mtkahypar)


def _best(
    name: str, core: Core, budget: Budget, report: Report, partition: Callable[[Any, Graph, int, int], Sequence[int]]
) -> Outcome:
    """The best allowed plan of several seeds, as far as the time goes."""
    unsaid = missing(core)
    if unsaid is not None:
        raise Refused(name, unsaid)
    began = time.monotonic()
    module = importlib.import_module(MODULES[name])
    seen = graph(core)
    best: Assignment | None = None
    for seed in range(budget.seed, budget.seed + MOST_TRIES):
        if budget.seconds is not None and time.monotonic() - began > budget.seconds:
            break
        plan = np.asarray(partition(module, seen, seed, budget.workers), dtype=np.int64)
        if core.allows(plan) and (best is None or core.points(plan) > core.points(best)):
            best = plan
            report(Event(points=core.points(plan), assignment=plan))
    return Outcome(Claim.UNKNOWN if best is None else Claim.GOOD, best)


def _metis(module: Any, seen: Graph, seed: int, workers: int) -> Sequence[int]:
    options = module.Options(seed=seed, ufactor=max(1, int(1000 * seen.excess)))
    _, parts = module.part_graph(
        seen.k,
        xadj=seen.first.tolist(),
        adjncy=seen.neighbours.tolist(),
        vweights=seen.sizes.tolist(),
        eweights=seen.points.tolist(),
        recursive=False,
        options=options,
    )
    return list(parts)


def _kahip(module: Any, seen: Graph, seed: int, workers: int) -> Sequence[int]:
    sizes, first = seen.sizes.tolist(), seen.first.tolist()
    points, neighbours = seen.points.tolist(), seen.neighbours.tolist()
    _, parts = module.kaffpa(sizes, first, points, neighbours, seen.k, seen.excess, True, seed, module.STRONG)
    return list(parts)


def _mtkahypar(module: Any, seen: Graph, seed: int, workers: int) -> Sequence[int]:
    started = _started(module, workers)
    module.set_seed(seed)
    context = started.context_from_preset(module.PresetType.HIGHEST_QUALITY)
    context.set_partitioning_parameters(seen.k, seen.excess, module.Objective.CUT)
    context.logging = False
    ends = np.repeat(np.arange(len(seen.sizes)), np.diff(seen.first))
    once = ends < seen.neighbours
    edges = list(zip(ends[once].tolist(), seen.neighbours[once].tolist(), strict=True))
    made = started.create_graph(
        context, len(seen.sizes), len(edges), edges, seen.sizes.tolist(), seen.points[once].tolist()
    )
    return list(made.partition(context).get_partition())


@functools.cache
def _started(module: Any, workers: int) -> Any:
    """The library, which may be started once in a process."""
    return module.initialize(workers)
