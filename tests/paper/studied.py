"""Studies of shipped scenarios, made once, as the objects that commands write in each language."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from fractions import Fraction
from functools import cache
from typing import Any

from regroup.alternatives import Within, alternatives, alternatives_document
from regroup.audit import audit, audit_document
from regroup.compare import asked_for, compare, compare_document, outcomes, read_requirements
from regroup.explain import explain, explanation_document
from regroup.frontier import frontier, frontier_document
from regroup.params import Params
from regroup.problem import Problem
from regroup.read import read_model, read_scenario, read_study
from regroup.robust import Wanted, robust
from regroup.robust.document import robust_document
from regroup.study import Study
from regroup.write import as_json

Object = dict[str, Any]
Told = Callable[[str], Object]
"""From a language to the object."""
KINDS = ("compare", "audit", "explain", "alternatives", "frontier", "robust")
SCENARIOS = ("toy", "hamar")
CASES = [(kind, name) for name in SCENARIOS for kind in KINDS]


@cache
def asked(name: str) -> tuple[Study, Problem]:
    """A study of a scenario under its own model; its engines end with the process."""
    facts = read_scenario(name)
    study = Study(Params(second_opinion=False), processes=1)
    return study, Problem(facts, read_model(facts.model))


@cache
def found(kind: str, name: str) -> Told:
    """What a study found, ready to be told; smaller for the larger scenario."""
    study, problem = asked(name)
    large = len(problem.scenario.units) > 10
    return MAKERS[kind](study, problem, large)


def told(kind: str, name: str, language: str) -> Object:
    """The object as it is read back from its file."""
    read: Object = json.loads(as_json(found(kind, name)(language)))
    return read


def _compare(study: Study, problem: Problem, large: bool) -> Told:
    seen = compare([problem], asked_for(problem.scenario, ()), study)
    wanted = read_requirements(["gap<=0.05"], problem.scenario, robust=False)
    return lambda language: compare_document(seen, outcomes(seen, wanted), language)


def _audit(study: Study, problem: Problem, large: bool) -> Told:
    seen = audit(study, problem, () if not large else ["radmannen"], most=1 if large else None)
    return lambda language: audit_document(seen, language)


def _explain(study: Study, problem: Problem, large: bool) -> Told:
    seen = explain(study, problem, [problem.scenario.units[-1].id] if large else ())
    return lambda language: explanation_document(seen, language)


def _alternatives(study: Study, problem: Problem, large: bool) -> Told:
    seen = alternatives(study, problem, Within(Fraction(5 if large else 200, 100), relative=True))
    return lambda language: alternatives_document(seen, language)


def _frontier(study: Study, problem: Problem, large: bool) -> Told:
    seen = frontier(study, problem, "areas" if large else "moves", "points", points=3)
    return lambda language: frontier_document(seen, language)


def _robust(study: Study, problem: Problem, large: bool) -> Told:
    people = read_study("hamar", problem).stakeholders[:2] if large else ()
    seen = robust(study, problem, Wanted(2, numbers=not large, stakeholders=people))
    return lambda language: robust_document(seen, language)


MAKERS: dict[str, Callable[[Study, Problem, bool], Told]] = {
    "compare": _compare,
    "audit": _audit,
    "explain": _explain,
    "alternatives": _alternatives,
    "frontier": _frontier,
    "robust": _robust,
}


@contextmanager
def closed() -> Iterator[None]:
    """Ends the engines when the tests are done."""
    try:
        yield
    finally:
        for name in SCENARIOS:
            asked(name)[0].__exit__(None, None, None)
