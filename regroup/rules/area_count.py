"""area_count: how many areas are used."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from regroup.errors import Fault
from regroup.fields import Count
from regroup.instance import Instance
from regroup.lowering import CoreBuilder
from regroup.placement import Placement
from regroup.rules.base import Breach, Locate, Rule
from regroup.text import Words


class AreaCount(Rule):
    """A fixed number of areas with units, or a range of it. Areas outside do not count.

    Attributes:
        exactly: the fixed number; or
        least, most: the range.
    """

    rule: Literal["area_count"] = "area_count"
    exactly: Count | None = None
    least: Count | None = None
    most: Count | None = None

    title: ClassVar[Words] = {"nb": "Antall områder", "en": "Number of areas"}
    in_models: ClassVar[bool] = True
    in_scenarios: ClassVar[bool] = True

    @model_validator(mode="after")
    def _number_or_range(self) -> AreaCount:
        ranged = self.least is not None or self.most is not None
        if (self.exactly is not None) == ranged:
            raise PydanticCustomError("exactly_or_range", "exactly or range", {})
        if self.least is not None and self.most is not None and self.least > self.most:
            raise PydanticCustomError("least_above_most", "least above most", {})
        return self

    def faults(self, instance: Instance, locate: Locate) -> Iterator[Fault]:
        have = len(instance.line_areas)
        for key in ("exactly", "least"):
            asked: int | None = getattr(self, key)
            if asked is not None and asked > have:
                yield Fault("too_many_areas", {"asked": asked, "have": have}, locate(key))

    def check(self, placement: Placement) -> Iterator[Breach]:
        used = len(placement.measured)
        least, most = self._range(placement.instance)
        if not least <= used <= most:
            yield self.breach(
                lambda language: (
                    {
                        "nb": f"antall områder i bruk er {used}; kravet er ",
                        "en": f"the number of areas used is {used}; required: ",
                    }[language]
                    + self._bounds(language)
                ),
                areas=placement.measured,
            )

    def lower(self, core: CoreBuilder) -> None:
        core.count(*self._range(core.instance))

    def sentence(self, instance: Instance, language: str) -> str:
        return {"nb": "antall områder i bruk: ", "en": "number of areas used: "}[language] + self._bounds(language)

    def _range(self, instance: Instance) -> tuple[int, int]:
        if self.exactly is not None:
            return self.exactly, self.exactly
        most = len(instance.areas) + len(instance.former_areas) if self.most is None else self.most
        return self.least or 0, most

    def _bounds(self, language: str) -> str:
        words = {"nb": ("nøyaktig", "minst", "høyst"), "en": ("exactly", "at least", "at most")}[language]
        given = zip(words, (self.exactly, self.least, self.most), strict=True)
        return ", ".join(f"{word} {number}" for word, number in given if number is not None)
