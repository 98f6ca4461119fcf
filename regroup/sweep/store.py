"""The store of sweeps: one SQLite file, one writer, every run on disk before it counts as done.

A key holds the version of regroup, so that rows of two versions never mix. Only the version that made a store adds to
it; any version that knows its tables reads it. While it is written, `NAME-wal` and `NAME.lock` stand beside it; when
it is closed, the one file is all there is.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from types import TracebackType

from regroup import interrupt
from regroup.errors import Disagreement, Fault
from regroup.sweep import listing
from regroup.sweep.base import Row, State, Task
from regroup.sweep.faults import refuse_links, refused, told
from regroup.sweep.intact import SELECT
from regroup.sweep.lock import WriterLock
from regroup.sweep.opening import Opened, opened
from regroup.sweep.record import At, Damaged, packed, tallied, unpacked
from regroup.sweep.schema import close_as_one_file, make, meta

PATIENCE = 10.0
"""Seconds to wait for another program that holds the file."""
BATCH = 500
"""Runs taken over from another store at once."""
_PUT = (
    "INSERT INTO run (number, key, at, state, reason, found, provenance, checksum) VALUES (?, ?, ?, ?, ?, ?, ?, ?) "
    "ON CONFLICT (number) DO UPDATE SET at = excluded.at, state = excluded.state, reason = excluded.reason, "
    "found = excluded.found, provenance = excluded.provenance, checksum = excluded.checksum"
)


class Store:
    """A store that is open. Its warnings say what is damaged or missing; only a store without damage is written to."""

    def __init__(self, path: Path, opened: Opened, lock: WriterLock | None) -> None:
        self.path, self._lock = path, lock
        self._connection, self._intact = opened.connection, opened.intact
        self.warnings: tuple[Fault, ...] = opened.warnings

    @classmethod
    def open(cls, path: Path | str, create: bool = True, patience: float = PATIENCE) -> Store:
        """Opens a store to add to it, and makes it where there is none.

        Raises:
            InputError: it is none, is damaged, is in use, is not this version's, or cannot be written.
        """
        store = Path(path)
        refuse_links(store)
        if not store.exists() and not create:
            raise refused("store_missing", store)
        made = None
        try:
            with interrupt.later():
                made = cls._locked(store, patience)
        except KeyboardInterrupt:
            if made is not None:
                made.close()
            raise
        return made

    @classmethod
    def _locked(cls, store: Path, patience: float) -> Store:
        with told(store):
            lock = WriterLock.take(store, min(patience, 1.0))
        try:
            if not store.exists():
                make(store)
            return cls(store, opened(store, patience, writing=True), lock)
        except BaseException:
            lock.release()
            raise

    @classmethod
    def read(cls, path: Path | str, patience: float = PATIENCE) -> Store:
        """Opens a store to read it as it is now, while others may add to it; of a damaged one what is intact.

        Raises:
            InputError: it is none, or nothing of it can be read.
        """
        store = Path(path)
        refuse_links(store)
        if not store.exists():
            raise refused("store_missing", store)
        return cls(store, opened(store, patience, writing=False), None)

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        try:
            self.close()
        except KeyboardInterrupt:  # it came before closing had begun, or waited for its end: closing twice is once
            self.close()
            raise

    def close(self) -> None:
        """Closes it; a store that was written becomes one file, unless somebody reads it at this moment."""
        with interrupt.later():
            self._close()

    def _close(self) -> None:
        if self._lock is None:
            self._connection.close()
            return
        close_as_one_file(self._connection, self.path)
        self._lock.release()
        self._lock = None

    @property
    def lost(self) -> int | None:
        """How many runs are damaged or missing; None where that cannot be told."""
        return self._intact.lost

    def __len__(self) -> int:
        return len(self._intact.numbers)

    def __contains__(self, key: object) -> bool:
        return key in self._intact.numbers

    def known(self, *, failed: bool = True) -> set[str]:
        """The keys of all runs that are kept, or of those that did not fail."""
        return {key for key, state in self._intact.states.items() if failed or state is not State.FAILED}

    def rows(self, keys: Iterable[str] | None = None) -> Iterator[Row]:
        """The rows of ``keys``, as far as they are kept, in that order; all of them in the order of their keys."""
        for key in sorted(self._intact.numbers) if keys is None else keys:
            number = self._intact.numbers.get(key)
            if number is not None:
                yield self._row(number)

    def rows_of(self, runs: Iterable[tuple[str, At]]) -> Iterator[Row]:
        """The rows of a sweep's runs, in its order and where it has them: a key may stand elsewhere in another."""
        for key, at in runs:
            number = self._intact.numbers.get(key)
            if number is not None:
                yield replace(self._row(number), at=at)

    def put(self, task: Task, row: Row) -> None:
        """Keeps a row; on disk when this returns. The same answer again changes nothing; an answer replaces a failure.

        Raises:
            Disagreement: another answer to the same task is kept already; it stays.
            InputError: it cannot be written, and why; what was kept before stays.
        """
        if row.key != task.key:
            raise ValueError("a row of another task")
        with told(self.path), self._transaction():
            number = self._put(row)
        self._intact.numbers[row.key] = number
        if row.state is not State.FAILED or row.key not in self._intact.states:
            self._intact.states[row.key] = row.state

    def take(self, other: Store) -> int:
        """Takes over the intact rows of another store, say of a part of the same sweep; how many it has not had.

        Raises:
            Disagreement, InputError: as `put`.
        """
        before, keys = len(self), sorted(other.known())
        for first in range(0, len(keys), BATCH):
            with told(self.path), self._transaction():
                taken = [(row, self._put(row)) for row in other.rows(keys[first : first + BATCH])]
            for row, number in taken:
                self._intact.numbers[row.key] = number
                self._intact.states.setdefault(row.key, row.state)
        return len(self) - before

    def note_sweep(self, name: str, tasks: Iterable[Task]) -> None:
        """Keeps which runs a sweep has, in its order, and where each stands; a wider sweep of that name replaces it."""
        with told(self.path), self._transaction():
            listing.note(self._connection, name, ((task.key, task.at) for task in tasks))

    def sweeps(self) -> tuple[str, ...]:
        """The names of the sweeps that were noted."""
        with told(self.path):
            return listing.names(self._connection)

    def listed(self, name: str) -> list[tuple[str, At]]:
        """The runs of a sweep that was noted: keys and where they stand.

        Raises:
            InputError: there is no such sweep, or the list is damaged.
        """
        with told(self.path):
            try:
                return listing.read(self._connection, name)
            except Damaged:
                raise refused("store_list_damaged", self.path, sweep=name) from None

    def _row(self, number: int) -> Row:
        with told(self.path):
            cells = self._connection.execute(f"{SELECT} WHERE number = ?", (number,)).fetchone()
        try:
            return unpacked((cells or ())[1:])
        except Damaged:
            raise refused("store_damaged", self.path) from None

    def _put(self, row: Row) -> int:
        kept = self._connection.execute("SELECT number FROM run WHERE key = ?", (row.key,)).fetchone()
        old = self._row(kept[0]) if kept else None
        if old is not None and not _replaces(row, old):
            return int(kept[0])
        rows = int(meta(self._connection, "rows")) + (old is None)
        texts = packed(row)
        tally = tallied(meta(self._connection, "tally"), [texts[-1]], [packed(old)[-1]] if old else [])
        number = int(kept[0]) if kept else rows
        self._connection.execute(_PUT, (number, *texts))
        facts = [(str(rows), "rows"), (tally, "tally")]
        self._connection.executemany("UPDATE meta SET value = ? WHERE name = ?", facts)
        return number

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[None]:
        """All or nothing, on disk at the end."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._connection.execute("COMMIT")
        except BaseException:
            with contextlib.suppress(sqlite3.Error):
                self._connection.execute("ROLLBACK")
            raise


def _replaces(new: Row, old: Row) -> bool:
    """Whether a row takes the other's place: only an answer that of a failure, which circumstances may have caused."""
    if new.state is State.FAILED:
        return False
    if old.state is State.FAILED:
        return True
    if (new.state, dict(new.found)) != (old.state, dict(old.found)):
        raise Disagreement("sweep_store", task=new.key[:12])
    return False
