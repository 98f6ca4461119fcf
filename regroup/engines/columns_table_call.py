"""One call for columns: what it asks, what tables and searches have found so far, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from regroup.core import Bools, Ints
from regroup.engines.columns_area import Members, Priced
from regroup.engines.columns_table_exact import Found
from regroup.engines.columns_table_search import UNSEEN


@dataclass(slots=True)
class Call:
    """What a call asks, what is known so far, and what was spent.

    Attributes:
        gains, barred: (T,) points of each node alone, prices taken off; who is no member.
        bound: what no column can exceed.
    """

    gains: Ints
    barred: Bools
    above: int
    most: int
    every: bool
    work: int
    bound: int
    spent: int = 0
    complete: bool = False
    columns: dict[Members, int] = field(default_factory=dict)

    @property
    def threshold(self) -> int:
        """What a column must exceed to be among the answer, given those found."""
        if self.every or len(self.columns) < self.most:
            return self.above
        return max(self.above, sorted(self.columns.values())[-self.most])

    @property
    def best(self) -> int:
        """The greatest value found, or the threshold."""
        return max(self.columns.values(), default=self.above)

    def take(self, found: Found, number: int, unsearched: int, n: int) -> None:
        """Note what a search returned."""
        bits = np.unpackbits(found.members[:number].view(np.uint8), axis=1, bitorder="little")[:, :n]
        for inside, value in zip(bits, found.values[:number].tolist(), strict=True):
            self.columns[tuple(np.flatnonzero(inside).tolist())] = value
        self.complete = unsearched == UNSEEN
        self.bound = self.best if self.complete else min(self.bound, max(unsearched, self.best))

    def answer(self) -> Priced:
        """The best columns; of equal value first those whose first members come first."""
        ranked = sorted(self.columns.items(), key=lambda column: (-column[1], column[0]))[: self.most]
        columns, values = tuple(members for members, _ in ranked), tuple(value for _, value in ranked)
        return Priced(columns, values, self.bound, self.complete, self.spent)
