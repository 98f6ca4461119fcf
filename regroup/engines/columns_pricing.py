"""Which exact pricing suits which core, by measured structure."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from regroup.engines.columns_area import AreaType, Pricer
from regroup.engines.columns_branch import BranchPricer
from regroup.engines.columns_order import WIDEST
from regroup.engines.columns_table import TablePricer, order_of

MEMBERS_FOR_BRANCHING = 9
"""Members in an area of even size up to which branching is at least as fast as a table."""


class Pricing(StrEnum):
    """How areas are priced: as the structure suggests, or by one of the two ways."""

    MEASURED = "measured"
    BRANCH = "branch"
    TABLE = "table"


def pricers_of(types: Sequence[AreaType], pricing: Pricing) -> list[Pricer]:
    """A pricer for each type; by a table only where an order of the nodes is narrow enough."""
    return [_pricer(area, pricing, sum(len(each.areas) for each in types)) for area in types]


def _pricer(area: AreaType, pricing: Pricing, areas: int) -> Pricer:
    if pricing is Pricing.BRANCH or (pricing is Pricing.MEASURED and not _sparse(area, areas)):
        return BranchPricer(area)
    order = order_of(area)
    return BranchPricer(area) if order is None else TablePricer(area, order)


def _sparse(area: AreaType, areas: int) -> bool:
    """Whether areas are large enough for a table, links few enough, and there is little that it does not follow.

    With a frontier of at most w nodes there are at most n w links.
    """
    links = int(((area.pairs != 0) | area.apart).sum()) // 2
    simple = not len(area.label_cost) and not len(area.guard_most) and len(area.sizes) <= 1
    return simple and area.n > MEMBERS_FOR_BRANCHING * areas and links <= WIDEST * area.n
