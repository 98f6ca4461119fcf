"""The textbook's linear model of a core: a literal per unit and area, a product per pair and area.

It says nothing of what other solvers could be told besides; that is the point of a comparison with it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from regroup.core import Core


@dataclass(slots=True)
class Model:
    """Maximise `constant` + the sum of `worth` over whole numbers within `least` and `most`.

    Attributes:
        products: (product, one, other): the first is 1 where both others are.
        rows: (least, most, columns, factors); None where a side is free.
        place: (n, k) the column that says that a node is in an area.
    """

    constant: int
    least: list[int] = field(default_factory=list)
    most: list[int] = field(default_factory=list)
    worth: list[int] = field(default_factory=list)
    products: list[tuple[int, int, int]] = field(default_factory=list)
    rows: list[tuple[int | None, int | None, list[int], list[int]]] = field(default_factory=list)
    place: list[list[int]] = field(default_factory=list)

    def column(self, least: int, most: int, worth: int = 0) -> int:
        """A new column."""
        self.least.append(least)
        self.most.append(most)
        self.worth.append(worth)
        return len(self.least) - 1

    def row(self, least: int | None, most: int | None, terms: list[tuple[int, int]]) -> None:
        """A new row over (column, factor)."""
        self.rows.append((least, most, [column for column, _ in terms], [factor for _, factor in terms]))


def missing(core: Core) -> str | None:
    """What of a core the model does not speak of; None where it says all."""
    said = {
        "labels": len(core.label_members) == 0,
        "open costs": not core.open_cost.any(),
        "guards": len(core.guard_node) == 0,
        "apart or together": len(core.apart) + len(core.together) == 0,
        "uncounted areas": bool(core.counted.all()),
    }
    unsaid = [name for name, absent in said.items() if not absent]
    return f"the textbook model has no {', '.join(unsaid)}" if unsaid else None


def model(core: Core) -> Model:
    """The model of a core of which nothing is `missing`."""
    made = Model(core.constant)
    for node in range(core.n):
        columns = [made.column(0, int(core.allowed[node, r]), int(core.pull[node, r])) for r in range(core.k)]
        made.place.append(columns)
        made.row(1, 1, [(column, 1) for column in columns])
    used = [_used(made, core, area) for area in range(core.k)]
    made.row(core.count_least, core.count_most, [(column, 1) for column in used])
    for i, j, points in zip(core.pair_i.tolist(), core.pair_j.tolist(), core.pair_points.tolist(), strict=True):
        for area in range(core.k):
            product = made.column(0, 1, points)
            made.products.append((product, made.place[i][area], made.place[j][area]))
    for area in range(core.k):
        for measure in range(len(core.sizes)):
            _window(made, core, measure, area, used[area])
    for hinge in range(len(core.hinge_area)):
        _hinge(made, core, hinge, used[int(core.hinge_area[hinge])])
    return made


def assignment(made: Model, values: list[float]) -> np.ndarray:
    """(n,): the area in which each node is, by the values of the columns."""
    return np.array([int(np.argmax([values[column] for column in columns])) for columns in made.place], dtype=np.int64)


def _used(made: Model, core: Core, area: int) -> int:
    """A column that is 1 exactly where the area has members."""
    used = made.column(int(core.must_use[area]), 1)
    for node in range(core.n):
        made.row(None, 0, [(made.place[node][area], 1), (used, -1)])
    made.row(0, None, [*((made.place[node][area], 1) for node in range(core.n)), (used, -1)])
    return used


def _sizes(made: Model, core: Core, measure: int, area: int, factor: int) -> list[tuple[int, int]]:
    sizes = core.sizes[measure].tolist()
    return [(made.place[node][area], factor * size) for node, size in enumerate(sizes) if size]


def _window(made: Model, core: Core, measure: int, area: int, used: int) -> None:
    least = max(0, int(core.window_least[measure, area]))
    most = min(int(core.sizes[measure].sum()), int(core.window_most[measure, area]))
    total = _sizes(made, core, measure, area, 1)
    if least > 0:
        made.row(0, None, [*total, (used, -least)])
    made.row(None, 0, [*total, (used, -most)])


def _hinge(made: Model, core: Core, hinge: int, used: int) -> None:
    """A cost of at least `below` times what is lacking and `above` times what is too much; 0 for an empty area."""
    measure, area = int(core.hinge_measure[hinge]), int(core.hinge_area[hinge])
    at, everything = int(core.hinge_at[hinge]), int(core.sizes[measure].sum())
    below, above = int(core.hinge_below[hinge]), int(core.hinge_above[hinge])
    cost = made.column(0, max(below * max(at, 0), above * max(everything - at, 0)), -1)
    made.row(0, None, [(cost, 1), *_sizes(made, core, measure, area, below), (used, -below * at)])
    made.row(0, None, [(cost, 1), *_sizes(made, core, measure, area, -above), (used, above * at)])
