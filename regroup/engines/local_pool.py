"""The best distinct plans met: what the exact engine begins from."""

from __future__ import annotations

import heapq

from regroup.core import Assignment, Core
from regroup.engines.symmetry import canonical

MOST = 60


class Pool:
    """Allowed plans, at most `MOST`: each once, whatever the names of interchangeable areas."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._heap: list[tuple[int, bytes]] = []
        self._plans: dict[bytes, Assignment] = {}
        self._seen: set[bytes] = set()

    @property
    def least(self) -> float:
        """Plans with no more points than this are not wanted."""
        return self._heap[0][0] if len(self._heap) == MOST else float("-inf")

    def offer(self, plan: Assignment) -> None:
        """Takes the plan in if it is allowed, good enough and not there yet."""
        key = plan.tobytes()
        if key in self._seen:
            return
        self._seen.add(key)
        points = self._core.points(plan)
        if points <= self.least or not self._core.allows(plan):
            return
        plan = canonical(self._core, plan)
        key = plan.tobytes()
        if key in self._plans:
            return
        self._plans[key] = plan
        heapq.heappush(self._heap, (points, key))
        if len(self._heap) > MOST:
            del self._plans[heapq.heappop(self._heap)[1]]

    def plans(self) -> list[Assignment]:
        """All of them, best first."""
        return [self._plans[key] for _, key in sorted(self._heap, key=lambda entry: (-entry[0], entry[1]))]
