"""A part of ``tests/repeatable.py`` that is quick: other hash seeds and another order of the input."""

from __future__ import annotations

from tests.repeatable import elsewhere, pair, reordered


def test_other_hash_seeds_give_the_same_bytes_and_another_order_the_same_points():
    first = 20
    one, other, shuffled = (elsewhere(seed, first, 2, shuffled=seed == "7") for seed in ("0", "4711", "7"))
    assert [run["bytes"] for run in one] == [run["bytes"] for run in other]
    for key in ("status", "points", "bound"):
        assert [run[key] for run in one] == [run[key] for run in shuffled]


def test_another_order_is_another_order_of_the_same_facts():
    problem, _ = pair(20)
    other = reordered(problem, 20)
    assert list(other.scenario.unit_of) != list(problem.scenario.unit_of)
    assert other.scenario.unit_of == problem.scenario.unit_of
