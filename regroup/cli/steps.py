"""What the commands of studies share: progress by questions answered, and the file that --out names."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.live import Live
from rich.text import Text

from regroup.cli.documents import Documents
from regroup.errors import InputError
from regroup.problem import Problem
from regroup.report.page import console_on
from regroup.text import number, say
from regroup.write import as_json, inputs_of, write_text

if TYPE_CHECKING:
    from regroup.paper import Paper
    from regroup.study import Steps

SECONDS_BETWEEN_LINES = 5.0


@contextmanager
def steps(language: str, quiet: bool) -> Iterator[Steps | None]:
    """Gives the function that a study tells its steps to; None where nobody wants to hear it.

    A live line on a terminal, else a plain one every few seconds.
    """
    console = console_on(sys.stderr)
    if quiet:
        yield None
    elif console.is_terminal:
        with Live(console=console, refresh_per_second=4, transient=True) as live:
            yield _Told(language, lambda words: live.update(Text(words)), 0.0).hear
    else:
        yield _Told(language, _print, SECONDS_BETWEEN_LINES).hear


@contextmanager
def publishing(document: dict[str, Any], out: Path | None, problem: Problem) -> Iterator[None]:
    """Writes a study's object where --out says, if it does; within it the answer is printed, also where that failed.

    Raises:
        InputError: the file cannot be written there, and why; at the end, when the answer has been said.
    """
    failed = None
    if out is not None:
        try:
            write_text(as_json(document), out, inputs_of(problem))
        except InputError as error:
            failed = error
    yield
    if failed is not None:
        raise failed


def tell(document: dict[str, Any], reports: Documents, language: str, quiet: bool) -> None:
    """Writes the documents of a study's object, where they are asked for.

    Raises:
        InputError: as `Documents.write`.
    """

    def made() -> Paper:
        from regroup.paper import paper_of_all

        return paper_of_all([document])

    reports.write(made, language, quiet)


def _print(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


class _Told:
    """Says how many of how many, and how long the rest is likely to take."""

    def __init__(self, language: str, show: Callable[[str], None], wait: float) -> None:
        self._language, self._show, self._wait = language, show, wait
        self._started = self._last = time.monotonic()

    def hear(self, done: int, of: int) -> None:
        now = time.monotonic()
        if now - self._last < self._wait:
            return
        self._last = now
        left = (now - self._started) / max(1, done) * (of - done)
        shown = {"done": done, "of": of, "seconds": number(Fraction(round(left)), self._language)}
        self._show(say("cli.steps", self._language, **shown))
