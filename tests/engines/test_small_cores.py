"""Whole engines on cores of up to four nodes, with some of every rule and term, against every plan there is."""

from __future__ import annotations

import pytest

from regroup.engines import cpsat, milp
from regroup.engines.base import Budget
from tests.engines.random_cores import random_core, truth
from tests.engines.test_columns import assert_exact

SMALL = [seed for seed in range(400) if random_core(seed).n <= 4]
CHUNK = 20
chunks = pytest.mark.parametrize("first", range(0, len(SMALL), CHUNK))


@chunks
def test_highs(first: int):
    for seed in SMALL[first : first + CHUNK]:
        core = random_core(seed)
        assert_exact(core, milp.solve(core, Budget(work=20)))


@chunks
def test_cpsat(first: int):
    for seed in SMALL[first : first + CHUNK]:
        core = random_core(seed)
        assert_exact(core, cpsat.solve(core, Budget(work=20)))


def test_some_have_a_plan_and_some_have_none():
    possible = sum(truth(random_core(seed)).points is not None for seed in SMALL)
    assert 40 < possible < len(SMALL) - 20
