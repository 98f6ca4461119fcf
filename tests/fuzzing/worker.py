"""A process that fuzzes: changes inputs, runs them, keeps those that reach something new."""

from __future__ import annotations

import contextlib
import random
import signal
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path

from tests.fuzzing import inside
from tests.fuzzing.judge import Outcome, judged
from tests.fuzzing.lines import Line, Lines
from tests.fuzzing.mutate import Mutator, words_of
from tests.fuzzing.shrink import shrunk
from tests.fuzzing.targets import Target

MEMORY = 3 * 2**30
MOST_KEPT = 400
"""Inputs of one target that are built on."""
TRACED = 12
"""One in so many inputs is traced; one whose outcome is new always is."""
BETWEEN_REPORTS = 2.0
"""Seconds."""
TRACED_SECONDS = 20.0


@dataclass
class Report:
    """What a worker has to tell since it last did."""

    done: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    by_target: Counter[str] = field(default_factory=Counter)
    lines: set[Line] = field(default_factory=set)
    kept: int = 0
    findings: list[tuple[str, Outcome, bytes]] = field(default_factory=list)


class _Kept:
    """The inputs of one target that reached something new."""

    def __init__(self, target: Target, at: random.Random) -> None:
        self.target = target
        self.contents = list(target.seeds())
        self.kinds: set[str] = set()
        self.mutator = Mutator(at, words_of(self.contents))
        self._at, self._first = at, len(self.contents)

    def next(self) -> bytes:
        """A changed input; the newest ones are built on more often."""
        newest = self.contents[-20:] if self._at.random() < 0.4 else self.contents
        return self.mutator.changed(self._at.choice(newest), self._at.choice(self.contents))

    def keep(self, content: bytes) -> None:
        """Keeps an input; an old one makes room for it, never a seed."""
        self.contents.append(content)
        if len(self.contents) > MOST_KEPT + self._first:
            del self.contents[self._at.randrange(self._first, len(self.contents) - 20)]


class Worker:
    """Fuzzes the targets by their shares.

    Args:
        folder: where inputs are written to be read.
    """

    def __init__(self, targets: Sequence[Target], seed: int, folder: Path) -> None:
        self._at = random.Random(seed)
        self._folder = folder
        self._kept = [_Kept(target, self._at) for target in targets]
        self._shares = [target.share for target in targets]
        self._lines = Lines()
        self._told: set[str] = set()
        self.report = Report()

    def seeds(self) -> None:
        """Runs every input that fuzzing begins from."""
        for kept in self._kept:
            for content in list(kept.contents):
                self._run(kept, content, traced=True)

    def step(self, note: Path | None = None) -> None:
        """One input; it is noted first, so that it is known should this process die of it."""
        kept = self._at.choices(self._kept, self._shares)[0]
        content = kept.next()
        if note and kept.target.name in ("parts", "zip"):
            note.write_bytes(kept.target.name.encode() + b"\n" + content)
        self._run(kept, content, traced=self._at.random() * TRACED < 1)

    def _run(self, kept: _Kept, content: bytes, *, traced: bool) -> None:
        before = len(self._lines.seen)
        outcome = self._traced(kept.target, content) if traced else judged(kept.target, content, self._folder)
        new = outcome.kind not in kept.kinds
        if new and not traced:
            self._traced(kept.target, content)
        kept.kinds.add(outcome.kind)
        if len(self._lines.seen) > before or new:
            kept.keep(content)
            self.report.kept += 1
        self.report.done += 1
        self.report.by_target[kept.target.name] += 1
        self.report.kinds["accepted" if outcome.kind == "accepted" else "refused"] += 1
        if outcome.finding and f"{kept.target.name} {outcome.finding}" not in self._told:
            self._tell(kept.target, outcome, content)

    def _traced(self, target: Target, content: bytes) -> Outcome:
        with self._lines.watching():
            return judged(target, content, self._folder, TRACED_SECONDS)

    def _tell(self, target: Target, outcome: Outcome, content: bytes) -> None:
        """A finding, once, made small."""
        self._told.add(f"{target.name} {outcome.finding}")
        small = shrunk(content, lambda less: judged(target, less, self._folder).finding == outcome.finding)
        self.report.findings.append((target.name, outcome, small))

    def taken_report(self) -> Report:
        """What there is to tell; the next report begins anew."""
        told, self.report = self.report, Report()
        told.lines = set(self._lines.seen)
        return told


def work(targets: Sequence[Target], seed: int, count: int, out: Connection, note: Path) -> None:
    """The life of a worker process: reports until it has run ``count`` inputs."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _bounded()
    inside.use()
    memory = Path("/dev/shm")  # noqa: S108 - files in memory are quicker, where there is such a folder
    with tempfile.TemporaryDirectory(prefix="fuzz", dir=memory if memory.is_dir() else None) as folder:
        worker = Worker(targets, seed, Path(folder))
        worker.seeds()
        worker.report.done, last = 0, time.monotonic()
        for number in range(1, count + 1):
            worker.step(note)
            if time.monotonic() - last > BETWEEN_REPORTS or number == count:
                out.send(worker.taken_report())
                last = time.monotonic()
    out.send(None)


def _bounded() -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
