"""What several seeds came to, instance by instance: how far from the reference on average, at best and at worst."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from tests.benchmarks.instances import Sense
from tests.benchmarks.rows import Row

HEAD = ["family", "instance", "engine", "limit", "seeds", "average short", "best short", "worst short", "best value"]


def over_seeds(table: Sequence[Row]) -> list[list[str]]:
    """One line for each instance, engine and limit with values of at least two seeds and a reference, under `HEAD`.

    Short is (reference - value) / |reference| in per cent, negative where a value is better.
    """
    groups: dict[tuple[str, str, str, str], list[Row]] = {}
    for row in table:
        if row.value and row.reference and Fraction(row.reference):
            groups.setdefault((row.family, row.instance, row.engine, row.limit), []).append(row)
    return [[*group, *_figures(rows)] for group, rows in groups.items() if len({row.seed for row in rows}) > 1]


def short(row: Row) -> Fraction:
    """How far the value is from the reference, as a share of it."""
    reference = Fraction(row.reference)
    return (reference - Fraction(row.value)) * Sense(row.sense).sign / abs(reference)


def _figures(rows: Sequence[Row]) -> list[str]:
    far = sorted((short(row), row.value) for row in rows)
    shares = [share for share, _ in far]
    told = [sum(shares) / len(shares), shares[0], shares[-1]]
    return [str(len(rows)), *(f"{float(100 * share):.3f} %" for share in told), far[0][1]]
