"""Results made by hand, so that reports are tested without a search."""

from __future__ import annotations

import io
from typing import Any

from regroup.diagnosis import band_of, diagnose
from regroup.evaluation import evaluate
from regroup.facts import Size
from regroup.plan import Plan
from regroup.problem import Problem
from regroup.report import print_result
from regroup.report.page import console_on
from regroup.result import Assurance, Provenance, Result, Status, View
from regroup.rules.base import Bound
from regroup.terms.moves import Moves
from regroup.terms.size_band import SizeBand
from regroup.terms.synergy import SynergyTerm
from tests.build import model, proposal, said, scenario, synergy, unit

SETTINGS: dict[str, object] = {
    "seed": 1,
    "workers": 1,
    "threads": None,
    "work": 30.0,
    "time_limit": None,
    "gap": 0.0,
    "second_opinion": True,
    "repeatable": True,
    "overrides": [],
}
VERSIONS = dict.fromkeys(("regroup", "ortools", "numpy", "scipy", "numba", "python", "platform"), "1")
PROVENANCE = Provenance(VERSIONS, None, None, SETTINGS, ({"engine": "cpsat", "claim": "best"},), 0.5)


def assumed(low: int, likely: int, high: int, basis: str = "assumed") -> Size:
    """A range that nobody has measured."""
    return Size(low=low, likely=likely, high=high, basis=basis, why="ingen vet", source=None)  # type: ignore[arg-type]


def facts(**more: Any) -> dict[str, Any]:
    """Four units in two areas and one former area, of 100 in all, one of them assumed; one proposal."""
    units = [
        unit("a", 40, today="x", fields=["skole"]),
        unit("b", 30, today="y", fields=["helse"]),
        unit("c", 20, today="z", fields=["helse", "bolig"], size={"fte": assumed(15, 20, 45)}),
        unit("d", 10, today="z", fields=["bolig"], size={"fte": assumed(8, 10, 12, "estimated")}),
    ]
    synergies = [synergy("a", "c", 3), synergy("b", "c", 5), synergy("c", "d", 2), synergy("a", "d", -2)]
    named = {"units": units, "areas": "xy", "former": "z", "synergies": synergies}
    return named | {"proposals": [proposal("p", {"x": "acd", "y": "b"})]} | more


def problem_of(**more: Any) -> Problem:
    """`facts` under synergy, a size band of 35 to 60 per cent, and moves."""
    band = SizeBand(weight=1, least=Bound(share=0.35), most=Bound(share=0.6), why="w")  # type: ignore[arg-type]
    terms = [SynergyTerm(weight=10, why="w"), band, Moves(weight=1, why="w")]
    return Problem(scenario(**facts(**more)), model(terms))


def view(problem: Problem, name: str, areas: Plan) -> View:
    """A structure, looked at."""
    evaluation = evaluate(problem, areas)
    return View(name, evaluation, diagnose(problem, evaluation))


def result_of(problem: Problem, letters: str | None = "xyyy", **more: Any) -> Result:
    """A result whose plan puts the units, in order, in the areas named by the letters."""
    described = problem.scenario
    plan = None if letters is None else Plan(dict(zip(described.unit_of, letters, strict=True)))
    looked = None if plan is None else view(problem, "plan", plan)
    today = described.today()
    made: dict[str, Any] = {
        "problem": problem,
        "status": Status.BEST,
        "assurance": (Assurance.CHECKED, Assurance.CORROBORATED),
        "plan": looked,
        "bound": looked.evaluation.points if looked else None,
        "today": view(problem, "today", today) if len(today) else None,
        "proposals": tuple(view(problem, p.id, described.proposed(p)) for p in described.proposals),
        "band": band_of(problem),
        "provenance": PROVENANCE,
    }
    return Result(**made | more)


def printed(result: Result, language: str = "nb", width: int = 110) -> str:
    """The report as plain text, without trailing blanks, no-break spaces as spaces."""
    stream = io.StringIO()
    print_result(console_on(stream, width), result, language)
    return said("\n".join(line.rstrip() for line in stream.getvalue().splitlines()))
