"""The clique bound is never below the truth, whatever its multipliers are, and meets it often enough to be of use."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from regroup.core import Core
from regroup.engines import clique_model, local_search
from regroup.engines.base import Budget, Claim, Event, Refused, Setting
from regroup.engines.clique_bound import solve, step_of
from regroup.engines.clique_model import Model, model
from regroup.engines.clique_prices import NoCompany, Prices, worth
from regroup.engines.clique_triangles import violated
from regroup.preprocess import reduce
from tests.engines.municipal import municipal
from tests.engines.random_cores import Truth, empty_core, random_core, truth

CORES, CHUNK = 1000, 100
SHORT, MIDDLING = Budget(work=0.04), Budget(work=40)
EQUAL = 0.55
"""Share of the tiny cores on which the bound is the truth; 0.7 to 0.8 when this was written."""
chunks = pytest.mark.parametrize("first", range(0, CORES, CHUNK))


@cache
def known(seed: int) -> tuple[Core, Truth]:
    core = random_core(seed)
    return core, truth(core)


def possible(first: int) -> list[int]:
    return [seed for seed in range(first, first + CHUNK) if known(seed)[1].points is not None]


def random_prices(of: Model, random: np.random.Generator, size: float) -> Prices:
    """Multipliers without any sense; only their signs are as they should be."""

    def some(*shape: int) -> np.ndarray:
        return random.integers(0, max(2, int(size * of.scale)), shape)

    triples = [random.permutation(of.every)[:3] for _ in range(12)] if of.every > 2 else []
    triangles = np.array(triples, dtype=np.int64).reshape(-1, 3)
    return Prices(
        split=np.triu(some(of.every, of.every) - some(of.every, of.every), 1),
        triangles=triangles,
        triangle_price=some(len(triangles)),
        vectors=random.integers(-2000, 2000, (int(random.integers(0, 4)), of.every)),
        fine=int(random.integers(1, 9)),
        used=some(len(of.node_of)) - some(len(of.node_of)),
        rows=some(len(of.row_node)) // 8,
    )


@chunks
def test_never_below_the_truth_and_often_equal(first: int):
    equal = 0
    for seed in possible(first):
        core, true = known(seed)
        bound = solve(core, SHORT).bound
        assert bound is not None
        assert bound >= true.points
        equal += bound == true.points
    assert equal >= len(possible(first)) * EQUAL


@chunks
@pytest.mark.parametrize("size", [0.1, 1.0, 8.0])
def test_any_multipliers_give_a_bound(first: int, size: float):
    for seed in possible(first):
        core, true = known(seed)
        of = model(reduce(core).core)
        found = worth(of, random_prices(of, np.random.default_rng([7, seed]), size))
        assert found is not None
        assert found.bound >= true.points * of.scale


@chunks
def test_rounded_sizes_give_a_bound(first: int, monkeypatch: pytest.MonkeyPatch):
    real = clique_model.grain
    monkeypatch.setattr(clique_model, "grain", lambda sizes, least, most, limit: real(sizes, least, most, 4))
    for seed in possible(first):
        core, true = known(seed)
        assert solve(core, SHORT).bound >= true.points
        of = model(reduce(core).core)
        assert worth(of, random_prices(of, np.random.default_rng([8, seed]), 1.0)).bound >= true.points * of.scale


def test_violated_triangles_are_all_that_there_are():
    random = np.random.default_rng(2)
    for _ in range(20):
        sharing = np.triu(random.choice([0.0, 0.55, 0.6, 1.0], (7, 7)), 1)
        sharing += sharing.T
        found = {(c, j, k) for c, j, k in violated(sharing, 10**6).tolist()}
        triples = [(c, j, k) for c in range(7) for j in range(7) for k in range(j + 1, 7) if c not in (j, k)]
        assert found == {t for t in triples if sharing[t[0], t[1]] + sharing[t[0], t[2]] - sharing[t[1], t[2]] > 1.03}
        assert len(violated(sharing, 10)) <= 10


def test_the_other_setting_is_a_bound_too():
    for seed in possible(300):
        core, true = known(seed)
        assert solve(core, SHORT, setting=Setting.OTHER).bound >= true.points


def test_impossible_cores_are_not_called_anything_else():
    for seed in set(range(200)) - set(possible(0)) - set(possible(100)):
        assert solve(known(seed)[0], SHORT).claim in (Claim.UNKNOWN, Claim.IMPOSSIBLE)


def test_best_starts_are_recognised():
    proven = 0
    for seed in possible(0):
        core, true = known(seed)
        outcome = solve(core, SHORT, starts=[np.array(true.plans[0])])
        assert outcome.assignment is not None
        assert core.points(outcome.assignment) == true.points
        assert outcome.claim is (Claim.BEST if outcome.bound == true.points else Claim.GOOD)
        proven += outcome.claim is Claim.BEST
    assert proven >= len(possible(0)) * EQUAL


@pytest.mark.parametrize(("soft", "most"), [(0, 0.08), (3, 0.15)])
def test_near_a_good_plan_of_a_municipality(soft: int, most: float):
    core = municipal(30, 4, 1, soft=soft)
    start = local_search.solve(core, Budget(work=500)).assignment
    outcome = solve(core, MIDDLING, starts=[start])
    points = core.points(start)
    assert points <= outcome.bound <= points * (1 + most)


def test_bounds_only_fall_and_the_same_budget_gives_the_same():
    core = municipal(24, 3, 2)
    runs = []
    for _ in range(2):
        events: list[Event] = []
        outcome = solve(core, Budget(work=5), report=events.append)
        bounds = [event.bound for event in events]
        assert len(bounds) > 3
        assert bounds == sorted(set(bounds), reverse=True)
        assert outcome.bound == bounds[-1]
        runs.append((bounds, outcome.work))
    assert runs[0] == runs[1]


def test_bounds_are_what_points_can_be():
    core = replace(municipal(20, 3, 1), constant=7)
    assert step_of(core) == 10
    assert (solve(core, Budget(work=1)).bound - 7) % 10 == 0


def test_seconds_are_kept():
    outcome = solve(municipal(60, 5, 1), Budget(work=1e9, seconds=0.5))
    assert outcome.bound is not None


def test_numbers_too_large_are_refused():
    core = replace(empty_core(3, 2, 1), sizes=np.full((1, 3), 2**30), open_cost=np.full(2, 2**40))
    core = replace(core, window_most=np.full((1, 2), 2**32))
    with pytest.raises(Refused):
        solve(core, SHORT)


def test_multipliers_too_large_are_not_evaluated():
    of = model(municipal(20, 3, 1))
    prices = random_prices(of, np.random.default_rng(1), 1.0)
    assert worth(of, replace(prices, split=prices.split * 2**40)) is None
    assert worth(of, replace(prices, vectors=np.full((1, of.every), 2**30))) is None


def test_no_company_where_a_node_fits_nowhere():
    core = replace(empty_core(3, 2, 1), sizes=np.array([[5, 2, 2]]), window_least=np.full((1, 2), 8))
    core = replace(core, window_most=np.full((1, 2), 8))
    of = model(core)
    with pytest.raises(NoCompany):
        worth(of, random_prices(of, np.random.default_rng(1), 1.0))
    assert solve(core, SHORT).bound is None
