"""Reducing takes no time worth speaking of, on cores far larger than a municipality's as well."""

from __future__ import annotations

import time

import numpy as np

from regroup.preprocess import reduce
from tests.engines.municipal import municipal


def seconds(n: int, k: int) -> float:
    core = municipal(n, k, 1)
    started = time.process_time()
    reduce(core)
    return time.process_time() - started


def test_a_large_municipality():
    assert min(seconds(60, 10) for _ in range(3)) < 0.05


def test_far_more_nodes():
    assert seconds(2000, 30) < 5


def test_windows_of_a_large_core_are_reached():
    core = municipal(2000, 30, 1)
    assert np.array_equal(reduce(core).core.allowed, core.allowed)
