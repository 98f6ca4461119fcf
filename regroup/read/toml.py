"""TOML text into tables of plain values, or into the fault that is in it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from regroup.errors import Fault, InputError
from regroup.instance import Key
from regroup.read.bounded import Source
from regroup.read.lines import Lines, visible
from regroup.read.places import spans_of
from regroup.read.prescan import check_limits
from regroup.read.tokens import Token, tokens

Tables = dict[str, Any]

_WHERE = re.compile(r"\(at (?:line (\d+), column (\d+)|end of document)\)$")
_DEFINED_TWICE = ("twice", "overwrite", "redefine", "mutate", "Duplicate")
_CODES = (
    ("Unescaped '\\'", "bad_escape"),
    ("scape", "bad_escape"),
    ("Invalid hex", "bad_escape"),
    ("Illegal character", "illegal_character"),
    ("Unterminated", "unclosed_text"),
    ('Expected "\'"', "unclosed_text"),
    ("Unclosed", "unclosed_bracket"),
    ("initial character for a key", "bad_key"),
    ("Invalid statement", "bad_key"),
    ("after a key", "no_equals_sign"),
    ("table declaration", "bad_header"),
    ("after a statement", "more_on_line"),
    ("Invalid value", "bad_value"),
    ("date", "bad_date"),
)
"""A part of the parser's own words → our fault; `toml_syntax` for words it may learn later."""
_HABITS = (
    (re.compile(r"(?<==)\s*([+-]?\d+,\d+)"), "decimal_comma"),
    (re.compile(r"(?<==)\s*(\d{1,2}\.\d{1,2}\.(\d{4}|\d\d))(?!\d)"), "bad_date"),
)
"""What people write as they write it elsewhere: 12,5 and 1.11.2018."""
_WORD = re.compile(r"[^\s=,\]}#]+|.")
_HEADER_LINE = re.compile(r"\s*\[{1,2}\s*[\w.\"' -]+\s*\]{1,2}\s*(#.*)?$")


def parse(source: Source) -> Tables:
    """The tables of a TOML file; numbers with decimals are exact.

    Raises:
        InputError: beyond a limit, empty, or not TOML; one fault, the first.
    """
    lines = Lines(source.path, source.text)
    check_limits(lines, source.text)
    try:
        tables = tomllib.loads(source.text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise InputError([_fault(str(error), lines, source.text)]) from error
    except ValueError as error:  # a date such as 2018-02-30 comes out of the parser as it is
        raise InputError([next(_bad_dates(lines, source.text), Fault("toml_syntax", {"line": 1}))]) from error
    if not tables:
        raise InputError([Fault("file_empty", {"file": source.path})])
    return tables


def value_of(text: str) -> Any:
    """The value of one TOML value standing alone, as on the command line.

    Raises:
        ValueError: it is not one.
    """
    source = Source("", f"value = {text}", "")
    try:
        tables = parse(source)
    except InputError as error:
        raise ValueError(text) from error
    if list(tables) != ["value"]:
        raise ValueError(text)
    return tables["value"]


def dotted(key: Key) -> str:
    """A path as people write it, without the numbers of items: ``units.size.fte``."""
    return visible(".".join(part for part in key if isinstance(part, str)))


def _fault(words: str, lines: Lines, text: str) -> Fault:
    """The parser's words as a fault at the place that is to be mended."""
    match = _WHERE.search(words)
    at = lines.offset(int(match[1]), int(match[2])) if match and match[1] else len(text)
    if any(word in words for word in _DEFINED_TWICE):
        twice = spans_of(text).twice
        if twice is not None:
            code = "table_redefined" if twice.table else "duplicate_key"
            first = lines.line_at(twice.first[0])
            return Fault(code, {"key": dotted(twice.path), "first": first}, lines.place(*twice.second))
    return _habit(lines, at) or _unclosed(words, lines, text, at) or _plain(words, lines, text, at)


def _plain(words: str, lines: Lines, text: str, at: int) -> Fault:
    code = next((code for part, code in _CODES if part in words), "toml_syntax")
    found = _WORD.match(text, at)
    if code == "bad_value" and (found is None or found.group() == "#"):
        code, at = "no_value", len(text[:at].rstrip()) - 1
    shown = visible(found.group()[:40]) if found else ""
    return Fault(code, {"found": shown, "line": lines.line_at(at)}, lines.place(at, found.end() if found else None))


def _habit(lines: Lines, at: int) -> Fault | None:
    """A number or date in the Norwegian way, where TOML sees a number and something odd after it."""
    number = lines.line_at(at)
    for pattern, code in _HABITS:
        for match in pattern.finditer(lines.line(number)):
            start = lines.offset(number, match.start(1) + 1)
            end = start + len(match[1])
            if start <= at <= end + 1:
                values = {"found": match[1], "suggestion": match[1].replace(",", "."), "line": number}
                return Fault(code, values, lines.place(start, end))
    return None


def _unclosed(words: str, lines: Lines, text: str, at: int) -> Fault | None:
    """The quotation mark or bracket that was opened and never closed, where that is what went wrong."""
    opened: list[int] = []
    parts = tokens(text)
    for token in parts:
        if token.start >= at and token.kind not in ("open", "quote"):
            break
        if token.start > at:
            break
        if token.kind in ("open", "quote"):
            return Fault("unclosed_text", {"mark": token.text}, lines.place(token.start, token.end))
        if token.text in ("[", "{"):
            opened.append(token.start)
        elif token.text in ("]", "}") and opened:
            opened.pop()
    if opened and "Unclosed" in words and token.start == at and _closes(token, parts, text[opened[-1]]):
        return Fault("no_comma", {"found": visible(token.text[:40])}, lines.place(at, token.end))
    if opened and ("Unclosed" in words or at >= len(text.rstrip())):
        code = "unclosed_table" if text[opened[-1]] == "{" else "unclosed_bracket"
        return Fault(code, {"mark": text[opened[-1]]}, lines.place(opened[-1]))
    line = lines.line_at(at)
    if opened and lines.line_at(opened[0]) < line and _HEADER_LINE.match(lines.line(line)):
        return Fault("unclosed_bracket", {"mark": text[opened[0]]}, lines.place(opened[0]))
    return None


def _closes(first: Token, rest: Iterator[Token], mark: str) -> bool:
    """Whether the bracket ``mark``, still open before ``first``, is closed further on."""
    depth = 0
    for token in (first, *rest):
        if token.text in ("[", "{"):
            depth += 1
        elif token.text in ("]", "}") and depth == 0:
            return token.text == {"[": "]", "{": "}"}[mark]
        elif token.text in ("]", "}"):
            depth -= 1
        elif depth == 0 and (token.text == "=" if mark == "[" else token.kind == "newline"):
            return False
    return False


def _bad_dates(lines: Lines, text: str) -> Iterator[Fault]:
    """Dates and times that look right and do not exist."""
    for token in tokens(text):
        if token.kind == "bare" and re.match(r"\d{4}-\d\d|\d\d:", token.text):
            try:
                tomllib.loads(f"value = {token.text}")
            except ValueError:
                values = {"found": token.text, "line": lines.line_at(token.start)}
                yield Fault("bad_date", values, lines.place(token.start, token.end))
