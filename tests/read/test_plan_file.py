"""Plans in files: results, TOML and JSON with areas, and what is wrong with the others."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from regroup.errors import InputError
from regroup.plan import Plan
from regroup.read.plan_file import read_plan
from tests.build import scenario

WHOLE = Plan({"a": "x", "b": "y", "c": "x"})
FACTS = scenario("abc", ["x", "y", "opplaering"], former=["old"])


def read(folder: Path, name: str, text: str) -> Plan:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read_plan(path, FACTS)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("result.json", json.dumps({"kind": "result", "plan": {"c": "x", "a": "x", "b": "y"}, "areas": [{"id": "x"}]})),
        ("areas.json", json.dumps({"areas": {"x": ["a", "c"], "y": ["b"], "opplaering": []}})),
        ("areas.toml", '[areas]\nx = ["a", "c"]\ny = ["b"]\n'),
    ],
)
def test_every_form_gives_the_same_plan(tmp_path: Path, name: str, text: str):
    found = read(tmp_path, name, text)
    assert found == WHOLE
    assert list(found) == ["a", "b", "c"]


def test_a_plan_may_leave_units_out_and_use_former_areas(tmp_path: Path):
    assert read(tmp_path, "some.toml", '[areas]\nold = ["b"]\n') == Plan({"b": "old"})


@pytest.mark.parametrize(
    ("name", "text", "codes"),
    [
        ("broken.json", "{", ["plan_file_not_json"]),
        ("deep.json", "[" * 100_000, ["plan_file_not_json"]),
        ("list.json", "[1, 2]", ["plan_file_empty"]),
        ("none.json", '{"kind": "result", "plan": null, "areas": []}', ["plan_file_empty"]),
        ("scenario.toml", "schema = 1\n", ["plan_file_empty"]),
        ("twice.toml", '[areas]\nx = ["a"]\ny = ["a"]\n', ["plan_file_twice"]),
        ("unit.toml", '[areas]\nx = ["ghost"]\n', ["unknown_unit"]),
        ("near.toml", '[areas]\noplaering = ["a"]\n', ["unknown_area_near"]),
        ("number.json", '{"areas": {"x": [1]}}', ["plan_file_unit"]),
        ("text.toml", '[areas]\nx = ["a"]\ny = "b"\n', ["plan_file_units"]),
        (
            "kinds.toml",
            "[areas]\nx = 2018-01-01\ny = [[1], {a = 1}, true]\n",
            ["plan_file_units", *["plan_file_unit"] * 3],
        ),
        ("areas.json", '{"plan": {"a": null, "b": ["x"], "c": 1e400}}', ["plan_file_area"] * 3),
        ("list.toml", '[[areas]]\nx = ["a"]\n', ["plan_file_empty"]),
        ("blank.toml", "\n", ["plan_file_empty"]),
        ("blank.json", "", ["json_empty"]),
        ("toml.toml", "[areas\n", ["unclosed_bracket"]),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, name: str, text: str, codes: list[str]):
    with pytest.raises(InputError) as caught:
        read(tmp_path, name, text)
    assert [fault.code for fault in caught.value.faults] == codes


def test_a_file_that_is_not_there(tmp_path: Path):
    with pytest.raises(InputError) as caught:
        read_plan(tmp_path / "none.json", FACTS)
    assert caught.value.faults[0].code.startswith("file_missing")


def test_places_are_told(tmp_path: Path):
    with pytest.raises(InputError) as caught:
        read(tmp_path, "p.toml", '[areas]\nx = ["a", "ghost"]\nopplering = [\n  "b",\n  "a",\n]\n')
    assert [(f.code, f.place.line, f.place.column) for f in caught.value.faults if f.place] == [
        ("unknown_unit", 2, 11),
        ("plan_file_twice", 5, 3),
        ("unknown_area_near", 3, 1),
    ]


@pytest.mark.parametrize("ending", ["toml", "json"])
def test_a_hostile_size_is_refused_in_little_time(tmp_path: Path, ending: str):
    units = ", ".join(f'"{"u" * 150}{number}"' for number in range(100_000))
    texts = {"toml": f"[areas]\nx = [{units}]\n", "json": f'{{"areas": {{"x": [{units}]}}}}'}
    began = time.process_time()
    with pytest.raises(InputError) as caught:
        read(tmp_path, f"huge.{ending}", texts[ending])
    assert len(caught.value.text()) < 1000
    assert time.process_time() - began < 20
    with pytest.raises(InputError) as caught:
        read(tmp_path, f"larger.{ending}", texts[ending] + " " * 20_000_000)
    assert [fault.code for fault in caught.value.faults] == ["file_too_large"]


def test_a_hundred_thousand_wrong_kinds_are_not_all_looked_at(tmp_path: Path):
    with pytest.raises(InputError) as caught:
        read(tmp_path, "numbers.json", json.dumps({"areas": {"x": [1] * 100_000}}))
    assert len(caught.value.faults) == 1000
