"""Whether any assignment is allowed at all: CP-SAT without points, on another road than `cpsat` takes.

It settles whether a set of rules can hold together, and its word must agree before "impossible" is said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from regroup.core import Assignment, Core
from regroup.engines.base import Budget, Outcome, Report, Setting, silent
from regroup.engines.cpsat import feasible

MOST_WORKERS = 8
"""With more, and without presolve, CP-SAT has called solvable models infeasible (or-tools issue 5295)."""


def solve(
    core: Core,
    budget: Budget,
    *,
    starts: Sequence[Assignment] = (),
    report: Report = silent,
    setting: Setting = Setting.USUAL,
) -> Outcome:
    """Any allowed assignment, claimed as good, or impossible."""
    budget = replace(budget, workers=min(budget.workers, MOST_WORKERS))
    other = Setting.OTHER if setting is Setting.USUAL else Setting.USUAL
    return feasible(core, budget, starts=starts, report=report, setting=other)
