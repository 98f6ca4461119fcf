"""Writes results: whole or not at all, never through a link, never over an input."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import stat
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, BinaryIO

from regroup import interrupt
from regroup.document import document
from regroup.errors import Fault, InputError
from regroup.indented import indented
from regroup.problem import Problem
from regroup.read import source_hashes
from regroup.read.lines import visible
from regroup.result import Result

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_CODES = {
    errno.EACCES: "output_denied",
    errno.EPERM: "output_denied",
    errno.EROFS: "output_denied",
    errno.ENOENT: "output_no_folder",
    errno.ENOTDIR: "output_no_folder",
    errno.ENOSPC: "output_disk_full",
    getattr(errno, "EDQUOT", errno.ENOSPC): "output_disk_full",
    errno.ENAMETOOLONG: "output_name_too_long",
}
HELD = (5, 32, 33)
"""What Windows says of a file that another program holds open: access denied, shared wrongly, locked."""
RETRIES, PAUSE = 6, 0.5
"""Times a replacement is tried, and seconds between, where another program holds the old file open."""


def as_json(value: dict[str, Any]) -> str:
    """JSON as regroup prints and stores it: UTF-8, two spaces, keys in the document's order, a newline at the end."""
    return indented(value) + "\n"


def write_result(result: Result, path: Path, language: str) -> None:
    """Writes the result's document to ``path``.

    Raises:
        InputError: the file cannot be written there, and why.
    """
    write_text(as_json(document(result, language)), path, inputs_of(result.problem))


def inputs_of(problem: Problem) -> tuple[Path, ...]:
    """The files that a problem was read from."""
    return tuple(Path(name) for read in (problem.scenario, problem.model) for name in source_hashes(read))


def check_writable(path: Path, inputs: Iterable[Path] = ()) -> None:
    """Refuses now what writing would refuse later, by making a file beside ``path`` and taking it away again.

    Raises:
        InputError: as `write_text`.
    """
    _refuse_target(path, inputs)
    with _told(path), interrupt.later():
        beside = _beside(path)
        try:
            os.close(os.open(beside, _NEW, 0o666))
        finally:
            _take_away(beside)


def write_text(text: str, path: Path, inputs: Iterable[Path] = ()) -> None:
    """Writes ``text`` as UTF-8, so that at every moment ``path`` is either the old file or the whole new one.

    Raises:
        InputError: ``path`` is a link, a folder, a device or one of ``inputs``; or its folder is missing,
            not writable or full.
    """
    write_bytes(text.encode("utf-8"), path, inputs)


def write_bytes(content: bytes, path: Path, inputs: Iterable[Path] = ()) -> None:
    """Writes ``content`` as `write_text` writes text.

    Raises:
        InputError: as `write_text`.
    """
    write_filled(lambda file: file.write(content), path, inputs)


def write_filled(fill: Callable[[BinaryIO], object], path: Path, inputs: Iterable[Path] = ()) -> None:
    """Writes what ``fill`` puts into a new file, which then takes the place of ``path`` as a whole.

    Raises:
        InputError: as `write_text`.
    """
    _refuse_target(path, inputs)
    with _told(path), interrupt.later() as heard:
        beside = _beside(path)
        try:
            _fill(beside, fill, heard)
            _replace(beside, path)
        except BaseException:
            _take_away(beside)
            raise
        _settle(path.parent)


def _refuse_target(path: Path, inputs: Iterable[Path]) -> None:
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return
    except (OSError, ValueError) as error:
        raise _fault(_code(error), path) from error
    if stat.S_ISLNK(mode):
        raise _fault("output_is_link", path)
    if not stat.S_ISREG(mode):
        raise _fault("output_is_folder" if stat.S_ISDIR(mode) else "output_not_regular", path)
    for source in inputs:
        with contextlib.suppress(OSError):
            if path.samefile(source):
                raise _fault("output_is_input", path)


def _fill(path: Path, fill: Callable[[BinaryIO], object], heard: Callable[[], AbstractContextManager[None]]) -> None:
    with os.fdopen(os.open(path, _NEW, 0o666), "wb") as file:
        with heard():
            fill(file)
        file.flush()
        os.fsync(file.fileno())


def _replace(beside: Path, path: Path) -> None:
    for attempt in range(RETRIES):
        try:
            beside.replace(path)
        except OSError as error:
            if not _is_held(error) or attempt + 1 == RETRIES:
                raise
            time.sleep(PAUSE)
        else:
            return


def _is_held(error: OSError | ValueError) -> bool:
    """Whether another program, such as Excel, holds the file open."""
    return getattr(error, "winerror", None) in HELD


def _take_away(beside: Path) -> None:
    """Removes what was not finished; the fault that is told is the one before."""
    with contextlib.suppress(OSError, ValueError):
        beside.unlink()


def _settle(folder: Path) -> None:
    """Makes the new name survive a power cut, on systems where a folder can be synchronised."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _beside(path: Path) -> Path:
    return path.with_name(f".{path.name[:100]}.{secrets.token_hex(6)}.tmp")


@contextlib.contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError) as error:
        if interrupt.was_interrupted(error):
            raise KeyboardInterrupt from error
        held = _is_held(error) and path.is_file()
        raise _fault("output_held" if held else _code(error), path) from error


def _code(error: OSError | ValueError) -> str:
    return _CODES.get(getattr(error, "errno", None) or 0, "output_failed")


def _fault(code: str, path: Path) -> InputError:
    return InputError([Fault(code, {"file": visible(str(path)), "folder": visible(str(path.parent))})])
