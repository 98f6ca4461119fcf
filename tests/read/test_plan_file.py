"""Plans in files: results, TOML and JSON with areas, and what is wrong with the others."""

from __future__ import annotations

import json
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
        ("number.json", '{"areas": {"x": [1]}}', ["unknown_unit"]),
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
