"""What a search reckons beyond the table, by hand: other measures, labels and guards along an order."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from regroup.core import Ints
from regroup.engines.columns_area import AreaType
from regroup.engines.columns_buckets import follow
from regroup.engines.columns_table_exact import Exact, exact_of, others_than, path_of, room_for
from tests.engines.test_columns_frontier import plain


def ints(*values: int) -> Ints:
    return np.array(values, dtype=np.int64)


ORDER = ints(2, 0, 3)
"""Of four nodes; the second is no member."""
AREA = replace(
    plain(4),
    sizes=np.array([[2, 4, 6, 8], [1, 5, 2, 3], [7, 7, 1, 1]]),
    least=ints(2, 2, 0),
    most=ints(14, 5, 9),
    hinge_measure=ints(0, 1, 1),
    hinge_at=ints(4, 8, 9),
    hinge_below=ints(1, 2, 1),
    hinge_above=ints(3, 0, 0),
    labels=np.array([[True, True, True, False], [False, True, False, False]]),
    label_cost=ints(7, 5),
    guard_node=ints(3, 1, 2),
    guard_weight=np.array([[1, 9, -2, 4], [1, 1, 1, 1], [-3, 0, 5, -1]]),
    guard_most=ints(6, 0, 2),
)


def exact(area: AreaType = AREA) -> Exact:
    return exact_of(area, follow(area, 0, ORDER), others_than(area, 0, ORDER), ORDER)


def test_the_measure_that_the_table_follows():
    one = exact()
    assert one.node.tolist() == [2, 0, 3]
    assert one.size.tolist() == [6, 2, 8]
    assert (one.least, one.most) == (2, 14)
    assert (one.at.tolist(), one.below.tolist(), one.above.tolist()) == ([4], [1], [3])


def test_all_but_one_measure_are_others():
    assert [other.sizes.tolist() for other in others_than(AREA, 1, ORDER)] == [[2, 4, 6, 8], [7, 7, 1, 1]]
    assert len(others_than(AREA, None, ORDER)) == 3


def test_the_other_measures():
    others = exact().others
    assert others.size.tolist() == [[2, 1, 3], [1, 7, 1]]
    assert others.ahead.tolist() == [[6, 4, 3, 0], [9, 8, 1, 0]]
    assert (others.least.tolist(), others.most.tolist()) == ([2, 0], [5, 9])
    assert (others.best.tolist(), others.lost.tolist()) == ([5, 0], [10, 0])
    assert (others.measure.tolist(), others.at.tolist()) == ([0, 0], [8, 9])
    assert (others.below.tolist(), others.above.tolist()) == ([2, 1], [0, 0])


def test_labels_are_shared_among_their_carriers():
    labels = exact().labels
    assert labels.carried.tolist() == [[True, True, False], [False, False, False]]
    assert (labels.share.tolist(), labels.rest.tolist()) == ([3, 5], [1, 0])


def test_guards_of_those_who_may_be_members():
    guards = exact().guards
    assert guards.step.tolist() == [2, 0]
    assert guards.weight.tolist() == [[-2, 1, 4], [5, -3, -1]]
    assert guards.lightest.tolist() == [[-2, 0, 0, 0], [-4, -4, -1, 0]]
    assert guards.most.tolist() == [6, 2]


def test_room_is_made_for_every_step_and_the_end():
    path = path_of(exact())
    shapes = {name: getattr(path, name).shape for name in path._fields}
    ends = dict.fromkeys(("row", "size", "number", "value"), (4,))
    more = dict.fromkeys(("total", "due", "missed", "weight"), (4, 2))
    assert shapes == ends | more | {"phase": (3,), "choice": (3,), "bound": (3, 2)}
    assert not any(getattr(path, name).any() for name in path._fields)
    assert path.due.dtype == np.bool_


def test_room_for_columns_has_a_bit_for_every_node():
    for n, words in ((5, 1), (63, 1), (70, 2), (128, 3)):
        found = room_for(3, n)
        assert found.members.shape == (3, words)
        assert found.values.shape == (3,)
