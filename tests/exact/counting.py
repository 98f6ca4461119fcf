"""What the campaign counts: figures of each way, and every mismatch."""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from regroup.engines.base import Refused
from regroup.problem import Problem


class Skipped(Exception):
    """A way does not take such a problem."""


@dataclass
class Row:
    """What came of one way, law or comparison."""

    tried: int = 0
    skipped: int = 0
    settled: int = 0
    wrong: int = 0
    seconds: float = 0.0

    def add(self, other: Row) -> None:
        """Adds another's figures."""
        for name in ("tried", "skipped", "settled", "wrong", "seconds"):
            setattr(self, name, getattr(self, name) + getattr(other, name))


@dataclass(frozen=True)
class Mismatch:
    """Something said wrongly.

    Attributes:
        part, name: of the campaign, and the way, law or comparison within it.
        said: what was said, in words.
        problem: of which; None for a core, which is its seed.
    """

    part: str
    name: str
    seed: int
    said: str
    problem: Problem | None = None

    def __str__(self) -> str:
        return f"{self.part} {self.seed}, {self.name}: {self.said}"


@dataclass
class Found:
    """What came of some seeds."""

    rows: dict[str, Row] = field(default_factory=dict)
    mismatches: list[Mismatch] = field(default_factory=list)

    def row(self, name: str) -> Row:
        """The figures under a name."""
        return self.rows.setdefault(name, Row())

    def add(self, other: Found) -> None:
        """Adds what came of other seeds."""
        for name, row in other.rows.items():
            self.row(name).add(row)
        self.mismatches += other.mismatches


@dataclass(frozen=True)
class Said:
    """What one question came to: how many comparisons are settled, and what is wrong."""

    settled: int = 1
    wrong: tuple[str, ...] = ()


def count(found: Found, part: str, name: str, seed: int, problem: Problem | None, ask: Callable[[], Said]) -> None:
    row, began = found.row(name), time.monotonic()
    row.tried += 1
    try:
        said = ask()
    except (Skipped, Refused):
        row.skipped += 1
        return
    except Exception as error:  # noqa: BLE001  whatever it is, it is a mismatch
        said = Said(0, (told(error),))
    row.seconds += time.monotonic() - began
    row.settled += said.settled
    row.wrong += len(said.wrong)
    found.mismatches += [Mismatch(part, name, seed, words, problem) for words in said.wrong]


def told(error: Exception) -> str:
    """An error and where it comes from."""
    line = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} {error}".strip() + f" in {Path(line.filename).name}:{line.lineno}"
