"""Runs the parts of the campaign in processes side by side, tells how far it is, and keeps what is wrong."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field
from multiprocessing import active_children, get_context
from pathlib import Path

from tests.exact.counting import Found, Mismatch
from tests.exact.kept import FOLDER, keep, smallest
from tests.exact.parts import over
from tests.exact.shrinking import SECONDS

CHUNK = {"instances": 20, "cores": 50, "laws": 1, "cross": 2}
"""Seeds that a process takes at a time; after Ctrl-C what is under way is not counted."""
SECONDS_BETWEEN_NEWS = 10.0
MOST_KEPT = 20
"""Mismatches that are made small and written down; all are counted and told."""


@dataclass
class Run:
    """One part: how many seeds were asked for, and what came of those that are done."""

    part: str
    asked: int
    done: int = 0
    seconds: float = 0.0
    found: Found = field(default_factory=Found)
    interrupted: bool = False

    @property
    def wrong(self) -> int:
        """Mismatches."""
        return len(self.found.mismatches)


def run(part: str, first: int, many: int, workers: int) -> Run:
    """One part over ``many`` seeds. Ctrl-C ends it and keeps what is done; so does a process that crashes."""
    going, began, told = Run(part, many), time.monotonic(), time.monotonic()
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_ignore_interrupts) as pool:
        work = {pool.submit(over, part, seeds): seeds for seeds in _chunks(part, first, many)}
        try:
            for future in as_completed(work):
                _learn(going, future, work[future])
                if time.monotonic() - told > SECONDS_BETWEEN_NEWS:
                    told = time.monotonic()
                    _tell(going, told - began)
        except KeyboardInterrupt:
            going.interrupted = True
            for process in active_children():  # each would go on with what it has been given
                process.terminate()
        except BrokenExecutor:
            _crashed(going)
    going.seconds = time.monotonic() - began
    return going


def _chunks(part: str, first: int, many: int) -> Iterator[range]:
    for start in range(first, first + many, CHUNK[part]):
        yield range(start, min(start + CHUNK[part], first + many))


def _ignore_interrupts() -> None:
    """Ctrl-C belongs to the process that waits."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _learn(going: Run, future: Future[Found], seeds: range) -> None:
    try:
        found = future.result()
    except BrokenExecutor:
        print(f"a process ended at or beside {going.part} {seeds.start} to {seeds.stop - 1}", flush=True)
        raise
    going.done += len(seeds)
    going.found.add(found)
    for mismatch in found.mismatches:
        print(mismatch, flush=True)


def _crashed(going: Run) -> None:
    """An engine took its process with it: no seed after that is tried."""
    row = going.found.row("process")
    row.tried += 1
    row.wrong += 1
    going.found.mismatches.append(Mismatch(going.part, "process", going.done, "a process ended without an answer"))


def _tell(going: Run, seconds: float) -> None:
    left = seconds / max(1, going.done) * (going.asked - going.done)
    print(
        f"{going.part}: {going.done} of {going.asked}, {going.wrong} wrong, about {left / 60:.0f} minutes left",
        file=sys.stderr,
        flush=True,
    )


def keep_all(mismatches: list[Mismatch], folder: Path = FOLDER, seconds: float = SECONDS) -> Iterator[str]:
    """Makes mismatches small and writes them down; one for each way, then others, up to a number."""
    scenarios = [one for one in mismatches if one.problem is not None]
    firsts = list({(one.part, one.name): one for one in reversed(scenarios)}.values())
    others = [one for one in scenarios if one not in firsts]
    for one in (firsts + others)[:MOST_KEPT]:
        path = keep(smallest(one, seconds=seconds), folder)
        yield f"kept as {path.name}: {one}"


def table(going: Run) -> Iterator[str]:
    """The figures of a part, a line for each way."""
    rows = going.found.rows
    yield f"{'':32} {'tried':>7} {'settled':>7} {'skipped':>7} {'wrong':>5} {'ms each':>8}"
    for name, row in rows.items():
        each = 1000 * row.seconds / max(1, row.tried - row.skipped)
        yield f"{name:32} {row.tried:7} {row.settled:7} {row.skipped:7} {row.wrong:5} {each:8.1f}"
