"""A linear program in exact fractions: max c·y where A·y ≤ b and y ≥ 0, with no b below zero."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

Row = list[Fraction]


@dataclass(frozen=True, slots=True)
class Corner:
    """The corner where the value is largest.

    Attributes:
        value: c·y.
        point: y.
        prices: of the rows: not negative, price·b = value, price·A ≥ c. They prove the value.
    """

    value: Fraction
    point: tuple[Fraction, ...]
    prices: tuple[Fraction, ...]


def largest(gain: Sequence[Fraction], rows: Sequence[Sequence[Fraction]], most: Sequence[Fraction]) -> Corner:
    """The simplex method from y = 0, with Bland's rule: of those that help, the first, so that it ends.

    Raises:
        ValueError: the value has no end.
    """
    m, n = len(rows), len(gain)
    table = [[*row, *(Fraction(int(i == j)) for j in range(m)), top] for i, (row, top) in enumerate(_zip(rows, most))]
    costs = [-value for value in gain] + [Fraction(0)] * (m + 1)
    basis = list(range(n, n + m))
    while (enters := next((j for j in range(n + m) if costs[j] < 0), None)) is not None:
        leaves = _leaving(table, basis, enters)
        _pivot(table, costs, leaves, enters)
        basis[leaves] = enters
    point = [Fraction(0)] * (n + m)
    for row, column in enumerate(basis):
        point[column] = table[row][-1]
    return Corner(costs[-1], tuple(point[:n]), tuple(costs[n : n + m]))


def _zip(rows: Sequence[Sequence[Fraction]], most: Sequence[Fraction]) -> list[tuple[Sequence[Fraction], Fraction]]:
    return list(zip(rows, most, strict=True))


def _leaving(table: list[Row], basis: list[int], enters: int) -> int:
    steps = [(row[-1] / row[enters], basis[i], i) for i, row in enumerate(table) if row[enters] > 0]
    if not steps:
        raise ValueError("no end")
    return min(steps)[2]


def _pivot(table: list[Row], costs: Row, leaves: int, enters: int) -> None:
    pivot = table[leaves][enters]
    table[leaves] = [value / pivot for value in table[leaves]]
    for i, row in enumerate(table):
        if i != leaves and row[enters]:
            table[i] = _less(row, table[leaves], row[enters])
    costs[:] = _less(costs, table[leaves], costs[enters])


def _less(row: Row, other: Row, times: Fraction) -> Row:
    return [value - times * taken if taken else value for value, taken in zip(row, other, strict=True)]
