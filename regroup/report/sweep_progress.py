"""How far a sweep has come: one live line on a terminal, else plain lines, ever more seldom."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path

from rich.live import Live
from rich.text import Text

from regroup.read.lines import visible
from regroup.report.page import console_on
from regroup.sweep.base import Row
from regroup.sweep.coordinate import Outcome, Planned, Shard, Step
from regroup.text import number, say

FIRST_WAIT, LONGEST_WAIT = 2.0, 300.0
GROWTH = 1.5
"""Each plain line waits so many times longer than the one before."""
BETWEEN_LIVE = 0.2


def span(seconds: float, language: str) -> str:
    """A time for reading: seconds, minutes or hours."""
    for name, size in (("hours", 3600), ("minutes", 60)):
        if seconds >= 2 * size:
            tenths = Fraction(round(10 * seconds / size), 10)
            return say(f"sweep_run.span.{name}", language, count=number(tenths, language))
    return say("sweep_run.span.seconds", language, count=number(Fraction(round(seconds)), language))


def words(step: Step, seconds: float, language: str) -> str:
    """Done, rate, failures and what is left in one line."""
    rate = step.done / max(seconds, 1e-3)
    return say(
        "sweep_run.progress",
        language,
        done=number(step.done, language),
        of=number(step.of, language),
        rate=number(Fraction(round(10 * rate), 10), language),
        failed=number(step.failed, language),
        left=span((step.of - step.done) / max(rate, 1e-6), language),
    )


def announced(name: str, plan: Planned, part: Shard | None, store: Path, language: str) -> str:
    """How many runs there are and how many of them are to be done."""
    figures = {
        "runs": number(plan.runs, language),
        "known": number(plan.known, language),
        "missing": number(len(plan.missing), language),
    }
    lines = [say("sweep_run.planned", language, name=visible(name), **figures)]
    if part is not None:
        lines.insert(0, say("sweep_run.shard", language, part=part.part, parts=part.parts))
    return "\n".join([*lines, say("sweep_run.store", language, path=visible(str(store)))])


def concluded(outcome: Outcome, language: str) -> str:
    """What was done, or that nothing was left to do."""
    done = number(outcome.done, language)
    if outcome.interrupted:
        return say("sweep_run.interrupted", language, done=done)
    if not outcome.done:
        return say("sweep_run.nothing", language)
    failed = number(outcome.failed, language)
    return say("sweep_run.ended", language, done=done, failed=failed, took=span(outcome.seconds, language))


def as_line(row: Row) -> str:
    """A row as one line of JSON."""
    kept = {
        "key": row.key,
        "at": dict(row.at),
        "state": row.state,
        "reason": row.reason,
        "found": row.found,
        "provenance": row.provenance,
    }
    return json.dumps(kept, ensure_ascii=False) + "\n"


@contextmanager
def sweep_progress(language: str, quiet: bool) -> Iterator[Callable[[Step], None]]:
    """Gives the function that hears of each run."""
    console = console_on(sys.stderr)
    if quiet:
        yield lambda step: None
    elif console.is_terminal:
        with Live(console=console, refresh_per_second=4, transient=True) as live:
            yield _Line(language, lambda text: live.update(Text(text)), BETWEEN_LIVE, 1.0).hear
    else:
        yield _Line(language, lambda text: print(text, file=sys.stderr, flush=True), FIRST_WAIT, GROWTH).hear


class _Line:
    def __init__(self, language: str, show: Callable[[str], None], wait: float, growth: float) -> None:
        self._language, self._show, self._wait, self._growth = language, show, wait, growth
        self._began = self._last = time.monotonic()

    def hear(self, step: Step) -> None:
        now = time.monotonic()
        if now - self._last >= self._wait:
            self._last, self._wait = now, min(self._wait * self._growth, LONGEST_WAIT)
            self._show(words(step, now - self._began, self._language))
