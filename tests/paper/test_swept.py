"""Documents of sweeps: every figure that of the store, in one language, bounded, and nothing in it is markup."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
from collections import Counter
from dataclasses import replace
from fractions import Fraction
from itertools import combinations
from pathlib import Path

import pytest
from pptx import Presentation

from regroup.formats.docx import docx
from regroup.formats.html import html
from regroup.formats.pptx import pptx
from regroup.formats.xlsx import xlsx
from regroup.paper.base import Paper, Picture, Table
from regroup.paper.swept import paper_of_sweep, swept
from regroup.paper.swept.runs import MOST_LISTED
from regroup.paper.swept.told import MOST_ROWS
from regroup.read import read_scenario
from regroup.sweep.base import Row, State
from regroup.sweep.chosen import of_store
from regroup.sweep.plan import read_sweep
from regroup.sweep.sources import sources_of
from regroup.sweep.spread import Spread, spreads
from regroup.sweep.stands import Stands, stands_of
from regroup.sweep.summary import summarised
from regroup.text import LANGUAGES
from tests.paper.sweeps import ABOUT, KINDS, MODELS, WEIGHTS, drawn, made, told, weighed
from tests.paper.test_html import Read
from tests.paper.test_language import foreign, said, words
from tests.paper.test_xlsx import HEAD, harmless, read
from tests.sweep.rows import UNITS, row, unanswered
from tests.sweep.test_table import stored

BOTH = pytest.mark.parametrize("kind", KINDS)
EVERY = pytest.mark.parametrize("language", LANGUAGES)


def table(paper: Paper, key: str) -> Table:
    return next(one for one in paper.tables() if one.key == key)


def pictures(paper: Paper) -> list[Picture]:
    return [block for block in paper.blocks() if isinstance(block, Picture)]


def stands(folder: Path, rows: list[Row]) -> Stands:
    with stored(folder / "s.sqlite", rows) as store:
        found = stands_of(summarised(of_store(store, None)))
    assert found is not None
    return found


def test_where_units_stand_by_brute_force(tmp_path: Path) -> None:
    rows, found = drawn(), stands(tmp_path, drawn())
    plans = [one.found["plan"] for one in rows if one.state is State.DONE]
    assert found.runs == len(plans)
    for unit in UNITS:
        counts = Counter(plan[unit] for plan in plans)
        assert dict(found.places[unit]) == counts
        assert found.places[unit][0][1] == max(counts.values())
        assert (unit in found.settled) == (len(counts) == 1)
    assert set(found.settled) | set(found.moving) == set(UNITS)
    for one, other in combinations(range(len(UNITS)), 2):
        together = sum(plan[found.units[one]] == plan[found.units[other]] for plan in plans)
        assert found.together[one][other] == found.together[other][one] == together / len(plans)


def test_units_without_an_area_are_with_nobody(tmp_path: Path) -> None:
    found = stands(tmp_path, [row(1, {"n": 1}, plan="xx--yy"), row(2, {"n": 2}, plan="xx--y-")])
    assert found.areas[-1] is None
    assert found.share("c", None) == 1
    at = [found.units.index(unit) for unit in "cd"]
    assert found.together[at[0]][at[1]] == 0


@pytest.mark.parametrize("count", [1, 2, 7, 20, 21, 99, 100])
def test_percentiles_are_of_the_nearest_rank(count: int) -> None:
    spread = Spread((), tuple(Fraction(at * at, 7) for at in range(1, count + 1)), 0)
    for per_cent in (5, 25, 50, 75, 95):
        found = spread.percentile(per_cent)
        within = [sum(one <= points for one in spread.points) * 100 >= per_cent * count for points in spread.points]
        assert found == spread.points[within.index(True)]
    assert sum(spread.steps()) == count


def test_spreads_part_what_cannot_be_compared(tmp_path: Path) -> None:
    rows = drawn()
    with stored(tmp_path / "s.sqlite", rows) as store:
        found = spreads(of_store(store, None).rows())
        assert spreads([]) == ()
    assert [spread.at for spread in found] == [(("model", model),) for model in MODELS]
    assert [spread.without for spread in found] == [1, 0]
    for spread, model in zip(found, MODELS, strict=True):
        mine = [one for one in rows if dict(one.at)["model"] == model and one.state is State.DONE]
        assert list(spread.points) == sorted(Fraction(one.found["points"], 100) for one in mine)


def test_what_it_rests_on_is_counted() -> None:
    open_one = row("o", {"n": 1}, provenance=ABOUT)
    open_one.found.update(status="good", gap=0.25)  # type: ignore[attr-defined]
    found = sources_of([*weighed(), open_one, unanswered("u", {}, State.FAILED, "x")])
    assert (found.proven, found.bounded, found.widest) == (12, 1, Fraction(1, 4))
    assert found.scenarios == (("a" * 64, 13),)
    assert dict(found.settings) == ABOUT["settings"]
    open_one.found.update(gap=None)  # type: ignore[attr-defined]
    assert sources_of([open_one]).widest is None


@BOTH
@EVERY
def test_the_page_is_whole_and_its_pictures_say_what_they_show(kind: str, language: str) -> None:
    paper = made(kind, language)
    page = Read(html(paper).decode())
    assert page.open == []
    assert len(page.ids) == len(set(page.ids))
    keys = {picture.key for picture in pictures(paper)}
    assert {"sweepmap", "places", "pairs"} <= keys
    assert ("draws0" in keys) == (kind == "drawn")
    for picture in pictures(paper):
        assert picture.alt
        assert "href" not in picture.svg
        root = ET.fromstring(picture.svg)  # noqa: S314  our own
        width, height = (float(root.attrib[side]) for side in ("width", "height"))
        for node in root.iter():
            x, y = (float(node.attrib.get(axis, "0").rstrip("%")) for axis in ("x", "y"))
            assert -1 <= x <= width
            assert -1 <= y <= height
    for one in paper.tables():
        assert one.rows
        assert {len(row) for row in one.rows} == {len(one.columns)}


def test_names_stand_for_ids_where_the_scenario_is_at_hand(tmp_path: Path) -> None:
    with stored(tmp_path / "s.sqlite", drawn()) as store:
        bare = of_store(store, None)
        named = replace(bare, units={unit: f"Enhet {unit}" for unit in UNITS}, areas={"x": "Område X"})
        paper = paper_of_sweep(swept(named, "nb"))
        without = paper_of_sweep(swept(bare, "nb"))
    for key in ("moving", "members"):
        names = {row[0].text for one in (*paper.tables(), *paper.lists) if one.key == key for row in one.rows}
        assert names
        assert all(name.startswith("Enhet ") for name in names)
    told_of = " ".join(cell.text for row in table(paper, "moving").rows for cell in row)
    assert "Område X" in told_of
    assert "Enhet " not in str(without)
    assert read_sweep("all-scenarios").names() == ({}, {})
    units, areas = read_sweep("hamar-weights").names()
    facts = read_scenario("hamar")
    assert list(units.values()) == [unit.name for unit in facts.units]
    assert areas == facts.area_names


def test_the_speaker_hears_names_and_whole_sentences(tmp_path: Path) -> None:
    with stored(tmp_path / "s.sqlite", weighed()) as store:
        names = {unit: f"Enhet {unit.upper()}" for unit in UNITS}
        areas = {area: f"Område {area.upper()}" for area in "xyz"}
        paper = paper_of_sweep(swept(replace(of_store(store, None), units=names, areas=areas), "nb"))
    (notes,) = [slide.notes for slide in paper.slides if slide.key == "map"]
    moves = [note for note in notes if "→" in note]
    assert moves
    for note in moves:
        assert re.search(r"Enhet [A-F]\s→\sOmråde [XYZ]", note)
        assert not re.search(r"\b[a-f]\s→|→\s[xyz]\b", note)
    assert all(note.split()[0] != note for note in notes)


def test_where_a_plan_is_best_counts_draws_and_lists_none() -> None:
    words = [row[4].text for row in table(made("drawn", "nb"), "plans").rows]
    assert any(re.search(r"i \d+ trekninger|i én trekning", one) for one in words)
    assert not any(re.search(r"Trekning|\d \d", one) for one in words)


@BOTH
@EVERY
def test_it_speaks_one_language(kind: str, language: str) -> None:
    paper, left = made(kind, language), set[str]()
    drawn_words = re.findall(r">([^<>]+)</text>", "".join(picture.svg for picture in pictures(paper)))
    messages = [words for slide in paper.slides for words in (slide.message, *slide.notes)]
    lists = [text for one in paper.lists for text in (one.caption, one.note, *(column.title for column in one.columns))]
    for text in (*said(paper), *drawn_words, *messages, *lists):
        for name in (*WEIGHTS, "regroup sweep table", *MODELS, "draw" if text == "draw" else "", "model"):
            text = text.replace(name, " ") if name and name != "model" else re.sub(r"^model$", " ", text)
        left |= words(text) & foreign(language)
    assert left == set()


@BOTH
def test_the_two_languages_say_the_same(kind: str) -> None:
    norwegian, english = (made(kind, language) for language in LANGUAGES)
    for one, other in zip(norwegian.sheets(), english.sheets(), strict=True):
        assert one.key == other.key
        assert [[cell.value for cell in row] for row in one.rows] == [[c.value for c in row] for row in other.rows]
    assert all(one.title != other.title for one, other in zip(norwegian.sections, english.sections, strict=True))
    assert [slide.key for slide in norwegian.slides] == [slide.key for slide in english.slides]


def test_runs_are_bounded_in_the_document_and_whole_in_the_workbook() -> None:
    rows = drawn()
    paper = made("drawn", "nb")
    assert len(table(paper, "runs").rows) == MOST_ROWS < len(rows) < MOST_LISTED
    assert f"{MOST_ROWS} av {len(rows)}" in table(paper, "runs").note
    content = xlsx(paper)
    harmless(content)
    sheets = dict(read(content))
    assert len(sheets) == 2 + len(paper.sheets())  # the first, and the drawings
    (runs,) = (lines for lines in sheets.values() if lines[0][0] == table(paper, "runs").caption)
    points = runs[HEAD].index("Poeng")
    wanted = [one.found["points"] / 100 if one.found else "–" for one in rows]
    assert [line[points] for line in runs[HEAD + 1 : HEAD + 1 + len(rows)]] == wanted


def test_every_slide_says_a_finding_and_every_picture_is_told_in_words() -> None:
    paper = made("drawn", "en")
    show = Presentation(io.BytesIO(pptx(paper)))
    titles = [page.shapes.title.text_frame.text for page in show.slides]
    assert titles[1:] == [slide.message for slide in paper.slides]
    assert "50 runs" in " ".join(titles) or "79 of 50 runs have a plan" in titles
    assert "4 of 6 units stand in the same area in every run that has a plan" in titles
    shown = [shape for page in show.slides for shape in page.shapes if shape.shape_type == 13]
    assert len(shown) == 4
    for shape in shown:
        assert len(shape._element.xpath(".//p:cNvPr/@descr")[0]) > 40
        assert shape.left >= 0
        assert shape.top + shape.height <= show.slide_height
        assert shape.left + shape.width <= show.slide_width


@EVERY
@pytest.mark.parametrize(
    "rows",
    [
        [unanswered(1, {"n": 1}, State.FAILED, "falt")],
        [row(1, {})],
        [row(1, {"n": 1}), row(2, {"n": 2}, found=row(2).found | {"plan": {"q": "x"}})],
        [row(1, {"n": "a"}, provenance={}), row(2, {"m": True}, provenance={})],
    ],
    ids=["no plan", "one run", "other units", "loose axes"],
)
def test_a_store_with_little_in_it_is_told_too(tmp_path: Path, rows: list[Row], language: str) -> None:
    paper = told(tmp_path, rows, language)
    assert Read(html(paper).decode()).open == []
    harmless(xlsx(paper))


def test_an_empty_store_is_told_too(tmp_path: Path) -> None:
    paper = told(tmp_path, [])
    assert paper.slides[0].message.startswith("0 ")
    assert pptx(paper)


@pytest.mark.parametrize(
    "payload", ["<script>alert(1)</script>", '"><img src=x>', "=HYPERLINK(1)", "]]>&\x1b[31m\u202e"]
)
def test_what_a_store_says_is_shown_and_never_done(tmp_path: Path, payload: str) -> None:
    found = {**row(1).found, "plan": {payload: payload, "b": "x"}, "status": payload}
    about = ABOUT | {"plan_by": payload, "versions": {payload: payload}, "scenario_sha256": payload}
    rows = [row(n, {payload: payload, "n": n}, found=found, provenance=about) for n in range(2)]
    rows.append(unanswered(9, {payload: "q", "n": 9}, State.FAILED, payload))
    paper = told(tmp_path, rows, "en", payload)
    page = Read(html(paper).decode())
    assert page.open == []
    assert not [
        tag for tag, given in page.tags if tag in ("script", "img") or any(key.startswith("on") for key in given)
    ]
    harmless(xlsx(paper))
    assert pptx(paper)
    assert docx(paper)
    assert "\x1b" not in html(paper).decode()
