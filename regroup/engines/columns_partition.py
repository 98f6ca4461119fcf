"""The best plan made of given columns only, by CP-SAT: set partitioning."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ortools.sat.python import cp_model

from regroup.engines.columns_bound import Choice
from regroup.engines.columns_pool import Column

SETTLED = (cp_model.OPTIMAL, cp_model.INFEASIBLE)


@dataclass(frozen=True, slots=True)
class Partition:
    """What the columns can be made into.

    Attributes:
        columns: the best plan found of those wanted, or None.
        settled: whether it is the best there is of these columns, or there is none.
        work: deterministic time of CP-SAT.
    """

    columns: tuple[Column, ...] | None
    settled: bool
    work: float


def partition(
    n: int,
    columns: Sequence[Column],
    points: Sequence[int],
    choice: Choice,
    wanted: int,
    work: float,
    seconds: float | None = None,
    workers: int = 1,
    seed: int = 1,
) -> Partition:
    """The plan of n nodes with most points, among those with at least the wanted points.

    Args:
        columns, points: what may be chosen, and its points.
        choice: which areas there may be.
        wanted: fewer points are not looked for.
        work, seconds: limits of the search; no seconds leave it repeatable.
    """
    cp = cp_model.CpModel()
    chosen = [cp.new_bool_var("") for _ in columns]
    holding: list[list[cp_model.IntVar]] = [[] for _ in range(n)]
    of_type: list[list[cp_model.IntVar]] = [[] for _ in choice.most]
    for (kind, members), literal in zip(columns, chosen, strict=True):
        of_type[kind].append(literal)
        for node in members:
            holding[node].append(literal)
    if not all(holding):
        return Partition(None, True, 0.0)
    for literals in holding:
        cp.add_exactly_one(literals)
    for literals, least, most in zip(of_type, choice.least, choice.most, strict=True):
        cp.add_linear_constraint(cp_model.LinearExpr.sum(literals), least, most)
    counted = [
        literal for literals, counts in zip(of_type, choice.counted, strict=True) if counts for literal in literals
    ]
    cp.add_linear_constraint(cp_model.LinearExpr.sum(counted), choice.count_least, choice.count_most)
    total = cp_model.LinearExpr.weighted_sum(chosen, list(points))
    cp.add(total >= wanted)
    cp.maximize(total)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = workers
    solver.parameters.random_seed = seed
    solver.parameters.max_deterministic_time = work
    if seconds is not None:
        solver.parameters.max_time_in_seconds = seconds
    status = solver.solve(cp)
    used = float(solver.response_proto.deterministic_time)
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        found = tuple(column for column, literal in zip(columns, chosen, strict=True) if solver.boolean_value(literal))
        return Partition(found, status == cp_model.OPTIMAL, used)
    return Partition(None, status == cp_model.INFEASIBLE, used)
