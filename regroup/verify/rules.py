"""Rules once more, in as few words as they can be said: where a plan breaks them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations
from typing import NamedTuple

from regroup.verify.stated import ZERO, Object, Places, Stated


class Broken(NamedTuple):
    """A rule broken at one spot: its id, the units and the areas."""

    rule: str
    units: tuple[str, ...]
    areas: tuple[str, ...]


Spot = tuple[tuple[str, ...], tuple[str, ...]]
Check = Callable[[Stated, Object, Places], Iterator[Spot]]


def broken(stated: Stated, plan: Places) -> list[Broken]:
    """Where a plan breaks what must hold of every plan, and the rules in force, in their order."""
    found = list(_unavailable(stated, plan))
    for rule in stated.rules:
        found += breaks(stated, rule, plan)
    return found


def breaks(stated: Stated, rule: Object, plan: Places) -> list[Broken]:
    """Where a plan breaks one rule."""
    name: str = rule["rule"]
    return [Broken(name, *spot) for spot in _CHECKS[name](stated, rule, plan)]


def _unavailable(stated: Stated, plan: Places) -> Iterator[Broken]:
    missing = tuple(unit for unit in stated.units if unit not in plan)
    if missing:
        yield Broken("placed", missing, ())
    for area, units in stated.members(plan).items():
        if area not in stated.area_of:
            yield Broken("placed", tuple(units), (area,))


def _area_size(stated: Stated, rule: Object, plan: Places) -> Iterator[Spot]:
    measure, members = stated.measure(rule), stated.members(plan)
    for area in _spoken_of(stated, rule, plan):
        size = sum((stated.size(unit, measure) for unit in members[area]), ZERO)
        if "least" in rule and size < stated.limit(rule["least"], measure):
            yield (), (area,)
        if "most" in rule and size > stated.limit(rule["most"], measure):
            yield (), (area,)


def _unit_count(stated: Stated, rule: Object, plan: Places) -> Iterator[Spot]:
    members = stated.members(plan)
    for area in _spoken_of(stated, rule, plan):
        if len(members[area]) < rule.get("least", 0):
            yield (), (area,)
        if len(members[area]) > rule.get("most", len(members[area])):
            yield (), (area,)


def _spoken_of(stated: Stated, rule: Object, plan: Places) -> list[str]:
    return [area for area in stated.measured(plan) if not rule["areas"] or area in rule["areas"]]


def _area_count(stated: Stated, rule: Object, plan: Places) -> Iterator[Spot]:
    used = stated.measured(plan)
    least, most = count_range(stated, rule)
    if not least <= len(used) <= most:
        yield (), tuple(used)


def count_range(stated: Stated, rule: Object) -> tuple[int, int]:
    """The fewest and the most areas that a rule on their number allows."""
    if "exactly" in rule:
        return rule["exactly"], rule["exactly"]
    return rule.get("least", 0), rule.get("most", len(stated.areas) + len(stated.former))


def _in_use(stated: Stated, rule: Object, plan: Places) -> Iterator[Spot]:
    members = stated.members(plan)
    yield from (((), (area,)) for area in rule["areas"] if area not in members)


def _together(stated: Stated, rule: Object, plan: Places) -> Iterator[Spot]:
    areas = {plan[unit] for unit in rule["units"] if unit in plan}
    if len(areas) > 1:
        yield tuple(rule["units"]), tuple(sorted(areas))


def _apart(stated: Stated, rule: Object, plan: Places) -> Iterator[Spot]:
    for one, other in combinations(rule["units"], 2):
        if one in plan and plan[one] == plan.get(other):
            yield (one, other), (plan[one],)


def _fixed(stated: Stated, rule: Object, plan: Places) -> Iterator[Spot]:
    away = tuple(unit for unit in rule["units"] if plan.get(unit, rule["area"]) != rule["area"])
    if away:
        yield away, (rule["area"],)


def _not_in(stated: Stated, rule: Object, plan: Places) -> Iterator[Spot]:
    yield from (((unit,), (plan[unit],)) for unit in rule["units"] if plan.get(unit) in rule["areas"])


def _company_limit(stated: Stated, rule: Object, plan: Places) -> Iterator[Spot]:
    measure, members, most = stated.measure(rule), stated.members(plan), stated.limit({"value": rule["most"]}, "")
    for unit in (unit for unit in rule["units"] if unit in plan):
        beside = members[plan[unit]]
        with_field = [other for other in beside if rule["field"] in stated.fields(other)]
        part = sum((stated.size(other, measure) for other in with_field), ZERO)
        if part > most * sum((stated.size(other, measure) for other in beside), ZERO):
            yield (unit,), (plan[unit],)


def _keep_parts(stated: Stated, rule: Object, plan: Places) -> Iterator[Spot]:
    for parts in stated.parts.values():
        areas = {plan[part] for part in parts if part in plan}
        if len(areas) > 1:
            yield tuple(parts), tuple(sorted(areas))


_CHECKS: dict[str, Check] = {
    "area_size": _area_size,
    "unit_count": _unit_count,
    "area_count": _area_count,
    "in_use": _in_use,
    "together": _together,
    "apart": _apart,
    "fixed": _fixed,
    "not_in": _not_in,
    "company_limit": _company_limit,
    "keep_parts": _keep_parts,
}
