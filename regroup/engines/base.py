"""What every engine takes and gives."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

import numpy as np

from regroup.certificate.base import Certificate
from regroup.core import Assignment, Core
from regroup.errors import EngineFailure
from regroup.known import NOTHING, Known

MOST_WORKERS = 256
LARGEST_SEED = 2**31 - 1


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
        threads: of exact pricing, repeatable with any number; None leaves it to the engine.
        latest: seconds after which an engine that has not stopped by itself is ended; None: a little after ``seconds``.

    Raises:
        ValueError: a limit that is not a positive finite number, or workers, threads, seed or gap out of range.
    """

    work: float
    seconds: float | None = None
    workers: int = 1
    seed: int = 1
    gap: Fraction = Fraction(0)
    threads: int | None = None
    latest: float | None = None

    def __post_init__(self) -> None:
        for name, limit in (("work", self.work), ("seconds", self.seconds), ("latest", self.latest)):
            if limit is not None and not (math.isfinite(limit) and limit > 0):
                raise ValueError(f"{name} must be positive and finite, not {limit}")
        if not 1 <= self.workers <= MOST_WORKERS:
            raise ValueError(f"workers must be 1 to {MOST_WORKERS}, not {self.workers}")
        if self.threads is not None and not 1 <= self.threads <= MOST_WORKERS:
            raise ValueError(f"threads must be 1 to {MOST_WORKERS}, not {self.threads}")
        if not 0 <= self.seed <= LARGEST_SEED:
            raise ValueError(f"seed must be 0 to {LARGEST_SEED}, not {self.seed}")
        if self.gap < 0:
            raise ValueError(f"gap must not be negative: {self.gap}")


@dataclass(frozen=True, slots=True)
class Listing:
    """Which assignments are to be listed, by an engine that lists.

    Attributes:
        floor: every allowed assignment with at least so many points.
        most: no more than so many of them, those with most points.
    """

    floor: int
    most: int


class Setting(StrEnum):
    """How an engine goes about it. The other setting takes another road to the same answer.

    It is used after a crash, and before "impossible" is believed.
    """

    USUAL = "usual"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Event:
    """News from a running engine: a better assignment, a better bound, or both; or that it will be a while.

    Attributes:
        points, assignment: of the best allowed assignment so far, when it is new.
        bound: no assignment has more points than this, when it is new.
        compiling: the search loops are now compiled, which takes up to a minute and is kept where that is possible.
    """

    points: int | None = None
    assignment: Assignment | None = None
    bound: int | None = None
    compiling: bool = False


Report = Callable[[Event], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an engine found.

    Attributes:
        claim: what it says of it.
        assignment: (n,) area indices, or None.
        bound: upper bound on the points of every allowed assignment, or None.
        work: deterministic work units used.
        certificate: what proves that no allowed assignment is above the bound, or that none is allowed; in terms of
            the core as `regroup.preprocess.reduce` leaves it. Only where the engine leaves one.
        known: what later solves of the same nodes and areas can begin with. Only where the engine leaves it.
        plans: the assignments of a listing, most points first; claimed as best where these are all, as good where
            there may be more.
    """

    claim: Claim
    assignment: Assignment | None = None
    bound: int | None = None
    work: float = 0.0
    certificate: Certificate | None = None
    known: Known = NOTHING
    plans: tuple[Assignment, ...] = ()


def silent(event: Event) -> None:
    """Reports nothing."""


class Refused(EngineFailure):
    """The core is larger than the engine is willing to build; trying again will not help."""


class Interrupted(KeyboardInterrupt):
    """The user pressed Ctrl-C, or someone stopped the engines. The engine's process has ended.

    Attributes:
        outcome: the best that the engine had reported, claimed as good or unknown; check it like any other.
    """

    def __init__(self, outcome: Outcome) -> None:
        self.outcome = outcome
        super().__init__("interrupted")


def usable(core: Core, starts: Sequence[Assignment]) -> list[Assignment]:
    """The starts that put every node into some area, whether they are allowed or not."""
    whole = [start for start in starts if start.shape == (core.n,)]
    return [start for start in whole if bool(((start >= 0) & (start < core.k)).all())]


def best_start(core: Core, starts: Sequence[Assignment]) -> Assignment | None:
    """The allowed start with most points, the first of equals; None where no start is allowed."""
    return max(filter(core.allows, usable(core, starts)), key=core.points, default=None)


def settled(core: Core) -> Outcome | None:
    """The outcome of a core that leaves no choice: no node at all, a node that may not be anywhere, no count."""
    if core.n == 0:
        nothing = np.zeros(0, dtype=np.int64)
        if core.allows(nothing):
            return Outcome(Claim.BEST, nothing, core.points(nothing))
        return Outcome(Claim.IMPOSSIBLE)
    selfish = bool((core.apart[:, 0] == core.apart[:, 1]).any())
    if selfish or core.count_least > core.count_most or not bool(core.allowed.any(axis=1).all()):
        return Outcome(Claim.IMPOSSIBLE)
    return None
