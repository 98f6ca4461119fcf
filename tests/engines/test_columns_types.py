"""Pricing of all types: what work each gets, which go on in parts, what becomes hard, and that time is kept.

The pricers are stand-ins that say what they are asked and answer as they are told.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field, replace
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from regroup.engines import columns_types
from regroup.engines.columns_area import Priced
from regroup.engines.columns_branch import ENOUGH, BranchPricer
from regroup.engines.columns_pricing import Pricing
from regroup.engines.columns_table import TablePricer
from regroup.engines.columns_types import LEAST_STEPS, MOST_THREADS, STEPS_A_UNIT, PricedTypes

UNIT = STEPS_A_UNIT
DONE, OPEN = Priced((), (), 0, True, 10, 0), Priced((), (), 9, False, 20, 9)


@dataclass
class Branching(BranchPricer):
    """Answers first soon, then in parts; ``waits`` until it is stopped."""

    soon_: Priced = DONE
    parts: Priced = DONE
    vast: bool = False
    becomes_hard: bool = False
    waits: bool = False
    asked: list[tuple[str, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.stop, self.hard, self.learned = np.zeros(1, np.uint8), False, None  # type: ignore[assignment]

    def soon(self, *_: Any, work: int = 0, **__: Any) -> Priced:
        self.asked.append(("soon", work))
        until = time.monotonic() + 20
        while self.waits and not self.stop[0] and time.monotonic() < until:
            time.sleep(0.005)
        return replace(self.soon_, complete=self.soon_.complete and not self.stop[0])

    def in_parts(self, *_: Any, work: int = 0, **__: Any) -> Priced:
        self.asked.append(("parts", work))
        self.hard = self.hard or self.becomes_hard
        return self.parts


class Table(TablePricer):
    def __init__(self) -> None:
        self.asked = list[int]()

    def price(self, *_: Any, work: int = 0, **__: Any) -> Priced:
        self.asked.append(work)
        return DONE


@pytest.fixture
def make(monkeypatch: pytest.MonkeyPatch) -> Any:
    def made(*pricers: Any, threads: int | None = 2) -> PricedTypes:
        monkeypatch.setattr(columns_types, "pricers_of", lambda *_: list(pricers))
        monkeypatch.setattr(columns_types, "Candidates", lambda kind: kind)
        return PricedTypes([SimpleNamespace(n=2)] * len(pricers), Pricing.MEASURED, threads)  # type: ignore[list-item]

    return made


def price(types: PricedTypes, units: float = 3.0, *, every: bool = False, seconds: float | None = None) -> list[Priced]:
    kinds = len(types.types)
    return types.price(np.zeros(2, np.int64), [0] * kinds, 50, units, seconds, every=every)


def test_work_is_shared_out_and_counted(make: Any):
    pricers = [Branching(soon_=replace(DONE, work=10 * at)) for at in range(4)]
    types = make(*pricers)
    assert [priced.work for priced in price(types)] == [0, 10, 20, 30]
    assert [pricer.asked for pricer in pricers] == [[("soon", 3 * UNIT // 4)]] * 4
    assert types.work == 60 / UNIT
    price(types)
    assert types.work == 120 / UNIT
    for units, steps in ((0.0, LEAST_STEPS), (1e30, 10**9 * UNIT // 4)):
        price(types, units)
        assert pricers[0].asked[-1] == ("soon", steps)


def test_what_is_open_goes_on_in_parts_with_the_work_that_is_left(make: Any):
    some = replace(OPEN, columns=((0,),) * (ENOUGH - 1))
    enough = replace(OPEN, columns=((0,),) * ENOUGH)
    pricers = [
        Branching(),
        Branching(soon_=some, parts=replace(DONE, work=5)),
        Branching(soon_=enough),
        Branching(OPEN),
    ]
    types = make(*pricers)
    found = price(types)
    assert found == [DONE, pricers[1].parts, enough, DONE]
    soon = DONE.work + 3 * OPEN.work
    asked = [dict(pricer.asked).get("parts") for pricer in pricers]
    assert asked[0] is asked[2] is None
    assert asked[1] == pytest.approx(3 * UNIT - soon, abs=1)
    assert asked[3] == pytest.approx(3 * UNIT - soon - 5, abs=1)
    assert types.work * UNIT == pytest.approx(soon + 5 + DONE.work)
    assert price(types, every=True) == [DONE, pricers[1].parts, DONE, DONE]
    assert price(make(Branching(replace(OPEN, columns=((0,),) * 50))), every=True) == [
        replace(OPEN, columns=((0,),) * 50)
    ]


def test_what_becomes_hard_in_parts_is_hard_for_all(make: Any):
    pricers = [Branching(), Branching(OPEN, becomes_hard=True), Table()]
    types = make(*pricers)
    assert not types.hard
    price(types)
    assert types.hard
    assert pricers[0].hard
    assert not types.by_table
    assert make(Table(), Table()).by_table
    assert not make(Table(), Table()).hard


def test_where_sets_are_very_many_a_search_that_is_open_is_hard_at_once(make: Any):
    pricers = [Branching(), Branching(OPEN, vast=True)]
    types = make(*pricers)
    assert price(types) == [DONE, OPEN]
    assert pricers[0].hard
    assert pricers[1].hard
    assert price(types) == [DONE, DONE]
    for other in (make(Branching(OPEN), Branching(vast=True)), make(Branching(OPEN, vast=True), Branching())):
        assert price(other, every=True)[0] == DONE
        assert not other.hard
    late = make(Branching(OPEN), Branching(vast=True))
    assert price(late)[0] == DONE
    assert not late.hard


def test_a_table_gets_no_more_work_than_there_are_seconds(make: Any):
    pricer = Table()
    for units, seconds, steps in ((3.0, None, 3), (3.0, 2.0, 2), (2.0, 3.0, 2)):
        price(make(pricer), units, seconds=seconds)
        assert pricer.asked[-1] == steps * UNIT


def test_searches_end_when_time_is_up_and_the_next_ones_begin_anew(make: Any):
    pricers = [Branching(waits=True), Branching(waits=True)]
    types, began = make(*pricers), time.monotonic()
    found = price(types, seconds=0.05)
    assert time.monotonic() - began < 15
    assert not any(priced.complete for priced in found) or [priced.work for priced in found] == [10, 10]
    assert not any(pricer.stop[0] for pricer in pricers)
    for pricer in pricers:
        pricer.waits = False
    before = set(threading.enumerate())
    assert all(priced.complete for priced in price(types, seconds=300.0))
    timers = [one for one in threading.enumerate() if isinstance(one, threading.Timer) and one not in before]
    for timer in timers:
        timer.join(20)
        assert not timer.is_alive()
    assert all(priced.complete for priced in price(types))


def test_threads_are_as_many_as_cores_up_to_a_limit_and_end(make: Any, monkeypatch: pytest.MonkeyPatch):
    for cores in (1, 3, MOST_THREADS, MOST_THREADS + 5):
        monkeypatch.setattr(columns_types.os, "sched_getaffinity", lambda _, many=cores: range(many), raising=False)
        assert columns_types._cores() == min(cores, MOST_THREADS)
    types = make(Branching(), Branching())
    price(types)
    types.close()
    with pytest.raises(RuntimeError):
        price(types)


def test_one_type_needs_no_threads(make: Any):
    types = make(Branching())
    types.close()
    assert price(types) == [DONE]
