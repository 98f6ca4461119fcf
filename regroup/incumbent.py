"""The best assignment so far, checked by the core before it counts."""

from __future__ import annotations

from regroup.core import Assignment, Core


class Incumbent:
    """Keeps the best allowed assignment that anyone offered.

    Attributes:
        assignment: (n,) area indices, or None.
        points: its points, or None.
        found_by: who offered it.
    """

    def __init__(self, core: Core) -> None:
        self._core = core
        self.assignment: Assignment | None = None
        self.points: int | None = None
        self.found_by = ""

    def offer(self, assignment: Assignment | None, by: str) -> bool:
        """Takes the assignment if the core allows it and it has more points; says whether it did."""
        if assignment is None or not self._core.allows(assignment):
            return False
        points = self._core.points(assignment)
        if self.points is not None and points <= self.points:
            return False
        self.assignment, self.points, self.found_by = assignment.copy(), points, by
        return True
