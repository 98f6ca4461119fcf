"""Where a local search begins: greedy assignments, and known ones shaken."""

from __future__ import annotations

import numpy as np

from regroup.core import Assignment, Bools, Core
from regroup.engines.local_area import BROKEN, LOST
from regroup.engines.local_state import State

NOISES = (0.001, 0.1, 1.0)
"""How far chance decides in a greedy start, as a share of the price of a breach."""


def greedy(state: State, price: float, random: np.random.Generator) -> Bools:
    """Fills the state: large nodes first, each where it is worth most, in a random choice of areas.

    Args:
        price: points that a breach of one typical node is worth.

    Returns:
        (k,) the areas chosen to be used, as far as the nodes may be in them.
    """
    core = state.core
    intended = _areas_in_use(core, random)
    inside = core.allowed & intended[None, :]
    has_room = np.asarray(inside.any(axis=1))
    open_to = np.where(has_room[:, None], inside, core.allowed)
    noise = price * float(random.choice(NOISES))
    state.clear(intended)
    for node in _order(core, random).tolist():
        worth = state.pull[node] - state.enter[LOST, node]
        worth -= price * (state.beside[node] + state.enter[BROKEN, node])
        worth += noise * random.random(core.k)
        state.place(node, int(np.where(open_to[node], worth, -np.inf).argmax()))
    return intended


def shaken(core: Core, assignment: Assignment, share: float, random: np.random.Generator) -> Assignment:
    """The assignment with a share of the nodes, at least two, put anywhere they may be."""
    chosen = random.choice(core.n, min(core.n, max(2, round(share * core.n))), replace=False)
    moved = assignment.copy()
    for node in chosen.tolist():
        moved[node] = random.choice(np.flatnonzero(core.allowed[node]))
    return moved


def _areas_in_use(core: Core, random: np.random.Generator) -> Bools:
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


def _up_to(least: int, most: int, random: np.random.Generator) -> int:
    """A number from least to most, which is most every other time."""
    return most if random.random() < 0.5 else int(random.integers(max(least, 0), max(most, 0) + 1))


def _order(core: Core, random: np.random.Generator) -> Assignment:
    """(n,) the nodes from large to small, with some noise."""
    weight = (core.sizes / np.maximum(core.sizes.mean(axis=1, keepdims=True), 1e-9)).sum(axis=0)
    return np.argsort(-weight * (0.7 + 0.6 * random.random(core.n)), kind="stable")
