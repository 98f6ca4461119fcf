"""What a solve knows so far: plan, bound, prices, certificate; what an engine says adds to it, and is told."""

from __future__ import annotations

import time
from fractions import Fraction

from regroup.certificate import Certificate
from regroup.core import Assignment, Core
from regroup.engines.base import Claim, Event, Outcome, Report
from regroup.errors import Disagreement, EngineFailure
from regroup.incumbent import Incumbent
from regroup.known import NOTHING, Known
from regroup.memory import Memory
from regroup.news import Progress, Watch
from regroup.params import Params
from regroup.preprocess import reduce
from regroup.problem import Problem
from regroup.result import Conflict, Status
from regroup.turns import Turns


class FoundSoFar:
    """Of one run, from its start; nothing is asked here."""

    def __init__(
        self, problem: Problem, params: Params, watch: Watch | None, memory: Memory, began: float | None
    ) -> None:
        self.problem, self.params, self.watch, self.memory = problem, params, watch, memory
        self.started = time.monotonic() if began is None else began
        self.reduced = reduce(problem.core)
        self.core: Core = self.reduced.core
        self.turns = Turns(params, self.core.n, self._elapsed)
        self.best = Incumbent(self.core)
        self.known: Known = NOTHING
        self.bound: int | None = None
        self.bound_by = ""
        self.status = Status.UNKNOWN
        self.certificate: tuple[int | None, Certificate] | None = None
        self.corroborated = False
        self.interrupted = False
        self.conflicts: tuple[Conflict, ...] = ()
        self.record: list[dict[str, object]] = []
        self.failures: list[EngineFailure] = []

    def _small(self, assignment: Assignment) -> Assignment | None:
        """A whole assignment on the reduced core; None where it is not allowed.

        Raises:
            Disagreement: it is allowed, but not by the reduced core.
        """
        small = self.reduced.contract(assignment)
        allowed = small is not None and self.core.allows(small)
        if not allowed and self.problem.core.allows(assignment):
            raise Disagreement("lost_in_reduction")
        return small if allowed else None

    def _learn(self, engine: str, outcome: Outcome) -> None:
        """Adds an outcome to what is known, and to the record."""
        self.best.offer(outcome.assignment, engine)
        self._tighten(outcome.bound, engine)
        self._keep(outcome)
        self.known = self.known.after(outcome.known)
        self.record.append(
            {"engine": engine, "claim": str(outcome.claim), "work": round(outcome.work, 6), "bound": outcome.bound}
        )
        self._tell(engine)

    def _keep(self, outcome: Outcome) -> None:
        """Keeps what proves the bound, or that no plan exists, for the result."""
        if outcome.certificate is not None:
            bound = None if outcome.claim is Claim.IMPOSSIBLE else outcome.bound
            self.certificate = bound, outcome.certificate

    def _settle(self) -> None:
        """The status that the best assignment and the bound allow."""
        if self.best.points is None:
            return
        if self.bound is not None and self.best.points > self.bound:
            raise Disagreement("points_above_bound", points=self.best.points, bound=self.bound)
        self.status = Status.BEST if self.best.points == self.bound else Status.GOOD

    def _hear(self, engine: str) -> Report:
        def report(event: Event) -> None:
            better = self.best.offer(event.assignment, engine)
            tighter = self._tighten(event.bound, engine)
            if better or tighter or event.compiling:
                self._tell(engine, compiling=event.compiling)

        return report

    def _tighten(self, bound: int | None, engine: str) -> bool:
        if bound is None or (self.bound is not None and bound >= self.bound):
            return False
        self.bound, self.bound_by = bound, engine
        return True

    def _tell(self, engine: str, *, compiling: bool = False) -> None:
        if self.watch:
            points, bound = self._in_points(self.best.points), self._in_points(self.bound)
            self.watch(Progress(engine, points, bound, self._elapsed(), compiling))

    def _elapsed(self) -> float:
        return time.monotonic() - self.started

    def _in_points(self, points: int | None) -> Fraction | None:
        return None if points is None else Fraction(points, self.problem.scale)
