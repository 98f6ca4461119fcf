"""The writer of JSON writes what the standard library's does, byte for byte."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest

from regroup.indented import indented

PARTS: tuple[Any, ...] = (
    "",
    'æ"\\\n\u2028😀\x00',
    0,
    -7,
    10**40,
    0.1,
    -1e300,
    True,
    False,
    None,
    [],
    {},
    (),
    [[]],
    {"": {}},
)


def made(chance: random.Random, depth: int) -> Any:
    """An object by chance."""
    kind = chance.randrange(3) if depth else 2
    if kind == 0:
        return {f"{at} «{chance.choice('abcæ')}»": made(chance, depth - 1) for at in range(chance.randrange(4))}
    if kind == 1:
        return [made(chance, depth - 1) for _ in range(chance.randrange(4))]
    return chance.choice(PARTS)


def test_it_writes_what_the_standard_library_writes() -> None:
    chance = random.Random(1)
    for value in (*PARTS, *(made(chance, 5) for _ in range(500))):
        assert indented(value) == json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)


@pytest.mark.parametrize("number", [float("nan"), float("inf"), -float("inf")])
def test_what_is_no_number_is_refused(number: float) -> None:
    with pytest.raises(ValueError, match="JSON"):
        indented({"a": [number]})


@pytest.mark.parametrize("wrong", [{1: 2}, {None: 1}, {"a": object()}, [{1, 2}]])
def test_what_json_has_not_is_refused(wrong: object) -> None:
    with pytest.raises(TypeError):
        indented(wrong)
