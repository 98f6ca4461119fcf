"""Bad names and ids, and strange ones that are harmless."""

from __future__ import annotations

from pathlib import Path

import pytest

from regroup.read import read_scenario
from tests.read.files import SCENARIO, Case, changed, told, write

CASES: list[Case] = [
    ("id pattern", 'id = "nav"', 'id = "NAV Hamar"', ['41:6: "NAV Hamar" is not an id [id_pattern]']),
    (
        "34 dup id",
        'id = "nav"',
        'id = "barnevern"',
        [
            "41:6: the id barnevern stands twice; first on line 34 [duplicate_id]",
            "58:25: there is no unit nav [unknown_unit]",
            "64:8: there is no unit nav [unknown_unit]",
            "71:10: there is no unit nav [unknown_unit]",
            "81:10: there is no unit nav [unknown_unit]",
        ],
    ),
    (
        "35 nfkc",
        'name = "NAV"',
        'name = "Ｂarnevern"',
        ["42:8: the name “Ｂarnevern” looks like “Barnevern” on line 35 [duplicate_name]"],
    ),
    ("36 mixed", 'name = "NAV"', 'name = "NАV"', ['42:8: "NАV" mixes alphabets: Cyrillic + Latin [mixed_scripts]']),
    (
        "36 lookalike",
        'name = "NAV"\n',
        'name = "Сор"\n[[units]]\nid = "cop"\nname = "Cop"\n',
        ["45:8: the name “Cop” looks like “Сор” on line 42 [duplicate_name]"],
    ),
    ("37 trailing", 'name = "NAV"', 'name = "NAV "', ['42:8: spaces before or after the text "NAV " [padded]']),
    ("37 nbsp", 'name = "NAV"', 'name = "NAV\xa0"', ['42:8: spaces before or after the text "NAV�" [padded]']),
    (
        "37 zwsp",
        'name = "NAV"',
        'name = "NAV\u200b"',
        ["42:8: the text holds a character that does not show: U+200B [invisible_character]"],
    ),
    (
        "37 inner nbsp",
        'name = "NAV"\n',
        'name = "Nav x"\n[[units]]\nid = "navx"\nname = "NAV\xa0x"\n',
        ["45:8: the name “NAV\xa0x” looks like “Nav x” on line 42 [duplicate_name]"],
    ),
    (
        "38 bidi",
        'name = "NAV"',
        'name = "NA\u202eV"',
        ["42:8: the text holds a character that does not show: U+202E [invisible_character]"],
    ),
    ("39 surrogate escape", 'name = "NAV"', 'name = "NA\\ud800V"', ["42:17: an unknown sign after \\ [bad_escape]"]),
    (
        "40 marks",
        'name = "NAV"',
        'name = "NA' + "\u0323" * 10000 + 'V"',
        ["42:8: units.name has 10003 characters [text_too_long]"],
    ),
    (
        "40 marks short",
        'name = "NAV"',
        'name = "NA\u0323\u0323\u0323\u0323V"',
        ['42:8: "NA\u0323\u0323\u0323\u0323V" is written with letters in pieces (not NFC) [not_normalised]'],
    ),
    (
        "41 1M",
        'name = "NAV"',
        'name = "' + "x" * 1000000 + '"',
        ["42:100000: the line has 1000009 characters [line_too_long]"],
    ),
    ("41 5k", 'name = "NAV"', 'name = "' + "x" * 5000 + '"', ["42:8: units.name has 5000 characters [text_too_long]"]),
    ("42 empty", 'name = "NAV"', 'name = ""', ["42:8: nothing stands here [blank]"]),
    ("42 blank", 'name = "NAV"', 'name = "  "', ["42:8: nothing stands here [blank]"]),
    (
        "43 control raw",
        'name = "NAV"',
        'name = "NA\x01V"',
        ["42:11: a character that may not stand in a text [illegal_character]"],
    ),
    (
        "43 control esc",
        'name = "NAV"',
        'name = "NA\\u0001V"',
        ["42:8: the text holds a character that does not show: U+0001 [invisible_character]"],
    ),
    (
        "44 newline",
        'name = "NAV"',
        'name = "NA\\nV"',
        ["42:8: the text holds a character that does not show: U+000A [invisible_character]"],
    ),
    (
        "44 tab",
        'name = "NAV"',
        'name = "NA\\tV"',
        ["42:8: the text holds a character that does not show: U+0009 [invisible_character]"],
    ),
    (
        "55 ansi",
        'name = "NAV"',
        'name = "\\u001b[31mNAV"',
        ["42:8: the text holds a character that does not show: U+001B [invisible_character]"],
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[0])
def test_one_fault(case: Case, tmp_path: Path) -> None:
    _, old, new, expected = case
    assert told(changed(SCENARIO, old, new), tmp_path) == [f"f.toml:{line}" for line in expected]


def test_an_id_that_hides_another_is_told_before_the_lines_that_miss_it(tmp_path: Path) -> None:
    first = '[[affinities]]\nunit = "nav"\narea = "helse"\nstrength = 1\nwhy = "nær"\n[[units]]\nid = "barnevern"'
    text = changed(changed(SCENARIO, '[[units]]\nid = "barnevern"', first), 'id = "nav"', 'id = "barnevern"')
    assert told(text, tmp_path)[:2] == [
        "f.toml:46:6: the id barnevern stands twice; first on line 39 [duplicate_id]",
        "f.toml:34:8: there is no unit nav [unknown_unit]",
    ]


SAFE = [
    "<script>alert(1)</script>",
    '\\"><img src=x onerror=alert(1)>',
    "</script><script>",
    "javascript:alert(1)",
    "{{7*7}}",
    "{% for x in y %}",
    "=HYPERLINK(1)",
    "=cmd|' /C calc'!A1",
    "+1",
    "-1",
    "@SUM",
    "%s %n {0} $(id)",
    "../../etc/x",
    "CON",
    "a:b",
    "x.",
    "'); DROP TABLE",
]
"""Names 45 to 54 and 56: harmless when read, and kept exactly; what writes them must take care."""


@pytest.mark.parametrize("name", SAFE)
def test_strange_but_visible_names_are_kept(name: str, tmp_path: Path) -> None:
    path = write(tmp_path, changed(SCENARIO, 'name = "NAV"', f'name = "{name}"'))
    assert read_scenario(path).unit_of["nav"].name == name.replace('\\"', '"')


@pytest.mark.parametrize("name", ["{0} {name} {}", "{found}", "%s"])
def test_braces_in_a_name_do_not_disturb_the_message(name: str, tmp_path: Path) -> None:
    text = changed(SCENARIO, 'name = "NAV"', f'name = "{name} "')
    assert told(text, tmp_path) == [f'f.toml:42:8: spaces before or after the text "{name} " [padded]']
