"""What every engine takes and gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from regroup.core import Assignment


class Claim(StrEnum):
    """What an engine says of its outcome. Claims are checked before anything is published."""

    BEST = "best"
    GOOD = "good"
    IMPOSSIBLE = "impossible"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Budget:
    """How much an engine may do.

    Attributes:
        work: deterministic work units after which it stops; the same on every machine.
        seconds: wall-clock limit; None leaves the work limit alone, which keeps answers repeatable.
        workers: threads; one is repeatable, more are faster and are not.
        seed: of every random choice.
        gap: stop when (bound - points) / max(1, |points|) is at most this; 0 asks for a proof.
    """

    work: float
    seconds: float | None = None
    workers: int = 1
    seed: int = 1
    gap: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class Event:
    """News from a running engine: a better assignment, a better bound, or both.

    Attributes:
        points, assignment: of the best allowed assignment so far, when it is new.
        bound: no assignment has more points than this, when it is new.
    """

    points: int | None = None
    assignment: Assignment | None = None
    bound: int | None = None


Report = Callable[[Event], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an engine found.

    Attributes:
        claim: what it says of it.
        assignment: (n,) area indices, or None.
        bound: upper bound on the points of every allowed assignment, or None.
        work: deterministic work units used.
    """

    claim: Claim
    assignment: Assignment | None = None
    bound: int | None = None
    work: float = 0.0


def silent(event: Event) -> None:
    """Reports nothing."""
