"""``regroup audit``: how far proposals are from the best plan, and what would close the gap."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

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

if TYPE_CHECKING:
    from regroup.audit import Audit

Proposals = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[PROPOSAL]...", help="Proposals by id, files with a plan, or today; all when none is given."
    ),
]
Changes = Annotated[
    int | None, typer.Option("--changes", metavar="N", min=0, help="Look into at most so many changed units.")
]


def audit(
    scenario: options.Scenario,
    proposals: Proposals = None,
    model: options.Model = None,
    overrides: options.Overrides = None,
    changes: Changes = None,
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
    """Audit proposals: the gap to the best plan, what closes it, what it would take in weights, where they stand.

    For each proposal: the rules it breaks, term by term what is better and worse than in the best plan, the best that
    1, 2, 3 … changed units reach, the smallest change of weights under which it is best, and how many of all plans
    have more points.

    \b
    regroup audit hamar
    regroup audit hamar radmannen --changes 3
    regroup audit hamar our-plan.toml
    regroup audit grong-flyktning --json --out grong-audit.json
    """
    with speaking(lang, scenario) as language:
        problem = problem_of(scenario, model, overrides)
        params = params_of(time_limit, gap, seed, workers)
        if out is not None:
            check_writable(out, inputs_of(problem))
        reports = documents(report, show, scenario, "audit", out, problem)
        from regroup.audit import audit as run
        from regroup.audit import audit_document, proposals_of
        from regroup.study import Study

        proposals_of(problem, proposals or ())
        with Study(params) as study, steps(language, quiet) as told:
            found = run(study, problem, proposals or (), changes, told)
        document = audit_document(found, language)
        with publishing(document, out, problem):
            if as_json:
                print_plain(json_text(document))
            else:
                from regroup.report.audit import print_audit

                print_audit(console_on(sys.stdout), found, params.seed, language)
        tell(document, reports, language, quiet)
        raise typer.Exit(exit_code(found))


def exit_code(found: Audit) -> int:
    """0 audited; 1 no plan keeps the rules; 3 no plan found; 130 interrupted."""
    if found.interrupted:
        return INTERRUPTED
    return {Status.IMPOSSIBLE: 1, Status.UNKNOWN: 3}.get(found.best.status, 0)
