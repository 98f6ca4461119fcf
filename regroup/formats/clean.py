"""A document whose every text can stand in XML: what XML forbids is shown by a sign, and nothing is dropped unseen."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any, TypeVar

from regroup.formats.plain import SHOWN, STEERING
from regroup.paper.base import Paper

FORBIDDEN = re.compile("[^\t\n\r\u0020-\u007e\u00a0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Everything but the characters of XML 1.0, section 2.2, less those it advises against; so lone surrogates too."""
STACKED = re.compile(
    r"([\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{8})[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)

Any_ = TypeVar("Any_")


def clean(paper: Paper) -> Paper:
    """The same document with every text cleaned, those of pictures too."""
    return _each(paper, cleaned)


def cleaned(text: str) -> str:
    """The text with a sign for each character that XML forbids or that turns the text around."""
    shown = STEERING.sub(SHOWN, FORBIDDEN.sub(SHOWN, text))
    return STACKED.sub(r"\1", shown)


def _each(value: Any_, change: Callable[[str], str]) -> Any_:
    """The value with all texts in it changed, however deep."""
    new: Any = value
    if isinstance(value, str) and not isinstance(value, Enum):
        new = change(value)
    elif isinstance(value, tuple):
        new = tuple(_each(item, change) for item in value)
    elif is_dataclass(value) and not isinstance(value, type):
        new = replace(value, **{field.name: _each(getattr(value, field.name), change) for field in fields(value)})
    return new  # type: ignore[no-any-return]
