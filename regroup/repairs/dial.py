"""One bound of one rule as something that can be turned: how it stands, what a plan keeps, and the rule turned so far.

Sizes of areas are sums of sizes of units, so that only multiples of one common part of these can matter.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from regroup.instance import Instance
from regroup.placement import Placement
from regroup.problem import StatedRule
from regroup.rules import Rule
from regroup.rules.area_count import AreaCount
from regroup.rules.area_size import AreaSize
from regroup.rules.base import Bound
from regroup.rules.unit_count import UnitCount

Side = Literal["least", "most"]
SIDES: tuple[Side, Side] = ("least", "most")


@dataclass(frozen=True, slots=True)
class Dial:
    """A bound of a rule on sizes or numbers.

    Attributes:
        stated: the rule.
        side: which bound.
        now: the bound as it stands, in the measure's unit, or a number.
        step: what any two sizes or numbers that can occur differ by, at least.
        measure: the measure of a size; None for numbers of units and areas.
    """

    instance: Instance
    stated: StatedRule
    side: Side
    now: Fraction
    step: Fraction
    measure: str | None = None

    def kept(self, placement: Placement) -> Fraction:
        """How far a plan goes: the tightest bound on this side that it keeps."""
        found = list(_amounts(self.stated.rule, placement, self.measure))
        if not found:
            return self.now
        return min(found) if self.side == "least" else max(found)

    def turned(self, to: Fraction | None) -> Rule | None:
        """The rule with this bound elsewhere, or without it; None where nothing is left of the rule."""
        rule = self.stated.rule
        if isinstance(rule, AreaCount):
            return self._count(rule, to)
        if isinstance(rule, AreaSize):
            bound: Bound | int | None = None if to is None else self._bound(rule, to)
        else:
            bound = None if to is None else int(to)
        other = getattr(rule, "most" if self.side == "least" else "least")
        return None if bound is None and other is None else rule.model_copy(update={self.side: bound})

    def _bound(self, rule: AreaSize, to: Fraction) -> Bound:
        """As a share where the rule says a share."""
        before = getattr(rule, self.side)
        if before.share is None or self.measure is None:
            return Bound.model_construct(value=to, share=None)
        return Bound.model_construct(value=None, share=to / self.instance.total(self.measure))

    def _count(self, rule: AreaCount, to: Fraction | None) -> AreaCount | None:
        """A number of areas as a range; ``exactly`` opens to one side."""
        ends: dict[str, int | None] = {side: getattr(rule, side) for side in SIDES}
        if rule.exactly is not None:
            ends = dict.fromkeys(SIDES, rule.exactly)
        ends[self.side] = None if to is None else int(to)
        return None if ends["least"] is ends["most"] is None else rule.model_copy(update={"exactly": None, **ends})


def dials_of(instance: Instance, stated: StatedRule) -> Iterator[Dial]:
    """The bounds of a rule that can be turned: sizes of areas, numbers of units, numbers of areas."""
    rule = stated.rule
    if isinstance(rule, AreaSize):
        measure = rule.measure or instance.measure
        step = _common_part([unit.size[measure].number for unit in instance.units])
        for side in SIDES:
            if (bound := getattr(rule, side)) is not None:
                yield Dial(instance, stated, side, bound.size(instance, measure), step, measure)
    elif isinstance(rule, UnitCount | AreaCount):
        for side in SIDES:
            number = getattr(rule, side)
            if number is None and isinstance(rule, AreaCount):
                number = rule.exactly
            if number is not None:
                yield Dial(instance, stated, side, Fraction(number), Fraction(1))


def _amounts(rule: Rule, placement: Placement, measure: str | None) -> Iterator[Fraction]:
    """What the rule bounds, area by area, or once for the number of areas."""
    if isinstance(rule, AreaCount):
        yield Fraction(len(placement.measured))
        return
    named: Sequence[str] = getattr(rule, "areas", ())
    for area in placement.measured:
        if not named or area in named:
            yield placement.size(area, measure) if measure else Fraction(len(placement.members(area)))


def _common_part(sizes: Sequence[Fraction]) -> Fraction:
    """The largest number of which all sizes are multiples; 1 where all are 0."""
    scale = math.lcm(*(size.denominator for size in sizes))
    whole = math.gcd(*(int(size * scale) for size in sizes))
    return Fraction(whole, scale) if whole else Fraction(1)
