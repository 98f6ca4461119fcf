"""Origins: each knows, for a key path of what was read, the file, line and column it stands at."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from functools import cached_property
from hashlib import sha256

from regroup.errors import Place
from regroup.instance import Key
from regroup.read.bounded import Source
from regroup.read.lines import Lines, visible
from regroup.read.places import Span, Spans, spans_of


class FileOrigin:
    """Places in what one TOML file gave.

    Args:
        source: the file.
        rows: for a list that goes on in a table beside it, how many items the file itself holds, and the
            place of a path within a row of the table.
        changed: paths that were set on the command line, with the text that set them.
    """

    def __init__(self, source: Source) -> None:
        self._source = source
        self._rows: dict[str, tuple[int, Callable[..., Place]]] = {}
        self._changed: dict[Key, str] = {}
        self._hashes = {source.path: source.sha256}

    @property
    def path(self) -> str:
        """The file, as the user named it."""
        return self._source.path

    @property
    def hashes(self) -> Mapping[str, str]:
        """SHA-256 of the raw bytes of each file that was read, by name; the main file first."""
        return dict(self._hashes)

    @property
    def sha256(self) -> str:
        """The file's own hash; with tables beside it, the hash of all the hashes in order."""
        if len(self._hashes) == 1:
            return self._source.sha256
        return sha256("\n".join(self._hashes.values()).encode()).hexdigest()

    def add_rows(self, key: str, first: int, source: Source, place: Callable[..., Place]) -> None:
        """From item ``first`` on, the list ``key`` stands in another file, where ``place`` finds it."""
        self._rows[key] = (first, place)
        self._hashes[source.path] = source.sha256

    @property
    def changes(self) -> tuple[str, ...]:
        """What was set on the command line, in the order it was set."""
        return tuple(self._changed.values())

    def again(self) -> FileOrigin:
        """The same places, to which changes can be added without this one knowing of them."""
        other = copy.copy(self)
        other._changed = dict(self._changed)
        return other

    def add_change(self, key: Key, text: str) -> None:
        """What stands under ``key`` was set by ``text``, not by the file."""
        self._changed[key] = text

    def place(self, *key: str | int) -> Place:
        """Place of the value under ``key``, or of the nearest table around it."""
        return self._find(key, lambda spans: spans.values)

    def key_place(self, *key: str | int) -> Place:
        """Place of the key itself, or of the nearest table around it."""
        return self._find(key, lambda spans: spans.keys)

    def line(self, *key: str | int) -> int | None:
        """The line of the value under ``key``."""
        return self.place(*key).line

    def _find(self, key: Key, part: Callable[[Spans], dict[Key, Span]]) -> Place:
        for changed, text in self._changed.items():
            if key[: len(changed)] == changed:
                return Place(f"--set {visible(text[:200])}")
        if len(key) > 1 and key[0] in self._rows:
            first, place = self._rows[str(key[0])]
            if isinstance(key[1], int) and key[1] >= first:
                return place(key[1] - first, *key[2:])
        found = part(self._spans)
        made = [text for changed, text in self._changed.items() if key and changed[: len(key)] == key]
        if made and key not in found:
            return Place(f"--set {visible(made[0][:200])}")
        for length in range(len(key), 0, -1):
            if key[:length] in found:
                return self._lines.place(*found[key[:length]])
        return self._lines.place(0)

    @cached_property
    def _lines(self) -> Lines:
        return Lines(self._source.path, self._source.text)

    @cached_property
    def _spans(self) -> Spans:
        return spans_of(self._source.text)
