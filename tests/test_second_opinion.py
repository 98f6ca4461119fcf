"""What a second engine's word is worth: every answer that it can give to what the first has settled."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from regroup.engines.base import Claim, Outcome
from regroup.engines.suitable import FEWEST_FOR_COLUMNS
from regroup.errors import Disagreement
from regroup.problem import Problem
from regroup.result import Assurance, Status
from regroup.rules.apart import Apart
from regroup.solve import solve
from regroup.terms.synergy import SynergyTerm
from tests.build import model, scenario, synergy
from tests.test_solve import WHY, LyingEngines, areas, four, lie, solving
from tests.test_solve_told import slow

IMPOSSIBLE = Outcome(Claim.IMPOSSIBLE)
BEST = Outcome(Claim.BEST, areas("xxxy"), 8)


class CpsatAlone(LyingEngines):
    """Engines of which CP-SAT alone suits; others answer where they are asked all the same."""

    def suits(self, engine: str, *_: object) -> bool:
        return engine == "cpsat"


def alone(monkeypatch: pytest.MonkeyPatch, **answers: Outcome) -> None:
    LyingEngines.answers = answers
    monkeypatch.setattr(solving, "Engines", CpsatAlone)


def nowhere_to_go() -> Problem:
    """Three units apart from each other, and two areas."""
    return four(*(Apart(units=pair, **WHY) for pair in (("a", "b"), ("b", "c"), ("a", "c"))))


@pytest.mark.parametrize(
    ("second", "assured"),
    [
        (BEST, (Assurance.CHECKED, Assurance.CORROBORATED)),
        (Outcome(Claim.BEST, areas("xxxy"), 9), (Assurance.CHECKED,)),
        (Outcome(Claim.GOOD, areas("xxxy"), 8), (Assurance.CHECKED,)),
        (Outcome(Claim.UNKNOWN), (Assurance.CHECKED,)),
    ],
)
def test_a_second_engine_with_the_same_bound_corroborates(
    monkeypatch: pytest.MonkeyPatch, second: Outcome, assured: tuple[Assurance, ...]
) -> None:
    lie(monkeypatch, cpsat=BEST, milp=second)
    result = solve(four())
    assert (result.status, result.assurance) == (Status.BEST, assured)


@pytest.mark.parametrize("second", [IMPOSSIBLE, Outcome(Claim.UNKNOWN)])
def test_a_second_engine_corroborates_that_nothing_is_possible(
    monkeypatch: pytest.MonkeyPatch, second: Outcome
) -> None:
    monkeypatch.setattr(solving, "arithmetic_reasons", lambda _: ())
    lie(monkeypatch, cpsat=IMPOSSIBLE, feasibility=IMPOSSIBLE, milp=second)
    result = solve(nowhere_to_go())
    assert result.status is Status.IMPOSSIBLE
    assert (Assurance.CORROBORATED in result.assurance) is (second is IMPOSSIBLE)


def test_a_certificate_below_the_plan_is_a_disagreement(monkeypatch: pytest.MonkeyPatch) -> None:
    alone(monkeypatch, cpsat=BEST, columns=Outcome(Claim.GOOD, None, 7))
    with pytest.raises(Disagreement, match="8"):
        solve(four())


@pytest.mark.parametrize("fewer", [0, 1])
def test_a_certificate_is_asked_for_only_where_columns_would_not_suit(
    monkeypatch: pytest.MonkeyPatch, fewer: int
) -> None:
    names = [f"u{at:02}" for at in range(FEWEST_FOR_COLUMNS - fewer)]
    described = scenario(names, "xy", synergies=[synergy(names[1], names[2], 2)])
    problem: Any = Problem(described, model([SynergyTerm(weight=1, why="w")]))
    plan = np.array([0] + [1] * (len(names) - 1))
    engines = slow(monkeypatch, 0.0, cpsat=Outcome(Claim.BEST, plan, 2))
    assert solve(problem).status is Status.BEST
    assert [engine for engine, _ in engines.budgets] == ["local_search", "cpsat", *["columns"] * fewer]
