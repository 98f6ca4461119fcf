"""Where every key and value of a TOML text stands.

The standard library's parser gives values without places. This walks the same text once more, key by
key, and only when a place is asked for. On the way it sees what is defined twice.
"""

from __future__ import annotations

import contextlib
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field

from regroup.instance import Key
from regroup.read.tokens import Token, tokens

Span = tuple[int, int]
"""First offset and the offset after the last."""


@dataclass(slots=True)
class Twice:
    """A key or table that is defined a second time: its path, and both places."""

    path: Key
    first: Span
    second: Span
    table: bool


@dataclass(slots=True)
class Spans:
    """What a walk through the text found.

    Attributes:
        keys: path → where the key (or the table's header) stands.
        values: path → where the value stands; for a table, its header.
        twice: the first thing that is defined a second time.
    """

    keys: dict[Key, Span] = field(default_factory=dict)
    values: dict[Key, Span] = field(default_factory=dict)
    twice: Twice | None = None


def spans_of(text: str) -> Spans:
    """Where everything stands in ``text``, as far as it can be read."""
    walk = _Walk(text)
    with contextlib.suppress(StopIteration):  # the text ends or stops being TOML: what was found so far stands
        walk.document()
    return walk.spans


class _Walk:
    """One pass over the tokens. How a path came to be is kept, to see what may not be defined again:
    "value", "header" ([a]), "list" ([[a]]), "above" (a of [a.b]) or "dotted" (a of a.b = 1)."""

    def __init__(self, text: str) -> None:
        self.spans = Spans()
        self._tokens: Iterator[Token] = tokens(text)
        self._next: Token | None = None
        self._how: dict[Key, str] = {}
        self._count: dict[Key, int] = {}

    def document(self) -> None:
        """All lines: headers and pairs of key and value."""
        table: Key = ()
        while True:
            token = self._peek()
            if token.kind == "newline":
                self._take()
            elif token.text == "[":
                table = self._header()
            else:
                self._pair(table)

    def _peek(self) -> Token:
        if self._next is None:
            self._next = next(self._tokens)
        return self._next

    def _take(self) -> Token:
        token = self._peek()
        self._next = None
        return token

    def _expect(self, mark: str) -> Token:
        token = self._take()
        if token.text != mark:
            raise StopIteration
        return token

    def _skip_lines(self) -> Token:
        while self._peek().kind == "newline":
            self._take()
        return self._peek()

    def _key(self) -> list[tuple[str, Token]]:
        parts = []
        while True:
            token = self._take()
            if token.kind not in ("bare", "text"):
                raise StopIteration
            parts.append((_name(token), token))
            if self._peek().text != ".":
                return parts
            self._take()

    def _header(self) -> Key:
        start = self._expect("[").start
        listed = self._peek().text == "["
        if listed:
            self._take()
        parts = self._key()
        end = self._expect("]").end
        if listed:
            end = self._expect("]").end
        path = self._above([name for name, _ in parts[:-1]], (start, end))
        return self._declare((*path, parts[-1][0]), (start, end), listed)

    def _above(self, names: list[str], span: Span) -> Key:
        """The path of a header's tables but the last; of a list of tables, the newest one."""
        path: Key = ()
        for name in names:
            path = (*path, name)
            how = self._how.setdefault(path, "above")
            if how == "value":
                self._again(path, span, table=True)
            self.spans.keys.setdefault(path, span)
            self.spans.values.setdefault(path, span)
            if how == "list":
                path = (*path, self._count[path] - 1)
        return path

    def _declare(self, path: Key, span: Span, listed: bool) -> Key:
        how = self._how.get(path)
        if how not in (None, "list") if listed else how not in (None, "above"):
            self._again(path, span, table=True)
        self._how[path] = "list" if listed else "header"
        if not listed:
            self.spans.keys[path] = self.spans.values[path] = span
            return path
        self.spans.keys.setdefault(path, span)
        self.spans.values.setdefault(path, span)
        self._count[path] = self._count.get(path, 0) + 1
        item = (*path, self._count[path] - 1)
        self.spans.keys[item] = self.spans.values[item] = span
        return item

    def _pair(self, table: Key) -> None:
        parts = self._key()
        path = table
        for name, token in parts[:-1]:
            path = (*path, name)
            if self._how.setdefault(path, "dotted") != "dotted":
                self._again(path, (token.start, token.end), table=True)
            self.spans.keys.setdefault(path, (token.start, token.end))
            self.spans.values.setdefault(path, (token.start, token.end))
        name, token = parts[-1]
        path = (*path, name)
        if path in self._how:
            self._again(path, (token.start, token.end), table=self._how[path] != "value")
        self._how[path] = "value"
        self.spans.keys[path] = (token.start, token.end)
        self._expect("=")
        self._value(path)

    def _again(self, path: Key, span: Span, *, table: bool) -> None:
        if self.spans.twice is None:
            self.spans.twice = Twice(path, self.spans.keys.get(path, span), span, table)

    def _value(self, path: Key) -> None:
        token = self._peek()
        if token.text == "[":
            end = self._array(path)
        elif token.text == "{":
            end = self._inline(path)
        elif token.kind in ("string", "text"):
            end = self._take().end
        else:
            end = self._scalar()
        self.spans.values[path] = (token.start, end)

    def _scalar(self) -> int:
        """Numbers, dates and booleans: up to the next mark that ends a value."""
        token = self._take()
        if token.kind not in ("bare", "mark", "other") or token.text in ",]}=":
            raise StopIteration
        end = token.end
        while self._ahead() in ("bare", "."):
            end = self._take().end
        return end

    def _ahead(self) -> str:
        try:
            token = self._peek()
        except StopIteration:
            return "end"
        return token.kind if token.kind == "bare" else token.text

    def _array(self, path: Key) -> int:
        self._expect("[")
        index = 0
        while self._skip_lines().text != "]":
            self._value((*path, index))
            self.spans.keys[(*path, index)] = self.spans.values[(*path, index)]
            index += 1
            if self._skip_lines().text == ",":
                self._take()
        return self._take().end

    def _inline(self, path: Key) -> int:
        self._expect("{")
        while self._skip_lines().text != "}":
            self._pair(path)
            if self._skip_lines().text == ",":
                self._take()
        return self._take().end


def _name(token: Token) -> str:
    """A key's name; a quoted one without its quotation marks and escapes."""
    if token.kind == "bare":
        return token.text
    if "\\" not in token.text:
        return token.text[1:-1]
    try:
        return str(tomllib.loads(f"name = {token.text}")["name"])
    except tomllib.TOMLDecodeError:
        raise StopIteration from None
