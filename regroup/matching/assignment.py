"""Maximum weight assignment in exact integers, so that no rounding decides which area is which."""

from __future__ import annotations

from collections.abc import Sequence


def heaviest(weights: Sequence[Sequence[int]]) -> tuple[int, ...]:
    """A column for each row, no column twice, with the largest sum of weights.

    The Hungarian method with potentials (Kuhn 1955; Munkres 1957), a row at a time, in O(n³). Python's integers have
    no largest value, so sizes, counts and ties fit in one weight, which floating point could not hold.

    Args:
        weights: (n, n); the same answer for the same weights.
    """
    n = len(weights)
    prices = _Prices(n)
    for row in range(n):
        prices.add(row, weights)
    column_of = [0] * n
    for column, row in enumerate(prices.row_of[:n]):
        column_of[row] = column
    return tuple(column_of)


class _Prices:
    """Prices of rows and columns, and the assignment they have led to; column n stands for the row being added."""

    def __init__(self, n: int) -> None:
        self._n = n
        self._of_row, self._of_column = [0] * n, [0] * (n + 1)
        self.row_of = [-1] * (n + 1)

    def add(self, row: int, weights: Sequence[Sequence[int]]) -> None:
        """Assigns one row more, along the cheapest path of changes."""
        n, came_from, least = self._n, [self._n] * self._n, [None] * self._n
        self.row_of[n], here, seen = row, n, [n]
        slack: list[int | None] = list(least)
        while self.row_of[here] >= 0:
            at = self.row_of[here]
            free = [column for column in range(n) if column not in seen]
            for column in free:
                cost = -weights[at][column] - self._of_row[at] - self._of_column[column]
                known = slack[column]
                if known is None or cost < known:
                    slack[column], came_from[column] = cost, here
            here = min(free, key=lambda column: (slack[column] or 0, column))
            self._pay(slack[here] or 0, seen, free, slack)
            seen.append(here)
        while here != n:
            before = came_from[here]
            self.row_of[here], here = self.row_of[before], before

    def _pay(self, price: int, seen: list[int], free: list[int], slack: list[int | None]) -> None:
        for column in seen:
            self._of_row[self.row_of[column]] += price
            self._of_column[column] -= price
        for column in free:
            slack[column] = (slack[column] or 0) - price
