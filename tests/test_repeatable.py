"""A part of ``tests/repeatable.py`` that is quick: other hash seeds and another order of the input."""

from __future__ import annotations

from tests.repeatable import elsewhere, pair, reordered, unordered


def test_other_hash_seeds_give_the_same_bytes_and_another_order_the_same_answer():
    one, other = elsewhere("0", 20, 3), elsewhere("4711", 20, 3)
    assert [run["bytes"] for run in one] == [run["bytes"] for run in other]
    shuffled = elsewhere("7", 20, 3, 1)
    assert [run["answer"] for run in one] == [run["answer"] for run in shuffled]
    assert all(here["bytes"] != there["bytes"] for here, there in zip(one, shuffled, strict=True))


def test_another_order_is_another_order_of_the_same_facts():
    problem, _ = pair(20)
    other = reordered(problem, 20)
    assert list(other.scenario.unit_of) != list(problem.scenario.unit_of)
    assert other.scenario.unit_of == problem.scenario.unit_of


def test_only_the_order_of_the_file_is_overlooked():
    result = {"plan": {"a": "x"}, "units": [{"id": "b"}, {"id": "a"}], "sha256": "1", "points": 3}
    turned = {"points": 3, "units": [{"id": "a"}, {"id": "b"}], "sha256": "2", "plan": {"a": "x"}}
    assert unordered(result) == unordered(turned)
    assert unordered(result) != unordered(turned | {"points": 4})
    assert unordered(result) != unordered(turned | {"plan": {"a": "y"}})
