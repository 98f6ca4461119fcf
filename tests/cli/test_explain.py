"""``regroup explain``: prices, reasons and repairs on the command line, in both languages, and the exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.build import said
from tests.cli.run import inside
from tests.cli.small import APART, MODEL, TOGETHER, put, scenario


def test_the_price_list_of_the_toy() -> None:
    done = inside("explain", "toy", "--lang", "en", "-q")
    assert done.returncode == 0, done.stderr
    words = said(done.stdout)
    assert "It is proven that no plan has more." in words
    assert "NAV (kommunal del): in Oppvekst for 5 points" in words
    assert "Skole cannot be in Helse og velferd. The rule that shuts it:" in words
    assert "toy.toml:128:1" in words
    assert "optimal" not in words.casefold()


@pytest.mark.parametrize(("language", "expected"), [("nb", "Hvorfor NAV"), ("en", "Why NAV")])
def test_why_a_unit_is_where_it_is(language: str, expected: str, tmp_path: Path) -> None:
    out = tmp_path / "explained.json"
    done = inside("explain", "toy", "nav", "--lang", language, "-q", "--out", out)
    assert done.returncode == 0, done.stderr
    assert expected in done.stdout
    written = json.loads(out.read_text(encoding="utf-8"))
    assert (written["kind"], written["units"][0]["unit"]) == ("explain", "nav")


def test_what_is_impossible_is_said_with_its_repairs(tmp_path: Path) -> None:
    asked = ("explain", put(tmp_path, scenario(TOGETHER, APART)), "--model", put(tmp_path, MODEL, "own.toml"), "-q")
    done = inside(*asked, "--json")
    assert done.returncode == 1, done.stderr
    repairs = json.loads(done.stdout)["repairs"]
    assert repairs["all_conflicts"]
    assert repairs["all_drops"]
    assert len(repairs["drop"]) >= 2
    words = inside(*asked, "--lang", "nb").stdout
    assert "Hva som gjør en plan mulig" in words


def test_a_unit_that_is_not_there_is_wrong_input() -> None:
    done = inside("explain", "toy", "navv", "--lang", "en")
    assert done.returncode == 2
    assert "did you mean nav?" in done.stderr
