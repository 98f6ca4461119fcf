"""The shipped models: complete, explained, naming no unit, and usable on every shipped scenario."""

from __future__ import annotations

from pathlib import Path

import pytest

from regroup.engines import cpsat
from regroup.engines.base import Budget, Claim
from regroup.model import Model
from regroup.preprocess import reduce
from regroup.problem import Problem
from regroup.read import read_model, read_scenario
from regroup.rules import MODEL_RULES
from regroup.terms import TERMS
from regroup.terms.synergy import SynergyTerm

ROOT = Path(__file__).parents[1]
MODELS = {path.stem: read_model(path) for path in sorted((ROOT / "models").glob("*.toml"))}
SCENARIOS = {path.stem: read_scenario(path) for path in sorted((ROOT / "scenarios").glob("*.toml"))}


def parts(model: Model) -> list:
    return [*model.rules, *model.terms]


@pytest.mark.parametrize("name", MODELS)
def test_a_model_is_named_after_its_file_and_titled_in_both_languages(name: str):
    assert MODELS[name].name == name
    assert MODELS[name].title.nb
    assert MODELS[name].title.en


@pytest.mark.parametrize("name", MODELS)
def test_the_first_line_names_the_schema(name: str):
    text = (ROOT / "models" / f"{name}.toml").read_text(encoding="utf-8")
    assert text.splitlines()[0] == "#:schema ../regroup/schemas/model.json"


@pytest.mark.parametrize("name", MODELS)
def test_no_part_stands_twice_or_repeats_anothers_why(name: str):
    for said in ([part.id for part in parts(MODELS[name])], [part.why for part in parts(MODELS[name])]):
        assert len(set(said)) == len(said)


@pytest.mark.parametrize("name", MODELS)
def test_a_model_names_no_area_and_no_measure(name: str):
    for part in parts(MODELS[name]):
        assert not getattr(part, "areas", ())
        assert getattr(part, "measure", None) is None


@pytest.mark.parametrize("name", MODELS)
def test_weights_are_small_whole_numbers(name: str):
    weights = [term.weight for term in MODELS[name].terms]
    weights += [w for term in MODELS[name].terms if isinstance(term, SynergyTerm) for w in term.criteria.values()]
    assert all(1 <= weight <= 10 for weight in weights)


@pytest.mark.parametrize("name", MODELS)
def test_parts_may_part_at_a_cost_or_not_at_all(name: str):
    said = {part.id for part in parts(MODELS[name])}
    assert len(said & {"splits", "keep_parts"}) == 1


def test_every_rule_and_term_of_models_is_shipped_in_one():
    used = {part.id for model in MODELS.values() for part in parts(model)}
    assert used == {rule.model_fields["rule"].default for rule in MODEL_RULES} | set(TERMS)


@pytest.mark.parametrize("name", MODELS)
def test_every_criterion_of_the_shipped_scenarios_is_weighed_by_name(name: str):
    (synergy,) = [term for term in MODELS[name].terms if isinstance(term, SynergyTerm)]
    assert {criterion for scenario in SCENARIOS.values() for criterion in scenario.criteria} <= set(synergy.criteria)


@pytest.mark.parametrize("scenario", SCENARIOS)
@pytest.mark.parametrize("model", MODELS)
def test_the_rules_leave_every_shipped_scenario_some_plan(model: str, scenario: str):
    problem = Problem(SCENARIOS[scenario], MODELS[model])
    rules_alone = reduce(problem.lowered(problem.rules)[0]).core
    outcome = cpsat.solve(rules_alone, Budget(work=10.0))
    assert outcome.claim is Claim.BEST
    assert outcome.assignment is not None
    assert rules_alone.allows(outcome.assignment)
