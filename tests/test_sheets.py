"""Scenario workbooks: there and back without loss, no formulas, and faults with sheet and cell."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from regroup.errors import InputError
from regroup.intake.taking import take_in
from regroup.read import read_scenario, shipped_names
from regroup.read.bounded import Source
from regroup.read.toml import parse
from regroup.scenario import Scenario
from regroup.sheets.form import column_of, sheets_of
from regroup.sheets.plain import tables_of
from regroup.sheets.rows import Gathered, Row, rows_of
from regroup.sheets.toml_text import toml_text
from regroup.text import LANGUAGES
from regroup.workbook import workbook_of
from regroup.workbook.start import start_tables, start_text
from tests.workbooks import book

SHIPPED = shipped_names("scenarios")


def back(content: bytes, folder: Path) -> dict[str, Any]:
    path = folder / "a.xlsx"
    path.write_bytes(content)
    return take_in(path, "nb", start_tables(None, "nb")).tables


def tricky() -> dict[str, Any]:
    """A scenario with everything that a sheet could lose."""
    tables = tables_of(read_scenario("hamar"))
    units = tables["units"]
    units[0] |= {"name": '=HYPERLINK("x","y")', "fields": ["a;b", "skole"], "why": "+1 @a -b"}
    units[2] |= {"name": "1E5"}
    units[3] |= {"name": units[7]["id"]}  # a name that is another unit's id
    units[5]["size"] = {"fte": {"value": Decimal("123456789012.123456"), "basis": "computed", "why": "lang"}}
    units[6]["size"]["budget"] = {"value": Decimal("0.1"), "basis": "stated"}
    tables["measures"]["budget"] = {"unit": "mill. kr", "basis": "budsjett"}
    tables["date"] = date(1899, 12, 31)
    tables["areas"][0] |= {"target": Decimal("0.333333"), "may_be_empty": True}
    tables["synergies"][0]["strength"] = -7
    tables["proposals"][0]["areas"]["fjerde"] = []
    bounds = {"least": {"share": Decimal("0.125")}, "most": {"value": 10**11}}
    tables["requirements"] += [
        {"rule": "area_size", "why": "a", "source": "b", **bounds, "areas": ["helse", "oppvekst"]},
        {"rule": "unit_count", "why": "a", "source": "b", "least": 1, "most": 9},
        {"rule": "not_in", "why": "a", "source": "b", "units": ["nav"], "areas": ["helse", "fjerde"]},
        {"rule": "together", "why": "a", "source": "b", "units": ["nav", "boligkontor"]},
        {"rule": "in_use", "why": {"nb": "lov", "en": "law"}, "source": "c", "areas": ["oppvekst"]},
        {"rule": "in_use", "why": "a", "source": "b", "areas": ["helse"]},
    ]
    return tables


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_scenario_comes_back_whole(name: str, tmp_path: Path) -> None:
    scenario = read_scenario(name)
    language = LANGUAGES[SHIPPED.index(name) % 2]
    again = back(workbook_of(tables_of(scenario), language), tmp_path)
    assert Scenario.model_validate(again).model_dump() == scenario.model_dump()
    path = tmp_path / "a.toml"
    path.write_text(toml_text(again, "nb"), encoding="utf-8")
    assert read_scenario(path).model_dump() == scenario.model_dump()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_sheet_could_lose_comes_back(language: str, tmp_path: Path) -> None:
    tables = tricky()
    scenario = Scenario.model_validate(tables)
    assert Scenario.model_validate(back(workbook_of(tables, language), tmp_path)).model_dump() == scenario.model_dump()


@pytest.mark.parametrize("name", SHIPPED)
def test_rows_and_tables_are_the_same_facts(name: str) -> None:
    scenario = read_scenario(name)
    rows = {sheet: [Row(values) for values in found] for sheet, found in rows_of(tables_of(scenario)).items()}
    assert Scenario.model_validate(Gathered(rows).tables).model_dump() == scenario.model_dump()
    text = toml_text(tables_of(scenario), "en")
    assert Scenario.model_validate(parse(Source("a", text, ""))).model_dump() == scenario.model_dump()


def test_no_cell_holds_a_formula_or_a_link() -> None:
    with zipfile.ZipFile(io.BytesIO(workbook_of(tricky(), "nb"))) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
    assert len(sheets) == 14
    assert not [sheet for sheet in sheets if b"<f>" in sheet or b"<f " in sheet or b"<hyperlink" in sheet]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_heading_is_known_again(language: str) -> None:
    for sheet in sheets_of({"fte": {"low", "why"}, "a_1": ()}):
        headings = [column.heading(language) for column in sheet.columns]
        assert len(set(headings)) == len(headings)
        assert [column_of(sheet.key, heading) for heading in headings] == [
            column_of(sheet.key, column.key) or column for column in sheet.columns
        ]
    assert column_of("units", "Noe annet") is None


def form(**sheets: list[list[Any]]) -> bytes:
    """A workbook as a person may leave it: few sheets, no ids."""
    case = [["Saken"], [], ["Hva", "Verdi"], ["Navn", "Prøve"], ["Mål på størrelse", "fte"]]
    usual = {
        "Saken": case,
        "Områder": [["Navn", "Bare i dag"], ["Oppvekst"], ["Helse"], ["Velferd", "ja"]],
        "Mål": [["Id", "Telles i", "Hvordan det er talt"], ["fte", "årsverk", "avtalte"]],
        "Styrker": [["Id", "Ord i listen", "Tall"], ["strong", "sterk", 3]],
        "Kriterier": [["Id", "Bokmål"], ["users", "Samme brukere"]],
        "Enheter": [["Navn", "Område i dag", "Størrelse [fte]"], ["Skole", "Oppvekst", 30], ["NAV", "Velferd", "12,5"]],
    }
    return book({**usual, **sheets})


def test_a_workbook_without_ids_gets_them(tmp_path: Path) -> None:
    pairs = [["Enhet", "Og enhet", "Styrke", "Kriterium", "Hvorfor"], ["skole", "NAV", "Sterk", "samme brukere", "De"]]
    scenario = Scenario.model_validate(back(form(Synergier=pairs), tmp_path))
    assert [(unit.id, unit.today) for unit in scenario.units] == [("skole", "oppvekst"), ("nav", "velferd")]
    assert [area.id for area in scenario.former_areas] == ["velferd"]
    assert float(scenario.total("fte")) == 42.5
    assert scenario.synergies[0].between == ("skole", "nav")
    assert scenario.synergies[0].strength == "strong"


UNIT = ["Navn", "Område i dag", "Størrelse [fte]"]
PAIR = ["Enhet", "Og enhet", "Styrke", "Kriterium", "Hvorfor"]


@pytest.mark.parametrize(
    ("sheets", "code", "at"),
    [
        ({"Enheter": [UNIT, ["Skole", "Opvekst", 1]]}, "sheet_unknown_name_near", "Enheter!B2"),
        ({"Enheter": [UNIT, ["Skole", "Oppvekst", "mye"]]}, "sheet_not_a_number", "Enheter!C2"),
        ({"Enheter": [UNIT, ["Skole", "Oppvekst", -1]]}, "sheet_negative", "Enheter!C2"),
        ({"Enheter": [["Id", *UNIT], ["a", "A", None, 1], ["a", "B", None, 1]]}, "duplicate_id", "Enheter!A3"),
        ({"Enheter": [["Id", *UNIT], ["Stor Id", "A", None, 1]]}, "id_pattern", "Enheter!A2"),
        ({"Områder": [["Navn", "Åpent"], ["Oppvekst", "kanskje"], ["Velferd"]]}, "sheet_not_a_choice", "Områder!B2"),
        ({"Synergier": [PAIR, ["Skole", "Skole", 3, "users", "x"]]}, "self_pair", "Synergier!A2"),
        ({"Synergier": [PAIR, ["Skole", "NAV", 5000, "users", "x"]]}, "strength_too_large", "Synergier!C2"),
        ({"Synergier": [PAIR, ["Skole", "NAV", 3, "users"]]}, "missing_key", "Synergier!A2"),
        ({"Synergier": [PAIR, ["Skole", "NAV", 3, "helt annet", "x"]]}, "sheet_unknown_name", "Synergier!D2"),
    ],
)
def test_a_fault_in_a_workbook_is_told_with_its_cell(sheets: Any, code: str, at: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as error:
        back(form(**sheets), tmp_path)
    places = [(fault.code, str(fault.place).rpartition("› ")[2]) for fault in error.value.faults]
    assert (code, at) in places


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_workbook_and_a_new_file_can_be_opened(language: str) -> None:
    assert zipfile.ZipFile(io.BytesIO(workbook_of(start_tables("A", language), language))).testzip() is None
    text = start_text(start_tables("A", language), language)
    example = "\n".join(re.findall(r"^# ?(\[\[.*|\w[\w.]* += .*)$", text, flags=re.MULTILINE))
    scenario = Scenario.model_validate(parse(Source("a", f"{text}\n{example}", "")))
    assert len(scenario.units) == 2
    assert len(scenario.synergies) == 1


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "regroup", *words]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=120)


def test_the_two_commands(tmp_path: Path) -> None:
    made = run(tmp_path, "new", "--from", "toy", "--xlsx", "toy.xlsx", "--lang", "en")
    assert made.returncode == 0, made.stderr
    taken = run(tmp_path, "import", "toy.xlsx", "--out", "toy.toml", "--lang", "en")
    assert taken.returncode == 0, taken.stderr
    assert "6 units" in taken.stdout
    assert read_scenario(tmp_path / "toy.toml").model_dump() == read_scenario("toy").model_dump()
    again = run(tmp_path, "new", "--example", "--xlsx", "toy.xlsx")
    assert again.returncode == 2
    assert "output_exists" in again.stderr
    assert str(tmp_path) not in (tmp_path / "toy.toml").read_text(encoding="utf-8")


def test_without_the_packages_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = form()
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    monkeypatch.setattr("regroup.intake.grids.find_spec", lambda name: None)
    for act in (lambda: workbook_of(start_tables(None, "nb"), "nb"), lambda: back(content, tmp_path)):
        with pytest.raises(InputError) as error:
            act()
        assert [fault.code for fault in error.value.faults] == ["sheets_not_installed"]


def test_a_reason_stands_in_one_language_or_in_both_and_never_in_all_three_columns(tmp_path: Path) -> None:
    tables = tables_of(read_scenario("hamar"))
    plain = {column.key for column in sheets_of({}, in_both=False)[5].columns}
    assert "why" in plain
    assert not {"why.nb", "why.en"} & plain
    tables["requirements"][0]["why"] = {"en": "the law"}
    again = back(workbook_of(tables, "en"), tmp_path)
    assert again["requirements"][0]["why"] == {"en": "the law"}
    rows = {"requirements": [Row({"rule": "in_use", "why": "loven", "why.en": "the law"})]}
    assert Gathered(rows).tables["requirements"][0]["why"] == {"why": "loven", "en": "the law"}  # refused by its type
