"""Good columns soon: from each candidate, the best additions, then drops and exchanges while they gain. Compiled.

Guards are not looked at.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from regroup.core import Ints
from regroup.engines.columns_problem import Flags, Problem, Small
from regroup.engines.columns_relax import NEVER, cost_at
from regroup.engines.compiled import compiled, lean

MOST_STEPS = 200
"""Changes after which one start is left as it is."""


class Group(NamedTuple):
    """Some members: n candidates, M measures, L labels.

    Attributes:
        inside: (n,) who is a member.
        link: (n,) what each brings, or brought, with the members there are.
        clash: (n,) how many members each must be apart from.
        totals, trial: (M,) of the members, and with a change.
        carriers, tried: (L,) how many members carry each label, and with a change.
    """

    inside: Flags
    link: Ints
    clash: Ints
    totals: Ints
    trial: Ints
    carriers: Ints
    tried: Ints


@compiled
def _room(n: int, measures: int, labels: int) -> Group:
    """Room for members of so many candidates."""
    return Group(
        np.zeros(n, np.uint8),
        np.empty(n, np.int64),
        np.empty(n, np.int64),
        np.zeros(measures, np.int64),
        np.zeros(measures, np.int64),
        np.zeros(labels, np.int64),
        np.zeros(labels, np.int64),
    )


@lean
def _outside(p: Problem, totals: Ints) -> int:
    """How far the totals are outside their windows, all measures together."""
    off = 0
    for m in range(len(totals)):
        off += max(0, p.least[m] - totals[m]) + max(0, totals[m] - p.most[m])
    return int(off)


@lean
def _side_cost(p: Problem, totals: Ints, carriers: Ints) -> int:
    """What hinges and labels lose."""
    lost = 0
    for m in range(len(totals)):
        a, b = p.hinge_begin[m], p.hinge_begin[m + 1]
        lost += cost_at(totals[m], p.hinge_at[a:b], p.hinge_below[a:b], p.hinge_above[a:b])
    for mark in range(len(p.label_cost)):
        if carriers[mark] > 0:
            lost += p.label_cost[mark]
    return int(lost)


@lean
def _count_in(p: Problem, one: int, sign: int, totals: Ints, carriers: Ints) -> None:
    """One candidate's size and labels, added or taken away."""
    for m in range(len(totals)):
        totals[m] += sign * p.sizes[m, one]
    for mark in range(len(p.label_cost)):
        carriers[mark] += sign * p.labels[mark, one]


@lean
def _change(p: Problem, group: Group, one: int, sign: int) -> int:
    """Puts a candidate in or takes it out; returns the points that this brings, without side costs."""
    brought = sign * group.link[one]
    group.inside[one] = sign > 0
    _count_in(p, one, sign, group.totals, group.carriers)
    for j in range(len(p.gains)):
        group.link[j] += sign * p.pairs[one, j]
        group.clash[j] += sign * p.apart[one, j]
    return int(brought)


@lean
def _tried(p: Problem, group: Group, out: int, into: int) -> tuple[int, int]:
    """How far outside windows the totals are after a change, and its side costs."""
    for m in range(len(group.totals)):
        group.trial[m] = group.totals[m]
    for mark in range(len(p.label_cost)):
        group.tried[mark] = group.carriers[mark]
    if out >= 0:
        _count_in(p, out, -1, group.trial, group.tried)
    if into >= 0:
        _count_in(p, into, 1, group.trial, group.tried)
    return _outside(p, group.trial), _side_cost(p, group.trial, group.tried)


@lean
def _best_change(
    p: Problem, group: Group, linear: int, count: int, best: int, best_off: int, both: bool
) -> tuple[int, int]:
    """The best candidate to take out and to put in, one of each or either; -1 for none.

    Args:
        linear: points without side costs. best, best_off: what to be better than.
    """
    n, off, change_out, change_in = len(p.gains), best_off, -1, -1
    for out in range(0 if both else -1, n):
        if out >= 0 and (not group.inside[out] or count == 1):
            continue
        for into in range(-1, n):
            if (into >= 0 and out >= 0) != both or (into < 0 and out < 0):
                continue
            if into >= 0 and (group.inside[into] or group.clash[into] - (p.apart[out, into] if out >= 0 else 0) > 0):
                continue
            worth = linear
            if out >= 0:
                worth -= group.link[out]
            if into >= 0:
                worth += group.link[into] - (p.pairs[out, into] if out >= 0 else 0)
            if worth <= best and off == 0:  # costs are never gains: with them it is no better
                continue
            trial_off, cost = _tried(p, group, out, into)
            if trial_off < best_off or (trial_off == best_off and worth - cost > best):
                best, best_off, change_out, change_in = worth - cost, trial_off, out, into
    return change_out, change_in


@compiled
def grow(p: Problem, members: Small, lengths: Ints, values: Ints) -> int:
    """One column from each candidate.

    Args:
        members, lengths, values: (n, n), (n,), (n,) set: its members, ascending, how many, and what it is worth.

    Returns:
        The steps taken. ``lengths`` is zero where no column with totals in the windows came of a start.
    """
    n, steps = len(p.gains), 0
    group = _room(n, len(p.sizes), len(p.label_cost))
    for start in range(n):
        group.inside[:], group.link[:], group.clash[:], group.totals[:], group.carriers[:] = 0, p.gains, 0, 0, 0
        linear, count, off, now = p.points, 0, 0, NEVER
        out, into = -1, start
        for _ in range(MOST_STEPS):
            if out >= 0:
                linear += _change(p, group, out, -1)
                count -= 1
            if into >= 0:
                linear += _change(p, group, into, 1)
                count += 1
            steps += n
            off = _outside(p, group.totals)
            now = linear - _side_cost(p, group.totals, group.carriers)
            out, into = _best_change(p, group, linear, count, now, off, False)
            if out < 0 and into < 0:
                out, into = _best_change(p, group, linear, count, now, off, True)
            if out < 0 and into < 0:
                break
        lengths[start], values[start] = 0, NEVER
        if off == 0:
            values[start] = now
            for i in range(n):
                if group.inside[i]:
                    members[start, lengths[start]] = i
                    lengths[start] += 1
    return steps
