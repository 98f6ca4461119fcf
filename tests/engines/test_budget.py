"""What an engine may be told about how much to do."""

from __future__ import annotations

from fractions import Fraction

import pytest

from regroup.engines.base import Budget


@pytest.mark.parametrize("limit", [0, -1, float("nan"), float("inf"), -0.5])
@pytest.mark.parametrize("name", ["work", "seconds"])
def test_limits_are_positive_and_finite(name: str, limit: float):
    with pytest.raises(ValueError, match=f"{name} must be positive and finite"):
        Budget(**{"work": 1.0, name: limit})


@pytest.mark.parametrize("workers", [0, -1, 10**6])
def test_workers_are_few_and_at_least_one(workers: int):
    with pytest.raises(ValueError, match="workers must be 1 to"):
        Budget(work=1, workers=workers)


@pytest.mark.parametrize("threads", [0, -1, 10**6])
def test_threads_are_few_and_at_least_one(threads: int):
    with pytest.raises(ValueError, match="threads must be 1 to"):
        Budget(work=1, threads=threads)


@pytest.mark.parametrize("seed", [-1, 2**31, 2**63])
def test_seeds_fit(seed: int):
    with pytest.raises(ValueError, match="seed must be 0 to"):
        Budget(work=1, seed=seed)


def test_gaps_are_not_negative():
    with pytest.raises(ValueError, match="gap must not be negative"):
        Budget(work=1, gap=Fraction(-1, 100))
