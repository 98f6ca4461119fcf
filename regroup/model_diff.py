"""What differs between two models, part by part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from regroup.model import Model
from regroup.rules import Rule
from regroup.terms import Term

Part = Rule | Term
Key = tuple[str, int]
"""A part's id, and which of the parts with that id it is."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One rule or term that is not the same in both models.

    Attributes:
        kind: "rule" or "term".
        one, other: the part in the first and in the second model; None where it is missing.
        fields: names of the fields that differ, where both have it.
    """

    kind: Literal["rule", "term"]
    one: Part | None
    other: Part | None
    fields: tuple[str, ...] = ()


def differences(one: Model, other: Model) -> tuple[Difference, ...]:
    """Rules first, then terms, in the order of the first model; parts that only the second has come last."""
    rules = _differences("rule", _keyed(one.rules), _keyed(other.rules))
    return (*rules, *_differences("term", _keyed(one.terms), _keyed(other.terms)))


def _differences(
    kind: Literal["rule", "term"], one: Mapping[Key, Part], other: Mapping[Key, Part]
) -> Iterable[Difference]:
    for key in dict.fromkeys((*one, *other)):
        first, second = one.get(key), other.get(key)
        if first != second:
            fields = _fields(first, second) if first is not None and second is not None else ()
            yield Difference(kind, first, second, fields)


def _fields(one: Part, other: Part) -> tuple[str, ...]:
    return tuple(name for name in type(one).model_fields if getattr(one, name) != getattr(other, name))


def _keyed(parts: Iterable[Part]) -> dict[Key, Part]:
    seen: Counter[str] = Counter()
    keyed: dict[Key, Part] = {}
    for part in parts:
        keyed[part.id, seen[part.id]] = part
        seen[part.id] += 1
    return keyed
