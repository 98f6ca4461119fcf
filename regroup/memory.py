"""What the solves of one study leave for each other: plans, columns and prices."""

from __future__ import annotations

from regroup.core import Assignment
from regroup.known import NOTHING, Known
from regroup.problem import Problem

MOST_PLANS = 20


class Memory:
    """Passed to every `solve` of a study: price lists, frontiers, audits, in which rules and weights change.

    For problems with the same units and areas, in the same order. It decides nothing: plans are judged anew, and
    bounds are proved anew. Of several best plans, a solve that remembers may find another than one that does not.
    It holds at most `MOST_PLANS` plans, `regroup.known.MOST_COLUMNS` columns and a price for each unit. One solve at
    a time may use it.

    Attributes:
        plans: (n,) area indices of each, the latest first, each once.
        known: columns and prices, in terms of the core as the problem states it.
    """

    def __init__(self) -> None:
        self._of: tuple[tuple[str, ...], tuple[str, ...]] | None = None
        self.plans: list[Assignment] = []
        self.known: Known = NOTHING

    def __bool__(self) -> bool:
        return bool(self.plans or self.known)

    def copy(self) -> Memory:
        """Another that holds the same now, for a solve beside this one."""
        other = Memory()
        other._of, other.plans, other.known = self._of, list(self.plans), self.known
        return other

    def open(self, problem: Problem) -> None:
        """Makes sure that it is of the problem's units and areas.

        Raises:
            ValueError: it is of others.
        """
        mine = (problem.unit_ids, problem.area_ids)
        if self._of not in (None, mine):
            raise ValueError("this memory is of other units or areas")
        self._of = mine

    def keep(self, plan: Assignment | None, known: Known) -> None:
        """Adds what a solve came to."""
        if plan is not None:
            others = (other for other in self.plans if other.tolist() != plan.tolist())
            self.plans = [plan.copy(), *others][:MOST_PLANS]
        self.known = self.known.after(known)
