"""Changes an input: bytes, words of its grammar, whole lines, and pieces of other inputs."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

LONGEST = 40_000
"""Bytes; what grows beyond is cut."""
_PIECE = re.compile(rb'"[^"\n]{0,200}"|[\w.+-]+|\s+|[^\w\s]')
_NUMBER = re.compile(rb"[-+]?\d+(?:[.,]\d+)?")

MARKS = [
    b'"', b"'", b'"""', b"'''", b"[", b"]", b"[[", b"]]", b"{", b"}", b"=", b".", b",", b";", b"|", b"\t", b"\n", b"\r",
    b"\r\n", b"\0", b"#", b"\\", b"\\u0000", b"\\ud800", b"\xef\xbb\xbf", b"\xff", b"\xe6", b"\x1b[31m", b"<", b">",
    b"/>", b"&", b"&#0;", b"&#x1F;", b":", b"-", b" ", b"\xc2\xa0", b"\xe2\x80\x8b", b"\xe2\x80\xae", b"\xcc\x81",
]  # fmt: skip
WORDS = [
    b"true", b"false", b"null", b"NaN", b"nan", b"inf", b"-inf", b"Infinity", b"1e400", b"1E5", b"-0.0", b"-0", b"0x",
    b"0xff", b"1_000", b"2018-02-30", b"2018-11-01", b"2018-11-01T07:00:00Z", b"07:00:00", b"12:61:00", b"12,5",
    b'"12,5"', b'""', b"[]", b"{}", b"[[]]", b"__class__", b"__proto__", b"sep=;", b"Sum", b"I alt", b"12,5 %",
    b"1 234,5", b"1.234", b"#N/A", b"=1+1", b"{0}", b"%s", b"\xd0\xb0", b"\xef\xbc\xa2", b"\xc3\xa6", b"on", b"ja",
]  # fmt: skip
NUMBERS = [
    b"0", b"-1", b"1", b"2", b"0.1", b"0.1234567", b"1e6", b"1e-30", b"1000000000000", b"1000000000001",
    b"9007199254740993", b"9223372036854775808", b"1000000000000000000000000000000", b"1048576", b"99999", b"20001",
    b"2147483648", b"1e309",
]  # fmt: skip

Change = Callable[[bytes, "Mutator"], bytes]


class Mutator:
    """Makes new inputs of old ones.

    Args:
        at: where chance comes from.
        words: of the target's own grammar.
    """

    def __init__(self, at: random.Random, words: Sequence[bytes]) -> None:
        self.at = at
        self.words = [*words, *words, *WORDS, *MARKS, *NUMBERS]
        self.other = b""

    def changed(self, content: bytes, other: bytes) -> bytes:
        """``content`` with one to six changes; ``other`` is where spliced pieces come from."""
        self.other = other
        for _ in range(self.at.choice((1, 1, 1, 2, 2, 3, 6))):
            content = self.at.choice(CHANGES)(content, self)
        return content[:LONGEST]

    def stretch(self, content: bytes, most: int = 40) -> tuple[int, int]:
        """A place and the end of a short stretch from it."""
        start = self.at.randint(0, len(content))
        return start, min(len(content), start + self.at.randint(0, most))


def _flip(content: bytes, by: Mutator) -> bytes:
    if not content:
        return content
    place = by.at.randrange(len(content))
    return content[:place] + bytes([content[place] ^ 1 << by.at.randrange(8)]) + content[place + 1 :]


def _cut(content: bytes, by: Mutator) -> bytes:
    start, end = by.stretch(content)
    return content[:start] + content[end:]


def _put(content: bytes, by: Mutator) -> bytes:
    start, end = by.stretch(content, 6)
    return content[:start] + by.at.choice(by.words) + content[end:]


def _again(content: bytes, by: Mutator) -> bytes:
    start, end = by.stretch(content)
    return content[:end] + content[start:end] * by.at.choice((1, 1, 2, 70)) + content[end:]


def _word(content: bytes, by: Mutator) -> bytes:
    """One word for another of the grammar, or of the same input."""
    pieces = _PIECE.findall(content)
    if not pieces:
        return content
    place = by.at.randrange(len(pieces))
    pieces[place] = by.at.choice(by.words) if by.at.random() < 0.6 else by.at.choice(pieces)
    return b"".join(pieces)


def _swapped(content: bytes, by: Mutator) -> bytes:
    pieces = _PIECE.findall(content)
    if len(pieces) < 2:
        return content
    one, other = by.at.randrange(len(pieces)), by.at.randrange(len(pieces))
    pieces[one], pieces[other] = pieces[other], pieces[one]
    return b"".join(pieces)


def _number(content: bytes, by: Mutator) -> bytes:
    found = list(_NUMBER.finditer(content))
    if not found:
        return content
    match = by.at.choice(found)
    return content[: match.start()] + by.at.choice(NUMBERS) + content[match.end() :]


def _lines(content: bytes, by: Mutator) -> bytes:
    """A line lost, doubled, moved, or taken from another input."""
    lines = content.split(b"\n")
    place = by.at.randrange(len(lines))
    how = by.at.randrange(4)
    if how == 0:
        del lines[place]
    elif how == 1:
        lines.insert(by.at.randrange(len(lines) + 1), lines[place])
    elif how == 2:
        lines.insert(by.at.randrange(len(lines)), lines.pop(place))
    else:
        lines.insert(place, by.at.choice(by.other.split(b"\n")))
    return b"\n".join(lines)


def _spliced(content: bytes, by: Mutator) -> bytes:
    """The beginning of one and the end of another, cut at the ends of lines where there are any."""
    mine, theirs = content.split(b"\n"), by.other.split(b"\n")
    if min(len(mine), len(theirs)) > 3:
        place = by.at.randrange(len(mine))
        return b"\n".join([*mine[:place], *theirs[min(place, len(theirs) - 1) :]])
    return content[: by.at.randint(0, len(content))] + by.other[by.at.randint(0, len(by.other)) :]


CHANGES: Sequence[Change] = (
    _flip, _cut, _put, _put, _again, _word, _word, _word, _swapped, _number, _number, _lines, _lines, _spliced,
)  # fmt: skip


def words_of(contents: Sequence[bytes]) -> list[bytes]:
    """The words that stand in inputs, each once."""
    found = {piece for content in contents for piece in _PIECE.findall(content) if len(piece) > 1 and piece.strip()}
    return sorted(found)
