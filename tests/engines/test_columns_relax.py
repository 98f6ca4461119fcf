"""The relaxed knapsack is never below the best choice, whatever its multiplier, and its multiplier is the best."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np
import pytest

from regroup.core import Ints
from regroup.engines.columns_relax import (
    EXACT,
    cost_at,
    least_cost,
    multiplier,
    relaxed,
    sort_by_steepness,
    steepness,
    whole,
)

SEEDS = range(400)
FINE = 2520
"""All ratios of a credit to a size up to nine are whole."""


@dataclass(frozen=True)
class Knapsack:
    """Candidates with credits and sizes, the size so far, the window and the hinges of the total."""

    credit: Ints
    sizes: Ints
    total: int
    low: int
    high: int
    at: Ints
    below: Ints
    above: Ints

    def cost(self, total: int) -> int:
        hinges = zip(self.at.tolist(), self.below.tolist(), self.above.tolist(), strict=True)
        return sum(below * (at - total) if total < at else above * (total - at) for at, below, above in hinges)

    def relaxed(self, times: int) -> int:
        order, hinges = np.arange(len(self.sizes)), (self.at, self.below, self.above)
        return relaxed(order, len(order), self.credit, self.sizes, self.total, self.low, self.high, *hinges, times)

    def best(self) -> int | None:
        """The most that any choice with its total in the window brings."""
        found = []
        for taken in product((0, 1), repeat=len(self.sizes)):
            total = self.total + int(self.sizes @ np.array(taken, dtype=np.int64))
            if self.low <= total <= self.high:
                found.append(int(self.credit @ np.array(taken, dtype=np.int64)) - self.cost(total))
        return max(found, default=None)


def knapsack(seed: int) -> Knapsack:
    random = np.random.default_rng([5, seed])
    n, hinges = int(random.integers(1, 7)), int(random.integers(0, 4))
    sizes = random.integers(0 if seed % 3 else 1, 10, n)
    total = int(random.integers(0, 8))
    high = total + int(random.integers(0, int(sizes.sum()) + 1))
    return Knapsack(
        credit=random.integers(-6, 20, n) * FINE,
        sizes=sizes,
        total=total,
        low=int(random.integers(0, high + 1)),
        high=high,
        at=random.integers(-2, 30, hinges),
        below=random.integers(0, 5, hinges) * FINE,
        above=random.integers(0, 5, hinges) * FINE,
    )


def test_no_choice_is_above_the_bound_whatever_the_multiplier():
    for seed in SEEDS:
        of = knapsack(seed)
        best = of.best()
        if best is not None:
            assert all(of.relaxed(times) >= best for times in (-30 * FINE, -7, 0, 1, FINE, 5 * FINE, 40 * FINE))


def test_the_bound_is_what_it_says():
    for seed in SEEDS:
        of = knapsack(seed)
        totals = range(max(of.low, of.total), of.high + 1)
        for times in (-3 * FINE, 0, 1234, 4 * FINE):
            spare = sum(max(0, h - times * w) for h, w in zip(of.credit.tolist(), of.sizes.tolist(), strict=True))
            assert of.relaxed(times) == spare + max(times * (z - of.total) - of.cost(z) for z in totals)


def test_no_multiplier_gives_a_lower_bound():
    for seed in SEEDS:
        of = knapsack(seed)
        if of.low > of.total + int(of.sizes.sum()):
            continue
        order, key = np.arange(len(of.sizes)), np.zeros(len(of.sizes))
        sort_by_steepness(order, len(order), of.credit, of.sizes, key)
        hinges = (of.at, of.below, of.above)
        high = min(of.high, of.total + int(of.sizes.sum()))
        of = Knapsack(of.credit, of.sizes, of.total, of.low, high, *hinges)
        times = multiplier(order, len(order), key, of.sizes, of.total, of.low, of.high, *hinges)
        turns = [0, *range(-16 * FINE, 16 * FINE, FINE)]
        turns += [int(h) // int(w) for h, w in zip(of.credit, of.sizes, strict=True) if w]
        assert of.relaxed(whole(times, 100)) <= min(of.relaxed(turn) for turn in turns)


def test_costs_of_a_total_and_of_a_range():
    for seed in SEEDS:
        of = knapsack(seed)
        hinges = (of.at, of.below, of.above)
        assert [cost_at(z, *hinges) for z in range(-5, 40)] == [of.cost(z) for z in range(-5, 40)]
        assert least_cost(of.low, of.high, *hinges) == min(of.cost(z) for z in range(of.low, of.high + 1))


def test_the_steepest_come_first():
    for seed in SEEDS:
        of, random = knapsack(seed), np.random.default_rng(seed)
        order = random.permutation(len(of.sizes))
        count, before = len(order) // 2 + 1, order.copy()
        sort_by_steepness(order, count, of.credit, of.sizes, np.zeros(len(order)))
        falling = [steepness(of.credit[i], of.sizes[i]) for i in order[:count]]
        assert falling == sorted((steepness(of.credit[i], of.sizes[i]) for i in before[:count]), reverse=True)
        assert order[count:].tolist() == before[count:].tolist()


def test_steepness_is_credit_per_size():
    assert steepness(7, 2) == 3.5
    assert steepness(-7, 2) == -3.5
    assert steepness(1, 0) > 10**9 > -(10**9) > steepness(0, 0)


@pytest.mark.parametrize("largest", [0, 1, 1000])
def test_a_whole_multiplier_does_not_overflow(largest: int):
    assert whole(2.7, largest) == 2
    assert whole(-2.2, largest) == -3
    assert whole(1e30, largest) == int(EXACT / max(1, largest))
    assert whole(-1e30, largest) == int(np.floor(-EXACT / max(1, largest)))
