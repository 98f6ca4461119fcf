"""A small sweep file that is right, and where tests write theirs."""

from __future__ import annotations

from pathlib import Path

import pytest

from regroup.errors import InputError
from regroup.sweep.plan import Sweep, read_sweep

TOP = """\
schema = 1
name = "prove"
title = { nb = "Prøve", en = "Trial" }
why = "en prøve"
scenario = "toy"
model = "balanced"
"""
WEIGHTS = """
[[axes]]
key = "model.terms.synergy.weight"
values = [1, 2, 5]
why = "vekten"
"""
MOVES = """
[[axes]]
key = "model.terms.moves.weight"
range = { from = 0, to = 4, step = 2 }
why = "ro"
"""


def axis(key: str, how: str, more: str = "") -> str:
    """One axis: ``axis("search.seed", "values = [1, 2]")``."""
    return f'\n[[axes]]\nkey = "{key}"\n{how}\n{more}\nwhy = "fordi"\n'


def written(folder: Path, text: str, name: str = "prove") -> Path:
    """A sweep file."""
    path = folder / f"{name}.toml"
    path.write_text(text, encoding="utf-8")
    return path


def swept(folder: Path, text: str) -> Sweep:
    """The sweep that a text describes."""
    return read_sweep(written(folder, text))


def refused(folder: Path, text: str) -> list[str]:
    """What is said of a text that is wrong, with its line and column."""
    with pytest.raises(InputError) as caught:
        swept(folder, text)
    for fault in caught.value.faults:
        assert fault.place is not None
        assert "{" not in fault.message("nb") + fault.remedy("nb")
    return [f"{fault.place}: {fault.text('en')}".rpartition("prove.toml:")[2] for fault in caught.value.faults]
