"""The limits in rules: what each asks of a plan, and how much looser it must be for a plan to be allowed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from regroup.instance import Instance
from regroup.placement import Placement
from regroup.rules import Rule
from regroup.rules.area_count import AreaCount
from regroup.rules.area_size import AreaSize
from regroup.rules.base import Bound
from regroup.rules.company_limit import CompanyLimit
from regroup.rules.unit_count import UnitCount

Side = Literal["least", "most"]
FINEST = Fraction(1, 10**6)
"""Sizes are multiples of this."""
COMPANY = Fraction(1, 10**4)
"""How finely a limit on company is looked at: a hundredth of a percentage point."""


@dataclass(frozen=True, slots=True)
class Limit:
    """One bound of one rule.

    Attributes:
        rule: the rule.
        side: whether it is the least or the most that is allowed.
        value: as it stands; a share where the rule says so.
        share: whether it is a share.
    """

    rule: Rule
    side: Side
    value: Fraction
    share: bool

    @property
    def name(self) -> str:
        """The limit's name in figures: "least" or "most", with "share" where it is one."""
        return f"{self.side}_share" if self.share else self.side

    @property
    def loosens(self) -> int:
        """1 where more is looser, -1 where less is."""
        return 1 if self.side == "most" else -1

    def range(self, instance: Instance) -> tuple[Fraction, Fraction]:
        """From nothing to double, within what can be."""
        high = 2 * self.value or Fraction(1)
        if isinstance(self.rule, AreaCount):
            high = Fraction(len(instance.line_areas))
        elif isinstance(self.rule, UnitCount):
            high = Fraction(len(instance.units))
        return Fraction(0), min(high, Fraction(1)) if self.share else high

    def step(self, instance: Instance) -> Fraction:
        """Two plans that need different limits need limits at least this far apart (but see `exact`)."""
        if isinstance(self.rule, AreaCount | UnitCount):
            return Fraction(1)
        if isinstance(self.rule, CompanyLimit):
            return COMPANY
        return FINEST / instance.total(_measure(self.rule, instance)) if self.share else FINEST

    @property
    def exact(self) -> bool:
        """Whether the step is as fine as the limit can matter."""
        return not isinstance(self.rule, CompanyLimit)

    def changed(self, value: Fraction) -> Rule:
        """The rule with another limit."""
        if isinstance(self.rule, AreaSize):
            bound: Bound = getattr(self.rule, self.side)
            new = bound.model_copy(update={"share" if self.share else "value": value})
            return self.rule.model_copy(update={self.side: new})
        if isinstance(self.rule, AreaCount) and self.rule.exactly is not None:
            both = {"least": self.rule.exactly, "most": self.rule.exactly, "exactly": None}
            return self.rule.model_copy(update={**both, self.side: int(value)})
        whole = isinstance(self.rule, AreaCount | UnitCount)
        return self.rule.model_copy(update={self.side: int(value) if whole else value})

    def need(self, placement: Placement) -> Fraction | None:
        """The tightest limit that a plan keeps; None where it keeps any."""
        found = list(self._amounts(placement))
        if not found:
            return None
        return max(found) if self.side == "most" else min(found)

    def _amounts(self, placement: Placement) -> Iterator[Fraction]:
        rule, instance = self.rule, placement.instance
        if isinstance(rule, AreaCount):
            yield Fraction(len(placement.measured))
        elif isinstance(rule, CompanyLimit):
            yield from _company(rule, placement)
        elif isinstance(rule, AreaSize | UnitCount):
            for area in placement.measured:
                if rule.areas and area not in rule.areas:
                    continue
                if isinstance(rule, UnitCount):
                    yield Fraction(len(placement.members(area)))
                else:
                    measure = _measure(rule, instance)
                    yield placement.share(area, measure) if self.share else placement.size(area, measure)


def limits_of(rule: Rule) -> Iterator[Limit]:
    """The limits of a rule that are numbers; most rules have none."""
    if isinstance(rule, AreaCount) and rule.exactly is not None:
        yield Limit(rule, "least", Fraction(rule.exactly), False)
        yield Limit(rule, "most", Fraction(rule.exactly), False)
    elif isinstance(rule, CompanyLimit):
        yield Limit(rule, "most", rule.most, True)
    elif isinstance(rule, AreaCount | UnitCount | AreaSize):
        yield from _two_sided(rule)


def _two_sided(rule: AreaCount | UnitCount | AreaSize) -> Iterator[Limit]:
    sides: tuple[Side, ...] = ("least", "most")
    for side in sides:
        bound: Bound | int | None = getattr(rule, side)
        if isinstance(bound, Bound):
            share = bound.value is None
            number = bound.share if bound.value is None else bound.value
            yield Limit(rule, side, number or Fraction(0), share)
        elif bound is not None:
            yield Limit(rule, side, Fraction(bound), False)


def _company(rule: CompanyLimit, placement: Placement) -> Iterator[Fraction]:
    measure = rule.measure or placement.instance.measure
    for unit in rule.units:
        area = placement.area_of(unit)
        whole = placement.size(area, measure) if area else Fraction(0)
        if area and whole:
            members = [u for u in placement.members(area) if rule.field in placement.instance.unit_of[u].fields]
            yield sum((placement.instance.size(u, measure) for u in members), Fraction(0)) / whole


def _measure(rule: Rule, instance: Instance) -> str:
    own = rule.measure if isinstance(rule, AreaSize | CompanyLimit) else None
    return own or instance.measure
