"""solve with a memory: the same answers whatever it holds, for the same units and areas only."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any

import numpy as np
import pytest

from regroup.engines.base import Claim, Outcome
from regroup.engines.process import Engines
from regroup.errors import Disagreement
from regroup.known import Known
from regroup.memory import MOST_PLANS, Memory
from regroup.news import Progress
from regroup.params import Params
from regroup.problem import Problem
from regroup.result import Status
from regroup.rules.area_size import AreaSize
from regroup.rules.base import Bound
from regroup.rules.fixed import Fixed
from regroup.rules.together import Together
from regroup.rules.unit_count import UnitCount
from regroup.solve import solve
from regroup.terms.synergy import SynergyTerm
from tests.build import model, scenario, synergy, unit
from tests.test_solve import WHY, areas, four, lie

ALONE = Params(second_opinion=False)


@pytest.fixture(scope="module")
def engines() -> Iterator[Engines]:
    with Engines() as working:
        yield working


def eighteen(*requirements: Any, most: int = 8, weight: int = 1) -> Problem:
    """Eighteen units in three areas; enough for column generation."""
    random = np.random.default_rng(18)
    names = "abcdefghijklmnopqr"
    pairs = [
        synergy(*pair, int(random.integers(-2, 9) or 1)) for pair in combinations(names, 2) if random.random() < 0.4
    ]
    units = [unit(name, int(random.integers(5, 30))) for name in names]
    described = scenario(units, "xyz", synergies=pairs, requirements=requirements)
    rules = (AreaSize(measure="fte", least=Bound(value=60), why="w"), UnitCount(most=most, why="w"))
    return Problem(described, model([SynergyTerm(weight=weight, why="w")], rules))


def variants() -> Iterator[Problem]:
    yield eighteen()
    yield eighteen(weight=3)
    yield eighteen(most=7)
    yield eighteen(Fixed(units=("a",), area="x", **WHY), Fixed(units=("b",), area="y", **WHY))
    yield eighteen(Together(units=("c", "r", "h"), **WHY))


def test_a_study_comes_to_what_each_solve_comes_to_alone(engines: Engines) -> None:
    memory = Memory()
    for problem in variants():
        alone, remembering = (solve(problem, ALONE, memory=given, engines=engines) for given in (None, memory))
        assert alone.status is remembering.status is Status.BEST
        assert (alone.points, alone.bound) == (remembering.points, remembering.bound)
    assert memory.known.fits(18, 3)
    assert memory.known.columns
    assert len(memory.known.prices) == 18


def test_what_was_remembered_is_on_record(engines: Engines) -> None:
    memory = Memory()
    told: list[Progress] = []
    first, second = (solve(eighteen(), ALONE, told.append, memory=memory, engines=engines) for _ in range(2))
    assert first.provenance.engines[0]["engine"] == "local_search"
    assert second.provenance.engines[0] == {"engine": "memory", "claim": "good"}
    assert (first.provenance.plan_by, second.provenance.plan_by) == ("local_search", "memory")
    assert first.provenance.bound_by == second.provenance.bound_by == "columns"
    assert [news.points for news in told if news.engine == "memory"] == [first.points]


def hostile(n: int, k: int) -> Iterator[Memory]:
    """Memories of anything."""
    random = np.random.default_rng(5)
    plans = [
        *(random.integers(0, k, n) for _ in range(3)),
        np.full(n, k),
        np.full(n, -1),
        np.zeros(n + 3, dtype=np.int64),
        np.zeros((n, 2), dtype=np.int64),
        np.zeros(0, dtype=np.int64),
    ]
    columns = tuple(((area,), tuple(random.choice(n, 3).tolist())) for area in range(k))
    for known in (
        Known(columns, tuple(random.uniform(-1e200, 1e200, n).tolist())),
        Known(columns, (float("nan"),) * n),
        Known((((k,), (0,)), ((0,), (n,)), ((), ()))),
        Known(prices=(1.0,)),
    ):
        memory = Memory()
        memory.plans, memory.known = plans, known
        yield memory


def test_nonsense_in_memory_changes_nothing(engines: Engines) -> None:
    for problem in (four(rules=(UnitCount(most=2, why="w"),)), eighteen()):
        alone = solve(problem, ALONE, engines=engines)
        for memory in hostile(problem.core.n, problem.core.k):
            result = solve(problem, ALONE, memory=memory, engines=engines)
            assert (result.status, result.points, result.bound) == (Status.BEST, alone.points, alone.points)


def test_other_units_or_areas_are_refused(engines: Engines) -> None:
    memory = Memory()
    solve(four(), ALONE, memory=memory, engines=engines)
    with pytest.raises(ValueError, match="other units"):
        solve(eighteen(), ALONE, memory=memory, engines=engines)


def test_the_process_stays_from_solve_to_solve(engines: Engines) -> None:
    solve(four(), ALONE, engines=engines)
    pid = engines.pid
    solve(four(), ALONE, engines=engines)
    assert engines.pid == pid is not None


def test_nothing_is_kept_of_what_disagrees(monkeypatch: pytest.MonkeyPatch) -> None:
    lie(monkeypatch, cpsat=Outcome(Claim.BEST, areas("xxxy"), 7, known=Known((((0,), (0,)),))))
    memory = Memory()
    with pytest.raises(Disagreement):
        solve(four(), memory=memory)
    assert not memory


def test_plans_are_kept_once_and_not_too_many() -> None:
    memory = Memory()
    for number in (*range(30), 25):
        memory.keep(np.array([number]), Known())
    assert [plan.tolist() for plan in memory.plans[:3]] == [[25], [29], [28]]
    assert len(memory.plans) == MOST_PLANS
