"""HiGHS, through scipy: the same problem written another way, as a second opinion on small cases.

A mixed-integer program with a product per pair and area (the textbook's form, unlike `cpsat_model`), in
double precision. So its word is bounded: plans are rounded and checked by the core, and its bound is
rounded up by more than the solver's tolerances can amount to on cores that `suitable` lets through.
See Q. Huangfu and J. A. J. Hall, "Parallelizing the dual revised simplex method", 2018.
"""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from scipy.optimize import OptimizeResult, milp

from regroup.core import Assignment, Core
from regroup.engines.base import (
    Budget,
    Claim,
    Event,
    Outcome,
    Refused,
    Report,
    Setting,
    best_start,
    settled,
    silent,
)
from regroup.engines.milp_rows import Program, program
from regroup.engines.suitable import suits
from regroup.errors import EngineFailure

ENGINE = "milp"
NODES_PER_WORK = 20
"""Branch-and-bound nodes in a unit of work."""
MOST_NODES = 2**31 - 1
LEAST_SECONDS = 0.05
SLACK = 0.01
"""Points that the float bound may be below the true one: tolerances of 1e-6 and 1e-7 add up to far less."""
OPTIMAL, LIMIT, INFEASIBLE = 0, 1, 2
NODE_LIMIT = "Solution limit reached"
"""How HiGHS calls a node limit; scipy has no number for it."""


def solve(
    core: Core,
    budget: Budget,
    *,
    starts: Sequence[Assignment] = (),
    report: Report = silent,
    setting: Setting = Setting.USUAL,
) -> Outcome:
    """The best assignment, or a good one with a bound; starts only count as what is known already.

    Repeatable as long as ``budget.seconds`` does not end it: work is a limit on the number of nodes.

    Raises:
        Refused: the core is too large, or its numbers too far apart for double precision.
        EngineFailure: HiGHS failed, or contradicts the core.
    """
    known = settled(core)
    if known:
        return known
    if not suits(ENGINE, core):
        raise Refused(ENGINE, "too many pairs and areas, or numbers too far apart for double precision")
    began = time.monotonic()
    written = program(core)
    left = None if budget.seconds is None else max(LEAST_SECONDS, budget.seconds - (time.monotonic() - began))
    answer = _answer(written, replace(budget, seconds=left), setting)
    outcome = _outcome(core, written, answer, best_start(core, starts))
    points = None if outcome.assignment is None else core.points(outcome.assignment)
    report(Event(points, outcome.assignment, outcome.bound))
    return outcome


def _answer(written: Program, budget: Budget, setting: Setting) -> OptimizeResult:
    """What HiGHS says."""
    return milp(
        written.cost,
        integrality=written.integrality,
        bounds=written.bounds,
        constraints=written.constraints,
        options={
            "node_limit": max(1, min(MOST_NODES, int(budget.work * NODES_PER_WORK))),
            "mip_rel_gap": float(budget.gap),
            "presolve": setting is Setting.USUAL,
            "time_limit": math.inf if budget.seconds is None else budget.seconds,
        },
    )


def _outcome(core: Core, written: Program, answer: OptimizeResult, start: Assignment | None) -> Outcome:
    work = float(answer.get("mip_node_count") or 0) / NODES_PER_WORK
    if answer.status == INFEASIBLE:
        if start is not None:
            raise EngineFailure(ENGINE, "says impossible of a core with an allowed start")
        return Outcome(Claim.IMPOSSIBLE, work=work)
    if answer.status not in (OPTIMAL, LIMIT) and NODE_LIMIT not in answer.message:
        raise EngineFailure(ENGINE, f"HiGHS status {answer.status}: {answer.message}")
    found = start if answer.x is None else _read(core, written, answer)
    if start is not None and (found is None or core.points(start) > core.points(found)):
        found = start
    return _claim(core, found, _bound(core, answer), work)


def _read(core: Core, written: Program, answer: OptimizeResult) -> Assignment | None:
    """The rounded plan, if the core allows it; a plan that only tolerances allow is none."""
    share = np.full((core.n, core.k), -1.0)
    share[core.allowed] = answer.x[written.places]
    assignment = np.asarray(share.argmax(axis=1), dtype=np.int64)
    return assignment if core.allows(assignment) else None


def _bound(core: Core, answer: OptimizeResult) -> int | None:
    """Points that no allowed assignment exceeds: the float bound, rounded up by the slack and then down."""
    lost = answer.get("mip_dual_bound")
    if lost is None or not math.isfinite(lost):
        return None
    return core.constant + math.floor(SLACK - float(lost))


def _claim(core: Core, found: Assignment | None, bound: int | None, work: float) -> Outcome:
    if found is None:
        return Outcome(Claim.UNKNOWN, None, bound, work)
    points = core.points(found)
    if bound is not None and bound < points:
        raise EngineFailure(ENGINE, f"bound {bound} below the {points} points of an allowed assignment")
    return Outcome(Claim.BEST if bound == points else Claim.GOOD, found, bound, work)
