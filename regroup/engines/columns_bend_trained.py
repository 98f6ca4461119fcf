"""Which squares make the bound of `columns_bend` low: multipliers that follow a subgradient, at the root of a search.

The relaxed knapsack takes candidates, and each taken one takes others beside it; averaged over steps, who is taken
with whom is a matrix that should have no negative eigenvalue. What violates that moves the squares, and what one takes
without being taken back moves the shares of a pair. Any squares and shares are valid, so nothing rests on how they
were found. After F. Barahona and R. Anbil, "The volume algorithm", 2000.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from regroup.core import Ints
from regroup.engines.clique_spectrum import squares as squares_of
from regroup.engines.columns_credit import _filled, _take, _worth
from regroup.engines.columns_problem import Flags, Problem
from regroup.engines.columns_relax import multiplier, steepness
from regroup.engines.compiled import compiled
from regroup.engines.local_net import Floats

NEW = 0.06
"""Weight of the latest step in the average."""
FIRST, LONGEST, SHORTEST = 0.5, 1.5, 1e-4
LONGER, SHORTER, PATIENCE = 1.05, 0.7, 12
FURTHER = 4.0
"""How much further squares step than shares."""
LEAST = 0.15
"""Of what a candidate brings by itself, on average: the least that is thought to be left above the threshold."""
LARGEST = 2**44
"""The entries of the squares add up to no more, so that every sum stays inside 64 bits."""


@dataclass(frozen=True, slots=True)
class Bend:
    """Multipliers for n candidates.

    Attributes:
        square: (n + 1, n + 1) without negative eigenvalues; the first row is for the candidates' own.
        shift: (n, n) how much more than half of a pair's points i is credited with; that of j is the opposite.
    """

    square: Floats
    shift: Floats

    def at(self, nodes: Ints) -> Bend:
        """Those of some candidates."""
        rows = np.concatenate([[0], nodes + 1])
        return Bend(self.square[np.ix_(rows, rows)], self.shift[np.ix_(nodes, nodes)])

    def with_at(self, nodes: Ints, part: Bend) -> Bend:
        """The same, but for some candidates."""
        square, shift, rows = self.square.copy(), self.shift.copy(), np.concatenate([[0], nodes + 1])
        square[np.ix_(rows, rows)], shift[np.ix_(nodes, nodes)] = part.square, part.shift
        return Bend(square, shift)

    def whole(self, pairs: Ints) -> tuple[Ints, Ints] | None:
        """Credits and squares as integers, (n, n) each; none where sums could leave 64 bits."""
        values, directions = np.linalg.eigh(self.square[1:, 1:])
        rows = np.rint((directions * np.sqrt(np.maximum(values, 0.0))).T).astype(np.int64)
        squares = squares_of(rows)
        if squares is None or int(np.abs(squares).sum()) > LARGEST:
            return None
        left = np.triu(np.maximum(pairs + 2 * squares, 0), 1)
        mine = np.triu(np.clip(np.floor(left / 2 + self.shift), 0, left).astype(np.int64), 1)
        return mine + (left - mine).T, squares


def no_bend(n: int) -> Bend:
    """Nothing yet."""
    return Bend(np.zeros((n + 1, n + 1)), np.zeros((n, n)))


def trained(p: Problem, threshold: int, begin: Bend, rounds: int, stop: Flags) -> Bend:
    """Better multipliers for a search at its root; ``stop`` ends it where it is set."""
    n, best, bound = len(p.gains), begin, np.inf
    here, average = begin, np.zeros((n + 1, n + 1))
    one_sided, length, waited = np.zeros((n, n)), FIRST, 0
    least = LEAST * float(np.abs(p.gains).mean())
    for step in range(rounds):
        taken, beside = np.zeros(n), np.zeros((n, n))
        inner = here.square[1:, 1:]
        gains = p.gains + inner.diagonal() + 2 * here.square[0, 1:]
        found = float(here.square[0, 0]) + _relaxed(p, gains, p.pairs / 2 + inner + here.shift, taken, beside)
        if found < bound:
            best, bound, waited, length = here, found, 0, min(LONGEST, length * LONGER)
        else:
            waited += 1
            if waited >= PATIENCE:
                length, waited = length * SHORTER, 0
        if bound <= threshold or length < SHORTEST or stop[0]:
            break
        new = 1.0 if step == 0 else NEW
        average = (1 - new) * average + new * _matrix(taken, beside)
        one_sided = (1 - new) * one_sided + new * (beside - beside.T)
        norm = float((one_sided**2).sum()) / 2 + FURTHER * float((average**2).sum())
        far = length * max(bound - threshold, least) / max(norm, 1e-9)
        here = Bend(_positive(best.square - FURTHER * far * average), best.shift - far * one_sided)
    return best


def _matrix(taken: Floats, beside: Floats) -> Floats:
    """(n + 1, n + 1) who is taken, and who with whom."""
    whole = np.ones((len(taken) + 1, len(taken) + 1))
    whole[0, 1:] = whole[1:, 0] = taken
    whole[1:, 1:] = (beside + beside.T) / 2
    np.fill_diagonal(whole[1:, 1:], taken)
    return whole


def _positive(square: Floats) -> Floats:
    """The part of a symmetric matrix without negative eigenvalues."""
    values, directions = np.linalg.eigh(square)
    return np.asarray((directions * np.maximum(values, 0.0)) @ directions.T)


@compiled
def _relaxed(p: Problem, gains: Floats, split: Floats, taken: Floats, beside: Floats) -> float:
    """The bound with shares (n, n); sets who is taken, and (n, n) whom those who are take beside them."""
    n, w, end, largest = len(gains), p.sizes[0], p.hinge_begin[1], 0
    for i in range(n):
        largest += w[i]
    low, high = max(p.least[0], 0), min(p.most[0], largest)
    at, below, above = p.hinge_at[:end], p.hinge_below[:end], p.hinge_above[:end]
    credit, key, near = np.empty(n), np.empty(n), np.empty(n, np.int64)
    for i in range(n):
        for j in range(n):
            key[j] = -1.0 if j == i or p.apart[i, j] else (split[i, j] / w[j] if w[j] > 0 else split[i, j] * 1e9)
        order, count = np.argsort(-key), 0
        for x in range(n):
            if key[order[x]] > 0.0 and w[order[x]] + w[i] <= high:
                near[count] = order[x]
                count += 1
        credit[i] = gains[i] + _filled(i, split, near, count, w, high, beside[i])
    for i in range(n):
        key[i] = credit[i] / w[i] if w[i] > 0 else steepness(int(credit[i]), 0)
    order = np.argsort(-key)
    times = multiplier(order, n, key, w, 0, low, high, at, below, above)
    _take(order, key, w, times, low, high, at, below, above, taken)
    for i in range(n):
        for j in range(n):
            beside[i, j] *= taken[i]
    return p.points + _worth(credit, w, times, low, high, at, below, above)
