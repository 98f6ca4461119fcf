"""How much memory there is, and what an engine will not begin on."""

from __future__ import annotations

import os

from regroup.engines.base import Refused

SHARE = 0.75
"""Of the physical memory, the most an engine's process may take."""
LEAST_LIMIT = 4 * 2**30
"""No tighter limit than this is set: address space is reserved in far greater amounts than it is used."""


def physical() -> int | None:
    """Bytes of physical memory; None where the system does not say."""
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return None


def refuse_if_too_large(engine: str, needed: int) -> None:
    """Refuses, with numbers, what would take more than its share of the memory.

    Raises:
        Refused: ``needed`` bytes are too many.
    """
    have = physical()
    if have is not None and needed > SHARE * have:
        raise Refused(engine, f"needs about {needed / 2**30:.1f} GiB; {SHARE * have / 2**30:.1f} GiB may be used")


def limit_address_space() -> None:
    """Bounds this process's memory, so that it fails alone and does not take the machine with it."""
    try:
        import resource
    except ImportError:
        return
    have = physical()
    if have is not None:
        most, allowed = max(int(SHARE * have), LEAST_LIMIT), resource.getrlimit(resource.RLIMIT_AS)[1]
        if allowed != resource.RLIM_INFINITY:
            most = min(most, allowed)  # whoever started this may have set a tighter one, which cannot be raised
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
