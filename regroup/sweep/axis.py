"""An axis with its values listed: what a run changes, and how a value is written where it is put in."""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal

from regroup.errors import Place
from regroup.sweep.base import Value
from regroup.sweep_file import FromFile

FILES = ("scenario", "model")
"""Axes whose values are files, and tables whose keys an axis may change."""
SETTINGS = ("work", "gap", "seed")
DRAW = "draw"


@dataclass(frozen=True, slots=True)
class SweepAxis:
    """One axis of a sweep.

    Attributes:
        key: as in the sweep file.
        exact: its values, as exact as they were written.
        group: axes with the same word go in step; None where it is crossed with all others.
        places: where each value stands, or one place for all.
        why: what it is to show.
    """

    key: str
    exact: tuple[FromFile, ...]
    group: str | None = None
    places: tuple[Place | None, ...] = (None,)
    why: str = ""

    @property
    def values(self) -> tuple[Value, ...]:
        """Its values, as a table shows them."""
        return tuple(plain(value) for value in self.exact)

    def place(self, index: int) -> Place | None:
        """Where a value stands."""
        return self.places[index if index < len(self.places) else 0]


def plain(value: FromFile) -> Value:
    """A value as a table shows it."""
    return float(value) if isinstance(value, Decimal) else value


def toml_text(value: FromFile) -> str:
    """A value as TOML writes it."""
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
