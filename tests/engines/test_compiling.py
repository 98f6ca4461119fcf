"""It is told before the first loop is compiled, and not where loops come from the disk."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from regroup.engines import compiling
from regroup.engines.base import Budget, Event
from tests.engines.random_cores import empty_core
from tests.engines.test_process import ROOT, fakes

__all__ = ["fakes"]

PROGRAM = """
import sys
from regroup.engines import compiling
compiling.listen(lambda: print("told"))
sys.path.insert(0, sys.argv[1])
import loops
print(loops.twice(2), loops.twice(2.5))
"""
LOOPS = """
from regroup.engines.compiled import compiled

@compiled
def twice(x):
    return 2 * x
"""


def said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(folder / "kept"))
    done = subprocess.run([sys.executable, "-c", PROGRAM, folder], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def test_the_first_use_is_told_once_and_later_starts_are_silent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    loops = tmp_path / "loops.py"
    loops.write_text(LOOPS)
    assert said(tmp_path, monkeypatch) == ["told", "4 5.0"]
    assert said(tmp_path, monkeypatch) == ["4 5.0"]
    loops.write_text(LOOPS.replace("2 * x", "3 * x"))
    assert said(tmp_path, monkeypatch) == ["told", "6 7.5"]


def test_everyone_who_listens_is_told_once():
    heard = list[int]()
    compiling.listen(lambda: heard.append(1))
    compiling.listen(lambda: heard.append(2))
    compiling.begins()
    compiling.begins()
    assert sorted(heard) == [1, 2]


def test_a_process_tells_its_parent(request: pytest.FixtureRequest):
    engines, news = request.getfixturevalue("fakes"), list[Event]()
    for _ in range(2):
        engines.run("compile_loops", empty_core(2, 2), Budget(work=1), report=news.append)
    assert [event.compiling for event in news] == [True]
