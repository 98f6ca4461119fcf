"""The slides: one message each, every figure that of the document, nothing off the slide, nothing done."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from pptx import Presentation

from regroup.engines.process import Engines
from regroup.formats.plain import FORBIDDEN, clean
from regroup.formats.pptx import pptx
from regroup.formats.slide_fit import HEIGHT, MOST_PARTS, WIDTH, parts
from regroup.paper import paper_of
from regroup.paper.base import Boxes, Chart, Paper, Picture, Slide, Table
from regroup.params import Params
from regroup.problem import Problem
from regroup.read import read_model, read_scenario
from regroup.solve import solve
from tests.paper.hostile import PAYLOADS, hostile
from tests.paper.told import EVERY, LANGUAGES, SCENARIO, impossible, solved, told

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


@cache
def made(scenario: str, language: str) -> bytes:
    return pptx(told(scenario, language))


def pages(content: bytes) -> list[Any]:
    return list(Presentation(io.BytesIO(content)).slides)


def files(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Every part, and every part of the workbooks inside."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        for name in file.namelist():
            part = file.read(name)
            yield name, part
            if name.endswith(".xlsx"):
                yield from files(part)


def of(paper: Paper, kind: type) -> list[tuple[Slide, Any]]:
    return [(slide, block) for slide in paper.slides for block in slide.blocks if isinstance(block, kind)]


def shapes(content: bytes, name: str) -> list[Any]:
    return [shape for page in pages(content) for shape in page.shapes if getattr(shape, f"has_{name}", False)]


@EVERY
def test_each_slide_says_its_message_and_few_are_enough(scenario: str, language: str):
    paper, (first, *rest) = told(scenario, language), pages(made(scenario, language))
    assert first.shapes.title.text_frame.text == paper.title
    titles = [re.sub(r" \(\d (av|of) \d\)$", "", page.shapes.title.text_frame.text) for page in rest]
    assert list(dict.fromkeys(titles)) == [slide.message for slide in paper.slides]
    assert len(rest) <= 20
    for page in rest:
        assert len(page.shapes.title.text_frame.text) <= 180
        assert page.notes_slide.notes_text_frame.text


@EVERY
def test_tables_say_what_the_document_says(scenario: str, language: str):
    paper = told(scenario, language)
    shown = [part.table for _, table in of(paper, Table) for part in parts(table)]
    for frame, table in zip(shapes(made(scenario, language), "table"), shown, strict=True):
        rows = [[cell.text_frame.text for cell in row.cells] for row in frame.table.rows]
        assert rows[0] == [column.title for column in table.columns]
        assert rows[1:] == [[cell.text for cell in row] for row in table.rows]
    for _, table in of(paper, Table):
        split = parts(table)
        assert sum(len(part.table.rows) for part in split) + split[-1].left == len(table.rows)


@EVERY
def test_charts_can_be_changed_and_hold_the_figures(scenario: str, language: str):
    charts = [chart for _, chart in of(told(scenario, language), Chart)]
    for frame, chart in zip(shapes(made(scenario, language), "chart"), charts, strict=True):
        bars, *lines = frame.chart.plots
        assert list(bars.categories) == list(chart.categories)
        for drawn, series in zip(bars.series, chart.series, strict=True):
            wanted = [float(value or 0) for value in series.values]
            assert drawn.name == series.name
            assert [value or 0 for value in drawn.values] == pytest.approx(wanted, abs=0.5 * 10**-chart.decimals)
        drawn_limits = {line.name: line.values for plot in lines for line in plot.series}
        assert list(drawn_limits) == [name for name, _ in chart.limits]
        for name, at in chart.limits:
            assert drawn_limits[name] == pytest.approx([float(at)] * len(chart.categories), abs=0.051)
        assert frame.chart.part.chart_workbook.xlsx_part is not None


@EVERY
def test_drawings_are_those_of_the_document(scenario: str, language: str):
    paper = told(scenario, language)
    shown = [shape for page in pages(made(scenario, language)) for shape in page.shapes if shape.shape_type == 13]
    drawn = of(paper, Picture)
    assert [shape.name for shape in shown] == [picture.key for _, picture in drawn]
    keys = {slide.key for slide, _ in drawn}
    assert ({"matrix", "network"} <= keys) == bool(solved(scenario).problem.scenario.synergies)
    assert ("flow" in keys) == ("moves" in {slide.key for slide in paper.slides})
    for shape, (_, picture) in zip(shown, drawn, strict=True):
        assert shape._element.xpath(".//p:cNvPr/@descr")[0].startswith(picture.caption[:60])


@EVERY
def test_nothing_is_off_the_slide_and_everything_is_told_in_words(scenario: str, language: str):
    show = Presentation(io.BytesIO(made(scenario, language)))
    for page in show.slides:
        for shape in page.shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= show.slide_width
            assert shape.top + shape.height <= show.slide_height
            if shape.has_chart or getattr(shape, "has_table", False) or shape.shape_type == 13:
                assert shape._element.xpath(".//p:cNvPr/@descr")[0]
        assert set(page.element.xpath(".//a:r/a:rPr/@lang")) == {{"nb": "nb-NO", "en": "en-GB"}[language]}
        assert not page.element.xpath(".//a:pPr/a:defRPr")  # PowerPoint does not read it
        assert all(int(size) >= 1000 for size in page.element.xpath(".//a:rPr/@sz"))


@SCENARIO
def test_every_unit_of_the_plan_is_in_its_box(scenario: str):
    result = solved(scenario)
    assert result.plan is not None
    facts, plan = result.problem.scenario, result.plan.evaluation.plan
    words = [
        shape.text_frame.text.split("\n")
        for page in pages(made(scenario, "nb"))
        for shape in page.shapes
        if shape.has_text_frame and re.match(r"[A-Z]+  ", shape.text_frame.text)
    ]
    for area, members in plan.members().items():
        (box,) = (lines for lines in words if lines[0].endswith(f"  {facts.area_names[area]}"))
        assert {facts.unit_of[unit].name for unit in members} <= set(box)


@EVERY
def test_messages_are_those_of_the_result(scenario: str, language: str):
    result, slides = solved(scenario), {slide.key: slide.message for slide in told(scenario, language).slides}
    assert result.plan is not None
    moved = result.plan.evaluation.plan.moves_from(result.problem.scenario.today())
    assert ("moves" in slides) == bool(moved)
    if len(moved) > 1:
        assert slides["moves"].startswith(str(len(moved)))
    if any(area.too_small and area.measured for area in result.plan.areas):
        words = {"nb": ("for lite", "for små"), "en": ("too small",)}[language]
        assert any(word in slides["band"] for word in words)
    assert "optimal" not in " ".join(slides.values()).casefold()


@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_what_a_file_says_is_shown_and_never_done(payload: str):
    content = pptx(hostile(payload))
    assert len(pages(content)) >= 5
    for name, part in files(content):
        if name.endswith((".xml", ".rels")):
            root = etree.fromstring(part)
            assert not [element for element in root.iter() if element.tag.endswith(("}hlinkClick", "}script"))]
            if "sheet" in name:
                assert not [element for element in root.iter() if element.tag.endswith("}f")]
            assert not FORBIDDEN.search(part.decode().replace("\r\n", "\n"))
        assert b'TargetMode="External"' not in part
    first = shapes(content, "table")[0].table.cell(1, 0).text_frame.text
    assert clean(payload)[:20].replace("\n", " ") == first[:20].replace("\n", " ")


@SCENARIO
def test_parts_of_a_table_stand_within_the_slide(scenario: str):
    for _, table in of(told(scenario, "nb"), Table):
        found = parts(table)
        assert 1 <= len(found) <= MOST_PARTS
        for part in found:
            assert sum(part.widths) == pytest.approx(WIDTH)
            assert sum(part.heights) <= HEIGHT or len(part.table.rows) == 1


@SCENARIO
def test_boxes_stand_in_even_rows_and_labels_do_not_slope(scenario: str):
    paper = told(scenario, "nb")
    names = [box.name for _, block in of(paper, Boxes) for box in block.boxes]
    shown = [shape for page in pages(made(scenario, "nb")) for shape in page.shapes if shape.name in names]
    rows = Counter(shape.top for shape in shown)
    assert sum(rows.values()) == len(names)
    assert max(rows.values()) - min(rows.values()) <= 1
    for frame in shapes(made(scenario, "nb"), "chart"):
        words = frame.chart.category_axis._element.find(f"{C}txPr")[0]
        assert words.get("rot") == "0"


def test_it_tells_nobody_who_made_it_and_is_the_same_each_time():
    content = made("toy", "nb")
    assert content == pptx(told("toy", "nb"))
    show = Presentation(io.BytesIO(content))
    about = show.core_properties
    assert (about.author, about.last_modified_by, about.title) == ("", "", told("toy", "nb").title)
    assert (show.slide_width, show.slide_height) == (12191695, 6858000)
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        assert not [name for name in file.namelist() if "thumbnail" in name or "printer" in name or "app.xml" in name]


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_no_plan_keeps_the_rules_the_slides_say_which_do_not_go_together(language: str):
    paper = impossible(language)
    keys = [slide.key for slide in paper.slides]
    assert keys[:3] == ["short", "against0", "structures"]
    assert not {"areas", "moves", "cut"} & set(keys)
    assert paper.slides[1].message.endswith({"nb": "2 kravene kan ikke holdes sammen", "en": "together"}[language])
    titles = [page.shapes.title.text_frame.text for page in pages(pptx(paper))]
    assert titles[1:] == [slide.message for slide in paper.slides]
    assert {table.key for _, table in of(paper, Table)} >= {"conflict0", "structures"}


def test_a_case_where_nobody_said_what_is_today_is_told_without_it(tmp_path: Path):
    shipped = (Path(__file__).parents[2] / "scenarios" / "toy.toml").read_text(encoding="utf-8")
    bare = tmp_path / "bare.toml"
    bare.write_text(re.sub(r"^(today|rest) +=.*$", "", shipped, flags=re.MULTILINE), encoding="utf-8")
    facts = read_scenario(bare)
    assert not facts.today()
    model = read_model("balanced", ['terms=[{term="areas_used",weight=1,why="w"}]'])
    with Engines() as engines:
        paper = paper_of(solve(Problem(facts, model), Params(), engines=engines), "nb")
    keys = [slide.key for slide in paper.slides]
    assert "moves" not in keys
    assert paper.slides[1].message.startswith("Planen har")
    assert len(pages(pptx(paper))) == len(keys) + 1
