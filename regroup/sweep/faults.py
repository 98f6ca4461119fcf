"""What can be wrong with a store, by name: what the system or SQLite says becomes a fault in the reader's language."""

from __future__ import annotations

import contextlib
import errno
import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path

from regroup.errors import Fault, InputError
from regroup.read.lines import visible

COMPANIONS = ("", "-wal", "-shm", "-journal", ".lock")
"""What stands beside a store while it is written: none of them may be a link."""
UNREADABLE = (sqlite3.Error, UnicodeDecodeError)
"""What reading a damaged file may raise."""
_BY_NAME = {
    "SQLITE_FULL": "store_disk_full",
    "SQLITE_BUSY": "store_busy",
    "SQLITE_LOCKED": "store_busy",
    "SQLITE_READONLY": "store_read_only",
    "SQLITE_PERM": "store_read_only",
    "SQLITE_AUTH": "store_read_only",
    "SQLITE_CANTOPEN": "store_read_only",
    "SQLITE_NOTADB": "store_no_database",
    "SQLITE_CORRUPT": "store_damaged",
    "SQLITE_TOOBIG": "store_damaged",
    "SQLITE_FORMAT": "store_damaged",
}
_BY_NUMBER = {
    errno.ENOSPC: "store_disk_full",
    errno.EACCES: "store_read_only",
    errno.EPERM: "store_read_only",
    errno.EROFS: "store_read_only",
    errno.ENOENT: "store_no_folder",
    errno.ENOTDIR: "store_no_folder",
    errno.ELOOP: "store_is_link",
}


def store_fault(code: str, store: Path, **values: object) -> Fault:
    """A fault of a store, with its name and folder."""
    return Fault(code, {"file": visible(str(store)), "folder": visible(str(store.parent))} | values)


def refused(code: str, store: Path, **values: object) -> InputError:
    """One fault of a store as an error."""
    return InputError([store_fault(code, store, **values)])


@contextlib.contextmanager
def told(store: Path) -> Iterator[None]:
    """Turns what SQLite and the system say into a named fault.

    Raises:
        InputError: anything went wrong within.
    """
    try:
        yield
    except UNREADABLE as error:
        raise refused(_code(error), store) from error
    except OSError as error:
        raise refused(_BY_NUMBER.get(error.errno or 0, "store_failed"), store) from error


def refuse_links(store: Path) -> None:
    """Refuses a link, a folder or a device in the store's place or beside it.

    Raises:
        InputError: there is one.
    """
    for ending in COMPANIONS:
        path = store.with_name(store.name + ending)
        with told(path):
            try:
                mode = path.lstat().st_mode
            except FileNotFoundError:
                continue
        if stat.S_ISLNK(mode):
            raise refused("store_is_link", path)
        if not stat.S_ISREG(mode):
            raise refused("store_no_file", path)


def closed_to_us(error: sqlite3.Error) -> bool:
    """Whether the file cannot be opened as asked, though it may be there."""
    return _code(error) == "store_read_only"


def damaged(error: Exception) -> bool:
    """Whether SQLite, or the text in it, says that the file is damaged."""
    return _code(error) == "store_damaged"


def _code(error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError):
        return "store_damaged"
    name = getattr(error, "sqlite_errorname", None) or ""
    return next((code for start, code in _BY_NAME.items() if name.startswith(start)), "store_failed")
