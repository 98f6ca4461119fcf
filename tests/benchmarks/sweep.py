"""What a sweep costs beside its solves: time for each run, what a second worker brings, memory of a large one.

    python tests/benchmarks/sweep.py               all three, some minutes
    python tests/benchmarks/sweep.py --runs 100    fewer runs

On an idle machine. One worker and two take turns, so that what else the machine does meets both.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from regroup.sweep.coordinate import planned, sweep
from regroup.sweep.farm import Farm
from regroup.sweep.plan import read_sweep
from regroup.sweep.store import Store
from tests.sweep.work import tasks, work

TURNS = 5
LARGE = """schema = 1
name = "large"
title = { nb = "Stort", en = "Large" }
why = "Hva planlegging av mange kjøringer koster."
scenario = "hamar"
model = "balanced"
[[axes]]
key = "model.terms.synergy.weight"
range = { from = 1, to = 100, step = 1 }
why = "Mange"
[[axes]]
key = "model.terms.moves.weight"
range = { from = 1, to = 200, step = 1 }
why = "Mange"
"""


def overhead(runs: int, folder: Path) -> float:
    """Milliseconds for each run that does nothing: sent, called, answered, stored."""
    asked = list(tasks(runs + 20))
    with Store.open(folder / "overhead.sqlite") as store, Farm.open(None, 1, 300.0) as farm:
        warm, rest = asked[:20], asked[20:]
        sweep(warm, planned(warm, set()).missing, store, farm, work)
        return 1000 * sweep(rest, planned(rest, set()).missing, store, farm, work).seconds / runs


def second_worker(runs: int, seconds: float, folder: Path) -> list[float]:
    """How many times as fast two workers are as one, turn by turn."""
    ratios = []
    with Farm.open(None, 1, 300.0) as one, Farm.open(None, 2, 300.0) as two:
        for farm in (one, two):
            list(farm.run_all(tasks(8), work))
        for turn in range(TURNS):
            took = []
            for number, farm in enumerate((one, two)):
                asked = list(tasks(runs, seconds=seconds))
                with Store.open(folder / f"{turn}-{number}.sqlite") as store:
                    took.append(sweep(asked, planned(asked, set()).missing, store, farm, work).seconds)
            ratios.append(took[0] / took[1])
    return ratios


def large(folder: Path) -> tuple[int, float, float]:
    """Runs, seconds to plan and list them, and the megabytes of the process at its largest."""
    file = folder / "large.toml"
    file.write_text(LARGE, encoding="utf-8")
    began = time.monotonic()
    asked = read_sweep(file)
    with Store.open(folder / "large.sqlite") as store:
        plan = planned(asked, store.known())
        store.note_sweep(asked.name, asked)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return plan.runs, time.monotonic() - began, peak


def main() -> None:
    """Prints the three figures."""
    asking = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asking.add_argument("--runs", type=int, default=300)
    asking.add_argument("--seconds", type=float, default=0.1, help="that a run takes where workers are compared")
    asked = asking.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        runs, seconds, peak = large(folder)
        print(f"{runs} runs planned and listed: {seconds:.1f} s, {peak:.0f} MB at most", flush=True)
        print(f"overhead: {overhead(asked.runs, folder):.1f} ms a run", flush=True)
        ratios = second_worker(max(40, asked.runs // 3), asked.seconds, folder)
        shown = ", ".join(f"{ratio:.2f}" for ratio in ratios)
        print(f"two workers: {statistics.median(ratios):.2f} times one (turns: {shown})")


if __name__ == "__main__":
    main()
