"""Samples of the campaigns of bad input, and that they find what is wrong."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from regroup.errors import Fault, InputError
from tests import fuzz, hostile, single_faults
from tests.campaign import Telling
from tests.faulty.base import Faulty, judged
from tests.fuzzing.judge import Outcome
from tests.fuzzing.judge import judged as fuzzed
from tests.fuzzing.lines import all_lines
from tests.fuzzing.mutate import LONGEST, Mutator
from tests.fuzzing.packed import as_cells, opened, packed, unpacked
from tests.fuzzing.shrink import shrunk
from tests.fuzzing.targets import TARGETS, Target, by_name
from tests.fuzzing.worker import Report, Worker
from tests.hostility.base import Case
from tests.hostility.running import Ran, wrong
from tests.workbooks import HEAD, ROWS, one

ROOT = Path(__file__).parents[1]


def test_a_sample_of_hostile_input() -> None:
    words = [sys.executable, "tests/hostile.py", "--every", "600"]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False, timeout=200)
    assert done.returncode == 0, done.stdout
    assert done.stdout.splitlines()[-1].split("\t")[:4] == ["campaign", "hostile", "10", "0"]


def test_the_list_of_hostile_input_is_long() -> None:
    cases = hostile.every_case()
    assert len(cases) > 3000
    assert sum(case.kind == "xlsx" for case in cases) >= 60
    kinds = {case.kind for case in cases}
    assert kinds >= {"scenario", "model", "study", "sweep", "table", "csv", "xlsx", "result", "planjson", "set"}


@pytest.mark.parametrize(
    ("ran", "told"),
    [
        (Ran(2, "f.toml is empty [file_empty]", 0.1, 10**8), ""),
        (Ran(4, "KeyError", 0.1, 10**8), "exit code 4"),
        (Ran(-9, "", 0.1, 10**8), "exit code -9"),
        (Ran(0, "fine", 0.1, 10**8), "accepted"),
        (Ran(2, "x", 2.1, 10**8), "seconds"),
        (Ran(2, "x", 0.1, 10**9), "MB"),
        (Ran(2, "\x1b[31m", 0.1, 10**8), "U+001B"),
        (Ran(2, " ", 0.1, 10**8), "says nothing"),
        (Ran(2, "a NoneType [x]", 0.1, 10**8), "NoneType"),
        (Ran(2, "Traceback (most recent call last)", 0.1, 10**8), "exit code"),
    ],
)
def test_what_is_wrong_is_seen(ran: Ran, told: str) -> None:
    found = wrong(Case("a", "scenario", refused=True), ran)
    assert found.startswith(told) or told in found
    assert bool(found) == bool(told)


def test_ctrl_c_ends_a_campaign_with_its_figures(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop(case: Case, folder: Path) -> Ran:
        raise KeyboardInterrupt

    monkeypatch.setattr(hostile, "run", stop)
    assert hostile.campaign([Case("a", "scenario")], Telling("hostile", 1)) == 130
    assert capsys.readouterr().out.splitlines()[-1].startswith("campaign\thostile\t0\t0\t")


def test_a_sample_of_fuzzing(tmp_path: Path) -> None:
    worker = Worker([by_name(name) for name in ("scenario", "tables", "model", "csv", "plan", "set")], 3, tmp_path)
    worker.seeds()
    for _ in range(70):
        worker.step()
    report = worker.taken_report()
    assert report.findings == []
    assert len(report.lines & all_lines()) > 1000
    assert report.kinds["refused"] > 30
    assert report.kept > 10


def test_fuzzing_finds_what_is_planted(tmp_path: Path) -> None:
    def fragile(content: bytes, folder: Path) -> object:
        if b"[[" in content:
            raise KeyError("planted")
        raise InputError([Fault("file_empty", {"file": "\x1b" if b"}" in content else "f"})])

    worker = Worker([Target("fragile", lambda: [b"units = 1\n" * 3], fragile, 1)], 1, tmp_path)
    worker.seeds()
    for _ in range(1500):
        worker.step()
    ((name, outcome, small),) = worker.report.findings
    assert (name, outcome.finding, small) == ("fragile", "KeyError in ?", b"[[")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="workers that are stand-ins are handed over by a fork")
@pytest.mark.parametrize(("each", "code", "tried"), [(1, 0, 7), (0, 1, 0)])
def test_fuzzing_goes_on_while_workers_that_die_have_done_something(
    each: int,
    code: int,
    tried: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def die(_targets: object, _seed: int, _count: int, out: Connection, note: Path) -> None:
        note.write_bytes(b"zip\nno workbook")
        if each:
            out.send(Report(done=each))
        os._exit(9)

    monkeypatch.setattr(fuzz, "work", die)
    monkeypatch.setattr(fuzz, "IN_A_ROW", 3)
    assert fuzz.run(TARGETS, 7, 1, 1, tmp_path) == code
    told = capsys.readouterr()
    assert f"campaign\tfuzz\t{tried}\t0\t" in told.out
    assert ("ended after 0 of 7" in told.err) is bool(code)


def test_what_takes_long_is_a_finding(tmp_path: Path) -> None:
    def slow(content: bytes, folder: Path) -> object:
        while True:
            pass

    found = fuzzed(Target("slow", list, slow, 1), b"", tmp_path, 0.05)
    assert found.finding.startswith("too slow")
    fine = fuzzed(Target("fine", list, lambda content, folder: None, 1), b"", tmp_path)
    assert fine == Outcome("accepted")


def test_inputs_are_made_small() -> None:
    assert shrunk(b"one\ntwo\nthree <x> four\nfive", lambda content: b"<x>" in content) == b"<x>"


def test_changes_are_many_and_bounded() -> None:
    mutator = Mutator(random.Random(1), [b"units"])
    made = {mutator.changed(b"a = 1\nb = [2, 3]\n" * 9, b"c = 4\n" * 9) for _ in range(300)}
    assert len(made) > 280
    assert max(map(len, made)) <= LONGEST


def test_workbooks_survive_being_unpacked() -> None:
    assert unpacked(packed(unpacked(one(HEAD, *ROWS)))) == unpacked(one(HEAD, *ROWS))
    grid = opened(as_cells({"Enheter": [HEAD, *ROWS]})).grids[0]
    assert grid.cells[1, 0] == "Barnevern"
    assert grid.cells[2, 1] == 25.5
    assert len({target.name for target in TARGETS}) == len(TARGETS) == 12


def test_a_sample_of_single_faults(tmp_path: Path) -> None:
    for faulty in single_faults.made(12, 5):
        told = single_faults.told_of(faulty, tmp_path)
        assert told is not None, faulty
        assert told.line, told.text
        assert told.key, told.text
        assert not told.machinery


def test_a_fault_told_elsewhere_is_seen() -> None:
    from regroup.errors import Place

    place = Place("f.toml", 3, 1, "name = 5", 4)
    error = InputError([Fault("not_text", {"key": "units.name", "found": "5"}, place)])
    right = Faulty("a", "scenario", {}, "f.toml", 3, "name")
    assert judged(right, error).line
    assert judged(right, error).key
    other = judged(Faulty("a", "scenario", {}, "f.toml", 4, "basis"), error)
    assert (other.line, other.key) == (False, False)
