"""Every plan of given columns that loses at most a budget, against every choice of columns."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import numpy as np
import pytest

from regroup.engines.columns_bound import Choice
from regroup.engines.columns_cover import WORD
from regroup.engines.columns_every import MUST, Covers, Losses, every_cover, losses_of
from regroup.engines.columns_pool import Column

MOST, STEPS, ALL = 500, 10**7, 10**6
Plan = frozenset[Column]


class Drawn(NamedTuple):
    """Columns of three types and what they are worth, and a choice of areas with one number of those that count."""

    n: int
    columns: list[Column]
    values: list[int]
    best: list[int]
    choice: Choice

    @property
    def losses(self) -> Losses:
        return losses_of(self.choice, self.best)


@cache
def drawn(seed: int, n: int) -> Drawn:
    random = np.random.default_rng([3, seed])
    most = random.integers(0, 3, 3)
    most[0] += not most.any()
    must, counted = random.random(3) < 0.3, random.random(3) < 0.7
    kinds = np.repeat(np.arange(3), most)
    columns = {(0, tuple(range(n)))} if seed % 4 == 0 else set[Column]()
    for _ in range(6):
        where = random.choice(random.permutation(len(kinds))[: random.integers(1, len(kinds) + 1)], n)
        columns |= {
            (int(kind), tuple(np.flatnonzero(where == at).tolist()))
            for at, kind in enumerate(kinds)
            if (where == at).any()
        }
    columns |= {(int(random.integers(3)), tuple(np.flatnonzero(random.random(n) < 0.4).tolist())) for _ in range(2)}
    ordered = sorted(each for each in columns if each[1])
    best = random.integers(-9, 20, 3).tolist()
    values = [best[kind] - int(random.integers(0, 12)) for kind, _ in ordered]
    least = tuple(int(size) if needed else 0 for size, needed in zip(most, must, strict=True))
    needed_of_them = sum(low for low, counts in zip(least, counted, strict=True) if counts)
    number = int(random.integers(needed_of_them, most[counted].sum() + 1))
    choice = Choice(least, tuple(most.tolist()), tuple(counted.tolist()), number, number)
    return Drawn(n, ordered, values, best, choice)


@cache
def truth(seed: int, n: int) -> dict[Plan, int]:
    """Every plan, and what its areas are worth less than the most that can be."""
    _, columns, values, best, choice = drawn(seed, n)
    return {
        frozenset(columns[at] for at in chosen): losses_of(choice, best).top - sum(values[at] for at in chosen)
        for chosen in chosen_of(columns, frozenset(range(n)), sum(choice.most))
        if allowed(choice, [columns[at][0] for at in chosen])
    }


def chosen_of(columns: list[Column], left: frozenset[int], areas: int) -> Iterator[tuple[int, ...]]:
    """Columns that hold each of some nodes once, at most so many."""
    if not left:
        yield ()
    for at, (_, members) in enumerate(columns) if left and areas else ():
        if min(left) in members and left.issuperset(members):
            yield from ((at, *rest) for rest in chosen_of(columns, left.difference(members), areas - 1))


def allowed(choice: Choice, kinds: list[int]) -> bool:
    used = [kinds.count(kind) for kind in range(len(choice.most))]
    number = sum(use for use, counts in zip(used, choice.counted, strict=True) if counts)
    return number == choice.count_least and all(
        low <= use <= high for low, use, high in zip(choice.least, used, choice.most, strict=True)
    )


def found(draw: Drawn, budget: int, most: int = MOST, steps: int = STEPS) -> Covers:
    return every_cover(draw.n, draw.columns, draw.values, draw.losses, draw.choice, budget, most, steps)


def plans_in(covers: Covers) -> list[Plan]:
    plans = [frozenset(columns) for columns in covers.plans]
    assert len(set(plans)) == len(plans)
    assert all(len(plan) == len(columns) for plan, columns in zip(plans, covers.plans, strict=True))
    return plans


@pytest.mark.parametrize("n", [5, WORD, WORD + 3])
def test_all_that_lose_at_most_the_budget_are_found(n: int):
    several = open_ = 0
    for seed in range(70):
        draw, true = drawn(seed, n), truth(seed, n)
        for budget in {ALL, *(loss - less for loss in true.values() for less in (0, 1))}:
            covers = found(draw, budget)
            assert covers.lost == budget + 1
            assert set(plans_in(covers)) == {plan for plan, loss in true.items() if loss <= budget}
        several += len(true) > 3
        open_ += any(len(plan) < sum(draw.choice.most) for plan in true)
    assert several > 5
    assert open_ > 10


def test_of_too_many_those_that_lose_least_are_kept():
    dropped = 0
    for seed in range(70):
        draw, true = drawn(seed, 5), truth(seed, 5)
        ranked = sorted(true.values())
        for most in range(1, 6):
            covers = found(draw, ALL, most)
            assert covers.lost is not None
            plans = plans_in(covers)
            assert sorted(true[plan] for plan in plans) == ranked[:most]
            assert {plan for plan, loss in true.items() if loss < covers.lost} <= set(plans)
            assert covers.lost == (ranked[most - 1] if len(true) > most else ALL + 1)
            dropped += len(true) > 2 * most
    assert dropped > 15


def test_a_search_cut_short_says_so():
    cut = 0
    for seed in range(70):
        draw, true = drawn(seed, 5), truth(seed, 5)
        whole = found(draw, ALL)
        assert found(draw, ALL, steps=whole.steps) == whole
        for steps in {0, whole.steps // 2, whole.steps - 1} - {-1, whole.steps}:
            short = found(draw, ALL, steps=steps)
            assert short.lost is None
            assert short.steps == steps + 1
            assert set(plans_in(short)) <= set(true)
            cut += 1
    assert cut > 60


def test_where_nothing_may_be_lost_or_a_node_is_in_no_column_there_is_none():
    draw = drawn(4, 5)
    assert found(draw, -1) == Covers((), 0)
    choice = Choice((0,), (1,), (True,), 1, 1)
    losses = losses_of(choice, [7])
    assert every_cover(3, [(0, (0, 1))], [7], losses, choice, 9, 5, STEPS) == Covers((), 10)
    whole = every_cover(2, [(0, (0, 1))], [7], losses, choice, 0, 5, STEPS)
    assert (whole.plans, whole.lost) == ((((0, (0, 1)),),), 1)


def test_what_areas_lose_adds_up_to_what_a_choice_is_worth_less_than_the_top():
    for seed in range(200):
        draw = drawn(seed, 5)
        losses, choice = draw.losses, draw.choice
        top = choice.best(draw.best)
        if top is None:
            continue
        assert losses.top == top
        assert losses.number == choice.count_least
        assert [idle == MUST for idle in losses.idle] == [low > 0 for low in choice.least]
        assert all(used >= best for used, best in zip(losses.used, draw.best, strict=True))
