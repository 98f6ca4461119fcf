"""Plain progress: the first plan, better ones at most once a second, and the moment best and bound meet."""

from __future__ import annotations

from fractions import Fraction

import pytest

from regroup.cli.progress import progress, words
from regroup.news import Progress
from tests.interrupts import PLAN


def told(capsys: pytest.CaptureFixture[str], *news: tuple[float, int, int | None], quiet: bool = False) -> list[str]:
    with progress("en", quiet) as hear:
        for seconds, points, bound in news:
            if hear:
                hear(Progress("cpsat", Fraction(points), None if bound is None else Fraction(bound), seconds))
    return capsys.readouterr().err.splitlines()


def test_better_plans_are_told_at_most_once_a_second(capsys: pytest.CaptureFixture[str]) -> None:
    lines = told(capsys, (0.1, 1, None), (0.5, 2, None), (0.9, 3, None), (1.2, 4, None), (1.9, 5, None))
    assert lines == [
        "0 s  CP-SAT: best 1, bound –, gap –",
        "1 s  CP-SAT: best 4, bound –, gap –",
    ]


def test_the_same_plan_is_told_every_few_seconds(capsys: pytest.CaptureFixture[str]) -> None:
    lines = told(capsys, (0.0, 1, 9), (4.9, 1, 8), (5.0, 1, 7), (6.5, 1, 6))
    assert [line.split("bound ")[1] for line in lines] == ["9, gap 8", "7, gap 6"]


def test_best_and_bound_meeting_is_told_at_once_and_once(capsys: pytest.CaptureFixture[str]) -> None:
    lines = told(capsys, (0.0, 1, None), (0.1, 5, 5), (0.2, 5, 5))
    assert lines[1:] == ["0 s  CP-SAT: best 5, bound 5, gap 0"]


def test_nobody_is_told_when_quiet(capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, (0.0, 1, 1), quiet=True) == []


@pytest.mark.parametrize(
    ("language", "words"), [("en", "Compiling the search loops once"), ("nb", "Kompilerer søkeløkkene én gang")]
)
def test_compiling_is_told(capsys: pytest.CaptureFixture[str], language: str, words: str) -> None:
    with progress(language, False) as hear:
        assert hear is not None
        hear(Progress("local_search", None, None, 0.1, compiling=True))
    said = capsys.readouterr()
    assert said.err.startswith(words)
    assert (said.err.count("\n"), said.out) == (1, "")


@pytest.mark.parametrize("language", ["nb", "en"])
def test_the_campaign_of_ctrl_c_sees_a_plan_that_was_told_in_either_language(language: str) -> None:
    for points in (Fraction(7), Fraction(-7, 2)):
        assert PLAN.search(words(Progress("cpsat", points, None, 1.0), 1.0, language))
    assert not PLAN.search(words(Progress("cpsat", None, Fraction(3), 1.0), 1.0, language))
