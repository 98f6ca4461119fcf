"""Looks through TOML text before it is parsed and refuses what would cost a parser too much.

The parser of the standard library has no limits of its own: deep nesting ends in an exhausted stack,
long dotted keys and long numbers in minutes of work.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice, pairwise

from regroup.errors import Fault, InputError
from regroup.fields import MOST_UNITS
from regroup.read.lines import Lines
from regroup.read.tokens import Token, tokens

DEEPEST = 64
MOST_KEY_PARTS = 16
MOST_DIGITS = 18
LARGEST_EXPONENT_DIGITS = 4
LONGEST_LINE = 100_000
MOST_HEADERS = 400_000
MOST_LINES = 60_000
"""From one header to the next; three times as many as a plan of all units needs."""
_UNIT_HEADER = re.compile(r"^[ \t]*\[\[[ \t]*units[ \t]*\]\]", re.MULTILINE)
_HEADER = re.compile(r"^[ \t]*\[", re.MULTILINE)
_DIGITS = re.compile(r"[+-]?(?:0x[0-9a-fA-F_]+|0o[0-7_]+|0b[01_]+|[0-9_]+)$")
_EXPONENT = re.compile(r"[+-]?[0-9_]+[eE][+-]?([0-9_]+)")  # whatever follows: the parser takes the number by itself


def check_limits(lines: Lines, text: str) -> None:
    """Refuses a text beyond any of the limits above.

    Raises:
        InputError: the first place beyond a limit.
    """
    for fault in _counted(lines, text):
        raise InputError([fault])
    for fault in _nested(lines, tokens(text)):
        raise InputError([fault])


def _counted(lines: Lines, text: str) -> Iterator[Fault]:
    """What simple counting shows, before any token is made."""
    for number, length in enumerate(lines.lengths(), 1):
        if length > LONGEST_LINE:
            values = {"length": length, "allowed": LONGEST_LINE}
            yield Fault("line_too_long", values, lines.place(lines.offset(number, LONGEST_LINE)))
    headers = (
        [0, *(match.start() for match in _HEADER.finditer(text)), len(text)] if text.count("\n") > MOST_LINES else []
    )
    for start, end in pairwise(headers):
        if (count := text.count("\n", start, end)) > MOST_LINES:
            yield Fault("table_too_long", {"count": count, "allowed": MOST_LINES}, lines.place(start))
    for pattern, most, code in ((_UNIT_HEADER, MOST_UNITS, "too_many_units"), (_HEADER, MOST_HEADERS, "many_headers")):
        found = len(pattern.findall(text))
        if found > most:
            beyond = next(islice(pattern.finditer(text), most, None))
            yield Fault(code, {"count": found, "allowed": most}, lines.place(beyond.start()))


def _nested(lines: Lines, parts: Iterable[Token]) -> Iterator[Fault]:
    """What shows token by token: depth of brackets, parts of a key, digits of a number."""
    depth = dots = 0
    for token in parts:
        if token.text in "[{" and token.kind == "mark":
            depth += 1
        elif token.text in "]}" and token.kind == "mark":
            depth = max(0, depth - 1)
        dots = dots + 1 if token.text == "." else dots if token.kind in ("bare", "text") else 0
        if depth > DEEPEST:
            yield Fault("too_deep", {"allowed": DEEPEST}, lines.place(token.start))
        if dots >= MOST_KEY_PARTS:
            yield Fault("key_too_long", {"allowed": MOST_KEY_PARTS}, lines.place(token.start))
        if token.kind == "bare" and len(token.text) > LARGEST_EXPONENT_DIGITS:
            yield from _long_number(lines, token)


def _long_number(lines: Lines, token: Token) -> Iterator[Fault]:
    digits = sum(character.isalnum() for character in token.text.removeprefix("0x"))
    if digits > MOST_DIGITS and _DIGITS.match(token.text):
        values = {"digits": digits, "allowed": MOST_DIGITS}
        yield Fault("number_too_long", values, lines.place(token.start, token.end))
    exponent = _EXPONENT.match(token.text)
    if exponent and len(exponent[1].lstrip("0_")) > LARGEST_EXPONENT_DIGITS:
        yield Fault("exponent_too_long", {}, lines.place(token.start, token.end))
