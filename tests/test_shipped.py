"""Every shipped scenario under every shipped model: a best plan, and all proposals evaluated."""

from __future__ import annotations

import pytest

from regroup.engines.process import Engines
from regroup.evaluation import evaluate
from regroup.params import Params
from regroup.problem import Problem
from regroup.read import read_model, read_scenario, shipped_names
from regroup.result import Assurance, Status
from regroup.solve import solve

MODELS = shipped_names("models")
SCENARIOS = shipped_names("scenarios")
LARGE = "example-60"


def test_all_are_there() -> None:
    assert set(MODELS) == {"balanced", "synergy-first", "few-moves", "strong-areas"}
    assert set(SCENARIOS) == {
        "hamar",
        "kongsvinger-helse",
        "kongsvinger",
        "loten-velferd",
        "grong-flyktning",
        "hamar-boligsosial",
        "toy",
        LARGE,
    }


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("scenario", [name for name in SCENARIOS if name != LARGE])
def test_a_best_plan(scenario: str, model: str, engines: Engines) -> None:
    result = solve(Problem(read_scenario(scenario), read_model(model)), engines=engines)
    assert result.status is Status.BEST
    assert Assurance.CHECKED in result.assurance
    assert len(result.proposals) == len(result.problem.scenario.proposals)
    for view in result.proposals:
        if view.evaluation.allowed:
            assert result.points is not None
            assert view.evaluation.points <= result.points


@pytest.mark.parametrize("model", MODELS)
def test_the_large_example_gives_a_plan_and_a_bound(model: str, engines: Engines) -> None:
    result = solve(Problem(read_scenario(LARGE), read_model(model)), Params(work=2.0), engines=engines)
    assert result.status in (Status.BEST, Status.GOOD)
    assert result.plan is not None
    assert result.bound is not None
    assert result.gap is not None
    assert result.gap >= 0


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_all_proposals_evaluate(scenario: str) -> None:
    facts = read_scenario(scenario)
    problem = Problem(facts, read_model(facts.model))
    for proposal in facts.proposals:
        evaluation = evaluate(problem, facts.proposed(proposal))
        assert len(evaluation.terms) == len(problem.terms)
        assert evaluation.allowed == (not evaluation.breaches)
