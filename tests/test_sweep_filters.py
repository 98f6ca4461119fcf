"""Filters: what they understand, what they refuse, and that they compare exactly."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regroup.sweep.filters import FilterError, parse_filter
from regroup.sweep_file import FromFile

AT: dict[str, FromFile] = {"model.terms.a.weight": 3, "share": Decimal("0.3"), "scenario": "toy", "on": True}
TRUE = [
    "model.terms.a.weight <= 3",
    "1 <= model.terms.a.weight < 4",
    "share == 0.3",
    "share == 0.30 and scenario == 'toy'",
    'scenario != "hamar" and (share > 1 or on == true)',
    "not share > 1",
    "scenario != 3",
    "share < model.terms.a.weight",
    "not (on == false) and not scenario == 'x'",
    "share > 1 and share > 2 or on == true",
]
FALSE = [
    "share > 0.3",
    "on == 1",
    "scenario == true",
    "share > 1 and on == true or share > 2",
    "3 < model.terms.a.weight",
]
WRONG = {
    "": "filter_form",
    "share": "filter_form",
    "share <": "filter_form",
    "share < 1 and": "filter_form",
    "share < 1 share": "filter_form",
    "(share < 1": "filter_form",
    "share = 1": "filter_form",
    "share < 1; 2": "filter_form",
    "__import__('os').system('x') == 1": "filter_form",
    "shar < 1": "filter_unknown_near",
    "weight < 1": "filter_unknown",
    "(" * 200 + "share < 1" + ")" * 200: "filter_form",
    "not " * 200 + "share < 1": "filter_form",
}


@pytest.mark.parametrize("text", TRUE)
def test_holds(text: str) -> None:
    assert parse_filter(text, AT)(AT) is True


@pytest.mark.parametrize("text", FALSE)
def test_does_not_hold(text: str) -> None:
    assert parse_filter(text, AT)(AT) is False


@pytest.mark.parametrize("text", WRONG, ids=lambda text: text[:20] or "empty")
def test_refused(text: str) -> None:
    with pytest.raises(FilterError) as caught:
        parse_filter(text, AT)
    assert caught.value.code == WRONG[text]


def test_less_and_more_need_one_kind() -> None:
    with pytest.raises(FilterError) as caught:
        parse_filter("scenario < 3", AT)(AT)
    assert caught.value.code == "filter_kinds"


@given(st.text(alphabet="share<>=!()'\" 0123.andotrue;\\x", max_size=60))
def test_any_text_is_a_test_or_is_refused(text: str) -> None:
    try:
        assert parse_filter(text, AT)(AT) in (True, False)
    except FilterError as error:
        assert error.args in (("filter_form",), ("filter_unknown",), ("filter_unknown_near",), ("filter_kinds",))  # noqa: PT017
