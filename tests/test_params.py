"""Settings out of range are refused by name."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import pytest

from regroup.errors import InputError
from regroup.params import Params


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("time_limit", 0.0),
        ("time_limit", -1.0),
        ("time_limit", math.nan),
        ("time_limit", math.inf),
        ("work", 0.0),
        ("work", math.nan),
        ("gap", Fraction(-1, 10)),
        ("gap", Fraction(11, 10)),
        ("seed", -1),
        ("seed", 2**63),
        ("workers", 0),
        ("workers", -1),
        ("workers", 10**6),
        ("threads", 0),
        ("threads", 10**6),
    ],
)
def test_out_of_range(setting: str, value: Any) -> None:
    with pytest.raises(InputError) as caught:
        Params(**{setting: value})
    (fault,) = caught.value.faults
    assert fault.code == "setting_out_of_range"
    assert setting.replace("_", "-") in str(fault.values["setting"])


def test_what_is_repeatable() -> None:
    assert Params().repeatable
    assert not Params(time_limit=1.0).repeatable
    assert not Params(workers=2).repeatable
