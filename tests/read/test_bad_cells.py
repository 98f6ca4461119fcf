"""Bad cells, headings and lines of the tables beside a scenario; each with line and column."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.read.files import PAIRS, TOP, UNITS, beside, changed, told

CELLS = [
    ("72 no headings", UNITS, "", "u.csv:1:1: the first line has no headings [csv_no_heading]"),
    ("73 twice", "name;today", "id;today", "u.csv:1:4: the heading id stands twice [csv_heading_twice]"),
    ("73 missing", "name;today", ";today", "u.csv:1:4: column 2 has no heading [csv_heading_missing]"),
    ("74 near", "name;", "nam;", "u.csv:1:4: unknown heading nam [csv_heading_unknown_near]"),
    ("74 nbsp", "name;", "na\u00a0me;", "u.csv:1:4: unknown heading na\ufffdme [csv_heading_unknown_near]"),
    ("74 other language", "name;", "navn;", "u.csv:1:4: unknown heading navn [csv_heading_unknown]"),
    (
        "74 no such measure",
        "fte.basis",
        "fte2.basis",
        "u.csv:1:30: unknown heading size.fte2.basis [csv_heading_unknown_near]",
    ),
    ("76 number as id", "bv;", "0301;", 'u.csv:3:1: "0301" is not an id [id_pattern]'),
    (
        "77 1E5",
        "bv;",
        "1E5;",
        "u.csv:3:1: 1E5 looks like an id that a spreadsheet turned into a number [csv_damaged_id]",
    ),
    (
        "77 1,2E+16",
        "bv;",
        "1,2E+16;",
        "u.csv:3:1: 1,2E+16 looks like an id that a spreadsheet turned into a number [csv_damaged_id]",
    ),
    ("77 long", "bv;", "12345678901234567;", 'u.csv:3:1: "12345678901234567" is not an id [id_pattern]'),
    ("78 date", "4.5", "01.02.2018", "u.csv:3:22: 01.02.2018 is not a number [csv_not_a_number]"),
    ("79 thousand or decimals", "1 234,5", "1,234", "u.csv:2:15: 1,234 can be read in two ways [csv_ambiguous_number]"),
    (
        "79 the same with a point",
        "1 234,5",
        "1.234",
        "u.csv:2:15: 1.234 can be read in two ways [csv_ambiguous_number]",
    ),
    ("79 both marks", "1 234,5", "1.234,5", "u.csv:2:15: 1.234,5 is not a number [csv_not_a_number]"),
    ("79 odd groups", "1 234,5", "12 34", "u.csv:2:15: 12 34 is not a number [csv_not_a_number]"),
    ("79 per cent", "4.5", "12,5 %", "u.csv:3:22: 12,5 % is not a number [csv_not_a_number]"),
    ("79 scientific", "4.5", "1E5", "u.csv:3:22: 1E5 is not a number [csv_not_a_number]"),
    ("70 error value", "4.5", "#N/A", "u.csv:3:22: #N/A is not a number [csv_not_a_number]"),
    ("81 sum", "bv;Barnevern;familie;4.5;stated;\n", "Sum;;;9;;\n", "u.csv:3:1: a row with the sum: Sum [csv_sum_row]"),
    (
        "81 total",
        "bv;Barnevern;familie;4.5;stated;\n",
        ";I alt;;9;;\n",
        "u.csv:3:2: a row with the sum: I alt [csv_sum_row]",
    ),
    ("83 short", "4.5;stated;", "4.5;stated", "u.csv:3:32: the line has 5 cells and the heading 6 [csv_ragged]"),
    ("83 long", "4.5;stated;", "4.5;stated;;x", "u.csv:3:34: the line has 7 cells and the heading 6 [csv_ragged]"),
    ("83 quote", "Barnevern", '"Barne"vern', "u.csv:3:4: a quotation mark is not closed on the same line [csv_quote]"),
    (
        "84 newline",
        "Barnevern",
        '"Barne\nvern"',
        "u.csv:3:4: a quotation mark is not closed on the same line [csv_quote]",
    ),
    ("negative", "4.5", "-4", "u.csv:3:22: -4 is below zero [negative]"),
    ("basis", "4.5;stated", "4.5;statd", 'u.csv:3:26: units.size.fte.basis is "statd" [not_one_of_near]'),
    ("no basis", "4.5;stated", "4.5;", "u.csv:3:1: basis is missing in [units.size.fte] [missing_key]"),
    ("35 name", "Barnevern", "Nav", "u.csv:3:4: the name “Nav” looks like “NAV” on line 2 [duplicate_name]"),
    (
        "37 nbsp",
        "Barnevern",
        "Barnevern\u00a0",
        'u.csv:3:4: spaces before or after the text "Barnevern\ufffd" [padded]',
    ),
    ("today", "familie", "familien", "u.csv:3:14: there is no area familien [unknown_area_near]"),
]


@pytest.mark.parametrize("case", CELLS, ids=lambda case: case[0])
def test_a_bad_cell(case: tuple[str, str, str, str], tmp_path: Path) -> None:
    _, old, new, expected = case
    beside(tmp_path, changed(UNITS, old, new), PAIRS if "bv;" in changed(UNITS, old, new) else PAIRS.split("\n")[0])
    assert told(TOP, tmp_path) == [expected]


def test_83_another_encoding_in_one_line(tmp_path: Path) -> None:
    beside(tmp_path, UNITS.encode() + "x;Bæ;;1;stated;\n".encode("latin-1"))
    assert told(TOP, tmp_path) == ["u.csv:4:4: the byte 0xE6 is not UTF-8 text [not_utf8]"]


def test_a_table_without_rows(tmp_path: Path) -> None:
    beside(tmp_path, UNITS.split("\n")[0])
    assert told(TOP, tmp_path) == ["f.toml:1:1: there are no units [no_units]"]


def test_101_102_too_many_rows_are_refused_by_counting(tmp_path: Path) -> None:
    beside(tmp_path, "id;name\n" + "a;b\n" * 1_000_000)
    assert told(TOP, tmp_path) == ["u.csv:20000:1: 1000002 lines [csv_too_many_rows]"]


PAIR_CELLS = [
    ("strength", "strong", "strnog", "s.csv:2:8: there is no strength strnog in [strengths] [unknown_strength_near]"),
    ("one", "nav|bv;", "nav;", "s.csv:2:1: a pair has two units [pair_needs_two]"),
    ("94 unit", "nav|bv;", "nav|bvv;", "s.csv:2:1: there is no unit bvv [unknown_unit_near]"),
    ("93 self", "nav|bv;", "nav|nav;", "s.csv:2:1: the unit nav is paired with itself [self_pair]"),
    (
        "95 both ways",
        "-2;users;annet",
        "-2;users;felles",
        "s.csv:3:1: bv and nav stand on line 2 already, with this criterion and reason [duplicate_synergy]",
    ),
    ("criterion", "-2;users", "-2;user", "s.csv:3:11: there is no criterion user [unknown_criterion_near]"),
]


@pytest.mark.parametrize("case", PAIR_CELLS, ids=lambda case: case[0])
def test_a_bad_pair(case: tuple[str, str, str, str], tmp_path: Path) -> None:
    _, old, new, expected = case
    beside(tmp_path, pairs=changed(PAIRS, old, new))
    assert told(TOP, tmp_path) == [expected]
