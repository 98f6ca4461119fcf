"""What all plans amount to under a term, by its words: whole numbers times one factor."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import lcm

import numpy as np

from regroup.verify.stated import Object
from tests.exact.reading import Ints, Plans

Amount = tuple[Ints, Fraction]
LESS_IS_BETTER = {"size_balance", "size_band", "heterogeneity", "moves", "splits", "areas_used"}


def counted(plans: Plans, term: Object) -> Amount:
    """(N,) whole numbers, and what one of them brings in points."""
    numbers, factor = READ_TERMS[term["term"]](plans, term)
    sign = -1 if term["term"] in LESS_IS_BETTER else 1
    return numbers, sign * term["weight"] * factor


def _none(plans: Plans) -> Ints:
    return np.zeros(len(plans.places), dtype=np.int64)


def _synergy(plans: Plans, term: Object) -> Amount:
    total = _none(plans)
    for synergy in plans.stated.scenario["synergies"]:
        one, other = synergy["between"]
        total += plans.stated.worth(term, synergy) * (plans.at(one) == plans.at(other))
    return total, Fraction(1)


def _affinity(plans: Plans, term: Object) -> Amount:
    total = _none(plans)
    for pull in plans.stated.scenario["affinities"]:
        total += plans.stated.strength(pull["strength"]) * (plans.at(pull["unit"]) == plans.area[pull["area"]])
    return total, Fraction(1)


def _size_band(plans: Plans, term: Object) -> Amount:
    """What areas lack and what they have beyond, each counted from its own end of the band."""
    measure, total = plans.stated.measure(term), _none(plans)
    ends = {key: plans.stated.limit(term[key], measure) for key in ("least", "most") if key in term}
    fine = lcm(plans.scale(measure), *(end.denominator for end in ends.values()))
    found = plans.totals(measure) * (fine // plans.scale(measure))
    for area in plans.line:
        if "least" in ends:
            total += plans.used[:, area] * np.maximum(int(ends["least"] * fine) - found[:, area], 0)
        if "most" in ends:
            total += plans.used[:, area] * np.maximum(found[:, area] - int(ends["most"] * fine), 0)
    return total, Fraction(100) / (fine * plans.stated.total(measure))


def _size_balance(plans: Plans, term: Object) -> Amount:
    measure, total = plans.stated.measure(term), _none(plans)
    whole = plans.stated.total(measure)
    aims = {plans.area[area]: target * whole for area, target in plans.stated.targets(term).items()}
    fine = lcm(plans.scale(measure), *(aim.denominator for aim in aims.values()))
    found = plans.totals(measure) * (fine // plans.scale(measure))
    for area, aim in aims.items():
        total += plans.used[:, area] * np.abs(found[:, area] - int(aim * fine))
    return total, Fraction(100) / (fine * whole)


def _heterogeneity(plans: Plans, term: Object) -> Amount:
    total = _none(plans)
    for field in {field for unit in plans.stated.units for field in plans.stated.fields(unit)}:
        present = plans.inside[:, plans.with_field(field), :].any(axis=1)
        total += present[:, plans.line].sum(axis=1)
    return total, Fraction(1)


def _moves(plans: Plans, term: Object) -> Amount:
    measure, total = plans.stated.measure(term), _none(plans)
    for one, size in zip(plans.stated.units, plans.sizes(measure).tolist(), strict=True):
        before = plans.stated.unit_of[one].get("today")
        if before is not None:
            total += size * (plans.at(one) != plans.area.get(before, -1))
    return total, Fraction(100) / (plans.scale(measure) * plans.stated.total(measure))


def _splits(plans: Plans, term: Object) -> Amount:
    total = _none(plans)
    for parts in plans.stated.parts.values():
        held = plans.inside[:, [plans.unit[part] for part in parts], :].any(axis=1)
        total += held.sum(axis=1) - 1
    return total, Fraction(1)


def _areas_used(plans: Plans, term: Object) -> Amount:
    return plans.used[:, plans.line].sum(axis=1).astype(np.int64), Fraction(1)


READ_TERMS: dict[str, Callable[[Plans, Object], Amount]] = {
    "synergy": _synergy,
    "affinity": _affinity,
    "size_balance": _size_balance,
    "size_band": _size_band,
    "heterogeneity": _heterogeneity,
    "moves": _moves,
    "splits": _splits,
    "areas_used": _areas_used,
}
