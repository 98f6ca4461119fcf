"""One worker, a seed and no time limit: the same bytes every time, also when the work runs out."""

from __future__ import annotations

import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from regroup.core import Core
from regroup.engines import cpsat, feasibility, local_search, milp
from regroup.engines.base import Budget, Claim, Outcome
from regroup.engines.frames import pack_outcome
from tests.engines.municipal import municipal

ROOT = Path(__file__).parents[2]

CASES = {
    "cpsat": (cpsat, municipal(30, 4, 1, soft=2), Budget(work=0.5, seed=3)),
    "cpsat to the end": (cpsat, municipal(12, 3, 1), Budget(work=100.0, seed=3)),
    "feasibility": (feasibility, municipal(40, 5, 1, width=0.02), Budget(work=1.0, seed=3)),
    "local_search": (local_search, municipal(40, 5, 1, soft=2), Budget(work=500, seed=3)),
    "milp": (milp, municipal(14, 3, 1, soft=2), Budget(work=0.1, seed=3)),
}


def outcome(name: str) -> Outcome:
    engine, core, budget = CASES[name]
    return engine.solve(core, budget)


def fingerprint() -> str:
    """One hash over all the outcomes."""
    return sha256(b"".join(pack_outcome(outcome(name)) for name in CASES)).hexdigest()


@pytest.mark.parametrize("name", CASES)
def test_twice_the_same(name: str):
    assert pack_outcome(outcome(name)) == pack_outcome(outcome(name))


def test_the_work_limit_does_end_what_is_to_be_ended_by_it():
    ended = {name: outcome(name).claim for name in CASES}
    assert ended["cpsat"] is ended["milp"] is ended["local_search"] is Claim.GOOD
    assert ended["cpsat to the end"] is Claim.BEST


def test_the_order_of_hashes_plays_no_part():
    code = "from tests.engines.test_determinism import fingerprint; print(fingerprint())"
    runs = [
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": str(seed)},
            capture_output=True,
            text=True,
            check=True,
        )
        for seed in (0, 1, 12345)
    ]
    assert {run.stdout.strip() for run in runs} == {fingerprint()}


def test_another_seed_is_another_search():
    core: Core = municipal(60, 5, 1, soft=2)
    found = {local_search.solve(core, Budget(work=200, seed=seed)).assignment.tobytes() for seed in range(4)}
    assert len(found) > 1
