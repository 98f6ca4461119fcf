"""Matrices without negative eigenvalues by hand: how they move, and how finely they are told in integers."""

from __future__ import annotations

import numpy as np
import pytest

from regroup.engines.clique_spectrum import FINEST, Gram, no_gram, squares


def test_what_a_matrix_is_moved_to_has_no_negative_part() -> None:
    one = Gram(np.array([3.0]), np.array([[1.0], [0.0]]))
    for change, values in (((-1.0, 5.0), [2.0, 5.0]), ((-4.0, 5.0), [5.0]), ((-3.0, -1.0), []), ((1.0, 0.0), [4.0])):
        moved = one.moved(np.diag(change))
        expected = np.maximum(0.0, np.diag([3.0 + change[0], change[1]]))
        assert sorted(moved.values.tolist()) == pytest.approx(values)
        assert (moved.directions * moved.values) @ moved.directions.T == pytest.approx(expected)
    assert len(no_gram(3).moved(np.zeros((3, 3))).values) == 0


@pytest.mark.parametrize(
    ("values", "fine"),
    [
        ([], FINEST),
        ([0.25], FINEST),
        ([2.0**26], FINEST),
        ([2.0**28], FINEST // 2),
        ([2.0**38, 2.0**38], 2**5),
        ([2.0**50], 1),
        ([2.0**60], 1),
    ],
)
def test_vectors_are_as_fine_as_their_squares_are_exact(values: list[float], fine: int) -> None:
    some = Gram(np.array(values), np.eye(3)[:, : len(values)])
    assert some.fine == fine
    if sum(values) < 2.0**52:
        assert (squares(some.vectors()) == np.diag([*values, 0, 0, 0][:3]) * fine**2).all()
