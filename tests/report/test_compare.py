"""The comparison in words: what is not proven is not said to be, and figures that differ look different."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import cast

import pytest

from regroup.compare import asked_for, compare, outcomes, read_requirements
from regroup.criteria import Figure, criteria_of
from regroup.problem import Problem
from regroup.report.compare import print_compare
from regroup.report.compare_figures import plain, told_apart
from regroup.report.page import console_on
from regroup.result import Status
from regroup.study import Answer, Steps, Study
from regroup.terms.synergy import SynergyTerm
from tests.build import area, model, plan, proposal, said, scenario, synergy

PLACES = [area("x"), area("y", may_be_empty=True)]
FACTS = scenario("ab", PLACES, synergies=[synergy("a", "b", 3)], proposals=[proposal("p", {"x": "a", "y": "b"})])
LINES = {line.id: line for line in criteria_of(FACTS, robust=True)}


class Known:
    """A study that answers one thing, whatever it is asked."""

    interrupted = False

    def __init__(self, answer: Answer) -> None:
        self._answer = answer

    def ask_all(self, problems: Sequence[Problem], steps: Steps | None = None) -> Iterator[tuple[int, Answer]]:
        yield from ((at, self._answer) for at in range(len(problems)))


def printed(bound: int | None, status: Status, language: str = "en", text: str = "xx", *required: str) -> str:
    answer = Answer(
        status, plan(text, "ab"), Fraction(3 if text == "xx" else 0), None if bound is None else Fraction(bound)
    )
    problem = Problem(FACTS, model([SynergyTerm(weight=1, why="w")]))
    comparison = compare([problem], asked_for(FACTS, ()), cast(Study, Known(answer)))
    asked, stream = read_requirements(required, FACTS, robust=False), io.StringIO()
    print_compare(console_on(stream, 100), comparison, asked, outcomes(comparison, asked), language)
    return " ".join(said(stream.getvalue()).split())


def test_a_best_plan_is_proven():
    words = printed(3, Status.BEST)
    assert "Points: 3 against 0 for «P», that is 3 more (proven: no plan has more)." in words
    assert "Best plan is better on: • Synergy kept, as stated: 3 against 0" in words


@pytest.mark.parametrize(
    ("bound", "told"),
    [
        (5, "No plan has more than 5; whether a better one exists is not settled."),
        (None, "How many points a plan can have at most was not found, so a better plan may exist."),
    ],
)
def test_a_plan_that_is_only_the_best_found_is_called_so(bound: int | None, told: str):
    words = printed(bound, Status.GOOD)
    assert told in words
    assert "Best plan found is better on:" in words
    assert "proven" not in words


def test_a_distance_to_a_bound_is_at_most_that():
    words = printed(5, Status.GOOD, "nb", "xx", "behind<=5", "behind<=4", "behind>=1")
    assert "Holdt: behind<=5 · P: høyst 5" in words
    assert "Ikke holdt: behind<=4 · P: høyst 5" in words
    assert "Ikke holdt: behind>=1 · P: høyst 5" in words  # it may be less


def test_a_proposal_that_is_best_is_said_to_be():
    assert "«P» has 0 points, as many as the best plan: it is itself best" in printed(0, Status.BEST, "en", "xy")


def test_figures_that_differ_look_different():
    one, other = Figure(Fraction(1, 3)), Figure(Fraction(3334, 10000))
    assert told_apart(LINES["mean_synergy"], one, other, "en") == ("0.3333", "0.3334")
    assert told_apart(LINES["moves"], Figure(Fraction(2)), Figure(Fraction(3)), "en") == ("2", "3")


@pytest.mark.parametrize(
    ("name", "figure", "words"),
    [
        ("synergy_share", Figure(Fraction(1, 8)), "12,5 %"),
        ("synergies_cut", Figure(Fraction(4), of=22), "4 av 22"),
        ("stays_best", Figure(Fraction(3), of=14, at_least=True), "minst 3 av 14"),
        ("behind", Figure(Fraction(5, 2), at_most=True), "høyst 2,5"),
        ("gap", Figure(None, unknown="breaks_rules"), "?"),
    ],
)
def test_figures(name: str, figure: Figure, words: str):
    assert said(plain(LINES[name], figure, "nb")) == words
