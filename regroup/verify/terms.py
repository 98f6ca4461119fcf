"""Terms once more, in as few words as they can be said: what a plan amounts to, and its points."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from regroup.verify.stated import ZERO, Object, Places, Stated

BETTER_LOW = ("size_band", "size_balance", "heterogeneity", "moves", "splits", "areas_used")
"""Terms of which less is better."""


def points(stated: Stated, plan: Places) -> list[Fraction]:
    """Points of each term, in order; their sum is the plan's."""
    return [
        (-1 if term["term"] in BETTER_LOW else 1) * term["weight"] * amount(stated, term, plan) for term in stated.terms
    ]


def amount(stated: Stated, term: Object, plan: Places) -> Fraction:
    """What a plan amounts to, in the term's own unit."""
    return Fraction(_AMOUNTS[term["term"]](stated, term, plan))


def _synergy(stated: Stated, term: Object, plan: Places) -> int:
    return sum(
        stated.worth(term, synergy)
        for synergy in stated.scenario["synergies"]
        if together(plan, synergy["between"][0], synergy["between"][1])
    )


def together(plan: Places, one: str, other: str) -> bool:
    """Whether both are placed, in one area."""
    return one in plan and plan[one] == plan.get(other)


def _affinity(stated: Stated, term: Object, plan: Places) -> int:
    met = (pull for pull in stated.scenario["affinities"] if plan.get(pull["unit"]) == pull["area"])
    return sum(stated.strength(pull["strength"]) for pull in met)


def _size_band(stated: Stated, term: Object, plan: Places) -> Fraction:
    measure, outside = stated.measure(term), ZERO
    for size in _sizes(stated, measure, plan).values():
        lacking = stated.limit(term["least"], measure) - size if "least" in term else ZERO
        beyond = size - stated.limit(term["most"], measure) if "most" in term else ZERO
        outside += max(lacking, beyond, ZERO)
    return outside * 100 / stated.total(measure)


def _size_balance(stated: Stated, term: Object, plan: Places) -> Fraction:
    measure, targets = stated.measure(term), stated.targets(term)
    equal, total = Fraction(1, max(1, len(stated.line))), stated.total(measure)
    found = _sizes(stated, measure, plan).items()
    return sum((100 * abs(size / total - targets.get(area, equal)) for area, size in found), ZERO)


def _sizes(stated: Stated, measure: str, plan: Places) -> dict[str, Fraction]:
    members = stated.members(plan)
    return {area: sum((stated.size(unit, measure) for unit in members[area]), ZERO) for area in stated.measured(plan)}


def _heterogeneity(stated: Stated, term: Object, plan: Places) -> int:
    members = stated.members(plan)
    return sum(
        len({field for unit in members[area] for field in stated.fields(unit)}) for area in stated.measured(plan)
    )


def _moves(stated: Stated, term: Object, plan: Places) -> Fraction:
    measure = stated.measure(term)
    moved = [unit for unit, area in stated.today().items() if plan.get(unit, area) != area]
    return sum((stated.size(unit, measure) for unit in moved), ZERO) * 100 / stated.total(measure)


def _splits(stated: Stated, term: Object, plan: Places) -> int:
    spread = [{plan[part] for part in parts if part in plan} for parts in stated.parts.values()]
    return sum(max(0, len(areas) - 1) for areas in spread)


def _areas_used(stated: Stated, term: Object, plan: Places) -> int:
    return len(stated.measured(plan))


_AMOUNTS: dict[str, Callable[[Stated, Object, Places], Fraction | int]] = {
    "synergy": _synergy,
    "affinity": _affinity,
    "size_band": _size_band,
    "size_balance": _size_balance,
    "heterogeneity": _heterogeneity,
    "moves": _moves,
    "splits": _splits,
    "areas_used": _areas_used,
}
