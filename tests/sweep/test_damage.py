"""A damaged store is named as such, nothing wrong is read from it, and what is intact still is."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

from regroup.sweep.journal import journal_is_damaged
from regroup.sweep.store import Store
from tests.store_damage import STEP, cuts, flips, look, made
from tests.sweep.rows import row, task

FLIPS = 80
"""More are in `tests/store_damage.py`."""


def test_a_store_cut_anywhere(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    expected = made(path, 20)
    whole = path.read_bytes()
    seen = look(path, cuts(whole), expected)
    assert seen.tried == len(whole) // STEP
    assert seen.harmless == 0
    assert seen.partly > seen.refused


def test_a_store_with_a_flipped_bit(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    expected = made(path, 40)
    seen = look(path, flips(path.read_bytes(), FLIPS, 7), expected)
    assert seen.tried == FLIPS == seen.harmless + seen.partly + seen.refused
    assert seen.partly > FLIPS // 4
    assert seen.intact > 0.9 * seen.rows


def test_a_flipped_bit_in_the_journal_is_told(tmp_path: Path) -> None:
    path, copy = tmp_path / "s.sqlite", tmp_path / "copy.sqlite"
    with Store.open(path) as store:
        for number in range(5):
            store.put(task(number), row(number))
        shutil.copy(path, copy)
        whole = path.with_name(path.name + "-wal").read_bytes()
    journal = copy.with_name(copy.name + "-wal")
    journal.write_bytes(whole)
    assert not journal_is_damaged(copy)
    with Store.read(copy) as store:
        assert (len(store), store.warnings) == (5, ())
    for content in flips(whole, 60, 3):
        journal.write_bytes(content)
        copy.with_name(copy.name + "-shm").unlink(missing_ok=True)
        with Store.read(copy) as store:
            assert [fault.code for fault in store.warnings] == ["store_journal_damaged"]


def test_a_journal_that_began_anew_is_not_damaged(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    with Store.open(path) as store:
        store._connection.execute("PRAGMA wal_autocheckpoint = 20")
        for number in range(60):
            store.put(task(number), row(number))
            assert not journal_is_damaged(path)


def test_what_a_killed_writer_had_not_committed_is_not_damage(tmp_path: Path) -> None:
    """Its frames stand behind those of the next writer, with sums that do not follow from them."""
    path, copy = tmp_path / "s.sqlite", tmp_path / "copy.sqlite"
    with Store.open(path) as store:
        store.put(task(0), row(0))
        connection = store._connection
        connection.execute("PRAGMA cache_size = 1")  # pages go to the journal before the change is committed
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("CREATE TABLE unfinished (content BLOB)")
        connection.executemany("INSERT INTO unfinished VALUES (?)", [(bytes(3000),) for _ in range(40)])
        for ending in ("", "-wal"):
            shutil.copy(str(path) + ending, str(copy) + ending)
        connection.execute("ROLLBACK")
    left = copy.with_name(copy.name + "-wal").stat().st_size
    with Store.open(copy) as store:
        store.put(task(1), row(1))
        assert copy.with_name(copy.name + "-wal").stat().st_size == left  # it wrote over the first of them
        assert not journal_is_damaged(copy)
        assert len(store) == 2
    with sqlite3.connect(copy) as found:
        assert not found.execute("SELECT name FROM sqlite_master WHERE name = 'unfinished'").fetchall()
