"""Sweeps that somebody kills parts of: processes to kill, what was acknowledged, and what must be true at the end."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from regroup.sweep.store import Store
from tests.sweep.processes import alive, below, children, command

ROOT = Path(__file__).parents[2]
PATIENCE = 120.0


class Running:
    """A coordinator that runs; ``kept`` are the keys it has acknowledged."""

    def __init__(self, store: Path, count: int, seconds: float, solves: int, address: str = "") -> None:
        self._process = started("tests.sweep.coordinator", str(store), str(count), str(seconds), str(solves), address)
        self.kept: list[str] = []
        self.words: list[str] = []
        self._listening = threading.Thread(target=self._listen, args=(self._process.stdout,), daemon=True)
        self._listening.start()

    def _listen(self, stream: IO[str]) -> None:
        for line in stream:
            said = line.rstrip("\n")
            if said.startswith("kept ") and line.endswith("\n"):
                self.kept.append(said.removeprefix("kept "))
            else:
                self.words.append(said)

    @property
    def pid(self) -> int:
        """Of the coordinator."""
        return self._process.pid

    @property
    def ended(self) -> bool:
        """Whether it has."""
        return self._process.poll() is not None

    def wait(self, seconds: float = PATIENCE) -> int:
        """Its exit code."""
        code = self._process.wait(seconds)
        self._listening.join(10)
        return code

    def until(self, kept: int, seconds: float = PATIENCE) -> None:
        """Waits until so many runs are acknowledged."""
        wait_for(lambda: len(self.kept) >= kept or self.ended, seconds)

    def workers(self) -> list[int]:
        """Worker processes that it started."""
        return [child for child in children(self.pid) if "spawn_main" in command(child)]

    def kill(self) -> list[int]:
        """Kills the coordinator; the processes that came from it, which must end too."""
        others = below(self.pid)
        kill(self.pid)
        self.wait()
        return others

    def interrupt(self) -> None:
        """Ctrl-C in its terminal: all of its process group hears it."""
        os.killpg(self.pid, signal.SIGINT)


class ByHand:
    """A scheduler and workers, each started by hand in a process of its own."""

    def __init__(self, folder: Path, workers: int = 2) -> None:
        self._folder, self._wanted = folder, workers
        self.scheduler: subprocess.Popen[str] | None = None
        self.workers: list[subprocess.Popen[str]] = []
        self.address = ""

    def __enter__(self) -> ByHand:
        self.mend()
        return self

    def __exit__(self, *_: object) -> None:
        for process in [*self.workers, self.scheduler]:
            if process is not None:
                others = below(process.pid)
                for pid in (process.pid, *others):
                    kill(pid)
                process.wait()

    def mend(self) -> None:
        """Starts what is not running."""
        if self.scheduler is None or self.scheduler.poll() is not None:
            named = self._folder / f"scheduler-{time.monotonic_ns()}.json"
            options = ("--host", "127.0.0.1", "--port", "0", "--dashboard-address", "127.0.0.1:0")
            self.scheduler = started("distributed.cli.dask_scheduler", *options, "--scheduler-file", str(named))
            wait_for(lambda: named.exists() and named.stat().st_size > 0, PATIENCE)
            self.address = json.loads(named.read_text())["address"]
            for worker in self.workers:
                kill(worker.pid)
                worker.wait()
        self.workers = [worker for worker in self.workers if worker.poll() is None]
        while len(self.workers) < self._wanted:
            options = ("--nthreads", "1", "--memory-limit", "0", "--no-dashboard", "--local-directory")
            self.workers.append(
                started("distributed.cli.dask_worker", self.address, *options, str(self._folder), "--host", "127.0.0.1")
            )


def started(module: str, *arguments: str) -> subprocess.Popen[str]:
    """A Python module in a process and a group of its own."""
    paths = os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
    return subprocess.Popen(
        [sys.executable, "-m", module, *arguments],
        stdout=subprocess.PIPE if module.startswith("tests.") else subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": paths},
        start_new_session=True,
    )


def kill(pid: int) -> None:
    """At once, as a machine does that is out of memory."""
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def wait_for(happens: Any, seconds: float) -> bool:
    """Waits for it; whether it happened."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if happens():
            return True
        time.sleep(0.02)
    return bool(happens())


def gone(pids: list[int], seconds: float = 20.0) -> bool:
    """Whether all of them have ended within that time."""
    return wait_for(lambda: not any(alive(pid) for pid in pids), seconds)


def table(store: Path) -> bytes:
    """Every row but its provenance, in the order of the keys."""
    with Store.read(store) as kept:
        rows = [[row.key, row.at, row.state, row.reason, dict(row.found)] for row in kept.rows()]
    return "\n".join(json.dumps(row, sort_keys=True) for row in rows).encode()


def stored_keys(store: Path) -> list[str]:
    """As they stand in the file, each as often as it does."""
    connection = sqlite3.connect(store)
    try:
        return [key for (key,) in connection.execute("SELECT key FROM run ORDER BY key")]
    finally:
        connection.close()
