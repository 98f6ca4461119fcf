"""Which runs each sweep of a store has, in the sweep's own order, with a checksum over the list."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from itertools import chain, islice

from regroup.sweep.record import At, Damaged, at_of, at_text, checksum

_FLUSH = 1000


def note(connection: sqlite3.Connection, name: str, runs: Iterable[tuple[str, At]]) -> None:
    """Replaces a sweep's list, inside a transaction of the caller's."""
    connection.execute("DELETE FROM listed WHERE sweep = ?", (name,))
    runs, summed = iter(runs), [name]
    count = 0
    while part := [(key, at_text(at)) for key, at in islice(runs, _FLUSH)]:
        rows = [(name, count + at, *cells) for at, cells in enumerate(part)]
        connection.executemany("INSERT INTO listed VALUES (?, ?, ?, ?)", rows)
        summed = [checksum([*summed, *chain.from_iterable(part)])]
        count += len(part)
    connection.execute("INSERT OR REPLACE INTO sweep VALUES (?, ?, ?)", (name, count, summed[0]))


def names(connection: sqlite3.Connection) -> tuple[str, ...]:
    """All sweeps, by name."""
    return tuple(sorted(name.decode("utf-8", "replace") for (name,) in connection.execute("SELECT name FROM sweep")))


def read(connection: sqlite3.Connection, name: str) -> list[tuple[str, At]]:
    """A sweep's runs.

    Raises:
        Damaged: the list is not what was noted.
        sqlite3.Error: it cannot be read.
    """
    stated = connection.execute("SELECT runs, checksum FROM sweep WHERE name = ?", (name,)).fetchone()
    runs: list[tuple[str, At]] = []
    summed = [name]
    for part in _parts(connection, name):
        summed = [checksum([*summed, *chain.from_iterable(part)])]
        try:
            runs += [(key, at_of(at)) for key, at in part]
        except (ValueError, TypeError, json.JSONDecodeError) as error:
            raise Damaged from error
    if stated is None or stated[0] != len(runs) or stated[1] != summed[0].encode():
        raise Damaged
    return runs


def _parts(connection: sqlite3.Connection, name: str) -> Iterator[list[tuple[str, str]]]:
    found = connection.execute("SELECT key, at FROM listed WHERE sweep = ? ORDER BY place", (name,))
    while part := found.fetchmany(_FLUSH):
        if not all(isinstance(cell, bytes) for row in part for cell in row):
            raise Damaged
        yield [(key.decode("utf-8", "replace"), at.decode("utf-8", "replace")) for key, at in part]
