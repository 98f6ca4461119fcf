"""A disk that fails at one call: the n-th open, write, flush, fsync, rename or close of files below a folder.

Calls of Python's are replaced where Python makes them; those of SQLite where SQLite makes them (its own hook for tests,
`xSetSystemCall`). Short writes are part of it: no call writes more than `MOST_AT_ONCE` bytes.
"""

from __future__ import annotations

import builtins
import errno
import io
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from unittest.mock import patch

MOST_AT_ONCE = 64 * 1024
CTRL_C = 0
"""Instead of an error number: Ctrl-C arrives during the call, which itself goes well."""


class Disk:
    """Counts calls; at the one that is to fail, it does.

    Args:
        below: the folder whose files count.
        fails: the number of the call that fails, from 1; None for none.
        how: the error number, or `CTRL_C`.
    """

    def __init__(self, below: Path, fails: int | None = None, how: int = CTRL_C) -> None:
        self._below, self._fails, self._how = str(below), fails, how
        self._handles: set[int] = set()
        self.calls: list[str] = []

    def call(self, what: str, after: Callable[[], object] | None = None) -> None:
        """Counts a call, and fails where it is the one."""
        self.calls.append(what)
        if len(self.calls) != self._fails:
            return
        if self._how == CTRL_C:
            signal.raise_signal(signal.SIGINT)
            return
        if after is not None and self._how != errno.EINTR:  # a call that was interrupted has done nothing
            after()
        raise OSError(self._how, os.strerror(self._how))

    def is_one(self, what: str) -> bool:
        """The same for a call of SQLite's: says whether it is to fail; Ctrl-C comes a moment later."""
        self.calls.append(what)
        if len(self.calls) != self._fails:
            return False
        if self._how == CTRL_C:
            signal.setitimer(signal.ITIMER_REAL, 0.0005)
            return False
        return True

    @property
    def how(self) -> int:
        """The error number."""
        return self._how

    def has(self, file: object) -> bool:
        """Whether a path or a handle is of the folder."""
        if isinstance(file, int):
            return file in self._handles
        with suppress(TypeError, ValueError):
            return os.path.abspath(os.fsdecode(file)).startswith(self._below)  # type: ignore[arg-type]  # noqa: PTH100
        return False

    def is_target_folder(self, path: object) -> bool:
        """Whether it is opened to be synchronised; folders of temporary files are opened to be emptied."""
        return os.path.abspath(os.fsdecode(path)) in (self._below, f"{self._below}/docs")  # type: ignore[arg-type]  # noqa: PTH100

    def note(self, handle: int) -> int:
        """Remembers a handle of the folder's."""
        self._handles.add(handle)
        return handle

    def forget(self, handle: int) -> None:
        """It is closed; another file may get the number."""
        self._handles.discard(handle)


class _Raw(io.FileIO):
    """A file whose writes and closing are counted."""

    disk: Disk

    def write(self, content: Any, /) -> int:
        view = memoryview(content).cast("B")
        half = view[: min(len(view) // 2, MOST_AT_ONCE)]
        self.disk.call("write", lambda: super(_Raw, self).write(half))
        return super().write(view[:MOST_AT_ONCE])

    def close(self) -> None:
        if not self.closed:
            self.disk.forget(self.fileno())
            super().close()
            self.disk.call("close")


@contextmanager
def failing(disk: Disk) -> Iterator[Disk]:
    """Python's calls go through the disk."""
    opened = io.open

    def open_file(file: Any, mode: str = "r", buffering: int = -1, *more: Any, **named: Any) -> Any:
        if not disk.has(file) or not set(mode) & set("wxa+"):
            return opened(file, mode, buffering, *more, **named)
        if not isinstance(file, int):
            disk.call("open")
        raw = _Raw(file, mode.replace("b", "").replace("t", ""), named.pop("closefd", True))
        raw.disk = disk
        disk.note(raw.fileno())
        buffered = io.BufferedRandom(raw) if "+" in mode else io.BufferedWriter(raw)
        return buffered if "b" in mode else io.TextIOWrapper(buffered, *more, **named)

    made = {name: _replaced(disk, name) for name in ("fsync", "ftruncate", "pwrite", "replace", "rename", "mkdir")}
    with (
        patch.object(io, "open", open_file),
        patch.object(builtins, "open", open_file),
        patch.multiple(os, open=_open(disk), close=_close(disk), **made),
    ):
        yield disk


def _open(disk: Disk) -> Callable[..., int]:
    real = os.open

    def wrapped(path: Any, flags: int, *more: Any, **named: Any) -> int:
        if not disk.has(path) or not (flags & (os.O_WRONLY | os.O_RDWR) or disk.is_target_folder(path)):
            return real(path, flags, *more, **named)
        disk.call("open")
        return disk.note(real(path, flags, *more, **named))

    return wrapped


def _close(disk: Disk) -> Callable[[int], None]:
    real = os.close

    def wrapped(handle: int) -> None:
        ours = disk.has(handle)
        disk.forget(handle)
        real(handle)
        if ours:
            disk.call("close")

    return wrapped


def _replaced(disk: Disk, name: str) -> Callable[..., Any]:
    real = getattr(os, name)

    def wrapped(file: Any, *more: Any, **named: Any) -> Any:
        if disk.has(file):
            disk.call(name)
        return real(file, *more, **named)

    return wrapped
