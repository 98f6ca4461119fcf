"""What a local search keeps while compiled loops run: the best allowed plans so far, and the price of breaches."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from regroup.core import Ints
from regroup.engines.compiled import inlined
from regroup.engines.local_net import Floats
from regroup.engines.local_plan import Plan

MOST_MET = 64


class Record(NamedTuple):
    """For n nodes.

    Attributes:
        price: (3,) points that a breach of one typical node costs, and the least and the most it may cost.
        points: (3,) of the best allowed plan of all and of this round, and from where local optima are kept.
        best, own: (n,) the best allowed plan of all and of this round.
        met: (`MOST_MET`, n) allowed local optima.
        filled: (1,) how many of these there are.
    """

    price: Floats
    points: Floats
    best: Ints
    own: Ints
    met: Ints
    filled: Ints


def empty_record(n: int) -> Record:
    """A record of nothing."""
    nowhere = np.full(n, -1, dtype=np.int64)
    return Record(
        price=np.ones(3),
        points=np.array([-np.inf, -np.inf, np.inf]),
        best=nowhere,
        own=nowhere.copy(),
        met=np.zeros((MOST_MET, n), dtype=np.int64),
        filled=np.zeros(1, dtype=np.int64),
    )


@inlined
def is_allowed(plan: Plan) -> bool:
    """Whether nothing is broken: the windows of empty areas do not bind after all."""
    return bool(plan.sums[1] - plan.sums[2] <= 0.0)


@inlined
def keep_if_best(plan: Plan, record: Record) -> bool:
    """Copies the plan where it breaks nothing and has more points than any of this round; whether it has."""
    if plan.sums[0] <= record.points[1] or not is_allowed(plan):
        return False
    record.points[1] = plan.sums[0]
    first = plan.sums[0] > record.points[0]
    if first:
        record.points[0] = plan.sums[0]
    for node in range(len(plan.area)):
        record.own[node] = plan.area[node]
        if first:
            record.best[node] = plan.area[node]
    return True


@inlined
def keep_if_met(plan: Plan, record: Record) -> None:
    """Copies an allowed local optimum among those met, if it is good enough and there is room."""
    at = record.filled[0]
    if plan.sums[0] > record.points[2] and at < len(record.met) and is_allowed(plan):
        for node in range(len(plan.area)):
            record.met[at, node] = plan.area[node]
        record.filled[0] = at + 1
