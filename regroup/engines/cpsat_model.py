"""The assignment model for CP-SAT: one literal per node and area, and one per synergy.

Everything is an integer, every bound comes from the data, and no name of the user's enters the model.
Variables that follow from the assignment say so, which gives a complete hint for free.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from math import gcd

import numpy as np
from ortools.sat.python import cp_model

from regroup.core import Assignment, Core, Ints
from regroup.engines.cpsat_sharing import add_company, add_triangles, every_pair, pairs
from regroup.engines.cpsat_values import Values, hinge_cost, holds_any, in_use, places, share
from regroup.engines.symmetry import canonical
from regroup.preprocess import area_types


class AreaModel:
    """Every allowed assignment of a core, and with ``scored`` also its points.

    Attributes:
        cp: the model. Its objective is to lose least: ``constant - points``, an integer without offset.
    """

    def __init__(self, core: Core, *, scored: bool = True, ordered: bool = True) -> None:
        """Builds the model.

        Args:
            scored: whether points are in it; without, every allowed assignment is as good as another.
            ordered: whether interchangeable areas must come in canonical order.
        """
        self.core, self.cp = core, cp_model.CpModel()
        self.scored, self._ordered = scored, ordered
        self._derived: list[tuple[list[cp_model.IntVar], Values]] = []
        self._lost: list[tuple[cp_model.IntVar, int]] = []
        self._place()
        self._bound_windows()
        self._bound_count()
        self._bind_pairs()
        self._guard()
        if ordered:
            self._order_areas()
        if scored:
            self._score()

    def hint(self, start: Assignment) -> None:
        """Gives the solver a whole allowed assignment, (n,), to begin from."""
        start = canonical(self.core, start) if self._ordered else start
        for variables, values in self._derived:
            for variable, value in zip(variables, values(start).tolist(), strict=True):
                self.cp.add_hint(variable, int(value))

    def read(self, value: Callable[[cp_model.IntVar], bool]) -> Assignment:
        """The assignment, (n,), that a solution stands for."""
        assignment = np.full(self.core.n, -1, dtype=np.int64)
        for (node, area), literal in self._x.items():
            if value(literal):
                assignment[node] = area
        return assignment

    def points(self, value: Callable[[cp_model.IntVar], int]) -> int:
        """The points of a solution as the model counts them; slack makes them too few, never too many."""
        return self.core.constant - sum(points * value(variable) for variable, points in self._lost)

    def _place(self) -> None:
        """Each node in one area; an area is used exactly when it has a member."""
        keys = [(int(node), int(area)) for node, area in np.argwhere(self.core.allowed)]
        self._x = {key: self.cp.new_bool_var("") for key in keys}
        nodes, areas = np.nonzero(self.core.allowed)
        self._derived.append((list(self._x.values()), places(nodes, areas)))
        self._used = [self.cp.new_bool_var("") for _ in range(self.core.k)]
        self._derived.append((self._used, in_use(self.core.k)))
        for node in range(self.core.n):
            self.cp.add_exactly_one(self._x[node, area] for area in range(self.core.k) if (node, area) in self._x)
        for area, used in enumerate(self._used):
            members = self._in(area, range(self.core.n))
            self.cp.add_bool_or([*members, ~used])
            for literal in members:
                self.cp.add_implication(literal, used)

    def _in(self, area: int, nodes: Sequence[int]) -> list[cp_model.IntVar]:
        """The literals of those of the nodes that may be in the area."""
        return [self._x[node, area] for node in nodes if (node, area) in self._x]

    def _total(self, weights: Ints, area: int, when_used: int = 0) -> cp_model.LinearExpr:
        """The sum of (n,) weights over the members of an area, and of one more number where it has any."""
        nodes = [node for node in np.flatnonzero(weights).tolist() if (node, area) in self._x]
        literals = [self._used[area], *(self._x[node, area] for node in nodes)]
        return cp_model.LinearExpr.weighted_sum(literals, [when_used, *(int(weights[node]) for node in nodes)])

    def _bound_windows(self) -> None:
        """Totals lie within the window times used: an area without members has total zero, so nothing binds it."""
        core = self.core
        for m, area in np.ndindex(core.window_least.shape):
            least, most = int(core.window_least[m, area]), int(core.window_most[m, area])
            if least > 0:
                self.cp.add(self._total(core.sizes[m], area, -least) >= 0)
            if most < int(core.sizes[m, core.allowed[:, area]].sum()):
                self.cp.add(self._total(core.sizes[m], area, -most) <= 0)

        for m in range(len(core.sizes)):
            self._bound_sum(m)

    def _bound_sum(self, m: int) -> None:
        """The areas in use have room for everything, and do not need more: follows, but is seen sooner so."""
        core, everything = self.core, int(self.core.sizes[m].sum())
        room = np.clip(core.window_most[m], 0, everything).tolist()
        self.cp.add(cp_model.LinearExpr.weighted_sum(self._used, room) >= everything)
        need = np.clip(core.window_least[m], 0, everything + 1).tolist()
        if any(need):
            self.cp.add(cp_model.LinearExpr.weighted_sum(self._used, need) <= everything)

    def _bound_count(self) -> None:
        least, most = int(self.core.count_least), int(self.core.count_most)
        for area in np.flatnonzero(self.core.must_use).tolist():
            self.cp.add_bool_or([self._used[area]])
        counted = [used for used, counts in zip(self._used, self.core.counted, strict=True) if counts]
        if counted:
            self.cp.add_linear_constraint(sum(counted), least, most)
        elif not least <= 0 <= most:
            self.cp.add_bool_or([])

    def _bind_pairs(self) -> None:
        """What must be apart and together, clause by clause."""
        for i, j in self.core.apart.tolist():
            for area in range(self.core.k):
                if (i, area) in self._x and (j, area) in self._x:
                    self.cp.add_bool_or(~self._x[i, area], ~self._x[j, area])
        for i, j in self.core.together.tolist():
            self._same_area(i, j, [])

    def _same_area(self, i: int, j: int, unless: list[cp_model.BoolVarT]) -> None:
        """Node i is in an area exactly when node j is, unless one of the literals holds."""
        for area in range(self.core.k):
            for one, other in ((i, j), (j, i)):
                if (one, area) in self._x:
                    self.cp.add_bool_or([*unless, ~self._x[one, area], *self._in(area, [other])])

    def _guard(self) -> None:
        for g, node in enumerate(self.core.guard_node.tolist()):
            for area in range(self.core.k):
                if (node, area) in self._x:
                    total = self._total(self.core.guard_weight[g], area)
                    self.cp.add(total <= int(self.core.guard_most[g])).only_enforce_if(self._x[node, area])

    def _order_areas(self) -> None:
        """Node u may be in an area only if the area of its type before it holds a smaller node.

        ``reached[u]`` says that the area before holds one of the nodes up to u: a chain, so that the number
        of clauses grows with n and not with its square.
        """
        for areas in area_types(self.core):
            for before, area in pairwise(areas):
                reached: cp_model.IntVar | None = None
                for node in range(self.core.n):
                    if (node, area) in self._x:
                        self.cp.add_bool_or([~self._x[node, area], *([reached] if reached is not None else [])])
                        reached = self._reach(before, node, reached)

    def _reach(self, area: int, node: int, reached: cp_model.IntVar | None) -> cp_model.IntVar:
        """A literal for: the area holds the node, or one before it."""
        here = self._x[node, area]
        if reached is None:
            return here
        literal = self.cp.new_bool_var("")
        self.cp.add_implication(here, literal)
        self.cp.add_implication(reached, literal)
        self.cp.add_bool_or(~literal, here, reached)
        self._derived.append(([literal], holds_any(np.arange(node + 1), area)))
        return literal

    def _score(self) -> None:
        self._score_pairs()
        self._score_labels()
        for h in range(len(self.core.hinge_area)):
            self._score_hinge(h)
        for (node, area), literal in self._x.items():
            self._lose(literal, -int(self.core.pull[node, area]))
        for area, used in enumerate(self._used):
            self._lose(used, int(self.core.open_cost[area]))
        variables = [variable for variable, _ in self._lost]
        self.cp.minimize(cp_model.LinearExpr.weighted_sum(variables, [points for _, points in self._lost]))

    def _lose(self, variable: cp_model.IntVar, points: int) -> None:
        if points:
            self._lost.append((variable, points))

    def _score_pairs(self) -> None:
        """One literal per pair: it needs one area where the points are a gain, follows from it where a loss.

        A literal per pair and area, as textbooks have it, was slower by an order of magnitude.
        """
        core, every, same = self.core, every_pair(self.core), {}
        for i, j, points in pairs(core):
            same[i, j] = self._sharing(i, j, needs=points > 0 or every, follows=points < 0 or every)
            self._lose(same[i, j], -points)
        if every:
            add_triangles(self.cp, core.n, same)
            add_company(self.cp, core, same)

    def _sharing(self, i: int, j: int, *, needs: bool, follows: bool) -> cp_model.IntVar:
        """A literal that needs two nodes to share an area, follows from it, or both."""
        same = self.cp.new_bool_var("")
        self._derived.append(([same], share(i, j)))
        if needs:
            self._same_area(i, j, [~same])
        for area in range(self.core.k) if follows else ():
            if (i, area) in self._x and (j, area) in self._x:
                self.cp.add_bool_or(~self._x[i, area], ~self._x[j, area], same)
        return same

    def _score_labels(self) -> None:
        core = self.core
        for label, area in np.argwhere(core.label_cost > 0).tolist():
            nodes = np.flatnonzero(core.label_members[label] & core.allowed[:, area])
            if len(nodes):
                present = self.cp.new_bool_var("")
                self._derived.append(([present], holds_any(nodes, area)))
                for literal in self._in(area, nodes.tolist()):
                    self.cp.add_implication(literal, present)
                self._lose(present, int(core.label_cost[label, area]))

    def _score_hinge(self, h: int) -> None:
        """One variable for what a hinge costs, above both of its slopes; zero where the area has no members."""
        core = self.core
        m, area, at = int(core.hinge_measure[h]), int(core.hinge_area[h]), int(core.hinge_at[h])
        below, above = int(core.hinge_below[h]), int(core.hinge_above[h])
        unit = gcd(below, above)
        if not unit:
            return
        low, high = below // unit, above // unit
        largest = min(int(core.sizes[m, core.allowed[:, area]].sum()), int(core.window_most[m, area]))
        smallest = max(int(core.window_least[m, area]), 0)
        most = max(low * (at - smallest), high * (largest - at), 0)
        lost = self.cp.new_int_var(0, most, "")
        excess = self._total(core.sizes[m], area, -at)
        if low:
            self.cp.add(lost + low * excess >= 0)
        if high:
            self.cp.add(lost - high * excess >= 0)
        self._derived.append(([lost], hinge_cost(core.sizes[m], area, at, low, high)))
        self._lose(lost, unit)
