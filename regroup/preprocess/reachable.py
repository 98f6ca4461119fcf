"""Totals that sums of sizes can reach: exactly where that is quick, else by what all sizes are multiples of."""

from __future__ import annotations

from collections.abc import Sequence
from math import gcd

MOST_BITS = 2 * 10**7
"""Sizes times the largest total, in bits that are moved: a millisecond or so."""


def reachable(sizes: Sequence[int], least: int, most: int) -> tuple[int, int] | None:
    """The smallest and the largest sum of some of the sizes from ``least`` to ``most``; None where there is none.

    Both may lie outside what can be reached where there are too many totals to try, but never inside.
    """
    fitting = sorted(size for size in sizes if 0 < size <= most)
    low, high = max(least, 0), min(most, sum(fitting))
    if low > high:
        return None
    return _by_sums(fitting, low, high) if len(fitting) * high <= MOST_BITS else _by_multiples(fitting, low, high)


def _by_sums(sizes: Sequence[int], low: int, high: int) -> tuple[int, int] | None:
    """Bit t of ``sums`` says that some of the sizes sum to t."""
    sums, every = 1, (1 << (high + 1)) - 1
    for size in sizes:
        sums |= (sums << size) & every
        if sums >> high and sums >> low & 1:
            break
    window = sums >> low
    return (low + (window & -window).bit_length() - 1, sums.bit_length() - 1) if window else None


def _by_multiples(sizes: Sequence[int], low: int, high: int) -> tuple[int, int] | None:
    unit = gcd(*sizes)
    first, last = -(-low // unit) * unit, high // unit * unit
    return (first, last) if first <= last else None
