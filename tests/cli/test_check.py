"""``regroup check``: everything but search, quick, and without the engines."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.run import inside, surroundings
from tests.cli.small import APART, MODEL, TOGETHER, put, scenario

HEAVY = ("ortools", "numba", "pandas", "scipy")
LOADED = """
import sys
from regroup.cli import main
sys.argv = ["regroup", *{words!r}]
try:
    main()
except SystemExit as done:
    assert done.code in (0, None), done.code
print("\\nLOADED", *[name for name in {heavy!r} if name in sys.modules])
"""


@pytest.mark.parametrize(
    "words",
    [["--help"], ["solve", "--help"], ["--version"], ["check", "hamar"], ["check", "hamar", "--json"], ["models"]],
    ids=" ".join,
)
def test_no_engine_is_loaded(words: list[str]):
    done = subprocess.run(
        [sys.executable, "-c", LOADED.format(words=words, heavy=HEAVY)],
        env=surroundings(),
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1].split() == ["LOADED"]


def test_hamar_is_checked_with_warnings_by_line():
    done = inside("check", "hamar")
    assert done.returncode == 0
    assert "Krav som brytes av «I dag" in done.stdout
    assert "scenarios/hamar.toml:" in done.stdout
    assert "er antatt" in done.stdout
    assert "Årsverk og ansatte er blandet" in done.stdout
    assert done.stderr == ""


def test_impossible_by_arithmetic_exits_1(tmp_path: Path):
    put(tmp_path, MODEL, "own.toml")
    put(tmp_path, scenario(APART, TOGETHER))
    done = inside("check", "case.toml", "--model", "own.toml", folder=tmp_path)
    assert done.returncode == 1
    assert "Umulig: regning alene viser" in done.stdout
    assert "skal både være sammen og hver for seg" in done.stdout


def test_json_is_pure():
    document = json.loads(inside("check", "hamar", "--json").stdout)
    assert document["kind"] == "check"
    assert document["possible"] is None
    assert document["proposals"][0]["breaches"] == []
    assert {"warning", "file", "line", "text", "todo"} == set(document["warnings"][0])
    assert all(warning["line"] for warning in document["warnings"])


def test_nothing_is_written(tmp_path: Path):
    put(tmp_path, MODEL, "own.toml")
    put(tmp_path, scenario())
    inside("check", "case.toml", "--model", "own.toml", folder=tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["case.toml", "own.toml"]


HOSTILE = ["[red]rød[/red]", "{{7*7}}", "=cmd|' /C calc'!A1", "<script>alert(1)</script>", "../../etc/x", ":smile:"]


@pytest.mark.parametrize("name", HOSTILE)
def test_names_come_out_literally(tmp_path: Path, name: str):
    put(tmp_path, MODEL, "own.toml")
    put(tmp_path, scenario(names=["A", "B", name]))
    done = inside("check", "case.toml", "--model", "own.toml", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert f"«{name}»" in done.stdout
