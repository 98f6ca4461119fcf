"""Texts in one language or in both: what is told in which, what is marked as foreign, and nothing lost on the way."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from regroup.document import document
from regroup.errors import InputError
from regroup.formats.html import html
from regroup.inputs import inputs
from regroup.model import Model
from regroup.paper import paper_of
from regroup.params import Params
from regroup.problem import Problem
from regroup.read import read_model, read_scenario, shipped_names
from regroup.read.inputs import in_full, read_inputs
from regroup.read.model import model_of, parse_model
from regroup.result import Result
from regroup.retold import retold
from regroup.solve import solve
from regroup.text import LANGUAGES
from regroup.wording import Both, maybe_said_in, said_in
from tests.cli.run import inside

APART = (
    'rules=[{rule="unit_count",most=9,why={nb="spennet",en="the span"}},{rule="area_count",least=1,why="minst ett"}]'
)
IMPOSSIBLE = 'rules=[{rule="area_size",least={share=0.6},why={nb="for lite",en="too little"}}]'


def test_a_text_is_told_in_the_language_asked_for_or_else_in_its_own():
    both, one = Both(nb="fordi", en="because"), Both(en="because")
    assert [said_in(both, language) for language in LANGUAGES] == ["fordi", "because"]
    assert [said_in(one, language) for language in LANGUAGES] == ["because", "because"]
    assert [one.spoken(language) for language in LANGUAGES] == ["en", "en"]
    assert said_in("fordi", "en") == "fordi"
    assert maybe_said_in(None, "en") is None


@pytest.mark.parametrize("name", shipped_names("models"))
def test_the_shipped_models_give_every_reason_in_both_languages(name: str):
    model = read_model(name)
    for why in [model.why, *(part.why for part in (*model.rules, *model.terms))]:
        assert isinstance(why, Both)
        assert why.nb
        assert why.en
        assert not {"og", "ikke", "som", "poeng"} & set(why.en.split())


def with_both(*more: str) -> Problem:
    return Problem(read_scenario("toy"), read_model("balanced", [APART, *more]))


def test_inputs_that_stand_in_a_result_are_read_back_whole():
    stated: Any = inputs(with_both())
    assert stated["model"]["rules"][0]["why"] == {"nb": "spennet", "en": "the span"}
    assert stated["model"]["rules"][1]["why"] == "minst ett"
    again = read_inputs(stated)
    assert again.model.rules == with_both().model.rules
    assert again.model.terms == with_both().model.terms
    assert inputs(again) | {"files": stated["files"]} == stated
    assert in_full(stated)["model"] == stated["model"]


def test_a_change_reaches_one_language():
    changed = with_both('terms.synergy.why.en="because"').model
    why = changed.terms[0].why
    assert isinstance(why, Both)
    assert (why.en, why.nb) == ("because", said_in(read_model("balanced").terms[0].why, "nb"))
    with pytest.raises(InputError, match="override_no_table"):
        with_both('rules.area_count.why.en="at least one"')


def test_another_language_than_these_is_refused_where_it_stands():
    with pytest.raises(InputError, match=r"unknown key sv in \[terms\.why\]"):
        model_of(parse_model("balanced").changed(['terms.synergy.why={sv="därför"}']))


def test_the_rules_nobody_wrote_are_explained_in_both_languages():
    problem = Problem(read_scenario("hamar"), read_model("few-moves"))
    problem = Problem(problem.scenario, problem.model.model_copy(update={"rules": ()}))
    unwritten = [stated.rule for stated in problem.rules if stated.place is None]
    assert {rule.id for rule in unwritten} == {"keep_parts"}
    assert all(isinstance(rule.why, Both) and rule.why.nb and rule.why.en for rule in unwritten)


@pytest.fixture(scope="module")
def impossible() -> Result:
    return solve(Problem(read_scenario("toy"), read_model("balanced", [IMPOSSIBLE])), Params())


@pytest.mark.parametrize(
    ("language", "said", "silent"), [("nb", "for lite", "too little"), ("en", "too little", "for lite")]
)
def test_an_answer_says_the_reason_in_its_own_language(impossible: Result, language: str, said: str, silent: str):
    told = document(impossible, language)
    assert said in {rule["why"] for conflict in told["conflict"] for rule in conflict}
    page = html(paper_of(retold(told), language)).decode()
    assert f">{said}<" in page
    assert f">{silent}<" not in page


def test_what_is_told_in_the_readers_language_is_not_marked_as_foreign(impossible: Result):
    page = html(paper_of(retold(document(impossible, "en")), "en")).decode()
    model: Model = impossible.problem.model
    assert f"<p>{said_in(model.why, 'en')}</p>" in page
    assert "<td>too little</td>" in page
    plain = Problem(impossible.problem.scenario, model.model_copy(update={"why": "til prøver"}))
    page = html(paper_of(retold(document(solve(plain, Params()), "en")), "en")).decode()
    assert '<p lang="nb">til prøver</p>' in page


def test_the_terminal_speaks_the_language_asked_for(tmp_path: Path):
    shown = inside("models", "show", "few-moves", "--lang", "en", folder=tmp_path).stdout
    assert "To split a unit is the greatest change" in shown
    assert "den største endringen" not in shown
    differ = inside("models", "diff", "few-moves", "balanced", "--lang", "nb", folder=tmp_path).stdout
    assert "Omstilling koster" in differ
    assert "Change costs" not in differ
    assert "nb=" not in differ
