"""Bad TOML, bad keys and bad values: one thing wrong in each, and exactly what is said of it, where."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.read.files import SCENARIO, Case, changed, told

CASES: list[Case] = [
    (
        "07 unterminated text",
        'name = "NAV"',
        'name = "NAV',
        ['42:8: a text begins with " and never ends [unclosed_text]'],
    ),
    (
        "07 unterminated array",
        'fields = ["barn", "unge"]',
        'fields = ["barn", "unge"',
        ["38:10: [ is opened and never closed [unclosed_bracket]"],
    ),
    (
        "08 duplicate key",
        'name = "NAV"',
        'name = "NAV"\nname = "Nav"',
        ["43:1: the key units.name stands twice; first on line 42 [duplicate_key]"],
    ),
    (
        "09 table redefined as value",
        '[[units]]\nid = "nav"',
        '[measures]\nfte = 1\n[[units]]\nid = "nav"',
        ["41:1: measures.fte is made a second time; first on line 6 [table_redefined]"],
    ),
    (
        "09 value redefined as table",
        "[strengths]",
        "[name]\n[strengths]",
        ["10:1: name is made a second time; first on line 2 [table_redefined]"],
    ),
    ("16 1e400", "value = 28.0", "value = 1e400", ["37:22: 1E+400 is too large [number_too_large]"]),
    (
        "16 huge exponent",
        "value = 28.0",
        "value = 1e99999999999999999999",
        ["37:22: a number with so large an exponent is none that can be counted with [exponent_too_long]"],
    ),
    ("17 nan", "value = 28.0", "value = nan", ["37:22: NaN is not a number to count with [not_finite]"]),
    ("17 -nan", "value = 28.0", "value = -nan", ["37:22: -NaN is not a number to count with [not_finite]"]),
    ("17 inf", "value = 28.0", "value = inf", ["37:22: Infinity is not a number to count with [not_finite]"]),
    ("18 -0.0", "value = 28.0", "value = -0.0", ["37:22: -0.0 is a zero with a sign [negative_zero]"]),
    ("18 -1", "value = 28.0", "value = -1", ["37:22: -1 is below zero [negative]"]),
    (
        "19 2^53+1",
        "value = 28.0",
        "value = 9007199254740993",
        ["37:22: 9007199254740993 is too large [number_too_large]"],
    ),
    ("19 2^62", "value = 28.0", "value = 4611686018427387904", ["37:22: a number of 19 digits [number_too_long]"]),
    ("19 2^63", "value = 28.0", "value = 9223372036854775808", ["37:22: a number of 19 digits [number_too_long]"]),
    (
        "19 10^30",
        "value = 28.0",
        "value = 1000000000000000000000000000000",
        ["37:22: a number of 31 digits [number_too_long]"],
    ),
    ("19 decimals", "value = 28.0", "value = 0.1234567", ["37:22: 0.1234567 has too many decimals [number_too_fine]"]),
    (
        "20 date",
        "value = 28.0",
        "value = 2018-11-01",
        ["37:22: units.size.fte.value is 2018-11-01; a number is accepted here [not_a_number]"],
    ),
    (
        "21 text",
        "value = 28.0",
        'value = "12"',
        ['37:22: units.size.fte.value is the text "12"; a number is accepted here [number_in_quotes]'],
    ),
    (
        "22 true",
        "value = 28.0",
        "value = true",
        ["37:22: units.size.fte.value is true; a number is accepted here [not_a_number]"],
    ),
    (
        "23 whole with point",
        "strong = 3",
        "strong = 3.0",
        ["11:10: strengths.strong is 3.0; a whole number is accepted here [not_a_whole_number]"],
    ),
    (
        "24 comma text",
        "value = 28.0",
        'value = "12,5"',
        ['37:22: "12,5" is written with a decimal comma [decimal_comma]'],
    ),
    ("24 comma bare", "value = 28.0", "value = 12,5", ["37:22: 12,5 is written with a decimal comma [decimal_comma]"]),
    (
        "25 edit away",
        'criterion = "users"',
        'criterium = "users"',
        ["60:1: unknown key criterium in [[synergies]] [unknown_key_near]"],
    ),
    (
        "26 wrong table",
        'today = "familie"',
        'today = "familie"\nbetween = ["a", "b"]',
        ["37:1: between does not belong in [[units]] [key_in_wrong_table]"],
    ),
    (
        "26 measure outside",
        'name = "NAV"',
        'name = "NAV"\nfte = 3',
        ["43:1: the size fte stands directly in [[units]] [size_outside_size]"],
    ),
    ("27 case", 'name = "NAV"', 'Name = "NAV"', ["42:1: unknown key Name in [[units]] [key_case]"]),
    ("28 empty key", 'name = "NAV"', 'name = "NAV"\n"" = 1', ["43:1: an empty key in [[units]] [empty_key]"]),
    (
        "29 class",
        'name = "NAV"',
        'name = "NAV"\n__class__ = 1',
        ["43:1: unknown key __class__ in [[units]] [unknown_key]"],
    ),
    (
        "29 proto",
        'name = "NAV"',
        'name = "NAV"\n__proto__ = 1',
        ["43:1: unknown key __proto__ in [[units]] [unknown_key]"],
    ),
    (
        "29 constructor",
        'name = "NAV"',
        'name = "NAV"\nconstructor = 1',
        ["43:1: unknown key constructor in [[units]] [unknown_key]"],
    ),
    (
        "type array for text",
        'name = "NAV"',
        'name = ["NAV"]',
        ["42:8: units.name is [ … ]; a text is accepted here [not_text]"],
    ),
    (
        "type number for text",
        'name = "NAV"',
        "name = 12",
        ["42:8: units.name is 12; a text is accepted here [not_text]"],
    ),
    (
        "type text for list",
        'fields = ["barn", "unge"]',
        'fields = "barn"',
        ['38:10: units.fields is "barn"; a list is accepted here [not_a_list]'],
    ),
    (
        "type text for bool",
        'id = "helse"\n',
        'id = "helse"\nopen = "ja"\n',
        ['23:8: areas.open is "ja"; true or false is accepted here [not_true_or_false]'],
    ),
    (
        "type number for table",
        'size.fte = { value = 4, basis = "stated" }',
        "size.fte = 4",
        ["49:12: units.size.fte is 4 alone; a size says where it comes from [size_without_basis]"],
    ),
    (
        "type text for date",
        "date = 2018-11-01",
        'date = "2018-11-01"',
        ['78:8: proposals.date is "2018-11-01"; a date is accepted here [not_a_date]'],
    ),
    (
        "type one bracket",
        "[[affinities]]",
        "[affinities]",
        ["63:1: affinities is one table, and a list of tables is wanted [one_bracket]"],
    ),
    (
        "not one of",
        'value = 4, basis = "stated"',
        'value = 4, basis = "stted"',
        ['49:33: units.size.fte.basis is "stted" [not_one_of_near]'],
    ),
    ("missing key", 'basis = "avtalte årsverk"\n', "", ["6:1: basis is missing in [measures.fte] [missing_key]"]),
    ("strength date", "strength = -5", "strength = 2018-01-01", ["66:12: the strength is 2018-01-01 [not_a_strength]"]),
    ("strength large", "strength = -5", "strength = -5000", ["66:12: the strength is -5000 [strength_too_large]"]),
    (
        "strength word",
        'strength = "strong"',
        'strength = "strnog"',
        ["59:12: there is no strength strnog in [strengths] [unknown_strength_near]"],
    ),
    ("scale large", "strong = 3", "strong = 3000", ["11:10: strengths.strong is 3000 [above_most]"]),
    (
        "value and range",
        "value = 28.0",
        "value = 28.0, low = 3",
        ["37:12: a size has either a value, or all of low, likely and high [value_or_range]"],
    ),
    (
        "range order",
        "low = 30, likely = 45",
        "low = 50, likely = 45",
        ["43:12: the range is not in order [range_order]"],
    ),
    (
        "assumed value",
        'value = 5, basis = "stated"',
        'value = 5, basis = "assumed"',
        ["55:12: an assumed size has a range and says why [assumed_needs_range]"],
    ),
    ("share", 'id = "helse"\n', 'id = "helse"\ntarget = 10\n', ["23:10: 10 is not a share [not_a_share]"]),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_one_fault(case: Case, tmp_path: Path) -> None:
    _, old, new, expected = case
    assert told(changed(SCENARIO, old, new), tmp_path) == [f"f.toml:{line}" for line in expected]
