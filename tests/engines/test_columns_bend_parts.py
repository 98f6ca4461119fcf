"""The search in parts with the bound from squares, and its slices, on dense areas: against every set of nodes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pytest

from regroup.engines import columns_slices
from regroup.engines.columns_area import Members
from regroup.engines.columns_bend import bent
from regroup.engines.columns_bend_branch import STEP, bent_part
from regroup.engines.columns_kept import CUT, FOUND, NODES, OPEN, Kept, room_for
from regroup.engines.columns_problem import Problem
from regroup.engines.columns_slices import Slice, Trained
from tests.engines.test_columns_bend_dense import (
    ALL,
    DRAWN,
    SEEDS,
    Columns,
    Drawn,
    assert_bounded,
    drawn,
    room,
    thresholds,
)

MANY, GO_ON = 600, 10**9


class Searched(NamedTuple):
    """A search in parts: the order of its candidates, what each part kept, and the columns that each part is of."""

    kept: list[Kept]
    own: list[Columns]


def searched(
    draw: Drawn, threshold: int, *, every: bool, few: int, most: int = MANY, limit: int = GO_ON, **ends: int
) -> Searched:
    """All parts, each with its own tally."""
    p, near, rate = draw.p, draw.y.copy(), np.zeros(1)
    _, order, _ = bent(p, draw.credit, draw.squares, room(p), threshold, near, rate)
    kept, own = [], []
    stop, patience = np.full(1, ends.get("stop", 0), np.uint8), ends.get("patience", GO_ON)
    for at, first in enumerate(order.tolist()):
        kept.append(room_for(most, len(p.gains), threshold, stop))
        bent_part(
            p, draw.credit, draw.squares, p.pairs / 2, order, at, kept[-1], every, few, limit,
            ends.get("enough", GO_ON), patience, near, float(rate[0]),
        )  # fmt: skip
        before = set(order[:at].tolist())
        own.append({each: v for each, v in draw.columns.items() if first in each and not before & set(each)})
    return Searched(kept, own)


def columns_in(kept: Kept) -> Columns:
    count = int(kept.tally[FOUND])
    members = [tuple(sorted(kept.members[at, : kept.lengths[at]].tolist())) for at in range(count)]
    assert len(set(members)) == count
    return dict(zip(members, kept.values[:count].tolist(), strict=True))


@pytest.mark.parametrize(("seed", "shape"), DRAWN)
@pytest.mark.parametrize("few", [0, 4])
def test_each_part_lists_its_columns(seed: int, shape: str, few: int):
    draw = drawn(seed, shape)
    for threshold in thresholds(draw.columns)[::2]:
        listed = searched(draw, threshold, every=True, few=few)
        best = searched(draw, threshold, every=False, few=few, most=2)
        for all_, two, own in zip(listed.kept, best.kept, listed.own, strict=True):
            above = {each: value for each, value in own.items() if value > threshold}
            assert not all_.tally[CUT]
            assert columns_in(all_) == above
            assert not two.tally[CUT]
            assert sorted(columns_in(two).values()) == sorted(above.values())[-2:]
            assert columns_in(two).items() <= above.items()


@pytest.mark.parametrize("few", [0, 4])
def test_a_part_cut_short_bounds_what_it_leaves(few: int):
    cut = 0
    for seed in SEEDS:
        draw = drawn(seed)
        full = searched(draw, ALL, every=True, few=few)
        most = max((int(kept.tally[NODES]) for kept in full.kept), default=0)
        for limit in (most, most - 1, most // 2, STEP, 0):
            for kept, whole, own in zip(searched(draw, ALL, every=True, few=few, limit=limit).kept, *full, strict=True):
                missed = [value for each, value in own.items() if each not in columns_in(kept)]
                assert not kept.tally[CUT] or whole.tally[NODES] > limit
                assert kept.tally[CUT] or not missed
                assert kept.tally[OPEN] >= max(missed, default=kept.tally[OPEN])
                cut += bool(missed)
    assert cut > 20


def test_a_part_ends_where_it_is_stopped_or_has_enough():
    ended = 0
    for seed in SEEDS:
        draw = drawn(seed)
        for kept, own in zip(*searched(draw, ALL, every=True, few=0, stop=1), strict=True):
            assert kept.tally[NODES] <= STEP
            assert kept.tally[CUT] or len(columns_in(kept)) == len(own)
            assert kept.tally[OPEN] >= max((own[each] for each in own.keys() - columns_in(kept)), default=ALL * 2)
        for enough, patience in ((1, 2 * STEP), (4, 0)):
            for kept, own in zip(
                *searched(draw, ALL, every=True, few=0, enough=enough, patience=patience), strict=True
            ):
                assert kept.tally[OPEN] >= max(
                    (own[each] for each in own.keys() - columns_in(kept)), default=kept.tally[OPEN]
                )
                if kept.tally[CUT]:
                    assert kept.tally[FOUND] == enough or kept.tally[NODES] == patience + STEP
                    ended += 1
                else:
                    assert len(columns_in(kept)) == len(own)
    assert ended > 20


def test_the_bound_of_the_search_becomes_lower_as_candidates_are_done():
    nodes = columns = left = true = 0
    for seed in SEEDS:
        draw = drawn(seed)
        threshold = max(draw.columns.values(), default=0) - 1
        nodes += sum(int(kept.tally[NODES]) // STEP for kept in searched(draw, threshold, every=False, few=0).kept)
        columns += len(draw.columns)
        for kept, own in zip(*searched(draw, ALL, every=True, few=0, limit=5 * STEP), strict=True):
            missed = [value for each, value in own.items() if each not in columns_in(kept)]
            left += int(kept.tally[OPEN]) - max(missed) if missed and kept.tally[CUT] else 0
            true += bool(missed)
    assert 0 < nodes < columns / 2
    assert true > 10
    assert left < 2800  # without that it is 3100


def sliced(draw: Drawn, p: Problem, threshold: int) -> tuple[list[Slice], int]:
    found = Trained(9).slices("kind", draw.nodes, p, threshold, np.zeros(1, np.uint8))
    assert found is not None
    return found


def total(p: Problem, members: Members) -> int:
    return int(p.sizes[0, list(members)].sum())


def test_every_column_is_in_one_slice_and_bounded_there(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(columns_slices, "FIRST_TRAINING", 3)
    monkeypatch.setattr(columns_slices, "TRAINING", 3)
    several = 0
    for seed in range(0, 40, 2):
        draw = drawn(seed)
        for threshold in thresholds(draw.columns)[:4:3]:
            slices, spent = sliced(draw, draw.p, threshold)
            several += len(slices) > 3
            for members in draw.columns:
                size = total(draw.p, members)
                own = [one for one in slices if one.problem.least[0] <= size <= one.problem.most[0]]
                assert len(own) == 1
            for one in slices:
                inside = {
                    each: value
                    for each, value in draw.columns.items()
                    if one.problem.least[0] <= total(draw.p, each) <= one.problem.most[0]
                }
                assert_bounded(inside, threshold, one.bound, one.order, np.zeros(0))
                found = room_for(MANY, len(draw.nodes), threshold, np.zeros(1, np.uint8))
                for at in range(len(one.order)):
                    one.search(
                        draw.p.pairs / 2, at, found, every=True, few=4, limit=GO_ON, enough=GO_ON, patience=GO_ON
                    )
                assert columns_in(found) == {each: value for each, value in inside.items() if value > threshold}
            assert spent == len(slices) * (3 * len(draw.nodes) ** 2 // columns_slices.CELLS_A_NODE)
    assert several > 5


def totals_of(slices: Iterator[tuple[int, Problem]]) -> dict[int, set[int]]:
    return {number: set(range(int(part.least[0]), int(part.most[0]) + 1)) for number, part in slices}


def test_slices_share_out_the_window_and_keep_their_numbers():
    several = 0
    for seed in range(40):
        p = drawn(seed).p
        whole = totals_of(columns_slices._parts(p))
        low, high = max(0, int(p.least[0])), min(int(p.most[0]), int(p.sizes[0].sum()))
        assert sorted(total for totals in whole.values() for total in totals) == list(range(low, high + 1))
        if p.hinge_begin[1] == 0:
            assert list(whole) == [0]
            continue
        least, most = p.least.copy(), p.most.copy()
        least[0], most[0] = low + 1, high - 2
        narrower = totals_of(columns_slices._parts(p._replace(least=least, most=most)))
        inside = set(range(low + 1, high - 1))
        assert narrower == {number: totals & inside for number, totals in whole.items() if totals & inside}
        several += len(whole) > 3
    assert several > 3


def test_the_slice_where_size_costs_least_comes_first():
    p = next(draw.p for draw in map(drawn, range(40)) if draw.p.hinge_begin[1] == 1 and draw.p.hinge_at[0] > 9)
    least, most, at = p.least.copy(), p.most.copy(), p.hinge_at.copy()
    least[0], most[0], at[0] = 0, p.sizes[0].sum(), p.sizes[0].sum() // 2
    parts = list(columns_slices._parts(p._replace(least=least, most=most, hinge_at=at)))
    far = [abs(number - parts[0][0]) for number, _ in parts]
    assert parts[0][1].least[0] <= at[0] <= parts[0][1].most[0]
    assert far == sorted(far)
    assert far[-1] > 3
