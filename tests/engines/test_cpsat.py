"""The CP-SAT engine: its settings, its hints, exact numbers, limits, and what it refuses to believe."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from ortools.sat.python import cp_model

from regroup.core import LARGEST_SUM, Core
from regroup.engines import cpsat, cpsat_sharing, feasibility, memory
from regroup.engines.base import Budget, Claim, Event, Refused, settled
from regroup.engines.cpsat_model import AreaModel
from regroup.errors import EngineFailure
from tests.engines.municipal import municipal
from tests.engines.random_cores import empty_core, random_core, truth

FULL = Budget(work=50)


def possible(count: int) -> list[Core]:
    """Random cores that have a plan and leave a choice."""
    cores = (random_core(seed) for seed in range(10_000))
    chosen = (core for core in cores if settled(core) is None and truth(core).points is not None)
    return [core for core, _ in zip(chosen, range(count), strict=False)]


def parameters(budget: Budget) -> cp_model.SatParameters:
    return cpsat._solver(budget, cpsat.USUAL).parameters


def test_every_setting_that_matters_is_ours():
    chosen = parameters(Budget(work=7.5, workers=3, seed=11))
    assert (chosen.num_workers, chosen.random_seed, chosen.max_deterministic_time) == (3, 11, 7.5)
    assert not chosen.interleave_search
    assert not chosen.catch_sigint_signal
    assert chosen.symmetry_level == 0
    assert chosen.relative_gap_limit == 0
    assert parameters(Budget(work=1, gap=Fraction(1, 20))).relative_gap_limit == 0.05


def test_the_two_roads_differ():
    assert cpsat.USUAL.presolve != cpsat.OTHER.presolve
    assert cpsat.OTHER.symmetry == 0


@pytest.mark.parametrize("ordered", [True, False])
def test_a_hint_is_whole_and_agrees_with_the_model(ordered: bool):
    for core in possible(150):
        best = truth(core)
        model = AreaModel(core, ordered=ordered)
        model.hint(np.array(best.plans[-1]))
        assert len(model.cp.proto.solution_hint.vars) == len(model.cp.proto.variables)
        solver = cpsat._solver(FULL, cpsat.USUAL)
        solver.parameters.fix_variables_to_their_hinted_value = True
        assert solver.solve(model.cp) == cp_model.OPTIMAL
        assert core.constant - int(solver.response_proto.inner_objective_lower_bound) == best.points


def test_no_name_enters_the_model():
    proto = AreaModel(random_core(5)).cp.proto
    assert not any(variable.name for variable in proto.variables)
    assert not any(constraint.name for constraint in proto.constraints)


def test_with_ordered_areas_each_plan_is_there_once():
    """Six nodes in three equal areas: 90 plans with names, 15 without."""
    core = replace(
        empty_core(6, 3, 1),
        sizes=np.ones((1, 6), dtype=np.int64),
        window_least=np.full((1, 3), 2),
        window_most=np.full((1, 3), 2),
    )
    for ordered, number in ((True, 15), (False, 90)):
        solver = cp_model.CpSolver()
        solver.parameters.enumerate_all_solutions = True
        solver.parameters.num_workers = 1
        counter = _Counter()
        solver.solve(AreaModel(core, scored=False, ordered=ordered).cp, counter)
        assert counter.number == number


class _Counter(cp_model.CpSolverSolutionCallback):
    def __init__(self) -> None:
        super().__init__()
        self.number = 0

    def on_solution_callback(self) -> None:
        self.number += 1


def test_a_wholly_symmetric_core_is_settled():
    n, k = 9, 3
    pairs = np.array([(i, j) for i in range(n) for j in range(i + 1, n)])
    core = replace(
        empty_core(n, k, 1),
        sizes=np.ones((1, n), dtype=np.int64),
        window_least=np.full((1, k), 3),
        window_most=np.full((1, k), 3),
        pair_i=pairs[:, 0],
        pair_j=pairs[:, 1],
        pair_points=np.full(len(pairs), 5),
    )
    outcome = cpsat.solve(core, FULL)
    assert (outcome.claim, outcome.bound) == (Claim.BEST, 3 * 3 * 5)


def test_points_near_the_limit_are_exact():
    large = LARGEST_SUM // 4 + 1
    core = replace(
        empty_core(3, 2),
        pair_i=np.array([0, 1]),
        pair_j=np.array([1, 2]),
        pair_points=np.array([large, large - 1]),
        apart=np.array([[0, 2]]),
        constant=3,
    )
    outcome = cpsat.solve(core, FULL)
    assert (outcome.claim, outcome.bound) == (Claim.BEST, large + 3)


def test_sizes_near_the_limit_are_exact():
    large = LARGEST_SUM // 8
    core = replace(
        empty_core(4, 2, 1),
        sizes=np.array([[large + 1, large, large - 1, large]]),
        window_least=np.full((1, 2), 2 * large),
        window_most=np.full((1, 2), 2 * large),
        pull=np.array([[5, 0], [4, 0], [0, 0], [0, 0]]),
    )
    outcome = cpsat.solve(core, FULL)
    assert outcome.assignment is not None
    assert outcome.assignment[0] == outcome.assignment[2] != outcome.assignment[1]
    assert outcome.bound == 5


def test_bounds_hold_however_little_work_is_done():
    for core in possible(120):
        best = truth(core).points
        events: list[Event] = []
        outcome = cpsat.solve(core, Budget(work=1e-7), report=events.append)
        assert outcome.bound is None or outcome.bound >= best
        assert all(event.bound >= best for event in events if event.bound is not None)
        assert all(core.points(event.assignment) == event.points for event in events if event.assignment is not None)


def test_bounds_reported_on_the_way_hold_and_fall():
    core = municipal(14, 3, 2)
    events: list[Event] = []
    outcome = cpsat.solve(core, FULL, report=events.append)
    bounds = [event.bound for event in events if event.bound is not None]
    points = [event.points for event in events if event.points is not None]
    assert outcome.claim is Claim.BEST
    assert bounds == sorted(bounds, reverse=True)
    assert points == sorted(points)
    assert max(points) == outcome.bound <= min(bounds)


def test_without_an_answer_the_start_is_kept():
    core = municipal(40, 5, 1)
    start = feasibility.solve(core, FULL).assignment
    assert start is not None
    outcome = cpsat.solve(core, Budget(work=1e-9), starts=[start])
    assert outcome.claim is Claim.GOOD
    assert outcome.assignment is not None
    assert core.points(outcome.assignment) >= core.points(start)


def test_within_the_gap_is_good_and_not_best():
    core = municipal(12, 3, 3)
    wide = cpsat.solve(core, Budget(work=100, gap=Fraction(1, 2)))
    assert wide.assignment is not None
    assert wide.bound is not None
    points = core.points(wide.assignment)
    assert (wide.claim is Claim.BEST) == (wide.bound == points)
    assert Fraction(wide.bound - points, max(1, abs(points))) <= Fraction(1, 2)
    assert wide.claim is Claim.GOOD
    assert cpsat.solve(core, Budget(work=100)).claim is Claim.BEST


def test_the_time_limit_covers_the_building_of_the_model():
    outcome = cpsat.solve(municipal(30, 4, 1), Budget(work=50, seconds=1e-6))
    assert outcome.claim is Claim.UNKNOWN


def test_what_does_not_fit_in_memory_is_refused_with_numbers(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(memory, "physical", lambda: 2**27)
    monkeypatch.setattr(cpsat, "_model", lambda *_: pytest.fail("it was built all the same"))
    with pytest.raises(Refused, match=r"needs about \d+\.\d GiB; 0\.1 GiB may be used"):
        cpsat.solve(municipal(400, 20, 1, links=20), FULL)


def test_impossible_with_an_allowed_start_is_not_believed(monkeypatch: pytest.MonkeyPatch):
    core = replace(empty_core(3, 2), pull=np.arange(6).reshape(3, 2))
    monkeypatch.setattr(AreaModel, "_bound_count", lambda self: self.cp.add_bool_or([]))
    with pytest.raises(EngineFailure, match="says impossible"):
        cpsat.solve(core, FULL, starts=[np.zeros(3, dtype=np.int64)])


def test_a_bound_below_an_allowed_start_is_not_believed(monkeypatch: pytest.MonkeyPatch):
    core = replace(empty_core(3, 2), pull=np.arange(6).reshape(3, 2))
    monkeypatch.setattr(AreaModel, "_bound_count", lambda self: self.cp.add(self._x[0, 0] == 1))
    with pytest.raises(EngineFailure, match="bound 8 below the 9 points"):
        cpsat.solve(core, FULL, starts=[np.ones(3, dtype=np.int64)])


def test_a_solution_that_is_not_allowed_is_not_believed(monkeypatch: pytest.MonkeyPatch):
    core = replace(empty_core(3, 2), apart=np.array([[0, 1]]), pull=np.array([[1, 0], [1, 0], [0, 0]]))
    monkeypatch.setattr(AreaModel, "_bind_pairs", lambda self: None)
    with pytest.raises(EngineFailure, match="not allowed"):
        cpsat.solve(core, FULL)


def test_points_counted_too_high_are_not_believed(monkeypatch: pytest.MonkeyPatch):
    core = replace(empty_core(3, 2), open_cost=np.array([1, 2]))
    plain = AreaModel._lose
    monkeypatch.setattr(AreaModel, "_lose", lambda self, variable, points: plain(self, variable, points - 5))
    with pytest.raises(EngineFailure, match="counted"):
        cpsat.solve(core, FULL)


def test_a_model_that_is_not_valid_is_a_failure(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(cp_model.CpModel, "validate", lambda self: "planted")
    with pytest.raises(EngineFailure, match="planted"):
        cpsat.solve(empty_core(3, 2), FULL)


@pytest.mark.parametrize("engine", [cpsat, feasibility])
def test_no_node_at_all(engine):
    outcome = engine.solve(replace(empty_core(0, 2), constant=4), FULL)
    assert outcome.claim is Claim.BEST
    assert outcome.assignment is not None
    assert len(outcome.assignment) == 0
    assert engine.solve(replace(empty_core(0, 2), count_least=1), FULL).claim is Claim.IMPOSSIBLE


def test_a_window_as_wide_as_64_bits_leaves_costs_small():
    core = replace(
        empty_core(3, 2, 1),
        sizes=np.array([[1, 2, 4]]),
        window_most=np.full((1, 2), 2**62),
        hinge_measure=np.array([0, 0]),
        hinge_area=np.array([0, 1]),
        hinge_at=np.array([3, 3]),
        hinge_below=np.array([3, 3]),
        hinge_above=np.array([5, 5]),
        count_least=2,
    )
    outcome = cpsat.solve(core, FULL)
    assert (outcome.claim, outcome.bound) == (Claim.BEST, truth(core).points)
    assert outcome.bound == -5  # 1 and 2 together, and 4 one above


@pytest.mark.parametrize("engine", [cpsat, feasibility])
def test_a_number_of_areas_where_none_counts(engine):
    core = replace(empty_core(3, 2), counted=np.zeros(2, dtype=np.bool_))
    assert engine.solve(replace(core, count_least=1), FULL).claim is Claim.IMPOSSIBLE
    assert engine.solve(replace(core, count_most=0), FULL).assignment is not None


def test_apart_from_itself_is_impossible():
    core = replace(empty_core(2, 2), apart=np.array([[1, 1]]))
    assert cpsat.solve(core, FULL).claim is Claim.IMPOSSIBLE


def test_an_allowed_start_is_told_at_once():
    """A caller that stops the engine early has at least what it brought."""
    heard: list[Event] = []
    core = empty_core(3, 2, 1)
    cpsat.solve(core, FULL, starts=[np.array([0, 1, 0])], report=heard.append)
    assert heard[0].points == core.points(np.array([0, 1, 0]))
    assert heard[0].assignment is not None
    assert heard[0].assignment.tolist() == [0, 1, 0]


def test_the_start_becomes_the_hint(monkeypatch: pytest.MonkeyPatch):
    hints: list[list[int]] = []
    monkeypatch.setattr(AreaModel, "hint", lambda self, start: hints.append(start.tolist()))
    cpsat.solve(empty_core(3, 2, 1), FULL, starts=[np.array([0, 1, 0])])
    assert hints == [[0, 1, 0]]


@pytest.mark.parametrize("used", [4.0, 5.0])
def test_time_used_before_the_search_is_taken_from_the_limit(used: float, monkeypatch: pytest.MonkeyPatch):
    clock = iter([100.0, 100.0 + used])
    monkeypatch.setattr(cpsat.time, "monotonic", lambda: next(clock))
    monkeypatch.setattr(cpsat, "_solved", lambda *_: pytest.fail("there was no time left to search"))
    assert cpsat.solve(empty_core(3, 2, 1), Budget(work=1, seconds=4.0)).claim is Claim.UNKNOWN


def test_the_size_of_the_model_is_counted_part_by_part():
    """Two measures, four nodes, two areas: 8 cells give 48 rows, 4 windows of 4 nodes another 4."""
    core = empty_core(4, 2, 2)
    pairs = np.array([[0, 1], [2, 3]], dtype=np.int64)
    assert cpsat.clauses(core, True) == 52
    assert cpsat.clauses(replace(core, apart=pairs), True) == 52 + 2 * 2
    assert cpsat.clauses(replace(core, together=pairs), True) == 52 + 2 * 2 * 2
    scored = replace(core, pair_i=pairs[:, 0], pair_j=pairs[:, 1], pair_points=np.ones(2, dtype=np.int64))
    assert cpsat.clauses(scored, True) == 52 + 2 * 2 * 2
    assert cpsat.clauses(scored, False) == 52
    guarded = replace(
        core, guard_node=np.array([0, 1]), guard_weight=np.zeros((2, 4), dtype=np.int64), guard_most=np.zeros(2)
    )
    assert cpsat.clauses(guarded, True) == 52 + 4
    hinged = replace(core, hinge_area=np.zeros(3, dtype=np.int64))
    assert cpsat.clauses(hinged, True) == 52 + 3
    labelled = replace(core, label_members=np.ones((1, 4), dtype=np.bool_), label_cost=np.ones((1, 2), dtype=np.int64))
    assert cpsat.clauses(labelled, True) == 52 + 8


@pytest.mark.parametrize("short", [1, -1])
def test_sizes_that_cannot_add_up_are_seen_at_once(short: int):
    """Room for one less than there is, or need for one more: without a relaxation a search would take very long."""
    core = municipal(30, 4, 1)
    everything = int(core.sizes.sum())
    room = np.full((1, 4), everything // 4)
    room[0, 0] += everything % 4 - short
    window = {"window_most": room} if short > 0 else {"window_least": room}
    wide = replace(core, window_least=0 * core.window_least, window_most=core.window_most + everything)
    outcome = cpsat.run(replace(wide, **window), Budget(work=0.1), cpsat.Config(linearization=0), scored=False)
    assert outcome.claim is Claim.IMPOSSIBLE


def test_the_relaxation_is_left_out_once_an_assignment_is_known(monkeypatch: pytest.MonkeyPatch):
    levels: list[int] = []
    plain = cpsat._solver

    def watched(budget: Budget, config: cpsat.Config) -> cp_model.CpSolver:
        solver = plain(budget, config)
        levels.append(solver.parameters.linearization_level)
        return solver

    monkeypatch.setattr(cpsat, "_solver", watched)
    cpsat.solve(empty_core(3, 2), FULL)
    cpsat.solve(empty_core(3, 2), FULL, starts=[np.zeros(3, dtype=np.int64)])
    assert levels == [1, 0]


def test_a_node_in_no_area_is_not_believed(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(AreaModel, "read", lambda self, value: np.array([-1, 0, 1]))
    with pytest.raises(EngineFailure, match="not allowed"):
        cpsat.solve(empty_core(3, 2, 1), FULL)


def test_rows_that_follow_from_sharing_shorten_the_proof(monkeypatch: pytest.MonkeyPatch):
    """Measured: 2.1 units of work with them, 9.0 without."""
    core = municipal(16, 4, 1)
    assert cpsat.solve(core, Budget(work=4)).claim is Claim.BEST
    monkeypatch.setattr(cpsat_sharing, "MOST_NODES", 0)
    assert cpsat.solve(core, Budget(work=4)).claim is Claim.GOOD


def test_above_the_limit_only_pairs_with_points_have_a_literal(monkeypatch: pytest.MonkeyPatch):
    core = replace(empty_core(5, 2), pair_i=np.array([1]), pair_j=np.array([3]), pair_points=np.array([4]))
    monkeypatch.setattr(cpsat_sharing, "MOST_NODES", 5)
    assert len(list(cpsat_sharing.pairs(core))) == 10
    monkeypatch.setattr(cpsat_sharing, "MOST_NODES", 4)
    assert list(cpsat_sharing.pairs(core)) == [(1, 3, 4)]
    assert cpsat.solve(core, FULL).bound == 4


def test_without_pairs_there_is_no_literal_for_any():
    assert list(cpsat_sharing.pairs(empty_core(5, 2))) == []


def test_one_area_in_common_is_enough_for_a_pair():
    one = replace(
        empty_core(2, 2),
        pair_i=np.array([0]),
        pair_j=np.array([1]),
        pair_points=np.array([4]),
        allowed=np.array([[True, True], [False, True]]),
    )
    assert list(cpsat_sharing.pairs(one)) == [(0, 1, 4)]
    assert list(cpsat_sharing.pairs(replace(one, allowed=np.eye(2, dtype=np.bool_)))) == []
    outcome = cpsat.solve(one, FULL)
    assert (outcome.claim, outcome.bound) == (Claim.BEST, 4)


def test_with_time_left_it_searches(monkeypatch: pytest.MonkeyPatch):
    limits: list[float | None] = []
    plain = cpsat._solver
    monkeypatch.setattr(cpsat, "_solver", lambda budget, config: limits.append(budget.seconds) or plain(budget, config))
    clock = iter([100.0, 101.0])
    monkeypatch.setattr(cpsat.time, "monotonic", lambda: next(clock, 101.0))
    assert cpsat.solve(municipal(8, 2, 1), Budget(work=50, seconds=60.0)).claim is Claim.BEST
    assert limits == [59.0]
