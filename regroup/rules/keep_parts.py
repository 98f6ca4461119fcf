"""keep_parts: the declared parts of one unit stay in one area."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from regroup.instance import Instance
from regroup.lowering import CoreBuilder
from regroup.placement import Placement
from regroup.rules.base import Breach, Rule
from regroup.text import Words


class KeepParts(Rule):
    """No whole is split. In force wherever a model has no term on splits."""

    rule: Literal["keep_parts"] = "keep_parts"

    title: ClassVar[Words] = {"nb": "Deler holdes samlet", "en": "Parts stay together"}
    in_models: ClassVar[bool] = True
    in_scenarios: ClassVar[bool] = True

    def check(self, placement: Placement) -> Iterator[Breach]:
        for whole in placement.instance.wholes:
            parts = placement.instance.parts[whole.id]
            areas = {area for part in parts if (area := placement.area_of(part)) is not None}
            if len(areas) > 1:
                yield self._breach(whole.name, parts, sorted(areas))

    def lower(self, core: CoreBuilder) -> None:
        for parts in core.instance.parts.values():
            core.together(parts)

    def sentence(self, instance: Instance, language: str) -> str:
        return {"nb": "delene av én enhet holdes samlet", "en": "the parts of one unit stay together"}[language]

    def _breach(self, whole: str, parts: tuple[str, ...], areas: list[str]) -> Breach:
        words = {"nb": f"«{whole}» er delt mellom områder", "en": f"«{whole}» is split between areas"}
        return self.breach(lambda language: words[language], units=parts, areas=areas)
