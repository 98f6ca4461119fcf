"""The toy's page of arithmetic: every row of the table worked by hand is what regroup counts."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path

import pytest

from regroup.engines.process import Engines
from regroup.evaluation import Evaluation, evaluate
from regroup.plan import Plan
from regroup.problem import Problem
from regroup.read import read_model, read_scenario
from regroup.solve import solve

PAGE = (Path(__file__).parents[1] / "scenarios" / "README.md").read_text(encoding="utf-8")
TOY = read_scenario("toy")
LETTERS = {"H": "helsestasjon", "B": "barnevern", "N": "nav", "L": "bolig"}
TERMS = ("synergy", "affinity", "size_band", "heterogeneity", "moves", "areas_used")


def rows() -> list[tuple[str, list[int]]]:
    """Which units go to Oppvekst, and the numbers of the row: six terms and the sum."""
    table = PAGE.split("| to Oppvekst |")[1].split("\n\n")[0]
    found = []
    for line in table.splitlines()[2:]:
        cells = [cell.strip(" *") for cell in line.strip("|").split("|")]
        numbers = [int(cell.split("=")[-1]) for cell in cells[1:]]
        found.append(("" if "none" in cells[0] else cells[0], numbers))
    return found


def evaluated(letters: str, model: str = "balanced") -> Evaluation:
    moved = {LETTERS[letter] for letter in letters.split()}
    areas = {unit: "oppvekst" if unit == "skole" or unit in moved else "helse" for unit in TOY.unit_of}
    return evaluate(Problem(TOY, read_model(model)), Plan(areas))


def test_all_sixteen_plans_are_there() -> None:
    assert len({letters for letters, _ in rows()}) == 16


@pytest.mark.parametrize(("letters", "numbers"), rows())
def test_each_row_is_what_regroup_counts(letters: str, numbers: list[int]) -> None:
    evaluation = evaluated(letters)
    points = {score.term.id: score.points for score in evaluation.terms}
    assert [points[term] for term in TERMS] == numbers[:-1]
    assert evaluation.points == numbers[-1] == sum(numbers[:-1])


def test_the_best_row_is_the_best_plan(engines: Engines) -> None:
    result = solve(Problem(TOY, read_model("balanced")), engines=engines)
    assert result.points == result.bound == max(numbers[-1] for _, numbers in rows())


@pytest.mark.parametrize("model", ["synergy-first", "few-moves", "strong-areas"])
def test_the_other_models(model: str, engines: Engines) -> None:
    (line,) = re.findall(rf"^\| `{model}` \|(.*)\|$", PAGE.split("The other models")[1], flags=re.MULTILINE)
    *sums, best = [cell.strip() for cell in line.split("|")]
    said = [Fraction(cell.split("=")[-1].strip()) for cell in sums]
    assert [evaluated(letters, model).points for letters in ("", "H B", "H B N L")] == said
    result = solve(Problem(TOY, read_model(model)), engines=engines)
    assert result.points == max(said)
    assert best == ("today" if said[0] == max(said) else "Barna samlet")
