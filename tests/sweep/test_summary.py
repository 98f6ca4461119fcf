"""Summaries and maps, against a count by hand and against brute force."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import combinations, product
from pathlib import Path

import pytest

from regroup.errors import InputError
from regroup.report.sweep_shares import shares_svg
from regroup.sweep.axes_seen import Turning
from regroup.sweep.base import State
from regroup.sweep.chosen import of_store
from regroup.sweep.map import Cell, mapped
from regroup.sweep.pairs import pairs_of
from regroup.sweep.shares import laid_out, shares
from regroup.sweep.store import Store
from regroup.sweep.summary import Summary, summarised
from tests.sweep.rows import grid, row, task, unanswered
from tests.sweep.test_table import stored


def summary_of(path: Path, rows: list) -> Summary:  # type: ignore[type-arg]
    with stored(path / "s.sqlite", rows) as store:
        return summarised(of_store(store, None))


def test_a_grid_by_hand(tmp_path: Path) -> None:
    found = summary_of(tmp_path, grid("a", "b", ["xxy", "xyy", "zyy"]))
    assert [one.runs for one in found.plans] == [5, 3, 1]
    assert [one.plan["f"] for one in found.plans] == ["y", "x", "z"]
    first, second, third = found.plans
    assert first.share == Fraction(5, 9)
    assert [(region.values, region.everywhere) for region in first.regions] == [((1, 2), False), ((0, 1, 2), True)]
    assert first.alone == Fraction(5, 6)
    assert [region.values for region in second.regions] == [(0, 1), (0, 1)]
    assert second.alone == Fraction(3, 4)
    assert third.alone == 1
    # along a: xxy has 1 change of 2, xyy 1, zyy 1; along b: xxz 1, xyy 1, yyy 0
    assert found.turning == (Turning(("a",), 6, 3), Turning(("b",), 6, 2))
    assert found.pairs is not None
    assert found.pairs.always == (("a", "b"), ("c", "d"))
    assert ("a", "c") in found.pairs.never
    assert ("e", "f") not in found.pairs.never
    assert (found.states, found.missing, found.reasons) == ({"done": 9}, 0, ())


def test_failures_are_counted_by_reason_and_never_as_plans(tmp_path: Path) -> None:
    rows = [
        row(1, {"n": 1}),
        unanswered(2, {"n": 2}, State.FAILED, "falt ned"),
        unanswered(3, {"n": 3}, State.FAILED, "falt ned"),
        unanswered(4, {"n": 4}, State.LIMIT, "grense"),
        row(5, {"n": 5}, found={"status": "impossible", "plan": None, "points": None, "points_scale": 100}),
    ]
    found = summary_of(tmp_path, rows)
    assert found.states == {"done": 1, "failed": 2, "impossible": 1, "limit": 1}
    assert found.reasons == ((State.FAILED, "falt ned", 2), (State.LIMIT, "grense", 1))
    assert [one.runs for one in found.plans] == [1]
    assert found.turning[0].share is None


def test_what_is_missing(tmp_path: Path) -> None:
    with Store.open(tmp_path / "s.sqlite") as store:
        store.put(task(1), row(1))
        store.note_sweep("en", [task(1, {"n": 1}), task(2, {"n": 2})])
        found = summarised(of_store(store, None))
    assert found.missing == 1
    assert found.axes[0].values == (1, 2)
    assert not found.plans[0].regions[0].everywhere


def test_axes_that_change_together_are_one(tmp_path: Path) -> None:
    rows = [
        row((n, m), {"a": n, "b": 10 - 2 * n, "m": m}, plan="xxyyz" + letter)
        for n, letters in enumerate(["xy", "xx", "zz"])
        for m, letter in enumerate(letters)
    ]
    assert summary_of(tmp_path, rows).turning == (Turning(("a", "b"), 4, 3), Turning(("m",), 3, 1))


@pytest.mark.parametrize("seed", range(3))
def test_turning_against_brute_force(tmp_path: Path, seed: int) -> None:
    random_ = random.Random(seed)
    sides = [range(3), range(2), range(3)]
    spots = [spot for spot in product(*sides) if random_.random() < 0.8]
    plans = {spot: "xxyyz" + random_.choice("xyz") for spot in spots}
    found = summary_of(tmp_path, [row(spot, dict(zip("abc", spot, strict=True)), plans[spot]) for spot in spots])
    expected = {}
    for axis in range(3):
        near = [
            (one, other)
            for one, other in product(spots, repeat=2)
            if one[axis] < other[axis]
            and all(one[at] == other[at] for at in range(3) if at != axis)
            and not any(
                (*one[:axis], between, *one[axis + 1 :]) in plans for between in range(one[axis] + 1, other[axis])
            )
        ]
        expected["abc"[axis]] = (len(near), sum(plans[one] != plans[other] for one, other in near))
    assert {one.axes[0]: (one.compared, one.changed) for one in found.turning} == expected


@pytest.mark.parametrize("seed", range(5))
def test_pairs_against_brute_force(seed: int) -> None:
    random_ = random.Random(seed)
    plans = [{unit: random_.choice(["x", "y", "z", None]) for unit in "abcde"} for _ in range(random_.randint(1, 3))]
    found = pairs_of(plans)
    assert found is not None
    together = {
        pair: [plan[pair[0]] is not None and plan[pair[0]] == plan[pair[1]] for plan in plans]
        for pair in combinations("abcde", 2)
    }
    assert {pair for group in found.always for pair in combinations(group, 2)} == {
        p for p, t in together.items() if all(t)
    }
    assert set(found.never) == {pair for pair, times in together.items() if not any(times)}


def test_pairs_of_other_units() -> None:
    assert pairs_of([]) is None
    assert pairs_of([{"a": "x"}, {"b": "x"}]) is None


def test_a_map_of_two_axes(tmp_path: Path) -> None:
    found = summary_of(tmp_path, grid("a", "b", ["xxy", "xyy"]))
    made = mapped(found)
    assert (made.across.key, made.up.key, made.others) == ("a", "b", ())
    assert made.cells[0, 0] == Cell(0, 1, Fraction(1))
    assert [[made.cells[x, y].what for x in range(3)] for y in range(2)] == [[0, 0, 1], [0, 1, 1]]
    turned = mapped(found, "b", "a")
    assert {(y, x): cell for (x, y), cell in made.cells.items()} == turned.cells


def test_a_map_sums_up_the_other_axes(tmp_path: Path) -> None:
    rows = [row((n, k), {"n": n, "one": 1, "k": k, "m": 0}, "xxyyz" + "xxz"[k]) for n in (0, 1) for k in range(3)]
    rows[-1] = unanswered((1, 2), dict(rows[-1].at), State.FAILED, "falt ned")
    made = mapped(summary_of(tmp_path, rows), "n", "m")
    assert made.others == ("k",)
    assert made.cells == {(0, 0): Cell(0, 3, Fraction(2, 3)), (1, 0): Cell(0, 3, Fraction(2, 3))}


def test_a_map_of_what_is_not_there(tmp_path: Path) -> None:
    found = summary_of(tmp_path, grid("vekt", "seed", ["xx"]))
    for x, y in (("vekf", None), ("vekt", "vekt")):
        with pytest.raises(InputError, match="map_axis"):
            mapped(found, x, y)
    (tmp_path / "b").mkdir()
    with pytest.raises(InputError, match="map_needs_two"):
        mapped(summary_of(tmp_path / "b", [row(1, {"n": 1})]))


def test_draws_are_counted_over_and_never_laid_out(tmp_path: Path) -> None:
    plans = ["xyx", "yyx"]
    rows = grid("draw", "model.terms.moves.weight", plans)
    found = summary_of(tmp_path, rows)
    assert [axis.key for axis in laid_out(found)] == ["model.terms.moves.weight"]
    made = shares(found)
    assert made.axis is not None
    assert (made.axis.key, made.others) == ("model.terms.moves.weight", ("draw",))
    for place, (value, counts) in enumerate(made.rows):
        assert value == made.axis.values[place]
        at = [what for spot, what in found.at if spot[found.axes.index(made.axis)] == place]
        assert dict(counts) == {what: at.count(what) for what in at}
        assert [count for _, count in counts] == sorted((count for _, count in counts), reverse=True)
    drawn = shares_svg(found, made, "en")
    assert "<title" in drawn
    assert all(f"{label}: " in drawn for label in map(str, made.axis.values))


def test_without_an_axis_all_runs_are_counted_together(tmp_path: Path) -> None:
    found = summary_of(tmp_path, [row(1, {"draw": 0}), row(2, {"draw": 1})])
    made = shares(found)
    assert made.axis is None
    assert sum(count for _, counts in made.rows for _, count in counts) == 2
