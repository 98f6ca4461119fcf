"""Random cases with small units, and an attack on what their public documents print, written apart from regroup's own.

The strongest question is asked last: is there another set of sizes that gives the very same document? Where there is,
and the hidden numbers differ by enough in it, nobody can read them out of the document, whatever they try.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any

import numpy as np
from scipy.optimize import linprog

from regroup.diagnosis import band_of, diagnose
from regroup.errors import InputError
from regroup.evaluation import evaluate
from regroup.facts import Size, Unit
from regroup.hiding.base import Group, Printed
from regroup.paper.base import Paper
from regroup.paper.public import paper_for, screen_of, weighed
from regroup.paper.screen import Screen
from regroup.plan import Plan
from regroup.problem import Problem
from regroup.read import read_model
from regroup.result import Provenance, Result, Status, View
from regroup.scenario import Scenario
from tests import build

BELOW = 5
OPEN = 3
Sizes = dict[str, tuple[Fraction, Fraction, Fraction]]


@dataclass(frozen=True)
class Case:
    """Units with sizes and a place today, proposals, and a plan."""

    sizes: Sizes
    today: dict[str, str]
    proposals: tuple[dict[str, str], ...]
    plan: dict[str, str]
    areas: str

    def with_sizes(self, sizes: Sizes) -> Case:
        """The same case in another world."""
        return Case(sizes, self.today, self.proposals, self.plan, self.areas)


def case(seed: int) -> Case:
    """Four to sixteen units; about a third are small, and about a third have a range."""
    chance = random.Random(seed)
    areas = "wxyz"[: chance.randint(2, 4)]
    units = [f"u{at}" for at in range(chance.randint(4, 16))]
    sizes = {unit: _size(chance) for unit in units}
    structures = [{unit: chance.choice(areas) for unit in units} for _ in range(4)]
    for unit in units:  # structures that are nearly alike are those whose differences tell most
        if chance.random() < 0.6:
            structures[1][unit] = structures[2][unit] = structures[0][unit]
        if chance.random() < 0.6:
            structures[3][unit] = structures[0][unit]
    today, *proposals, plan = structures
    return Case(sizes, today, tuple(proposals[: chance.randint(0, 2)]), plan, areas)


def _size(chance: random.Random) -> tuple[Fraction, Fraction, Fraction]:
    likely = chance.choice([1, 2, 3, 4]) if chance.random() < 0.35 else chance.randint(5, 90)
    if chance.random() < 0.65:
        return Fraction(likely), Fraction(likely), Fraction(likely)
    return Fraction(max(0, likely - chance.randint(0, likely))), Fraction(likely), Fraction(likely + likely // 2)


@cache
def _balanced() -> Any:
    return read_model("balanced")


def result(one: Case) -> Result:
    """What a solve might have said of the case; its plan is as given."""
    problem = Problem(_scenario(one), _balanced())
    proposals = tuple(_view(problem, f"p{at}", areas) for at, areas in enumerate(one.proposals))
    return Result(
        problem=problem,
        status=Status.BEST,
        assurance=(),
        plan=_view(problem, "plan", one.plan),
        bound=None,
        today=_view(problem, "today", one.today),
        proposals=proposals,
        band=band_of(problem),
        provenance=Provenance({}, "0", "0", {}, (), 0.0),
    )


def _view(problem: Problem, name: str, areas: dict[str, str]) -> View:
    evaluation = evaluate(problem, Plan(areas))
    return View(name, evaluation, diagnose(problem, evaluation))


def _scenario(one: Case) -> Scenario:
    units = [_unit(unit, one.sizes[unit], one.today[unit], exact) for unit, exact in _exact(one)]
    proposals = tuple(
        build.proposal(f"p{at}", {area: [unit for unit in areas if areas[unit] == area] for area in one.areas})
        for at, areas in enumerate(one.proposals)
    )
    names = list(one.sizes)
    synergies = [build.synergy(a, b) for a, b in zip(names, names[2:], strict=False)]
    return build.scenario(
        units, [build.area(area, may_be_empty=True) for area in one.areas], proposals=proposals, synergies=synergies
    )


def _exact(one: Case) -> Iterator[tuple[str, bool]]:
    return ((unit, low == high) for unit, (low, _, high) in one.sizes.items())


def _unit(name: str, sizes: tuple[Fraction, Fraction, Fraction], today: str, exact: bool) -> Unit:
    low, likely, high = sizes
    if exact:
        size = Size(value=likely, basis="stated", source="liste")
    else:
        size = Size(low=low, likely=likely, high=high, basis="estimated", source="liste", why="etter forholdstall")
    return Unit(id=name, name=f"Enhet {name}", today=today, size={"fte": size})


def document(one: Case, screen: Screen) -> Paper:
    """The public document of a case."""
    return paper_for(result(one), "nb", screen)


def printed_rows(printed: Printed, screen: Screen) -> list[Group]:
    """What an attacker has: every sum that is told, and the sum of all."""
    return [*(screen.shown or {})["fte"], frozenset(printed.sizes)]


def world(printed: Printed, screen: Screen, unit: str, sign: int) -> tuple[float, Sizes]:
    """The extreme value of a hidden unit's likely size, and sizes of all units that give the same printed sums."""
    units = list(printed.sizes)
    at = {name: 3 * place for place, name in enumerate(units)}
    rows, right = [], []
    for group in printed_rows(printed, screen):
        for facet in range(3):
            row = np.zeros(3 * len(units))
            row[[at[name] + facet for name in group]] = 1
            rows.append(row)
            right.append(float(sum(printed.sizes[name][facet] for name in group)))
    order = []
    for name, (low, _, high) in printed.sizes.items():
        for facet in range(2):
            row = np.zeros(3 * len(units))
            row[at[name] + facet], row[at[name] + facet + 1] = 1, -1
            if low == high:
                rows.append(row)
                right.append(0.0)
            else:
                order.append(row)
    aim = np.zeros(3 * len(units))
    aim[at[unit] + 1] = sign
    limit = {"A_ub": np.array(order), "b_ub": np.zeros(len(order))} if order else {}
    answer: Any = linprog(aim, A_eq=np.array(rows), b_eq=right, **limit)  # type: ignore[call-overload]
    assert answer.success
    found = [Fraction(float(value)).limit_denominator(360) for value in answer.x]
    return float(answer.x[at[unit] + 1]), {
        name: (found[at[name]], found[at[name] + 1], found[at[name] + 2]) for name in units
    }


@dataclass(frozen=True)
class Attacked:
    """What an attack on one case came to.

    Attributes:
        hidden: how many units' sizes are hidden.
        narrow: those that are known to within less than three.
        unlike: documents of another world that differ, though all printed sums are the same there.
        worlds: how many other worlds were told.
        refused: whether no public document could be made.
    """

    hidden: int = 0
    narrow: int = 0
    unlike: int = 0
    worlds: int = 0
    refused: bool = False


def attacked(one: Case, retell: bool = True) -> Attacked:
    """Tries to work out each hidden size of a case; then tells the case with other sizes that fit as well."""
    try:
        screen = screen_of(result(one), BELOW)
    except InputError:
        return Attacked(refused=True)
    printed = weighed(result(one), BELOW)[0]["fte"]
    hidden = sorted(unit for group in screen.hidden["fte"] if len(group) == 1 for unit in group)
    narrow = unlike = worlds = 0
    told = document(one, screen) if hidden and retell else None
    for unit in hidden:
        (least, low), (most, high) = (world(printed, screen, unit, sign) for sign in (1, -1))
        narrow += most - least < OPEN - 1e-6
        for other in (low, high):
            if retell and _fits(printed, screen, other):
                worlds += 1
                unlike += document(one.with_sizes(other), screen) != told
    return Attacked(len(hidden), narrow, unlike, worlds)


def _fits(printed: Printed, screen: Screen, other: Sizes) -> bool:
    """Whether it can be written down: every printed sum and order kept, the exact ones exact, no thirds of a person."""
    same = all(
        sum(other[unit][facet] for unit in group) == printed.total(group, facet)
        for group in printed_rows(printed, screen)
        for facet in range(3)
    )
    exact = all((sizes[0] == sizes[2]) == (other[unit][0] == other[unit][2]) for unit, sizes in printed.sizes.items())
    plain = all((number * 100).denominator == 1 for sizes in other.values() for number in sizes)
    return same and exact and plain and all(0 <= low <= likely <= high for low, likely, high in other.values())
