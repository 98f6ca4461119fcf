"""The facts one by one: measures, sizes, areas, units, synergies and affinities. No values, no weights."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, PlainValidator, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from regroup.fields import LARGEST_STRENGTH, Amount, Frozen, Id, Many, Name, Share, Text, as_tuple, shown

Basis = Literal["stated", "computed", "estimated", "assumed"]


def _strength(value: object) -> str | int:
    """A word, or a whole number that is small enough."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise PydanticCustomError("not_a_strength", "not a strength", {"found": shown(value)})
    if isinstance(value, int) and abs(value) > LARGEST_STRENGTH:
        values = {"found": shown(value), "allowed": LARGEST_STRENGTH}
        raise PydanticCustomError("strength_too_large", "too large", values)
    return value


_STRENGTH_SCHEMA = {
    "anyOf": [
        {"type": "string"},
        {"type": "integer", "minimum": -LARGEST_STRENGTH, "maximum": LARGEST_STRENGTH},
    ]
}
StrengthNumber = Annotated[int, Field(ge=-LARGEST_STRENGTH, le=LARGEST_STRENGTH)]
Strength = Annotated[str | int, PlainValidator(_strength), WithJsonSchema(_STRENGTH_SCHEMA)]


class Bilingual(Frozen):
    """A label in both languages; the one that is missing falls back to the other."""

    nb: Name | None = None
    en: Name | None = None

    @model_validator(mode="after")
    def _one_at_least(self) -> Bilingual:
        if self.nb is None and self.en is None:
            raise PydanticCustomError("no_language", "no language", {})
        return self

    def in_language(self, language: str) -> str:
        """The label in ``language``, else in the other one."""
        first, second = (self.nb, self.en) if language == "nb" else (self.en, self.nb)
        return first or second or ""


class Measure(Frozen):
    """A way to weigh a unit.

    Attributes:
        unit: what one counts, as printed after a number ("årsverk").
        basis: how it was counted ("avtalte årsverk"); two bases are never mixed silently.
    """

    unit: Name
    basis: Text


class Size(Frozen):
    """One unit's size in one measure: a value, or a range with a likely value.

    Attributes:
        value: the size, when one number is known.
        low, likely, high: the range, when it is not.
        basis: stated in the source, computed from stated numbers, estimated by a ratio, or assumed.
        source: where the number stands or comes from.
        why: how it was computed, estimated or chosen; an assumed size must say so.
        counted_in: the unit of count in the source, when it is another than the measure's.
    """

    value: Amount | None = None
    low: Amount | None = None
    likely: Amount | None = None
    high: Amount | None = None
    basis: Basis
    source: Text | None = None
    why: Text | None = None
    counted_in: Name | None = None

    @model_validator(mode="after")
    def _value_or_range(self) -> Size:
        bounds = (self.low, self.likely, self.high)
        given = sum(bound is not None for bound in bounds)
        if (self.value is None and given < 3) or (self.value is not None and given):
            raise PydanticCustomError("value_or_range", "value or range", {})
        if self.value is None and not self._of(self.low) <= self._of(self.likely) <= self._of(self.high):
            raise PydanticCustomError("range_order", "low ≤ likely ≤ high", {})
        if self.basis == "assumed" and (self.value is not None or self.why is None):
            raise PydanticCustomError("assumed_needs_range", "an assumed size needs a range and a why", {})
        if self.basis == "stated" and self.counted_in is not None:
            raise PydanticCustomError("converted_not_stated", "a converted size is not stated", {})
        return self

    @property
    def number(self) -> Fraction:
        """The size used in the solve: the value, or the likely one of the range."""
        return self.value if self.value is not None else self._of(self.likely)

    @property
    def range(self) -> tuple[Fraction, Fraction]:
        """Lowest and highest size; equal when one value is known."""
        if self.value is not None:
            return self.value, self.value
        return self._of(self.low), self._of(self.high)

    @property
    def uncertain(self) -> bool:
        """Whether the number is assumed or estimated, and must be marked wherever it stands."""
        return self.basis in ("assumed", "estimated")

    @staticmethod
    def _of(number: Fraction | None) -> Fraction:
        assert number is not None  # noqa: S101 - held by the validator
        return number


class Area(Frozen):
    """What units are placed in.

    Attributes:
        id: name in files.
        name: name in reports.
        open: nobody has named it yet; open areas are interchangeable.
        outside: a staff unit outside the areas that rules and terms on size and count speak of.
        may_be_empty: the plan need not use it (unless a rule on the number of areas says otherwise).
        target: the share of the total it is meant to hold, where one is stated.
        why, source: where the area comes from.
    """

    id: Id
    name: Name
    open: bool = False
    outside: bool = False
    may_be_empty: bool = False
    target: Share | None = None
    why: Text | None = None
    source: Text | None = None


class FormerArea(Frozen):
    """An area that exists today and can hold nothing in a plan."""

    id: Id
    name: Name
    why: Text | None = None
    source: Text | None = None


class Whole(Frozen):
    """A unit that is placed in declared parts; the parts name it in ``part_of``."""

    id: Id
    name: Name
    why: Text | None = None
    source: Text | None = None


class Unit(Frozen):
    """What is placed: an enhet, avdeling, tjeneste, or a declared part of one.

    Attributes:
        id, name: in files and in reports.
        today: the area or former area it stands in today; absent when unknown or when the unit is new.
        part_of: the `Whole` it is a part of.
        size: sizes per measure id.
        fields: the fields of work (fagfelt), used by heterogeneity and by limits on company.
        why, source: where the unit comes from, what is known of it.
    """

    id: Id
    name: Name
    today: Id | None = None
    part_of: Id | None = None
    size: Mapping[Id, Size] = Field(default_factory=dict)
    fields: Many[Name] = ()
    why: Text | None = None
    source: Text | None = None


class Synergy(Frozen):
    """A pair of units that gain (or lose, where negative) by sharing an area.

    Attributes:
        between: the two units.
        strength: a word of the scenario's scale, or a whole number.
        criterion: which of the scenario's criteria it serves.
        why, source: the reason and where it stands.
    """

    between: Annotated[tuple[Id, Id], BeforeValidator(as_tuple)]
    strength: Strength
    criterion: Id
    why: Text
    source: Text | None = None

    @model_validator(mode="after")
    def _two_different(self) -> Synergy:
        if self.between[0] == self.between[1]:
            raise PydanticCustomError("self_pair", "a unit with itself", {"unit": self.between[0]})
        return self


class Affinity(Frozen):
    """A pull (or push, where negative) between one unit and one area."""

    unit: Id
    area: Id
    strength: Strength
    why: Text
    source: Text | None = None
