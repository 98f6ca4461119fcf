"""Reducing a core far larger than a municipality's leaves open what is open."""

from __future__ import annotations

import numpy as np

from regroup.preprocess import reduce
from tests.engines.municipal import municipal


def test_a_large_core_keeps_its_places():
    core = municipal(2000, 30, 1)
    assert np.array_equal(reduce(core).core.allowed, core.allowed)
