"""HiGHS as a second opinion: every way it can end, and the cores it must not be asked about."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from scipy.optimize import OptimizeResult
from scipy.optimize import milp as scipy_milp

from regroup.engines import cpsat, milp
from regroup.engines.base import Budget, Claim, Event, Refused, settled
from regroup.engines.milp_rows import program
from regroup.engines.process import Engines
from regroup.engines.suitable import points_at_stake, suits
from regroup.errors import EngineFailure
from tests.engines.municipal import municipal
from tests.engines.random_cores import empty_core, random_core, truth


@pytest.mark.parametrize(("n", "k", "soft"), [(10, 3, 0), (12, 3, 2), (14, 3, 0)])
def test_agrees_with_cpsat_on_larger_cores(n: int, k: int, soft: int):
    for seed in range(3):
        core = municipal(n, k, seed, soft=soft, width=0.3)
        one, other = cpsat.solve(core, Budget(work=100)), milp.solve(core, Budget(work=100))
        assert one.claim is other.claim
        assert one.bound == other.bound


def test_bounds_hold_however_few_nodes_are_searched():
    for seed in range(150):
        core = random_core(seed)
        best = truth(core).points
        outcome = milp.solve(core, Budget(work=1e-9))
        if outcome.bound is not None and best is not None:
            assert outcome.bound >= best


@pytest.mark.parametrize("limit", [{"work": 0.05}, {"work": 50, "seconds": 0.3}])
def test_a_limit_leaves_a_bound_and_keeps_the_start(limit: dict[str, float]):
    core = municipal(25, 4, 1, soft=3)
    start = cpsat.solve(core, Budget(work=0.3)).assignment
    assert start is not None
    outcome = milp.solve(core, Budget(**limit), starts=[start])
    assert outcome.claim is Claim.GOOD
    assert outcome.assignment is not None
    assert core.points(outcome.assignment) >= core.points(start)
    assert outcome.bound is not None
    assert outcome.bound >= core.points(outcome.assignment)


def answers(monkeypatch: pytest.MonkeyPatch, **said: object) -> None:
    """HiGHS says something else."""
    monkeypatch.setattr(milp, "milp", lambda *_, **__: OptimizeResult({"x": None, "message": "", **said}))


CORE = replace(empty_core(2, 2), pull=np.array([[3, 0], [0, 4]]))
START = np.array([0, 0])
FULL = Budget(work=10)


@pytest.mark.parametrize("status", [3, 4])
def test_a_status_that_says_nothing_is_a_failure(monkeypatch: pytest.MonkeyPatch, status: int):
    answers(monkeypatch, status=status, message="unbounded or infeasible")
    with pytest.raises(EngineFailure, match="unbounded or infeasible"):
        milp.solve(CORE, FULL)


def test_impossible_with_an_allowed_start_is_not_believed(monkeypatch: pytest.MonkeyPatch):
    answers(monkeypatch, status=milp.INFEASIBLE)
    assert milp.solve(CORE, FULL).claim is Claim.IMPOSSIBLE
    with pytest.raises(EngineFailure, match="says impossible"):
        milp.solve(CORE, FULL, starts=[START])


def test_a_bound_below_the_start_is_not_believed(monkeypatch: pytest.MonkeyPatch):
    answers(monkeypatch, status=milp.OPTIMAL, mip_dual_bound=-2.0)
    with pytest.raises(EngineFailure, match="bound 2 below the 3 points"):
        milp.solve(CORE, FULL, starts=[START])


@pytest.mark.parametrize(
    ("said", "bound"), [(-7.0, 7), (-6.9999999, 7), (-7.0000001, 7), (-7.6, 7), (float("-inf"), None)]
)
def test_the_bound_is_rounded_to_the_safe_side(monkeypatch: pytest.MonkeyPatch, said: float, bound: int | None):
    answers(monkeypatch, status=milp.LIMIT, mip_dual_bound=said)
    assert milp.solve(CORE, FULL, starts=[START]).bound == bound


def test_optimal_without_an_allowed_plan_is_unknown(monkeypatch: pytest.MonkeyPatch):
    core = replace(CORE, apart=np.array([[0, 1]]))
    answers(monkeypatch, status=milp.OPTIMAL, mip_dual_bound=-7.0, x=np.array([1.0, 0.0, 1.0, 0.0, 1.0, 1.0]))
    assert milp.solve(core, FULL).claim is Claim.UNKNOWN


def asked_of_highs(monkeypatch: pytest.MonkeyPatch, budget: Budget, *clock: float) -> dict[str, float]:
    """The options that HiGHS is given."""
    asked: dict[str, float] = {}
    ticks = iter(clock)
    monkeypatch.setattr(milp, "time", SimpleNamespace(monotonic=lambda: next(ticks)))
    answer = OptimizeResult({"x": None, "message": "", "status": milp.LIMIT})
    monkeypatch.setattr(milp, "milp", lambda *_, options, **__: asked.update(options) or answer)
    milp.solve(CORE, budget)
    return asked


def test_time_used_before_the_search_is_taken_from_the_limit(monkeypatch: pytest.MonkeyPatch):
    assert asked_of_highs(monkeypatch, Budget(work=1, seconds=60.0), 100.0, 101.0)["time_limit"] == 59.0
    late = asked_of_highs(monkeypatch, Budget(work=1, seconds=0.5), 100.0, 101.0)
    assert 0 < late["time_limit"] <= 0.5


def test_work_is_a_limit_on_nodes_that_fits_in_32_bits(monkeypatch: pytest.MonkeyPatch):
    assert asked_of_highs(monkeypatch, Budget(work=2.5), 100.0)["node_limit"] == 50
    assert asked_of_highs(monkeypatch, Budget(work=1e-9), 100.0)["node_limit"] == 1
    assert asked_of_highs(monkeypatch, Budget(work=1e12), 100.0)["node_limit"] == 2**31 - 1


def test_what_it_found_is_told():
    heard: list[Event] = []
    outcome = milp.solve(CORE, FULL, report=heard.append)
    (event,) = heard
    assert (event.points, event.bound) == (outcome.bound, outcome.bound) == (7, 7)
    assert event.assignment is not None
    assert event.assignment.tolist() == [0, 1]


def test_of_interchangeable_areas_the_first_node_takes_the_first():
    written = program(replace(empty_core(3, 3), open_cost=np.array([0, 5, 5])))
    for area, open_to_it in enumerate([True, True, False]):
        wish = np.zeros(len(written.cost))
        wish[written.places[area]] = -1.0  # node 0 in this area
        answer = scipy_milp(
            wish, integrality=written.integrality, bounds=written.bounds, constraints=written.constraints
        )
        assert (answer.fun < -0.5) is open_to_it


def test_what_it_suits():
    assert Engines.suits("milp", municipal(20, 3, 1))
    assert not Engines.suits("milp", municipal(400, 20, 1))
    assert Engines.suits("cpsat", municipal(400, 20, 1))
    assert not suits("milp", replace(CORE, pull=np.array([[10**8, 0], [0, 0]])))
    assert not suits("milp", replace(CORE, open_cost=np.full(2, 2**41)))


def test_what_it_does_not_suit_is_refused():
    with pytest.raises(Refused, match="too far apart"):
        milp.solve(replace(CORE, pull=np.array([[10**8, 0], [0, 0]])), FULL)


def test_the_points_at_stake_bound_every_plan():
    for seed in range(200):
        core = random_core(seed)
        best = truth(core).points
        if settled(core) is None and best is not None:
            assert abs(best - core.constant) <= points_at_stake(core)
