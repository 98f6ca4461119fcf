"""Faults that campaigns found told badly or not at all, each once, as small as it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from regroup.errors import Fault, InputError
from regroup.intake.taking import take_in
from regroup.intake.understood import Understood
from regroup.read import read_model, read_scenario
from regroup.read.prescan import MOST_LINES
from regroup.read.result_file import read_result
from regroup.text import LANGUAGES
from regroup.workbook.book import workbook_of
from regroup.workbook.start import start_tables
from tests.cli.run import inside
from tests.fuzzing.packed import as_cells, opened
from tests.fuzzing.targets import by_name
from tests.hostility.workbooks import OLD, READ, REFUSED, SHEET, good, remade
from tests.read.files import MODEL, SCENARIO, changed, told, write

REMEDY = "xlsx"


def taken(content: bytes, folder: Path, name: str = "a.xlsx") -> Understood:
    path = folder / name
    path.write_bytes(content)
    return take_in(path, "nb", start_tables(None, "nb"))


def refused(content: bytes, folder: Path, name: str = "a.xlsx") -> InputError:
    with pytest.raises(InputError) as error:
        taken(content, folder, name)
    return error.value


@pytest.mark.parametrize("number", ["NaN", "1e999", "-inf"])
def test_a_number_that_is_none(number: str, tmp_path: Path) -> None:
    content = remade(good(), SHEET, lambda text: text.replace(b"<v>28</v>", f"<v>{number}</v>".encode()))
    (fault,) = refused(content, tmp_path).faults
    assert fault.code == "sheet_not_a_number"
    assert str(fault.place) == "a.xlsx › Enheter!B2"


def test_a_cell_with_nothing_but_the_word_after_a_number(tmp_path: Path) -> None:
    (fault,) = refused("Enhet;Årsverk\nNAV;ansatte\n".encode(), tmp_path, "a.csv").faults
    assert (fault.code, str(fault.place)) == ("sheet_not_a_number", "a.csv › B2")


def test_what_would_act_on_a_terminal_is_not_shown(tmp_path: Path) -> None:
    assert "\x1b" not in refused(b"\x1b[31m;x\n", tmp_path, "a.csv").text("nb")
    fault = Fault("file_empty", {"file": "a\x1b\u202e\u200bæ\u00a0"})
    assert fault.message("en") == "a\ufffd\ufffd\ufffdæ\u00a0 is empty [file_empty]"


def test_a_workbook_in_letters_that_nobody_knows(tmp_path: Path) -> None:
    for letters in (b"UTF9", b"utf-32", b"hex"):
        strange = b'<?xml version="1.0" encoding="' + letters + b'"?><workbook/>'
        refused(remade(good(), "xl/workbook.xml", lambda _, strange=strange: strange), tmp_path)


def test_the_name_of_a_sheet_does_not_act_on_a_terminal(tmp_path: Path) -> None:
    named = remade(good(), "xl/workbook.xml", lambda text: text.replace(b'"Enheter"', '"E\x7f\u202e"'.encode()))
    (tmp_path / "a.xlsx").write_bytes(named)
    done = inside("import", "a.xlsx", folder=tmp_path)
    assert done.returncode == 0
    assert not {"\x7f", "\u202e"} & set(done.stdout + done.stderr)


@pytest.mark.parametrize("ending", ["ods", "xlsx", "xls"])
def test_a_list_of_libreoffice_comes_in_whatever_it_is_called(ending: str, tmp_path: Path) -> None:
    found = taken(READ["ODS: a right list"](), tmp_path, f"a.{ending}")
    assert [unit["name"] for unit in found.tables["units"]] == ["Barnevern", "Helsestasjon", "NAV"]
    assert ("other_ending" in {remark.key for remark in found.remarks}) == (ending == "xls")


@pytest.mark.parametrize("name", ["a.xls", "a.ods", "a.xlsx", "a.xlsm"])
@pytest.mark.parametrize("content", [b"<html><table>", OLD + bytes(1500), REFUSED["58 cut in two"](), b"x" * 99])
def test_what_only_claims_to_be_a_spreadsheet_is_to_be_saved_as_xlsx(content: bytes, name: str, tmp_path: Path) -> None:
    error = refused(content, tmp_path, name)
    for language in LANGUAGES:
        assert REMEDY in error.faults[0].remedy(language)


def test_an_empty_result_is_called_empty(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"r\.json is empty \[json_empty\]"):
        read_result(write(tmp_path, " \n", "r.json"))


def test_a_misspelt_kind_of_rule_or_term(tmp_path: Path) -> None:
    text = changed(SCENARIO, 'rule = "apart"', 'rul = "apart"')
    assert told(text, tmp_path) == ["f.toml:70:1: unknown key rul in [[requirements]] [unknown_key_near]"]
    with pytest.raises(InputError, match=r":12:1: unknown key trem in \[\[terms\]\]"):
        read_model(write(tmp_path, changed(MODEL, 'term = "synergy"', 'trem = "synergy"'), "prove.toml"))


def test_a_misspelt_schema_is_not_told_as_missing(tmp_path: Path) -> None:
    text = changed(SCENARIO, "schema = 1", "shcema = 1")
    assert told(text, tmp_path) == [
        "f.toml:1:1: unknown key shcema in the part before the first table [unknown_key_near]"
    ]


def test_a_table_of_very_many_lines_is_refused_at_once(tmp_path: Path) -> None:
    text = "[a]\n" + "k = 1\n" * (MOST_LINES + 5)
    assert told(text, tmp_path) == [f"f.toml:1:1: the table has {MOST_LINES + 6} lines [table_too_long]"]


def test_bytes_that_are_no_letters_on_the_command_line() -> None:
    with pytest.raises(InputError, match="invisible_character"):
        read_model("balanced", ["why='\udce1'"])
    with pytest.raises(InputError, match="\ufffd"):
        read_model("balanced", ["\udce1=''"])


def test_a_refused_cell_is_told_once_and_not_as_missing_too(tmp_path: Path) -> None:
    tables = {"schema": 1, "name": "x", "measure": "fte", "measures": {"fte": {"unit": "å", "basis": "b"}}}
    assert workbook_of({**start_tables("x", "nb"), **tables}, "nb")
    rows: list[list[object]] = [["Enhet", "Og enhet", "Styrke", "Kriterium", "Hvorfor"], ["Nei", "NAV", 3, "x", "y"]]
    sheets: dict[str, list[list[object]]] = {
        "Saken": [["Navn", "Prøve"], ["Hovedmål", "fte"]],
        "Enheter": [["Id", "Navn"], ["nav", "NAV"]],
        "Synergier": rows,
    }
    with pytest.raises(InputError) as error:
        by_name("cells").run(as_cells(sheets), tmp_path)
    at_pair = [fault.code for fault in error.value.faults if "Synergier!" in str(fault.place)]
    assert at_pair == ["sheet_unknown_name", "sheet_unknown_name"]
    assert opened(as_cells(sheets)).grids


def test_faults_come_in_the_order_of_the_files(tmp_path: Path) -> None:
    from tests.read.files import TOP, UNITS, beside

    beside(tmp_path, UNITS.replace("bv;", "nav;"))
    codes = [line.rpartition("[")[2].rstrip("]") for line in told(TOP, tmp_path)]
    assert codes[0] == "duplicate_id"
    assert set(codes[1:]) == {"unknown_unit"} or set(codes[1:]) == {"unknown_unit_near"}
    assert read_scenario("toy").name


def test_a_large_exponent_with_letters_after_it(tmp_path: Path) -> None:
    assert told("a = 1e9070000000000000000h", tmp_path)[0].endswith("[exponent_too_long]")
