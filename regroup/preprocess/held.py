"""Nodes with one area left: what an area holds in every allowed assignment. Those of one area must be together."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np

from regroup.core import Bools, Core, Ints


def held(core: Core) -> Bools:
    """(n, k): whether the node may be in this area and in no other."""
    return np.asarray(core.allowed & (core.allowed.sum(axis=1) == 1)[:, None])


def held_together(core: Core) -> Core:
    """The core with nodes that only the same area is open to as a together-class."""
    holds = held(core)
    rows = [pair for area in range(core.k) for pair in pairwise(np.flatnonzero(holds[:, area]).tolist())]
    fresh = np.array(rows, dtype=np.int64).reshape(-1, 2)
    return replace(core, together=np.concatenate([core.together, fresh]))


def held_sizes(core: Core, holds: Bools) -> Ints:
    """(M, k): the size that an area has for certain."""
    return np.asarray(core.sizes @ holds.astype(np.int64))
