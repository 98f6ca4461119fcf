"""One engine asked at a time; one that is lost or refuses costs its answer alone."""

from __future__ import annotations

from dataclasses import replace

from regroup.engines.base import Budget, Claim, Outcome, Refused
from regroup.engines.process import Engines
from regroup.errors import EngineFailure
from regroup.found_so_far import FoundSoFar
from regroup.result import Status


class Asking(FoundSoFar):
    """What is known so far, and engines that add to it."""

    def _run(self, engines: Engines, engine: str, budget: Budget) -> Outcome:
        """Runs one engine from what is known, and adds what it found to it; nothing where it is too late for it."""
        if self._too_late(engines):
            return Outcome(Claim.UNKNOWN)
        starts = [] if self.best.assignment is None else [self.best.assignment]
        try:
            outcome = engines.run(engine, self.core, budget, starts=starts, report=self._hear(engine), known=self.known)
        except Refused as refused:
            return self._refused(engine, refused)
        except EngineFailure as failure:
            return self._failed(engine, failure)
        self._learn(engine, outcome)
        return outcome

    def _run_on_whole(self, engines: Engines, engine: str, budget: Budget) -> Outcome:
        """The same on the core as the problem states it, so that a fault in reducing it would show."""
        if self._too_late(engines):
            return Outcome(Claim.UNKNOWN)
        starts = [] if self.best.assignment is None else [self.reduced.expand(self.best.assignment)]
        try:
            outcome = engines.run(engine, self.problem.core, budget, starts=starts)
        except Refused as refused:
            return self._refused(engine, refused)
        except EngineFailure as failure:
            return self._failed(engine, failure)
        if outcome.assignment is not None:
            outcome = replace(outcome, assignment=self._small(outcome.assignment))
        self._learn(engine, outcome)
        return outcome

    def _too_late(self, engines: Engines) -> bool:
        return self.params.time_limit is not None and self.turns.too_late(running=engines.pid is not None)

    def _refused(self, engine: str, refused: Refused) -> Outcome:
        self.record.append({"engine": engine, "claim": "refused", "detail": refused.detail})
        return Outcome(Claim.UNKNOWN)

    def _failed(self, engine: str, failure: EngineFailure) -> Outcome:
        """An engine that is lost costs its answer alone: what the others find is checked as ever."""
        self.failures.append(failure)
        self.record.append({"engine": engine, "claim": "failed", "detail": failure.detail})
        return Outcome(Claim.UNKNOWN)

    def _refuse_nothing(self) -> None:
        """A plan in hand counts whoever failed; without one, the failure is all there is to tell."""
        if self.status is not Status.UNKNOWN:
            return
        self._settle()
        if self.failures and self.best.points is None:
            raise self.failures[0]
