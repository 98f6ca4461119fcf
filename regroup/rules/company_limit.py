"""company_limit: a unit may not sit where units of a given field make up too much of the area."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar, Literal

from regroup.errors import Fault
from regroup.fields import Id, Many, Name, Share
from regroup.instance import Instance
from regroup.lowering import CoreBuilder
from regroup.placement import Placement
from regroup.rules.base import Breach, Locate, Rule, area_name, names
from regroup.rules.fitting import measure_faults, unit_faults, unknown
from regroup.text import Words, percent


class CompanyLimit(Rule):
    """In the area of each of the units, members with the field hold at most a share of the area's size.

    Attributes:
        units: the units whose company is limited (themselves part of the area's size).
        field: the field of work.
        most: the largest share of the area's size, 0 to 1.
        measure: the measure; the scenario's main one when absent.
    """

    rule: Literal["company_limit"] = "company_limit"
    units: Many[Id]
    field: Name
    most: Share
    measure: Id | None = None

    title: ClassVar[Words] = {"nb": "Høyeste andel av et fagfelt", "en": "Largest share of a field"}
    in_scenarios: ClassVar[bool] = True

    def faults(self, instance: Instance, locate: Locate) -> Iterator[Fault]:
        yield from unit_faults(self.units, instance, locate)
        yield from measure_faults(self.measure or instance.measure, instance, locate)
        fields = dict.fromkeys(field for unit in instance.units for field in unit.fields)
        if self.field not in fields:
            yield unknown("field", self.field, fields, locate, "field")
        if not self.units:
            yield Fault("needs_a_unit", {}, locate("units"))

    def check(self, placement: Placement) -> Iterator[Breach]:
        measure = self.measure or placement.instance.measure
        for unit in self.units:
            area = placement.area_of(unit)
            if area is None:
                continue
            everything = placement.size(area, measure)
            part = sum(
                (
                    placement.instance.size(member, measure)
                    for member in placement.members(area)
                    if self.field in placement.instance.unit_of[member].fields
                ),
                Fraction(0),
            )
            if part > self.most * everything:
                yield self._breach(placement.instance, unit, area, part / everything)

    def lower(self, core: CoreBuilder) -> None:
        measure = self.measure or core.instance.measure
        weights = {
            unit.id: ((1 if self.field in unit.fields else 0) - self.most) * core.instance.size(unit.id, measure)
            for unit in core.instance.units
        }
        for unit in self.units:
            core.guard(unit, weights, Fraction(0))

    def sentence(self, instance: Instance, language: str) -> str:
        words = {
            "nb": "der {who} er, utgjør «{field}» høyst {most} av området",
            "en": "where {who} is, «{field}» makes up at most {most} of the area",
        }[language]
        return words.format(who=names(self.units, instance), field=self.field, most=percent(self.most, language, 1))

    def _breach(self, instance: Instance, unit: str, area: str, part: Fraction) -> Breach:
        words = {
            "nb": "{who} er i {area}, der «{field}» utgjør {part}; høyst {most} er tillatt",
            "en": "{who} is in {area}, where «{field}» makes up {part}; at most {most} is allowed",
        }
        return self.breach(
            lambda language: words[language].format(
                who=names([unit], instance),
                area=area_name(area, instance),
                field=self.field,
                part=percent(part, language, 1),
                most=percent(self.most, language, 1),
            ),
            units=[unit],
            areas=[area],
        )
