"""``regroup models``: lists, shows and compares the models that come with regroup, and others by path."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from regroup.cli import options
from regroup.cli.talk import print_plain, speaking
from regroup.model_diff import differences
from regroup.read import read_model, shipped_names
from regroup.read.bounded import read_source
from regroup.read.shipped import resolve
from regroup.report.models import print_differences, print_list, print_model
from regroup.report.page import console_on

models = typer.Typer(invoke_without_command=True, rich_markup_mode=None)

Name = Annotated[str, typer.Argument(metavar="NAME|PATH", help="A shipped model, or a model file.")]
AsToml = Annotated[bool, typer.Option("--toml", help="Print the file itself.")]


@models.callback()
def list_models(context: typer.Context, lang: options.Lang = None) -> None:
    """List the models that come with regroup; show one, or compare two.

    \b
    regroup models
    regroup models show balanced
    regroup models diff balanced few-moves
    """
    if context.invoked_subcommand is None:
        with speaking(lang) as language:
            print_list(console_on(sys.stdout), [read_model(name) for name in shipped_names("models")], language)


@models.command()
def show(name: Name, as_toml: AsToml = False, lang: options.Lang = None) -> None:
    """Show a model: its rules, terms and weights, each with its why.

    \b
    regroup models show balanced
    regroup models show balanced --toml > balanced.toml
    """
    with speaking(lang) as language:
        model = read_model(name)
        if as_toml:
            print_plain(read_source(resolve("models", name)).text)
        else:
            print_model(console_on(sys.stdout), model, language)


@models.command()
def diff(one: Name, other: Name, lang: options.Lang = None) -> None:
    """Say what differs between two models, part by part.

    \b
    regroup models diff balanced strong-areas
    """
    with speaking(lang) as language:
        first, second = read_model(one), read_model(other)
        print_differences(console_on(sys.stdout), first, second, differences(first, second), language)
