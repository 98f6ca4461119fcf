"""A scenario as plain tables: what stands in its file, exact, without what is left out or as usual."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from pydantic import BaseModel

from regroup.scenario import Scenario

Tables = dict[str, Any]


def tables_of(scenario: Scenario) -> Tables:
    """The tables that `validate` would make the same scenario of."""
    return _fields(scenario)


def _fields(thing: BaseModel) -> Tables:
    found: Tables = {}
    for name, field in type(thing).model_fields.items():
        value = getattr(thing, name)
        usual = field.get_default(call_default_factory=True) if not field.is_required() else ...
        if value is not None and (value != usual or name in ("rule", "language", "model", "level")):
            found[field.alias or name] = _plain(value)
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return _fields(value)
    if isinstance(value, Mapping):
        return {key: _plain(below) for key, below in value.items()}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return as_decimal(value) if isinstance(value, Fraction) else value


def as_decimal(value: Fraction) -> int | Decimal:
    """An exact number of at most six decimals, as it is written."""
    if value.denominator == 1:
        return int(value)
    return (Decimal(int(value * 10**6)) / Decimal(10**6)).normalize()
