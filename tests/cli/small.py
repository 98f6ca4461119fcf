"""Small scenario and model files for the command line."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

MODEL = """schema = 1
name = "own"
title = { nb = "Egen", en = "Own" }
why = "til prøver"

[[terms]]
term = "synergy"
weight = 1
why = "det er det vi vil"
"""

UNIT = """
[[units]]
id = "{id}"
name = "{name}"
size.fte = {{ value = {size}, basis = "stated", source = "prøve" }}
"""

SYNERGY = """
[[synergies]]
between = ["a", "b"]
strength = 3
criterion = "users"
why = "samme brukere"
source = "prøve"
"""

APART = """
[[requirements]]
rule = "apart"
units = ["a", "b"]
why = "loven"
source = "loven § 1"
"""

TOGETHER = """
[[requirements]]
rule = "together"
units = ["a", "b", "c"]
why = "avtalen"
source = "avtalen"
"""


def scenario(*more: str, language: str = "nb", names: Sequence[str] = "ABC", model: str = "balanced") -> str:
    """Three units in two areas, a and b with a synergy, and whatever is added."""
    head = f"""schema = 1
name = "Prøve"
language = "{language}"
model = "{model}"
measure = "fte"

[measures.fte]
unit = "årsverk"
basis = "avtalte"

[criteria.users]
nb = "Felles brukere"

[[areas]]
id = "x"
name = "Vest"

[[areas]]
id = "y"
name = "Øst"
"""
    units = "".join(UNIT.format(id=unit, name=name, size=10) for unit, name in zip("abc", names, strict=True))
    return head + units + SYNERGY + "".join(more)


def put(folder: Path, text: str, name: str = "case.toml") -> Path:
    """Writes a file; returns its path."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path
