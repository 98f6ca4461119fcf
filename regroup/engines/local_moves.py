"""The moves from a state: one node to another area, or two nodes changing places."""

from __future__ import annotations

import numpy as np

from regroup.core import Bools, Ints
from regroup.engines.local_area import BROKEN, LOST, Floats, count_breach
from regroup.engines.local_state import State


def insert_gains(state: State) -> tuple[Floats, Floats]:
    """(n, k) points won and rules broken more, for each node taken to each area; all nodes must be placed."""
    rows = np.arange(state.core.n)
    points = state.pull - state.enter[LOST]
    points -= (state.pull[rows, state.area] + state.leave[LOST])[:, None]
    broken = state.beside + state.enter[BROKEN]
    broken += (state.leave[BROKEN] - state.beside[rows, state.area])[:, None]
    return points, broken + _count_change(state)


def _count_change(state: State) -> Floats:
    """(n, k) how much further outside its bounds the number of used areas comes, and areas that must be used."""
    core = state.core
    empty, single = state.members == 0, (state.members == 1)[state.area]
    if not empty.any() and not single.any():
        return np.zeros((1, 1))
    opens, closes = _whole(empty & core.counted), _whole(single & core.counted[state.area])
    used = state.used
    now = count_breach(core, used)
    change = np.array([count_breach(core, used + step) - now for step in (-1, 0, 1)])
    needed = _whole(single & core.must_use[state.area])[:, None] - _whole(empty & core.must_use)[None, :]
    return np.asarray(change[opens[None, :] - closes[:, None] + 1] + needed)


def _whole(marks: Bools) -> Ints:
    return marks.astype(np.int64)


class Swaps:
    """Gains of swaps, exact but for labels and guards that both nodes share; ``state`` must be dense enough."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._pairs, self._bans = state.pairs.dense(), state.bans.dense()

    def gains(self, rows: Ints) -> tuple[Floats, Floats]:
        """(R, n) points won and rules broken more, when each of R nodes changes places with each node."""
        state = self._state
        nodes, here, there = np.arange(state.core.n), state.area[rows], state.area
        own = state.pull[nodes, there] + state.side_leave[LOST]
        near = state.beside[nodes, there] - state.side_leave[BROKEN]
        pull, near_pull = state.pull - state.side_enter[LOST], state.beside + state.side_enter[BROKEN]
        points = pull[rows][:, there] + pull[:, here].T - own[rows][:, None] - own - 2 * self._pairs[rows]
        broken = near_pull[rows][:, there] + near_pull[:, here].T - near[rows][:, None] - near - 2 * self._bans[rows]
        lost = self._totals_change(rows)
        return points - lost[LOST], broken + lost[BROKEN]

    def _totals_change(self, rows: Ints) -> Floats:
        """(2, R, n) points lost and rules broken more by the totals of the two areas."""
        state, all_rows = self._state, self._state.rows
        nodes, here, there = np.arange(state.core.n), state.area[rows], state.area
        worth = np.einsum("axr,ar->xa", all_rows.rate, np.maximum(state.base, 0.0))
        change = -worth[:, here][:, :, None] - worth[:, there][:, None, :]
        mine = all_rows.reach[here, :, rows]
        first = state.base[here][:, :, None] - mine[:, :, None] + all_rows.reach[here]
        change += np.einsum("ixr,irj->xij", all_rows.rate[here], np.maximum(first, 0.0))
        theirs = all_rows.reach[there, :, nodes]
        second = (state.base[there] - theirs)[None, :, :] + all_rows.reach[there[None, :], :, rows[:, None]]
        change += np.einsum("jxr,ijr->xij", all_rows.rate[there], np.maximum(second, 0.0))
        return np.asarray(change)
