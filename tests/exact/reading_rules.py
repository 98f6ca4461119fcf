"""Which of all plans keep a rule, by its words."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import combinations

import numpy as np

from regroup.verify.stated import Object
from tests.exact.reading import Bools, Plans


def kept(plans: Plans, rule: Object) -> Bools:
    """(N,) whether each plan keeps the rule."""
    return READ_RULES[rule["rule"]](plans, rule)


def _all(plans: Plans) -> Bools:
    return np.ones(len(plans.places), dtype=np.bool_)


def _area_size(plans: Plans, rule: Object) -> Bools:
    measure, good = plans.stated.measure(rule), _all(plans)
    totals, scale = plans.totals(measure), plans.scale(measure)
    for area in plans.spoken_of(rule):
        empty = ~plans.used[:, area]
        if "least" in rule:
            least = Fraction(plans.stated.limit(rule["least"], measure) * scale)
            good &= empty | (totals[:, area] * least.denominator >= least.numerator)
        if "most" in rule:
            most = Fraction(plans.stated.limit(rule["most"], measure) * scale)
            good &= empty | (totals[:, area] * most.denominator <= most.numerator)
    return good


def _unit_count(plans: Plans, rule: Object) -> Bools:
    count, good = plans.inside.sum(axis=1), _all(plans)
    for area in plans.spoken_of(rule):
        within = (count[:, area] >= rule.get("least", 0)) & (count[:, area] <= rule.get("most", plans.n))
        good &= ~plans.used[:, area] | within
    return good


def _area_count(plans: Plans, rule: Object) -> Bools:
    used = plans.used[:, plans.line].sum(axis=1)
    if "exactly" in rule:
        return np.asarray(used == rule["exactly"])
    return np.asarray((used >= rule.get("least", 0)) & (used <= rule.get("most", plans.k)))


def _in_use(plans: Plans, rule: Object) -> Bools:
    return np.asarray(plans.used[:, [plans.area[area] for area in rule["areas"]]].all(axis=1))


def _together(plans: Plans, rule: Object) -> Bools:
    good = _all(plans)
    for one, other in combinations(rule["units"], 2):
        good &= plans.at(one) == plans.at(other)
    return good


def _apart(plans: Plans, rule: Object) -> Bools:
    good = _all(plans)
    for one, other in combinations(rule["units"], 2):
        good &= plans.at(one) != plans.at(other)
    return good


def _fixed(plans: Plans, rule: Object) -> Bools:
    good = _all(plans)
    for one in rule["units"]:
        good &= plans.at(one) == plans.area[rule["area"]]
    return good


def _not_in(plans: Plans, rule: Object) -> Bools:
    good = _all(plans)
    for one in rule["units"]:
        for area in rule["areas"]:
            good &= plans.at(one) != plans.area[area]
    return good


def _company_limit(plans: Plans, rule: Object) -> Bools:
    measure, good = plans.stated.measure(rule), _all(plans)
    sizes, most = plans.sizes(measure), plans.stated.limit({"value": rule["most"]}, measure)
    inside = plans.inside.astype(np.int64)
    whole = np.einsum("pna,n->pa", inside, sizes)
    part = np.einsum("pna,n->pa", inside, sizes * plans.with_field(rule["field"]))
    too_much = part * most.denominator > whole * most.numerator
    for one in rule["units"]:
        good &= ~too_much[np.arange(len(good)), plans.at(one)]
    return good


def _keep_parts(plans: Plans, rule: Object) -> Bools:
    good = _all(plans)
    for parts in plans.stated.parts.values():
        for one, other in combinations(parts, 2):
            good &= plans.at(one) == plans.at(other)
    return good


READ_RULES: dict[str, Callable[[Plans, Object], Bools]] = {
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
