"""Raised prices: what they say of every column is true, and they cost no more than paying for the best everywhere."""

from __future__ import annotations

import pytest

from regroup.engines.columns_area import Priced
from regroup.engines.columns_branch import BranchPricer
from regroup.engines.columns_raised import raised
from tests.engines.test_columns_branch import MANY, SCALE, SEEDS, areas, random_prices, values


@pytest.mark.parametrize("seed", SEEDS[::4])
@pytest.mark.parametrize("most", [1, 3, MANY])
@pytest.mark.parametrize("work", [3, 10**9])
def test_what_is_said_of_the_rest_and_of_all_is_true(seed: int, most: int, work: int):
    for area in areas(seed):
        prices, above = random_prices(seed, area.n)
        priced = BranchPricer(area).price(prices, above, most, work=work)
        rest = max((v for m, v in values(area, prices).items() if m not in priced.columns), default=above)
        assert priced.rest is not None
        assert rest <= priced.rest <= priced.bound
        higher = raised([priced], [len(area.areas)], area.n, SCALE)
        if higher is None:
            assert priced.rest == priced.bound
            continue
        more, (worth,) = higher
        assert (more >= 0).all()
        assert max(values(area, prices + more).values(), default=above) <= worth
        rounding = area.n * (1 + len(area.areas))
        assert more.sum() + len(area.areas) * worth <= len(area.areas) * priced.bound + rounding


def test_columns_with_a_common_member_are_paid_for_once():
    of_one = Priced(((0, 1), (0, 2), (0, 3)), (12, 11, 10), 12, True, 1, 5)
    of_two = Priced(((0, 4),), (9,), 9, True, 1, 2)
    higher = raised([of_one, of_two], [4, 3], 5, 1)
    assert higher is not None
    assert higher[0].tolist() == [7, 0, 0, 0, 0]
    assert higher[1] == [5, 2]


def test_columns_apart_are_paid_for_by_areas_where_that_is_cheaper():
    apart = Priced(((0,), (1,), (2,)), (8, 8, 8), 8, True, 1, 6)
    higher = raised([apart], [2], 3, 1)
    assert higher is not None
    assert higher[0].tolist() == [0, 0, 0]
    assert higher[1] == [8]


def test_areas_of_each_type_are_paid_for_by_themselves():
    nothing, apart = Priced((), (), 3, True, 1, 3), Priced(((0,), (1,), (2,)), (8, 8, 8), 8, True, 1, 6)
    higher = raised([nothing, apart], [1, 2], 3, 1)
    assert higher is not None
    assert higher[0].tolist() == [0, 0, 0]
    assert higher[1] == [3, 8]


def test_nothing_is_gained_where_nothing_more_is_known():
    assert raised([Priced(((0,),), (8,), 8, True, 1)], [2], 3, 1) is None
    assert raised([Priced(((0,),), (8,), 9, False, 1, 9)], [2], 3, 1) is None
