"""Runs one case at a time in a process of its own, which is started and warm before the clock is."""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Self

from regroup.core import Core
from regroup.engines.base import Budget, Outcome, Refused
from regroup.engines.process import GRACE_FACTOR, GRACE_SECONDS, Engines
from regroup.errors import EngineFailure
from tests.benchmarks import generator, rows
from tests.benchmarks.families import Case
from tests.benchmarks.instances import Instance

UNLIMITED = 1e12
"""Work units: only the time limit ends a run."""
WARM_SECONDS = 300.0
"""Compiling may take most of it, once on a machine."""
LONGEST_NOTE = 200
WARM_WORK = 200.0
"""Work units of the job that warms an engine; enough to prove or to search for a moment."""


def warm_cores() -> Sequence[Core]:
    """Small cores which together have most of what a core can say, so that whatever loads or compiles does so.

    The last is the simplest: who refuses the others is warm by that.
    """
    named = generator.municipal(8, 2, 1, named=True, soft=True, density=0.5)
    return named, generator.municipal(8, 2, 1, density=0.5), generator.dense(8, 2, 1)


@dataclass(frozen=True, slots=True)
class Attempt:
    """How one job ended.

    Attributes:
        seconds: from sending the core to having the outcome.
        status: when there is no outcome: `rows.FAILED` or `rows.REFUSED`; else empty.
    """

    seconds: float
    outcome: Outcome | None = None
    status: str = ""
    note: str = ""


class Warm:
    """An engine's process, kept warm from job to job and made anew when it was lost."""

    def __init__(self, engine: str, workers: int) -> None:
        self.engine, self.workers = engine, workers
        self._engines = Engines()
        self._warm: int | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._engines.close()

    def attempt(self, core: Core, limit: float, seed: int) -> Attempt:
        """One job.

        Args:
            limit: in seconds.

        Raises:
            Interrupted: Ctrl-C.
        """
        self._warm_up()
        before = self._engines.pid
        budget = Budget(work=UNLIMITED, seconds=limit, workers=self.workers, seed=seed)
        began = time.monotonic()
        try:
            outcome = self._engines.run(self.engine, core, budget)
        except Refused as refusal:
            return Attempt(time.monotonic() - began, status=rows.REFUSED, note=_short(refusal.detail))
        except EngineFailure as failure:
            return Attempt(time.monotonic() - began, status=rows.FAILED, note=_short(failure.detail))
        seconds = time.monotonic() - began
        return Attempt(seconds, outcome, note=self._note(before, seconds, limit))

    def _warm_up(self) -> None:
        """Starts the process and solves small cores in it, unless that has been done. What fails there shows later."""
        if self._warm is not None and self._warm == self._engines.pid:
            return
        for core in warm_cores():
            with suppress(EngineFailure):  # the process is gone then; the next core starts another
                self._engines.run(self.engine, core, Budget(work=WARM_WORK, seconds=WARM_SECONDS, workers=self.workers))
        self._warm = self._engines.connection().pid

    def _note(self, before: int | None, seconds: float, limit: float) -> str:
        if self._engines.pid is None and seconds > limit * GRACE_FACTOR + GRACE_SECONDS:
            return "over its limit, stopped from outside"
        if self._engines.pid != before:
            return "crashed once, tried again"
        return ""


def row(asked: rows.Row, instance: Instance, attempt: Attempt) -> rows.Row:
    """The row with the results of an attempt."""
    told = replace(asked, sense=instance.sense.value, seconds=f"{attempt.seconds:.3f}")
    reference = instance.reference
    if reference is not None and reference.value is not None:
        published = rows.decimal(reference.value)
        told = replace(told, reference=published, reference_status=reference.status, reached=rows.NO)
    rounding = f"benefits rounded to {instance.rounded} decimals" if instance.rounded is not None else ""
    if attempt.outcome is None:
        return replace(told, status=attempt.status, note=_joined(attempt.note, rounding))
    verdict = rows.judged(instance, attempt.outcome)
    apart = rows.gap(verdict.value, verdict.bound)
    return replace(
        told,
        value=rows.decimal(verdict.value),
        bound=rows.decimal(verdict.bound),
        gap="" if apart is None else f"{float(apart):.6f}",
        status=verdict.status,
        reached=verdict.reached or told.reached,
        note=_joined(*verdict.wrong, attempt.note, rounding),
    )


def measured(warm: Warm, case: Case, instance: Instance, asked: rows.Row) -> rows.Row:
    """A case run and judged."""
    return row(asked, instance, warm.attempt(instance.core, float(asked.limit), case.seed))


def _short(detail: str) -> str:
    return " ".join(detail.split())[:LONGEST_NOTE]


def _joined(*notes: str) -> str:
    return "; ".join(note for note in notes if note)
