"""The parent's end of an engine's process: start it, send it jobs, hear from it, end it."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
from collections import deque
from contextlib import suppress
from pathlib import Path
from typing import IO

import regroup
from regroup.engines.base import Event, Outcome
from regroup.engines.frames import Failure, Job, pack_job, read_frame, unpack_news, write_frame

COMMAND = ("-P", "-m", "regroup.engines.child")
"""``-P``: a file named like a module of Python's in the user's own folder is not to be imported."""
ONE_THREAD = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
LINES_KEPT, LONGEST_LINE = 20, 300


class ConnectionLost(Exception):
    """The process is gone, or said something that it never says; with its last words."""


class Connection:
    """A running process."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(  # noqa: S603  our own interpreter and module, no shell
            [sys.executable, *COMMAND],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=_environment(),
            start_new_session=os.name == "posix",
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
        )
        self._inbox: queue.Queue[bytes | None] = queue.Queue()
        self._last_words: deque[bytes] = deque(maxlen=LINES_KEPT)
        self._to, self._from = _opened(self._process.stdin), _opened(self._process.stdout)
        self._errors = _opened(self._process.stderr)
        threading.Thread(target=self._collect, daemon=True).start()
        threading.Thread(target=self._listen, daemon=True).start()

    @property
    def pid(self) -> int:
        """The process's id."""
        return self._process.pid

    def send(self, job: Job) -> None:
        """Sends a job, without waiting until the process takes it: one that hangs would never.

        Where nobody receives it, `receive` says so.
        """
        content = pack_job(job)
        threading.Thread(target=self._write, args=(content,), daemon=True).start()

    def _write(self, content: bytes) -> None:
        with suppress(OSError, ValueError):
            write_frame(self._to, content)

    def receive(self, seconds: float) -> Event | Outcome | Failure | None:
        """The next thing the process says; None if it says nothing for so long.

        Raises:
            ConnectionLost: it is gone or talks nonsense.
        """
        try:
            content = self._inbox.get(timeout=seconds)
        except queue.Empty:
            return None
        if content is None:
            raise self._lost()
        try:
            return unpack_news(content)
        except ValueError as error:
            raise ConnectionLost(str(error)) from error

    def end(self) -> None:
        """Ends the process at once: what it has said is known, and it keeps nothing else."""
        self._process.kill()
        with suppress(OSError):
            self._to.close()
        self._process.wait()

    def _listen(self) -> None:
        with self._from as stream:
            while (content := read_frame(stream)) is not None:
                self._inbox.put(content)
        self._inbox.put(None)

    def _collect(self) -> None:
        """Keeps the end of what the process prints, for the message if it crashes."""
        with self._errors as stream:
            for line in stream:
                self._last_words.append(line[-LONGEST_LINE:])

    def _lost(self) -> ConnectionLost:
        self._process.kill()
        code = self._process.wait()
        words = b"".join(self._last_words).decode("utf-8", "replace").strip()
        return ConnectionLost(f"process ended by {_ending(code)}" + (f": {words}" if words else ""))


def _opened(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise ConnectionLost("a pipe to the process was not opened")
    return pipe


def _environment() -> dict[str, str]:
    """The child imports the very package that the parent runs, and numpy starts no threads of its own."""
    root = str(Path(regroup.__file__).parent.parent)
    path = os.pathsep.join(filter(None, [root, os.environ.get("PYTHONPATH")]))
    return {**os.environ, **dict.fromkeys(ONE_THREAD, "1"), "PYTHONPATH": path}


def _ending(code: int) -> str:
    if code >= 0:
        return f"exit code {code}"
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"signal {-code}"
