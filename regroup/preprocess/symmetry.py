"""Areas that nothing tells apart: exchanging two of them changes nothing, so engines need search only one order."""

from __future__ import annotations

from regroup.core import Core


def area_types(core: Core) -> tuple[tuple[int, ...], ...]:
    """Areas grouped by type: areas of one type can be exchanged in any plan without changing anything.

    Two areas are of one type when their pulls, permissions, windows, hinges, label costs and opening
    cost are equal. Types and the areas within each are in ascending order.
    """
    groups: dict[tuple[object, ...], list[int]] = {}
    for area in range(core.k):
        groups.setdefault(_signature(core, area), []).append(area)
    return tuple(tuple(areas) for areas in groups.values())


def _signature(core: Core, area: int) -> tuple[object, ...]:
    mine = core.hinge_area == area
    columns = (core.hinge_measure, core.hinge_at, core.hinge_below, core.hinge_above)
    hinges = sorted(zip(*(column[mine].tolist() for column in columns), strict=True))
    arrays = (core.pull, core.allowed, core.window_least, core.window_most, core.label_cost)
    parts = tuple(tuple(array[:, area].tolist()) for array in arrays)
    return (*parts, tuple(hinges), int(core.open_cost[area]), bool(core.counted[area]), bool(core.must_use[area]))
