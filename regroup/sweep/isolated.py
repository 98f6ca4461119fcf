"""A worker's end of the process in which runs are done: start it, call it, wait no longer than allowed, end it."""

from __future__ import annotations

import json
import os
import pickle
import queue
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass
from typing import IO, Any

from regroup.engines.frames import read_frame, write_frame
from regroup.sweep.child import Call

COMMAND = ("-P", "-m", "regroup.sweep.child")
SECONDS_TO_START = 300.0
"""On a machine that is busy with other things; a run's own time begins after it."""
ONE_THREAD = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")


@dataclass(frozen=True, slots=True)
class Ended(Exception):
    """The run took its process with it, or left it as nobody should.

    Attributes:
        how: ``crash``, ``memory``, ``left``, ``start``, ``size``, ``time`` or ``error``.
        detail: the signal, the exit code or the error.
    """

    how: str
    detail: str


class Isolated:
    """A process for runs, started at the first call and again after it was lost. One call at a time.

    Args:
        workers: how many like it share this machine's memory.
    """

    def __init__(self, workers: int = 1) -> None:
        self._workers = workers
        self._process: _Process | None = None

    def call(self, call: Call) -> dict[str, Any]:
        """The row of the task as plain JSON, without its key and place.

        Raises:
            Ended: there is none.
        """
        if self._process is None:
            self._process = _Process(self._workers)
        try:
            answer: dict[str, Any] = json.loads(self._process.answer(call))
            if "ended" in answer:
                raise Ended(str(answer["ended"]), str(answer["detail"]))
        except BaseException as error:
            self.close()
            if isinstance(error, ValueError):
                raise Ended("error", "not an answer") from None
            raise
        return answer

    def close(self) -> None:
        """Ends the process and all that it started. The next call starts another."""
        if self._process is not None:
            self._process.end()
            self._process = None


class _Process:
    def __init__(self, workers: int) -> None:
        self._process = subprocess.Popen(  # noqa: S603  our own interpreter and module, no shell
            [sys.executable, *COMMAND, str(workers)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            start_new_session=os.name == "posix",
        )
        self._ready = False
        self._inbox: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        threading.Thread(target=self._listen, args=(self._process.stdout,), daemon=True).start()

    def answer(self, call: Call) -> bytes:
        """What the process says to a call."""
        if not self._ready:
            self._begin()
        with suppress(OSError):  # a process that is gone is heard of below
            if self._process.stdin is not None:
                write_frame(self._process.stdin, pickle.dumps(call))
        return self._next(call.seconds)

    def _begin(self) -> None:
        """Waits until the process listens; one that ends before has not tried the run."""
        try:
            self._next(SECONDS_TO_START)
        except Ended as ended:
            raise Ended("start", ended.detail) from None
        self._ready = True

    def _next(self, seconds: float) -> bytes:
        try:
            content = self._inbox.get(timeout=seconds)
        except queue.Empty:
            raise Ended("time", f"{seconds:.0f}") from None
        if content is None:
            raise _ending(self._process.wait())
        return content

    def end(self) -> None:
        with suppress(OSError):
            if os.name == "posix":
                os.killpg(self._process.pid, signal.SIGKILL)
            else:
                self._process.kill()
        with suppress(OSError):
            if self._process.stdin is not None:
                self._process.stdin.close()
        self._process.wait()

    def _listen(self, stream: IO[bytes]) -> None:
        with stream, suppress(OSError, ValueError):
            while (content := read_frame(stream)) is not None:
                self._inbox.put(content)
        self._inbox.put(None)


def _environment() -> dict[str, str]:
    """The process finds what this one finds, and numpy starts no threads of its own."""
    path = os.pathsep.join(entry for entry in sys.path if entry)
    return {**os.environ, **dict.fromkeys(ONE_THREAD, "1"), "PYTHONPATH": path}


def _ending(code: int) -> Ended:
    if code >= 0:
        return Ended("left", f"exit code {code}")
    try:
        return Ended("crash", signal.Signals(-code).name)
    except ValueError:
        return Ended("crash", f"signal {-code}")
