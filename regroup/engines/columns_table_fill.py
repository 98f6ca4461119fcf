"""The table: at each step, for the members of the frontier and the bucket of the total, what may still be gained.

Cells are 32-bit integers in units of 2**shift points, every gain rounded up, so that a cell is never less than the
most that any completion is worth. Dynamic programming over a path decomposition, as for knapsacks on graphs.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from regroup.core import Bools, Ints
from regroup.engines.columns_buckets import Buckets
from regroup.engines.columns_frontier import Rows
from regroup.engines.compiled import compiled

Cells = npt.NDArray[np.int32]

NOTHING = -(2**30)
"""A cell that no allowed column passes; stays below every true value as long as those stay within LARGEST_CELL."""
LARGEST_CELL = 2**29


class Extent(NamedTuple):
    """Which cells exist: row r has buckets ``low[r]`` up to ``high[r]``, that of bucket q at ``base[r] + q``.

    Where low exceeds high no cell exists. One cell of nothing lies on either side of each row.
    """

    low: Ints
    high: Ints
    base: Ints


@compiled
def extend(rows: Rows, buckets: Buckets, barred: Bools, extent: Extent) -> int:
    """Find out which cells can be reached and can still come into the window; return how many to keep.

    Args:
        barred: (T,) nodes that are no members this time.
        extent: filled here.
    """
    low, high, base = extent
    steps = len(buckets.move)
    low[:] = buckets.most + 1
    high[:] = -1
    low[0] = 0
    high[0] = 0
    ahead = 0
    for step in range(steps):
        if not barred[step]:
            ahead += int(buckets.move[step] + buckets.spill[step])
    cells = 0
    for step in range(steps + 1):
        for row in range(rows.first[step], rows.first[step + 1]):
            low[row] = max(low[row], buckets.least - ahead)
            high[row] = min(high[row], buckets.most)
            if low[row] > high[row]:
                continue
            base[row] = cells + 1 - low[row]
            cells += int(high[row] - low[row]) + 3
            if step == steps:
                continue
            after = rows.passed[row]
            low[after] = min(low[after], low[row])
            high[after] = max(high[after], high[row])
            if not (barred[step] or rows.clash[row]):
                after = rows.taken[row]
                low[after] = min(low[after], low[row] + buckets.move[step])
                high[after] = max(high[after], high[row] + buckets.move[step] + buckets.spill[step])
        if step < steps and not barred[step]:
            ahead -= int(buckets.move[step] + buckets.spill[step])
    return cells


@compiled
def rounded_up(points: int, shift: int) -> int:
    """Points in units of 2**shift."""
    return -((-points) >> shift)


@compiled
def _keep(cells: Cells, others: Cells) -> None:
    for q in range(len(cells)):
        cells[q] = others[q]


@compiled
def _raise(cells: Cells, once: Cells, spilt: Cells, gain: np.int32) -> None:
    """Each cell to the larger of itself and the better of two others plus a gain."""
    for q in range(len(cells)):
        other = np.int32(max(once[q], spilt[q]) + gain)
        cells[q] = max(cells[q], other)


@compiled
def fill(
    rows: Rows, buckets: Buckets, gains: Ints, start: int, barred: Bools, extent: Extent, shift: int, cells: Cells
) -> None:
    """Fill the table from the last step to the first.

    Args:
        gains: (T,) points of each node alone, prices taken off.
        start: points that every column has.
        shift: such that no sum of gains, rounded up, exceeds LARGEST_CELL.
        cells: filled here; as many as ``extend`` asked for.
    """
    low, high, base = extent
    steps = len(gains)
    end = rows.first[steps]
    for q in range(low[end], high[end] + 1):
        cells[base[end] + q] = rounded_up(start - buckets.lost[q - buckets.least], shift)
    if low[end] <= high[end]:
        cells[base[end] + low[end] - 1] = NOTHING
        cells[base[end] + high[end] + 1] = NOTHING
    for step in range(steps - 1, -1, -1):
        for row in range(rows.first[step], rows.first[step + 1]):
            if low[row] > high[row]:
                continue
            after = rows.passed[row]
            a = min(max(low[row], low[after]), high[row] + 1)
            z = max(a, min(high[row], high[after]) + 1)
            cells[base[row] + low[row] - 1 : base[row] + a] = NOTHING
            _keep(cells[base[row] + a : base[row] + z], cells[base[after] + a : base[after] + z])
            cells[base[row] + z : base[row] + high[row] + 2] = NOTHING
            if barred[step] or rows.clash[row]:
                continue
            after = rows.taken[row]
            move, spill = buckets.move[step], buckets.spill[step]
            a, z = max(low[row], low[after] - move - spill), min(high[row], high[after] - move) + 1
            if a < z:
                at = base[after] + move
                gain = np.int32(rounded_up(gains[step] + rows.points[row], shift))
                _raise(
                    cells[base[row] + a : base[row] + z],
                    cells[at + a : at + z],
                    cells[at + a + spill : at + z + spill],
                    gain,
                )
