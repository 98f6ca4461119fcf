"""Dense cores by hand: which are taken, their tables, rounding, what a plan's own tables say, and what a bath tells."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from regroup.core import Core
from regroup.engines import local_bath, local_dense
from regroup.engines.local_bath import Bath, bath_of
from regroup.engines.local_chance import LEVELS, chance_of, draw, minus_logs
from regroup.engines.local_dense import Dense, dense_of, empty_spots, fills, put
from regroup.engines.local_net import net_of
from regroup.engines.local_record import empty_record
from tests.engines.random_cores import empty_core

FOUR = replace(
    empty_core(4, 2, 1),
    pair_i=np.array([0, 0, 1]),
    pair_j=np.array([1, 2, 3]),
    pair_points=np.array([7, -3, 5]),
    pull=np.array([[1, -9], [2, 0], [3, 4], [0, 6]]),
    sizes=np.array([[1, 2, 2, 4]]),
    window_least=np.array([[-2, 1]]),
    window_most=np.array([[2, 2**40]]),
    must_use=np.array([True, False]),
)
"""Half of the pairs, and a window that is just as wide as two typical nodes."""


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local_dense, "FEWEST_NODES", 4)


def tables(core: Core) -> Dense:
    dense = dense_of(core, net_of(core))
    assert dense is not None
    return dense


def taken(core: Core) -> bool:
    return dense_of(core, net_of(core)) is not None


def test_the_tables_of_a_core():
    dense = tables(FOUR)
    assert dense.table.tolist() == [[0, 7, -3, 0], [7, 0, 0, 5], [-3, 0, 0, 0], [0, 5, 0, 0]]
    assert dense.pull.tolist() == [[1, 2, 3, 0], [-9, 0, 4, 6]]
    assert (dense.size.tolist(), dense.least.tolist(), dense.most.tolist()) == ([1, 2, 2, 4], [0, 1], [2, 2**29])
    assert dense.unit.tolist() == [1]
    assert {table.dtype for table in dense[:5]} == {np.dtype(np.int32)}


def test_smaller_cores_and_sparser_ones_are_not_taken(monkeypatch: pytest.MonkeyPatch):
    assert taken(FOUR)
    assert not taken(replace(FOUR, pair_i=np.array([0, 0]), pair_j=np.array([1, 2]), pair_points=np.array([7, -3])))
    none = np.zeros(0, dtype=np.int64)
    assert not taken(replace(FOUR, pair_i=none, pair_j=none, pair_points=none))
    monkeypatch.setattr(local_dense, "FEWEST_NODES", 5)
    assert not taken(FOUR)


@pytest.mark.parametrize(
    ("change", "is_taken"),
    [
        ({"window_most": np.array([[1, 9]])}, False),
        ({"window_most": np.array([[1, 9]]), "sizes": np.array([[2, 2, 2, 2]])}, True),
        ({"window_least": np.array([[-2, 0]])}, False),
        ({"window_least": np.array([[-2, 0]]), "must_use": np.array([True, True])}, True),
        ({"open_cost": np.array([0, 1])}, False),
        ({"label_members": np.zeros((1, 4), dtype=np.bool_), "label_cost": np.array([[0, 1]])}, False),
        ({"apart": np.array([[0, 1]])}, False),
        ({"allowed": np.arange(8).reshape(4, 2) > 0}, False),
        ({"guard_node": np.array([0]), "guard_weight": np.ones((1, 4)), "guard_most": np.array([9])}, False),
    ],
)
def test_cores_that_say_more_are_not_taken(change: dict[str, np.ndarray], is_taken: bool):
    assert taken(replace(FOUR, **change)) is is_taken


def test_cores_of_two_measures_or_none_are_not_taken():
    assert not taken(
        replace(
            FOUR,
            sizes=np.array([[1, 2, 2, 4]] * 2),
            window_least=np.array([[-2, 1]] * 2),
            window_most=np.array([[2, 9]] * 2),
        )
    )
    none = np.zeros((0, 2), dtype=np.int64)
    assert not taken(replace(FOUR, sizes=np.zeros((0, 4), dtype=np.int64), window_least=none, window_most=none))


def test_sizes_up_to_a_total_are_taken(monkeypatch: pytest.MonkeyPatch):
    for largest, is_taken in ((9, True), (8, False)):
        monkeypatch.setattr(local_dense, "LARGEST_TOTAL", largest)
        assert taken(FOUR) is is_taken


@pytest.mark.parametrize(("largest", "unit"), [(21, 1), (20, 2), (11, 2), (10, 4), (3, 8)])
def test_points_are_rounded_so_that_no_node_wins_more_than_the_largest(
    largest: int, unit: int, monkeypatch: pytest.MonkeyPatch
):
    """The second node has pairs of twelve, and the largest pull is nine."""
    monkeypatch.setattr(local_dense, "LARGEST", largest)
    dense = tables(FOUR)
    assert dense.unit.tolist() == [unit]
    assert dense.table[0].tolist() == np.rint(np.array([0, 7, -3, 0]) / unit).tolist()
    assert dense.pull[1].tolist() == np.rint(np.array([-9, 0, 4, 6]) / unit).tolist()


def test_no_points_at_all_are_not_rounded():
    assert tables(replace(FOUR, pair_points=np.zeros(3, dtype=np.int64), pull=0 * FOUR.pull)).unit.tolist() == [1]


def test_a_plan_that_is_put_has_the_tables_that_its_words_say():
    dense = tables(FOUR)
    spots = empty_spots(dense)
    spots.points[:] = 5
    put(dense, spots, np.array([0, 1, 0, 1]))
    assert spots.near.tolist() == [[-2, 9, 0, 0], [-2, 5, 4, 11]]
    assert spots.own.tolist() == [-2, 5, 0, 11]
    assert (spots.total.tolist(), spots.members.tolist()) == ([3, 6], [2, 2])
    assert spots.area.tolist() == spots.best.tolist() == [0, 1, 0, 1]
    assert spots.points.tolist() == [0, 0]


def test_a_plan_fills_when_no_area_is_empty():
    assert [fills(FOUR, np.array(plan)) for plan in ([0, 0, 0, 1], [0, 0, 0, 0], [1, 1, 1, 1])] == [True, False, False]


def test_chance_is_as_published(monkeypatch: pytest.MonkeyPatch):
    """The first numbers of xorshift64* from one, of which the higher half is used."""
    published = (5180492295206395165, 12380297144915551517, 13389498078930870103, 5599127315341312413)
    chance = np.ones(1, dtype=np.uint64)
    with np.errstate(over="ignore"):
        assert [int(draw(chance, 2**31)) for _ in published] == [number >> 33 for number in published]
        chance[0] = 1
        assert [int(draw(chance, 10)) for _ in published] == [number * 10 >> 64 for number in published]
    assert chance_of(1)[0] & np.uint64(1)


def test_minus_logs_are_of_evenly_spread_chances():
    assert np.allclose(np.exp(-minus_logs()), (np.arange(LEVELS) + 0.5) / LEVELS, atol=1e-6)


def bath(core: Core) -> Bath:
    made = bath_of(core, net_of(core), chance_of(1))
    assert made is not None
    return made


def play(monkeypatch: pytest.MonkeyPatch, points: int, plan: list[int]) -> list[tuple[float, float, int]]:
    """In place of the loop: a best plan of so many points more, in the unit of the tables; who is asked is noted."""
    asked: list[tuple[float, float, int]] = []

    def played(dense: Dense, spots: local_dense.Spots, _: object, heat: float, cooling: float, blocks: int) -> None:
        asked.append((heat, cooling, blocks))
        spots.points[1] = points
        spots.best[:] = plan

    monkeypatch.setattr(local_bath, "bathe", played)
    return asked


WIDE = replace(FOUR, window_most=np.array([[9, 9]]))
GOOD, BAD = [0, 1, 0, 1], [1, 0, 1, 0]
"""Of 12 points and of -1."""


def test_a_bath_tells_a_better_plan_and_its_points(monkeypatch: pytest.MonkeyPatch):
    assert (WIDE.points(np.array(GOOD)), WIDE.points(np.array(BAD))) == (12, -1)
    made, record = bath(WIDE), empty_record(4)
    assert not made.begin(np.zeros(4, dtype=np.int64), 0.0)
    assert made.begin(np.array(BAD), -1.0)
    asked = play(monkeypatch, 13, GOOD)
    made.go_on(6.0, 0.5, 3)
    assert asked == [(6, 0.5, 3)]
    record.points[:2] = 11, 11
    made.tell(record)
    assert (record.points.tolist()[:2], record.own.tolist(), record.best.tolist()) == ([12, 12], GOOD, GOOD)


def test_what_is_as_good_as_the_best_of_all_is_the_best_of_the_round_alone(monkeypatch: pytest.MonkeyPatch):
    made, record = bath(WIDE), empty_record(4)
    made.begin(np.array(BAD), -1.0)
    play(monkeypatch, 13, GOOD)
    made.go_on(1.0, 1.0, 1)
    record.points[0] = 12
    made.tell(record)
    assert (record.points.tolist()[:2], record.own.tolist(), record.best.tolist()) == ([12, 12], GOOD, [-1] * 4)
    record.own[:] = -1
    made.tell(record)
    assert record.own.tolist() == [-1] * 4


def test_a_bath_without_a_step_tells_where_it_began():
    made, record = bath(WIDE), empty_record(4)
    made.begin(np.array(GOOD), 12.0)
    made.tell(record)
    assert (record.points.tolist()[:2], record.own.tolist()) == ([12, 12], GOOD)


@pytest.mark.parametrize("largest", [12, 3])
def test_rounded_points_are_told_exactly(largest: int, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(local_dense, "LARGEST", largest)
    made, record = bath(WIDE), empty_record(4)
    made.begin(np.array(BAD), -1.0)
    asked = play(monkeypatch, 5, GOOD)
    made.go_on(24.0, 1.0, 1)
    assert asked == [(24 / tables(WIDE).unit[0], 1, 1)]
    made.tell(record)
    assert record.points.tolist()[:2] == [12, 12]


def test_a_plan_that_is_not_allowed_is_not_told(monkeypatch: pytest.MonkeyPatch):
    made, record = bath(FOUR), empty_record(4)
    made.begin(np.array(BAD), -1.0)
    play(monkeypatch, 13, GOOD)
    made.go_on(1.0, 1.0, 1)
    made.tell(record)
    assert record.own.tolist() == [-1] * 4


def test_other_cores_have_no_bath():
    assert bath_of(empty_core(4, 2), net_of(empty_core(4, 2)), chance_of(1)) is None


@pytest.mark.parametrize(("n", "k", "rows"), [(4, 2, 1), (30, 2, 2), (27, 5, 2), (26, 5, 1)])
def test_a_row_is_the_work_of_a_sixteenth_of_its_moves(n: int, k: int, rows: int):
    assert Bath(empty_core(n, k), tables(FOUR), chance_of(1)).moves_a_block == 512 * rows
