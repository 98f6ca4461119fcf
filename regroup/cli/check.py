"""``regroup check``: everything but the search."""

from __future__ import annotations

import sys

import typer

from regroup.checking import check as run
from regroup.checking import check_document
from regroup.cli import options
from regroup.cli.asked import problem_of
from regroup.cli.talk import print_plain, speaking
from regroup.report.check import print_check
from regroup.report.page import console_on
from regroup.write import as_json as json_text


def check(
    scenario: options.Scenario,
    model: options.Model = None,
    overrides: options.Overrides = None,
    as_json: options.AsJson = False,
    lang: options.Lang = None,
) -> None:
    """Read and check a scenario without searching: faults, arithmetic, today, proposals, and the data.

    Warnings about the data (assumed sizes, missing sources, small units, unused facts) change no exit
    code; 1 means that arithmetic alone shows that no plan keeps all rules.

    \b
    regroup check scenarios/hamar.toml
    regroup check hamar --model few-moves --lang en
    """
    with speaking(lang, scenario) as language:
        checked = run(problem_of(scenario, model, overrides))
        if as_json:
            print_plain(json_text(check_document(checked, language)))
        else:
            print_check(console_on(sys.stdout), checked, language)
        raise typer.Exit(1 if checked.conflicts else 0)
