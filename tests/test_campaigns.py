"""The table of campaigns: what is in it, how a run is judged, and how days are kept."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests import campaigns
from tests.campaign_line import Line, lines_in
from tests.campaign_results.kept import Kept
from tests.campaigns import Campaign, from_logs, judged

TESTS = Path(__file__).parent
SAYS_SO = re.compile(r"^from tests\.campaign\w* import|^ +print\(f?.campaign\\t", re.MULTILINE)
ONE = Campaign("one", ("one.py",), "ten", least=10)


def test_every_script_that_says_it_is_a_campaign_is_in_the_table() -> None:
    texts = {path.name: path.read_text(encoding="utf-8") for path in TESTS.glob("*.py")}
    scripts = {
        name
        for name, text in texts.items()
        if not name.startswith("test_") and "__main__" in text and SAYS_SO.search(text)
    } - {"campaigns.py"}
    assert len(scripts) >= 10, scripts
    assert scripts <= {campaign.words[0] for campaign in campaigns.TABLE}


def test_every_name_is_there_once() -> None:
    names = [campaign.name for campaign in campaigns.TABLE]
    assert len(names) == len(set(names))


def test_lines_are_found_and_nothing_else() -> None:
    right = "campaign of ten\ncampaign\tone\t10\t0\t3\ncampaign\ttwo\t1\t2\t0.6\n"
    text = right + "campaign\tthree\tx\t0\t1\ncampaign\t\t1\t1\t1\n"
    assert lines_in(text) == [Line("one", 10, 0, 3), Line("two", 1, 2, 1)]
    assert lines_in(str(Line("one", 10, 0, 3))) == [Line("one", 10, 0, 3)]


@pytest.mark.parametrize(
    ("code", "lines", "verdict"),
    [
        (0, [Line("one", 10, 0, 1)], "fine"),
        (0, [Line("a", 6, 0, 1), Line("b", 4, 0, 1)], "fine"),
        (0, [Line("one", 9, 0, 1)], "tried fewer than 10"),
        (0, [], "tried fewer than 10"),
        (0, [Line("one", 10, 1, 1)], "WRONG"),
        (1, [Line("one", 10, 1, 1)], "WRONG"),
        (1, [Line("one", 10, 0, 1)], "ended with 1"),
        (1, [], "ended with 1"),
        (2, [], "not run: something it needs is missing"),
        (130, [Line("one", 10, 0, 1)], "interrupted"),
    ],
)
def test_only_a_whole_run_without_a_finding_is_fine(code: int, lines: list[Line], verdict: str) -> None:
    assert {row.verdict for row in judged(ONE, code, lines)} == {verdict}


def test_a_script_that_is_not_there_is_not_fine() -> None:
    (row,) = campaigns.run(Campaign("gone", ("gone.py",), "nothing"))
    assert not row.fine


def test_a_day_is_added_to_and_a_campaign_replaced(tmp_path: Path) -> None:
    kept = Kept("2026-01-02", tmp_path)
    assert kept.add(judged(ONE, 0, [Line("one", 10, 2, 1)])) == 1
    assert kept.add(judged(ONE, 0, [Line("two", 10, 0, 1)])) == 0
    assert kept.add(judged(ONE, 0, [Line("one", 12, 0, 1)])) == 0
    assert [(row.campaign, row.tried, row.verdict) for row in kept.rows()] == [
        ("one", "12", "fine"),
        ("two", "10", "fine"),
    ]
    assert "**2 of 2 fine; 22 tried, 0 wrong.**" in kept.page.read_text(encoding="utf-8")


def test_logs_become_rows_and_a_log_without_a_line_is_not_fine(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.log", tmp_path / "bad.log"
    good.write_text(f"much\n{Line('one', 10, 0, 1)}\n{Line('two', 3, 1, 1)}\n", encoding="utf-8")
    bad.write_bytes(b"\xff nothing\n")
    rows = from_logs([good, bad], "abc")
    assert [(row.campaign, row.fine, row.commit) for row in rows] == [
        ("one", True, "abc"),
        ("two", False, "abc"),
        ("bad", False, "abc"),
    ]
