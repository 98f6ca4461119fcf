"""Compares solves that begin from what earlier ones left with solves that begin from nothing.

    python3 run.py python tests/benchmarks/warm.py              30 units, 4 areas, 24 questions, 3 seeds
    python3 run.py python tests/benchmarks/warm.py --n 40 --k 5 --questions 10 --seeds 1

The questions are those of an audit: what is the best plan if this unit must be in that area? Each is answered twice
in turn in this process, cold and warm, and the processor time of all its threads is counted. Compare as a ratio.

Exit code 0: all are proven, and both ways agree. 1: not so.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np

from regroup.core import Assignment, Core
from regroup.engines import columns
from regroup.engines.base import Budget, Claim, Outcome
from regroup.engines.warm import warm
from regroup.known import NOTHING, Known
from tests.benchmarks import generator, options

WORK = Budget(work=200)
PROVEN = (Claim.BEST, Claim.IMPOSSIBLE)


@dataclass(frozen=True, slots=True)
class Answer:
    """One question answered both ways.

    Attributes:
        cold, warm: processor seconds.
        proven: whether both ways proved the same.
    """

    cold: float
    warm: float
    proven: bool


def main(arguments: list[str]) -> int:
    """Runs; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--n", type=options.positive, default=30, help="units")
    parser.add_argument("--k", type=options.positive, default=4, help="areas")
    parser.add_argument("--questions", type=options.positive, default=24, metavar="N", help="of each seed")
    parser.add_argument("--seeds", type=options.positive, default=3, metavar="N")
    words = parser.parse_args(arguments)
    warm()
    every = list[Answer]()
    for seed in range(1, words.seeds + 1):
        core = generator.municipal(words.n, words.k, seed, named=True)
        answers = list(audit(core, words.questions))
        print(told(f"n{words.n}-k{words.k}-named-{seed:02}", answers), flush=True)
        every += answers
    print(told("all", every))
    return 0 if all(answer.proven for answer in every) else 1


def audit(core: Core, questions: int) -> Iterator[Answer]:
    """The answers; a warm solve begins with what the unchanged core and all earlier warm ones left."""
    first, _ = _timed(core)
    known, starts = first.known, [] if first.assignment is None else [first.assignment]
    for unit, area in asked(core, questions):
        question = forced(core, unit, area)
        cold, seconds = _timed(question)
        later, fewer = _timed(question, known, starts)
        proven = cold.claim in PROVEN and (cold.claim, cold.bound) == (later.claim, later.bound)
        yield Answer(seconds, fewer, proven)
        known = known.after(later.known)


def asked(core: Core, questions: int) -> list[tuple[int, int]]:
    """Units evenly apart, each in every area, as many as are wanted."""
    units = np.linspace(0, core.n - 1, -(-questions // core.k)).round().astype(int).tolist()
    return [(unit, area) for unit in units for area in range(core.k)][:questions]


def forced(core: Core, unit: int, area: int) -> Core:
    """The core with a unit in one area and nowhere else."""
    allowed = core.allowed.copy()
    allowed[unit] = np.arange(core.k) == area
    return replace(core, allowed=allowed)


def told(name: str, answers: list[Answer]) -> str:
    """A line for the screen."""
    cold, later = (sum(getattr(answer, way) for answer in answers) / len(answers) for way in ("cold", "warm"))
    proven = sum(answer.proven for answer in answers)
    return (
        f"{name:20} {proven} of {len(answers)} proven; cold {cold:.3f} s, warm {later:.3f} s, ratio {later / cold:.2f}"
    )


def _timed(core: Core, known: Known = NOTHING, starts: list[Assignment] | None = None) -> tuple[Outcome, float]:
    began = time.process_time()
    outcome = columns.solve(core, WORK, starts=starts or (), known=known)
    return outcome, time.process_time() - began


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
