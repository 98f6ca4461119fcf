"""Warming up goes through every compiled search, so that none is left to be compiled at first use."""

from __future__ import annotations

from pathlib import Path

from regroup.engines import (
    clique_bound,
    clique_stars,
    clique_triangles,
    columns,
    columns_bend_branch,
    columns_branch_deep,
    columns_branch_loop,
    columns_greedy_loop,
    columns_table_fill,
    columns_table_search,
    compiling,
    local_search,
    warm,
)
from regroup.engines.base import Budget, Claim
from regroup.engines.columns import solve
from tests.benchmarks.generator import dense, municipal
from tests.engines.random_cores import random_core

LOOPS = (
    clique_stars.best_companies,
    clique_triangles.list_violated,
    columns_bend_branch.bent_part,
    columns_branch_deep.branch_at,
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


def test_nothing_is_left_to_be_compiled():
    warm.warm()
    compiling.begins()  # whoever listened before is not asked about
    heard = list[bool]()
    compiling.listen(lambda: heard.append(True))
    for core in (*map(random_core, range(40)), municipal(20, 3, 1, named=True, soft=True), dense(12, 3, 1)):
        for engine in (local_search, columns, clique_bound):
            engine.solve(core, Budget(work=2))
    assert not heard


def test_the_chain_is_proven():
    assert solve(warm.chain(), Budget(work=1)).claim is Claim.BEST
