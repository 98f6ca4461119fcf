"""``regroup compare``: today, proposals and the best plan side by side, criterion by criterion."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated

import typer

from regroup.cli import options
from regroup.cli.asked import params_of, problem_of
from regroup.cli.documents import documents
from regroup.cli.steps import publishing, steps, tell
from regroup.cli.talk import INTERRUPTED, print_plain, speaking
from regroup.params import Params
from regroup.problem import Problem
from regroup.report.page import console_on
from regroup.result import Status
from regroup.write import as_json as json_text
from regroup.write import check_writable, inputs_of

if TYPE_CHECKING:
    from regroup.compare import Comparison, Outcome, Requirement, Structure

Proposals = Annotated[
    list[str] | None,
    typer.Argument(metavar="[PROPOSAL]...", help="Proposals by id, or files with a plan; all when none is given."),
]
Models = Annotated[
    list[str] | None,
    typer.Option("--model", metavar="NAME|PATH", help="A model, as often as you like; the scenario's own when none."),
]
Robust = Annotated[bool, typer.Option("--robust", help="Solve again with each weight times 0.7 and times 1.3.")]
Explain = Annotated[bool, typer.Option("--explain", help="Say what each line of the table measures.")]
Require = Annotated[
    list[str] | None,
    typer.Option("--require", metavar="TEXT", help='Exit with 1 unless this holds, e.g. "gap<=0.05", "broken==0".'),
]


def compare(
    scenario: options.Scenario,
    proposals: Proposals = None,
    model: Models = None,
    overrides: options.Overrides = None,
    robust: Robust = False,
    explain: Explain = False,
    require: Require = None,
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
    """Compare today, the proposals and the best plan: a table of criteria, and what each difference is worth.

    A requirement names a measure of the table (the list is shown when the name is wrong) and holds for every
    proposal; "radmannen.moves<=6" speaks of one structure, "best.moves<=6" of the best plan.

    \b
    regroup compare hamar
    regroup compare hamar radmannen --model balanced --model few-moves --lang en
    regroup compare hamar --robust --require "gap<=0.05" --require "broken==0"
    """
    with speaking(lang, scenario) as language:
        problems = _problems(scenario, model, overrides)
        params = params_of(time_limit, gap, seed, workers)
        if out is not None:
            check_writable(out, inputs_of(problems[0]))
        reports = documents(report, show, scenario, "compare", out, problems[0])
        asked, required = _asked(problems, proposals or (), require or (), robust)
        comparison = _compared(problems, asked, params, robust, language, quiet)
        from regroup.compare import compare_document, outcomes

        found = outcomes(comparison, required)
        document = compare_document(comparison, found, language)
        with publishing(document, out, problems[0]):
            if as_json:
                print_plain(json_text(document))
            else:
                from regroup.report.compare import print_compare

                print_compare(console_on(sys.stdout), comparison, required, found, language, explain=explain)
        tell(document, reports, language, quiet)
        raise typer.Exit(exit_code(comparison, required, found, gap))


def _problems(scenario: str, models: list[str] | None, overrides: list[str] | None) -> list[Problem]:
    """The scenario under each model, each once."""
    names: Sequence[str | None] = list(dict.fromkeys(models)) if models else [None]
    return [problem_of(scenario, name, overrides) for name in names]


def _asked(
    problems: Sequence[Problem], names: Sequence[str], texts: Sequence[str], robust: bool
) -> tuple[tuple[Structure, ...], tuple[Requirement, ...]]:
    """What is compared and required; everything that is wrong with it is said before anything is solved."""
    from regroup.compare import asked_for, best_ids, check_names, read_requirements

    asked = asked_for(problems[0].scenario, names)
    required = read_requirements(texts, problems[0].scenario, robust)
    check_names([*(one.id for one in asked), *best_ids(problems)], required)
    return asked, required


def _compared(
    problems: Sequence[Problem],
    asked: Sequence[Structure],
    params: Params,
    robust: bool,
    language: str,
    quiet: bool,
) -> Comparison:
    from regroup.compare import compare as run
    from regroup.study import Study

    with Study(params) as study, steps(language, quiet) as told:
        return run(problems, asked, study, robust=robust, told=told)


def exit_code(
    comparison: Comparison, required: Sequence[Requirement], found: Sequence[Outcome], gap: Fraction | None
) -> int:
    """0 compared; 1 a requirement does not hold, a gap that was asked for is not reached, or no plan keeps the rules;
    3 no plan found; 130 interrupted."""
    if comparison.interrupted:
        return INTERRUPTED
    held = {outcome.requirement for outcome in found}
    if not all(outcome.met for outcome in found) or any(one not in held for one in required):
        return 1
    statuses = {answer.status for answer in comparison.answers}
    if Status.IMPOSSIBLE in statuses or (gap is not None and not _near_enough(comparison, gap)):
        return 1
    return 3 if Status.UNKNOWN in statuses else 0


def _near_enough(comparison: Comparison, gap: Fraction) -> bool:
    """Whether the plan found under each model is as near the bound as was asked for."""
    for row in comparison.rows:
        for structure, figure in zip(comparison.structures, row.figures, strict=True):
            own = structure.model is not None and structure.model == row.model
            if own and row.criterion.id == "gap" and (figure.value is None or figure.value > gap):
                return False
    return True
