"""Opens a user's file, once, and gives its text: regular files only, of bounded size, in UTF-8.

Everything is refused before it can cost anything: a pipe or a device before it is read, a large file by
its size, a wrong encoding by its first wrong byte.
"""

from __future__ import annotations

import errno
import os
import stat
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from regroup.errors import Fault, InputError
from regroup.read.lines import Lines, visible
from regroup.rules.fitting import nearest

LARGEST_FILE = 20_000_000
"""Bytes."""
LONGEST_PATH = 4096
"""Bytes."""
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_OTHER_ENCODINGS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16", b"\x00\x00\xfe\xff": "UTF-32"}


@dataclass(frozen=True, slots=True)
class Source:
    """One file as it was read.

    Attributes:
        path: as the user named it, safe to print.
        text: its characters, without a byte order mark.
        sha256: of its raw bytes, in hexadecimal.
    """

    path: str
    text: str
    sha256: str


def read_source(path: str | Path) -> Source:
    """The file at ``path``.

    Raises:
        InputError: missing, not a regular file, unreadable, too large, or not UTF-8 text.
    """
    name = _checked(str(path))
    try:
        handle = os.open(path, _FLAGS)
    except OSError as error:
        raise read_error(Path(path), error) from error
    return source_of(handle, name)


def source_of(handle: int, name: str) -> Source:
    """The file behind an open ``handle``, which is closed; ``name`` stands in messages.

    What is checked and what is read is the same file, whatever happens to its name meanwhile.

    Raises:
        InputError: as `read_source`.
    """
    raw = _content(handle, name)
    return Source(name, _text(raw, name), sha256(raw).hexdigest())


def read_bytes(path: str | Path) -> tuple[str, bytes]:
    """The name of a file for messages, and its content, whatever it is.

    Raises:
        InputError: missing, not a regular file, unreadable or too large.
    """
    name = _checked(str(path))
    try:
        handle = os.open(path, _FLAGS)
    except OSError as error:
        raise read_error(Path(path), error) from error
    return name, _content(handle, name)


def _content(handle: int, name: str) -> bytes:
    try:
        state = os.fstat(handle)
        if not stat.S_ISREG(state.st_mode):
            code = "file_is_folder" if stat.S_ISDIR(state.st_mode) else "file_not_regular"
            raise InputError([Fault(code, {"file": name})])
        if state.st_size > LARGEST_FILE:
            raise _too_large(name, state.st_size)
        with open(handle, "rb", closefd=False) as file:
            raw = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise read_error(Path(name), error) from error
    finally:
        os.close(handle)
    if len(raw) > LARGEST_FILE:
        raise _too_large(name, len(raw))
    return raw


def _checked(path: str) -> str:
    """``path`` for messages; refused when no system could open it."""
    shown = visible(path)
    if len(path.encode("utf-8", "surrogatepass")) > LONGEST_PATH:
        raise InputError([Fault("path_too_long", {"start": shown[:60], "allowed": LONGEST_PATH})])
    if "\0" in path or not path:
        raise InputError([Fault("path_invalid", {"file": shown})])
    return shown


def read_error(path: Path, error: OSError) -> InputError:
    """The system's refusal to open or read ``path``, in words for the user."""
    return InputError([_refusal(path, visible(str(path)), error)])


def _refusal(path: Path, name: str, error: OSError) -> Fault:
    if error.errno in (errno.EISDIR, errno.EACCES) and path.is_dir():
        return Fault("file_is_folder", {"file": name})
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        names = {Path(neighbour).stem: neighbour for neighbour in _neighbours(path.parent)}
        suggestion = names.get(nearest(path.stem, names), "")
        code = "file_missing_near" if suggestion else "file_missing"
        return Fault(code, {"file": name, "suggestion": visible(str(path.parent / suggestion))})
    if error.errno in (errno.ENAMETOOLONG, errno.ELOOP):
        return Fault("path_invalid", {"file": name[:60]})
    if error.errno in (errno.EACCES, errno.EPERM):
        return Fault("file_forbidden", {"file": name})
    if error.errno in (errno.ENXIO, errno.ENODEV):
        return Fault("file_not_regular", {"file": name})
    return Fault("file_unreadable", {"file": name, "reason": error.strerror or ""})


def _neighbours(folder: Path) -> list[str]:
    """Names of the data files in ``folder``; none when it cannot be listed."""
    try:
        names = [entry.name for entry in folder.iterdir()]
    except OSError:
        return []
    return sorted(name for name in names if name.casefold().endswith((".toml", ".csv")))[:1000]


def _too_large(name: str, size: int) -> InputError:
    return InputError([Fault("file_too_large", {"file": name, "size": size, "allowed": LARGEST_FILE})])


def _text(raw: bytes, name: str) -> str:
    """``raw`` as text; refused when it is not UTF-8, holds NUL, or ends its lines the oldest way."""
    for mark, encoding in _OTHER_ENCODINGS.items():
        if raw.startswith(mark):
            raise InputError([Fault("other_encoding", {"file": name, "encoding": encoding})])
    raw = raw.removeprefix(_BYTE_ORDER_MARK)
    if (zero := raw.find(b"\0")) >= 0:
        raise _bad_byte("nul_byte", raw, zero, name)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _bad_byte("not_utf8", raw, error.start, name) from error
    alone = text.find("\r") if text.count("\r") != text.count("\r\n") else -1
    while alone >= 0 and text[alone + 1 : alone + 2] == "\n":
        alone = text.find("\r", alone + 1)
    if alone >= 0:
        raise InputError([Fault("carriage_return", {}, Lines(name, text).place(alone))])
    return text


def _bad_byte(code: str, raw: bytes, at: int, name: str) -> InputError:
    # The bytes before the wrong one are right, so its column counts characters, not bytes.
    start = raw.rfind(b"\n", 0, at) + 1
    column = len(raw[start:at].decode("utf-8", "replace"))
    line = raw[start : at + 200].split(b"\n")[0].decode("utf-8", "replace")
    place = Lines(name, "\n" * raw.count(b"\n", 0, at) + line).place(raw.count(b"\n", 0, at) + column)
    return InputError([Fault(code, {"byte": f"0x{raw[at]:02X}"}, place)])
