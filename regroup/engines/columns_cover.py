"""The best plan of given columns where the number of areas of each type is known: exact cover with a budget.

Prices say how much each column is worth less than the best of its type. A plan's columns together may be worth only
so much less, which leaves few ways to go on: the node that is left and is in the fewest columns is covered next, by
the columns that lose least first. After D. E. Knuth, "Dancing links", 2000; bits in place of links.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from regroup.core import Ints
from regroup.engines.columns_pool import Column
from regroup.engines.compiled import compiled

Bits = npt.NDArray[np.uint64]

WORD = 64
FOUND, STEPS, SETTLED = 0, 1, 2
"""What the tally holds: whether a plan was found, columns tried, whether the search came to its end."""


@dataclass(frozen=True, slots=True)
class Cover:
    """What a search found.

    Attributes:
        columns: of the plan that loses least, or None.
        settled: whether it is that plan, or there is none within the budget.
        steps: columns tried, the same on every machine.
    """

    columns: tuple[Column, ...] | None
    settled: bool
    steps: int


def cover(
    n: int, columns: Sequence[Column], losses: Sequence[int], areas: Sequence[int], budget: int, most: int
) -> Cover:
    """The columns that hold each of n nodes once and lose least together, with the given number of areas of each type.

    Args:
        losses: of each column, not negative.
        areas: (T,) how many columns of each type to use.
        budget: the most that they may lose together.
        most: steps after which the search ends.
    """
    rows = rows_of(n, columns, losses)
    if rows is None:
        return Cover(None, True, 0)
    chosen, tally = np.zeros(sum(areas) + 1, dtype=np.int64), np.zeros(3, dtype=np.int64)
    left = np.array(areas, dtype=np.int64)
    search(rows.begin, rows.bits, rows.loss, rows.kinds, left, n, budget, most, chosen, tally)
    found = tuple(columns[int(rows.order[at])] for at in chosen[: sum(areas)]) if tally[FOUND] else None
    return Cover(found, bool(tally[SETTLED]), int(tally[STEPS]))


@dataclass(frozen=True, slots=True)
class Rows:
    """C columns in the order in which they are tried: those with each first node together, in rising order of loss.

    Attributes:
        order: (C,) the place of each among the columns given.
        begin: (n + 1,) where the columns with each first node begin.
        bits: (C, words) the nodes of each.
        loss, kinds: (C,).
    """

    order: Ints
    begin: Ints
    bits: Bits
    loss: Ints
    kinds: Ints


def rows_of(n: int, columns: Sequence[Column], losses: Sequence[int]) -> Rows | None:
    """Columns laid out for a search, nodes in few columns first; None where a node is in none, or there is no node."""
    numbers = np.array([len(members) for _, members in columns], dtype=np.int64)
    nodes = np.array([node for _, members in columns for node in members], dtype=np.int64)
    held = np.bincount(nodes, minlength=n)
    if n == 0 or not held.all():
        return None
    rank = np.argsort(np.argsort(held, kind="stable"), kind="stable")
    places, owner = rank[nodes], np.repeat(np.arange(len(columns)), numbers)
    first = np.minimum.reduceat(places, np.cumsum(numbers) - numbers)
    bits = np.zeros((len(columns), -(-n // WORD)), dtype=np.uint64)
    np.bitwise_or.at(bits, (owner, places // WORD), np.uint64(1) << (places % WORD).astype(np.uint64))
    loss = np.array(losses, dtype=np.int64)
    order = np.lexsort((loss, first))
    begin = np.searchsorted(first[order], np.arange(n + 1)).astype(np.int64)
    kinds = np.array([columns[at][0] for at in order.tolist()], dtype=np.int64)
    return Rows(order, begin, bits[order], loss[order], kinds)


@compiled
def search(
    begin: Ints,
    bits: Bits,
    loss: Ints,
    kinds: Ints,
    areas: Ints,
    n: int,
    budget: int,
    most: int,
    chosen: Ints,
    tally: Ints,
) -> None:
    """Depth first.

    Args:
        begin: (n + 1,) where the columns with each first node begin; they are in rising order of loss.
        bits: (C, words) the nodes of each column.
        loss, kinds: (C,) in the same order.
        areas: (T,) columns of each type to use; changed.
        chosen: (areas + 1,) the columns of the best plan.
        tally: (3,) what came of it.
    """
    words, deep = bits.shape[1], areas.sum()
    covered = np.zeros((deep + 1, words), np.uint64)
    lost, at, end = np.zeros(deep + 1, np.int64), np.zeros(deep + 1, np.int64), np.zeros(deep + 1, np.int64)
    taken = np.full(deep + 1, -1, np.int64)
    one = np.uint64(1)
    depth, tally[SETTLED] = 0, 1
    at[0], end[0] = begin[0], begin[1]
    if deep == 0:
        return
    while depth >= 0:
        if taken[depth] >= 0:
            areas[kinds[taken[depth]]] += 1
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
        apart = areas[kinds[c]] > 0
        for word in range(words):
            apart = apart and covered[depth, word] & bits[c, word] == 0
        if not apart:
            continue
        areas[kinds[c]] -= 1
        taken[depth] = c
        now = lost[depth] + loss[c]
        for word in range(words):
            covered[depth + 1, word] = covered[depth, word] | bits[c, word]
        node = 0
        while node < n and covered[depth + 1, node // WORD] >> np.uint64(node % WORD) & one:
            node += 1
        if node == n and depth + 1 == deep:
            tally[FOUND], budget = 1, now - 1
            for level in range(deep):
                chosen[level] = taken[level]
        elif node < n and depth + 1 < deep:
            depth += 1
            lost[depth], at[depth], end[depth] = now, begin[node], begin[node + 1]
