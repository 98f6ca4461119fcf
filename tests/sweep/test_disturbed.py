"""A sweep that is killed, interrupted or moved to other workers comes to the same table, and nothing is lost."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.sweep.disturbed import ByHand, Running, gone, kill, stored_keys, table
from tests.sweep.processes import below, children
from tests.sweep.work import mixed, work

COUNT, SECONDS = 60, 0.03


def wanted() -> list[str]:
    return sorted(one.key for one in mixed(COUNT, SECONDS, 0))


def test_killed_and_interrupted(tmp_path: Path) -> None:
    """Workers, runs and the coordinator are killed, then Ctrl-C; the same command goes on."""
    store = tmp_path / "a.sqlite"
    kept = []
    first = Running(store, COUNT, SECONDS, 0)
    first.until(8)
    kill(children(first.workers()[0])[0])
    kill(first.workers()[-1])
    first.until(16)
    assert gone(first.kill()), "processes outlived the coordinator"
    kept += first.kept

    second = Running(store, COUNT, SECONDS, 0)
    second.until(8)
    others, began = below(second.pid), time.monotonic()
    second.interrupt()
    assert second.wait() == 130
    assert time.monotonic() - began < 30
    assert gone(others), "processes outlived Ctrl-C"
    assert "stopping" in second.words
    kept += second.kept

    assert len(kept) == len(set(kept))
    assert set(kept) <= set(stored_keys(store)) <= set(wanted())
    assert len(stored_keys(store)) >= 16


def test_workers_started_by_hand(tmp_path: Path) -> None:
    """The same table as here; a scheduler that is killed is named, and the same command goes on with another."""
    store = tmp_path / "b.sqlite"
    with ByHand(tmp_path) as there:
        first = Running(store, COUNT, SECONDS, 0, there.address)
        first.until(5)
        assert there.scheduler is not None
        kill(there.scheduler.pid)
        assert first.wait() == 4
        assert any("same command again" in said for said in first.words)
        there.mend()
        second = Running(store, COUNT, SECONDS, 0, there.address)
        assert second.wait() == 0
    assert stored_keys(store) == wanted()
    for line, one in zip(table(store).decode().splitlines(), sorted(mixed(COUNT, SECONDS, 0), key=_key), strict=True):
        assert str(work(one).found["points"]) in line


def _key(one: object) -> str:
    return str(getattr(one, "key", ""))


pytestmark = pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="looks for processes in /proc")
