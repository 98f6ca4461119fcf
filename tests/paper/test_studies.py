"""Documents of studies: every unit and figure is there, in either language; pictures stand alone; nothing is markup."""

from __future__ import annotations

import copy
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from regroup.document import document
from regroup.errors import InputError
from regroup.formats.html import html
from regroup.paper import List, Paper, Picture, Table, groups, paper_of_all
from regroup.read.result_file import read_told
from regroup.text import LANGUAGES
from regroup.write import as_json
from tests.paper.studied import CASES, KINDS, closed, told
from tests.paper.test_html import PAYLOADS, Read
from tests.paper.test_language import foreign, names, words
from tests.paper.test_paper import table
from tests.paper.told import solved

EVERY = pytest.mark.parametrize(("kind", "name", "language"), [(*case, lang) for case in CASES for lang in LANGUAGES])
PICTURED = {
    "audit": "auditstanding",
    "explain": "explainmap",
    "alternatives": "alternativesmatrix",
    "frontier": "frontiercurve",
}


@pytest.fixture(scope="module", autouse=True)
def _closed() -> Iterator[None]:
    with closed():
        yield


@cache
def paper(kind: str, name: str, language: str) -> Paper:
    return paper_of_all([told(kind, name, language)])


def pictures(made: Paper) -> list[Picture]:
    return [block for block in made.blocks() if isinstance(block, Picture)]


@EVERY
def test_the_page_is_whole_and_small(kind: str, name: str, language: str):
    made = paper(kind, name, language)
    content = html(made)
    read = Read(content.decode())
    assert read.open == []
    assert len(content) < 1_000_000
    assert len(read.ids) == len(set(read.ids))
    assert f'<html lang="{language}">' in content.decode()
    assert "optimal" not in read.text.casefold()
    keys = [block.key for block in made.blocks() if isinstance(block, Table | Picture)]
    assert len(keys) == len(set(keys))
    assert all(key.isalnum() for key in keys if "_" not in key)
    for one in made.tables():
        assert one.rows
        assert {len(row) for row in one.rows} == {len(one.columns)}


@EVERY
def test_pictures_are_well_formed_and_say_what_they_show(kind: str, name: str, language: str):
    shown = pictures(paper(kind, name, language))
    if kind in PICTURED:
        assert PICTURED[kind] in {picture.key for picture in shown}
    for picture in shown:
        assert picture.alt
        assert "href" not in picture.svg
        root = ET.fromstring(picture.svg)  # noqa: S314  our own
        width, height = (float(root.attrib[side]) for side in ("width", "height"))
        for node in root.iter():
            x, y = (float(node.attrib.get(axis, "0").rstrip("%")) for axis in ("x", "y"))
            assert -1 <= x <= width
            assert -1 <= y <= height


@pytest.mark.parametrize(("kind", "name"), CASES)
def test_the_two_languages_say_the_same_in_other_words(kind: str, name: str):
    norwegian, english = (paper(kind, name, language) for language in LANGUAGES)
    for one, other in zip(norwegian.tables(), english.tables(), strict=True):
        assert one.key == other.key
        assert [[cell.value for cell in row] for row in one.rows] == [[c.value for c in row] for row in other.rows]
    assert norwegian.title != english.title
    assert all(one.title != other.title for one, other in zip(norwegian.sections, english.sections, strict=True))


def test_prices_are_those_of_the_study():
    found, made = told("explain", "toy", "en"), table(paper("explain", "toy", "en"), "explainprices")
    priced = {(p["unit"], area): p for p in found["prices"] for area in p["areas"]}
    units, areas = list(dict.fromkeys(p["unit"] for p in found["prices"])), ["oppvekst", "helse"]
    for row, unit in zip(made.rows, units, strict=True):
        for cell, area in zip(row[1:], areas, strict=True):
            price = priced[unit, area]
            assert cell.value == (Fraction(price["most"]) if price["allowed"] else None)
            assert (cell.text == "not allowed") is not price["allowed"]


def test_the_curve_has_every_plan_and_every_structure():
    found, made = told("frontier", "toy", "en"), paper("frontier", "toy", "en")
    stops = [tuple(cell.value for cell in row[1:3]) for row in table(made, "frontierstops").rows]
    assert stops == [(Fraction(stop["x"]), Fraction(stop["y"])) for stop in found["points"]]
    names = [row[1].text for row in table(made, "frontierplaced").rows]
    assert names == [one["name"] for one in found["structures"]]
    assert all(name in pictures(made)[0].svg for name in names)


def test_the_audit_says_how_many_plans_are_better():
    found, made = told("audit", "toy", "en"), table(paper("audit", "toy", "en"), "auditsummary")
    for row, one in zip(made.rows, found["proposals"], strict=True):
        assert row[1].value == Fraction(one["points"])
        assert row[-1].value == Fraction(one["rank"]["above"], found["standing"]["plans"])


def test_what_is_settled_is_what_the_study_settled():
    found, made = told("alternatives", "toy", "en"), paper("alternatives", "toy", "en")
    assert len(table(made, "alternativesplans").rows) == len(found["plans"])
    rows = {row[0].text for row in table(made, "alternativesdeciding").rows}
    assert len(rows) == len(found["settled"]["deciding"]) > 0
    assert pictures(made)[0].svg.count("<title>") > len(found["settled"]["units"])


def test_numbers_are_told_apart_as_facts_and_values():
    found, made = told("robust", "toy", "en"), paper("robust", "toy", "en")
    turning = [entry for entry in found["numbers"] if entry["down"] or entry["up"]]
    rows = [row for key in ("facts", "values") for row in table(made, f"robustnumbers{key}").rows]
    assert sorted(row[1].value or 0 for row in rows) == sorted(Fraction(str(entry["value"])) for entry in turning)
    assert len(pictures(made)) == 2


def test_a_result_and_its_studies_become_one_document(tmp_path: Path):
    contents = [told(kind, "toy", "nb") for kind in KINDS] + [document(solved("toy"))]
    (group,) = groups(contents)
    assert group[0] == len(KINDS)  # the result gives it its name
    made = paper_of_all([contents[at] for at in group])
    keys = [section.key for section in made.sections]
    assert keys.index("assessment") < keys.index("comparechapter") < keys.index("consequences")
    assert keys.index("assessment") < keys.index("alternativeschapter") < keys.index("consequences")
    assert keys[keys.index("reservations") + 1] == "robustchapter"
    read = Read(html(made).decode())
    assert len(read.ids) == len(set(read.ids))


def test_scenarios_have_a_document_each():
    contents = [told("frontier", "toy", "nb"), told("frontier", "hamar", "nb"), told("audit", "toy", "nb")]
    assert groups(contents) == [(0, 2), (1,)]


def test_two_of_a_kind_stand_in_one_document():
    made = paper_of_all([told("frontier", "toy", "nb"), told("frontier", "toy", "nb")])
    assert [section.key for section in made.sections][:2] == ["frontierchapter", "frontier1chapter"]


def refused(*contents: dict[str, Any], language: str | None = None) -> str:
    with pytest.raises(InputError) as caught:
        [paper_of_all([contents[at] for at in group], language) for group in groups(contents)]
    return str(caught.value.faults[0].code)


def test_a_document_has_one_language():
    assert refused(told("audit", "toy", "nb"), told("frontier", "toy", "en")) == "told_language"
    assert refused(told("audit", "toy", "nb"), language="en") == "told_language"


def test_what_does_not_hold_together_is_refused():
    alien, crooked = copy.deepcopy(told("explain", "toy", "nb")), copy.deepcopy(told("alternatives", "toy", "nb"))
    alien["prices"][0]["unit"] = "nobody"
    crooked["settled"]["together"].pop()
    assert refused(alien) == refused(crooked) == "told_contradicts"
    assert refused(told("audit", "toy", "nb") | {"inputs": None}) == "told_without_inputs"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"kind": "sermon"}, "told_not_known"),
        ({"schema_version": 99}, "result_newer"),
        ({"points_scale": "much"}, "told_shape"),
        ({"language": "no"}, "told_shape"),
    ],
)
def test_files_that_are_no_studies_are_refused(tmp_path: Path, change: dict[str, Any], code: str):
    path = tmp_path / "study.json"
    path.write_text(json.dumps(told("frontier", "toy", "nb") | change), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_told(path)
    assert caught.value.faults[0].code == code


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_read_is_what_was_written(tmp_path: Path, kind: str):
    path = tmp_path / "study.json"
    path.write_text(as_json(told(kind, "hamar", "en")), encoding="utf-8")
    assert read_told(path) == told(kind, "hamar", "en")


def hostile(value: Any, payload: str, key: str = "") -> Any:
    """The payload after every text that people wrote; ids, kinds, hashes and exact fractions stay."""
    if isinstance(value, dict):
        return {name: hostile(below, payload, name) for name, below in value.items()}
    if isinstance(value, list):
        return [hostile(below, payload, key) for below in value]
    wrote = isinstance(value, str) and key in {"name", "title", "text", "why", "source", "about"}
    return f"{value} {payload}" if wrote and not re.fullmatch(r"[a-zæøå0-9_-]*", value) else value


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_file_says_is_shown_and_never_done(kind: str):
    content = told(kind, "toy", "nb")
    plain = Read(html(paper_of_all([hostile(content, "plain")])).decode())
    for payload in PAYLOADS:
        read = Read(html(paper_of_all([hostile(content, payload)])).decode())
        assert [tag for tag, _ in read.tags if tag not in {"text", "rect"}] == [
            tag for tag, _ in plain.tags if tag not in {"text", "rect"}
        ]
        assert payload in read.text


@pytest.mark.parametrize(("kind", "name"), CASES)
def test_it_says_under_which_weights(kind: str, name: str):
    assert "under disse vektene og kravene" in Read(html(paper(kind, name, "nb")).decode()).text


def test_studies_are_public_only_where_there_is_nothing_to_hide():
    facts = solved("toy").problem.scenario
    fewest = min(int(size.range[0]) for unit in facts.units for size in unit.size.values() if size.range[0])
    contents = [document(solved("toy"), "nb"), told("explain", "toy", "nb"), told("audit", "toy", "nb")]
    for given in (contents, contents[1:]):
        with pytest.raises(InputError) as caught:
            paper_of_all(given, None, fewest + 1)
        assert caught.value.faults[0].code == "public_studies"
    public = paper_of_all(contents, None, fewest)
    keys = {section.key for section in public.sections}
    assert {"explainchapter", "auditchapter", "consequences"} <= keys
    for made in (public, paper_of_all(contents[1:], None, fewest), paper_of_all(contents[:1], "nb", fewest)):
        assert not made.slides  # they and the lists print sizes of their own
        assert not made.lists


def test_few_people_in_the_texts_of_a_public_study_are_not_told():
    found = copy.deepcopy(told("explain", "toy", "nb"))
    for price in found["prices"]:
        for rule in (price["conflict"] or {}).get("rules", ()):
            rule["text"] = "Her er det bare 3 ansatte"
    assert "bare 3 ansatte" in html(paper_of_all([found])).decode()
    page = html(paper_of_all([found], None, 5)).decode()
    assert "3 ansatte" not in page
    assert "bare : ansatte" in page


@EVERY
def test_every_slide_of_a_study_says_a_finding(kind: str, name: str, language: str):
    made = paper(kind, name, language)
    first, *rest = made.slides
    tables = {table.caption for table in made.tables()}
    assert first.key == "short"
    told_first = [item for block in first.blocks if isinstance(block, List) for item in block.items]
    assert told_first == [slide.message for slide in rest]
    for slide in made.slides:
        assert len(slide.message) > 15
        assert not slide.message.endswith(":")
        assert slide.message not in tables
        assert slide.notes
    shown = {block.key for slide in rest for block in slide.blocks if isinstance(block, Picture)}
    assert shown == {picture.key for picture in pictures(made)}
    assert [slide.key for slide in rest] == [slide.key for slide in paper(kind, name, "nb").slides[1:]]


@EVERY
def test_findings_speak_one_language(kind: str, name: str, language: str):
    for slide in paper(kind, name, language).slides:
        text = slide.message
        for called in names(solved(name)):
            text = text.replace(called, " ")
        assert words(text) & foreign(language) == set(), text


def test_findings_are_those_of_the_study():
    found, made = told("audit", "toy", "en"), paper("audit", "toy", "en")
    nearest = min((one for one in found["proposals"]), key=lambda one: one["behind"])
    (message,) = (slide.message for slide in made.slides if slide.key == "auditsummary")
    assert nearest["title"] in message
    found, made = told("explain", "toy", "en"), paper("explain", "toy", "en")
    priced = [p["most"] for p in found["prices"] if p["allowed"] and not p["own"]]
    (message,) = (slide.message for slide in made.slides if slide.key == "explainmap")
    assert f"{min(priced)} points" in message
    found, made = told("frontier", "toy", "en"), paper("frontier", "toy", "en")
    beaten = sum(one["beaten_by"] is not None for one in found["structures"])
    (message,) = (slide.message for slide in made.slides if slide.key == "frontierplaced")
    assert message.startswith(f"{beaten} of {len(found['structures'])} ")


def test_slides_of_studies_stand_before_what_the_result_rests_on():
    contents = [document(solved("toy")), *(told(kind, "toy", "nb") for kind in ("audit", "frontier"))]
    keys = [slide.key for slide in paper_of_all(contents).slides]
    assert keys.index("moves") < keys.index("auditsummary") < keys.index("frontiercurve") < keys.index("terms")
    own = [slide.key for slide in paper_of_all(contents[:1]).slides]
    assert [key for key in keys if not key.startswith(("audit", "frontier"))] == own
