"""Lists as municipalities have them: each comes in with the right units and sizes, or says which cell is wrong."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from regroup.errors import InputError
from regroup.intake.form import is_form
from regroup.intake.grid import column_number, letters
from regroup.intake.grids import open_sheets
from regroup.intake.taking import take_in
from regroup.intake.understood import Understood
from regroup.read import read_scenario
from regroup.report.intake import print_understood
from regroup.report.page import console_on
from regroup.sheets.ids import unique_ids
from regroup.sheets.toml_text import toml_text
from regroup.text import LANGUAGES
from regroup.workbook.start import start_tables
from tests.workbook_cases import cases
from tests.workbooks import HEAD, ROWS, Case, book, one

CASES = cases()


def taken(case: Case, folder: Path) -> Understood:
    path = folder / (case.name if case.name.endswith(".csv") else f"{case.name}.xlsx")
    path.write_bytes(case.content)
    return take_in(path, "nb", start_tables(None, "nb"), case.columns, case.sheet)


def test_there_are_enough() -> None:
    assert len(CASES) >= 40
    assert len({case.name for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", [case for case in CASES if not case.fault], ids=lambda case: case.name)
def test_units_and_sizes_come_in(case: Case, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = taken(case, tmp_path)
    units = {unit["name"]: unit for unit in found.tables["units"]}
    assert found.tables["measure"] == case.measure
    for name, size in case.units.items():
        said = units[name].get("size", {}).get(case.measure)
        assert (None if said is None else float(said["value"])) == size
    extra = set(units) - set(case.units)
    assert extra <= {"Helsestasjon"}
    assert {unit: units[unit]["today"] for unit in case.today} == case.today
    assert set(case.remarks) <= {remark.key for remark in found.remarks}
    for language in LANGUAGES:
        print_understood(console_on(sys.stdout), found, language)
    assert str(len(found.tables["units"])) in capsys.readouterr().out


@pytest.mark.parametrize("case", [case for case in CASES if case.fault], ids=lambda case: case.name)
def test_what_is_wrong_is_told_with_its_cell(case: Case, tmp_path: Path) -> None:
    with pytest.raises(InputError) as error:
        taken(case, tmp_path)
    assert [fault.code for fault in error.value.faults] == [case.fault]
    place = error.value.faults[0].place
    assert str(place or "").endswith(case.at)
    for language in LANGUAGES:
        assert case.fault in error.value.text(language)


def test_a_list_with_areas_is_a_scenario(tmp_path: Path) -> None:
    rows = [["Enhet", "Område", "Årsverk"], *[[name, "Oppvekst", size] for name, size in ROWS]]
    found = taken(Case("a", one(*rows)), tmp_path)
    path = tmp_path / "a.toml"
    path.write_text(toml_text(found.tables, "nb", found.comments), encoding="utf-8")
    scenario = read_scenario(path)
    assert [unit.id for unit in scenario.units] == ["barnevern", "helsestasjon", "nav"]
    assert scenario.total("fte") == sum(float(size) for _, size in ROWS)
    assert scenario.units[1].size["fte"].source == "a.xlsx › Enheter!C3"
    assert str(tmp_path) not in path.read_text(encoding="utf-8")


def test_what_nobody_knows_stays_unknown_and_is_said(tmp_path: Path) -> None:
    found = taken(Case("a", one(HEAD, ROWS[0], ["NAV", None])), tmp_path)
    text = toml_text(found.tables, "nb", found.comments)
    assert "# ukjent: fte (a.xlsx › Enheter!B3 er tom)" in text
    assert "ukjent: listen sier ingen områder" in text
    assert found.totals["fte"][2] == 1


def test_ids_are_ascii_unique_and_stable() -> None:
    names = ["Oppvekst og læring", "Ærfugl på Øya", "2. avdeling", "NAV", "NAV", "!!!", "x" * 100]
    made = unique_ids(names, "enhet")
    assert made[:6] == ["oppvekst_og_laering", "aerfugl_pa_oya", "enhet_2_avdeling", "nav", "nav_2", "enhet"]
    assert made == unique_ids(names, "enhet")
    assert all(re.fullmatch(r"[a-z][a-z0-9_]{0,63}", found) for found in made)


@pytest.mark.parametrize(("column", "text"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (16383, "XFD")])
def test_columns_have_letters(column: int, text: str) -> None:
    assert (letters(column), column_number(text)) == (text, column)


def test_a_list_is_not_taken_for_a_scenario_workbook(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(book({"Enheter": [HEAD, *ROWS], "Områder": [["Navn"]]}))
    assert not is_form(open_sheets(path).grids)
