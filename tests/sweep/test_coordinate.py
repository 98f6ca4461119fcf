"""The coordinator: only what is missing, each once, kept before it counts."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterable, Iterator
from typing import cast

import pytest

from regroup.sweep.base import Row, State, Task
from regroup.sweep.coordinate import Shard, Step, planned, sweep
from regroup.sweep.farm import Farm
from tests.sweep.work import task, tasks, work


class Here:
    """A farm that does its runs at once, where it stands."""

    def __init__(self) -> None:
        self.stopped = False

    def stop(self) -> None:
        self.stopped = True

    def run_all(self, asked: Iterable[Task], do: Callable[[Task], Row]) -> Iterator[tuple[Task, Row]]:
        for one in asked:
            if self.stopped:
                return
            yield one, do(one)


class Kept:
    """A store that says what happened to it."""

    def __init__(self) -> None:
        self.news: list[str] = []

    def put(self, one: Task, row: Row) -> None:
        self.news.append(f"put {row.key}")


def a_farm() -> Farm:
    return cast(Farm, Here())


def test_only_what_is_missing_and_each_once() -> None:
    asked = [*tasks(10), *tasks(5)]
    known = {one.key for one in tasks(3)}
    plan = planned(asked, known)
    assert (plan.runs, plan.known, len(plan.missing)) == (10, 3, 7)
    kept = Kept()
    outcome = sweep(asked, plan.missing, kept, a_farm(), work)
    assert (outcome.done, outcome.failed, outcome.missing, outcome.interrupted) == (7, 0, 0, False)
    assert kept.news == [f"put {task(number).key}" for number in range(3, 10)]


def test_kept_before_told() -> None:
    kept, plan = Kept(), planned(tasks(4), set())

    def told(step: Step) -> None:
        kept.news.append(f"told {step.row.key}")
        assert (step.done, step.of) == (len(kept.news) // 2, 4)

    sweep(tasks(4), plan.missing, kept, a_farm(), work, told)
    assert kept.news == [f"{what} {one.key}" for one in tasks(4) for what in ("put", "told")]


def test_failures_are_counted() -> None:
    def fails(one: Task) -> Row:
        return Row(one.key, one.at, State.FAILED, "as a test wants it", {}, {})

    plan = planned(tasks(3), set())
    assert sweep(tasks(3), plan.missing, Kept(), a_farm(), fails).failed == 3


def test_interrupt_stops_the_farm_and_not_the_store() -> None:
    heard, plan, kept = [], planned(tasks(9), set()), Kept()

    def told(step: Step) -> None:
        if step.done == 2:
            os.kill(os.getpid(), signal.SIGINT)

    before = signal.getsignal(signal.SIGINT)
    outcome = sweep(tasks(9), plan.missing, kept, a_farm(), work, told, lambda: heard.append("stopping"))
    assert (outcome.done, outcome.missing, outcome.interrupted) == (2, 7, True)
    assert heard == ["stopping"]
    assert len(kept.news) == 2
    assert signal.getsignal(signal.SIGINT) is before


@pytest.mark.parametrize("parts", [1, 3, 8])
def test_parts_are_the_whole_and_do_not_overlap(parts: int) -> None:
    of_each = [planned(tasks(200), set(), Shard(part, parts)).missing for part in range(parts)]
    assert sum(map(len, of_each)) == 200
    assert frozenset().union(*of_each) == {one.key for one in tasks(200)}
