"""``regroup alternatives``: every plan near the best, the most different ones, what is settled and what is a choice."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from regroup.cli import options
from regroup.cli.asked import params_of, problem_of
from regroup.cli.documents import documents
from regroup.cli.steps import publishing, steps, tell
from regroup.cli.talk import INTERRUPTED, print_plain, speaking
from regroup.report.alternatives import print_alternatives
from regroup.report.page import console_on
from regroup.result import Status
from regroup.write import as_json as json_text
from regroup.write import check_writable, inputs_of

if TYPE_CHECKING:
    from regroup.alternatives import Alternatives

WithinOption = Annotated[
    str,
    typer.Option("--within", metavar="N%|POINTS", help="How far below the best: 2% of its points, or points."),
]
Most = Annotated[int, typer.Option("--most", metavar="N", min=1, max=10_000, help="Plans to list at most.")]
Different = Annotated[
    int, typer.Option("--different", metavar="N", min=0, max=50, help="How many of the most different to describe.")
]


def alternatives(
    scenario: options.Scenario,
    model: options.Model = None,
    overrides: options.Overrides = None,
    within: WithinOption = "2%",
    most: Most = 1000,
    different: Different = 3,
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
    """List every plan near the best, the most different among them, and what they all have in common.

    Says whether the list is complete. Units that are together in every plan are settled under these weights and
    rules; units whose area varies are the choice that is left. Ctrl-C keeps the best plan.

    \b
    regroup alternatives hamar
    regroup alternatives hamar --within 5% --different 5 --lang en
    regroup alternatives scenarios/hamar.toml --within 3 --out near.json
    """
    from regroup.alternatives import Within, alternatives_document
    from regroup.alternatives import alternatives as run
    from regroup.study import Study

    with speaking(lang, scenario) as language:
        distance = Within.read(within)
        problem = problem_of(scenario, model, overrides)
        params = params_of(time_limit, gap, seed, workers)
        if out is not None:
            check_writable(out, inputs_of(problem))
        reports = documents(report, show, scenario, "alternatives", out, problem)
        with Study(params, processes=1) as study, steps(language, quiet) as told:
            found = run(study, problem, distance, most, different, told)
        document = alternatives_document(found, language)
        with publishing(document, out, problem):
            if as_json:
                print_plain(json_text(document))
            else:
                print_alternatives(console_on(sys.stdout), found, language)
        tell(document, reports, language, quiet)
        raise typer.Exit(exit_code(found))


def exit_code(found: Alternatives) -> int:
    """0 plans; 1 impossible; 3 no plan; 130 interrupted."""
    if found.interrupted:
        return INTERRUPTED
    return {Status.IMPOSSIBLE: 1}.get(found.near.best.status, 0 if found.plans else 3)
