"""The best kept is the best that breaks nothing, its points are its points, and local optima are those met."""

from __future__ import annotations

import numpy as np
import pytest

from regroup.engines.compiled import lean
from regroup.engines.local_net import net_of
from regroup.engines.local_plan import Plan, empty_plan
from regroup.engines.local_record import MOST_MET, Record, empty_record, is_allowed, keep_if_best, keep_if_met
from tests.engines.random_cores import empty_core

NET = net_of(empty_core(2, 9))


@lean
def kept(plan: Plan, record: Record) -> bool:
    return keep_if_best(plan, record)


@lean
def met(plan: Plan, record: Record) -> None:
    keep_if_met(plan, record)


@lean
def allowed(plan: Plan) -> bool:
    return is_allowed(plan)


def worth(points: float, first: int, broken: float = 0.0, pretended: float = 0.0) -> Plan:
    """A plan of so many points with its first node in an area that tells it from others."""
    plan = empty_plan(NET)
    plan.area[:] = first, 8
    plan.sums[:3] = points, broken, pretended
    return plan


@pytest.mark.parametrize(("broken", "pretended", "is_so"), [(0, 0, True), (0.5, 0, False), (2, 2, True), (2, 1, False)])
def test_allowed_is_what_breaks_no_more_than_is_pretended(broken: float, pretended: float, is_so: bool):
    assert allowed(worth(0, 0, broken, pretended)) is is_so
    record = empty_record(2)
    assert kept(worth(3, 1, broken, pretended), record) is is_so
    record.points[2] = 2
    met(worth(3, 1, broken, pretended), record)
    assert record.filled[0] == is_so


def test_the_best_of_the_round_and_of_all():
    record = empty_record(2)
    assert record.best.tolist() == record.own.tolist() == [-1, -1]
    assert [kept(worth(points, at), record) for at, points in enumerate((-7, -7, -5, -6))] == [True, False, True, False]
    assert (record.points[:2].tolist(), record.own.tolist(), record.best.tolist()) == ([-5, -5], [2, 8], [2, 8])
    record.points[1] = -np.inf
    assert kept(worth(-6, 4), record)
    assert (record.points[:2].tolist(), record.own.tolist(), record.best.tolist()) == ([-5, -6], [4, 8], [2, 8])
    assert kept(worth(-5, 5), record)
    assert (record.points[:2].tolist(), record.own.tolist(), record.best.tolist()) == ([-5, -5], [5, 8], [2, 8])
    assert kept(worth(-4, 6), record)
    assert (record.points[:2].tolist(), record.own.tolist(), record.best.tolist()) == ([-4, -4], [6, 8], [6, 8])


def test_local_optima_above_what_is_wanted_while_there_is_room():
    record = empty_record(2)
    met(worth(10**9, 0), record)
    assert record.filled[0] == 0
    record.points[2] = 4
    for points in (4, 5, 3, 6):
        met(worth(points, points), record)
    assert record.met[: record.filled[0]].tolist() == [[5, 8], [6, 8]]
    record.filled[0] = MOST_MET - 1
    for first in (1, 2):
        met(worth(9, first), record)
    assert record.filled[0] == MOST_MET
    assert record.met[-1].tolist() == [1, 8]
    assert record.best.tolist() == [-1, -1]
