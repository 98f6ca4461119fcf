"""Opens a table that a scenario names, and nothing that does not stand in the scenario's own folder."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from regroup.errors import Fault, InputError
from regroup.read.bounded import LONGEST_PATH, read_error
from regroup.read.lines import visible

_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_FOLDER = getattr(os, "O_DIRECTORY", 0)


def open_beside(folder: Path, file: str) -> int:
    """An open handle of ``file``, a relative name with forward slashes, below ``folder``.

    Where the system can, the way down is walked folder by folder through open handles, so that a link put
    in place while this runs leads nowhere else.

    Raises:
        InputError: a name that leads outside, a link, another ending than .csv, or a file that cannot be opened.
    """
    parts = _parts(file)
    try:
        if os.open in os.supports_dir_fd and _NO_LINK:
            return _walk(folder, parts)
        return _resolved(folder, parts, file)
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.EMLINK):
            raise InputError([Fault("table_is_link", {"file": visible(file)})]) from error
        if error.errno == errno.ENOTDIR and any((folder / part).is_symlink() for part in parts):
            raise InputError([Fault("table_is_link", {"file": visible(file)})]) from error
        raise read_error(folder / file, error) from error


def _parts(file: str) -> list[str]:
    parts = file.split("/")
    outside = any(part in ("", ".", "..") for part in parts) or any(mark in file for mark in "\\:~\0")
    if outside or len(file) > LONGEST_PATH:
        raise InputError([Fault("table_outside", {"file": visible(file[:100])})])
    if not file.casefold().endswith(".csv"):
        raise InputError([Fault("table_not_csv", {"file": visible(file[:100])})])
    return parts


def _walk(folder: Path, parts: list[str]) -> int:
    handle = os.open(folder, os.O_RDONLY | _FOLDER)
    for part in parts[:-1]:
        above = handle
        try:
            handle = os.open(part, os.O_RDONLY | _FOLDER | _NO_LINK, dir_fd=above)
        finally:
            os.close(above)
    try:
        return os.open(parts[-1], _FLAGS | _NO_LINK, dir_fd=handle)
    finally:
        os.close(handle)


def _resolved(folder: Path, parts: list[str], file: str) -> int:
    path = folder.joinpath(*parts)
    if not path.resolve().is_relative_to(folder.resolve()):
        raise InputError([Fault("table_is_link", {"file": visible(file)})])
    return os.open(path, _FLAGS)
