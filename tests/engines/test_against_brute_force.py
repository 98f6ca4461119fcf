"""Every engine against the truth, on thousands of tiny random cores of which many are impossible."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np
import pytest

from regroup.core import Core
from regroup.engines import cpsat, cpsat_sharing, feasibility, local_search, milp
from regroup.engines.base import Budget, Claim, Outcome, Setting
from regroup.preprocess import reduce
from tests.engines.random_cores import Truth, plain_points, plainly_allowed, random_core, truth

CORES, CHUNK = 2400, 100
EXACT = Budget(work=20)
SEARCH, LONG_SEARCH = Budget(work=80), Budget(work=2000)
chunks = pytest.mark.parametrize("first", range(0, CORES, CHUNK))


@cache
def known(seed: int) -> tuple[Core, Truth]:
    core = random_core(seed)
    return core, truth(core)


def seeds(first: int) -> range:
    return range(first, first + CHUNK)


def points_of(core: Core, outcome: Outcome) -> int | None:
    """By the oracle's own counting; a plan that is not allowed is a failure."""
    if outcome.assignment is None:
        return None
    plan = tuple(outcome.assignment.tolist())
    assert plainly_allowed(core, plan)
    return plain_points(core, plan)


def assert_exact(core: Core, true: Truth, outcome: Outcome) -> None:
    assert points_of(core, outcome) == true.points
    assert outcome.claim is (Claim.IMPOSSIBLE if true.points is None else Claim.BEST)
    assert outcome.bound == true.points


def test_a_third_and_not_all_are_impossible():
    impossible = sum(truth(random_core(seed)).points is None for seed in range(CORES))
    assert CORES / 3 <= impossible <= CORES * 2 / 3


@chunks
def test_cpsat(first: int):
    for seed in seeds(first):
        assert_exact(*known(seed), cpsat.solve(known(seed)[0], EXACT))


@chunks
def test_highs(first: int):
    for seed in seeds(first):
        assert_exact(*known(seed), milp.solve(known(seed)[0], EXACT))


@chunks
def test_feasibility(first: int):
    for seed in seeds(first):
        core, true = known(seed)
        outcome = feasibility.solve(core, EXACT)
        assert (points_of(core, outcome) is None) == (true.points is None)
        assert outcome.claim is (Claim.IMPOSSIBLE if true.points is None else Claim.GOOD)


def after_reduction(core: Core, solve: Callable[[Core, Budget], Outcome]) -> Outcome:
    """What an engine says of the reduced core, in the nodes of the whole."""
    small = reduce(core)
    outcome = solve(small.core, EXACT)
    whole = None if outcome.assignment is None else small.expand(outcome.assignment)
    return Outcome(outcome.claim, whole, outcome.bound)


@chunks
def test_cpsat_after_reduction(first: int):
    for seed in seeds(first)[::4]:
        core, true = known(seed)
        assert_exact(core, true, after_reduction(core, cpsat.solve))


@chunks
def test_highs_after_reduction(first: int):
    for seed in seeds(first)[1::4]:
        core, true = known(seed)
        assert_exact(core, true, after_reduction(core, milp.solve))


@chunks
def test_local_search_is_never_wrong_and_nearly_always_best(first: int):
    hard, possible = [], 0
    for seed in seeds(first):
        core, true = known(seed)
        points = points_of(core, local_search.solve(core, SEARCH))
        if true.points is None:
            assert points is None
            continue
        assert points is None or points <= true.points
        possible += 1
        if points != true.points:
            hard.append(seed)
    assert len(hard) <= possible // 10
    for seed in hard:
        core, true = known(seed)
        assert points_of(core, local_search.solve(core, LONG_SEARCH)) == true.points


CONFIGS = {
    "another road": (cpsat.OTHER, 1),
    "eight workers": (cpsat.USUAL, 8),
    "symmetry 4, areas not ordered": (cpsat.Config(symmetry=4, ordered=False), 1),
    "presolve off": (cpsat.Config(presolve=False), 1),
    "nothing of it linear": (cpsat.Config(linearization=0), 1),
    "all of it linear": (cpsat.Config(linearization=2, symmetry=2), 2),
}


@pytest.mark.parametrize("name", CONFIGS)
def test_cpsat_by_every_road(name: str):
    config, workers = CONFIGS[name]
    for seed in range(1, CORES, 16):
        core, true = known(seed)
        assert_exact(core, true, cpsat.run(core, Budget(work=20, workers=workers), config))


def test_cpsat_as_on_large_cores(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(cpsat_sharing, "MOST_NODES", 0)
    for seed in range(5, CORES, 8):
        core, true = known(seed)
        assert_exact(core, true, cpsat.solve(core, EXACT))


@pytest.mark.parametrize("engine", [cpsat, milp], ids=["cpsat", "milp"])
def test_the_other_setting(engine):
    for seed in range(2, CORES, 16):
        core, true = known(seed)
        assert_exact(core, true, engine.solve(core, EXACT, setting=Setting.OTHER))


@pytest.mark.parametrize("engine", [cpsat, milp, local_search], ids=["cpsat", "milp", "local_search"])
def test_starts_good_bad_and_broken_change_nothing(engine):
    random = np.random.default_rng(5)
    for seed in range(3, CORES, 96):
        core, true = known(seed)
        starts = [random.integers(0, core.k, core.n) for _ in range(3)]
        starts += [np.array(plan) for plan in true.plans[-1:]] + [np.full(core.n, core.k), np.zeros(0, dtype=np.int64)]
        outcome = engine.solve(core, LONG_SEARCH if engine is local_search else EXACT, starts=starts)
        assert points_of(core, outcome) == true.points
