"""Prices and columns by turns, with pricing that answers what a test tells it to; what a plan of columns may lose."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from regroup.engines.columns_bound import Choice
from regroup.engines.columns_master import Prices
from regroup.engines.columns_root import ENOUGH, ENOUGH_WHERE_HARD, LEVELS, End, Root

SCALE = 10
MIXTURE = Prices(9.4, np.zeros(2), np.zeros(1))
NEAR = Prices(0.0, np.ones(2), np.ones(1))
LOW, HIGH = (round((10 + share) * SCALE) - 1 for share in LEVELS)


class Scripted(Root):
    """Of two nodes and one type of area; a level is ten points and the share.

    Args:
        answers: of exact pricing in turn: how many columns are new, and the bound then.
        hasty: of hasty pricing in turn.
        polished: whether local search makes the columns better, in turn.
    """

    def __init__(
        self,
        answers: list[tuple[int, int | None]],
        *,
        hasty: tuple[int, ...] = (),
        hard: bool = False,
        wanted: int = 100,
        polished: tuple[bool, ...] = (),
    ) -> None:
        self.answers, self.hasty, self.polished = list(answers), list(hasty), list(polished)
        self.asked: list[Any] = []
        search: Any = SimpleNamespace(
            core=SimpleNamespace(n=2),
            guess=None,
            master=SimpleNamespace(bound_count=lambda *_: None),
            mix=lambda: MIXTURE,
            over=lambda: False,
            done=lambda _: False,
            polish=self._polish,
            pricing=SimpleNamespace(hard=hard),
            wanted=wanted,
            step=1,
            scale=SCALE,
        )
        super().__init__(search, Choice((0,), (2,), (False,), 0, 0), [Choice((0,), (2,), (False,), 0, 0)])
        self._dear = bool(hasty)

    def _polish(self) -> bool:
        self.asked.append("polish")
        return self.polished.pop(0)

    def _level(self, mixed: Prices, share: float) -> float:
        return 10 + share

    def _near(self, mixed: Prices, level: float) -> Prices:
        return NEAR

    def _at_rest(self, mixed: Prices, rest: float) -> bool:
        return not self.answers

    def _haste(self, at: Prices) -> int:
        self.asked.append("haste")
        return self.hasty.pop(0)

    def _exact(self, at: Prices, level: int) -> int:
        self.asked.append(("near" if at is NEAR else "mixture", level))
        new, self._bound = self.answers.pop(0)
        return new


def test_levels_go_up_and_then_come_the_mixtures_own_prices():
    root = Scripted([(0, None)] * 3 + [(1, 1)])
    assert root.run() is End.CONVERGED
    assert root.asked == [("near", LOW), ("near", HIGH), ("mixture", LOW)]


def test_new_columns_bring_back_the_last_level_and_a_better_bound_the_first():
    root = Scripted([(0, None), (0, None), (1, None), (0, 500), (0, 500), (1, 500), (0, 500), (0, 500)])
    root.run()
    assert root.asked == [
        ("near", LOW),
        ("near", HIGH),
        ("mixture", LOW),
        ("near", HIGH),
        ("near", LOW),
        ("near", HIGH),
        ("near", HIGH),
        ("mixture", LOW),
    ]


@pytest.mark.parametrize(("wanted", "asked"), [(10, ["polish", "polish", ("near", LOW)]), (11, [("near", LOW)])])
def test_columns_are_made_better_where_the_mixture_is_near_the_next_better_plan(wanted: int, asked: list[Any]):
    root = Scripted([(0, None)], wanted=wanted, polished=(True, False))
    assert root.run() is End.CONVERGED
    assert root.asked == asked


@pytest.mark.parametrize(("hard", "enough"), [(False, ENOUGH), (True, ENOUGH_WHERE_HARD)])
def test_enough_columns_found_in_haste_spare_the_exact_pricing(hard: bool, enough: int):
    root = Scripted([(0, None)], hasty=(enough, enough - 1), hard=hard)
    root.run()
    assert root.asked == ["haste", "haste", ("near", LOW)]


def test_columns_may_lose_what_the_bound_is_above_the_target():
    asked = []

    def covered(*given: Any) -> bool:
        asked.append(given)
        return True

    root = Scripted([])
    root._areas, root._at, root._values = (2,), np.array([3, 4]), [50]
    root.search.covered, root.search.wanted = covered, 7
    columns = [(0, (0,)), (0, (1,))]
    assert root._best_of(columns, [45, 50], 9, 0.5)
    assert asked == [(columns, [5, 0], (2,), 7 + 2 * 50 - 9 * SCALE, 0.5)]
