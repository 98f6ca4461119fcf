"""Dense cores: points on most pairs and one size, for which whole rows of moves can be read at once.

The tables of `local_dense_loop`, in whole numbers of 32 bits. Where points are too large for these they are
rounded here; the core tells what a plan is worth, exactly.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from regroup.core import Assignment, Core, Ints
from regroup.engines.local_net import Floats, Net

Shorts = npt.NDArray[np.int32]

FEWEST_NODES = 100
"""Smaller cores are searched well without."""
LARGEST = 2**25
"""No node wins or loses more points than this; six such numbers and some chance fit into 32 bits."""
LARGEST_TOTAL = 2**29
LUCKS = 2**14


class Dense(NamedTuple):
    """What stays the same, for n nodes and k areas.

    Attributes:
        table: (n, n) points of pairs, divided by `unit`.
        pull: (k, n) points when a node is in an area, divided by `unit`.
        size, least, most: (n,), (k,), (k,).
        luck: (`LUCKS`,) numbers drawn from Gumbel's distribution, in no order.
        unit: (1,) points that one stands for.
    """

    table: Shorts
    pull: Shorts
    size: Shorts
    least: Shorts
    most: Shorts
    luck: Floats
    unit: Floats


class Spots(NamedTuple):
    """What changes.

    Attributes:
        area: (n,) the area of each node.
        near: (k, n) points for each node in each area, given where the others are.
        own: (n,) the same in the node's own area.
        total, members: (k,) sums of sizes, numbers of nodes.
        noise: (`LUCKS`,) luck at the present temperature.
        gain, both: (n,) room for one row of moves, and for the points with two nodes.
        row, low, high: (k,) room for what a row of moves has in common, by area.
        points: (2,) now, and the best of this round.
        best: (n,) the plan of the latter.
    """

    area: npt.NDArray[np.uint32]
    near: Shorts
    own: Shorts
    total: Shorts
    members: Shorts
    noise: Shorts
    gain: Shorts
    both: Shorts
    row: Shorts
    low: Shorts
    high: Shorts
    points: Ints
    best: npt.NDArray[np.uint32]


def dense_of(core: Core, net: Net) -> Dense | None:
    """The tables of a core without together-classes, or None where it has what these cannot say, or is small."""
    n = core.n
    if n < FEWEST_NODES or len(net.table) == 0 or 2 * len(core.pair_i) < n * (n - 1) / 2 or not _is_plain(core):
        return None
    reach = np.abs(net.table).sum(axis=1).max() + np.abs(core.pull).max()
    unit = 2.0 ** max(0, math.ceil(math.log2(max(reach, 1.0) / LARGEST)))
    return Dense(
        table=_shorts(net.table / unit),
        pull=_shorts(core.pull.T / unit),
        size=_shorts(core.sizes[0]),
        least=_shorts(np.maximum(core.window_least[0], 0)),
        most=_shorts(np.minimum(core.window_most[0], LARGEST_TOTAL)),
        luck=_luck(),
        unit=np.array([unit]),
    )


def empty_spots(dense: Dense) -> Spots:
    """A plan to be loaded."""
    k, n = dense.pull.shape
    by_node, by_area = (np.zeros((7, count), dtype=np.int32) for count in (n, k))
    return Spots(
        area=np.zeros(n, dtype=np.uint32),
        near=np.zeros((k, n), dtype=np.int32),
        own=by_node[0],
        total=by_area[0],
        members=by_area[1],
        noise=np.zeros(LUCKS, dtype=np.int32),
        gain=by_node[1],
        both=by_node[2],
        row=by_area[2],
        low=by_area[3],
        high=by_area[4],
        points=np.zeros(2, dtype=np.int64),
        best=np.zeros(n, dtype=np.uint32),
    )


def put(dense: Dense, spots: Spots, plan: Assignment) -> None:
    """Places every node as given, (n,); the plan is the best of a new round. Points are counted from it."""
    member = (plan[None, :] == np.arange(len(spots.near))[:, None]).astype(np.int32)
    spots.area[:] = plan
    spots.best[:] = plan
    spots.near[:] = member @ dense.table + dense.pull
    spots.own[:] = spots.near[plan, np.arange(len(plan))]
    spots.total[:] = member @ dense.size
    spots.members[:] = member.sum(axis=1)
    spots.points[:] = 0


def fills(core: Core, plan: Assignment) -> bool:
    """Whether no area is empty."""
    return bool((np.bincount(plan, minlength=core.k) > 0).all())


def _is_plain(core: Core) -> bool:
    """Only pairs, pulls, and windows of one size that leave room for most moves; every area must be used."""
    if len(core.sizes) != 1 or int(core.sizes.sum()) > LARGEST_TOTAL:
        return False
    others = (core.apart, core.hinge_area, core.guard_node, core.label_cost)
    if any(part.size for part in others) or bool(core.open_cost.any()) or not bool(core.allowed.all()):
        return False
    least, most, size = core.window_least[0], core.window_most[0], core.sizes[0]
    must = core.must_use | (least > 0)
    same = int(size.min()) == int(size.max())
    return bool(must.all()) and (same or bool((most - least >= 2 * np.median(size)).all()))


def _shorts(numbers: npt.NDArray[np.float64 | np.int64]) -> Shorts:
    return np.ascontiguousarray(np.rint(numbers).astype(np.int32))


def _luck() -> Floats:
    """Evenly spread chances of the distribution, mixed, and rounded alike on every machine."""
    even = [round(-math.log(-math.log((at + 0.5) / LUCKS)) * 2**20) / 2**20 for at in range(LUCKS)]
    return np.random.default_rng(LUCKS).permutation(np.array(even))
