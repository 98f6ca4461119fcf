"""Runs engines in a process of their own, so that a crash, a hang or a full memory costs only that process.

    outcome = run("cpsat", core, Budget(work=60))

    with Engines() as engines:                # many jobs without starting anew
        engines.run("feasibility", core, Budget(work=5))

May be called from any thread; one `Engines` does one job at a time. Ctrl-C reaches only the parent: in the
main thread it stops the engine and raises `Interrupted` with the best so far; a job in another thread is
stopped in the same way by `Engines.stop`. What comes back is a claim: check it before believing it.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from dataclasses import replace
from types import TracebackType
from typing import Self

from regroup.core import Assignment, Core
from regroup.engines.base import Budget, Claim, Event, Interrupted, Listing, Outcome, Refused, Report, Setting, silent
from regroup.engines.connection import Connection, ConnectionLost
from regroup.engines.frames import Failure, Job
from regroup.engines.suitable import suits
from regroup.errors import EngineFailure
from regroup.known import NOTHING, Known

GRACE_FACTOR, GRACE_SECONDS = 1.05, 3.0
"""An engine over its time limit by more than this is killed."""
SECONDS_BETWEEN_LOOKS = 0.1


def run(
    engine: str,
    core: Core,
    budget: Budget,
    *,
    starts: Sequence[Assignment] = (),
    report: Report = silent,
    setting: Setting = Setting.USUAL,
    known: Known = NOTHING,
) -> Outcome:
    """One job in a process of its own; see `Engines.run`."""
    with Engines() as engines:
        return engines.run(engine, core, budget, starts=starts, report=report, setting=setting, known=known)


class Engines:
    """A process in which engines run, started at the first job and again after it was lost."""

    def __init__(self) -> None:
        self._connection: Connection | None = None
        self._busy = threading.Lock()
        self._stopped = threading.Event()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Ends the process. The next job starts a new one."""
        if self._connection is not None:
            self._connection.end()
            self._connection = None

    def stop(self) -> None:
        """Stops all this for good, from any thread: the job under way raises `Interrupted`, and so do later ones."""
        self._stopped.set()

    @property
    def pid(self) -> int | None:
        """The process's id, while there is one."""
        return self._connection.pid if self._connection is not None else None

    def run(
        self,
        engine: str,
        core: Core,
        budget: Budget,
        *,
        starts: Sequence[Assignment] = (),
        report: Report = silent,
        setting: Setting = Setting.USUAL,
        known: Known = NOTHING,
        listing: Listing | None = None,
    ) -> Outcome:
        """One job, tried again with the other setting if the process or the engine fails.

        Args:
            engine: the module in `regroup.engines`: "columns", "cpsat", "feasibility", "local_search", "milp",
                "clique_bound", "nearby".
            starts: assignments, (n,), to begin from; those that are not allowed are ignored or repaired.
            report: called in this thread with each event.
            known: what an earlier solve of the same nodes and areas left; a second attempt goes without it.
            listing: for an engine that lists; "nearby" does.

        Raises:
            Refused: the core is too large for the engine.
            EngineFailure: the engine failed twice.
            Interrupted: Ctrl-C in this thread, or `stop`.
        """
        job = Job(engine, core, budget, tuple(starts), setting, known, listing)
        with self._busy:
            return _Attempts(self, job, report).outcome()

    @staticmethod
    def suits(engine: str, core: Core) -> bool:
        """Whether an engine is likely to settle a core of this size."""
        return suits(engine, core)

    def connection(self) -> Connection:
        """The connection to the process, which is started if there is none."""
        if self._connection is None:
            self._connection = Connection()
        return self._connection

    @property
    def stopped(self) -> bool:
        """Whether someone asked to stop."""
        return self._stopped.is_set()


class _Attempts:
    """The attempts at one job, and the best that came out of them."""

    def __init__(self, engines: Engines, job: Job, report: Report) -> None:
        self._engines, self._job, self._report = engines, job, report
        self._began = time.monotonic()
        self._points: int | None = None
        self._assignment: Assignment | None = None
        self._bound: int | None = None

    def outcome(self) -> Outcome:
        """That of the first attempt that ends well, or the best so far when time is up."""
        job, first = self._job, self._job.setting
        failures = []
        for setting in (first, Setting.OTHER if first is Setting.USUAL else Setting.USUAL):
            left = self._seconds_left()
            if left is not None and left <= 0:
                return self._so_far()
            try:
                known = job.known if setting is first else NOTHING
                return self._attempt(
                    replace(job, setting=setting, budget=replace(job.budget, seconds=left), known=known)
                )
            except ConnectionLost as lost:
                self._engines.close()
                failures.append(str(lost))
            except KeyboardInterrupt:
                self._engines.close()
                raise Interrupted(self._so_far()) from None
            except BaseException:
                self._engines.close()
                raise
        raise EngineFailure(job.engine, "; then ".join(failures))

    def _attempt(self, job: Job) -> Outcome:
        connection = self._engines.connection()
        connection.send(job)
        while True:
            if self._engines.stopped:
                raise KeyboardInterrupt
            if self._overdue():
                self._engines.close()
                return self._so_far()
            news = connection.receive(SECONDS_BETWEEN_LOOKS)
            if isinstance(news, Outcome):
                return news
            if isinstance(news, Failure):
                if news.refused:
                    raise Refused(job.engine, news.detail)
                raise ConnectionLost(news.detail)
            if news is not None:
                self._note(news)

    def _note(self, event: Event) -> None:
        if event.points is not None and (self._points is None or event.points > self._points):
            self._points, self._assignment = event.points, event.assignment
        if event.bound is not None and (self._bound is None or event.bound < self._bound):
            self._bound = event.bound
        self._report(event)

    def _so_far(self) -> Outcome:
        claim = Claim.UNKNOWN if self._assignment is None else Claim.GOOD
        return Outcome(claim, self._assignment, self._bound)

    def _seconds_left(self) -> float | None:
        limit = self._job.budget.seconds
        return None if limit is None else limit - (time.monotonic() - self._began)

    def _overdue(self) -> bool:
        limit, latest = self._job.budget.seconds, self._job.budget.latest
        if latest is None and limit is not None:
            latest = limit * GRACE_FACTOR + GRACE_SECONDS
        return latest is not None and time.monotonic() - self._began > latest
