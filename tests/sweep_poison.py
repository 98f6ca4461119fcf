"""A sweep in which one run in a hundred of every bad kind is hidden: they fail with a reason, the others are done.

python tests/sweep_poison.py              500 runs, five of each of eight kinds
python tests/sweep_poison.py --runs 200
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from regroup.sweep.base import Row, State, Task
from regroup.sweep.coordinate import planned, sweep
from regroup.sweep.farm import Farm
from regroup.sweep.store import Store
from tests.campaign_line import tell
from tests.sweep.work import POISONS, task, work

HARMLESS = ("good", "output")
MOST_TRIES = 2


def hidden(runs: int, seed: int) -> list[Task]:
    """One in a hundred of each kind, in an order by chance."""
    each = max(1, runs // 100)
    kinds = [kind for kind in POISONS for _ in range(each)]
    kinds += ["good"] * (runs - len(kinds))
    random.Random(seed).shuffle(kinds)
    return [task(number, kind, 0.01) for number, kind in enumerate(kinds)]


def fault(one: Task, row: Row | None) -> str | None:
    """What is wrong with what became of a task."""
    kind = str(dict(one.settings)["kind"])
    wanted = State.DONE if kind in HARMLESS else State.FAILED
    if row is None:
        return f"{kind}: no row"
    if row.state is not wanted:
        return f"{kind}: {row.state} {row.reason}"
    if wanted is State.FAILED and not (row.reason and row.provenance["tries"] <= MOST_TRIES):
        return f"{kind}: {row.provenance['tries']} tries, reason {row.reason!r}"
    return None


def main() -> int:
    """0 where every run ended as it should."""
    asking = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asking.add_argument("--runs", type=int, default=500)
    asking.add_argument("--limit", type=float, default=5.0, help="seconds a run may take")
    asking.add_argument("--seed", type=int, default=1)
    asked = asking.parse_args()
    tasks, began = hidden(asked.runs, asked.seed), time.monotonic()
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "poison.sqlite") as store:
        with Farm.open(None, 2, asked.limit) as farm:
            outcome = sweep(tasks, planned(tasks, set()).missing, store, farm, work)
        rows = {row.key: row for row in store.rows()}
    faults = [words for one in tasks if (words := fault(one, rows.get(one.key)))]
    print(f"{outcome.done} runs, {outcome.failed} failed, in {time.monotonic() - began:.0f} s")
    print(dict(Counter(str(row.provenance.get("ended", "done")) for row in rows.values())))
    print("\n".join(faults) or "every one as it should")
    tell("sweep_poison", asked.runs, len(faults), began)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
