"""Column generation on five nodes, where it may run without compiling."""

from __future__ import annotations

from regroup.engines import columns
from regroup.engines.base import Budget, Claim
from tests.engines.random_cores import random_core


def test_what_an_earlier_solve_left_shortens_the_next():
    core, work = random_core(0), Budget(work=20)
    cold = columns.solve(core, work)
    warm = columns.solve(core, work, known=cold.known)
    assert (cold.claim, warm.claim, warm.bound) == (Claim.BEST, Claim.BEST, cold.bound)
    assert warm.work < cold.work
