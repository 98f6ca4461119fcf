"""The best choice of areas against every choice there is."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import numpy as np

from regroup.engines.columns import by_number
from regroup.engines.columns_area import types_of
from regroup.engines.columns_bound import Choice, choice_of
from regroup.preprocess import reduce
from tests.engines.random_cores import random_core

SEEDS = range(300)


def numbers(choice: Choice) -> Iterator[tuple[int, ...]]:
    """How many areas of each type there may be: every way."""
    for each in product(*(range(least, most + 1) for least, most in zip(choice.least, choice.most, strict=True))):
        counted = sum(number for number, counts in zip(each, choice.counted, strict=True) if counts)
        if choice.count_least <= counted <= choice.count_most:
            yield each


def worth(values: list[int], number: tuple[int, ...]) -> int:
    return sum(value * times for value, times in zip(values, number, strict=True))


def random_choice(seed: int) -> tuple[Choice, list[int]]:
    """A choice and values of its types."""
    random = np.random.default_rng(seed)
    types = int(random.integers(1, 5))
    most = random.integers(0, 4, types)
    least = np.where(random.random(types) < 0.3, random.integers(0, most + 1), 0)
    low = int(random.integers(0, 5))
    choice = Choice(
        tuple(least.tolist()),
        tuple(most.tolist()),
        tuple((random.random(types) < 0.7).tolist()),
        low,
        low + int(random.integers(-1, 5)),
    )
    return choice, random.integers(-9, 10, types).tolist()


def test_no_choice_is_above_the_best():
    for seed in SEEDS:
        choice, values = random_choice(seed)
        assert choice.best(values) == max((worth(values, each) for each in numbers(choice)), default=None)


def test_the_others_beside_one_area():
    for seed in SEEDS:
        choice, values = random_choice(seed)
        for kind, value in enumerate(values):
            others = [worth(values, each) - value for each in numbers(choice) if each[kind]]
            assert choice.with_one(values, kind) == max(others, default=None)


def test_a_column_worth_more_than_what_is_told_is_in_a_choice_that_reaches_the_target():
    for seed in SEEDS:
        choice, values = random_choice(seed)
        target = int(np.random.default_rng(seed).integers(-20, 40))
        for kind, above in enumerate(choice.above(values, target)):
            others = [worth(values, each) - values[kind] for each in numbers(choice) if each[kind]]
            assert not any(rest + above >= target for rest in others)
            assert not others or any(rest + above + 1 >= target for rest in others)
            assert others or above == values[kind]


def test_each_number_of_areas_by_itself():
    for seed in SEEDS:
        choice, _ = random_choice(seed)
        alone = list(by_number(choice))
        assert all(each.count_least == each.count_most for each in alone)
        assert sorted(each for one in alone for each in numbers(one)) == sorted(numbers(choice))


def test_choices_are_those_that_the_core_allows():
    for seed in SEEDS:
        core = reduce(random_core(seed)).core
        types = types_of(core, 1)
        allowed = set(numbers(choice_of(core, types)))
        for used in product((False, True), repeat=core.k):
            counted = int((core.counted & np.array(used)).sum())
            right = core.count_least <= counted <= core.count_most and all(np.array(used)[core.must_use])
            assert (tuple(sum(used[area] for area in kind.areas) for kind in types) in allowed) == right


def test_the_best_choice_is_one_of_those_allowed():
    for seed in SEEDS:
        choice, values = random_choice(seed)
        used, every = choice.used(values), list(numbers(choice))
        assert (used is None) == (not every)
        if used is not None:
            assert used in every
            assert worth(values, used) == choice.best(values)


def test_only_where_no_choice_is_left():
    left = 0
    for seed in SEEDS:
        choice, _ = random_choice(seed)
        only = choice.only()
        if only is not None:
            assert list(numbers(choice)) == [only]
        left += only is not None
    assert left > 5
    assert Choice((0,), (4,), (True,), 3, 3).only() == (3,)
    assert Choice((0,), (4,), (True,), 2, 3).only() is None
