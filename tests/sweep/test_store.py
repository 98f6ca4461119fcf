"""The store: durable before "done", one writer, nothing twice, and every other file refused by name."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import IO

import pytest

from regroup.errors import Disagreement, InputError
from regroup.sweep import schema
from regroup.sweep.base import State
from regroup.sweep.lock import beside, writing
from regroup.sweep.store import Store
from regroup.text import LANGUAGES
from tests.sweep.rows import key, row, task, unanswered

KILLS = 4
WRITER = [sys.executable, "-m", "tests.sweep.writer"]


def filled(path: Path, count: int = 20) -> Path:
    """A closed store."""
    with Store.open(path) as store:
        for number in range(count):
            at = {"n": number}
            store.put(task(number, at), row(number, at, points=number))
    return path


def refuses(code: str, call: Callable[[], object]) -> None:
    with pytest.raises(InputError) as caught:
        call()
    (fault,) = caught.value.faults
    assert fault.code == code
    for language in LANGUAGES:
        assert len(fault.text(language).splitlines()) == 2


def test_rows_come_back_as_they_were_put_in(tmp_path: Path) -> None:
    strange = row("s", {"a": "=1+1", "b": True, "c": 0.1, "d": 10**30}, reason="æ\x00\n\ud800", plan="xxyyz-")
    with Store.open(tmp_path / "s.sqlite") as store:
        store.put(task("s"), strange)
        assert list(store.rows()) == [replace(strange, reason="æ\x00\n?")]
    assert [path.name for path in tmp_path.iterdir()] == ["s.sqlite"]
    with Store.read(tmp_path / "s.sqlite") as store:
        assert list(store.rows()) == [replace(strange, reason="æ\x00\n?")]
        assert store.warnings == ()


def test_order_is_by_key_or_as_asked(tmp_path: Path) -> None:
    with Store.read(filled(tmp_path / "s.sqlite")) as store:
        assert [one.key for one in store.rows()] == sorted(store.known()) == sorted(map(key, range(20)))
        asked = [key(3), key("unknown"), key(1)]
        assert [one.key for one in store.rows(asked)] == [key(3), key(1)]
        assert key(3) in store
        assert len(store) == 20


def test_the_same_answer_twice_is_kept_once(tmp_path: Path) -> None:
    with Store.open(tmp_path / "s.sqlite") as store:
        store.put(task(1), row(1))
        store.put(task(1), row(1, provenance={"seconds": 9.0}))
        assert [dict(one.provenance) for one in store.rows()] == [{"seconds": 0.25}]


def test_another_answer_to_the_same_task_is_a_disagreement(tmp_path: Path) -> None:
    with Store.open(tmp_path / "s.sqlite") as store:
        store.put(task(1), row(1))
        for other in (row(1, points=7), unanswered(1, {}, State.LIMIT, "grense")):
            with pytest.raises(Disagreement):
                store.put(task(1), other)
        assert list(store.rows()) == [row(1)]
        store.put(task(2), row(2))
    with Store.read(tmp_path / "s.sqlite") as store:
        assert store.warnings == ()


def test_an_answer_replaces_a_failure_and_never_the_other_way(tmp_path: Path) -> None:
    failure = unanswered(1, {}, State.FAILED, "falt ned")
    with Store.open(tmp_path / "s.sqlite") as store:
        store.put(task(1), failure)
        assert store.known() == {key(1)}
        assert store.known(failed=False) == set()
        store.put(task(1), row(1))
        store.put(task(1), failure)
        assert store.known(failed=False) == {key(1)}
        assert list(store.rows()) == [row(1)]
    with Store.read(tmp_path / "s.sqlite") as store:
        assert store.warnings == ()
        assert store.known(failed=False) == {key(1)}


def test_a_sweep_is_listed_in_its_own_order_and_places(tmp_path: Path) -> None:
    with Store.open(filled(tmp_path / "s.sqlite")) as store:
        store.note_sweep("vekter", (task(number, {"n": number}) for number in range(2500)))
        store.note_sweep("annet", [task(5, {"m": 1}), task(3, {"m": 2})])
        assert store.sweeps() == ("annet", "vekter")
        assert [at[0][1] for _, at in store.listed("vekter")] == list(range(2500))
        assert [one.at for one in store.rows_of(store.listed("annet"))] == [(("m", 1),), (("m", 2),)]
        store.note_sweep("annet", [task(3, {"m": 2})])
        assert store.listed("annet") == [(key(3), (("m", 2),))]
        refuses("store_list_damaged", lambda: store.listed("ukjent"))


def test_a_store_takes_over_the_rows_of_another(tmp_path: Path) -> None:
    with Store.read(filled(tmp_path / "a.sqlite")) as part, Store.open(tmp_path / "b.sqlite") as store:
        store.put(task(3), row(3, {"n": 3}, points=3))
        assert store.take(part) == 19
        assert store.known() == part.known()
    with Store.read(tmp_path / "b.sqlite") as store, Store.read(tmp_path / "a.sqlite") as part:
        assert list(store.rows()) == list(part.rows())
        assert store.warnings == ()


def test_a_second_writer_is_refused_and_a_reader_is_not(tmp_path: Path) -> None:
    path = filled(tmp_path / "s.sqlite")
    with Store.open(path) as store:
        refuses("store_in_use", lambda: Store.open(path, patience=0.1))
        assert writing(path) == str(os.getpid())
        with Store.read(path) as reader:
            store.put(task("new"), row("new"))
            assert len(reader) == 20
        with Store.read(path) as reader:
            assert len(reader) == 21
    assert writing(path) is None


def test_a_lock_of_the_dead_does_not_hold(tmp_path: Path) -> None:
    path = filled(tmp_path / "s.sqlite")
    beside(path).write_text("1", encoding="ascii")
    assert writing(path) is None
    Store.open(path).close()


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("store_other_program", "PRAGMA application_id = 7"),
        ("store_newer", "PRAGMA user_version = 2"),
        ("store_older", "PRAGMA user_version = 0"),
        ("store_other_project", "UPDATE meta SET value = 'annet' WHERE name = 'project'"),
        ("store_damaged", "CREATE TRIGGER t AFTER INSERT ON run BEGIN DELETE FROM run; END"),
    ],
)
def test_another_ones_store_is_refused_by_name(tmp_path: Path, code: str, change: str) -> None:
    path = filled(tmp_path / "s.sqlite")
    with sqlite3.connect(path) as connection:
        connection.execute(change)
    connection.close()
    before = path.read_bytes()
    refuses(code, lambda: Store.open(path))
    refuses(code, lambda: Store.read(path))
    assert path.read_bytes() == before


def test_another_versions_store_is_read_and_not_added_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = filled(tmp_path / "s.sqlite")
    monkeypatch.setattr(schema, "version", lambda _: "9.9.9")
    refuses("store_other_version", lambda: Store.open(path))
    with Store.read(path) as store:
        assert len(list(store.rows())) == 20


@pytest.mark.parametrize(
    ("code", "content"), [("store_empty", b""), ("store_no_database", b'schema = 1\nname = "vekter"\n' * 100)]
)
def test_a_file_that_is_no_store(tmp_path: Path, code: str, content: bytes) -> None:
    path = tmp_path / "vekter.sqlite"
    path.write_bytes(content)
    refuses(code, lambda: Store.open(path))
    refuses(code, lambda: Store.read(path))
    assert path.read_bytes() == content


@pytest.mark.parametrize("ending", ["", "-wal", "-journal", "-shm", ".lock"])
def test_links_are_never_followed(tmp_path: Path, ending: str) -> None:
    path, target = tmp_path / "s.sqlite", filled(tmp_path / "annen.sqlite")
    before = target.read_bytes()
    path.with_name(path.name + ending).symlink_to(target)
    refuses("store_is_link", lambda: Store.open(path))
    refuses("store_is_link", lambda: Store.read(path))
    assert target.read_bytes() == before


def test_a_folder_a_missing_folder_and_a_missing_store(tmp_path: Path) -> None:
    refuses("store_no_file", lambda: Store.open(tmp_path))
    refuses("store_no_folder", lambda: Store.open(tmp_path / "mangler" / "s.sqlite", patience=0.1))
    refuses("store_missing", lambda: Store.open(tmp_path / "s.sqlite", create=False))
    refuses("store_missing", lambda: Store.read(tmp_path / "s.sqlite"))
    assert list(tmp_path.iterdir()) == []


def test_a_store_that_another_program_holds(tmp_path: Path) -> None:
    path = filled(tmp_path / "s.sqlite")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    refuses("store_busy", lambda: Store.open(path, patience=0.1))
    refuses("store_busy", lambda: Store.read(path, patience=0.1))
    other.close()
    Store.open(path).close()


def test_a_full_disk_keeps_what_was_kept(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    with Store.open(path) as store:
        store._connection.execute("PRAGMA max_page_count = 40")
        refuses("store_disk_full", lambda: [store.put(task(number), row(number)) for number in range(1000)])
        number = len(store)
        assert 10 < number < 1000
        store._connection.execute("PRAGMA max_page_count = 10000")
        store.put(task(number), row(number))
    with Store.read(path) as store:
        assert len(store) == number + 1
        assert store.warnings == ()


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="no users here")
@pytest.mark.parametrize(("rights", "read"), [(0o444, "20 rows, ()"), (0o000, "store_read_only")])
def test_a_file_and_a_folder_that_may_not_be_written(tmp_path: Path, rights: int, read: str) -> None:
    folder = tmp_path / "lager"
    folder.mkdir()
    filled(folder / "s.sqlite").chmod(rights)
    folder.chmod(0o555)
    said = _as_somebody(folder, "Store.read('s.sqlite')", "Store.open('s.sqlite')", "Store.open('ny.sqlite')")
    assert said == [read, "store_read_only", "store_read_only"]
    folder.chmod(0o755)


def _as_somebody(folder: Path, *calls: str) -> list[str]:
    """What a process without rights says; root has them all, so it becomes another user once everything is loaded."""
    code = (
        "import os, sys\nfrom regroup.errors import InputError\nfrom regroup.sweep.store import Store\n"
        "from regroup.text import catalogue\ncatalogue('en')\nos.chdir(sys.argv[1])\n"
        "if os.geteuid() == 0: os.setresuid(65534, 65534, 65534)\n"
    )
    for call in calls:
        code += f"try:\n    store = {call}\n    print(f'{{len(store)}} rows, {{store.warnings}}')\n"
        code += "except InputError as error: print(error.faults[0].code)\n"
    for parent in folder.parents[:4]:
        if parent.name.startswith(("test_", "pytest-", "popen-")):
            parent.chmod(0o755)
    done = subprocess.run([sys.executable, "-c", code, str(folder)], capture_output=True, text=True, check=False)
    assert not done.stderr
    return done.stdout.splitlines()


def test_kills_lose_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    path, random_ = tmp_path / "s.sqlite", random.Random(1)
    acknowledged: set[str] = set()
    for _ in range(KILLS):
        acknowledged |= killed_while_writing(path, random_.uniform(0.0, 0.15))
        copy = Path(shutil.copytree(tmp_path, tmp_path.with_name(tmp_path.name + "-copy"), dirs_exist_ok=True))
        with Store.read(copy / path.name) as store:
            assert acknowledged <= store.known()
            assert store.warnings == ()
    with Store.open(path) as store:
        assert acknowledged <= store.known()
        assert len(list(store.rows())) == len(store)
    assert [one.name for one in tmp_path.iterdir()] == ["s.sqlite"]


def killed_while_writing(path: Path, seconds: float) -> set[str]:
    """Starts a writer, kills it so long after its first acknowledged row, and gives all it acknowledged."""
    with subprocess.Popen([*WRITER, str(path)], stdout=subprocess.PIPE, text=True) as writer:
        out = writer.stdout
        assert out is not None
        first = out.readline()
        time.sleep(seconds)
        writer.kill()
        return {first.strip(), *_whole_lines(out)}


def _whole_lines(out: IO[str]) -> set[str]:
    return {line.strip() for line in out if line.endswith("\n")}


def test_a_lost_journal_is_told(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    killed_while_writing(path, 0.0)
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink()
    with Store.read(path) as store:
        assert [fault.code for fault in store.warnings] == ["store_journal_missing"]
    with Store.open(path) as store:
        assert [fault.code for fault in store.warnings] == ["store_journal_missing"]
        store.put(task("igjen"), row("igjen"))
    with Store.read(path) as store:
        assert store.warnings == ()
