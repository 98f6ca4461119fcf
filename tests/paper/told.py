"""Shipped scenarios, solved once and told in both languages."""

from __future__ import annotations

from functools import cache

import pytest

from regroup.document import document
from regroup.engines.process import Engines
from regroup.paper import Paper, paper_of
from regroup.params import Params
from regroup.problem import Problem
from regroup.read import read_model, read_scenario, shipped_names
from regroup.result import Result
from regroup.retold import retold
from regroup.solve import solve

SCENARIOS = shipped_names("scenarios")
LANGUAGES = ("nb", "en")
QUICK = (("hamar", "nb"), ("toy", "en"), ("kongsvinger-helse", "nb"))
"""A case with proposals and ranges, one without most, one with many areas; the others are told by the slow tests."""
EVERY = pytest.mark.parametrize(
    ("scenario", "language"),
    [
        pytest.param(one, spoken, marks=() if (one, spoken) in QUICK else (pytest.mark.slow,))
        for one in SCENARIOS
        for spoken in LANGUAGES
    ],
)
SCENARIO = pytest.mark.parametrize(
    "scenario",
    [pytest.param(s, marks=() if s in {one for one, _ in QUICK} else (pytest.mark.slow,)) for s in SCENARIOS],
)


@cache
def solved(scenario: str) -> Result:
    """The result of a shipped scenario under its own model, as it is when read from its document."""
    facts = read_scenario(scenario)
    with Engines() as engines:
        return solve(Problem(facts, read_model(facts.model)), Params(work=2.0, second_opinion=False), engines=engines)


@cache
def told(scenario: str, language: str) -> Paper:
    """Its document, made from what would stand in the file."""
    return paper_of(retold(document(solved(scenario))), language)


@cache
def impossible(language: str) -> Paper:
    """The document of a case that no plan solves."""
    facts, rule = read_scenario("toy"), 'rules=[{rule="area_size",least={share=0.6},why="w"}]'
    with Engines() as engines:
        result = solve(Problem(facts, read_model("balanced", [rule])), Params(), engines=engines)
    return paper_of(retold(document(result)), language)
