"""Whatever the bytes, reading gives a scenario or an `InputError`, and quickly."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from regroup.errors import InputError
from regroup.read import read_model, read_scenario
from tests.read.files import MODEL, PAIRS, SCENARIO, TOP, UNITS, beside, write

FUZZ = settings(max_examples=300, deadline=2000, suppress_health_check=[HealthCheck.function_scoped_fixture])
MARKS = ['"', "'", '"""', "[", "]", "[[", "]]", "{", "}", "=", ".", ",", "\n", "\r", "\0", "#", "\\u", "\ufeff"]
WORDS = ["nan", "1e999", "-0", "0x", "2018-01-32", "12:61:00", "true", "units", "size"]
PIECES = st.one_of(st.binary(max_size=8), st.sampled_from([*MARKS, *WORDS]).map(str.encode))


@st.composite
def mutated(draw: st.DrawFn, text: str) -> bytes:
    """``text`` with up to four stretches of it replaced."""
    raw = text.encode()
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(raw)))
        raw = raw[:start] + draw(PIECES) + raw[start + draw(st.integers(0, 6)) :]
    return raw


def said(path: Path, *overrides: str, model: bool = False) -> InputError | None:
    """What reading says; None when there is nothing to say. Any other exception ends the test."""
    try:
        if model:
            read_model(path, overrides)
        else:
            read_scenario(path)
    except InputError as error:
        return error
    return None


def only_input_errors(path: Path, *overrides: str, model: bool = False) -> None:
    error = said(path, *overrides, model=model)
    for language in ("nb", "en") if error else ():
        assert error
        assert error.text(language)
        assert "pydantic" not in error.text(language)
    for fault in error.faults if error else ():
        excerpt = fault.place.excerpt if fault.place else None
        assert excerpt is None or excerpt.isprintable()


@FUZZ
@given(raw=st.binary(max_size=200))
def test_any_bytes(raw: bytes, tmp_path: Path) -> None:
    only_input_errors(write(tmp_path, raw))


@FUZZ
@given(raw=mutated(SCENARIO))
def test_a_scenario_with_pieces_replaced(raw: bytes, tmp_path: Path) -> None:
    only_input_errors(write(tmp_path, raw))


@FUZZ
@given(raw=mutated(MODEL))
def test_a_model_with_pieces_replaced(raw: bytes, tmp_path: Path) -> None:
    only_input_errors(write(tmp_path, raw, "prove.toml"), model=True)


@FUZZ
@given(units=mutated(UNITS), pairs=mutated(PAIRS))
def test_tables_with_pieces_replaced(units: bytes, pairs: bytes, tmp_path: Path) -> None:
    beside(tmp_path, units)
    write(tmp_path, pairs, "s.csv")
    only_input_errors(write(tmp_path, TOP))


@FUZZ
@given(override=st.text(max_size=40) | st.from_regex(r"(terms|rules|title)\.\w{0,3}(\.\w+)?=.{0,10}", fullmatch=True))
def test_any_change_of_a_model(override: str, tmp_path: Path) -> None:
    only_input_errors(write(tmp_path, MODEL, "prove.toml"), override, model=True)


CONFUSED = [
    "true", "false", '"12"', "12", "12.0", "-1", "1e400", "nan", "inf", "2018-11-01", "2018-11-01T07:00:00", "07:00:00",
    "[]", "[1]", "{}", '{ a = 1 }', '""', "[[]]", "1000000000000000",
]  # fmt: skip
LINES = [index for index, line in enumerate(SCENARIO.split("\n")) if " = " in line]


@pytest.mark.parametrize("index", LINES)
def test_every_value_confused_with_every_type(index: int, tmp_path: Path) -> None:
    lines = SCENARIO.split("\n")
    key = lines[index].partition(" = ")[0]
    for value in CONFUSED:
        text = "\n".join([*lines[:index], f"{key} = {value}", *lines[index + 1 :]])
        only_input_errors(write(tmp_path, text))
