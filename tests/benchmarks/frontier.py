"""How long a trade-off curve takes, in cold solves of the problem that it is of.

    python3 run.py python tests/benchmarks/frontier.py               30 units, 4 areas, 9 plans, 3 seeds
    python3 run.py python tests/benchmarks/frontier.py --n 40 --k 5 --seeds 1

Points against moves. The cold solve is the mean of two, one before and one after the curve, each with nothing
remembered and in a process that has compiled its loops. Clock time: compare as a ratio.

Exit code 0: every plan is proven, and there are as many as asked for. 1: not so.
"""

from __future__ import annotations

import argparse
import sys
import time
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from regroup.core import Core
from regroup.params import Params
from regroup.problem import Problem
from regroup.rules.area_size import AreaSize
from regroup.rules.base import Bound
from regroup.study import Study
from regroup.terms.affinity import AffinityTerm
from regroup.terms.moves import Moves
from regroup.terms.synergy import SynergyTerm
from regroup.tradeoff import curve
from tests import build
from tests.benchmarks import generator, options

WHY = {"why": "til måling"}
ALONE = Params(second_opinion=False)


@dataclass(frozen=True, slots=True)
class Run:
    """One curve.

    Attributes:
        cold: seconds of a solve from nothing.
        curve: seconds of the whole curve.
        points, proven: plans found, and those that are proven.
        asked: solves that it took.
    """

    cold: float
    curve: float
    points: int
    proven: int
    asked: int


def main(arguments: list[str]) -> int:
    """Runs; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--n", type=options.positive, default=30, help="units")
    parser.add_argument("--k", type=options.positive, default=4, help="areas")
    parser.add_argument("--points", type=options.positive, default=9, metavar="N", help="plans on the curve")
    parser.add_argument("--seeds", type=options.positive, default=3, metavar="N")
    words = parser.parse_args(arguments)
    _solved(municipal(12, 3, 1))
    runs = []
    for seed in range(1, words.seeds + 1):
        runs.append(run(municipal(words.n, words.k, seed), words.points))
        print(told(f"n{words.n}-k{words.k}-{seed:02}", runs[-1]), flush=True)
    return 0 if all(found.proven == found.points >= words.points for found in runs) else 1


def run(problem: Problem, points: int) -> Run:
    """A curve of points against moves, between two cold solves."""
    first = _solved(problem)
    with Study(ALONE, processes=1) as study:
        study.ask(municipal(12, 3, 2))
        study.memory, study.asked = type(study.memory)(), 0
        began = time.perf_counter()
        found = curve(study, problem, Moves(weight=1, **WHY), points=points)
        seconds, asked = time.perf_counter() - began, study.asked
    cold = (first + _solved(problem)) / 2
    return Run(cold, seconds, len(found), sum(point.proven for point in found), asked)


def municipal(n: int, k: int, seed: int) -> Problem:
    """The generator's units and synergies; today's areas are those of the largest unit first."""
    core = generator.municipal(n, k, seed, named=True)
    areas = [f"a{a}" for a in range(k)]
    today = generator.largest_first(core.sizes[0], k)
    units = [build.unit(f"u{i}", int(core.sizes[0, i]), today=areas[int(today[i])]) for i in range(n)]
    scenario = build.scenario(units, areas, synergies=_synergies(core), affinities=_affinities(core, areas))
    least, most = (Bound(value=Fraction(int(row[0, 0]))) for row in (core.window_least, core.window_most))
    terms = [SynergyTerm(weight=10, **WHY), AffinityTerm(weight=10, **WHY)]
    return Problem(scenario, build.model(terms, [AreaSize(least=least, most=most, **WHY)]))


def told(name: str, found: Run) -> str:
    """A line for the screen."""
    return (
        f"{name:12} {found.proven} of {found.points} proven in {found.asked} solves; cold {found.cold:.2f} s, "
        f"curve {found.curve:.2f} s, ratio {found.curve / found.cold:.2f}"
    )


def _synergies(core: Core) -> list[build.Synergy]:
    pairs = zip(core.pair_i.tolist(), core.pair_j.tolist(), core.pair_points.tolist(), strict=True)
    return [build.synergy(f"u{i}", f"u{j}", points // 10) for i, j, points in pairs]


def _affinities(core: Core, areas: list[str]) -> list[build.Affinity]:
    pulls = ((i, a, int(core.pull[i, a])) for i in range(core.n) for a in range(core.k))
    return [build.affinity(f"u{i}", areas[a], points // 10) for i, a, points in pulls if points]


def _solved(problem: Problem) -> float:
    """Seconds of a solve from nothing, in a process that is warm."""
    with Study(ALONE, processes=1) as study:
        study.ask(municipal(12, 3, 2))
        study.memory = type(study.memory)()
        began = time.perf_counter()
        study.ask(problem)
        return time.perf_counter() - began


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
