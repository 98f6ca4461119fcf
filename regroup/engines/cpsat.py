"""CP-SAT: the assignment model solved to a proof, or as far as the budget goes.

What the solver says is not taken on trust: its plan is read only where it has one, checked and scored by
the core, and its bound is taken from the integer objective. See the OR-Tools documentation, "CP-SAT".
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ortools.sat.python import cp_model

from regroup.core import Assignment, Core
from regroup.engines.base import Budget, Claim, Event, Outcome, Report, Setting, best_start, settled, silent
from regroup.engines.cpsat_model import AreaModel
from regroup.engines.memory import refuse_if_too_large
from regroup.errors import EngineFailure

ENGINE = "cpsat"
BYTES_PER_CLAUSE = 1000
"""Of a clause in the model, with its copies in presolve and in one worker; 700 were measured."""


@dataclass(frozen=True, slots=True)
class Config:
    """The road CP-SAT takes. Every road ends at the same points.

    Attributes:
        presolve: whether the model is simplified first.
        symmetry: how hard CP-SAT looks for symmetry itself; ours is broken in the model.
        linearization: how much of the model the linear relaxation sees, 0 to 2. None chooses: 1 where no
            assignment is known, since it shows that sizes do not fit; else 0, since it is weak on synergies
            (units spread evenly have them all) and proofs came three times sooner without it.
        ordered: whether interchangeable areas must come in canonical order.
        branching: the search, or None for CP-SAT's own.
    """

    presolve: bool = True
    symmetry: int = 0
    linearization: int | None = None
    ordered: bool = True
    branching: cp_model.SatParameters.SearchBranching | None = None


USUAL = Config()
OTHER = Config(presolve=False, linearization=1, branching=cp_model.PORTFOLIO_SEARCH)
CONFIGS = {Setting.USUAL: USUAL, Setting.OTHER: OTHER}


def solve(
    core: Core,
    budget: Budget,
    *,
    starts: Sequence[Assignment] = (),
    report: Report = silent,
    setting: Setting = Setting.USUAL,
) -> Outcome:
    """The best assignment, or a good one with a bound.

    Raises:
        Refused: the model would not fit in memory.
        EngineFailure: CP-SAT contradicts itself or the core.
    """
    return run(core, budget, CONFIGS[setting], starts=starts, report=report)


def feasible(
    core: Core,
    budget: Budget,
    *,
    starts: Sequence[Assignment] = (),
    report: Report = silent,
    setting: Setting = Setting.USUAL,
) -> Outcome:
    """Any allowed assignment, claimed as good, or impossible; points play no part.

    Raises:
        Refused: the model would not fit in memory.
        EngineFailure: CP-SAT contradicts itself or the core.
    """
    return run(core, budget, CONFIGS[setting], starts=starts, report=report, scored=False)


def run(
    core: Core,
    budget: Budget,
    config: Config,
    *,
    starts: Sequence[Assignment] = (),
    report: Report = silent,
    scored: bool = True,
) -> Outcome:
    """As `solve` and `feasible`, by a road of one's own choice."""
    began = time.monotonic()
    known = settled(core)
    if known:
        return known
    refuse_if_too_large(ENGINE, clauses(core, scored) * BYTES_PER_CLAUSE * (1 + budget.workers) // 2)
    start = best_start(core, starts)
    if start is not None:
        report(Event(points=core.points(start), assignment=start))
        if not scored:
            return Outcome(Claim.GOOD, start)
    model = _model(core, start, config, scored)
    left = None if budget.seconds is None else budget.seconds - (time.monotonic() - began)
    if left is not None and left <= 0:
        return Outcome(Claim.UNKNOWN if start is None else Claim.GOOD, start)
    if config.linearization is None:
        config = replace(config, linearization=1 if start is None else 0)
    return _solved(model, _solver(replace(budget, seconds=left), config), start, report)


def _model(core: Core, start: Assignment | None, config: Config, scored: bool) -> AreaModel:
    model = AreaModel(core, scored=scored, ordered=config.ordered)
    if start is not None:
        model.hint(start)
    fault = model.cp.validate()
    if fault:
        raise EngineFailure(ENGINE, f"model refused: {fault}")
    return model


def _solved(model: AreaModel, solver: cp_model.CpSolver, start: Assignment | None, report: Report) -> Outcome:
    if not model.scored:
        return _outcome(model, solver, solver.solve(model.cp), start, None)
    bounds: list[int] = []
    solver.best_bound_callback = _report_bound(model.core, bounds, report)
    return _outcome(model, solver, solver.solve(model.cp, _Watch(model, report)), start, bounds)


def _solver(budget: Budget, config: Config) -> cp_model.CpSolver:
    """A solver whose every choice that matters is set by us."""
    solver = cp_model.CpSolver()
    chosen = solver.parameters
    chosen.num_workers = budget.workers
    chosen.random_seed = budget.seed
    chosen.max_deterministic_time = budget.work
    if budget.seconds is not None:
        chosen.max_time_in_seconds = budget.seconds
    chosen.interleave_search = False
    chosen.catch_sigint_signal = False
    chosen.cp_model_presolve = config.presolve
    chosen.symmetry_level = config.symmetry
    if config.linearization is not None:
        chosen.linearization_level = config.linearization
    if config.branching is not None:
        chosen.search_branching = config.branching
    if budget.gap > 0:
        chosen.relative_gap_limit = float(budget.gap)
    return solver


class _Watch(cp_model.CpSolverSolutionCallback):
    """Reports each better assignment; does nothing else, since an error here would be lost in C++."""

    def __init__(self, model: AreaModel, report: Report) -> None:
        super().__init__()
        self._model, self._report = model, report

    def on_solution_callback(self) -> None:
        """Called by CP-SAT for each better solution."""
        assignment = self._model.read(self.boolean_value)
        self._report(Event(points=self._model.core.points(assignment), assignment=assignment))


def _report_bound(core: Core, bounds: list[int], report: Report) -> Callable[[float], None]:
    """What CP-SAT calls with a float lower bound on the points lost; below 2**53 its floor is safe and exact."""

    def called(lost: float) -> None:
        if math.isfinite(lost):
            bounds.append(core.constant - math.floor(lost))
            report(Event(bound=bounds[-1]))

    return called


def _outcome(
    model: AreaModel, solver: cp_model.CpSolver, status: object, start: Assignment | None, bounds: list[int] | None
) -> Outcome:
    """What the solver's word comes to; ``bounds`` are those it reported, None where points play no part."""
    core, work = model.core, solver.deterministic_time
    if status == cp_model.MODEL_INVALID:
        raise EngineFailure(ENGINE, "model invalid")
    if status == cp_model.INFEASIBLE:
        if start is not None:
            raise EngineFailure(ENGINE, "says impossible of a core with an allowed start")
        return Outcome(Claim.IMPOSSIBLE, work=work)
    found = start
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        solution = model.read(solver.boolean_value)
        _check(model, solver, solution)
        if start is None or core.points(solution) > core.points(start):
            found = solution
    if bounds is None:
        return Outcome(Claim.UNKNOWN if found is None else Claim.GOOD, found, work=work)
    return _claim(core, found, _bound(core, solver, status == cp_model.OPTIMAL, bounds), work)


def _claim(core: Core, found: Assignment | None, bound: int | None, work: float) -> Outcome:
    """Best only where bound and points meet: a gap limit also ends with the status OPTIMAL."""
    if found is None:
        return Outcome(Claim.UNKNOWN, None, bound, work)
    points = core.points(found)
    if bound is not None and bound < points:
        raise EngineFailure(ENGINE, f"bound {bound} below the {points} points of an allowed assignment")
    return Outcome(Claim.BEST if bound == points else Claim.GOOD, found, bound, work)


def _check(model: AreaModel, solver: cp_model.CpSolver, solution: Assignment) -> None:
    """The core agrees that the solution is allowed and has the points that CP-SAT counted, or more."""
    core = model.core
    if bool((solution < 0).any()) or not core.allows(solution):
        raise EngineFailure(ENGINE, "gave an assignment that is not allowed")
    counted = model.points(solver.value)
    if model.scored and core.points(solution) < counted:
        raise EngineFailure(ENGINE, f"counted {counted} points where the core counts {core.points(solution)}")


def _bound(core: Core, solver: cp_model.CpSolver, settled: bool, bounds: list[int]) -> int | None:
    """Points that no allowed assignment exceeds, from the integer bound on the points lost.

    Stopped before it has any bound, CP-SAT leaves a zero there that means nothing; then it has reported none.
    """
    lost = int(solver.response_proto.inner_objective_lower_bound)
    return core.constant - lost if lost or settled or bounds else None


def clauses(core: Core, scored: bool) -> int:
    """About how many rows the model of a core will have, counted without building it."""
    cells = int(core.allowed.sum())
    pairs = len(core.apart) + 2 * len(core.together) + (2 * len(core.pair_i) if scored else 0)
    sums = core.window_least.size + (len(core.hinge_area) if scored else 0) + len(core.guard_node) * core.k
    labels = int(core.label_members.sum()) * core.k if scored else 0
    return 6 * cells + pairs * core.k + (sums * core.n) // 4 + labels
