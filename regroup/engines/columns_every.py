"""Every plan of given columns that loses at most a budget, by the search of `columns_cover` without its first end.

How many areas of a type there are may be open here: an area that is not used loses what it could have been worth.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from regroup.core import Ints
from regroup.engines.columns_bound import Choice
from regroup.engines.columns_cover import WORD, Bits, rows_of
from regroup.engines.columns_pool import Column
from regroup.engines.compiled import compiled

FOUND, STEPS, SETTLED, MORE = 0, 1, 2, 3
"""What the tally holds: plans kept, columns tried, whether the search came to its end, whether plans were dropped."""
MUST = -1
"""In place of what an area loses that is not used: it must be used."""


@dataclass(frozen=True, slots=True)
class Losses:
    """What columns and areas lose against a sum that no plan exceeds, for one number of counted areas.

    Attributes:
        top: that sum, for columns alone.
        used: per type, the worth against which a column loses.
        idle: per type, what an area loses that is not used; `MUST` where it must be.
        number: how many counted areas there are.
    """

    top: int
    used: tuple[int, ...]
    idle: tuple[int, ...]
    number: int


def losses_of(choice: Choice, values: Sequence[int]) -> Losses:
    """The losses where no column of each type is worth more than ``values``, which need not be tight.

    Of the areas that count and need not be used, each is given ``share``: whatever it is, a plan's sum is at most
    ``top``, since it has ``spare`` of them. The share at which top is least is what the last of the best is worth.

    Args:
        choice: with one number of counted areas; areas of a type must all be used, or none of them must.
    """
    kinds = range(len(values))
    must = [choice.least[kind] > 0 for kind in kinds]
    open_to = sorted(
        (values[kind] for kind in kinds if choice.counted[kind] and not must[kind] for _ in range(choice.most[kind])),
        reverse=True,
    )
    spare = choice.count_least - sum(choice.least[kind] for kind in kinds if choice.counted[kind])
    share = open_to[max(0, min(spare, len(open_to)) - 1)] if open_to else 0
    given = [0 if must[kind] or not choice.counted[kind] else share for kind in kinds]
    used = [values[kind] if must[kind] else max(values[kind], given[kind]) for kind in kinds]
    idle = [MUST if must[kind] else used[kind] - given[kind] for kind in kinds]
    top = spare * share + sum((used[kind] - given[kind]) * choice.most[kind] for kind in kinds)
    return Losses(top, tuple(used), tuple(idle), choice.count_least)


@dataclass(frozen=True, slots=True)
class Covers:
    """What a search found.

    Attributes:
        plans: the columns of each plan, in the order they were found.
        lost: every plan that loses less is here; None where the search did not come to its end.
        steps: columns tried, the same on every machine.
    """

    plans: tuple[tuple[Column, ...], ...]
    lost: int | None
    steps: int = 0


def every_cover(
    n: int,
    columns: Sequence[Column],
    values: Sequence[int],
    losses: Losses,
    choice: Choice,
    budget: int,
    most: int,
    steps: int,
) -> Covers:
    """Every way to hold each of n nodes once, with the areas that a choice allows.

    Args:
        columns, values: each column once, with what it is worth.
        losses: of the same choice.
        budget: the most that a plan may lose.
        most: plans to keep; of more, those that lose least.
        steps: after which the search ends.
    """
    lost = [losses.used[kind] - value for (kind, _), value in zip(columns, values, strict=True)]
    rows = rows_of(n, columns, lost) if budget >= 0 else None
    if rows is None:
        return Covers((), budget + 1)
    deep = min(n, sum(choice.most))
    found, cost = np.full((2 * most, deep), -1, dtype=np.int64), np.zeros(2 * most, dtype=np.int64)
    tally = np.zeros(4, dtype=np.int64)
    left, counted = np.array(choice.most, dtype=np.int64), np.array(choice.counted, dtype=np.int64)
    idle = np.array(losses.idle, dtype=np.int64)
    every(
        rows.begin, rows.bits, rows.loss, rows.kinds, left, counted, idle, losses.number, n, budget, steps, found,
        cost, tally,
    )  # fmt: skip
    worst = keep_least(found, cost, tally)
    plans = tuple(
        tuple(columns[int(rows.order[at])] for at in found[one] if at >= 0) for one in range(int(tally[FOUND]))
    )
    here = int(worst) if tally[MORE] else budget + 1
    return Covers(plans, here if tally[SETTLED] else None, int(tally[STEPS]))


@compiled
def keep_least(found: Ints, cost: Ints, tally: Ints) -> int:
    """Keeps the half of the room that loses least, where more is in use; the most that one of them loses."""
    half = len(cost) // 2
    if tally[FOUND] > half:
        order = np.argsort(cost[: tally[FOUND]], kind="mergesort")[:half]
        found[:half], cost[:half] = found[order], cost[order]
        tally[FOUND], tally[MORE] = half, 1
    return cost[: tally[FOUND]].max() if tally[FOUND] else 0


@compiled
def every(
    begin: Ints,
    bits: Bits,
    loss: Ints,
    kinds: Ints,
    left: Ints,
    counted: Ints,
    idle: Ints,
    due: int,
    n: int,
    budget: int,
    most: int,
    found: Ints,
    cost: Ints,
    tally: Ints,
) -> None:
    """Depth first.

    Args:
        begin, bits, loss, kinds: see `columns_cover.Rows`.
        left, counted, idle: (T,) areas of each type not used so far, whether they count, what each of them loses.
        due: counted areas still to be used.
        found, cost: (2 * plans to keep, depth), (2 * plans to keep,) the columns of each plan and what it loses.
        tally: (4,) what came of it.
    """
    words, deep = bits.shape[1], found.shape[1]
    covered = np.zeros((deep + 1, words), np.uint64)
    lost, at, end = np.zeros(deep + 1, np.int64), np.zeros(deep + 1, np.int64), np.zeros(deep + 1, np.int64)
    taken = np.full(deep + 1, -1, np.int64)
    one = np.uint64(1)
    depth, tally[SETTLED] = 0, 1
    at[0], end[0] = begin[0], begin[1]
    while depth >= 0:
        if taken[depth] >= 0:
            left[kinds[taken[depth]]] += 1
            due += counted[kinds[taken[depth]]]
            taken[depth] = -1
        if at[depth] >= end[depth] or lost[depth] + loss[at[depth]] > budget:
            depth -= 1
            continue
        c = at[depth]
        at[depth] += 1
        tally[STEPS] += 1
        if tally[STEPS] > most:
            tally[SETTLED] = 0
            return
        apart = left[kinds[c]] > 0 and due >= counted[kinds[c]]
        for word in range(words):
            apart = apart and covered[depth, word] & bits[c, word] == 0
        if not apart:
            continue
        left[kinds[c]] -= 1
        due -= counted[kinds[c]]
        taken[depth] = c
        now = lost[depth] + loss[c]
        for word in range(words):
            covered[depth + 1, word] = covered[depth, word] | bits[c, word]
        node = 0
        while node < n and covered[depth + 1, node // WORD] >> np.uint64(node % WORD) & one:
            node += 1
        if node < n:
            if depth < deep - 1:
                depth += 1
                lost[depth], at[depth], end[depth] = now, begin[node], begin[node + 1]
            continue
        whole = due == 0
        for kind in range(len(left)):
            whole = whole and (idle[kind] != MUST or left[kind] == 0)
            now += left[kind] * idle[kind]
        if whole and now <= budget:
            where = tally[FOUND]
            cost[where] = now
            for level in range(deep):
                found[where, level] = taken[level] if level <= depth else -1
            tally[FOUND] += 1
            if tally[FOUND] == len(cost):
                budget = keep_least(found, cost, tally) - 1
