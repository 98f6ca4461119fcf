"""The master problem: the best mixture of known columns, and what it says each node is worth.

A linear program over columns: each node once, no type more often than it exists, the number of areas within its
bounds. After Gilmore and Gomory, "A linear programming approach to the cutting stock problem", 1961; for this
problem Mehrotra and Trick, "Cliques and clustering: a combinatorial approach", 1998.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from ortools.linear_solver import pywraplp

from regroup.core import Core
from regroup.engines.columns_area import AreaType, Members
from regroup.engines.local_net import Floats

UNITS = 24
"""Bits of the largest number of points in the unit of the solver."""


@dataclass(frozen=True, slots=True)
class Prices:
    """What the master problem says.

    Attributes:
        value: of the best mixture, in points without the core's constant.
        nodes: (n,) price of each node.
        types: (T,) price of an area of each type, what the number of areas costs included.
    """

    value: float
    nodes: Floats
    types: Floats


class Master:
    """The linear program; columns are added, and it is solved again from where it stood.

    Args:
        missing: points lost by a node that no column holds; more than a node is worth anywhere.
        stake: no plan has more points; it decides the unit in which the solver, which has absolute tolerances, works.
    """

    def __init__(self, core: Core, types: tuple[AreaType, ...], missing: int, stake: int) -> None:
        solver = pywraplp.Solver.CreateSolver("GLOP")
        solver.SetSolverSpecificParametersAsString("use_preprocessing:false")
        self._solver, self._n, self._types = solver, core.n, types
        self._unit = 2.0 ** max(0, stake.bit_length() - UNITS)
        self._objective = solver.Objective()
        self._objective.SetMaximization()
        self._nodes = [solver.Constraint(1.0, 1.0) for _ in range(core.n)]
        self._must = [bool(core.must_use[kind.areas[0]]) for kind in types]
        self._rows = [
            solver.Constraint(float(len(kind.areas) if must else 0), float(len(kind.areas)))
            for kind, must in zip(types, self._must, strict=True)
        ]
        self._counted = [bool(core.counted[kind.areas[0]]) for kind in types]
        self._count = solver.Constraint(float(core.count_least), float(core.count_most))
        for row in (
            *self._nodes,
            *(row for row, must in zip(self._rows, self._must, strict=True) if must),
            self._count,
        ):
            row.SetCoefficient(self._column(-float(missing)), 1.0)
        self._chosen: list[pywraplp.Variable] = []

    def bound_count(self, least: int, most: int) -> None:
        """Sets the bounds on the number of counted areas."""
        self._count.SetBounds(float(least), float(most))

    def add(self, kind: int, members: Members, points: int) -> None:
        """A column of a type, with its points."""
        variable = self._column(float(points))
        for node in members:
            self._nodes[node].SetCoefficient(variable, 1.0)
        self._rows[kind].SetCoefficient(variable, 1.0)
        if self._counted[kind]:
            self._count.SetCoefficient(variable, 1.0)
        self._chosen.append(variable)

    def solve(self) -> Prices | None:
        """The prices; None where the solver fails."""
        if self._solver.Solve() != pywraplp.Solver.OPTIMAL:
            return None
        unit, count = self._unit, self._count.dual_value()
        rows = [row.dual_value() + count * counts for row, counts in zip(self._rows, self._counted, strict=True)]
        nodes = np.array([row.dual_value() for row in self._nodes])
        return Prices(float(self._objective.Value()) * unit, nodes * unit, np.array(rows) * unit)

    def mixture(self) -> list[float]:
        """How much of each column the best mixture holds, in the order they were added."""
        return [float(variable.solution_value()) for variable in self._chosen]

    def _column(self, points: float) -> pywraplp.Variable:
        variable = self._solver.NumVar(0.0, self._solver.infinity(), "")
        self._objective.SetCoefficient(variable, points / self._unit)
        return variable
