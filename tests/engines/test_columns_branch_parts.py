"""How a search by branch and bound is put together of a short one and one in parts, and what it says it found.

The searches themselves are stand-ins that answer as they are told.
"""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from regroup.engines import columns_branch
from regroup.engines.columns_area import Priced
from regroup.engines.columns_branch import ENOUGH, HARD, BranchPricer, _nothing, _priced
from regroup.engines.columns_kept import CUT, FOUND, NODES, OPEN, Kept, room_for
from tests.engines.test_columns_candidates import area_of

ABOVE = 10
OPEN_END = Priced((), (), 99, False, 30, 99)
NONE: dict[int, tuple[int, ...]] = {}


def kept(columns: dict[int, tuple[int, ...]], nodes: int, open_: int | None = None) -> Kept:
    """Columns by value, each of candidates; ``open_`` is the bound where the search was cut short."""
    made = room_for(9, 6, ABOVE, np.zeros(1, np.uint8))
    for at, (value, members) in enumerate(columns.items()):
        made.members[at, : len(members)], made.lengths[at], made.values[at] = members, len(members), value
    made.tally[FOUND], made.tally[NODES] = len(columns), nodes
    if open_ is not None:
        made.tally[CUT], made.tally[OPEN] = 1, open_
    return made


def priced(done: list[Kept], most: int = 3, *, every: bool = False, left: int | None = None, spent: int = 0) -> Priced:
    some: Any = SimpleNamespace(nodes=np.array([1, 3, 5, 7, 9, 11]))
    return _priced(some, ABOVE, most, every, done, left, spent)


A: dict[int, tuple[int, ...]] = {40: (0, 1), 20: (2,)}
B: dict[int, tuple[int, ...]] = {30: (1, 2), 15: (5, 3)}


@pytest.mark.parametrize(
    ("done", "more", "expected"),
    [
        ([], {}, Priced((), (), 10, True, 0, 10)),
        ([kept(NONE, 4)], {}, Priced((), (), 10, True, 4, 10)),
        ([kept(A, 4)], {}, Priced(((1, 3), (5,)), (40, 20), 40, True, 4, 10)),
        (
            [kept(A, 4), kept(B, 5)],
            {"most": 5},
            Priced(((1, 3), (3, 5), (5,), (7, 11)), (40, 30, 20, 15), 40, True, 9, 10),
        ),
        (
            [kept(A, 4), kept(B, 5)],
            {"most": 4},
            Priced(((1, 3), (3, 5), (5,), (7, 11)), (40, 30, 20, 15), 40, True, 9, 15),
        ),
        ([kept(A, 4), kept(B, 5)], {}, Priced(((1, 3), (3, 5), (5,)), (40, 30, 20), 40, True, 9, 20)),
        ([kept(A, 4)], {"most": 2, "every": True}, Priced(((1, 3), (5,)), (40, 20), 40, True, 4, 20)),
        ([kept(A, 4)], {"most": 1, "every": True}, Priced(((1, 3),), (40,), 40, False, 4, 40)),
        ([kept(A, 4, 60), kept(B, 5)], {"most": 1}, Priced(((1, 3),), (40,), 60, False, 9, 60)),
        (
            [kept(A, 4, 25), kept(B, 5, 33)],
            {"most": 9, "spent": 7},
            Priced(((1, 3), (3, 5), (5,), (7, 11)), (40, 30, 20, 15), 40, False, 16, 33),
        ),
        ([kept(A, 4)], {"left": 12}, Priced(((1, 3), (5,)), (40, 20), 40, False, 4, 12)),
        ([kept(NONE, 4)], {"left": 50}, Priced((), (), 50, False, 4, 50)),
    ],
)
def test_what_searches_found_together(done: list[Kept], more: dict[str, Any], expected: Priced) -> None:
    assert priced(done, **more) == expected


@pytest.mark.parametrize(
    ("soon", "asked", "work"),
    [
        (replace(OPEN_END, complete=True), None, 100),
        (OPEN_END, None, 30),
        (OPEN_END, None, 29),
        (OPEN_END, 1, 31),
        (OPEN_END, 70, 100),
        (replace(OPEN_END, columns=((1,), (2,)), values=(9, 8)), 70, 100),
        (replace(OPEN_END, columns=((1,), (2,), (3,)), values=(9, 8, 7)), None, 100),
    ],
)
def test_what_is_not_soon_over_goes_on_in_parts(
    soon: Priced, asked: int | None, work: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    told, parts = [], Priced((), (), 1, True, 1, 1)

    def in_parts(_: Any, prices: Any, above: int, most: int, *, every: bool, work: int, run: Any) -> Priced:
        told.append(work)
        return parts

    monkeypatch.setattr(BranchPricer, "soon", lambda *_, **__: soon)
    monkeypatch.setattr(BranchPricer, "in_parts", in_parts)
    found = BranchPricer(area_of()).price(np.zeros(6, np.int64), ABOVE, 3, work=work)
    assert found is (soon if asked is None else parts)
    assert told == ([] if asked is None else [asked])


class Learned:
    def __init__(self) -> None:
        self.told: list[int] = []

    def took(self, who: int, work: int) -> None:
        self.told.append(work)


def many(count: int) -> Priced:
    return replace(OPEN_END, columns=tuple((at,) for at in range(count)), values=tuple(range(count)), work=HARD)


@pytest.mark.parametrize(
    ("plain", "more", "hard", "bent"),
    [
        (replace(OPEN_END, complete=True, work=HARD), {}, False, None),
        (replace(OPEN_END, work=HARD - 1), {}, False, None),
        (replace(OPEN_END, work=HARD), {}, True, 5 * HARD),
        (replace(OPEN_END, work=HARD), {"work": HARD + 1}, True, 1),
        (replace(OPEN_END, work=HARD), {"work": HARD}, True, None),
        (replace(OPEN_END, work=HARD), {"work": HARD - 1}, True, None),
        (many(ENOUGH - 1), {}, True, 5 * HARD),
        (many(ENOUGH), {}, True, None),
        (many(ENOUGH), {"every": True}, True, 5 * HARD),
        (replace(OPEN_END, work=HARD), {"stop": True}, True, None),
    ],
)
def test_a_hard_search_is_bent(
    plain: Priced, more: dict[str, Any], hard: bool, bent: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[str, int]] = []

    def searched(self: Any, some: Any, above: int, most: int, every: bool, work: int, run: Any, way: Any) -> Priced:
        told.append((way.__name__, work))
        return plain if way.__name__ == "_plain" else replace(OPEN_END, work=11)

    monkeypatch.setattr(BranchPricer, "_searched", searched)
    monkeypatch.setattr(columns_branch, "narrowed", lambda *_: None)
    pricer: Any = BranchPricer(area_of())
    pricer.learned, pricer.stop[0] = Learned(), more.get("stop", False)
    work = more.get("work", 6 * HARD)
    asked: dict[str, Any] = {"every": more.get("every", False), "work": work, "run": map}
    found = pricer.in_parts(np.zeros(6, np.int64), ABOVE, 3, **asked)
    first = ("_plain", min(work, HARD))
    assert told == ([first] if bent is None else [first, ("_bent", bent)])
    assert found == (plain if bent is None else replace(OPEN_END, work=HARD + 11))
    assert pricer.hard is hard
    assert pricer.learned.told == ([] if bent is None else [11])
    if hard:
        told.clear()
        assert pricer.in_parts(np.zeros(6, np.int64), ABOVE, 3, **asked).work == 11
        assert told == [("_bent", work)]


def test_it_is_plain_that_there_is_nothing() -> None:
    def nothing(**more: Any) -> bool:
        area = replace(area_of(), **more)
        return _nothing(BranchPricer(area).candidates.at(np.zeros(6, np.int64)))

    assert not nothing()
    assert not nothing(least=np.array([18]), most=np.array([18]))
    assert nothing(least=np.array([19]), most=np.array([30]))
    assert nothing(least=np.array([9]), most=np.array([8]))
    assert nothing(allowed=np.zeros(6, np.bool_))
