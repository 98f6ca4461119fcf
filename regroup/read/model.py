"""Reads a model, with changes from the command line put in before it is checked."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from regroup.errors import Fault
from regroup.fields import shown
from regroup.model import Model
from regroup.read.bounded import read_source
from regroup.read.origin import FileOrigin
from regroup.read.override import apply
from regroup.read.shipped import resolve
from regroup.read.toml import parse
from regroup.read.validate import refuse, validate


def read_model(name_or_path: str | Path, overrides: Iterable[str] = ()) -> Model:
    """The model in a file, or a shipped one by its name.

    Args:
        overrides: changes such as ``terms.synergy.weight=5`` or ``rules.0.least={share=0.1}``; an item of
            a list is named by its rule or term, or by its number from 0.

    Raises:
        InputError: everything that is wrong with it, each with its place.
    """
    path = resolve("models", name_or_path)
    source = read_source(path)
    data = parse(source)
    origin = FileOrigin(source)
    for override in overrides:
        apply(override, data, origin)
    model = validate(Model, data, origin).located(origin)
    if model.name != path.stem:
        values = {"found": model.name, "file": shown(path.name).strip('"'), "suggestion": shown(path.stem).strip('"')}
        refuse([Fault("model_name_not_file", values, origin.place("name"))], origin)
    return model
