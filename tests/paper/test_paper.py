"""Documents of results: every unit and figure is there, in either language, with nothing left of the other."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from regroup.document import document
from regroup.errors import InputError
from regroup.paper import Paper, Picture, Sentence, Table
from regroup.paper.base import Boxes
from regroup.retold import retold
from regroup.text import number
from regroup.wording import said_in
from tests.paper.told import LANGUAGES, SCENARIOS, solved, told

EVERY = pytest.mark.parametrize(("scenario", "language"), [(s, lang) for s in SCENARIOS for lang in LANGUAGES])


def table(paper: Paper, key: str) -> Table:
    (found,) = (block for block in paper.tables() if block.key == key)
    return found


def texts(paper: Paper) -> str:
    """Every word that is not in a picture."""
    found = [paper.title, paper.subtitle, *(section.title for section in paper.sections)]
    for block in paper.blocks():
        if isinstance(block, Sentence):
            found.append(block.text)
        elif isinstance(block, Table):
            found += [block.caption, block.note, *(column.title for column in block.columns)]
            found += [cell.text for row in block.rows for cell in row]
    return "\n".join(found)


@EVERY
def test_tables_are_whole_and_keys_are_their_own(scenario: str, language: str):
    paper = told(scenario, language)
    keys = [block.key for block in paper.blocks() if isinstance(block, Table | Picture)]
    assert len(keys) == len(set(keys))
    for one in paper.tables():
        assert one.rows
        assert {len(row) for row in one.rows} == {len(one.columns)}


@EVERY
def test_every_unit_has_its_place_and_its_size(scenario: str, language: str):
    result, paper = solved(scenario), told(scenario, language)
    assert result.plan is not None
    plan, facts = result.plan.evaluation.plan, result.problem.scenario
    areas = {row[0].text: row[1].text for row in table(paper, f"areasalternative{len(facts.proposals)}").rows}
    for unit, area in plan.items():
        assert facts.unit_of[unit].name in areas[facts.area_names[area]].split("; ")
    sizes = {row[0].text for row in table(paper, "sizes").rows}
    assert sizes == {unit.name for unit in facts.units if unit.size}


@EVERY
def test_points_add_up_and_are_those_of_the_result(scenario: str, language: str):
    result, points = solved(scenario), table(told(scenario, language), "points")
    *terms, total = points.rows
    assert points.total
    for at in range(1, len(points.columns)):
        assert sum(row[at].value or 0 for row in terms) == total[at].value
    assert total[-1].value == result.points
    assert total[-1].text == number(total[-1].value or 0, language, 2)


@EVERY
def test_moves_are_those_of_the_plan_and_each_is_in_the_change_list(scenario: str, language: str):
    result, paper = solved(scenario), told(scenario, language)
    assert result.plan is not None
    facts, plan = result.problem.scenario, result.plan.evaluation.plan
    moved = [facts.unit_of[unit].name for unit in plan.moves_from(facts.today())]
    tables = {one.key: one for one in paper.tables()}
    assert [row[0].text for row in tables["moves"].rows] == moved if moved else "moves" not in tables
    changes = "; ".join(row[1].text for row in tables["risk"].rows) if "risk" in tables else ""
    assert all(name in changes for name in moved)


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_the_two_languages_say_the_same_in_other_words(scenario: str):
    norwegian, english = (told(scenario, language) for language in LANGUAGES)
    assert [section.key for section in norwegian.sections] == [section.key for section in english.sections]
    for one, other in zip(norwegian.tables(), english.tables(), strict=True):
        assert one.key == other.key
        assert one.caption != other.caption
        assert [[cell.value for cell in row] for row in one.rows] == [
            [cell.value for cell in row] for row in other.rows
        ]


@EVERY
def test_it_never_says_optimal_and_says_under_which_weights(scenario: str, language: str):
    words = texts(told(scenario, language)).lower()
    assert "optimal" not in words
    assert {"nb": "under disse vektene og kravene", "en": "under these weights and rules"}[language] in words


@EVERY
def test_it_can_be_traced(scenario: str, language: str):
    result, paper = solved(scenario), told(scenario, language)
    words = texts(paper)
    assert str(result.provenance.scenario_sha256) in words
    assert str(result.provenance.model_sha256) in words
    assert all(version in words for version in result.provenance.versions.values())
    for term in result.problem.terms:
        assert said_in(term.why, language) in words
    for stated in result.problem.scenario.requirements:
        assert said_in(stated.why, language) in words


@EVERY
def test_pictures_stand_alone(scenario: str, language: str):
    pictures = [block for block in told(scenario, language).blocks() if isinstance(block, Picture)]
    assert {picture.key for picture in pictures} >= {"bars", "chart"}
    for picture in pictures:
        assert picture.alt
        assert picture.caption in picture.svg
        assert "href" not in picture.svg
        assert picture.svg.count("://") == 1  # the name of SVG itself


def changed(key: str, value: Any) -> dict[str, Any]:
    stored = copy.deepcopy(document(solved("toy")))
    stored[key] = value
    return stored


def test_a_result_that_was_changed_is_refused():
    with pytest.raises(InputError) as refused:
        retold(changed("points", document(solved("toy"))["points"] + 1))
    assert refused.value.faults[0].code == "result_fails"


def test_a_result_without_its_inputs_is_refused():
    with pytest.raises(InputError) as refused:
        retold(changed("inputs", None))
    assert refused.value.faults[0].code == "result_without_inputs"


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_what_is_retold_is_what_was_stored(scenario: str):
    stored = document(solved(scenario))
    again = document(retold(stored))
    differs = {key for key in stored if stored[key] != again[key]}
    assert differs <= {"sha256", "inputs"}  # files are named by the reader of the scenario alone


def test_letters_of_areas_follow_one_order_in_every_picture():
    """An area has the same letter where units go to it, in the organisation chart and on the slide."""
    paper = told("kongsvinger-helse", "nb")
    chart = next(block for block in paper.blocks() if isinstance(block, Picture) and block.key == "chart")
    slide = next(slide for slide in paper.slides if slide.key == "areas").blocks[0]
    assert isinstance(slide, Boxes)
    order = list(solved("kongsvinger-helse").problem.scenario.area_names.values())
    names = [box.name for box in slide.boxes]
    assert names == [name for name in order if name in names]
    assert [one.split(":")[0] for one in chart.alt.split("; ") if one.split(":")[0] in names] == names


@pytest.mark.slow
def test_one_unit_that_moves_is_told_in_the_singular():
    sentences = [block.text for block in told("grong-flyktning", "nb").blocks() if isinstance(block, Sentence)]
    assert any(text.startswith("Én enhet flytter") for text in sentences)
