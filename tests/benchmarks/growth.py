"""Shows how an engine's time grows with the number of units, and with the units an area.

    python3 run.py python tests/benchmarks/growth.py                                 both, our engine
    python3 run.py python tests/benchmarks/growth.py --engine columns cpsat --limit 20 --seeds 5

Two charts are made, both axes logarithmic, each with a line fitted by least squares to the median times: its slope
is the exponent e of time = factor * size^e. A size of which not more than half the runs were proved has no median
and is left out of the fit; the true exponent is larger then. Exit codes as for `run.py`.
"""

from __future__ import annotations

import argparse
import statistics
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np

from tests.benchmarks import chart, families, generator, instances, options, session
from tests.benchmarks.families import Case
from tests.benchmarks.instances import Instance
from tests.benchmarks.rows import Row
from tests.benchmarks.session import Job, Session, tell

NAME = "growth"
LIMIT = 60.0
SEEDS = 5
UNITS_AN_AREA = 6
UNITS = 36


@dataclass(frozen=True, slots=True)
class Sweep:
    """Sizes along one axis.

    Attributes:
        name: of the family in the table.
        across: name of the axis.
        sizes: (n, k) of each.
        size: what is shown on the axis.
    """

    name: str
    across: str
    sizes: tuple[tuple[int, int], ...]
    size: Callable[[int, int], float]


SWEEPS = (
    Sweep(
        "units",
        f"number of units n, {UNITS_AN_AREA} units an area",
        tuple((n, n // UNITS_AN_AREA) for n in (18, 24, 30, 36, 42, 48, 60)),
        lambda n, k: n,
    ),
    Sweep(
        "units-an-area",
        f"units an area n/k, {UNITS} units",
        tuple((UNITS, k) for k in (9, 7, 6, 5, 4, 3)),
        lambda n, k: n / k,
    ),
)


def main(arguments: list[str]) -> int:
    """Runs; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--engine", nargs="+", default=[families.OURS], metavar="NAME")
    parser.add_argument("--workers", type=options.positive, default=1, help="threads of the engine")
    parser.add_argument("--limit", type=options.seconds, default=LIMIT, metavar="SECONDS", help="of every job")
    parser.add_argument("--seeds", type=options.positive, default=SEEDS, metavar="N", help="seeds of each size")
    parser.add_argument("--most", type=options.positive, metavar="N", help="no more units than this")
    parser.add_argument("--results", type=Path, default=session.RESULTS, metavar="FOLDER")
    parser.add_argument("--resume", action="store_true", help="go on with the newest table; do only what is missing")
    words = parser.parse_args(arguments)
    absent = options.unknown(words.engine)
    if absent:
        tell(f"no engine called {', '.join(absent)}; see regroup/engines")
        return 2
    jobs = [
        Job(case, engine, words.workers, words.limit)
        for sweep in SWEEPS
        for case in cases(sweep, words.seeds, words.most)
        for engine in words.engine
    ]
    run = Session(words.results, NAME, "Growth of time with size", resume=words.resume)
    finished = run.run(jobs)
    run.write({}, _page)
    for sweep in SWEEPS:
        picture = drawn(sweep, run.done)
        if picture:
            run.path.with_name(f"{run.path.stem}-{sweep.name}.svg").write_text(picture, encoding="utf-8")
    if not finished:
        return 130
    return 1 if run.wrong(words.engine) else 0


def cases(sweep: Sweep, seeds: int, most: int | None) -> Iterator[Case]:
    """The cases of a sweep: areas alike, sizes in a window."""
    for n, k in sweep.sizes:
        for seed in range(1, seeds + 1):
            if most is None or n <= most:
                yield Case(sweep.name, f"n{n}-k{k}-{seed:02}", n, str(k), LIMIT, partial(_instance, n, k, seed))


def medians(sweep: Sweep, done: Sequence[Row]) -> list[tuple[float, float]]:
    """(size, median seconds) of the sizes of which more than half the runs were proved.

    A run without a proof takes longer than any other, so that the median is the true one.
    """
    seconds: dict[float, list[float]] = {}
    for row in done:
        spent = max(session.LEAST_SECONDS, float(row.seconds)) if row.proved else float("inf")
        seconds.setdefault(sweep.size(int(row.n), int(row.k)), []).append(spent)
    middle = {size: statistics.median_high(spent) for size, spent in sorted(seconds.items())}
    return [(size, spent) for size, spent in middle.items() if spent < float("inf")]


def fitted(points: Sequence[tuple[float, float]]) -> chart.Line | None:
    """The power law with the least squares in logarithms; None of fewer than two sizes."""
    if len({x for x, _ in points}) < 2:
        return None
    x, y = np.log(np.array(points, dtype=np.float64)).T
    exponent, offset = np.polyfit(x, y, 1)
    sizes = [size for size, _ in points]
    return chart.Line(float(np.exp(offset)), float(exponent), min(sizes), max(sizes))


def drawn(sweep: Sweep, done: Sequence[Row]) -> str:
    """The chart of a sweep; empty where it has no row."""
    series = []
    for engine, these in _by_engine(sweep, done):
        dots = [
            chart.Dot(
                sweep.size(int(row.n), int(row.k)),
                max(session.LEAST_SECONDS, float(row.seconds)),
                row.proved,
                f"{row.instance}: {row.seconds} s",
            )
            for row in these
        ]
        series.append((engine, dots, fitted(medians(sweep, these))))
    note = "one dot per run, filled where it ended with a proof; lines are fitted to medians"
    return chart.powers(f"Time against {sweep.across}", note, sweep.across, series) if series else ""


def _by_engine(sweep: Sweep, done: Sequence[Row]) -> Iterator[tuple[str, list[Row]]]:
    these = [row for row in done if row.family == sweep.name and row.seconds]
    for engine in dict.fromkeys(row.engine for row in these):
        yield engine, [row for row in these if row.engine == engine]


def _page(done: Sequence[Row]) -> str:
    lines = ["", "## Exponents", ""]
    for sweep in SWEEPS:
        for engine, these in _by_engine(sweep, done):
            points = medians(sweep, these)
            line = fitted(points)
            told = f"exponent {line.exponent:.2f}" if line else "too few proofs for a fit"
            middle = ", ".join(f"{size:g}: {spent:.3g} s" for size, spent in points)
            lines.append(f"- {engine}, {sweep.across}: {told}; medians {middle or 'none'}")
    return "\n".join([*lines, ""])


def _instance(n: int, k: int, seed: int) -> Instance:
    return instances.generated(generator.municipal(n, k, seed))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
