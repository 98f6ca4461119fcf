"""A store's tables, and whether a file has them: another program's, project's or version's is refused by name."""

from __future__ import annotations

import contextlib
import os
import secrets
import sqlite3
from importlib.metadata import version
from pathlib import Path

from regroup.read.lines import visible
from regroup.sweep.faults import refused, told
from regroup.sweep.record import checksum

APPLICATION = 0x52475357
"""``RGSW``, in the file's header."""
SCHEMA = 1
PROJECT = "regroup"
LONGEST_TEXT = 64 * 2**20
"""Bytes of one cell; nothing longer is read."""
PATIENCE_AT_CLOSE = 0.2
"""Seconds to wait for readers when a store becomes one file again."""
MODE_AT, JOURNALLED = 18, b"\x02"
"""Where a store's header tells how it is written, and what stands there while that is through a journal."""
EMPTY_TALLY = "0" * 64
TABLES = (
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
    "CREATE TABLE run (number INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, at TEXT NOT NULL, state TEXT NOT NULL, "
    "reason TEXT NOT NULL, found TEXT NOT NULL, provenance TEXT NOT NULL, checksum TEXT NOT NULL)",
    "CREATE TABLE sweep (name TEXT PRIMARY KEY, runs INTEGER NOT NULL, checksum TEXT NOT NULL)",
    "CREATE TABLE listed (sweep TEXT NOT NULL, place INTEGER NOT NULL, key TEXT NOT NULL, at TEXT NOT NULL, "
    "PRIMARY KEY (sweep, place))",
)


def connected(store: Path, mode: str, patience: float, *, fixed: bool = False) -> sqlite3.Connection:
    """A connection to a file that is there.

    Args:
        store: the file.
        mode: "rw" or "ro".
        patience: seconds to wait for another program that holds the file.
        fixed: the file is read as if nobody could change it, without any lock.
    """
    ending = "&immutable=1" if fixed else ""
    address = f"{store.absolute().as_uri()}?mode={mode}{ending}"
    connection = sqlite3.connect(address, uri=True, timeout=patience, isolation_level=None, check_same_thread=False)
    connection.text_factory = bytes
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_TEXT)
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection


def close_as_one_file(connection: sqlite3.Connection, store: Path) -> None:
    """Closes a store that was written, without a journal beside it as far as disk and readers let it.

    Tried again with a new connection where the file says otherwise, whatever the old one said: one that could not open
    the journal takes the file for what it was before. A store in journal mode without a journal looks as if runs were
    lost.
    """
    _without_journal(connection)
    connection.close()
    if _in_journal_mode(store):
        with contextlib.suppress(sqlite3.Error):
            connection = connected(store, "rw", PATIENCE_AT_CLOSE)
            _without_journal(connection)
            connection.close()


def _in_journal_mode(store: Path) -> bool:
    """What the file's header says: https://www.sqlite.org/fileformat2.html#file_format_version_numbers."""
    with contextlib.suppress(OSError), store.open("rb") as file:
        return file.read(MODE_AT + 1)[MODE_AT:] == JOURNALLED
    return False


def _without_journal(connection: sqlite3.Connection) -> None:
    with contextlib.suppress(sqlite3.Error):
        connection.execute(f"PRAGMA busy_timeout = {int(1000 * PATIENCE_AT_CLOSE)}")
        for _ in range(2):  # the first only looks at the file again where its journal could not be opened
            connection.execute("PRAGMA journal_mode = DELETE").fetchone()


def make(store: Path) -> None:
    """Makes an empty store beside its name first, so that the name never stands for half a one.

    Raises:
        InputError: it cannot be made there, and why.
    """
    beside = store.with_name(f".{store.name[:100]}.{secrets.token_hex(6)}.tmp")
    with told(store):
        try:
            os.close(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), 0o666))
            connection = connected(beside, "rw", 1.0)
            try:
                _fill(connection)
            finally:
                connection.close()
            beside.replace(store)
        finally:
            for left in (beside, beside.with_name(beside.name + "-journal")):
                with contextlib.suppress(OSError):
                    left.unlink()


def _fill(connection: sqlite3.Connection) -> None:
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
    connection.execute(f"PRAGMA user_version = {SCHEMA}")
    connection.execute("BEGIN")
    for table in TABLES:
        connection.execute(table)
    facts = {"project": PROJECT, "version": version("regroup"), "rows": "0", "tally": EMPTY_TALLY}
    facts["origin"] = checksum([facts["project"], facts["version"]])
    connection.executemany("INSERT INTO meta VALUES (?, ?)", facts.items())
    connection.execute("COMMIT")


def refuse_foreign(connection: sqlite3.Connection, store: Path, *, writing: bool) -> None:
    """Refuses what is no store of this project and version. Reading takes any version of the program.

    Raises:
        InputError: another program's file, another project's store, or another version's.
    """
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION:
        raise refused("store_other_program", store)
    schema = connection.execute("PRAGMA user_version").fetchone()[0]
    if schema != SCHEMA:
        raise refused("store_newer" if schema > SCHEMA else "store_older", store, found=schema, known=SCHEMA)
    made = {text for (text,) in connection.execute("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL")}
    if made != {table.encode() for table in TABLES}:
        raise refused("store_damaged", store)
    _refuse_project(connection, store, writing)


def _refuse_project(connection: sqlite3.Connection, store: Path, writing: bool) -> None:
    project, maker = meta(connection, "project"), meta(connection, "version")
    if project != PROJECT:
        raise refused("store_other_project", store, found=visible(project))
    if writing and maker != version("regroup"):
        raise refused("store_other_version", store, found=visible(maker), known=version("regroup"))


def origin_is_whole(connection: sqlite3.Connection) -> bool:
    """Whether project and version are what the store was made with."""
    return checksum([meta(connection, "project"), meta(connection, "version")]) == meta(connection, "origin")


def meta(connection: sqlite3.Connection, name: str) -> str:
    """A fact about the store; empty where it is missing."""
    found = connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
    return found[0].decode("utf-8", "replace") if found and isinstance(found[0], bytes) else ""
