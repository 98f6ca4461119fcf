"""A file may be called anything: what is printed of its name does not act on a terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.run import inside
from tests.cli.small import put, scenario
from tests.injection_checks import screen

NAMES = ("\x1b[2Jx", "a\rb", "\u202egnp", "\x9b31m")


@pytest.mark.parametrize("name", NAMES)
def test_what_is_said_of_a_file_does_nothing(name: str, tmp_path: Path) -> None:
    case = put(tmp_path, scenario(), f"{name}.toml")
    for words in (
        ("check", case),
        ("check", tmp_path / f"no{name}.toml"),
        ("check", case, "--model", f"{name}.toml"),
        ("new", "Vik", "--toml", tmp_path / f"{name}-ny.toml", "--lang", "nb"),
        ("verify", case),
        ("report", case),
        ("compare", case, f"{name}.json"),
    ):
        done = inside(*words)
        assert screen(done.stdout + done.stderr) == [], words[0]
