"""How much each engine may do: its share of the work and of the time limit."""

from __future__ import annotations

from collections.abc import Callable

from regroup.engines.base import Budget
from regroup.params import Params

SEARCH_STEPS, REMEMBERED_STEPS = 1500.0, 100.0
"""Steps of local search before the engines that prove; fewer from a plan, or prices, of an earlier solve."""
LONG_SEARCH = 5000.0
"""Steps of the local search before a bound, for each unit of exact work: about a quarter of its time."""
CLIQUE_WORK = 0.5
"""Work units of the clique bound for each node and each unit of exact work: they take about as long."""
EXACT = ("columns", "cpsat")
"""Engines that share the work limit."""
LEAST_WORK = 1.0
"""Work units that a later engine has at least, whatever the ones before have used."""
SHARES = {"local_search": 0.25, "columns": 0.6, "clique_bound": 0.6}
"""The most that an engine may use of what is left of a time limit, while others wait."""
LEAST_SECONDS = 0.1
STARTING = 1.0
"""Seconds that a new process takes until it can say something: with less than that to wait, none is started."""
GRACE_FACTOR, GRACE_SECONDS = 1.05, 3.0
"""An answer comes within the time limit by so much, whatever an engine does."""
ANSWERING = 0.25
"""Of that grace, the share that verifying and printing have; and as long again as getting ready has taken."""
WAITING = 0.5
"""Of what is left of the grace, the most that an engine takes while others wait."""


class Turns:
    """What is left for the engines of one solve.

    Args:
        nodes: of the core.
        elapsed: seconds since the solve began.
    """

    def __init__(self, params: Params, nodes: int, elapsed: Callable[[], float]) -> None:
        self._params, self._nodes, self._elapsed = params, nodes, elapsed
        self._work = params.work
        self._prepared = elapsed()
        self._asked = set[str]()

    def search(self, *, remembered: bool) -> Budget:
        """Of the local search that comes first."""
        return self.budget(REMEMBERED_STEPS if remembered else SEARCH_STEPS, "local_search")

    def proof(self, engine: str) -> Budget:
        """Of the next turn of an engine that proves."""
        other = {"clique_bound": CLIQUE_WORK * self._nodes, "local_search": LONG_SEARCH}
        return self.budget(self._params.work * other[engine] if engine in other else self._work, engine)

    def used(self, engine: str, work: float) -> None:
        """Counts the work of a proof, where it is in the units of the work limit."""
        if engine in EXACT:
            self._work = max(LEAST_WORK, self._work - work)

    def too_late(self, *, running: bool) -> bool:
        """Whether an engine could say nothing before the answer has to be made ready.

        Args:
            running: whether there is a process for it; where there is none, starting it takes a second.
        """
        return self._params.time_limit is not None and self._spare() < (LEAST_SECONDS if running else STARTING)

    def budget(self, work: float, engine: str = "") -> Budget:
        """So much work, in the time that is left or a share of it; where exact pricing goes on, nobody waits."""
        params, seconds = self._params, self._left()
        if seconds is not None and not (engine == "columns" and engine in self._asked):
            seconds *= SHARES.get(engine, 1.0)
        self._asked.add(engine)
        latest = None if seconds is None else self._latest(seconds, last=engine not in SHARES)
        return Budget(work, seconds, params.workers, params.seed, params.gap, params.threads, latest)

    def _left(self) -> float | None:
        """Seconds left of the time limit; never none at all, so that an engine can still say something."""
        limit = self._params.time_limit
        return None if limit is None else max(LEAST_SECONDS, limit - self._elapsed())

    def _latest(self, seconds: float, *, last: bool) -> float:
        """Seconds after which an engine that overshoots is ended, so that there is still an answer in time."""
        left = self._spare()
        if not last:
            left = min(left, seconds + WAITING * (left - seconds))
        return max(LEAST_SECONDS, left)

    def _spare(self) -> float:
        """Seconds left for engines, grace included, when verifying and printing have had theirs."""
        limit = self._params.time_limit or 0.0
        grace = limit * (GRACE_FACTOR - 1) + GRACE_SECONDS
        return limit + (1 - ANSWERING) * grace - self._prepared - self._elapsed()
