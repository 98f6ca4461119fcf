"""Solvers of the textbook's model, each called as one of regroup's engines is: CP-SAT, HiGHS and SCIP.

What they say is read in double precision where they give no more; the benchmarks judge it like all else.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Sequence
from types import MappingProxyType

from ortools.math_opt.python import mathopt
from ortools.sat.python import cp_model

from regroup.core import Assignment, Core
from regroup.engines.base import Budget, Claim, Outcome, Refused, Report, Setting, settled
from tests.benchmarks import textbook

NEARLY = 1e-6
"""Of a bound in double precision, what is taken for rounding."""
SOLVERS = MappingProxyType({"highs": mathopt.SolverType.HIGHS, "scip": mathopt.SolverType.GSCIP})
REASONS = MappingProxyType(
    {mathopt.TerminationReason.OPTIMAL: Claim.BEST, mathopt.TerminationReason.INFEASIBLE: Claim.IMPOSSIBLE}
)
STATUSES = MappingProxyType({cp_model.OPTIMAL: Claim.BEST, cp_model.INFEASIBLE: Claim.IMPOSSIBLE})


def cpsat(
    core: Core, budget: Budget, *, starts: Sequence[Assignment] = (), report: Report, setting: Setting
) -> Outcome:
    """CP-SAT on one product literal per pair and area, as usual but for time and workers."""
    known = settled(core)
    if known is not None:
        return known
    made = _model("textbook_cpsat", core)
    cp = cp_model.CpModel()
    columns = [cp.new_int_var(least, most, "") for least, most in zip(made.least, made.most, strict=True)]
    for product, one, other in made.products:
        cp.add_multiplication_equality(columns[product], [columns[one], columns[other]])
    for least, most, which, factors in made.rows:
        total = cp_model.LinearExpr.weighted_sum([columns[column] for column in which], factors)
        cp.add_linear_constraint(total, -(2**60) if least is None else least, 2**60 if most is None else most)
    cp.maximize(cp_model.LinearExpr.weighted_sum(columns, made.worth))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = budget.workers
    solver.parameters.random_seed = budget.seed
    if budget.seconds is not None:
        solver.parameters.max_time_in_seconds = budget.seconds
    status = solver.solve(cp)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Outcome(STATUSES.get(status, Claim.UNKNOWN))
    plan = textbook.assignment(made, [solver.value(column) for column in columns])
    return Outcome(STATUSES.get(status, Claim.GOOD), plan, made.constant + _down(solver.best_objective_bound))


def highs(
    core: Core, budget: Budget, *, starts: Sequence[Assignment] = (), report: Report, setting: Setting
) -> Outcome:
    """HiGHS through MathOpt, which has no way to tell it how many threads to use."""
    return _mathopt("highs", core, budget)


def scip(core: Core, budget: Budget, *, starts: Sequence[Assignment] = (), report: Report, setting: Setting) -> Outcome:
    """SCIP through MathOpt, where it is built for one thread."""
    return _mathopt("scip", core, budget)


def _mathopt(name: str, core: Core, budget: Budget) -> Outcome:
    known = settled(core)
    if known is not None:
        return known
    made = _model(name, core)
    whole, columns = _whole(made)
    params = mathopt.SolveParameters(relative_gap_tolerance=0.0, absolute_gap_tolerance=0.5)
    if budget.seconds is not None:
        params.time_limit = datetime.timedelta(seconds=budget.seconds)
    result = mathopt.solve(whole, SOLVERS[name], params=params)
    claim = REASONS.get(result.termination.reason, Claim.UNKNOWN)
    dual = result.termination.objective_bounds.dual_bound
    bound = made.constant + _down(dual) if math.isfinite(dual) else None
    if not result.solutions or result.solutions[0].primal_solution is None:
        return Outcome(claim, bound=None if claim is Claim.IMPOSSIBLE else bound)
    values = result.solutions[0].primal_solution.variable_values
    plan = textbook.assignment(made, [values[column] for column in columns])
    return Outcome(Claim.GOOD if claim is Claim.UNKNOWN else claim, plan, bound)


def _whole(made: textbook.Model) -> tuple[mathopt.Model, list[mathopt.Variable]]:
    """The model with each product as three rows."""
    whole = mathopt.Model()
    columns = [whole.add_integer_variable(lb=a, ub=b) for a, b in zip(made.least, made.most, strict=True)]
    for product, one, other in made.products:
        whole.add_linear_constraint(columns[product] <= columns[one])
        whole.add_linear_constraint(columns[product] <= columns[other])
        whole.add_linear_constraint(columns[product] >= columns[one] + columns[other] - 1)
    for least, most, which, factors in made.rows:
        row = whole.add_linear_constraint(
            lb=-math.inf if least is None else least, ub=math.inf if most is None else most
        )
        for column, factor in zip(which, factors, strict=True):
            row.set_coefficient(columns[column], factor)
    whole.maximize(mathopt.fast_sum(worth * column for worth, column in zip(made.worth, columns, strict=True)))
    return whole, columns


def _model(engine: str, core: Core) -> textbook.Model:
    unsaid = textbook.missing(core)
    if unsaid is not None:
        raise Refused(engine, unsaid)
    return textbook.model(core)


def _down(bound: float) -> int:
    """The largest whole number of points that a bound leaves room for."""
    return math.floor(bound + NEARLY * max(1.0, abs(bound)))
