"""The best choice of areas, against every choice there is."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from regroup.engines.columns_bound import Choice


def drawn(seed: int) -> tuple[Choice, list[int]]:
    random = np.random.default_rng(seed)
    kinds = int(random.integers(1, 4))
    most = random.integers(0, 4, kinds)
    least = np.where(random.random(kinds) < 0.4, most, 0)
    counted = random.random(kinds) < 0.7
    count_least = int(random.integers(0, 4))
    choice = Choice(
        tuple(least.tolist()), tuple(most.tolist()), tuple(counted.tolist()), count_least, count_least + seed % 3
    )
    return choice, random.integers(-5, 6, kinds).tolist()


def allowed(choice: Choice) -> list[tuple[int, ...]]:
    """Every choice, each a number of areas of each type."""
    numbers = product(*(range(low, high + 1) for low, high in zip(choice.least, choice.most, strict=True)))
    return [
        used
        for used in numbers
        if choice.count_least
        <= sum(each for each, counts in zip(used, choice.counted, strict=True) if counts)
        <= choice.count_most
    ]


def worth(used: tuple[int, ...], values: list[int]) -> int:
    return sum(number * value for number, value in zip(used, values, strict=True))


@pytest.mark.parametrize("first", range(0, 600, 100))
def test_no_choice_is_above_the_best(first: int):
    for seed in range(first, first + 100):
        choice, values = drawn(seed)
        every = allowed(choice)
        best = max((worth(used, values) for used in every), default=None)
        assert choice.best(values) == best
        used = choice.used(values)
        assert (used is None) == (not every)
        if used is not None:
            assert used in every
            assert worth(used, values) == best


@pytest.mark.parametrize("first", range(0, 600, 100))
def test_the_best_with_one_area_of_a_type(first: int):
    for seed in range(first, first + 100):
        choice, values = drawn(seed)
        for kind, value in enumerate(values):
            best = max((worth(used, values) - value for used in allowed(choice) if used[kind]), default=None)
            assert choice.with_one(values, kind) == best


def test_only_where_no_choice_is_left():
    left = 0
    for seed in range(600):
        choice, _ = drawn(seed)
        every, only = allowed(choice), choice.only()
        if only is not None:
            assert every == [only]
        left += only is not None
    assert left > 50
    assert Choice((0,), (4,), (True,), 3, 3).only() == (3,)
    assert Choice((0,), (4,), (True,), 2, 3).only() is None
