"""Warming up goes through every compiled search, so that none is left to be compiled at first use."""

from __future__ import annotations

from pathlib import Path

from regroup.engines import columns_branch_loop, columns_greedy_loop, columns_table_fill, columns_table_search, warm
from regroup.engines.base import Budget, Claim
from regroup.engines.columns import solve

LOOPS = (
    columns_branch_loop.search,
    columns_greedy_loop.grow,
    columns_table_fill.fill,
    columns_table_search.search,
)


def test_every_search_is_compiled_and_kept():
    warm.warm()
    for loop in LOOPS:
        assert loop.signatures
        assert Path(loop.stats.cache_path).is_dir()


def test_the_chain_is_proven():
    assert solve(warm.chain(), Budget(work=1)).claim is Claim.BEST
