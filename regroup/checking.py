"""check(problem): everything but the search. Arithmetic, today and the proposals looked at, and data warnings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from regroup.data_warnings import DataWarning, data_warnings
from regroup.diagnosis import Band, band_of, diagnose
from regroup.document import document
from regroup.evaluation import evaluate
from regroup.impossible import arithmetic_reasons
from regroup.params import Params
from regroup.plan import Plan
from regroup.problem import Problem
from regroup.provenance import provenance
from regroup.result import Conflict, Result, Status, View


@dataclass(frozen=True, slots=True)
class Checked:
    """What can be said of a problem without searching.

    Attributes:
        problem: what was checked.
        conflicts: reasons that no plan can keep the rules, found by arithmetic; empty says nothing.
        today: today's structure; None where the scenario does not say.
        proposals: the proposals, in the scenario's order.
        band: the sizes that count as neither too small nor too big; None where the model has none.
        warnings: what to know of the data.
    """

    problem: Problem
    conflicts: tuple[Conflict, ...]
    today: View | None
    proposals: tuple[View, ...]
    band: Band | None
    warnings: tuple[DataWarning, ...]


def check(problem: Problem) -> Checked:
    """Reads nothing and searches nothing: counts what is given."""
    scenario, before = problem.scenario, problem.scenario.today()
    return Checked(
        problem,
        tuple(Conflict(reason.rules, False, reason) for reason in arithmetic_reasons(problem)),
        _view(problem, "today", before) if before else None,
        tuple(_view(problem, proposal.id, scenario.proposed(proposal)) for proposal in scenario.proposals),
        band_of(problem),
        data_warnings(problem),
    )


def _view(problem: Problem, name: str, plan: Plan) -> View:
    evaluation = evaluate(problem, plan)
    return View(name, evaluation, diagnose(problem, evaluation))


def check_document(checked: Checked, language: str) -> dict[str, Any]:
    """The check as plain objects, ready for JSON: the keys of a result that need no search, and the warnings."""
    whole = document(_as_result(checked), language)
    origin = whole["provenance"]
    kept = ("scenario", "model", "points_scale", "conflict", "conflict_words", "band", "units", "today", "proposals")
    return {
        "schema_version": whole["schema_version"],
        "kind": "check",
        "possible": False if checked.conflicts else None,
        **{key: whole[key] for key in kept},
        "warnings": [_warning(warning, language) for warning in checked.warnings],
        "provenance": {key: origin[key] for key in ("regroup", "scenario_sha256", "model_sha256")},
    }


def _as_result(checked: Checked) -> Result:
    return Result(
        problem=checked.problem,
        status=Status.IMPOSSIBLE if checked.conflicts else Status.UNKNOWN,
        assurance=(),
        plan=None,
        bound=None,
        today=checked.today,
        proposals=checked.proposals,
        band=checked.band,
        provenance=provenance(checked.problem, Params(), (), 0.0),
        conflicts=checked.conflicts,
    )


def _warning(warning: DataWarning, language: str) -> dict[str, Any]:
    place = warning.place
    return {
        "warning": warning.code,
        "file": place.file if place else None,
        "line": place.line if place else None,
        "text": warning.found(language),
        "todo": warning.todo(language),
    }
