"""How a campaign tells how far it is, and what it came to."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable


class Campaign:
    """Counts what was tried and what was wrong; the last line is for programs."""

    def __init__(self, name: str) -> None:
        self._name, self._began, self._last = name, time.monotonic(), 0.0
        self.tried = 0
        self.wrong: list[str] = []

    def heard(self, words: str | None, about: str) -> None:
        """Counts one trial; ``words`` say what is wrong, None or nothing where nothing is."""
        self.tried += 1
        if words:
            self.wrong.append(f"{about}: {words}")
            print(f"WRONG {about}: {words}", flush=True)
        elif time.monotonic() - self._last > 10:
            self._last = time.monotonic()
            print(f"{self._last - self._began:6.0f} s  {self.tried} tried, now {about}", flush=True)

    def ended(self) -> int:
        """The last line; 1 where anything was wrong."""
        seconds = time.monotonic() - self._began
        print(f"campaign\t{self._name}\t{self.tried}\t{len(self.wrong)}\t{seconds:.0f}", flush=True)
        return 1 if self.wrong else 0


def load() -> str:
    """How busy the machine is."""
    return f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores" if hasattr(os, "getloadavg") else "load unknown"


def stoppable(main: Callable[[], int]) -> int:
    """Its exit code; 130 at Ctrl-C."""
    signal.signal(signal.SIGINT, signal.default_int_handler)  # also where a shell started it in the background
    try:
        return main()
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
        return 130
