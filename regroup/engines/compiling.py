"""Who is told when a hot loop is about to be compiled; known without loading the compiler.

Loops are kept on disk once they are made (`compiled`), so that this happens at the first use on a machine, after
regroup, Python or numba changed, and at every start where nothing can be written.
"""

from __future__ import annotations

from collections.abc import Callable

_listeners: list[Callable[[], None]] = []


def listen(told: Callable[[], None]) -> None:
    """Calls a function before the first loop is compiled in this process; never where all come from the disk."""
    _listeners.append(told)


def begins() -> None:
    """Tells whoever listens, once."""
    while _listeners:
        _listeners.pop()()
