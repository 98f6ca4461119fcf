"""Depth-first search for the best columns on exact sizes and points, guided by a table that never says too little."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from regroup.core import Bools, Ints
from regroup.engines.columns_buckets import Buckets
from regroup.engines.columns_frontier import Rows
from regroup.engines.columns_table_fill import NOTHING, Cells, Extent
from regroup.engines.compiled import compiled

Words = npt.NDArray[np.uint64]
WORD = 64

OPEN, FIRST, SECOND = 0, 1, 2
IMPOSSIBLE = -1
UNSEEN = -(2**62)


class Exact(NamedTuple):
    """What a column must add up to, for the T nodes of an order; the part that does not depend on prices.

    Attributes:
        node: (T,) the node of each step.
        size, least, most: (T,), then the window of the measure that the table follows.
        at, below, above: (H,) its hinges.
        other, ahead: (O, T), (O, T + 1) sizes in the other measures, and the sum of those still to come.
        other_least, other_most, other_best: (O,) their windows, and their allowed totals with the least loss.
        other_lost: (O,) that least loss.
        turn_of, turn_at, turn_below, turn_above: (J,) their hinges.
        label: (L, T) who carries a label.
        share, rest: (L,) the cost of a label is a share from each carrier, and the rest of it.
        guard: (G,) the step of the guarded node.
        weight, lightest: (G, T), (G, T + 1) weights, and the sum of those still to come that are negative.
        guard_most: (G,).
    """

    node: Ints
    size: Ints
    least: int
    most: int
    at: Ints
    below: Ints
    above: Ints
    other: Ints
    ahead: Ints
    other_least: Ints
    other_most: Ints
    other_best: Ints
    other_lost: Ints
    turn_of: Ints
    turn_at: Ints
    turn_below: Ints
    turn_above: Ints
    label: Bools
    share: Ints
    rest: Ints
    guard: Ints
    weight: Ints
    lightest: Ints
    guard_most: Ints


class Path(NamedTuple):
    """Where the search stands: for each step, what is known before its node is decided.

    Attributes:
        phase, choice: (T,) how many of the two choices were begun, and the present one.
        row, size, number, value: (T + 1,) row, total, number of members, and points as the table reckons them but
            for labels, where those that are due are charged in full.
        bound: (T, 2) what no completion of each choice can exceed; UNSEEN where there is none.
        other: (T + 1, O) totals in the other measures.
        due, missed: (T + 1, L) whether a label has a member, and how many of its carriers were left out.
        weight: (T + 1, G) sums of the weights.
    """

    phase: Ints
    choice: Ints
    row: Ints
    size: Ints
    number: Ints
    value: Ints
    bound: Ints
    other: Ints
    due: Bools
    missed: Ints
    weight: Ints


class Found(NamedTuple):
    """Room for columns: (C, words) their members as bits, (C,) their values."""

    members: Words
    values: Ints


@compiled
def _loss(total: int, at: Ints, below: Ints, above: Ints) -> int:
    lost = 0
    for h in range(len(at)):
        distance = total - at[h]
        lost += int(above[h] * distance if distance > 0 else -below[h] * distance)
    return lost


@compiled
def _other_losses(exact: Exact, path: Path, step: int) -> int:
    """What the other measures must still take beyond the least that the table took, or IMPOSSIBLE."""
    extra = 0
    for m in range(len(exact.other)):
        total = path.other[step, m]
        furthest = total + exact.ahead[m, step]
        if total > exact.other_most[m] or furthest < exact.other_least[m]:
            return IMPOSSIBLE
        nearest = min(max(exact.other_best[m], total), furthest)
        for j in range(len(exact.turn_of)):
            if exact.turn_of[j] == m:
                distance = nearest - exact.turn_at[j]
                extra += int(exact.turn_above[j] * distance if distance > 0 else -exact.turn_below[j] * distance)
        extra -= int(exact.other_lost[m])
    return extra


@compiled
def _guarded(exact: Exact, path: Path, step: int) -> bool:
    """Whether every guard whose node is a member can still be kept."""
    for g in range(len(exact.guard)):
        place = exact.guard[g]
        inside = place < step and path.choice[place] == 1
        if inside and path.weight[step, g] + exact.lightest[g, step] > exact.guard_most[g]:
            return False
    return True


@compiled
def _charge_labels(exact: Exact, path: Path, step: int, take: int) -> int:
    """Carry labels over a step; return what they cost beyond the shares of members, which the table has charged."""
    cost = 0
    for k in range(len(exact.share)):
        due, missed = path.due[step, k], path.missed[step, k]
        if exact.label[k, step]:
            if take == 1 and not due:
                cost += int(exact.rest[k] + exact.share[k] * missed)
                due = True
            elif take == 0:
                missed += 1
                if due:
                    cost += int(exact.share[k])
        path.due[step + 1, k] = due
        path.missed[step + 1, k] = missed
    return cost


@compiled
def _enter(exact: Exact, path: Path, step: int, take: int) -> int:
    """Carry everything beyond the table over a step; return what the step costs beyond it, or IMPOSSIBLE."""
    for m in range(len(exact.other)):
        path.other[step + 1, m] = path.other[step, m] + take * exact.other[m, step]
    for g in range(len(exact.guard)):
        path.weight[step + 1, g] = path.weight[step, g] + take * exact.weight[g, step]
    if not _guarded(exact, path, step + 1):
        return IMPOSSIBLE
    extra = _other_losses(exact, path, step + 1)
    if extra == IMPOSSIBLE:
        return IMPOSSIBLE
    cost = _charge_labels(exact, path, step, take)
    path.value[step + 1] -= cost
    return cost + extra


@compiled
def _look_up(row: int, size: int, value: int, width: int, extent: Extent, shift: int, cells: Cells) -> int:
    """The most that any column through a row at a total can be worth, as far as the table knows."""
    q = size // width
    if q < extent.low[row] or q > extent.high[row]:
        return UNSEEN
    cell = int(cells[extent.base[row] + q])
    return value + (cell << shift) if cell > NOTHING // 2 else UNSEEN


@compiled
def _keep_column(exact: Exact, path: Path, value: int, place: int, found: Found) -> None:
    found.values[place] = value
    found.members[place, :] = np.uint64(0)
    for step in range(len(exact.node)):
        if path.choice[step] == 1:
            node = exact.node[step]
            found.members[place, node // WORD] |= np.uint64(1) << np.uint64(node % WORD)


@compiled
def _open_bound(path: Path, step: int) -> int:
    """What no column of the part not yet searched can exceed, where the search stands before a step."""
    bound = int(path.bound[step - 1, path.choice[step - 1]]) if step > 0 else -UNSEEN
    for earlier in range(step):
        if path.phase[earlier] == FIRST:
            bound = max(bound, int(path.bound[earlier, 1 - path.choice[earlier]]))
    return bound


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
    steps, most = len(gains), len(found.values)
    number, nodes, worst, step = 0, 0, 0, 0
    path.phase[0] = OPEN
    path.row[0] = path.size[0] = path.number[0] = path.value[0] = 0
    path.other[0, :] = 0
    path.due[0, :] = False
    path.missed[0, :] = 0
    path.weight[0, :] = 0
    while step >= 0:
        if step == steps:
            size = path.size[step]
            value = path.value[step] + start - _loss(size, exact.at, exact.below, exact.above)
            value -= _other_losses(exact, path, step)
            if path.number[step] > 0 and exact.least <= size <= exact.most and value > above:
                if number == most and every:
                    return number, nodes, max(_open_bound(path, step), value)
                place = worst
                if number < most:
                    place = number
                    number += 1
                _keep_column(exact, path, value, place, found)
                if number == most and not every:
                    worst = int(np.argmin(found.values))
                    above = max(above, found.values[worst])
            step -= 1
            continue
        row = path.row[step]
        if path.phase[step] == OPEN:
            if nodes >= limit:
                return number, nodes, _open_bound(path, step)
            nodes += 1
            value, size = path.value[step], path.size[step]
            path.bound[step, 0] = _look_up(rows.passed[row], size, value, buckets.width, extent, shift, cells)
            path.bound[step, 1] = UNSEEN
            if not (barred[step] or rows.clash[row]) and size + exact.size[step] <= exact.most:
                value += gains[step] + rows.points[row]
                size += exact.size[step]
                path.bound[step, 1] = _look_up(rows.taken[row], size, value, buckets.width, extent, shift, cells)
            path.choice[step] = 1 if path.bound[step, 1] >= path.bound[step, 0] else 0
        elif path.phase[step] == FIRST:
            path.choice[step] = 1 - path.choice[step]
        else:
            step -= 1
            continue
        path.phase[step] += 1
        take = path.choice[step]
        if path.bound[step, take] <= above:
            continue
        path.row[step + 1] = rows.taken[row] if take == 1 else rows.passed[row]
        path.size[step + 1] = path.size[step] + take * exact.size[step]
        path.number[step + 1] = path.number[step] + take
        path.value[step + 1] = path.value[step] + take * (gains[step] + rows.points[row])
        beyond = _enter(exact, path, step, take)
        if beyond == IMPOSSIBLE or path.bound[step, take] - beyond <= above:
            continue
        step += 1
        if step < steps:
            path.phase[step] = OPEN
    return number, nodes, UNSEEN
