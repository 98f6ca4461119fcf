"""Calls that SQLite makes of the system, failing when a disk says so.

`xSetSystemCall` of SQLite's file layer is there for such tests: https://www.sqlite.org/c3ref/vfs.html. What SQLite
synchronises it does past that hook; its own tests fail those calls.
"""

from __future__ import annotations

import ctypes
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from tests.faults.disk import Disk

_POINTERS = ("next", "name", "data", "open", "delete", "access", "full", "dl_open", "dl_error", "dl_sym", "dl_close")
_MORE = ("randomness", "sleep", "time", "last_error", "time64", "set_call", "get_call", "next_call")
WRITING = 0o3
"""Flags of an open that is not for reading alone."""


class _Files(ctypes.Structure):
    _fields_ = (
        *[(name, ctypes.c_int) for name in ("version", "size", "longest")],
        *[(name, ctypes.c_void_p) for name in (*_POINTERS, *_MORE)],
    )


_INT, _PLACE, _LONG = ctypes.c_int, ctypes.c_void_p, ctypes.c_longlong
_KINDS = {
    "open": ctypes.CFUNCTYPE(_INT, ctypes.c_char_p, _INT, _INT, use_errno=True),
    "pwrite": ctypes.CFUNCTYPE(ctypes.c_ssize_t, _INT, _PLACE, ctypes.c_size_t, _LONG, use_errno=True),
    "pwrite64": ctypes.CFUNCTYPE(ctypes.c_ssize_t, _INT, _PLACE, ctypes.c_size_t, _LONG, use_errno=True),
    "write": ctypes.CFUNCTYPE(ctypes.c_ssize_t, _INT, _PLACE, ctypes.c_size_t, use_errno=True),
    "ftruncate": ctypes.CFUNCTYPE(_INT, _INT, _LONG, use_errno=True),
}
_SET = ctypes.CFUNCTYPE(_INT, ctypes.POINTER(_Files), ctypes.c_char_p, ctypes.c_void_p)
_GET = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.POINTER(_Files), ctypes.c_char_p)


@contextmanager
def failing_sqlite(disk: Disk) -> Iterator[None]:
    """SQLite's calls go through the disk; Ctrl-C comes by a clock, a moment after its call."""
    import _sqlite3

    library = ctypes.CDLL(_sqlite3.__file__)
    library.sqlite3_vfs_find.restype = ctypes.POINTER(_Files)
    files = library.sqlite3_vfs_find(None)
    put, get = _SET(files.contents.set_call), _GET(files.contents.get_call)
    before = {name: place for name in _KINDS if (place := get(files, name.encode()))}
    hooks = {name: _KINDS[name](_hook(disk, name, _KINDS[name](place))) for name, place in before.items()}
    heard = signal.signal(signal.SIGALRM, _ctrl_c)
    try:
        for name, hook in hooks.items():
            put(files, name.encode(), ctypes.cast(hook, ctypes.c_void_p))
        yield
    finally:
        for name, place in before.items():
            put(files, name.encode(), place)
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, heard)


def _hook(disk: Disk, name: str, real: Callable[..., int]) -> Callable[..., int]:
    def hook(*given: object) -> int:
        counts = name != "open" or bool(int(str(given[1])) & WRITING)
        if counts and disk.is_one(f"sqlite {name}"):
            ctypes.set_errno(disk.how)
            return -1
        ctypes.set_errno(0)
        return real(*given)

    return hook


def _ctrl_c(number: int, frame: FrameType | None) -> None:
    """Ctrl-C, or a moment later where a call of SQLite's is under way: its caller is no Python."""
    while frame is not None:
        if frame.f_code.co_name == "hook":
            signal.setitimer(signal.ITIMER_REAL, 0.0005)
            return
        frame = frame.f_back
    signal.raise_signal(signal.SIGINT)
