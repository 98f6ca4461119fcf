"""Column generation against brute force on thousands of tiny cores, in each way of pricing: a slow campaign.

    python3 run.py python tests/columns_oracle.py                  5,000 cores, a third of them impossible
    python3 run.py python tests/columns_oracle.py --cores 20000 --first 5000

Each core is solved by branching and by tables. One line per mismatch; exit 1 if there is any, 130 after Ctrl-C.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from regroup.engines import columns
from regroup.engines.base import Budget, Claim, Outcome
from regroup.engines.columns_pricing import Pricing
from tests.campaign_line import tell
from tests.engines.random_cores import Truth, plain_points, plainly_allowed, random_core, truth

WORK = Budget(work=20)
WAYS = (Pricing.BRANCH, Pricing.TABLE)
CHUNK = 50


def faults(seed: int) -> tuple[bool, list[str]]:
    """Whether a core is impossible, and what the engine says wrongly of it."""
    core = random_core(seed)
    true = truth(core)
    found = []
    for way in WAYS:
        outcome = columns.solve(core, WORK, pricing=way)
        plan = None if outcome.assignment is None else tuple(outcome.assignment.tolist())
        points = None if plan is None else plain_points(core, plan)
        if not _right(true, outcome, points) or (plan is not None and not plainly_allowed(core, plan)):
            found.append(f"core {seed} by {way}: {outcome.claim} {points} within {outcome.bound}, true {true.points}")
    return true.points is None, found


def _right(true: Truth, outcome: Outcome, points: int | None) -> bool:
    claim = Claim.IMPOSSIBLE if true.points is None else Claim.BEST
    return outcome.claim is claim and points == true.points and outcome.bound == true.points


def main() -> int:
    """Runs the campaign; the number of mismatches decides the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cores", type=int, default=5000, help="how many")
    parser.add_argument("--first", type=int, default=0, help="the first one's seed")
    parser.add_argument("--jobs", type=int, default=2, help="processes")
    asked = parser.parse_args()
    began, counts = time.monotonic(), Counter[str]()
    with ProcessPoolExecutor(asked.jobs) as pool:
        seeds = range(asked.first, asked.first + asked.cores)
        for done, (impossible, found) in enumerate(pool.map(faults, seeds, chunksize=CHUNK), 1):
            counts["impossible"] += impossible
            counts["wrong"] += len(found)
            for line in found:
                print(line, flush=True)
            if done % 500 == 0:
                print(f"{done} of {asked.cores} cores, {counts['wrong']} wrong", file=sys.stderr, flush=True)
    print(f"{asked.cores} cores in {len(WAYS)} ways, {counts['impossible']} impossible, {counts['wrong']} wrong")
    tell("columns_oracle", asked.cores, counts["wrong"], began)
    return 1 if counts["wrong"] else 0


if __name__ == "__main__":
    try:
        raise SystemExit(main())
    except KeyboardInterrupt:
        raise SystemExit(130) from None
