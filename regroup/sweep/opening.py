"""Opens a store: it is looked through without any change to it, and only a whole one is made ready to be written."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace
from pathlib import Path

from regroup.errors import Fault
from regroup.sweep.faults import UNREADABLE, closed_to_us, damaged, refused, store_fault, told
from regroup.sweep.intact import Intact, look_through
from regroup.sweep.journal import has_journal, journal_is_damaged
from regroup.sweep.lock import writing as process_writing
from regroup.sweep.schema import close_as_one_file, connected, refuse_foreign


@dataclass(frozen=True)
class Opened:
    """A connection, what is intact, and what is to be told about the rest."""

    connection: sqlite3.Connection
    intact: Intact
    warnings: tuple[Fault, ...]


def opened(path: Path, patience: float, *, writing: bool) -> Opened:
    """Opens the store at ``path``, waiting ``patience`` seconds for others.

    Raises:
        InputError: it is no store, another's, or damaged where it is to be written.
    """
    with told(path):
        with_journal = has_journal(path)
        cut = with_journal and (writing or process_writing(path) is None) and journal_is_damaged(path)
        if path.stat().st_size == 0:
            raise refused("store_empty", path)
        try:
            found = _looked(path, connected(path, "ro", patience), with_journal, writing)
        except sqlite3.Error as error:
            if with_journal or not closed_to_us(error):
                raise
            # a folder that cannot be written to: nothing is beside the file, and nothing can be
            found = _looked(path, connected(path, "ro", patience, fixed=True), with_journal, writing)
        if cut:
            found = replace(found, warnings=(*found.warnings, store_fault("store_journal_damaged", path)))
        if not writing:
            return found
        found.connection.close()
        return replace(found, connection=_writable(connected(path, "rw", patience), path))


def _looked(path: Path, connection: sqlite3.Connection, with_journal: bool, writing: bool) -> Opened:
    try:
        doubtful = _doubtful(connection)
        refuse_foreign(connection, path, writing=writing)
        journal = connection.execute("PRAGMA journal_mode").fetchone()[0]
        connection.execute("BEGIN")
        intact = look_through(connection, path.stat().st_size, doubtful=doubtful)
        counts = {"intact": len(intact.numbers), "lost": "?" if intact.lost is None else intact.lost}
        if writing and not intact.whole:
            raise refused("store_broken", path, **counts)
    except BaseException:
        connection.close()
        raise
    lacks = [store_fault("store_journal_missing", path)] if journal == b"wal" and not with_journal else []
    return Opened(
        connection, intact, (*lacks, *([] if intact.whole else [store_fault("store_broken", path, **counts)]))
    )


def _doubtful(connection: sqlite3.Connection) -> bool:
    """Whether SQLite refuses the file as damaged; from then on it reads what it can, also of one that is too short."""
    try:
        connection.execute("SELECT value FROM meta LIMIT 1").fetchone()
    except UNREADABLE as error:
        if not damaged(error):
            raise
        connection.execute("PRAGMA writable_schema = ON")
        return True
    return False


def _writable(connection: sqlite3.Connection, path: Path) -> sqlite3.Connection:
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("UPDATE meta SET value = value")  # from here on a journal without content was lost
    except BaseException:
        close_as_one_file(connection, path)
        raise
    return connection
