"""Tables beside a scenario: what is read from them, and every way they can be wrong, with line and column."""

from __future__ import annotations

import os
from fractions import Fraction
from pathlib import Path

import pytest

from regroup.errors import InputError
from regroup.read import read_scenario, source_hash, source_hashes
from tests.read.files import PAIRS, TOP, UNITS, beside, changed, told, write


@pytest.mark.parametrize(
    "units",
    [
        UNITS,
        "\ufeff" + UNITS,
        UNITS.replace("\n", "\r\n"),
        UNITS.replace(",", ".").replace(";", ","),
        UNITS.replace(";", "\t"),
        "sep=;\n" + UNITS,
        UNITS + "\n;;;;;\n\n",
        UNITS.replace("1 234,5", "1\u00a0234,5"),
        UNITS.replace("1 234,5", '"1234,50"'),
        UNITS.replace("Barnevern", '"Barnevern"'),
        UNITS.replace(";NAV;", "; NAV ;").replace("sosial|arbeid", "sosial | arbeid"),
    ],
    ids=["plain", "mark", "crlf", "comma", "tab", "sep", "blank rows", "nbsp", "quoted", "quoted name", "spaces"],
)
def test_the_same_units_however_they_are_written(units: str, tmp_path: Path) -> None:
    beside(tmp_path, units)
    scenario = read_scenario(write(tmp_path, TOP))
    nav, barnevern = scenario.units
    assert (nav.name, nav.today, nav.fields) == ("NAV", "helse", ("sosial", "arbeid"))
    assert (nav.size["fte"].value, barnevern.size["fte"].value) == (Fraction("1234.5"), Fraction("4.5"))
    assert barnevern.fields == ()
    assert [pair.strength for pair in scenario.synergies] == ["strong", -2]


def test_rows_come_after_those_of_the_file_and_know_their_places(tmp_path: Path) -> None:
    beside(tmp_path)
    own = '[[units]]\nid = "egen"\nname = "Egen"\nsize.fte = { value = 1, basis = "stated" }\n'
    scenario = read_scenario(write(tmp_path, TOP + own))
    assert [unit.id for unit in scenario.units] == ["egen", "nav", "bv"]
    places = [scenario.place("units", n, "size", "fte", "value") for n in range(3)]
    assert [str(place).rpartition("/")[2] for place in places] == ["f.toml:35:22", "u.csv:2:15", "u.csv:3:22"]
    assert str(scenario.place("synergies", 1, "between", 1)).endswith("s.csv:3:1")


def test_the_hash_covers_every_file(tmp_path: Path) -> None:
    beside(tmp_path)
    first = read_scenario(write(tmp_path, TOP))
    assert [name.rpartition("/")[2] for name in source_hashes(first)] == ["f.toml", "u.csv", "s.csv"]
    write(tmp_path, UNITS.replace("4.5", "4.6"), "u.csv")
    assert source_hash(read_scenario(tmp_path / "f.toml")) != source_hash(first)


NAMED = [
    ("/etc/passwd.csv", "the table /etc/passwd.csv does not stand below the scenario's folder [table_outside]"),
    ("../u.csv", "the table ../u.csv does not stand below the scenario's folder [table_outside]"),
    ("~/u.csv", "the table ~/u.csv does not stand below the scenario's folder [table_outside]"),
    ("file:/u.csv", "the table file:/u.csv does not stand below the scenario's folder [table_outside]"),
    ("C:u.csv", "the table C:u.csv does not stand below the scenario's folder [table_outside]"),
    ("x//u.csv", "the table x//u.csv does not stand below the scenario's folder [table_outside]"),
    ("", "the table  does not stand below the scenario's folder [table_outside]"),
    ("u.txt", "the table u.txt does not end in .csv [table_not_csv]"),
    ("uu.csv", "there is no file uu.csv [file_missing_near]"),
    ("link.csv", "the table link.csv is a link [table_is_link]"),
    ("linked/u.csv", "the table linked/u.csv is a link [table_is_link]"),
    ("folder.csv", "folder.csv is a folder, not a file [file_is_folder]"),
    ("pipe.csv", "pipe.csv is not an ordinary file [file_not_regular]"),
]


@pytest.mark.parametrize("case", NAMED, ids=lambda case: case[0])
def test_106_107_108_tables_stand_in_the_folder_of_the_scenario(case: tuple[str, str], tmp_path: Path) -> None:
    file, expected = case
    outside, folder = tmp_path / "outside", tmp_path / "folder"
    outside.mkdir()
    folder.mkdir()
    beside(outside)
    beside(folder)
    (folder / "link.csv").symlink_to(outside / "u.csv")
    (folder / "linked").symlink_to(outside)
    (folder / "folder.csv").mkdir()
    os.mkfifo(folder / "pipe.csv")
    assert told(changed(TOP, "u.csv", file), folder) == [f"f.toml:30:9: {expected}"]


def test_a_table_in_a_folder_below(tmp_path: Path) -> None:
    beside(tmp_path)
    (tmp_path / "more").mkdir()
    write(tmp_path / "more", UNITS, "u.csv")
    assert read_scenario(write(tmp_path, changed(TOP, "u.csv", "more/u.csv"))).units[0].id == "nav"


def test_bad_keys_of_tables(tmp_path: Path) -> None:
    beside(tmp_path)
    assert told(changed(TOP, "synergies =", "synergy ="), tmp_path)[0] == (
        "f.toml:31:1: unknown key synergy in [tables] [unknown_key_near]"
    )
    assert told(changed(TOP, '"u.csv"', "3"), tmp_path) == [
        "f.toml:30:9: tables.units is 3; a text is accepted here [not_text]"
    ]
    alone = TOP[: TOP.index("[tables]")].replace("schema = 1", "schema = 1\ntables = 3")
    assert told(alone, tmp_path) == ["f.toml:2:10: tables is 3; a table is accepted here [not_a_table]"]


def test_faults_of_all_files_come_together_the_scenario_first(tmp_path: Path) -> None:
    beside(tmp_path, changed(UNITS, "4.5", "x"), changed(PAIRS, "between", "betwen"))
    faults = told(changed(TOP, 'basis = "avtalte årsverk"\n', ""), tmp_path)
    assert [fault.partition(": ")[0] for fault in faults] == ["f.toml:6:1", "u.csv:3:22", "s.csv:1:1"]


def test_the_same_name_in_both_files(tmp_path: Path) -> None:
    beside(tmp_path)
    own = '[[units]]\nid = "egen"\nname = "nav"\nsize.fte = { value = 1, basis = "stated" }\n'
    with pytest.raises(InputError, match=r"the name “NAV” looks like “nav” on line .*f\.toml:34 "):
        read_scenario(write(tmp_path, TOP + own))
