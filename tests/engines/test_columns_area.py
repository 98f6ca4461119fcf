"""Areas taken one by one are worth what the core says of the whole, and are allowed when it allows the whole."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from regroup.core import Core
from regroup.engines.columns_area import Members, types_of
from regroup.preprocess import reduce
from tests.certificates import worth
from tests.engines.random_cores import random_core

SCALE = 7
CORES = range(0, 400, 2)


def columns(assignment: np.ndarray, areas: tuple[int, ...]) -> list[Members]:
    members = [tuple(np.flatnonzero(assignment == area).tolist()) for area in areas]
    return [nodes for nodes in members if nodes]


def number_allowed(core: Core, assignment: np.ndarray) -> bool:
    used = np.isin(np.arange(core.k), assignment)
    return bool(used[core.must_use].all()) and core.count_least <= int(used[core.counted].sum()) <= core.count_most


@pytest.mark.parametrize("seed", CORES)
def test_areas_add_up_to_the_core(seed: int):
    core = reduce(random_core(seed)).core
    types = types_of(core, SCALE)
    random = np.random.default_rng(seed)
    for _ in range(20):
        assignment = random.integers(0, core.k, core.n)
        chosen = [(kind, members) for kind in types for members in columns(assignment, kind.areas)]
        assert SCALE * (core.points(assignment) - core.constant) == sum(kind.points(ms) for kind, ms in chosen)
        each = all(kind.admits(members) for kind, members in chosen)
        assert core.allows(assignment) == (each and number_allowed(core, assignment))


def test_every_area_is_of_one_type():
    core = reduce(random_core(3)).core
    assert sorted(area for kind in types_of(core, 1) for area in kind.areas) == list(range(core.k))


@pytest.mark.parametrize("first", range(0, 160, 40))
def test_columns_are_worth_and_allowed_what_the_core_says(first: int):
    for seed in range(first, first + 40):
        core = reduce(random_core(seed)).core
        for kind in types_of(core, SCALE):
            for size in range(1, core.n + 1):
                for members in combinations(range(core.n), size):
                    true = worth(core, kind.areas[0], members)
                    assert kind.admits(members) == (true is not None)
                    assert true is None or kind.points(members) == SCALE * true
