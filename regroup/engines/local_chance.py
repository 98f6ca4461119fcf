"""Chance for compiled loops: one state of 64 bits that the caller keeps, the same on every machine.

Xorshift with a multiplied output, after Vigna, "An experimental exploration of Marsaglia's xorshift generators,
scrambled", 2016.
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from regroup.engines.compiled import inlined

Chance = npt.NDArray[np.uint64]
"""Shape (1,); never zero."""

LEVELS = 1024


def chance_of(seed: int) -> Chance:
    """The state that a seed begins with."""
    return np.array(np.random.SeedSequence(seed).generate_state(1, np.uint64) | np.uint64(1), dtype=np.uint64)


def minus_logs() -> npt.NDArray[np.float64]:
    """(`LEVELS`,) minus the natural logarithm of evenly spread chances, rounded alike on every machine."""
    return np.array([round(-math.log((i + 0.5) / LEVELS) * 2**20) / 2**20 for i in range(LEVELS)])


@inlined
def draw(chance: Chance, below: int) -> int:
    """A number from 0 to ``below`` - 1; ``below`` is at most 2**31."""
    state = chance[0]
    state ^= state >> np.uint64(12)
    state ^= state << np.uint64(25)
    state ^= state >> np.uint64(27)
    chance[0] = state
    high = (state * np.uint64(2685821657736338717)) >> np.uint64(32)
    return np.int64((high * np.uint64(below)) >> np.uint64(32))  # type: ignore[return-value]
