"""Where two structures differ, difference by difference, and what each is worth when only that is changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from regroup.compare.structures import Structure
from regroup.evaluation import Evaluation, evaluate
from regroup.matching import Agreement, Changes, agreement, changes
from regroup.plan import Plan
from regroup.problem import Problem
from regroup.rules import Breach
from regroup.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Price:
    """What one change does to a structure under one model.

    Attributes:
        points: how many more it has then; fewer where negative.
        terms: the same per term, those that do not change left out.
        breaks, mends: rules broken only then, and rules broken only before.
    """

    points: Fraction
    terms: Mapping[str, Fraction]
    breaks: tuple[Breach, ...]
    mends: tuple[Breach, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """Units that stand in one area of the first structure and in another of the second.

    Attributes:
        units: in the scenario's order.
        source, target: areas as the first structure names them.
        prices: of moving these units alone, under each model.
    """

    units: tuple[str, ...]
    source: str
    target: str
    prices: tuple[Price, ...]


@dataclass(frozen=True, slots=True)
class Distance:
    """Everything between two structures.

    Attributes:
        first, second: what is changed, and into what.
        models: places of the models that the prices stand under.
        changes, agreement: areas paired by content.
        differences: together they are the whole way from the first to the second, but for names.
        whole: points of the second less points of the first, under each model; None where one of them
            leaves out units that the other places.
    """

    first: Structure
    second: Structure
    models: tuple[int, ...]
    changes: Changes
    agreement: Agreement
    differences: tuple[Difference, ...]
    whole: tuple[Fraction, ...] | None

    def rest(self, at: int) -> Fraction | None:
        """What the differences do together that none does alone, and new names, under the model at ``at``."""
        if self.whole is None:
            return None
        return self.whole[at] - sum((difference.prices[at].points for difference in self.differences), Fraction(0))


def distance(problems: Sequence[Problem], models: Sequence[int], first: Structure, second: Structure) -> Distance:
    """The differences from ``first`` to ``second`` and their prices under the models at ``models``."""
    scenario, priced = problems[0].scenario, [problems[at] for at in models]
    found = changes(scenario, first.plan, second.plan)
    towards = renamed(scenario, first.plan, second.plan, found)
    before = [evaluate(problem, first.plan) for problem in priced]
    after = [evaluate(problem, second.plan) for problem in priced]
    comparable = set(first.plan) == set(second.plan)
    return Distance(
        first=first,
        second=second,
        models=tuple(models),
        changes=found,
        agreement=agreement(scenario, first.plan, second.plan),
        differences=tuple(
            Difference(units, source, target, tuple(_prices(priced, before, first.plan, units, target)))
            for (source, target), units in _grouped(first.plan, towards).items()
        ),
        whole=tuple(b.points - a.points for a, b in zip(before, after, strict=True)) if comparable else None,
    )


def renamed(scenario: Scenario, first: Plan, second: Plan, found: Changes) -> Plan:
    """The second plan with the first one's names for the areas that both have.

    An area that only the second has keeps its name; where another area goes by it, it takes one that nobody has,
    else that of an area which goes away (the two share no unit, or they would be the same area).
    """
    names = dict(found.match.before)
    for area in found.added:
        taken = set(names.values())
        unused = (other for other in scenario.area_of if other not in first.values())
        names[area] = next(name for name in (area, *unused, *scenario.area_of) if name not in taken)
    return Plan({unit: names[area] for unit, area in second.items()})


def _grouped(first: Plan, towards: Plan) -> dict[tuple[str, str], tuple[str, ...]]:
    groups: dict[tuple[str, str], tuple[str, ...]] = {}
    for unit in towards.moves_from(first):
        way = first[unit], towards[unit]
        groups[way] = (*groups.get(way, ()), unit)
    return groups


def _prices(
    problems: Sequence[Problem], before: Sequence[Evaluation], plan: Plan, units: Sequence[str], target: str
) -> list[Price]:
    changed = Plan({**plan, **dict.fromkeys(units, target)})
    return [_price(was, evaluate(problem, changed)) for problem, was in zip(problems, before, strict=True)]


def _price(was: Evaluation, now: Evaluation) -> Price:
    terms = {new.term.id: new.points - old.points for old, new in zip(was.terms, now.terms, strict=True)}
    return Price(
        points=now.points - was.points,
        terms={term: points for term, points in terms.items() if points},
        breaks=tuple(_beyond(now.breaches, was.breaches)),
        mends=tuple(_beyond(was.breaches, now.breaches)),
    )


def _beyond(some: Sequence[Breach], others: Sequence[Breach]) -> Iterator[Breach]:
    """Breaches of some that the others do not have; the same rule broken by another number is the same breach."""
    known = {_spot(breach) for breach in others}
    yield from (breach for breach in some if _spot(breach) not in known)


def _spot(breach: Breach) -> tuple[object, ...]:
    return breach.rule, breach.why, breach.units, breach.areas
