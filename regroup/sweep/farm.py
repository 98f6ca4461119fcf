"""Runs tasks on the workers of a cluster: a window of them at a time, each with a row in the end."""

from __future__ import annotations

import json
import queue
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError, Future
from contextlib import ExitStack
from types import TracebackType
from typing import Any, Self

from regroup.params import DEFAULT_WORK
from regroup.sweep.base import Row, State, Task
from regroup.sweep.child import Call
from regroup.sweep.cluster import Cluster, cluster
from regroup.sweep.fault import LOST, FarmError
from regroup.sweep.worker import execute, failed, own_version

Work = Callable[[Task], Row]

EACH_WORKER, TO_SPARE = 2, 2
"""Tasks under way: so many for each worker and so many besides, so that none waits for the next."""
GRACE_SECONDS = 5.0
"""What is under way at Ctrl-C may take so long to finish."""
SECONDS_BETWEEN_LOOKS = 0.1
SECONDS_BETWEEN_COUNTS = 5.0
SECONDS_WITHOUT_WORKERS = 120.0
SECONDS_AT_LEAST, SECONDS_PER_WORK = 120.0, 30.0
MOST_SENT = 2
"""Times a task is sent out whose workers are lost, each time several of them."""


def longest(task: Task) -> float:
    """Seconds after which a run is ended: far more than its work takes, as only a run that never ends gets there."""
    work = dict(task.settings).get("work", DEFAULT_WORK)
    return SECONDS_AT_LEAST + SECONDS_PER_WORK * float(work)


class Farm:
    """Workers that do runs. Opened by `open`, and closed as a context manager.

    Args:
        among: where the workers are.
        seconds: the longest a run may take; `longest` of its task when None.
    """

    def __init__(self, among: Cluster, closing: ExitStack, seconds: float | None) -> None:
        self._cluster, self._closing, self._seconds = among, closing, seconds
        self._count, self._counted, self._seen = among.workers(), time.monotonic(), time.monotonic()
        self._until: float | None = None

    @classmethod
    def open(cls, address: str | None = None, workers: int | None = None, seconds: float | None = None) -> Farm:
        """Workers at ``address``, see `cluster`.

        Raises:
            FarmError: there are none.
            InputError: a file for Slurm or Kubernetes is wrong.
        """
        closing = ExitStack()
        return cls(closing.enter_context(cluster(address, workers)), closing, seconds)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._closing.__exit__(kind, error, at)

    @property
    def workers(self) -> int:
        """How many there were when last counted."""
        return self._count

    @property
    def stopped(self) -> bool:
        """Whether someone asked to stop."""
        return self._until is not None

    def stop(self) -> None:
        """Sends no more out; what is under way has a few seconds to finish. The second time, none."""
        self._until = time.monotonic() + (0.0 if self.stopped else GRACE_SECONDS)

    def run_all(self, tasks: Iterable[Task], work: Work) -> Iterator[tuple[Task, Row]]:
        """Each task with its row, as they are done; every task once, unless stopped before.

        Args:
            tasks: taken as there is room for them.
            work: a function of a module, which every worker can import.

        Raises:
            FarmError: the scheduler or all workers are gone, or a worker is of another version.
        """
        name, source, out = _named(work), iter(tasks), _Out()
        while True:
            while not self.stopped and len(out.tasks) < EACH_WORKER * self._count + TO_SPARE:
                task = next(source, None)
                if task is None:
                    break
                self._send(task, name, out)
            if not out.tasks:
                return
            future = out.finished(SECONDS_BETWEEN_LOOKS)
            self._look(idle=future is None)
            if future is not None:
                yield from self._received(future, name, out)
            elif self._until is not None and time.monotonic() >= self._until:
                out.drop()
                return

    def _send(self, task: Task, name: str, out: _Out, sent: int = 1) -> None:
        call = Call(name, task, self._seconds or longest(task))
        sharing = self._count if self._cluster.here else 1
        try:
            future = self._cluster.executor.submit(execute, call, own_version(), sharing)
        except Exception as error:
            raise FarmError("lost", LOST, detail=type(error).__name__) from error
        out.add(future, task, sent)

    def _received(self, future: Future[str], name: str, out: _Out) -> Iterator[tuple[Task, Row]]:
        task, sent = out.tasks.pop(future)
        try:
            answer = future.result()
        except CancelledError as error:
            raise FarmError("lost", LOST, detail=type(error).__name__) from None
        except Exception as error:  # noqa: BLE001  of the cluster's own kinds, told apart by name
            if type(error).__name__ != "KilledWorker":
                raise _fault(error) from None
            if sent < MOST_SENT:
                self._send(task, name, out, sent + 1)
                return
            answer = failed("workers", "", sent)
        yield task, _row(task, json.loads(answer))

    def _look(self, *, idle: bool) -> None:
        """Counts the workers now and then, and gives up when there have been none for long."""
        now = time.monotonic()
        if self._cluster.lost():
            raise FarmError("lost", LOST, detail="scheduler")
        if not idle and self._count:
            self._seen = now
        if now - self._counted < SECONDS_BETWEEN_COUNTS:
            return
        self._count, self._counted = self._cluster.workers(), now
        if self._count:
            self._seen = now
        elif now - self._seen > SECONDS_WITHOUT_WORKERS:
            raise FarmError("workers_gone", LOST, seconds=int(SECONDS_WITHOUT_WORKERS))


class _Out:
    """The tasks that are out, and a queue of those that are back."""

    def __init__(self) -> None:
        self.tasks: dict[Future[str], tuple[Task, int]] = {}
        self._back: queue.SimpleQueue[Future[str]] = queue.SimpleQueue()

    def add(self, future: Future[str], task: Task, sent: int) -> None:
        self.tasks[future] = (task, sent)
        future.add_done_callback(self._back.put)

    def finished(self, seconds: float) -> Future[str] | None:
        """The next that is back; None when none is for so long."""
        try:
            return self._back.get(timeout=seconds)
        except queue.Empty:
            return None

    def drop(self) -> None:
        for future in self.tasks:
            future.cancel()


def _named(work: Work) -> str:
    """``module:function``."""
    if work.__module__ == "__main__" or "." in work.__qualname__:
        raise ValueError(f"workers cannot import {work.__qualname__}")
    return f"{work.__module__}:{work.__qualname__}"


def _row(task: Task, answer: dict[str, Any]) -> Row:
    state, reason = State(answer["state"]), answer["reason"]
    return Row(task.key, task.at, state, reason, answer["found"], answer["provenance"])


def _fault(error: Exception) -> FarmError:
    kind = type(error).__name__
    if kind == "OtherVersion":
        return FarmError("version", own=own_version(), other=error)
    if isinstance(error, ImportError):
        return FarmError("not_installed", module=error.name or kind)
    if kind in ("NoWorkerError", "NoValidWorkerError"):
        return FarmError("workers_gone", LOST, seconds=int(SECONDS_WITHOUT_WORKERS))
    return FarmError("lost", LOST, detail=kind)
