"""The report on the terminal: what it says, in both languages, and that names come out as they are."""

from __future__ import annotations

import io
import re
from fractions import Fraction

import pytest

from regroup.impossible import Reason
from regroup.problem import Problem
from regroup.report import print_result
from regroup.report.page import console_on
from regroup.result import Assurance, Conflict, Status
from regroup.terms.splits import Splits
from regroup.text import LANGUAGES
from tests.build import area, model, scenario, unit
from tests.report.made import assumed, printed, problem_of, result_of

BEST_NB = [
    "Prøve · modell test: Prøvemodell",
    "Beste plan under disse vektene og kravene: 40 poeng. Ingen plan har flere poeng.",
    "Kontrollert: krav og poeng er regnet ut på nytt av kode som ikke deler noe med søket.",
    "Bekreftet: en annen regnemetode, av et annet slag, kommer til den samme øvre grensen.",
    "2 av 4 størrelser er antatt eller anslått; de er merket, og står nederst med begrunnelse.",
    "60* (53–87)   60 %*",
    "3 enheter, 2 fagfelt; synergi 7 beholdt, 3 tapt over grensen",
    "Båndet er minst 35 årsverk (35 %), høyst 60 årsverk (60 %), fra «For liten / for stor» i modellen",
    "                             40, 40 %                    70* (63–97), 70 %*          40, 40 %",
    "I alt 2 enheter, 30* (23–57) årsverk (30 %*).",
    "Plassert annerledes enn i «P»",
    "Synergier som går tapt (1)",
    "  • A – C · felles brukere",
    "    felles brukere (ingen kilde oppgitt)",
    "  vekt 10 · synergi                                            2                     3                     7",
    "I alt                                                         10                   −15                    40",
    "  • «Z» finnes ikke lenger som område; der står «C», «D»",
    "* antatt (ingen vet tallet)   ~ anslått (etter forholdstall)   i parentes: lavest–høyest; i summer",
    "  ~ D: 10~ (8–12) årsverk, anslått",
]
BEST_EN = [
    "Prøve · model test: Test model",
    "Best plan under these weights and rules: 40 points. No plan has more points.",
    "Corroborated: another engine, of another kind, agrees on the bound.",
    "2 of 4 sizes are assumed or estimated; they are marked, and stand at the end with their reasons.",
    "60* (53–87)    60%*",
    "Too small / too big (årsverk)",
    "2 units in all, 30* (23–57) årsverk (30%*).",
    "Placed differently than in «P»",
    "  • A – C · shared users",
    "  ~ D: 10~ (8–12) årsverk, estimated",
]


@pytest.mark.parametrize(("language", "lines"), [("nb", BEST_NB), ("en", BEST_EN)])
def test_the_whole_report_says(language: str, lines: list[str]):
    page = printed(result_of(problem_of()), language)
    assert [line for line in lines if line not in page] == []


def test_the_diagnosis_stands_side_by_side_with_bars():
    lines = printed(result_of(problem_of())).splitlines()
    start = next(i for i, line in enumerate(lines) if line.startswith("Område                       I dag"))
    assert lines[start].split() == ["Område", "I", "dag", "P", "Planen"]
    assert lines[start + 2].split() == [
        "X",
        "████████│█·····│·········",
        "████████│██████│█▓▓░░░░░░",
        "████████│█·····│·········",
    ]
    assert lines[start + 4].split() == ["passer", "for", "stor", "passer"]
    assert "for liten og for stor på" in "\n".join(lines)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_never_claims_more_than_it_knows(language: str):
    for letters in ("xyyy", None):
        page = printed(result_of(problem_of(), letters, status=Status.BEST if letters else Status.UNKNOWN), language)
        assert not re.search(r"optimal|bevis|proof|proved|proven", page, re.IGNORECASE)


def test_one_engine_alone_is_said():
    page = printed(result_of(problem_of(), assurance=(Assurance.CHECKED,)))
    assert "Påstått: bare én regnemetode har regnet ut den øvre grensen." in page
    assert "Bekreftet" not in page


def test_good_shows_the_gap_in_points_and_per_cent():
    page = printed(result_of(problem_of(), status=Status.GOOD, bound=Fraction(45)))
    assert "God plan: 40 poeng. Ingen plan har mer enn 45 poeng; avstanden er 5 poeng (12,5 %)." in page


def test_good_without_a_bound():
    page = printed(result_of(problem_of(), status=Status.GOOD, bound=None), "en")
    assert "Good plan: 40 points. How many points a plan can have at most was not found." in page


def test_interrupted_is_said_first():
    page = printed(result_of(problem_of(), status=Status.GOOD, bound=None, interrupted=True))
    assert "Avbrutt; dette er det beste som var funnet. God plan: 40 poeng." in page


def test_unknown_claims_neither():
    page = printed(result_of(problem_of(), None, status=Status.UNKNOWN, assurance=(), bound=None))
    assert "Ukjent: ingen plan ble funnet" in page
    assert "Områdene i planen" not in page
    assert "Rules" not in page


def test_impossible_names_the_rules_with_words_why_and_source():
    problem = problem_of()
    reason = Reason({"nb": "det går ikke opp", "en": "it does not add up"}, problem.rules)
    conflicts = (Conflict(problem.rules, False, reason), Conflict(problem.rules * 2, True))
    result = result_of(problem, None, status=Status.IMPOSSIBLE, assurance=(), conflicts=conflicts)
    page = printed(result)
    assert "Umulig: ingen plan holder alle kravene." in page
    assert "det går ikke opp" in page
    assert "  • gjelder når ingen sier noe annet: har minst én enhet: «X», «Y»" in page
    assert "    scenarioet sier ikke at de kan stå tomme (ingen kilde oppgitt)" in page
    assert page.count("Faller ett av dem bort, finnes det en plan.") == 1
    assert "For liten / for stor" in page  # today and the proposals are looked at all the same


def test_incomplete_proposals_are_marked():
    problem = problem_of()
    half = problem.scenario.proposals[0].model_copy(update={"areas": {"x": ("a",), "y": ("b",)}})
    problem = problem_of(proposals=[half])
    page = printed(result_of(problem))
    assert "P †" in page
    assert "† plasserer ikke alle enhetene; poengene kan ikke sammenlignes med planens." in page
    assert "Forslaget sier ikke hvor disse skal: C, D" in page
    assert "uten plass i planen: «C», «D»" in page


def test_splits_are_named():
    units = [unit("a", 50), unit("b", 30, part_of="w"), unit("c", 20, part_of="w")]
    split = scenario(units, "xy", wholes=["w"])
    page = printed(result_of(Problem(split, model([Splits(weight=1, why="w")])), "xxy"))
    assert "Deles: W: B → X; C → Y" in page
    assert "Scenarioet sier ikke hvor enhetene står i dag." in page


def test_conflicts_that_are_put_together_are_named():
    page = printed(result_of(problem_of(), "xyxx"))
    assert "Konflikter som samles (1)" in page
    assert "A – D · felles brukere" in page


HOSTILE = [
    "[bold]fet[/bold]",
    "{{7*7}}",
    "=cmd|' /C calc'!A1",
    "<script>alert(1)</script>",
    "%s %n {0} $(id)",
    ":smile:",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_names_come_out_literally(name: str):
    units = [
        unit("a", 40, name=name, today="x", fields=[name]),
        unit("b", 40, today="y", size={"fte": assumed(1, 40, 50)}),
    ]
    problem = problem_of(units=units, areas=[area("x", name=name[::-1]), area("y")], proposals=[], synergies=[])
    page = printed(result_of(problem, "yx"), width=140)
    assert page.count(name) >= 2
    assert name[::-1] in page


def test_without_a_terminal_there_are_no_escapes(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    stream = io.StringIO()
    print_result(console_on(stream), result_of(problem_of()), "nb")
    assert "\x1b" not in stream.getvalue()
    assert max(map(len, stream.getvalue().splitlines())) <= 110


def test_no_color_is_honoured_on_a_terminal(monkeypatch: pytest.MonkeyPatch):
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    stream = Terminal()
    print_result(console_on(stream), result_of(problem_of()), "nb")
    assert "\x1b[1;32m" in stream.getvalue()
    monkeypatch.setenv("NO_COLOR", "1")
    plain = Terminal()
    print_result(console_on(plain), result_of(problem_of()), "nb")
    assert not re.search(r"\x1b\[[0-9;]*3[0-9]", plain.getvalue())


@pytest.mark.parametrize("width", [60, 80, 100, 140])
def test_it_keeps_to_its_width(width: int):
    page = printed(result_of(problem_of()), width=width)
    assert max(map(len, page.splitlines())) <= width


def test_where_it_was_written_is_said(tmp_path):
    stream = io.StringIO()
    print_result(console_on(stream, 140), result_of(problem_of()), "nb", tmp_path / "r.json")
    assert "Hele resultatet er skrevet til" in stream.getvalue()


def test_no_band_no_bars():
    problem = problem_of()
    bare = Problem(problem.scenario, model(term for term in problem.terms if term.id != "size_band"))
    page = printed(result_of(bare))
    assert "█" not in page
    assert "Modellen har ikke noe størrelsesbånd" in page
