"""``regroup robust``: what the plan hangs on, number by number, draw by draw, and voice by voice."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from regroup.cli import options
from regroup.cli.asked import params_of, problem_of
from regroup.cli.documents import documents
from regroup.cli.steps import publishing, steps, tell
from regroup.cli.talk import INTERRUPTED, print_plain, speaking
from regroup.params import Params
from regroup.problem import Problem
from regroup.read import read_study
from regroup.report.page import console_on
from regroup.result import Status
from regroup.stakeholders import Stakeholder
from regroup.write import as_json as json_text
from regroup.write import check_writable, inputs_of

if TYPE_CHECKING:
    from regroup.robust import Robustness, Wanted

MOST_DRAWS = 10_000
StudyFile = Annotated[
    str | None, typer.Option("--study", metavar="NAME|PATH", help="Stakeholders with weights of their own.")
]
Draws = Annotated[int, typer.Option("--draws", metavar="N", min=0, max=MOST_DRAWS, help="Draws; 0 for none.")]
Strengths = Annotated[bool, typer.Option("--draw-strengths", help="Draw strengths too, a step down or up.")]
Numbers = Annotated[bool, typer.Option("--numbers/--no-numbers", help="Change each number by itself.")]


def robust(
    scenario: options.Scenario,
    study: StudyFile = None,
    draws: Draws = 100,
    draw_strengths: Strengths = False,
    numbers: Numbers = True,
    model: options.Model = None,
    overrides: options.Overrides = None,
    time_limit: options.TimeLimit = None,
    gap: options.Gap = None,
    seed: options.Seed = None,
    workers: options.Workers = None,
    as_json: options.AsJson = False,
    lang: options.Lang = None,
    out: options.Out = None,
    report: options.Report = None,
    show: options.Open = False,
    quiet: options.Quiet = False,
) -> None:
    """Find what the best plan hangs on: uncertain numbers, weights, and people who disagree.

    Each number is changed by itself until another plan is better; uncertain sizes are drawn again and again; with
    --study, stakeholders weigh the same facts each in their own way. Limits hold for each question. Ctrl-C keeps
    what is done.

    \b
    regroup robust grong-flyktning
    regroup robust hamar --study hamar --draws 200
    """
    with speaking(lang, scenario) as language:
        problem = problem_of(scenario, model, overrides)
        params = params_of(time_limit, gap, seed, workers)
        stakeholders = read_study(study, problem).stakeholders if study else ()
        if out is not None:
            check_writable(out, (*inputs_of(problem), *map(Path, [study] if study else ())))
        reports = documents(report, show, scenario, "robust", out, problem)
        found = _found(problem, params, _wanted(draws, params, draw_strengths, numbers, stakeholders), language, quiet)
        tell(_publish(found, language, as_json, out), reports, language, quiet)
        raise typer.Exit(exit_code(found))


def _wanted(draws: int, params: Params, strengths: bool, numbers: bool, stakeholders: Sequence[Stakeholder]) -> Wanted:
    from regroup.robust import Wanted

    return Wanted(draws, params.seed, strengths, numbers, stakeholders)


def _found(problem: Problem, params: Params, wanted: Wanted, language: str, quiet: bool) -> Robustness:
    from regroup.robust import robust as run
    from regroup.study import Study

    with steps(language, quiet) as told, Study(params) as study:
        return run(study, problem, wanted, told)


def _publish(found: Robustness, language: str, as_json: bool, out: Path | None) -> dict[str, Any]:
    from regroup.report.robust import print_robust
    from regroup.robust.document import robust_document

    document = robust_document(found, language)
    with publishing(document, out, found.problem):
        if as_json:
            print_plain(json_text(document))
        else:
            print_robust(console_on(sys.stdout), found, language)
    return document


def exit_code(found: Robustness) -> int:
    """0 a plan; 1 impossible; 3 no plan within the limit; 130 interrupted."""
    if found.interrupted:
        return INTERRUPTED
    return {Status.IMPOSSIBLE: 1, Status.UNKNOWN: 3}.get(found.best.status, 0)
