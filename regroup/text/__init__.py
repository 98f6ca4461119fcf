"""Every sentence a person reads, in Norwegian (nb) and English (en), looked up by key.

Labels that belong to one rule or term stand in that rule's or term's own file; everything else
stands here: in ``nb.toml`` and ``en.toml``, and for a study in two files of its own (``compare.nb.toml``,
``compare.en.toml``). Both languages hold the same keys (a test compares them), and no key stands in two files.
"""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cache
from importlib import resources
from typing import Any

LANGUAGES = ("nb", "en")
NO_BREAK_SPACE = "\u00a0"
MINUS = "\u2212"

Words = Mapping[str, str]
"""One text in every language: ``{"nb": ..., "en": ...}``."""


@cache
def catalogue(language: str) -> dict[str, Any]:
    """The whole catalogue of one language, as nested tables of templates.

    Raises:
        ValueError: a table stands in two files.
    """
    tables: dict[str, Any] = {}
    for source in sorted(resources.files(__package__).iterdir(), key=lambda file: file.name):
        if source.name == f"{language}.toml" or source.name.endswith(f".{language}.toml"):
            more = tomllib.loads(source.read_text(encoding="utf-8"))
            if tables.keys() & more.keys():
                raise ValueError(f"{source.name} repeats {sorted(tables.keys() & more.keys())}")
            tables |= more
    return tables


def say(key: str, language: str = "en", /, **values: object) -> str:
    """The sentence stored under the dotted ``key``, with ``{names}`` filled from ``values``.

    Raises:
        KeyError: the catalogue has no such key (a fault of regroup, never of its user).
    """
    entry: Any = catalogue(language)
    for part in key.split("."):
        entry = entry[part]
    if not isinstance(entry, str):
        raise KeyError(f"{key} is a table of texts, not one text")
    return entry.format_map(values) if values else entry


def has(key: str, language: str = "en") -> bool:
    """Whether the catalogue holds one text under the dotted ``key``."""
    try:
        say(key, language)
    except (KeyError, TypeError):
        return False
    return True


def in_words(day: datetime.date, language: str = "en") -> str:
    """``1. februar 2019``."""
    return say("paper.date", language, day=day.day, month=say(f"paper.month.m{day.month}", language), year=day.year)


def number(value: Fraction | int, language: str = "en", decimals: int = 1) -> str:
    """``value`` for reading: Norwegian comma or English point, grouped thousands, at most ``decimals``.

    Trailing zeros are dropped; a value that is not zero but rounds to zero keeps a leading ``<``.
    """
    exact = Fraction(value)
    step = Decimal(1).scaleb(-decimals)
    rounded = (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(step, ROUND_HALF_UP)
    if rounded == 0 and exact != 0:
        sign = MINUS if exact < 0 else ""
        return f"{sign}<{number(Fraction(step), language, decimals)}"
    plain = f"{abs(rounded):,.{decimals}f}"
    if decimals:
        plain = plain.rstrip("0").rstrip(".")
    if language == "nb":
        plain = plain.replace(",", NO_BREAK_SPACE).replace(".", ",")
    return (MINUS if rounded < 0 else "") + plain


def percent(share: Fraction, language: str = "en", decimals: int = 0) -> str:
    """``share`` (1 = the whole) as a percentage, with the spacing of the language."""
    text = number(share * 100, language, decimals)
    return f"{text}{NO_BREAK_SPACE}%" if language == "nb" else f"{text}%"


def listing(items: list[str], language: str = "en") -> str:
    """``a, b and c`` in the language."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {say('word.and', language)} {items[-1]}"
