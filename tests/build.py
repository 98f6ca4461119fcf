"""Small instances made in Python, for tests: everything that a test does not speak of has a default."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import product
from typing import Any

import numpy as np

from regroup.core import Assignment, Core
from regroup.facts import Affinity, Area, FormerArea, Size, Synergy, Unit, Whole
from regroup.instance import Instance
from regroup.lowering import CoreBuilder
from regroup.model import Model
from regroup.placement import Placement
from regroup.plan import Plan
from regroup.rules import Rule
from regroup.scenario import Proposal, Scenario
from regroup.terms import Term
from regroup.text import NO_BREAK_SPACE

Number = int | float | Fraction
MEASURES = {
    "fte": {"unit": "årsverk", "basis": "avtalte årsverk"},
    "employees": {"unit": "ansatte", "basis": "ansatte i fast stilling"},
}


def size(value: Number) -> Size:
    """A size stated by a source."""
    return Size(value=value, basis="stated")


def unit(id: str, fte: Number = 1, *, employees: Number | None = None, **facts: Any) -> Unit:  # noqa: A002
    """A unit named after its id in capitals: ``unit("a", 10, today="x", fields=["skole"])``."""
    sizes = {"fte": size(fte)} | ({} if employees is None else {"employees": size(employees)})
    return Unit(**{"id": id, "name": id.upper(), "size": sizes} | facts)


def area(id: str, **facts: Any) -> Area:  # noqa: A002
    """An area named after its id in capitals: ``area("x", outside=True)``."""
    return Area(**{"id": id, "name": id.upper()} | facts)


def synergy(one: str, other: str, strength: int | str = 1, criterion: str = "shared_users") -> Synergy:
    """A synergy, or a conflict where the strength is negative."""
    return Synergy(between=(one, other), strength=strength, criterion=criterion, why="felles brukere")


def affinity(unit: str, area: str, strength: int | str = 1) -> Affinity:
    """A pull, or a push where the strength is negative."""
    return Affinity(unit=unit, area=area, strength=strength, why="passer der")


def instance(units: Iterable[Unit | str] = "abc", areas: Iterable[Area | str] = "xyz", **facts: Any) -> Instance:
    """Facts alone. Units and areas given as ids get the defaults; see `facts_of` for the rest."""
    return Instance(**facts_of(units, areas, **facts))


def scenario(units: Iterable[Unit | str] = "abc", areas: Iterable[Area | str] = "xyz", **facts: Any) -> Scenario:
    """Facts with ``requirements``, ``proposals`` and the name of a ``model``."""
    return Scenario(**facts_of(units, areas, **facts))


def facts_of(units: Iterable[Unit | str], areas: Iterable[Area | str], **facts: Any) -> dict[str, Any]:
    """The fields of an `Instance`; ``former`` and ``wholes`` may be given as ids."""
    named: dict[str, Any] = {
        "schema": 1,
        "name": "Prøve",
        "measure": "fte",
        "measures": MEASURES,
        "criteria": {"shared_users": {"nb": "felles brukere", "en": "shared users"}},
        "units": [unit(u) if isinstance(u, str) else u for u in units],
        "areas": [area(a) if isinstance(a, str) else a for a in areas],
        "former_areas": [FormerArea(id=f, name=f.upper()) for f in facts.pop("former", ())],
        "wholes": [Whole(id=w, name=w.upper()) for w in facts.pop("wholes", ())],
    }
    return named | facts


def proposal(id: str, areas: Mapping[str, Iterable[str]], **facts: Any) -> Proposal:  # noqa: A002
    """A proposal: ``proposal("p", {"x": "ab", "y": "c"})``."""
    placed = {area: tuple(units) for area, units in areas.items()}
    return Proposal(**{"id": id, "name": id.upper(), "date": datetime.date(2018, 11, 1), "areas": placed} | facts)


def model(terms: Iterable[Term], rules: Iterable[Rule] = ()) -> Model:
    """A model with these terms and rules."""
    title = {"nb": "Prøvemodell", "en": "Test model"}
    return Model(schema=1, name="test", title=title, why="til prøver", rules=tuple(rules), terms=tuple(terms))


def plan(text: str, units: Iterable[str] = "abcdefgh") -> Plan:
    """One letter per unit, the area's id; ``-`` leaves the unit out: ``plan("xxy")`` puts c in y."""
    return Plan({u: a for u, a in zip(units, text, strict=False) if a != "-"})


def placed(facts: Instance, text: str) -> Placement:
    """The plan of `plan` on an instance whose units are in the order of the letters."""
    return Placement(facts, plan(text, facts.unit_of))


def every_plan(facts: Instance) -> Iterator[Plan]:
    """All k to the power n plans."""
    for areas in product(facts.area_of, repeat=len(facts.units)):
        yield Plan(dict(zip(facts.unit_of, areas, strict=True)))


def assignment(facts: Instance, areas: Mapping[str, str]) -> Assignment:
    """A whole plan as the core sees it: (n,) area indices."""
    index = {area: number for number, area in enumerate(facts.area_of)}
    return np.array([index[areas[unit]] for unit in facts.unit_of], dtype=np.int64)


def lowered(facts: Instance, *parts: Rule | Term) -> Core:
    """The core of some rules and terms."""
    builder = CoreBuilder(facts)
    for part in parts:
        part.lower(builder)
    return builder.build()


def nowhere(*key: str | int) -> None:
    """The place of everything in facts made in Python."""


def said(text: str) -> str:
    """A printed text with ordinary spaces for no-break ones, so that tests can write it."""
    return text.replace(NO_BREAK_SPACE, " ")
