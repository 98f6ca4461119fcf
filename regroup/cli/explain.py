"""``regroup explain``: what each unit's place is worth, why it is there, and what to do where no plan is possible."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from regroup.cli import options
from regroup.cli.asked import params_of, problem_of
from regroup.cli.documents import documents
from regroup.cli.steps import publishing, steps, tell
from regroup.cli.talk import INTERRUPTED, print_plain, speaking
from regroup.report.page import console_on
from regroup.result import Status
from regroup.write import as_json as json_text
from regroup.write import check_writable, inputs_of

EXITS = {Status.IMPOSSIBLE: 1, Status.UNKNOWN: 3}
"""Where there is no plan; 0 where there is."""

Units = Annotated[
    list[str] | None,
    typer.Argument(metavar="[UNIT...]", help="Ids of the units to explain; all prices if none."),
]


def explain(
    scenario: options.Scenario,
    units: Units = None,
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
    """Say what it costs to have a unit elsewhere, why units are where they are, and what each rule costs.

    Every price is that of a plan made anew. Where no plan keeps all rules, every conflict is named, and what would
    make a plan possible. --time-limit and --gap are for each question; prices are then limits. Ctrl-C keeps what is
    done.

    \b
    regroup explain scenarios/hamar.toml            the price list: every unit in every area
    regroup explain hamar nav                       why NAV is where it is
    """
    with speaking(lang, scenario) as language:
        problem = problem_of(scenario, model, overrides)
        params = params_of(time_limit, gap, seed, workers)
        if out is not None:
            check_writable(out, inputs_of(problem))
        reports = documents(report, show, scenario, "explain", out, problem)
        from regroup.explain import explain as run
        from regroup.explain import explanation_document
        from regroup.report.explain import print_explanation
        from regroup.study import Study

        with Study(params) as study, steps(language, quiet) as told:
            explanation = run(study, problem, units or (), told)
        document = explanation_document(explanation, language)
        with publishing(document, out, problem):
            if as_json:
                print_plain(json_text(document))
            else:
                print_explanation(console_on(sys.stdout), explanation, language)
        tell(document, reports, language, quiet)
        raise typer.Exit(INTERRUPTED if explanation.interrupted else EXITS.get(explanation.prices.best.status, 0))
