"""The facts about one municipality, together: everything a scenario says but its requirements and proposals."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property
from typing import Literal, Protocol, Self

from pydantic import Field, PrivateAttr

from regroup.errors import Place
from regroup.facts import (
    Affinity,
    Area,
    Bilingual,
    FormerArea,
    Measure,
    Strength,
    StrengthNumber,
    Synergy,
    Unit,
    Whole,
)
from regroup.fields import Frozen, Id, Many, Name, Text

Key = tuple[str | int, ...]


class Origin(Protocol):
    """Knows where each value of a file stands."""

    def place(self, *key: str | int) -> Place | None:
        """Place of the value under ``key``, or of the nearest table around it."""
        ...


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
