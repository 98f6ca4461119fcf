"""Every writer is known, and every failure of a disk leaves the old file or the new one, with a plain message."""

from __future__ import annotations

import errno
import json
import os
import signal
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from regroup import interrupt, write
from regroup.errors import InputError
from regroup.sweep.store import Store
from regroup.write import PAUSE, RETRIES, write_filled, write_text
from tests.faults.disk import CTRL_C, Disk, failing
from tests.faults.sqlite_calls import failing_sqlite
from tests.faults.writers import places, writes

BY_WRITE = "regroup.write, which tests/broken_disk.py fails at every call"
BY_STORE = "stores, which tests/broken_disk.py fails at every call, SQLite's own among them"
IN_MEMORY = "bytes in memory"
PIPE = "a pipe or nothing at all"
WRITERS = {
    "write.py:_fill": BY_WRITE,
    "write.py:_replace": BY_WRITE,
    "write.py:check_writable": BY_WRITE,
    "sweep/lock.py:_locked": BY_STORE,
    "sweep/cluster.py:_here": "folders of workers, which tests/interrupts.py looks for",
    "sweep/schema.py:connected": BY_STORE,
    "sweep/schema.py:make": BY_STORE,
    "sweep/export.py:_fill_parquet": IN_MEMORY,
    "sweep/export.py:_fill_xlsx": "a temporary folder, failed by sweep-table-xlsx of tests/broken_disk.py",
    "formats/pptx.py:pptx": IN_MEMORY,
    "formats/slide_chart.py:_workbook": IN_MEMORY,
    "formats/word/archive.py:packed": IN_MEMORY,
    "formats/xlsx.py:xlsx": IN_MEMORY,
    "formats/zipped.py:undated": IN_MEMORY,
    "workbook/book.py:workbook_of": IN_MEMORY,
    "engines/child.py:_private_output": PIPE,
    "sweep/child.py:_private_output": PIPE,
    "report/page.py:silence": PIPE,
}
WAYS = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EINTR, CTRL_C)
REPLACE = Path.replace
OLD, NEW = "gammelt", "nytt " * 40_000


def test_every_place_that_writes_is_one_of_the_covered_writers():
    assert places() == set(WRITERS)


@pytest.mark.parametrize(
    "words",
    [
        "open(p, 'w')",
        "p.open(mode='xb')",
        "p.write_bytes(b)",
        "os.open(p, os.O_RDWR)",
        "os.replace(p, q)",
        "p.replace(q)",
        "sqlite3.connect(p)",
        "zipfile.ZipFile(p, 'w')",
        "tempfile.mkdtemp()",
        "shutil.copy(p, q)",
    ],
)
def test_the_scan_sees_a_writer(words: str):
    assert writes(words)
    assert not writes("p.open('rb'), open(p), text.replace('a', 'b'), replace(plan, points=1), ZipFile(p)")


@pytest.mark.parametrize("how", WAYS)
def test_old_or_new_whatever_call_fails(tmp_path: Path, how: int):
    path = tmp_path / "r.json"
    for at in range(1, 100):
        path.write_text(OLD, encoding="utf-8")
        with failing(Disk(tmp_path, at, how)) as disk, suppress(InputError, KeyboardInterrupt):
            write_text(NEW, path)
        assert path.read_text(encoding="utf-8") in (OLD, NEW)
        assert [entry.name for entry in tmp_path.iterdir()] == ["r.json"]
        if len(disk.calls) < at:
            break
    assert at > 8
    assert {"open", "write", "fsync", "replace", "close"} <= set(disk.calls)


def test_ctrl_c_waits_for_the_new_file_and_is_heard_while_it_is_made(tmp_path: Path):
    path = tmp_path / "r.json"
    path.write_text(OLD, encoding="utf-8")

    def fill(file: BinaryIO) -> None:
        file.write(b"half")
        signal.raise_signal(signal.SIGINT)
        pytest.fail("Ctrl-C was not heard")

    with pytest.raises(KeyboardInterrupt):
        write_filled(fill, path)
    assert path.read_text(encoding="utf-8") == OLD
    reached: list[bool] = []

    def waiting() -> None:
        with interrupt.later():
            signal.raise_signal(signal.SIGINT)
            reached.append(True)

    with pytest.raises(KeyboardInterrupt):
        waiting()
    assert reached
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def held(times: int, number: int) -> Callable[..., Any]:
    """A replacement that Windows refuses so often, as it does while Excel has the file open."""
    calls: list[Path] = []

    def replace(path: Path, other: Path) -> Path:
        calls.append(path)
        if len(calls) > times:
            return REPLACE(path, other)
        error = PermissionError(errno.EACCES, "held")
        error.winerror = number  # type: ignore[attr-defined,unused-ignore]
        raise error

    replace.calls = calls  # type: ignore[attr-defined]
    return replace


@pytest.mark.parametrize("number", [5, 32, 33])
def test_a_file_that_excel_holds_is_tried_again_and_then_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
):
    path, waited = tmp_path / "r.xlsx", []
    path.write_text(OLD, encoding="utf-8")
    monkeypatch.setattr(write.time, "sleep", waited.append)
    monkeypatch.setattr(Path, "replace", refusing := held(100, number))
    with pytest.raises(InputError) as caught:
        write_text(NEW, path)
    (fault,) = caught.value.faults
    assert fault.code == "output_held"
    assert "lukk filen i Excel" in fault.text("nb")
    assert "close the file in Excel" in fault.text("en")
    assert len(refusing.calls) == RETRIES
    assert sum(waited) == (RETRIES - 1) * PAUSE <= 3
    assert path.read_text(encoding="utf-8") == OLD
    monkeypatch.setattr(Path, "replace", held(2, number))
    write_text(NEW, path)
    assert path.read_text(encoding="utf-8") == NEW
    assert [entry.name for entry in tmp_path.iterdir()] == ["r.xlsx"]


@pytest.mark.parametrize("how", WAYS)
def test_a_store_that_cannot_be_opened_leaves_no_lock_and_can_be_opened_after(tmp_path: Path, how: int):
    for at in range(1, 6):
        with failing(Disk(tmp_path, at, how)), suppress(InputError, KeyboardInterrupt):
            Store.open(tmp_path / "s.sqlite").close()
        assert {entry.name for entry in tmp_path.iterdir()} <= {"s.sqlite"}
    with Store.open(tmp_path / "s.sqlite") as kept:
        assert not kept.warnings


@pytest.mark.parametrize("how", [errno.EIO])
def test_a_store_that_sqlite_cannot_open_is_one_whole_file_all_the_same(tmp_path: Path, how: int):
    path = tmp_path / "s.sqlite"
    sound = _opened(path, None, how)
    assert len(sound) > 40
    for at in range(1, len(sound) + 1):
        path.unlink(missing_ok=True)
        _opened(path, at, how)
        assert {entry.name for entry in tmp_path.iterdir()} <= {"s.sqlite"}, sound[at - 1]
        if path.exists():
            with Store.read(path) as kept:
                assert not kept.warnings, sound[at - 1]


def _opened(path: Path, fails: int | None, how: int) -> list[str]:
    """What a disk is asked while a store is made, opened and closed."""
    disk = Disk(path.parent, fails, how)
    with failing(disk), failing_sqlite(disk), suppress(InputError):
        Store.open(path).close()
    return disk.calls


def test_the_old_file_is_named_untouched_in_every_way_to_fail(tmp_path: Path):
    path = tmp_path / "r.json"
    path.write_text(json.dumps({"old": 1}), encoding="utf-8")
    with failing(Disk(tmp_path, 2, errno.ENOSPC)), pytest.raises(InputError) as caught:
        write_text(NEW, path)
    assert "      = " in caught.value.text("nb")
    assert os.listdir(tmp_path) == ["r.json"]  # noqa: PTH208
