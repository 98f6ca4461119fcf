"""Compares a whole price list with one cold solve to proof: how many cold solves does it take as long as?

    python3 run.py python tests/benchmarks/prices.py              30 units, 4 areas, 3 seeds
    python3 run.py python tests/benchmarks/prices.py --n 20 --k 3 --seeds 1

A problem is one of the generator's cores written out as facts and a model: sizes held in a window, synergies, and
units drawn to areas. The list asks for every unit in every other area and for every rule dropped. The cold solve runs
in a process that is already started, so that starting one is in neither figure. Two ratios are told: by the clock,
which is what somebody waits, and in processor time of all processes, which other work on the machine disturbs least.
The list works in as many processes as there are cores; a cold solve in one.

Exit code 0: every figure is proven, and the ratio by the clock is at most --most. 1: not so.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from regroup.core import Core
from regroup.engines.process import Engines
from regroup.engines.warm import warm
from regroup.params import Params
from regroup.prices import price_list
from regroup.problem import Problem
from regroup.result import Status
from regroup.rules.area_size import AreaSize
from regroup.rules.base import Bound
from regroup.solve import solve
from regroup.study import Study
from regroup.terms.affinity import AffinityTerm
from regroup.terms.synergy import SynergyTerm
from tests.benchmarks import generator, options
from tests.build import affinity, model, scenario, synergy, unit

ALONE = Params(second_opinion=False)
TEN = 10
"""The generator's points are tens; a strength is one of them."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One problem's figures.

    Attributes:
        cold, listed: processor seconds.
        cold_clock, clock: seconds of the clock, of the same.
        prices: prices and gains together.
        proven: whether all are exact.
    """

    cold: float
    listed: float
    cold_clock: float
    clock: float
    prices: int
    proven: bool

    @property
    def ratio(self) -> float:
        """How many cold solves the list takes, by the clock."""
        return self.clock / self.cold_clock


def main(arguments: list[str]) -> int:
    """Runs; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--n", type=options.positive, default=30, help="units")
    parser.add_argument("--k", type=options.positive, default=4, help="areas")
    parser.add_argument("--seeds", type=options.positive, default=3, metavar="N")
    parser.add_argument("--most", type=float, default=25.0, metavar="RATIO", help="the largest ratio that is well")
    words = parser.parse_args(arguments)
    warm()
    every = list[Measured]()
    for seed in range(1, words.seeds + 1):
        every.append(measured(written_out(generator.municipal(words.n, words.k, seed, named=True))))
        print(told(f"n{words.n}-k{words.k}-named-{seed:02}", every[-1]), flush=True)
    return 0 if all(one.proven and one.ratio <= words.most for one in every) else 1


def measured(problem: Problem) -> Measured:
    """Solves once from nothing, then makes the whole list from nothing."""
    cold, cold_clock, proven = _cold(problem)
    with Study(ALONE) as study:
        list(study.ask_all(_starters()))  # two processes are up before the clock runs
        study.memory = type(study.memory)()
        began, clock = processor_seconds(), time.perf_counter()
        listed = price_list(study, problem)
        seconds, clock = processor_seconds() - began, time.perf_counter() - clock
    figures = [*listed.prices, *listed.gains]
    return Measured(cold, seconds, cold_clock, clock, len(figures), proven and all(figure.proven for figure in figures))


def processor_seconds() -> float:
    """What this process and those that it started have used; of this one alone where the system does not say."""
    ticks, me = 0, str(os.getpid())
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            fields = stat.read_text(encoding="utf-8").rpartition(")")[2].split()
            if fields[1] == me:  # the parent; then, of the fields after the name, user and system time
                ticks += int(fields[11]) + int(fields[12])
    return time.process_time() + ticks / os.sysconf("SC_CLK_TCK")


def written_out(core: Core) -> Problem:
    """A core of the generator as facts and a model."""
    units, areas = [f"u{node}" for node in range(core.n)], [f"a{area}" for area in range(core.k)]
    pairs = zip(core.pair_i.tolist(), core.pair_j.tolist(), core.pair_points.tolist(), strict=True)
    pulls = [(node, area, int(core.pull[node, area])) for node in range(core.n) for area in range(core.k)]
    facts = scenario(
        [unit(name, size) for name, size in zip(units, core.sizes[0].tolist(), strict=True)],
        areas,
        synergies=[synergy(units[i], units[j], points // TEN) for i, j, points in pairs],
        affinities=[affinity(units[i], areas[a], points // TEN) for i, a, points in pulls if points],
    )
    least, most = int(core.window_least[0, 0]), int(core.window_most[0, 0])
    why: dict[str, Any] = {"why": "w"}
    held = AreaSize(least=Bound(value=least), most=Bound(value=most), **why)
    return Problem(facts, model([SynergyTerm(weight=1, **why), AffinityTerm(weight=1, **why)], [held]))


def told(name: str, one: Measured) -> str:
    """A line for the screen."""
    sure = "all proven" if one.proven else "NOT all proven"
    return (
        f"{name:20} {one.prices} prices, {sure}; clock: cold {one.cold_clock:.2f} s, list {one.clock:.1f} s, ratio "
        f"{one.ratio:.1f}; processor: {one.cold:.2f} s, {one.listed:.1f} s, {one.listed / one.cold:.1f}"
    )


def _cold(problem: Problem) -> tuple[float, float, bool]:
    with Engines() as engines:
        solve(next(iter(_starters())), ALONE, engines=engines)
        began, clock = processor_seconds(), time.perf_counter()
        result = solve(problem, ALONE, engines=engines)
        clock = time.perf_counter() - clock
        return processor_seconds() - began, clock, result.status is Status.BEST


def _starters() -> list[Problem]:
    """Small problems that start processes and load what is compiled."""
    return [written_out(generator.municipal(18, 2, seed, named=True)) for seed in (1, 2)]


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
