"""The building blocks of every frozen type: exact numbers, ids, names and texts, each bounded.

Strict throughout: ``true`` is not 1, ``"12"`` is not 12, and nothing infinite or absurdly large gets in.
A refused value raises a ``PydanticCustomError`` whose type is the fault's code in the catalogue.
"""

from __future__ import annotations

import unicodedata
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    PlainValidator,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

LARGEST_NUMBER = 10**12
MOST_DECIMALS = 6
LONGEST_NAME = 200
LONGEST_TEXT = 2000
LARGEST_STRENGTH = 1000
LARGEST_WEIGHT = 1_000_000
MOST_UNITS = 20_000
MOST_AREAS = 200
MOST_PAIRS = 2_000_000
ID_PATTERN = r"^[a-zæøå][a-z0-9æøå_]{0,63}$"

T = TypeVar("T")


class Frozen(BaseModel):
    """Base of all types read from files: immutable, strict, and closed to unknown keys."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", allow_inf_nan=False)


def exact_number(value: object) -> Fraction:
    """``value`` as an exact fraction with at most six decimals, within ±10¹².

    Floats are read as they print (0.1 means one tenth).

    Raises:
        PydanticCustomError: not a number, not finite, too large or too fine.
    """
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal | Fraction):
        raise PydanticCustomError("not_a_number", "not a number", {"found": shown(value)})
    if isinstance(value, float):
        value = Decimal(repr(value))
    if isinstance(value, Decimal):
        if not value.is_finite():
            raise PydanticCustomError("not_finite", "not finite", {"found": shown(value)})
        if value.adjusted() > 15:
            raise PydanticCustomError("number_too_large", "too large", {"found": shown(value)})
        if value.adjusted() < -40:
            raise PydanticCustomError("number_too_fine", "too many decimals", {"found": shown(value)})
        if value.is_zero() and value.is_signed():
            raise PydanticCustomError("negative_zero", "-0", {"found": shown(value)})
    exact = Fraction(value)
    if abs(exact) > LARGEST_NUMBER:
        raise PydanticCustomError("number_too_large", "too large", {"found": shown(value)})
    if (exact * 10**MOST_DECIMALS).denominator != 1:
        raise PydanticCustomError("number_too_fine", "too many decimals", {"found": shown(value)})
    return exact


def not_negative(value: Fraction) -> Fraction:
    """``value``, refused when below zero."""
    if value < 0:
        raise PydanticCustomError("negative", "negative", {"found": shown(value)})
    return value


def as_share(value: Fraction) -> Fraction:
    """``value``, refused outside 0 to 1."""
    if not 0 <= value <= 1:
        raise PydanticCustomError("not_a_share", "not a share", {"found": shown(value)})
    return value


def shown(value: object) -> str:
    """A short, safe rendering of a refused value for a message."""
    if isinstance(value, Fraction):
        text = str(value.numerator) if value.denominator == 1 else f"{float(value):g}"
    elif isinstance(value, str):
        text = f'"{value}"'
    elif isinstance(value, bool):
        text = str(value).lower()
    elif isinstance(value, dict | list | tuple):
        text = "{ … }" if isinstance(value, dict) else "[ … ]"
    else:
        text = str(value) if not isinstance(value, int) or value.bit_length() < 200 else "…"
    text = "".join(character if character.isprintable() else "�" for character in text)
    return text if len(text) <= 60 else text[:57] + "…"


def plain_text(value: str) -> str:
    """``value``, refused when blank, padded, not normalised (NFC) or holding characters nobody can see."""
    if not value.strip():
        raise PydanticCustomError("blank", "blank", {})
    if value != value.strip():
        raise PydanticCustomError("padded", "padded", {"found": shown(value)})
    if value.isascii() and value.isprintable():  # nearly all of a large file; nothing below can be wrong with it
        return value
    if unicodedata.normalize("NFC", value) != value:
        raise PydanticCustomError("not_normalised", "not NFC", {"found": shown(value)})
    for character in value:
        if unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}:
            code = f"U+{ord(character):04X}"
            raise PydanticCustomError("invisible_character", "invisible character", {"character": code})
    if any(all(unicodedata.combining(c) for c in value[i : i + 3]) for i in range(len(value) - 2)):
        raise PydanticCustomError("stacked_marks", "too many combining marks", {})
    scripts = {unicodedata.name(c, "?").split()[0] for c in value if c.isalpha()} & {
        "LATIN",
        "CYRILLIC",
        "GREEK",
    }
    if len(scripts) > 1:
        names = " + ".join(sorted(scripts)).title()
        raise PydanticCustomError("mixed_scripts", "mixed scripts", {"scripts": names, "found": shown(value)})
    return value


def as_tuple(value: object) -> object:
    """A list as a tuple; anything else unchanged, for the type to refuse."""
    return tuple(value) if isinstance(value, list | tuple) else value


Many = Annotated[tuple[T, ...], BeforeValidator(as_tuple)]
"""A list in a file, a tuple in memory."""


def _number_schema(**limits: Any) -> WithJsonSchema:
    return WithJsonSchema({"type": "number", **limits})


_plain = PlainSerializer(lambda value: int(value) if value.denominator == 1 else float(value))

Number = Annotated[
    Fraction,
    PlainValidator(exact_number),
    _plain,
    _number_schema(minimum=-LARGEST_NUMBER, maximum=LARGEST_NUMBER),
]
Amount = Annotated[
    Fraction,
    PlainValidator(lambda value: not_negative(exact_number(value))),
    _plain,
    _number_schema(minimum=0, maximum=LARGEST_NUMBER),
]
Share = Annotated[
    Fraction,
    PlainValidator(lambda value: as_share(exact_number(value))),
    _plain,
    _number_schema(minimum=0, maximum=1),
]
Weight = Annotated[int, Field(ge=0, le=LARGEST_WEIGHT)]
Count = Annotated[int, Field(ge=0, le=MOST_UNITS)]
Id = Annotated[str, Field(pattern=ID_PATTERN)]
Name = Annotated[
    str,
    Field(min_length=1, max_length=LONGEST_NAME),
    BeforeValidator(
        lambda value: plain_text(value) if isinstance(value, str) and len(value) <= LONGEST_NAME else value
    ),
]
Text = Annotated[
    str,
    Field(min_length=1, max_length=LONGEST_TEXT),
    BeforeValidator(
        lambda value: plain_text(value) if isinstance(value, str) and len(value) <= LONGEST_TEXT else value
    ),
]
