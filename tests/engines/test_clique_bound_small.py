"""The run of the clique bound with steps that are given: when it ends, what it tells, and what it aims at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from types import SimpleNamespace

import numpy as np
import pytest

from regroup.core import Core
from regroup.engines import clique_bound
from regroup.engines.base import Budget, Claim, Event, Setting
from regroup.engines.clique_bound import solve, step_of
from regroup.engines.clique_model import Model, model
from regroup.errors import EngineFailure
from tests.engines.random_cores import empty_core

CORE = replace(empty_core(3, 2, 1), constant=7, pair_i=np.array([0]), pair_j=np.array([1]), pair_points=np.array([10]))
"""Points are 7 or 17."""
START = np.array([0, 0, 0])
MOST_STEPS = 20
"""More than any run here should make."""


class Steps:
    """Stands in for the ascent: bounds as they are given, and what it was asked for."""

    made: Steps

    def __init__(
        self, bounds: list[int | None], model: Model, goal: int, *, most_triangles: int, spectrum: bool
    ) -> None:
        self.given = (goal, most_triangles, spectrum)
        self.target, self.targets, self.over = goal, list[int](), False
        self.scale = model.scale
        self._bounds: Iterator[int | None] = iter(bounds)
        self.bound = self._next()
        Steps.made = self

    def _next(self) -> int | None:
        bound = next(self._bounds, None)
        return None if bound is None else bound * self.scale + self.scale - 1

    def step(self) -> bool:
        """The next bound, a fraction of a point above what is given."""
        self.targets.append(self.target)
        self.bound = self._next()
        self.over = len(self.targets) > MOST_STEPS
        return self.bound is not None


Given = Callable[..., None]


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> Given:
    """Sets the bounds that steps bring, and how many cells are a unit of work."""

    def give(*bounds: int | None, cells: int = 1) -> None:
        monkeypatch.setattr(clique_bound, "Ascent", lambda *args, **options: Steps(list(bounds), *args, **options))
        monkeypatch.setattr(clique_bound, "CELLS_A_WORK", cells)

    return give


def a_step(core: Core, *, spectrum: bool = True) -> int:
    """Cells of one step."""
    of = model(core)
    return of.steps + 20 * of.every**3 * spectrum


def told(core: Core, budget: Budget, **options: object) -> tuple[list[int | None], object]:
    """The bounds that are reported, and the outcome."""
    events: list[Event] = []
    outcome = solve(core, budget, report=events.append, **options)  # type: ignore[arg-type]
    return [event.bound for event in events], outcome


def test_bounds_are_rounded_down_to_what_points_can_be(given: Given) -> None:
    """Points are seven and a multiple of ten; only what is new is told."""
    given(49, 48, 46, 46, 36, 40, 18)
    bounds, outcome = told(CORE, Budget(work=6 * a_step(CORE)))
    assert bounds == [47, 37, 27, 17]
    assert (outcome.bound, outcome.claim, outcome.work) == (17, Claim.UNKNOWN, 6 * a_step(CORE))


def test_a_first_bound_is_told_and_one_that_is_not_there_is_not(given: Given) -> None:
    given(27)
    assert told(CORE, Budget(work=1))[0] == [27]
    given(None)
    bounds, outcome = told(CORE, Budget(work=1))
    assert (bounds, outcome.bound) == ([], None)


def test_work_is_counted_before_a_step_and_ends_the_run(given: Given) -> None:
    for steps in (1, 2, 3):
        for work, made in ((steps * a_step(CORE), steps), (steps * a_step(CORE) + 1, steps + 1)):
            given(*range(100, 0, -10))
            _, outcome = told(CORE, Budget(work=work))
            assert len(Steps.made.targets) == made
            assert outcome.work == made * a_step(CORE)
    given(50, cells=a_step(CORE, spectrum=False))
    assert solve(CORE, Budget(work=1), setting=Setting.OTHER).work == 1


def test_the_clock_ends_the_run(given: Given, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([100.0, 101.0, 102.5, 103.0, 200.0])
    monkeypatch.setattr(clique_bound, "time", SimpleNamespace(monotonic=lambda: next(clock)))
    given(90, 80, 70, 60, 50)
    assert solve(CORE, Budget(work=1e9, seconds=3)).bound == 67
    assert len(Steps.made.targets) == 2


@pytest.mark.parametrize(
    ("gap", "bounds", "steps"),
    [
        (Fraction(0), (47, 37, 27, 17), 3),
        (Fraction(10, 17), (47, 37, 27, 17), 2),
        (Fraction(9, 17), (47, 37, 27, 17), 3),
        (Fraction(30, 17), (47, 37), 0),
    ],
)
def test_near_enough_ends_the_run(gap: Fraction, bounds: tuple[int, ...], steps: int, given: Given) -> None:
    given(*bounds)
    outcome = solve(CORE, Budget(work=1e9, gap=gap), starts=[START])
    assert len(Steps.made.targets) == steps
    assert outcome.bound == bounds[steps]
    assert outcome.claim is (Claim.BEST if outcome.bound == 17 else Claim.GOOD)
    assert outcome.assignment is not None


def test_near_to_no_points_is_less_than_a_point_or_two(given: Given) -> None:
    core = replace(CORE, constant=-10)
    given(20, 10, 0)
    assert solve(core, Budget(work=1e9, gap=Fraction(10)), starts=[START]).bound == 10


def test_a_bound_below_a_start_is_a_failure(given: Given) -> None:
    given(17)
    assert solve(CORE, Budget(work=1), starts=[START]).claim is Claim.BEST
    given(16)
    with pytest.raises(EngineFailure):
        solve(CORE, Budget(work=1), starts=[START])


def test_the_target_is_the_start_or_a_little_below_the_bound(given: Given) -> None:
    scale = model(CORE).scale
    given(47, 37)
    solve(CORE, Budget(work=1), starts=[START])
    assert Steps.made.targets == [17 * scale]
    given(47, 37)
    solve(CORE, Budget(work=a_step(CORE) + 1))
    assert Steps.made.given[0] == 0
    assert Steps.made.targets == [bound - int(0.04 * bound) for bound in (48 * scale - 1, 38 * scale - 1)]


@pytest.mark.parametrize(("setting", "spectrum"), [(Setting.USUAL, True), (Setting.OTHER, False)])
def test_large_cores_are_without_triangles_and_spectrum(
    setting: Setting, spectrum: bool, given: Given, monkeypatch: pytest.MonkeyPatch
) -> None:
    for triangles, eigenvalues in ((3, 3), (2, 2)):
        monkeypatch.setattr(clique_bound, "MOST_NODES_FOR_TRIANGLES", triangles)
        monkeypatch.setattr(clique_bound, "MOST_NODES_FOR_SPECTRUM", eigenvalues)
        given(47)
        solve(CORE, Budget(work=1), setting=setting)
        assert Steps.made.given == (0, 13 if triangles == 3 else 0, spectrum and eigenvalues == 3)


def test_points_of_nothing_differ_by_one_at_least() -> None:
    assert step_of(empty_core(3, 2, 1)) == 1
    assert step_of(CORE) == 10
    assert step_of(replace(CORE, open_cost=np.array([4, 6]))) == 2
