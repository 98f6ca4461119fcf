"""How a solve is to run: limits, seed, workers. What trades repeatability for speed says so."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction

from regroup.errors import Fault, InputError

DEFAULT_WORK = 20.0
"""Deterministic work units of the exact engine; about as many seconds on an idle core."""
LONGEST_SECONDS = 7 * 24 * 3600
MOST_WORKERS = 256
LARGEST_SEED = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Params:
    """Settings of one solve.

    Attributes:
        time_limit: wall-clock seconds; None leaves the work limit alone. With a time limit the answer may
            differ from run to run.
        work: deterministic work units after which the search for a better bound stops.
        gap: accept a plan when (bound - points) / max(1, |points|) is at most this; 0 asks for the best.
        seed: of every random choice, 0 to 2³¹-1.
        workers: threads of the exact engine; with more than one the answer may differ from run to run.
        second_opinion: ask a second, different engine where the case is small enough.
        threads: of exact pricing, which gives the same answer with any number; None takes as many as there are
            cores, up to eight. One suits runs that share the machine with others.

    Raises:
        InputError: a setting out of range.
    """

    time_limit: float | None = None
    work: float = DEFAULT_WORK
    gap: Fraction = Fraction(0)
    seed: int = 1
    workers: int = 1
    second_opinion: bool = True
    threads: int | None = None

    def __post_init__(self) -> None:
        faults = []
        if self.time_limit is not None and not _within(self.time_limit, 0.0, LONGEST_SECONDS, open_below=True):
            faults.append(_fault("--time-limit", self.time_limit, f"> 0, ≤ {LONGEST_SECONDS}"))
        if not _within(self.work, 0.0, LONGEST_SECONDS, open_below=True):
            faults.append(_fault("work", self.work, f"> 0, ≤ {LONGEST_SECONDS}"))
        if not 0 <= self.gap <= 1:
            faults.append(_fault("--gap", float(self.gap), "0 – 1"))
        if not 0 <= self.seed <= LARGEST_SEED:
            faults.append(_fault("--seed", self.seed, f"0 – {LARGEST_SEED}"))
        if not 1 <= self.workers <= MOST_WORKERS:
            faults.append(_fault("--workers", self.workers, f"1 – {MOST_WORKERS}"))
        if self.threads is not None and not 1 <= self.threads <= MOST_WORKERS:
            faults.append(_fault("threads", self.threads, f"1 – {MOST_WORKERS}"))
        if faults:
            raise InputError(faults)

    @property
    def repeatable(self) -> bool:
        """Whether a second run gives the same answer."""
        return self.time_limit is None and self.workers == 1


def _within(value: float, low: float, high: float, *, open_below: bool = False) -> bool:
    return math.isfinite(value) and low <= value <= high and not (open_below and value == low)


def _fault(setting: str, found: object, accepted: str) -> Fault:
    return Fault("setting_out_of_range", {"setting": setting, "found": found, "accepted": accepted})
