"""The facts about one municipality: units with sizes, areas, synergies and affinities. No values, no weights."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property
from typing import Annotated, Literal, Protocol, Self

from pydantic import BeforeValidator, Field, PlainValidator, PrivateAttr, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from regroup.errors import Place
from regroup.fields import LARGEST_STRENGTH, Amount, Frozen, Id, Many, Name, Share, Text, as_tuple, shown

Basis = Literal["stated", "computed", "estimated", "assumed"]
Key = tuple[str | int, ...]


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


class Origin(Protocol):
    """Knows where each value of a file stands."""

    def place(self, *key: str | int) -> Place | None:
        """Place of the value under ``key``, or of the nearest table around it."""
        ...


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


class Instance(Frozen):
    """All facts of one municipality's case, cross-checked: every id that is named exists.

    Attributes:
        measure: the measure that rules and terms use when they name none.
        level: what an area is called at this level ("kommunalområde", "enhet", "virksomhet").
    """

    schema_version: Literal[1] = Field(alias="schema")
    name: Name
    about: Text | None = None
    language: Literal["nb", "en"] = "nb"
    level: Name = "kommunalområde"
    date: datetime.date | None = None
    measure: Id
    measures: Mapping[Id, Measure]
    strengths: Mapping[Id, StrengthNumber] = Field(default_factory=dict)
    criteria: Mapping[Id, Bilingual] = Field(default_factory=dict)
    areas: Many[Area]
    former_areas: Many[FormerArea] = ()
    wholes: Many[Whole] = ()
    units: Many[Unit]
    synergies: Many[Synergy] = ()
    affinities: Many[Affinity] = ()

    _origin: Origin | None = PrivateAttr(default=None)

    def located(self, origin: Origin) -> Self:
        """The same facts, knowing where in a file each of them stands."""
        self._origin = origin
        return self

    @property
    def origin(self) -> Origin | None:
        """What knows where the facts stand; None for one made in Python."""
        return self._origin

    def place(self, *key: str | int) -> Place | None:
        """Where the value under ``key`` stands; None for facts made in Python."""
        return self._origin.place(*key) if self._origin else None

    @cached_property
    def unit_of(self) -> dict[str, Unit]:
        """Units by id."""
        return {unit.id: unit for unit in self.units}

    @cached_property
    def area_of(self) -> dict[str, Area]:
        """Areas a plan may use, by id."""
        return {area.id: area for area in self.areas}

    @cached_property
    def area_names(self) -> dict[str, str]:
        """Names of areas and former areas, by id."""
        former = {area.id: area.name for area in self.former_areas}
        return {area.id: area.name for area in self.areas} | former

    @cached_property
    def line_areas(self) -> tuple[Area, ...]:
        """The areas that rules and terms on size and count speak of: all but those outside."""
        return tuple(area for area in self.areas if not area.outside)

    @cached_property
    def parts(self) -> dict[str, tuple[str, ...]]:
        """For each whole, the ids of its parts in file order."""
        return {whole.id: tuple(unit.id for unit in self.units if unit.part_of == whole.id) for whole in self.wholes}

    def size(self, unit: str, measure: str) -> Fraction:
        """The size of ``unit`` in ``measure`` that a solve uses (the likely one of a range).

        Raises:
            KeyError: the unit has no size in that measure; `Problem` refuses such a model before.
        """
        return self.unit_of[unit].size[measure].number

    @cached_property
    def _totals(self) -> dict[str, Fraction]:
        return {
            measure: sum((unit.size[measure].number for unit in self.units if measure in unit.size), Fraction(0))
            for measure in self.measures
        }

    def total(self, measure: str) -> Fraction:
        """The sum of all units' sizes in ``measure``, those outside included."""
        return self._totals[measure]

    def points_of(self, strength: Strength) -> int:
        """A strength as a number: words by the scale printed in the scenario."""
        return self.strengths[strength] if isinstance(strength, str) else strength
