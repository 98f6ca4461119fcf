"""Guards by hand: node 0 accepts company of limited weight."""

from __future__ import annotations

import numpy as np
import pytest

from regroup.core import Core
from regroup.preprocess import guarding
from regroup.preprocess.guarding import unwelcome, without_idle_guards
from regroup.preprocess.held import held
from tests.preprocess.cores import FREE, sized


def guarded(weights: list[int], most: int, *more: tuple[int, list[int], int], places: list[str] | None = None) -> Core:
    """Node 0's guard, and others with their nodes; two areas."""
    rows = [(0, weights, most), *more]
    return sized(
        [1] * len(weights),
        FREE,
        FREE,
        places=places,
        guard_node=[node for node, _, _ in rows],
        guard_weight=[row for _, row, _ in rows],
        guard_most=[limit for _, _, limit in rows],
    )


def barred(core: Core) -> dict[int, list[str]]:
    """For each guarded node and each area, the nodes that break its guard there."""
    nodes, broken = unwelcome(core, held(core))
    texts = [["".join(str(v) for v in np.flatnonzero(area)) for area in row.T] for row in broken]
    return dict(zip(nodes.tolist(), texts, strict=True))


def test_too_heavy_company():
    assert barred(guarded([0, 3, 4, 2], 3)) == {0: ["2", "2"]}


def test_its_own_weight_counts_once():
    assert barred(guarded([1, 3, 2], 3)) == {0: ["1", "1"]}
    assert barred(guarded([2, 0, 0], 2)) == {0: ["", ""]}


def test_too_heavy_itself_with_anyone():
    assert barred(guarded([2, 0, 1], 1)) == {0: ["012", "012"]}


def test_whoever_lightens_may_be_there_where_it_is_allowed():
    assert barred(guarded([0, 3, -2], 1, places=["01", "01", "01"])) == {0: ["", ""]}
    assert barred(guarded([0, 3, -2], 1, places=["01", "01", "1"])) == {0: ["1", ""]}


def test_whoever_the_area_holds_is_there():
    assert barred(guarded([0, 2, 2], 3, places=["01", "01", "0"])) == {0: ["1", ""]}
    assert barred(guarded([0, 2, 2], 1, places=["01", "01", "0"]))[0][0] == "012"


def test_a_node_that_lightens_is_no_heavier_for_coming():
    assert barred(guarded([0, -2, 3], 0))[0] == ["2", "2"]


def test_two_guards_of_one_node_and_one_of_another():
    core = guarded([0, 3, 0], 2, (2, [4, 0, 0], 3), (0, [0, 0, 3], 2))
    assert barred(core) == {0: ["12", "12"], 2: ["0", "0"]}


def test_idle_guards_are_left_out():
    core = guarded([0, 3, 4], 7, (1, [1, 0, 0], 0), (2, [0, -3, 2], 2))
    assert without_idle_guards(core).guard_node.tolist() == [1]


def test_a_guard_is_idle_where_its_node_may_not_be():
    core = guarded([0, 3, 4], 3, places=["0", "01", "1"])
    assert not len(without_idle_guards(core).guard_node)
    assert len(without_idle_guards(guarded([0, 3, 4], 3, places=["1", "01", "1"])).guard_node) == 1


def test_weights_and_limits_go_with_their_guards():
    after = without_idle_guards(guarded([0, 1, 1], 9, (1, [5, 0, 0], 4)))
    assert (after.guard_weight.tolist(), after.guard_most.tolist()) == ([[5, 0, 0]], [4])


def test_too_many_guards_say_nothing(monkeypatch: pytest.MonkeyPatch):
    core = guarded([0, 3, 4], 3)
    idle = guarded([0, 0, 0], 3)
    monkeypatch.setattr(guarding, "MOST_CELLS", 6)
    assert barred(core) == {0: ["2", "2"]}
    assert not len(without_idle_guards(idle).guard_node)
    monkeypatch.setattr(guarding, "MOST_CELLS", 5)
    assert barred(core) == {}
    assert len(without_idle_guards(idle).guard_node) == 1
