"""Makes an input smaller that shows the same finding."""

from __future__ import annotations

import time
from collections.abc import Callable

SECONDS = 6.0
"""After which the smallest so far is good enough."""


def shrunk(content: bytes, shows: Callable[[bytes], bool], seconds: float = SECONDS) -> bytes:
    """The smallest that was found by taking away lines, then stretches of bytes."""
    until = time.monotonic() + seconds
    lines = [line + b"\n" for line in content.split(b"\n")]
    pieces = _fewest(lines, lambda kept: shows(b"".join(kept)[:-1]), until)
    content = b"".join(pieces)[:-1]
    singles = [content[at : at + 1] for at in range(len(content))]
    return b"".join(_fewest(singles, lambda kept: shows(b"".join(kept)), until))


def _fewest(pieces: list[bytes], shows: Callable[[list[bytes]], bool], until: float) -> list[bytes]:
    """Takes away half, a quarter, an eighth … as long as the finding stays."""
    size = max(1, len(pieces) // 2)
    while size:
        at = 0
        while at < len(pieces) and time.monotonic() < until:
            without = pieces[:at] + pieces[at + size :]
            if shows(without):
                pieces = without
            else:
                at += size
        size //= 2
    return pieces
