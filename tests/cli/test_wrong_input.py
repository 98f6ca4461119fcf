"""Every study command answers wrong input with a place, a remedy and exit code 2."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.run import inside
from tests.cli.small import put

COMMANDS = ["solve", "check", "compare", "audit", "alternatives", "explain", "frontier", "robust"]


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    ("text", "part"),
    [("", "er tom"), (None, "er en mappe"), ("[areas\n", "case.toml:1"), ("nmae = 1\n", "mente du name?")],
)
def test_a_scenario_that_cannot_be_read(tmp_path: Path, command: str, text: str | None, part: str):
    file = tmp_path if text is None else put(tmp_path, text, "case.toml")
    done = inside(command, file, "--lang", "nb")
    assert done.returncode == 2
    said = done.stderr
    assert part in said
    assert "      = " in said


@pytest.mark.parametrize("command", COMMANDS)
def test_a_model_that_there_is_not(command: str):
    done = inside(command, "toy", "--model", "balancd", "--lang", "nb")
    assert done.returncode == 2
    assert "mente du balanced?" in done.stderr


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ("explain toy navv", "mente du nav?"),
        ("audit toy barna_samle", "mente du barna_samlet?"),
        ("compare toy barna_samle", "mente du barna_samlet?"),
        ("robust toy --study hamarr", "mente du hamar?"),
    ],
)
def test_a_name_that_there_is_not(words: str, part: str):
    done = inside(*words.split(), "--lang", "nb")
    assert done.returncode == 2
    assert part in done.stderr
