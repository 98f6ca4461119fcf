"""A store's tables, and whether a file has them: another program's, project's or version's is refused by name."""

from __future__ import annotations

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
            beside.unlink(missing_ok=True)


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
