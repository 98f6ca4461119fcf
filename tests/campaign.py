"""How a campaign tells of itself: progress now and then, findings as they come, and one last line in figures."""

from __future__ import annotations

import sys
import time

SECONDS_BETWEEN_LINES = 5.0
INTERRUPTED = 130


class Telling:
    """Progress on standard error, and the last line on standard output.

    Args:
        name: of the campaign.
        of: how many there are to try.
    """

    def __init__(self, name: str, of: int) -> None:
        self._name, self._of = name, of
        self._began = self._last = time.monotonic()

    @property
    def seconds(self) -> float:
        """Since the campaign began."""
        return time.monotonic() - self._began

    def progress(self, done: int, wrong: int, more: str = "") -> None:
        """A line every few seconds."""
        if time.monotonic() - self._last < SECONDS_BETWEEN_LINES:
            return
        self._last = time.monotonic()
        rate = done / max(0.001, self.seconds)
        left = (self._of - done) / max(0.001, rate)
        text = f"{self._name}: {done} of {self._of}, {wrong} wrong, {rate:.0f} a second, {left:.0f} s left"
        print(f"{text}; {more}" if more else text, file=sys.stderr, flush=True)

    def end(self, tried: int, wrong: int, *, interrupted: bool = False) -> int:
        """Prints the last line; the exit code: 0, 1 where something is wrong, 130 where a person ended it."""
        print(f"campaign\t{self._name}\t{tried}\t{wrong}\t{self.seconds:.1f}", flush=True)
        return INTERRUPTED if interrupted else int(bool(wrong))
