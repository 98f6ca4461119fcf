"""Which exact pricing suits which core, by measured structure."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from regroup.engines.columns_area import AreaType, Pricer
from regroup.engines.columns_branch import BranchPricer
from regroup.engines.columns_order import WIDEST
from regroup.engines.columns_table import TablePricer, order_of, possible

MEMBERS_FOR_BRANCHING = 9
"""Members in an area of even size up to which branching is at least as fast as a table."""


class Pricing(StrEnum):
    """How areas are priced: as the structure suggests, or by one of the two ways."""

    MEASURED = "measured"
    BRANCH = "branch"
    TABLE = "table"


def pricers_of(types: Sequence[AreaType], pricing: Pricing) -> list[Pricer]:
    """A pricer for each type; by a table only where an order of the nodes is narrow enough."""
    areas = sum(len(area.areas) for area in types)
    orders = _Orders()
    return [
        _by_table(area, orders.of(area)) if _wants_table(area, areas, pricing) else BranchPricer(area) for area in types
    ]


def _wants_table(area: AreaType, areas: int, pricing: Pricing) -> bool:
    return pricing is Pricing.TABLE or (pricing is Pricing.MEASURED and _sparse(area, areas))


def _by_table(area: AreaType, order: list[int] | None) -> Pricer:
    """A table where it can be had, else branching."""
    if order is None:
        return BranchPricer(area)
    table = TablePricer(area, order)
    return table if table.fits else BranchPricer(area)


class _Orders:
    """Orders found so far: types with the same nodes open to them share one, and it takes a while to find."""

    def __init__(self) -> None:
        self._known: dict[bytes, list[int] | None] = {}

    def of(self, area: AreaType) -> list[int] | None:
        """The order for a type, or none."""
        key = possible(area).tobytes()
        if key not in self._known:
            self._known[key] = order_of(area)
        return self._known[key]


def _sparse(area: AreaType, areas: int) -> bool:
    """Whether areas are large enough for a table, links few enough, and there is little that it does not follow.

    With a frontier of at most w nodes there are at most n w links.
    """
    links = int(((area.pairs != 0) | area.apart).sum()) // 2
    simple = not len(area.label_cost) and not len(area.guard_most) and len(area.sizes) <= 1
    return simple and area.n > MEMBERS_FOR_BRANCHING * areas and links <= WIDEST * area.n
