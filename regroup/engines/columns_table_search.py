"""Depth-first search for the best columns on exact sizes and points, guided by a table that never says too little.

The hot loop takes arrays out of their tuples first: reading a field of a tuple costs a count of references.
"""

from __future__ import annotations

import numpy as np

from regroup.core import Bools, Ints
from regroup.engines.columns_buckets import Buckets
from regroup.engines.columns_frontier import Rows
from regroup.engines.columns_table_exact import WORD, Exact, Found, Guards, Labels, Others, Path
from regroup.engines.columns_table_fill import NOTHING, Cells, Extent
from regroup.engines.compiled import compiled

OPEN, FIRST = 0, 1
"""Phases of a step: neither choice begun, one begun."""
IMPOSSIBLE = -1
UNSEEN = -(2**62)


@compiled
def _loss(total: int, at: Ints, below: Ints, above: Ints) -> int:
    lost = 0
    for h in range(len(at)):
        distance = total - at[h]
        lost += int(above[h] * distance if distance > 0 else -below[h] * distance)
    return lost


@compiled
def _other_losses(others: Others, total: Ints, step: int) -> int:
    """What the other measures must still take beyond the least that the table took, or IMPOSSIBLE.

    Args:
        total: (O,) totals before the step.
    """
    extra = 0
    for m in range(len(total)):
        furthest = total[m] + others.ahead[m, step]
        if total[m] > others.most[m] or furthest < others.least[m]:
            return IMPOSSIBLE
        nearest = min(max(others.best[m], total[m]), furthest)
        extra -= int(others.lost[m])
        for j in range(len(others.measure)):
            if others.measure[j] == m:
                distance = nearest - others.at[j]
                extra += int(others.above[j] * distance if distance > 0 else -others.below[j] * distance)
    return extra


@compiled
def _guards_hold(guards: Guards, path: Path, step: int, take: int) -> bool:
    """Carry weights over a step; return whether every guard whose node is a member can still be kept."""
    hold = True
    for g in range(len(guards.step)):
        weight = path.weight[step, g] + take * guards.weight[g, step]
        path.weight[step + 1, g] = weight
        inside = guards.step[g] <= step and path.choice[guards.step[g]] == 1
        hold = hold and not (inside and weight + guards.lightest[g, step + 1] > guards.most[g])
    return hold


@compiled
def _label_costs(labels: Labels, path: Path, step: int, take: int) -> int:
    """Carry labels over a step; return what they cost beyond the shares of members, which the table has charged."""
    cost = 0
    for k in range(len(labels.share)):
        due, missed = path.due[step, k], path.missed[step, k]
        if labels.carried[k, step]:
            if take == 1 and not due:
                cost += int(labels.rest[k] + labels.share[k] * missed)
                due = True
            elif take == 0:
                missed += 1
                cost += int(labels.share[k]) if due else 0
        path.due[step + 1, k] = due
        path.missed[step + 1, k] = missed
    return cost


@compiled
def _beyond(exact: Exact, path: Path, step: int, take: int) -> int:
    """Carry everything beyond the table over a step; return what the step costs beyond it, or IMPOSSIBLE."""
    if not _guards_hold(exact.guards, path, step, take):
        return IMPOSSIBLE
    for m in range(len(exact.others.size)):
        path.total[step + 1, m] = path.total[step, m] + take * exact.others.size[m, step]
    extra = _other_losses(exact.others, path.total[step + 1], step + 1)
    if extra == IMPOSSIBLE:
        return IMPOSSIBLE
    cost = _label_costs(exact.labels, path, step, take)
    path.value[step + 1] -= cost
    return cost + extra


@compiled
def _keep_column(node: Ints, choice: Ints, value: int, place: int, found: Found) -> None:
    found.values[place] = value
    found.members[place, :] = np.uint64(0)
    for step in range(len(node)):
        if choice[step] == 1:
            found.members[place, node[step] // WORD] |= np.uint64(1) << np.uint64(node[step] % WORD)


@compiled
def _open_bound(path: Path, step: int) -> int:
    """What no column of the part not yet searched can exceed, where the search stands before a step."""
    bound = int(path.bound[step - 1, path.choice[step - 1]]) if step > 0 else -UNSEEN
    for earlier in range(step):
        if path.phase[earlier] == FIRST:
            bound = max(bound, int(path.bound[earlier, 1 - path.choice[earlier]]))
    return bound


@compiled
def _begin(path: Path) -> None:
    """Stand before the first step, with no members."""
    path.phase[0] = OPEN
    path.row[0] = path.size[0] = path.number[0] = path.value[0] = 0
    path.total[0, :] = 0
    path.due[0, :] = False
    path.missed[0, :] = 0
    path.weight[0, :] = 0


@compiled
def search(
    exact: Exact,
    rows: Rows,
    buckets: Buckets,
    gains: Ints,
    start: int,
    barred: Bools,
    extent: Extent,
    shift: int,
    cells: Cells,
    above: int,
    every: bool,
    limit: int,
    path: Path,
    found: Found,
) -> tuple[int, int, int]:
    """Find the columns worth most, or with ``every`` all, above a threshold.

    Args:
        gains, start, barred, extent, shift, cells: as the table was filled, which has a cell for the start.
        limit: search nodes after which to stop.
        path, found: room; found receives the columns in no order, the worst leaving where there is no room.

    Returns:
        How many columns were found, search nodes, and what no column left unsearched can exceed, or UNSEEN where
        the search came to its end. With ``every`` it stops where there is no room for one more column.
    """
    node, sizes, least, most, at, below_at, above_at, others, labels, guards = exact
    _, passed, taken, points, clash = rows
    low, high, base = extent
    phase, choice, at_row, at_size, at_number, at_value, bounds, total, _, _, _ = path
    width = buckets.width
    plain = len(others.size) + len(labels.share) + len(guards.step) == 0
    steps, room = len(gains), len(found.values)
    number, nodes, worst, step = 0, 0, 0, 0
    _begin(path)
    while step >= 0:
        if step == steps:
            size = at_size[step]
            if at_number[step] > 0 and least <= size <= most:
                value = at_value[step] + start - _loss(size, at, below_at, above_at)
                if not plain:
                    value -= _other_losses(others, total[step], step)
                if value > above:
                    if number == room and every:
                        return number, nodes, max(_open_bound(path, step), value)
                    place = number if number < room else worst
                    number = min(number + 1, room)
                    _keep_column(node, choice, value, place, found)
                    if number == room and not every:
                        worst = int(np.argmin(found.values))
                        above = max(above, found.values[worst])
            step -= 1
            continue
        row = at_row[step]
        if phase[step] == OPEN:
            if nodes >= limit:
                return number, nodes, _open_bound(path, step)
            nodes += 1
            value, size = at_value[step], at_size[step]
            for take in range(2):
                bound = UNSEEN
                after = passed[row]
                if take == 1:
                    after = taken[row]
                    value += gains[step] + points[row]
                    size += sizes[step]
                if take == 0 or not (barred[step] or clash[row] or size > most):
                    q = size // width
                    if low[after] <= q <= high[after]:
                        cell = int(cells[base[after] + q])
                        if cell > NOTHING // 2:
                            bound = value + (cell << shift)
                bounds[step, take] = bound
            choice[step] = 1 if bounds[step, 1] >= bounds[step, 0] else 0
        elif phase[step] == FIRST:
            choice[step] = 1 - choice[step]
        else:
            step -= 1
            continue
        phase[step] += 1
        take = choice[step]
        if bounds[step, take] <= above:
            continue
        at_row[step + 1] = taken[row] if take == 1 else passed[row]
        at_size[step + 1] = at_size[step] + take * sizes[step]
        at_number[step + 1] = at_number[step] + take
        at_value[step + 1] = at_value[step] + take * (gains[step] + points[row])
        if not plain:
            beyond = _beyond(exact, path, step, take)
            if beyond == IMPOSSIBLE or bounds[step, take] - beyond <= above:
                continue
        step += 1
        if step < steps:
            phase[step] = OPEN
    return number, nodes, UNSEEN
