"""What of a store is as it was put in. Every run is looked at when a store is opened; nothing is mended."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from regroup.sweep.base import State
from regroup.sweep.faults import UNREADABLE
from regroup.sweep.record import Damaged, tallied, verified
from regroup.sweep.schema import EMPTY_TALLY, meta, origin_is_whole

SELECT = "SELECT number, key, at, state, reason, found, provenance, checksum FROM run"
SMALLEST_ROW = 100
"""Bytes; no store holds more runs than this allows."""


@dataclass
class Intact:
    """The runs whose checksums fit.

    Attributes:
        numbers: where each is, by key, in the order they were put in.
        states: how each ended, by key.
        lost: how many runs are damaged or missing; None where that cannot be told.
        whole: nothing at all is wrong with the file.
    """

    numbers: dict[str, int] = field(default_factory=dict)
    states: dict[str, State] = field(default_factory=dict)
    lost: int | None = 0
    whole: bool = True


def look_through(connection: sqlite3.Connection, size: int, *, doubtful: bool = False) -> Intact:
    """Looks at every run of a file of ``size`` bytes; one by one where it is doubtful or cannot be read in one go."""
    found, tally, readable = Intact(), [EMPTY_TALLY], False
    if doubtful:
        return _salvaged(connection, *_stated(connection)[:1], size // SMALLEST_ROW + 1)
    with contextlib.suppress(*UNREADABLE):
        readable = connection.execute("PRAGMA integrity_check(1)").fetchone()[0] == b"ok"
        readable = readable and origin_is_whole(connection)
    if readable:
        with contextlib.suppress(*UNREADABLE):
            _gather(found, connection.execute(f"{SELECT} ORDER BY number"), tally)
    rows, expected = _stated(connection)
    if readable and rows == len(found.numbers) and tally[0] == expected:
        return found
    return _salvaged(connection, rows, size // SMALLEST_ROW + 1)


def _salvaged(connection: sqlite3.Connection, rows: int | None, most: int) -> Intact:
    """Asks for each run by its number, so that a damaged page costs only the runs on it."""
    found = Intact(whole=False)
    if rows is None:
        rows, _ = _stated(connection)
    count = most if rows is None else min(rows, most)
    _gather(found, _one_by_one(connection, count), [EMPTY_TALLY])
    found.lost = None if rows is None else max(0, rows - len(found.numbers))
    return found


def _one_by_one(connection: sqlite3.Connection, count: int) -> Iterator[tuple[object, ...]]:
    for number in range(1, count + 1):
        with contextlib.suppress(*UNREADABLE):
            row = connection.execute(f"{SELECT} WHERE number = ?", (number,)).fetchone()
            if row is not None:
                yield row


def _gather(found: Intact, rows: Iterable[tuple[object, ...]], tally: list[str]) -> None:
    for number, *cells in rows:
        with contextlib.suppress(Damaged, ValueError):
            key, _, state, *_, checksum = verified(cells)
            if isinstance(number, int) and key not in found.numbers:
                found.numbers[key], found.states[key] = number, State(state)
                tally[0] = tallied(tally[0], [checksum])


def _stated(connection: sqlite3.Connection) -> tuple[int | None, str]:
    """How many runs there should be, and the sum of their checksums."""
    try:
        rows, tally = meta(connection, "rows"), meta(connection, "tally")
    except UNREADABLE:
        return None, ""
    return (int(rows) if rows.isdecimal() and len(rows) < 10 else None), tally
