"""How far a sweep is: what has ended how, what is missing, and how fast it goes where it is running."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from regroup.sweep.base import State
from regroup.sweep.chosen import Chosen
from regroup.sweep.lock import writing

LOOK = 2.0
"""Seconds between two looks at a sweep that is running."""


@dataclass(frozen=True)
class Status:
    """Of the runs of a sweep.

    Attributes:
        states: how many ended how.
        reasons: of those without an answer, the most frequent first.
        missing: not done yet.
        process: the one that writes to the store now, as far as it says; None where none does.
        rate: runs a second, counted over `LOOK` seconds; None where nothing is running.
    """

    states: dict[str, int]
    reasons: tuple[tuple[State, str, int], ...]
    missing: int
    process: str | None
    rate: float | None


def status_of(path: Path, choose: Callable[[], Chosen], pause: float = LOOK) -> Status:
    """Looks at a store, twice where a sweep is running.

    Args:
        path: the store.
        choose: opens the store and picks the runs; the store is closed here.
        pause: seconds between the looks.
    """
    process, rate, before = writing(path), None, None
    if process is not None:
        before, started = len(_closed(choose())), time.monotonic()
        time.sleep(pause)
    chosen = choose()
    with chosen.store:
        if before is not None:
            rate = (len(chosen.store) - before) / (time.monotonic() - started)
        states: Counter[str] = Counter()
        reasons: Counter[tuple[State, str]] = Counter()
        for row in chosen.rows():
            states[str(row.state)] += 1
            if row.state is not State.DONE:
                reasons[row.state, row.reason] += 1
        told = tuple((state, reason, count) for (state, reason), count in reasons.most_common())
        return Status(dict(sorted(states.items())), told, chosen.missing, process, rate)


def _closed(chosen: Chosen) -> range:
    chosen.store.close()
    return range(len(chosen.store))
