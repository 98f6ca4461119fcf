"""Plan: which area each unit is in. Immutable; may leave units out, and says which."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType


class Plan(Mapping[str, str]):
    """One assignment, unit id → area id.

    A plan made by a solve places every unit. Today's structure and proposals made by people may leave
    units out where nobody said where they go; `unplaced` names them.
    """

    __slots__ = ("_area",)

    def __init__(self, areas: Mapping[str, str]) -> None:
        self._area = MappingProxyType(dict(areas))

    def __getitem__(self, unit: str) -> str:
        return self._area[unit]

    def __iter__(self) -> Iterator[str]:
        return iter(self._area)

    def __len__(self) -> int:
        return len(self._area)

    def __hash__(self) -> int:
        return hash(frozenset(self._area.items()))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Plan) and self._area == other._area

    def __repr__(self) -> str:
        return f"Plan({dict(self._area)!r})"

    def members(self) -> dict[str, tuple[str, ...]]:
        """Area id → the ids of its units, in the plan's own order; areas without units are absent."""
        groups: dict[str, list[str]] = {}
        for unit, area in self._area.items():
            groups.setdefault(area, []).append(unit)
        return {area: tuple(units) for area, units in groups.items()}

    def together(self, one: str, other: str) -> bool:
        """Whether both units are placed, and in the same area."""
        area = self._area.get(one)
        return area is not None and area == self._area.get(other)

    def places(self, one: str, other: str) -> bool:
        """Whether both units are placed."""
        return one in self._area and other in self._area

    def unplaced(self, units: Mapping[str, object]) -> tuple[str, ...]:
        """The ids among ``units`` that this plan leaves out, in their order."""
        return tuple(unit for unit in units if unit not in self._area)

    def moves_from(self, before: Plan) -> tuple[str, ...]:
        """Units that both plans place, in different areas."""
        return tuple(unit for unit, area in self._area.items() if unit in before and before[unit] != area)

    def in_order(self, units: Mapping[str, object]) -> Plan:
        """The same plan with its units in the order of ``units``, so that equal plans print equally."""
        return Plan({unit: self._area[unit] for unit in units if unit in self._area})
