"""Who started whom, from /proc."""

from __future__ import annotations

from pathlib import Path


def children(pid: int) -> list[int]:
    """The processes that ``pid`` started and that are alive."""
    found = []
    for listed in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found += [int(child) for child in listed.read_text().split()]
        except OSError:
            continue
    return [child for child in found if alive(child)]


def below(pid: int) -> list[int]:
    """All that come from ``pid``, itself not."""
    found = children(pid)
    return [*found, *(other for child in found for other in below(child))]


def command(pid: int) -> str:
    """Its command line; empty where it is gone."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
    except OSError:
        return ""


def alive(pid: int) -> bool:
    """Whether it runs; one that ended and was not fetched does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (OSError, IndexError):
        return False
    return state not in ("Z", "X")


def workers_below(pid: int) -> list[int]:
    """The worker processes of a farm of this machine that ``pid`` opened."""
    return [child for child in children(pid) if "spawn_main" in command(child)]
