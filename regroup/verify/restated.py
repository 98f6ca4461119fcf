"""A problem in whole numbers, restated from its inputs without the code that engines get theirs from."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from fractions import Fraction
from itertools import combinations, pairwise

from regroup.certificate.plain import Guard, Hinge
from regroup.verify.case import Case, Pair
from regroup.verify.rules import count_range
from regroup.verify.stated import ZERO, Object, Stated

UNITS = "#"
"""The measure in which every unit weighs one."""


def restated(stated: Stated) -> Case:
    """The problem in whole numbers; its scale is the smallest in which all points are whole."""
    made = _Restating(stated)
    for term in stated.terms:
        made.term(term)
    for rule in stated.rules:
        made.rule(rule)
    return made.case()


class _Restating:
    def __init__(self, stated: Stated) -> None:
        self._stated = stated
        self._unit = {unit: i for i, unit in enumerate(sorted(stated.units))}
        self._area = {area: a for a, area in enumerate(sorted(stated.areas))}
        n, k = len(self._unit), len(self._area)
        self._pairs: dict[Pair, Fraction] = defaultdict(Fraction)
        self._pull = [[ZERO] * k for _ in range(n)]
        self._hinges: list[tuple[str, int, Fraction, Fraction, Fraction]] = []
        self._labels: list[tuple[frozenset[int], list[int]]] = []
        self._open = [0] * k
        self._constant = ZERO
        self._windows: list[tuple[str, int, Fraction, Fraction | None]] = []
        self._guards: list[Guard] = []
        self._apart, self._together = set[Pair](), set[Pair]()
        self._allowed = [[True] * k for _ in range(n)]
        self._must = [False] * k
        self._count = (0, k)

    def term(self, term: Object) -> None:
        """What a term makes of points."""
        {
            "synergy": self._synergy,
            "affinity": self._affinity,
            "size_band": self._size_band,
            "size_balance": self._size_balance,
            "heterogeneity": self._heterogeneity,
            "moves": self._moves,
            "splits": self._splits,
            "areas_used": self._areas_used,
        }[term["term"]](term)

    def _synergy(self, term: Object) -> None:
        for synergy in self._stated.scenario["synergies"]:
            pair = self._ordered(*synergy["between"])
            self._pairs[pair] += term["weight"] * self._stated.worth(term, synergy)

    def _affinity(self, term: Object) -> None:
        for pull in self._stated.scenario["affinities"]:
            strength = term["weight"] * self._stated.strength(pull["strength"])
            self._pull[self._unit[pull["unit"]]][self._area[pull["area"]]] += strength

    def _size_band(self, term: Object) -> None:
        measure = self._stated.measure(term)
        rate = Fraction(100 * term["weight"]) / self._stated.total(measure)
        for area in self._stated.line:
            if "least" in term:
                at = self._stated.limit(term["least"], measure)
                self._hinges.append((measure, self._area[area], at, rate, ZERO))
            if "most" in term:
                at = self._stated.limit(term["most"], measure)
                self._hinges.append((measure, self._area[area], at, ZERO, rate))

    def _size_balance(self, term: Object) -> None:
        measure = self._stated.measure(term)
        total = self._stated.total(measure)
        rate = Fraction(100 * term["weight"]) / total
        for area, target in self._stated.targets(term).items():
            self._hinges.append((measure, self._area[area], target * total, rate, rate))

    def _heterogeneity(self, term: Object) -> None:
        cost = self._on_line(term["weight"])
        for field in sorted({field for unit in self._stated.units for field in self._stated.fields(unit)}):
            carriers = [unit for unit in self._stated.units if field in self._stated.fields(unit)]
            self._labels.append((self._nodes(carriers), cost))

    def _moves(self, term: Object) -> None:
        measure = self._stated.measure(term)
        for unit, area in self._stated.today().items():
            size = self._stated.size(unit, measure)
            lost = term["weight"] * 100 * size / self._stated.total(measure)
            self._constant -= lost
            if area in self._area:
                self._pull[self._unit[unit]][self._area[area]] += lost

    def _splits(self, term: Object) -> None:
        for parts in filter(None, self._stated.parts.values()):
            self._labels.append((self._nodes(parts), [term["weight"]] * len(self._area)))
            self._constant += term["weight"]

    def _areas_used(self, term: Object) -> None:
        costs = self._on_line(term["weight"])
        self._open = [cost + more for cost, more in zip(self._open, costs, strict=True)]

    def _on_line(self, cost: int) -> list[int]:
        return [cost if area in self._stated.line else 0 for area in self._area]

    def rule(self, rule: Object) -> None:
        """What a rule allows."""
        name, units, areas = rule["rule"], rule.get("units", ()), rule.get("areas", ())
        if name == "area_size":
            self._area_size(rule)
        elif name == "unit_count":
            self._unit_count(rule)
        elif name == "area_count":
            least, most = count_range(self._stated, rule)
            self._count = (max(self._count[0], least), min(self._count[1], most))
        elif name == "in_use":
            for area in areas:
                self._must[self._area[area]] = True
        elif name == "together":
            self._join(units)
        elif name == "keep_parts":
            for parts in self._stated.parts.values():
                self._join(parts)
        elif name == "apart":
            self._apart.update(self._ordered(*pair) for pair in combinations(units, 2))
        elif name == "fixed":
            self._close(units, [area for area in self._area if area != rule["area"]])
        elif name == "not_in":
            self._close(units, areas)
        else:
            self._company_limit(rule)

    def _area_size(self, rule: Object) -> None:
        measure = self._stated.measure(rule)
        least = self._stated.limit(rule["least"], measure) if "least" in rule else ZERO
        most = self._stated.limit(rule["most"], measure) if "most" in rule else None
        self._window(measure, rule, least, most)

    def _unit_count(self, rule: Object) -> None:
        most = Fraction(rule["most"]) if "most" in rule else None
        self._window(UNITS, rule, Fraction(rule.get("least", 0)), most)

    def _window(self, measure: str, rule: Object, least: Fraction, most: Fraction | None) -> None:
        for area in self._stated.line:
            if not rule["areas"] or area in rule["areas"]:
                self._windows.append((measure, self._area[area], least, most))

    def _company_limit(self, rule: Object) -> None:
        measure, most = self._stated.measure(rule), self._stated.limit({"value": rule["most"]}, "")
        weights = [
            (int(rule["field"] in self._stated.fields(unit)) - most) * self._stated.size(unit, measure)
            for unit in self._unit
        ]
        scale = math.lcm(*(weight.denominator for weight in weights))
        row = tuple(int(weight * scale) for weight in weights)
        self._guards += [Guard(self._unit[unit], row, 0) for unit in rule["units"]]

    def _join(self, units: Iterable[str]) -> None:
        self._together.update(self._ordered(*pair) for pair in pairwise(units))

    def _close(self, units: Iterable[str], areas: Iterable[str]) -> None:
        for unit in units:
            for area in areas:
                self._allowed[self._unit[unit]][self._area[area]] = False

    def _nodes(self, units: Iterable[str]) -> frozenset[int]:
        return frozenset(self._unit[unit] for unit in units)

    def _ordered(self, one: str, other: str) -> Pair:
        i, j = sorted((self._unit[one], self._unit[other]))
        return i, j

    def case(self) -> Case:
        """All of it, in whole numbers."""
        used = sorted({*(window[0] for window in self._windows), *(hinge[0] for hinge in self._hinges)})
        finer = {measure: self._size_scale(measure) for measure in used}
        scale = self._scale(finer)
        sizes = [[int(size * finer[measure]) for size in self._row(measure)] for measure in used]
        least, most = self._bounds(used, finer, sizes)
        return Case(
            n=len(self._unit),
            k=len(self._area),
            scale=scale,
            constant=int(self._constant * scale),
            pairs={pair: int(points * scale) for pair, points in sorted(self._pairs.items()) if points},
            pull=[[int(points * scale) for points in row] for row in self._pull],
            sizes=sizes,
            least=least,
            most=most,
            hinges=[
                (
                    area,
                    Hinge(used.index(name), int(at * finer[name]), *(int(r * scale / finer[name]) for r in rates)),
                )
                for name, area, at, *rates in self._hinges
                if any(rates)
            ],
            labels=[(who, [cost * scale for cost in costs]) for who, costs in self._labels],
            open_cost=[cost * scale for cost in self._open],
            must_use=self._must,
            counted=[area in self._stated.line for area in self._area],
            count_least=self._count[0],
            count_most=self._count[1],
            guards=self._guards,
            apart=self._apart,
            together=self._together,
            allowed=self._allowed,
        )

    def _row(self, measure: str) -> list[Fraction]:
        if measure == UNITS:
            return [Fraction(1)] * len(self._unit)
        return [self._stated.size(unit, measure) for unit in self._unit]

    def _size_scale(self, measure: str) -> int:
        turns = [at for name, _, at, _, _ in self._hinges if name == measure]
        return math.lcm(*(number.denominator for number in (*self._row(measure), *turns)))

    def _scale(self, finer: dict[str, int]) -> int:
        points = [self._constant, *self._pairs.values(), *(pull for row in self._pull for pull in row)]
        points += [rate / finer[name] for name, _, _, *rates in self._hinges for rate in rates]
        return math.lcm(*(number.denominator for number in points))

    def _bounds(
        self, measures: list[str], finer: dict[str, int], sizes: list[list[int]]
    ) -> tuple[list[list[int]], list[list[int]]]:
        least = [[0] * len(self._area) for _ in measures]
        most = [[sum(row)] * len(self._area) for row in sizes]
        for name, area, low, high in self._windows:
            m = measures.index(name)
            least[m][area] = max(least[m][area], min(math.ceil(low * finer[name]), sum(sizes[m]) + 1))
            if high is not None:
                most[m][area] = min(most[m][area], math.floor(high * finer[name]))
        return least, most
