"""The JSON Schemas of what the studies print: valid, every key described, and nothing printed that they do not know."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any, get_args

import pytest
from jsonschema import Draft4Validator

from regroup.alternatives import Within, alternatives
from regroup.alternatives.document import alternatives_document
from regroup.audit import audit
from regroup.audit.document import audit_document
from regroup.cli.schema import Kind
from regroup.compare import asked_for, compare, compare_document
from regroup.compare.requirements import outcomes, read_requirements
from regroup.explain import explain
from regroup.explain.document import explanation_document
from regroup.frontier import frontier
from regroup.frontier.document import frontier_document
from regroup.frontier.placed import structures
from regroup.overturn import figures_of, flips, overturned
from regroup.problem import Problem
from regroup.read import read_model, read_scenario, read_study
from regroup.read.shipped import folder
from regroup.robust import Wanted, robust
from regroup.robust.document import robust_document
from regroup.study import Study
from regroup.write import as_json

SCHEMAS = Path(__file__).parents[1] / "regroup" / "schemas"
CONFLICT = """
[[requirements]]
rule = "apart"
units = ["nav", "bolig"]
why = "prøve"
source = "prøve"

[[requirements]]
rule = "together"
units = ["nav", "bolig"]
why = "prøve"
source = "prøve"
"""
KINDS = ("compare", "audit", "alternatives", "explain", "frontier", "robust")


def schema(kind: str) -> Any:
    """A schema as it is shipped."""
    return json.loads((SCHEMAS / f"{kind}.json").read_text(encoding="utf-8"))


def refused(document: dict[str, Any]) -> list[str]:
    """What the schema of its kind says against a document, as a reader gets it."""
    read = json.loads(as_json(document))
    errors = Draft4Validator(schema(read["kind"])).iter_errors(read)
    return [f"{'.'.join(map(str, error.absolute_path))}: {error.message}" for error in errors]


def objects(node: Any) -> Iterator[dict[str, Any]]:
    """Every part of a schema that describes an object."""
    if isinstance(node, dict):
        if node.get("type") == "object":
            yield node
        for below in node.values():
            yield from objects(below)
    elif isinstance(node, list):
        for below in node:
            yield from objects(below)


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_is_described_and_no_other_is_allowed(kind: str) -> None:
    Draft4Validator.check_schema(schema(kind))
    for node in objects(schema(kind)):
        assert "additionalProperties" in node
        for name, below in node.get("properties", {}).items():
            described = below.get("description") or schema(kind)["definitions"][below["$ref"].rsplit("/", 1)[1]]
            assert described, name


def test_the_command_knows_them_all() -> None:
    assert {path.stem for path in SCHEMAS.iterdir()} == set(get_args(Kind))


Asked = tuple[Study, Problem]


def asked(name: str | Path) -> Asked:
    """A study of a scenario under its own model."""
    facts = read_scenario(name)
    return Study(), Problem(facts, read_model(facts.model))


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Asked]]:
    """A small scenario, a large one, and one without any plan."""
    nothing = tmp_path_factory.mktemp("none") / "none.toml"
    nothing.write_text((folder("scenarios") / "toy.toml").read_text(encoding="utf-8") + CONFLICT, encoding="utf-8")
    made = {"toy": asked("toy"), "hamar": asked("hamar"), "impossible": asked(nothing)}
    yield made
    for study, _ in made.values():
        study.__exit__(None, None, None)


def compared(study: Study, problem: Problem) -> dict[str, Any]:
    found = compare([problem], asked_for(problem.scenario, ()), study)
    wanted = read_requirements(["gap<=0.05"], problem.scenario, robust=False)
    return compare_document(found, outcomes(found, wanted), "en")


def audited(study: Study, problem: Problem) -> dict[str, Any]:
    first = [proposal.id for proposal in problem.scenario.proposals][:1]
    return audit_document(audit(study, problem, first, most=1), "en")


def listed(study: Study, problem: Problem) -> dict[str, Any]:
    return alternatives_document(alternatives(study, problem, Within(Fraction(1, 100), relative=True)), "en")


def explained(study: Study, problem: Problem) -> dict[str, Any]:
    return explanation_document(explain(study, problem, tuple(problem.scenario.unit_of)[:1]), "en")


def drawn(across: str, up: str) -> Callable[[Study, Problem], dict[str, Any]]:
    return lambda study, problem: frontier_document(frontier(study, problem, across, up, points=2), "en")


def held(study: Study, problem: Problem) -> dict[str, Any]:
    """Draws, and one number of each kind, of the small one; stakeholders of the large one."""
    if len(problem.scenario.units) > 10:
        people = read_study("hamar", problem).stakeholders[:2]
        return robust_document(robust(study, problem, Wanted(2, numbers=False, stakeholders=people)))
    found = robust(study, problem, Wanted(2, numbers=False))
    if found.best.plan:
        some = {figure.kind: figure for figure in figures_of(problem)}
        turned = overturned(study, problem, found.best.plan, some.values())
        ranked = flips(problem, dict(list(structures(problem))[-2:]), tuple(some.values()))
        found = replace(found, overturns=turned, flips=ranked)
    return robust_document(found)


STUDIES: dict[str, Callable[[Study, Problem], dict[str, Any]]] = {
    "compare": compared,
    "audit": audited,
    "alternatives": listed,
    "explain": explained,
    "robust": held,
    "frontier": drawn("synergy", "points"),
    "frontier by number": drawn("areas", "points"),
    "frontier by width": drawn("balance", "synergy"),
}


@pytest.mark.parametrize("name", ["toy", "hamar", "impossible"])
@pytest.mark.parametrize("what", STUDIES)
def test_what_a_study_prints_is_described(cases: dict[str, Asked], name: str, what: str) -> None:
    study, problem = cases[name]
    document = STUDIES[what](study, problem)
    assert document["kind"] == what.split()[0]
    assert refused(document) == []
    document["unheard_of"] = 1
    assert refused(document)
