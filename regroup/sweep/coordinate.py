"""From tasks to rows in the store: which are missing, who does them, and that each is kept before it counts."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Set
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType
from typing import Protocol

from regroup.sweep.base import Row, State, Task
from regroup.sweep.farm import Farm, Work


class Keeping(Protocol):
    """What this asks of the store."""

    def put(self, task: Task, row: Row) -> None:
        """Keeps a row; on disk when this returns."""


@dataclass(frozen=True, slots=True)
class Shard:
    """One part of a sweep: the tasks whose key, as a number, leaves ``part`` when divided by ``parts``."""

    part: int
    parts: int

    def has(self, key: str) -> bool:
        """Whether the task of this key belongs to the part."""
        return int(key, 16) % self.parts == self.part


@dataclass(frozen=True, slots=True)
class Planned:
    """What there is to do.

    Attributes:
        runs: how many different ones, of this part where there are parts.
        missing: the keys of those that are to be done.
    """

    runs: int
    missing: frozenset[str]

    @property
    def known(self) -> int:
        """How many are in the store already."""
        return self.runs - len(self.missing)


@dataclass(frozen=True, slots=True)
class Step:
    """A run that is done and stored."""

    row: Row
    done: int
    of: int
    failed: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """How it went.

    Attributes:
        done: runs stored now.
        failed: how many of them have no answer.
        missing: runs that were to be done and are not.
        interrupted: whether somebody stopped it.
        seconds: how long it took.
    """

    done: int
    failed: int
    missing: int
    interrupted: bool
    seconds: float


def planned(tasks: Iterable[Task], known: Set[str], shard: Shard | None = None) -> Planned:
    """Which runs there are and which are missing; tasks of the same key are one run."""
    keys = {task.key for task in tasks if shard is None or shard.has(task.key)}
    return Planned(len(keys), frozenset(keys - known))


def sweep(
    tasks: Iterable[Task],
    missing: Set[str],
    store: Keeping,
    farm: Farm,
    work: Work,
    told: Callable[[Step], None] | None = None,
    stopping: Callable[[], None] | None = None,
) -> Outcome:
    """Does the missing runs. Ctrl-C finishes what is under way within seconds and keeps everything.

    Args:
        tasks: all of them, in the order in which they are to be done.
        missing: the keys of those to do.
        told: hears of each run after it is stored.
        stopping: called at Ctrl-C.

    Raises:
        FarmError: there is nobody to do them any more; what was stored stays.
        InputError, Disagreement: of the store.
    """
    began, done, failed = time.monotonic(), 0, 0
    with _interrupts(farm, stopping):
        for task, row in farm.run_all(_each_once(tasks, missing), work):
            store.put(task, row)
            done, failed = done + 1, failed + (row.state is not State.DONE)
            if told is not None:
                told(Step(row, done, len(missing), failed))
    left = len(missing) - done
    return Outcome(done, failed, left, farm.stopped and left > 0, time.monotonic() - began)


def _each_once(tasks: Iterable[Task], missing: Set[str]) -> Iterator[Task]:
    left = set(missing)
    for task in tasks:
        if task.key in left:
            left.remove(task.key)
            yield task
        if not left:
            return


@contextmanager
def _interrupts(farm: Farm, stopping: Callable[[], None] | None) -> Iterator[None]:
    """Ctrl-C, or being asked to end, stops the farm and not the coordinator, which may be writing."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        farm.stop()
        if stopping is not None:
            stopping()

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {which: signal.signal(which, stop) for which in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for which, handler in before.items():
            signal.signal(which, handler)
