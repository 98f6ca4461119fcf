"""The one writer of a store: an advisory lock that the system takes back when its holder dies."""

from __future__ import annotations

import contextlib
import os
import stat
import sys
import time
from pathlib import Path

from regroup.sweep.faults import refused

_FLAGS = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
_PAUSE = 0.05


class WriterLock:
    """Held from `take` to `release`. The file beside the store names the process; only the lock itself counts."""

    def __init__(self, path: Path, handle: int) -> None:
        self._path, self._handle = path, handle

    @classmethod
    def take(cls, store: Path, patience: float) -> WriterLock:
        """Waits up to ``patience`` seconds.

        Raises:
            InputError: another process writes to the store.
        """
        path, until = beside(store), time.monotonic() + patience
        while (handle := _locked(path)) is None:
            if time.monotonic() >= until:
                raise refused("store_in_use", store, process=_holder(path))
            time.sleep(_PAUSE)
        made = cls(path, handle)
        try:
            os.ftruncate(handle, 0)
            os.pwrite(handle, str(os.getpid()).encode(), 0) if hasattr(os, "pwrite") else None
        except BaseException:
            made.release()
            raise
        return made

    def release(self) -> None:
        """Takes the file away while it is still locked, so that nobody else's is taken away."""
        with contextlib.suppress(OSError):
            self._path.unlink()
        with contextlib.suppress(OSError):
            os.close(self._handle)


def beside(store: Path) -> Path:
    """The lock's file."""
    return store.with_name(store.name + ".lock")


def writing(store: Path) -> str | None:
    """The id of the process that writes to the store; None where none does."""
    path = beside(store)
    if not path.exists():
        return None
    handle = _locked(path, create=False)
    if handle is None:
        return _holder(path)
    os.close(handle)
    return None


def _locked(path: Path, *, create: bool = True) -> int | None:
    """A handle that holds the lock, on the file that bears the name now."""
    try:
        handle = os.open(path, _FLAGS if create else _FLAGS & ~os.O_CREAT, 0o666)
    except FileNotFoundError:
        if create:
            raise
        return None
    try:
        _lock(handle)
        if os.path.samestat(os.fstat(handle), path.lstat()) and stat.S_ISREG(os.fstat(handle).st_mode):
            return handle
    except OSError:
        pass
    os.close(handle)
    return None


def _lock(handle: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _holder(path: Path) -> str:
    with contextlib.suppress(OSError):
        words = path.read_bytes()[:20].decode("ascii", "replace")
        return words if words.isdigit() else "?"
    return "?"
