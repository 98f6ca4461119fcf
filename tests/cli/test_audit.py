"""``regroup audit``: what it prints in both languages, its object, and its exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from regroup.read import read_scenario
from tests.build import said
from tests.cli.run import inside
from tests.cli.small import APART, MODEL, TOGETHER, put, scenario

PROPOSAL = """
[[proposals]]
id = "p"
name = "Alt i Vest"
[proposals.areas]
x = ["a", "b", "c"]
"""


def test_toy_in_norwegian():
    done = inside("audit", "toy", "-q", "--lang", "nb")
    assert done.returncode == 0
    text = said(done.stdout)
    assert "Den beste planen under disse vektene og kravene har −5 poeng. Ingen plan har flere." in text
    assert "Alle 16 planer som holder kravene, er talt opp." in text
    assert "«Barna samlet»: 93,8 % av planene har færre poeng, ingen har flere." in text
    assert "Hver linje er bevist" in text
    assert "← beste plan, «Barna samlet»" in text


def test_toy_in_english():
    text = inside("audit", "toy", "alt_til_oppvekst", "-q", "--lang", "en").stdout
    assert "The best plan is 2 changes away." in text
    assert "No smaller change is enough." in text
    assert "Barna samlet" not in text
    assert "«" not in text.split("Among all plans")[0]


def test_changes_end_where_they_are_told_to():
    text = inside("audit", "toy", "alt_til_oppvekst", "-q", "--lang", "en", "--changes", "1").stdout
    assert "More than 1 changes were not looked into." in text


def test_the_object_is_written_and_printed(tmp_path: Path):
    out = tmp_path / "audit.json"
    done = inside("audit", "toy", "-q", "--json", "--out", out)
    assert json.loads(done.stdout) == json.loads(out.read_text(encoding="utf-8"))
    assert json.loads(done.stdout)["kind"] == "audit"


def test_an_unknown_proposal_is_wrong_input():
    done = inside("audit", "toy", "barna_samle", "--lang", "en")
    assert done.returncode == 2
    assert "did you mean barna_samlet?" in done.stderr


@pytest.mark.parametrize("form", ["areas.toml", "areas.json", "result.json"])
def test_a_plan_in_a_file_is_audited_like_the_proposal_it_is(tmp_path: Path, form: str):
    facts = read_scenario("toy")
    plan = facts.proposed(next(one for one in facts.proposals if one.id == "alt_til_oppvekst"))
    areas = {area: [*units] for area, units in plan.members().items()}
    toml = "[areas]\n" + "".join(f"{area} = {json.dumps(units)}\n" for area, units in areas.items())
    texts = {"areas.json": json.dumps({"areas": areas}), "result.json": json.dumps({"plan": {**plan}})}
    file = put(tmp_path, texts.get(form, toml), form)
    found = json.loads(inside("audit", "toy", "alt_til_oppvekst", file, "-q", "--json").stdout)["proposals"]
    assert [one["id"] for one in found] == ["alt_til_oppvekst", form.split(".")[0]]
    assert found[1] | {"id": "", "title": ""} == found[0] | {"id": "", "title": ""}
    text = inside("audit", "toy", file, "-q", "--lang", "nb").stdout
    assert form in text


def test_files_of_the_same_name_are_told_apart(tmp_path: Path):
    toml = put(tmp_path, '[areas]\noppvekst = ["barnevern"]\n', "barna_samlet.toml")
    found = json.loads(inside("audit", "toy", "barna_samlet", toml, "-q", "--json").stdout)["proposals"]
    assert [one["id"] for one in found] == ["barna_samlet", "barna_samlet-2"]


def test_every_wrong_name_is_told(tmp_path: Path):
    empty = put(tmp_path, "", "empty.toml")
    done = inside("audit", "toy", "barna_samle", empty, tmp_path / "none.json", "toda", "--lang", "en")
    assert done.returncode == 2
    for part in ("did you mean barna_samlet?", "empty.toml", "none.json", "did you mean today?"):
        assert part in done.stderr


def test_a_scenario_without_anything_to_audit(tmp_path: Path):
    done = inside("audit", put(tmp_path, scenario(model="synergy-first")), "--set", "terms.moves.weight=0")
    assert done.returncode == 2


def test_rules_that_conflict_answer_no(tmp_path: Path):
    case = put(tmp_path, scenario(APART, TOGETHER, PROPOSAL, model="own.toml"))
    put(tmp_path, MODEL, "own.toml")
    done = inside("audit", case, "--model", tmp_path / "own.toml", "-q", "--lang", "en")
    assert done.returncode == 1
    assert "No plan keeps all the rules." in done.stdout


@pytest.mark.parametrize("language", ["nb", "en"])
def test_a_broken_rule_is_told_and_the_audit_goes_on(tmp_path: Path, language: str):
    put(tmp_path, MODEL, "own.toml")
    case = put(tmp_path, scenario(APART, PROPOSAL))
    done = inside("audit", case, "--model", tmp_path / "own.toml", "-q", "--lang", language)
    assert done.returncode == 0
    assert {"nb": "Forslaget bryter", "en": "The proposal breaks"}[language] in done.stdout
    assert {"nb": "ingen vekter", "en": "no weights make it the best"}[language] in done.stdout
    assert {"nb": "én endring unna", "en": "one change away"}[language] in done.stdout
