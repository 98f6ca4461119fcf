"""Progress on stderr: a live line on a terminal, else plain lines, seldom and when something is better."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from fractions import Fraction
from typing import TYPE_CHECKING

from rich.live import Live
from rich.text import Text

from regroup.report.figures import points
from regroup.report.page import console_on
from regroup.text import number, say
from regroup.totals import gap_in_points

if TYPE_CHECKING:
    from regroup.news import Progress, Watch

SECONDS_BETWEEN_LINES = 5.0
SECONDS_BETWEEN_BETTER = 1.0


@contextmanager
def progress(language: str, quiet: bool) -> Iterator[Watch | None]:
    """Gives the function that `solve` tells its news to; None where nobody wants to hear it."""
    console = console_on(sys.stderr)
    if quiet:
        yield None
    elif console.is_terminal:
        live = _Line(language)
        with Live(live, console=console, refresh_per_second=2, transient=True):
            yield _announcing(live.hear, lambda words: console.print(words, highlight=False), language)
    else:
        yield _announcing(_Plain(language).hear, _print, language)


def _announcing(hear: Watch, show: Callable[[str], None], language: str) -> Watch:
    """Hears the news, and says first that it will be a while, where that is so."""

    def heard(news: Progress) -> None:
        if news.compiling:
            show(say("cli.compiling", language))
        else:
            hear(news)

    return heard


def _print(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


def words(news: Progress, elapsed: float, language: str) -> str:
    """Time, engine, best, bound and gap in one line."""

    def shown(value: Fraction | None) -> str:
        return say("cli.nothing_yet", language) if value is None else points(value, language)

    gap = gap_in_points(news.points, news.bound)
    seconds = number(Fraction(round(elapsed)), language)
    return say(
        "cli.progress",
        language,
        seconds=seconds,
        engine=say(f"engine.{news.engine}", language),
        points=shown(news.points),
        bound=shown(news.bound),
        gap=shown(gap),
    )


class _Line:
    """The live line: what was last heard, with the clock running on."""

    def __init__(self, language: str) -> None:
        self._language, self._started = language, time.monotonic()
        self._news: Progress | None = None

    def hear(self, news: Progress) -> None:
        self._news = news

    def __rich__(self) -> Text:
        seconds = time.monotonic() - self._started
        return Text(words(self._news, seconds, self._language) if self._news else "")


class _Plain:
    """The first plan, bound and best when they meet, a better plan at most once a second, the rest more seldom."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._best: Fraction | None = None
        self._met = False
        self._last = -SECONDS_BETWEEN_LINES

    def hear(self, news: Progress) -> None:
        meets = news.points is not None and news.points == news.bound and not self._met
        wait = SECONDS_BETWEEN_BETTER if news.points != self._best else SECONDS_BETWEEN_LINES
        if meets or news.seconds - self._last >= wait:
            self._best, self._met, self._last = news.points, self._met or meets, news.seconds
            _print(words(news, news.seconds, self._language))
