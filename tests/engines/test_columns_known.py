"""Column generation from what an earlier solve left: the same answers, whatever that was, and sooner."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from regroup.core import Core
from regroup.engines import columns
from regroup.engines.base import Budget, Claim
from regroup.engines.columns_known import begin_with, known_after
from regroup.engines.columns_pricing import Pricing
from regroup.engines.columns_search import Search
from regroup.engines.process import Engines
from regroup.known import Known, contracted
from regroup.preprocess import reduce
from tests.benchmarks.generator import municipal
from tests.engines.random_cores import random_core, truth
from tests.engines.test_columns import assert_exact

WORK = Budget(work=20)


def hostile(core: Core, seed: int) -> Known:
    """Columns drawn without looking at the core, and prices of any size."""
    random = np.random.default_rng([11, seed])
    drawn = []
    for _ in range(20):
        areas = random.choice(core.k, random.integers(1, core.k + 1), replace=False)
        nodes = random.choice(core.n, random.integers(1, core.n + 1))
        drawn.append((tuple(areas.tolist()), tuple(nodes.tolist())))
    largest = 10.0 ** random.integers(0, 300)
    return Known(tuple(drawn), tuple((largest * random.uniform(-1, 1, core.n)).tolist()))


@pytest.mark.parametrize("first", range(0, 300, 50))
def test_exact_whatever_is_known(first: int):
    for seed in range(first, first + 50):
        core = random_core(seed)
        assert_exact(core, columns.solve(core, WORK, known=hostile(core, seed)))


@pytest.mark.parametrize("first", range(0, 200, 50))
def test_exact_with_what_another_core_left(first: int):
    for seed in range(first, first + 50):
        core = random_core(seed)
        left = columns.solve(random_core(seed + 1000), WORK).known
        assert_exact(core, columns.solve(core, WORK, known=left))


@pytest.mark.parametrize("seed", range(40))
def test_what_a_core_left_is_of_its_own_nodes_and_areas(seed: int):
    core = random_core(seed)
    outcome = columns.solve(core, WORK)
    assert outcome.known.fits(core.n, core.k)
    assert_exact(core, columns.solve(core, WORK, starts=[np.zeros(core.n + 1, int)], known=outcome.known))


def changed(core: Core) -> Iterator[tuple[str, Core]]:
    """The core with a weight, a window, a fixed unit, two units together, one count and one scale otherwise."""
    fixed = core.allowed.copy()
    fixed[3] = np.arange(core.k) == 1
    yield "weight", replace(core, pair_points=core.pair_points + np.where(core.pair_i == 2, 20, 0))
    yield "weights", replace(core, pull=3 * core.pull, pair_points=2 * core.pair_points)
    yield "window", replace(core, window_least=core.window_least - 5, window_most=core.window_most + 9)
    yield "fixed", replace(core, allowed=fixed)
    yield "together", replace(core, together=np.array([[0, 7], [7, 9]]))
    yield "count", replace(core, count_least=core.k - 1, must_use=np.zeros(core.k, bool))
    yield "scale", replace(core, scale=10, pair_points=10 * core.pair_points, pull=10 * core.pull)


@pytest.mark.parametrize("n", [20, 30])
@pytest.mark.parametrize("named", [False, True])
def test_warm_and_cold_prove_the_same(n: int, named: bool):
    core = municipal(n, 4, 1, named=named)
    first = columns.solve(core, WORK)
    known, starts = first.known, [first.assignment]
    for what, other in changed(core):
        cold, warm = columns.solve(other, WORK), columns.solve(other, WORK, known=known, starts=starts)
        assert (warm.claim, warm.bound) == (cold.claim, cold.bound), what
        assert warm.claim is Claim.BEST, what
        assert other.allows(warm.assignment)
        assert other.points(warm.assignment) == warm.bound
        known = known.after(warm.known)


def test_a_warm_solve_takes_less_work():
    core = municipal(30, 4, 2, named=True)
    known = columns.solve(core, WORK).known
    others = [other for _, other in changed(core)]
    cold = sum(columns.solve(other, WORK).work for other in others)
    warm = sum(columns.solve(other, WORK, known=known).work for other in others)
    assert warm < cold


def test_the_same_input_gives_the_same_answer():
    core = municipal(20, 4, 5, named=True)
    known = columns.solve(core, WORK).known
    one, two = (columns.solve(core, WORK, known=known) for _ in range(2))
    assert one.assignment.tolist() == two.assignment.tolist()
    assert (one.claim, one.bound, one.work, one.known) == (two.claim, two.bound, two.work, two.known)


def taken(core: Core, known: Known) -> tuple[Search, list[tuple[int, tuple[int, ...]]]]:
    """A search that was given what is known, and the columns that it took."""
    small = reduce(core)
    with Search(small.core, WORK, lambda event: None, 1, Pricing.MEASURED) as search:
        begin_with(search, contracted(known, core, small))
    return search, list(search.pool.columns)


def loose(n: int, *, together: tuple[tuple[int, int], ...] = ()) -> Core:
    """A core in which areas of at most n - 1 nodes are allowed, and pairs in a row are worth 10, 11, 12 ..."""
    core = municipal(n, 2, 1)
    return replace(
        core,
        sizes=np.ones((1, n), dtype=np.int64),
        window_least=np.ones((1, 2), dtype=np.int64),
        window_most=np.full((1, 2), n - 1),
        pair_i=np.arange(n - 1),
        pair_j=np.arange(1, n),
        pair_points=np.arange(10, n + 9),
        together=np.array(together, dtype=np.int64).reshape(-1, 2),
    )


def test_columns_that_split_a_class_are_left_aside():
    known = Known((((0,), (0, 1)), ((0, 1), (1, 2)), ((1,), (3, 0, 3, 1))))
    _, columns_taken = taken(loose(5, together=((0, 1),)), known)
    assert columns_taken == [(0, (0,)), (0, (0, 2))]


def test_columns_that_are_not_allowed_are_left_aside():
    _, columns_taken = taken(loose(5), Known((((0,), (0, 1, 2, 3, 4)), ((0,), (2,)))))
    assert columns_taken == [(0, (2,))]


def test_a_column_stays_one_of_each_area_that_it_was_found_for():
    core = loose(5)
    core = replace(core, pull=np.arange(10).reshape(5, 2))
    _, columns_taken = taken(core, Known((((0, 1), (2,)), ((1,), (3,)))))
    assert columns_taken == [(0, (2,)), (1, (2,)), (1, (3,))]


def test_prices_go_to_classes_and_come_back():
    core = replace(loose(5, together=((0, 1),)), scale=2)
    search, _ = taken(core, Known(prices=(10.0, 20.0, 1.0, -2.0, 3.0)))
    assert search.guess is not None
    assert search.guess.nodes.tolist() == [50.0, 2.0, -4.0, 6.0]  # 30 points of the model, less the pair's 10 of 60


def test_prices_are_no_larger_than_a_node_can_be_worth():
    search, _ = taken(loose(5), Known(prices=(1e300, -1e300, 0.0, 0.0, 0.0)))
    assert search.guess is not None
    assert np.abs(search.guess.nodes).max() == search.worth


def test_before_a_bound_nothing_is_left():
    core = loose(5)
    small = reduce(core)
    with Search(small.core, WORK, lambda event: None, 1, Pricing.MEASURED) as search:
        search.begin([])
        assert not known_after(search)


def test_an_impossible_core_leaves_columns_for_the_next():
    core = next(core for core in map(random_core, range(300)) if truth(core).points is None and core.n > 4)
    known = columns.solve(core, WORK).known
    assert known.fits(core.n, core.k)


def test_it_passes_between_processes():
    core = municipal(20, 4, 5, named=True)
    direct = columns.solve(core, WORK)
    again = columns.solve(core, WORK, known=direct.known)
    with Engines() as engines:
        there = engines.run("columns", core, WORK)
        assert there.known == direct.known
        warm = engines.run("columns", core, WORK, known=there.known)
        assert (warm.bound, warm.work) == (again.bound, again.work)
        assert engines.run("cpsat", municipal(8, 2, 1), WORK, known=there.known).claim is Claim.BEST
