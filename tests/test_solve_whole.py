"""The second opinion sees the core as the problem states it, and what reducing loses is noticed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from regroup import found_so_far
from regroup.core import Core
from regroup.engines.base import Outcome, Setting
from regroup.engines.process import Engines
from regroup.errors import Disagreement
from regroup.preprocess import Reduced, reduce
from regroup.result import Assurance, ProofKind, Status
from regroup.rules.apart import Apart
from regroup.rules.together import Together
from regroup.solve import solve
from tests.test_solve import WHY, four, lie, solving
from tests.test_solve_told import described


class Noting(Engines):
    """Engines that note how many nodes each was given."""

    nodes: list[tuple[str, int]]

    def run(self, engine: str, core: Core, *rest: Any, setting: Setting = Setting.USUAL, **named: Any) -> Outcome:
        self.nodes.append((engine, core.n))
        return super().run(engine, core, *rest, setting=setting, **named)


def noted(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    Noting.nodes = []
    monkeypatch.setattr(solving, "Engines", Noting)
    return Noting.nodes


def test_a_best_plan_is_corroborated_on_the_whole_core(monkeypatch: pytest.MonkeyPatch) -> None:
    nodes = noted(monkeypatch)
    result = solve(four(Together(units=("a", "d"), **WHY)))
    assert Assurance.CORROBORATED in result.assurance
    assert result.proof.kind is ProofKind.PROVEN
    assert nodes == [("local_search", 3), ("cpsat", 3), ("columns", 3), ("milp", 4)]


def test_impossible_is_confirmed_on_the_whole_core(monkeypatch: pytest.MonkeyPatch) -> None:
    nodes = noted(monkeypatch)
    ring = [Apart(units=pair, **WHY) for pair in (("a", "b"), ("b", "c"), ("a", "c"))]
    result = solve(four(Together(units=("a", "d"), **WHY), *ring))
    assert result.status is Status.IMPOSSIBLE
    assert ("feasibility", 4) in nodes
    assert ("milp", 4) in nodes


def test_a_plan_lost_in_reducing_is_a_disagreement(monkeypatch: pytest.MonkeyPatch) -> None:
    def without_today(core: Core) -> Reduced:
        small = reduce(core)
        allowed = small.core.allowed.copy()
        allowed[0, 0] = False
        return Reduced(replace(small.core, allowed=allowed), small.node_of)

    lie(monkeypatch)
    monkeypatch.setattr(found_so_far, "reduce", without_today)
    with pytest.raises(Disagreement, match="lost"):
        solve(described())
