"""The farm: every task gets its row, whatever becomes of the runs and of the workers."""

from __future__ import annotations

import os
import random
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from regroup.sweep.base import Row, State, Task
from regroup.sweep.cluster import cluster
from regroup.sweep.farm import EACH_WORKER, TO_SPARE, Farm
from regroup.sweep.fault import FarmError
from tests.sweep.processes import children, workers_below
from tests.sweep.work import POISONS, task, tasks, work

WORKERS = 2
SECONDS = 4.0
"""The longest a run may take here."""


@pytest.fixture(scope="module")
def farm() -> Iterator[Farm]:
    with Farm.open(None, WORKERS, SECONDS) as opened:
        yield opened


def expected(one: Task) -> Row:
    return work(one)


def test_every_task_gets_its_row_once(farm: Farm) -> None:
    rows = [row for _, row in farm.run_all(tasks(60), work)]
    assert sorted(row.key for row in rows) == sorted(one.key for one in tasks(60))
    for row in rows:
        wanted = expected(task(dict(row.at)["number"]))
        assert (row.state, row.found, row.at) == (State.DONE, wanted.found, wanted.at)
        assert row.provenance["tries"] == 1


def test_tasks_are_taken_as_there_is_room(farm: Farm) -> None:
    taken = 0

    def counted() -> Iterator[Task]:
        nonlocal taken
        for one in tasks(40):
            taken += 1
            yield one

    most = EACH_WORKER * WORKERS + TO_SPARE
    for done, _ in enumerate(farm.run_all(counted(), work)):
        assert taken <= done + most
    assert taken == 40


def test_poison_fails_alone(farm: Farm) -> None:
    among = [task(100 + number, kind) for number, kind in enumerate(POISONS)]
    all_of_them = [*tasks(40), *among]
    random.Random(7).shuffle(all_of_them)
    rows = {row.key: row for _, row in farm.run_all(all_of_them, work)}
    assert len(rows) == len(all_of_them)
    assert all(rows[one.key].state is State.DONE for one in tasks(40))
    ended = {dict(one.settings)["kind"]: rows[one.key] for one in among}
    assert ended.pop("output").state is State.DONE
    for kind, row in ended.items():
        assert row.state is State.FAILED, kind
        assert row.reason, kind
        assert row.provenance["tries"] <= 2, kind
        assert not row.found, kind
    assert "SIGSEGV" in ended["crash"].reason
    assert "memory" in ended["memory"].reason
    assert f"{SECONDS:.0f} seconds" in ended["endless"].reason
    assert len(ended["huge"].reason) < 400


def test_killed_workers_lose_nothing(farm: Farm) -> None:
    """Ten kills of workers and of the processes in which they run."""
    chance, kills, rows = random.Random(3), 0, []
    for _, row in farm.run_all(tasks(100, seconds=0.02), work):
        rows.append(row)
        workers = workers_below(os.getpid())
        if len(rows) % 10 == 5 and workers:
            victim = chance.choice([*workers, *(child for worker in workers for child in children(worker))])
            os.kill(victim, signal.SIGKILL)
            kills += 1
    assert kills == 10
    assert sorted(row.key for row in rows) == sorted(one.key for one in tasks(100))
    assert all(row.state is State.DONE for row in rows)


def test_stop_finishes_what_is_under_way(farm: Farm) -> None:
    """Last in the file: a farm that was stopped stays so."""
    rows = []
    for _, row in farm.run_all(tasks(1000, seconds=0.05), work):
        rows.append(row)
        if len(rows) == 5:
            farm.stop()
    assert 5 <= len(rows) <= 5 + EACH_WORKER * WORKERS + TO_SPARE
    assert farm.stopped


def test_nobody_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("regroup.sweep.cluster.SECONDS_TO_CONNECT", 0.5)
    with pytest.raises(FarmError) as caught, Farm.open("tcp://127.0.0.1:9"):
        pass
    assert caught.value.exit_code == 2
    assert "tcp://127.0.0.1:9" in caught.value.text("nb")


def test_work_must_have_a_name(farm: Farm) -> None:
    with pytest.raises(ValueError, match="cannot import"):
        next(farm.run_all(tasks(1), lambda one: work(one)))


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    with pytest.raises(FarmError, match=r"regroup\[sweep\]"), cluster(None, 1):
        pass
