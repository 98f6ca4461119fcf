"""Numbers, ids and texts: exact, bounded and strict."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from regroup.fields import (
    ID_PATTERN,
    LARGEST_NUMBER,
    LONGEST_NAME,
    Amount,
    Id,
    Many,
    Name,
    Number,
    Share,
    Weight,
    exact_number,
    plain_text,
    shown,
)


def code_of(function, value) -> str:
    with pytest.raises(PydanticCustomError) as refused:
        function(value)
    return refused.value.type


@given(st.integers(-(10**12), 10**12), st.integers(0, 6))
def test_a_decimal_is_read_as_it_is_written(digits: int, decimals: int):
    exact = Fraction(digits, 10**decimals)
    if digits or not decimals:
        assert exact_number(Decimal(digits).scaleb(-decimals)) == exact
    assert exact_number(exact) == exact


@given(st.integers(-(10**9), 10**9), st.integers(1, 6))
def test_a_float_means_the_decimal_it_prints_as(digits: int, decimals: int):
    value = float(Decimal(digits).scaleb(-decimals))
    assert exact_number(value) == Fraction(digits, 10**decimals)


@given(st.integers())
def test_whole_numbers_within_the_bound_and_no_others(value: int):
    if abs(value) <= LARGEST_NUMBER:
        assert exact_number(value) == value
    else:
        assert code_of(exact_number, value) == "number_too_large"


@given(st.floats())
def test_no_float_gets_through_unbounded_or_unexact(value: float):
    try:
        exact = exact_number(value)
    except PydanticCustomError as refused:
        assert refused.type in {"not_finite", "number_too_large", "number_too_fine", "negative_zero"}  # noqa: PT017
    else:
        assert abs(exact) <= LARGEST_NUMBER
        assert (exact * 10**6).denominator == 1
        assert float(exact) == value


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (True, "not_a_number"),
        ("12", "not_a_number"),
        (None, "not_a_number"),
        ([1], "not_a_number"),
        (1 + 0j, "not_a_number"),
        (float("nan"), "not_finite"),
        (float("-inf"), "not_finite"),
        (Decimal("sNaN"), "not_finite"),
        (1e300, "number_too_large"),
        (10**12 + 1, "number_too_large"),
        (Decimal("1e999999"), "number_too_large"),
        (1e-7, "number_too_fine"),
        (5e-324, "number_too_fine"),
        (Decimal("1e-999999"), "number_too_fine"),
        (Fraction(1, 3), "number_too_fine"),
        (-0.0, "negative_zero"),
    ],
)
def test_refused_numbers(value: object, code: str):
    assert code_of(exact_number, value) == code


def test_amounts_shares_and_weights():
    assert TypeAdapter(Number).validate_python(-2.5) == Fraction(-5, 2)
    assert TypeAdapter(Amount).validate_python(0) == 0
    assert TypeAdapter(Share).validate_python(1) == 1
    refused = [(Amount, -0.1, "negative"), (Share, 1.000001, "not_a_share"), (Share, -1, "not_a_share")]
    refused += [(Weight, True, "int_type"), (Weight, 1.0, "int_type"), (Weight, -1, "greater_than_equal")]
    for kind, value, code in refused:
        with pytest.raises(ValidationError) as error:
            TypeAdapter(kind, config={"strict": True}).validate_python(value)
        assert error.value.errors()[0]["type"] == code


def test_numbers_are_written_as_they_were_read():
    adapter = TypeAdapter(Number)
    assert adapter.dump_json(adapter.validate_python(0.1)) == b"0.1"
    assert adapter.dump_json(adapter.validate_python(3.0)) == b"3"


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("", "blank"),
        ("  \u00a0", "blank"),
        (" a", "padded"),
        ("a\n", "padded"),
        ("a\nb", "invisible_character"),
        ("a\u200bb", "invisible_character"),
        ("a\u202eb", "invisible_character"),
        ("a\u00adb", "invisible_character"),
        ("a\ud800", "invisible_character"),
        ("A\u030a", "not_normalised"),  # Å in two characters
        ("q\u0301\u0302\u0303\u0304", "stacked_marks"),
        ("ос\u006co", "mixed_scripts"),  # Cyrillic о and с in a Latin word
    ],
)
def test_refused_texts(value: str, code: str):
    assert code_of(plain_text, value) == code


@pytest.mark.parametrize(
    "value", ["Åse", "helse og omsorg – «hjemme»", "§ 13-1 (4)", "Sámi giellaguovddáš", "Ω", "日本"]
)
def test_accepted_texts(value: str):
    assert plain_text(value) == value


def test_long_texts_are_refused_before_they_are_read():
    adapter = TypeAdapter(Name, config={"strict": True})
    assert adapter.validate_python("a" * LONGEST_NAME)
    with pytest.raises(ValidationError) as error:
        adapter.validate_python("\u200b" * (LONGEST_NAME + 1))
    assert error.value.errors()[0]["type"] == "string_too_long"


@pytest.mark.parametrize("value", ["a", "å_1", "helse_og_omsorg", "a" * 64])
def test_accepted_ids(value: str):
    assert TypeAdapter(Id).validate_python(value) == value


@pytest.mark.parametrize("value", ["", "A", "1a", "_a", "a-b", "a b", "a\n", "a" * 65, "ä"])
def test_refused_ids(value: str):
    with pytest.raises(ValidationError):
        TypeAdapter(Id).validate_python(value)


def test_the_pattern_of_ids_is_anchored():
    assert ID_PATTERN.startswith("^")
    assert ID_PATTERN.endswith("$")


def test_lists_become_tuples_and_texts_do_not():
    adapter = TypeAdapter(Many[str], config={"strict": True})
    assert adapter.validate_python(["a", "b"]) == ("a", "b")
    with pytest.raises(ValidationError):
        adapter.validate_python("ab")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(3), "3"),
        (Fraction(1, 4), "0.25"),
        ("a", '"a"'),
        (True, "true"),
        ({"a": 1}, "{ … }"),
        ([1], "[ … ]"),
        (10**100, "…"),
        ("x" * 100, '"' + "x" * 56 + "…"),
        ("a\x1b[31m", '"a�[31m"'),
    ],
)
def test_shown(value: object, text: str):
    assert shown(value) == text
    assert len(shown(value)) <= 60
