"""Facts that do not fit the other facts, and the number of the file's form.

Not here: a map of neighbours (97, 98), which no scenario has; what is right in itself and impossible
together (88, 90, 92), which a solve answers; weights (96), which stand in models.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from regroup.errors import InputError
from regroup.impossible import arithmetic_reasons
from regroup.problem import Problem
from regroup.read import read_model, read_scenario
from tests.read.files import SCENARIO, Case, changed, told, write

CASES: list[Case] = [
    ("unknown rule", 'rule = "apart"', 'rule = "apartt"', ["70:8: there is no rule apartt [unknown_rule_near]"]),
    ("no rule", 'rule = "apart"', 'kind = "apart"', ["69:1: rule is missing in [[requirements]] [no_tag]"]),
    (
        "89 min>max",
        'rule = "apart"\nunits = ["nav", "barnevern"]',
        'rule = "unit_count"\nleast = 3\nmost = 2',
        ["69:1: least is above most [least_above_most]"],
    ),
    (
        "91 unknown area",
        'rule = "apart"\nunits = ["nav", "barnevern"]',
        'rule = "fixed"\nunits = ["nav"]\narea = "helsa"',
        ["72:8: there is no area helsa [unknown_area_near]"],
    ),
    ("91 former area", 'area = "helse"', 'area = "familie"', ["65:8: familie is a former area [area_is_former]"]),
    (
        "93 self",
        'between = ["barnevern", "nav"]',
        'between = ["nav", "nav"]',
        ["57:1: the unit nav is paired with itself [self_pair]"],
    ),
    (
        "94 unknown unit",
        'between = ["barnevern", "nav"]',
        'between = ["barnevernet", "nav"]',
        ["58:12: there is no unit barnevernet [unknown_unit_near]"],
    ),
    (
        "95 both ways",
        "[[affinities]]",
        '[[synergies]]\nbetween = ["nav", "barnevern"]\nstrength = 1\ncriterion = "users"\nwhy = "felles"\n'
        "[[affinities]]",
        ["64:11: nav and barnevern stand on line 57 already, with this criterion and reason [duplicate_synergy]"],
    ),
    (
        "one of pair",
        'between = ["barnevern", "nav"]',
        'between = ["nav"]',
        ["58:11: a pair has two units [pair_needs_two]"],
    ),
    (
        "three of pair",
        'between = ["barnevern", "nav"]',
        'between = ["nav", "barnevern", "bosetting"]',
        ["58:11: a pair has two units [pair_needs_two]"],
    ),
    (
        "unknown today",
        'today = "familie"',
        'today = "familien"',
        ["36:9: there is no area familien [unknown_area_near]"],
    ),
    (
        "unknown whole",
        'part_of = "kontor"\nsize.fte = { value = 4',
        'part_of = "kontot"\nsize.fte = { value = 4',
        ["48:11: there is no whole kontot [unknown_whole_near]"],
    ),
    ("measure", 'measure = "fte"', 'measure = "ansatte"', ["4:11: there is no measure ansatte [unknown_measure]"]),
    (
        "criterion",
        'criterion = "users"',
        'criterion = "user"',
        ["60:13: there is no criterion user [unknown_criterion_near]"],
    ),
    (
        "no source",
        'source = "sak 1"\n',
        "",
        ["69:1: the requirement apart does not say where it comes from [requirement_without_source]"],
    ),
    ("proposal former", 'helse = ["nav"]', 'familie = ["nav"]', ["81:11: familie is a former area [area_is_former]"]),
    (
        "proposal twice",
        'helse = ["nav"]',
        'helse = ["nav", "barnevern"]',
        ["81:17: barnevern is named twice [named_twice]"],
    ),
    ("proposal unit", 'helse = ["nav"]', 'helse = ["naf"]', ["81:10: there is no unit naf [unknown_unit_near]"]),
    (
        "112 newer",
        "schema = 1",
        "schema = 2",
        ["1:10: schema is 2: the file is newer than this regroup, which reads up to 1 [schema_newer]"],
    ),
    ("112 text", "schema = 1", 'schema = "1.0"', ['1:10: schema is "1.0" [schema_not_whole]']),
    ("112 missing", "schema = 1\n", "", ["1:1: the number of the file's form is missing [schema_missing]"]),
    ("112 float", "schema = 1", "schema = 1.0", ["1:10: schema is 1.0 [schema_not_whole]"]),
    ("112 true", "schema = 1", "schema = true", ["1:10: schema is true [schema_not_whole]"]),
    ("112 zero", "schema = 1", "schema = 0", ["1:10: schema 0 has never existed [schema_unknown]"]),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_one_fault(case: Case, tmp_path: Path) -> None:
    _, old, new, expected = case
    assert told(changed(SCENARIO, old, new), tmp_path) == [f"f.toml:{line}" for line in expected]


def test_the_right_one_is_right(tmp_path: Path) -> None:
    scenario = read_scenario(write(tmp_path, SCENARIO))
    assert [unit.id for unit in scenario.units] == ["barnevern", "nav", "bosetting", "opplæring"]
    assert str(scenario.place("units", 1, "size", "fte", "likely")).endswith("f.toml:43:33")


def test_no_units_and_no_areas(tmp_path: Path) -> None:
    head = SCENARIO[: SCENARIO.index("[[areas]]")].removeprefix("schema = 1\n")
    expected = ["f.toml:2:9: there are no units [no_units]", "f.toml:3:9: there are no areas [no_areas]"]
    assert told("schema = 1\nunits = []\nareas = []\n" + head, tmp_path) == expected


def test_more_areas_than_units_is_for_arithmetic_to_say(tmp_path: Path) -> None:
    """Which areas must be used is a matter of rules, some of them the model's: the answer is no, not a fault."""
    areas = "".join(f'[[areas]]\nid = "a{n}"\nname = "A{n}"\n' for n in range(3))
    facts = read_scenario(write(tmp_path, SCENARIO + areas))
    (reason,) = arithmetic_reasons(Problem(facts, read_model("balanced")))
    assert "at least 5 areas must be in use, but there are only 4 units or groups" in reason.words["en"]


def test_too_many_areas(tmp_path: Path) -> None:
    areas = "".join(f'[[areas]]\nid = "a{n}"\nname = "A{n}"\nmay_be_empty = true\n' for n in range(199))
    assert told(SCENARIO + areas, tmp_path) == ["f.toml:874:1: 201 areas [too_many_areas_given]"]


def test_every_unit_alike_is_no_fault(tmp_path: Path) -> None:
    text = SCENARIO.replace("value = 28.0", "value = 4").replace("value = 5", "value = 4")
    assert read_scenario(write(tmp_path, text))


def test_all_sizes_zero_is_a_fault_only_where_a_total_is_asked_for(tmp_path: Path) -> None:
    text = SCENARIO.replace("value = 5", "value = 0")
    text = text.replace("value = 28.0", "value = 0").replace("value = 4", "value = 0")
    text = text.replace("low = 30, likely = 45, high = 60", "low = 0, likely = 0, high = 0")
    assert read_scenario(write(tmp_path, text)).total("fte") == 0
    text = changed(text, 'rule = "apart"\nunits = ["nav", "barnevern"]', 'rule = "area_size"\nleast = { share = 0.1 }')
    assert told(text, tmp_path) == ["f.toml:69:1: all sizes in fte are zero [total_is_zero]"]


def test_faults_come_in_the_order_of_the_file_and_at_most_twenty_are_shown(tmp_path: Path) -> None:
    units = "".join(f'[[units]]\nid = "u{n}"\nname = "U{n}"\nsise = 1\n' for n in range(25))
    faults = told(SCENARIO + units, tmp_path)
    assert len(faults) == 25
    lines = [int(fault.split(":")[1]) for fault in faults]
    assert lines == sorted(lines)
    with pytest.raises(InputError) as caught:
        read_scenario(tmp_path / "f.toml")
    assert caught.value.text("en").count("[unknown_key_near]") == 20
    assert caught.value.text("en").endswith("… and 5 more")
    assert caught.value.text("nb").endswith("… og 5 til")
