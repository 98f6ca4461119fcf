"""Files that are not what they should be: bytes, syntax, depth, length. Items 1 to 31 of the list of bad inputs."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.hostility.base import COMMANDS, FILE, TOML, WHOLE, Case, in_all, of

TEXT = (*TOML, "table", "csv")

BROKEN: dict[str, Callable[[], str]] = {
    "07 text never ends": lambda: 'a = "b\n',
    "07 text of many lines never ends": lambda: 'a = """b\n\n',
    "07 array never ends": lambda: "a = [1, 2\n",
    "07 inline table never ends": lambda: "a = { b = 1\n",
    "08 key twice": lambda: "a = 1\na = 2\n",
    "08 key twice, quoted": lambda: 'a = 1\n"a" = 2\n',
    "08 table twice": lambda: "[a]\nb = 1\n[a]\nc = 1\n",
    "09 table made a value": lambda: "a.b = 1\na = 2\n",
    "09 value made a table": lambda: "a = 1\n[a]\n",
    "09 list made a table": lambda: "[[a]]\n[a]\n",
    "10 500 arrays": lambda: "a = " + "[" * 500 + "]" * 500,
    "10 100 000 arrays": lambda: "a = " + "[" * 99_000,
    "11 5 000 inline tables": lambda: "a = " + "{a=" * 5000,
    "12 key of 20 000 parts": lambda: ".".join(["a"] * 20_000) + " = 1",
    "12 header of 20 000 parts": lambda: "[" + ".".join(["a"] * 20_000) + "]",
    "13 1 500 growing headers": lambda: "\n".join("[" + ".".join(["a"] * n) + "]" for n in range(1, 1501)),
    "14 number of 5 000 digits": lambda: "a = " + "1" * 5000,
    "14 number with underscores": lambda: "a = " + "1_" * 5000 + "1",
    "15 hexadecimal of 40 000 digits": lambda: "a = 0x" + "f" * 40_000,
    "15 octal and binary": lambda: "a = 0o" + "7" * 40_000 + "\nb = 0b" + "1" * 40_000,
    "16 exponent of 20 digits": lambda: "a = 1e99999999999999999999",
    "20 no such date": lambda: "a = 2018-02-30",
    "20 no such time": lambda: "a = 25:61:61",
    "28 no key": lambda: "= 1",
    "no value": lambda: "a =\n",
    "no equals sign": lambda: "a 1\n",
    "two values": lambda: "a = 1 2\n",
    "stray bracket": lambda: "]]\n",
    "bad escape": lambda: 'a = "\\q"',
    "39 surrogate escape": lambda: 'a = "\\ud800"',
    "43 control character": lambda: 'a = "\x01"',
    "31 line of six million": lambda: 'a = "' + "x" * 6_000_000 + '"',
    "comment of a million": lambda: "# " + "x" * 1_000_000,
    "400 001 headers": lambda: "[[a]]\n" * 400_001,
    "101 a million units": lambda: "[[units]]\n" * 1_000_000,
    "200 000 quotation marks": lambda: "'''\n\"\"\"\n" * 200_000,
    "a million brackets": lambda: "a = [" + "[],\n" * 1_000_000,
    "a million keys": lambda: "".join(f"k{n} = 1\n" for n in range(1_000_000)),
    "300 000 dotted keys": lambda: "".join(f"a.b{n}.c = 1\n" for n in range(300_000)),
}
"""TOML that is refused whatever the file is for; made when it is needed, since some is large."""


def cases() -> Iterator[Case]:
    """All of them, in every kind of file that is text."""
    yield from _bytes()
    for name, make in BROKEN.items():
        yield from in_all(name, lambda make=make: make().encode(), refused=True)  # type: ignore[misc]
    yield from _big()
    yield from _no_files()


def _bytes() -> Iterator[Case]:
    for kind in TEXT:
        whole = WHOLE[kind].encode()
        yield of(kind, "01 empty", b"", refused=True)
        yield of(kind, "01 blank", b" \n\t\n", refused=True)
        yield of(kind, "01 only a comment", b"# x\n", refused=True)
        yield of(kind, "02 only a byte order mark", b"\xef\xbb\xbf", refused=True)
        yield of(kind, "02 byte order mark", b"\xef\xbb\xbf" + whole)
        for code in ("utf-16", "utf-16-le", "utf-16-be", "utf-32"):
            yield of(kind, f"03 {code}", WHOLE[kind].encode(code), refused=True)
        other = WHOLE[kind] + ("\n# Bærum" if kind in TOML else "bø;Bærum;;1;stated;\n")
        yield of(kind, "04 Latin-1", other.encode("latin-1", "replace"), refused=kind != "csv" or None)
        yield of(kind, "04 one wrong byte at the end", whole + b"\xe6", refused=kind != "csv" or None)
        yield of(kind, "05 zero byte in the middle", whole[:200] + b"\0" + whole[200:], refused=True)
        yield of(kind, "05 zero bytes only", b"\0" * 1000, refused=True)
        yield of(kind, "06 lone carriage returns", whole.replace(b"\n", b"\r"), refused=kind != "csv" or None)
        yield of(kind, "06 Windows line ends", whole.replace(b"\r", b"").replace(b"\n", b"\r\n"))
        yield of(kind, "random bytes", bytes((n * 7919 >> 3) % 256 for n in range(5000)), refused=True)
        yield of(kind, "a picture", b"\x89PNG\r\n\x1a\n" + bytes(500), refused=True)
        yield of(kind, "cut in two", whole[: len(whole) // 2])
        yield of(kind, "JSON instead", b'{"schema": 1, "name": "x"}', refused=True)
        yield of(kind, "XML instead", b"<?xml version='1.0'?><a>b</a>", refused=True)


def _big() -> Iterator[Case]:
    for kind in (*TEXT, "planjson", "result"):
        yield Case(f"30 300 MB / {kind}", kind, refused=True, code="file_too_large", prepare=_hole(FILE[kind]))


def _hole(name: str) -> object:
    def made(folder: Path) -> None:
        with (folder / name).open("wb") as file:
            file.truncate(300_000_000)
        _beside(folder, name)

    return made


def _beside(folder: Path, name: str) -> None:
    """What names the table that is bad."""
    if name == "u.csv":
        for other, content in of("table", "", b"").files.items():
            if other != name:
                (folder / other).write_bytes(content if isinstance(content, bytes) else content())


def _no_files() -> Iterator[Case]:
    """33: what is there and is no file, or is not there at all."""
    for kind in (*TEXT, "planjson", "result", "xlsx"):
        name = FILE[kind]
        for what, make in _ODD.items():
            yield Case(f"33 {what} / {kind}", kind, refused=True, prepare=_odd(name, make))
    for kind in ("scenario", "model", "sweep", "study", "plan", "result", "csv"):
        words = COMMANDS[kind]
        at = next(n for n, word in enumerate(words) if word.endswith(FILE[kind]))
        for path in ("/dev/zero", "/dev/stdin", "/proc/self/mem", "/proc/self/environ", "x" * 300 + ".toml"):
            changed = (*words[:at], path, *words[at + 1 :])
            yield Case(f"33 {path[:30]} / {kind}", kind, refused=True, words=changed)
        for path in (
            "./" + "y/" * 3000 + "f.toml",
            "\x1b[31m.toml",
            "\u202e.toml",
            "~root/x.toml",
            "file:///etc/passwd",
        ):
            yield Case(f"109 {path[:30]!r} / {kind}", kind, refused=True, words=(*words[:at], path, *words[at + 1 :]))


_ODD = {
    "nothing there": lambda path: None,
    "a folder": lambda path: path.mkdir(),
    "a pipe": os.mkfifo,
    "a link in a circle": lambda path: path.symlink_to(path.name),
    "a link to a device": lambda path: path.symlink_to("/dev/zero"),
    "a link to nothing": lambda path: path.symlink_to("none"),
}


def _odd(name: str, make: object) -> object:
    def made(folder: Path) -> None:
        make(folder / name)  # type: ignore[operator]
        _beside(folder, name)

    return made
