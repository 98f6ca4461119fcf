"""Reads a model, with changes from the command line put in before it is checked."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from regroup.errors import Fault
from regroup.fields import shown
from regroup.model import Model
from regroup.read.parsed import Parsed, parse_file
from regroup.read.shipped import resolve
from regroup.read.validate import refuse, validate


def read_model(name_or_path: str | Path, overrides: Iterable[str] = ()) -> Model:
    """The model in a file, or a shipped one by its name.

    Args:
        overrides: changes such as ``terms.synergy.weight=5`` or ``rules.0.least={share=0.1}``; an item of
            a list is named by its rule or term, or by its number from 0.

    Raises:
        InputError: everything that is wrong with it, each with its place.
    """
    return model_of(parse_model(name_or_path).changed(overrides))


def parse_model(name_or_path: str | Path) -> Parsed:
    """The same file before it is checked.

    Raises:
        InputError: it cannot be read, or is not TOML.
    """
    return parse_file(resolve("models", name_or_path))


def model_of(parsed: Parsed) -> Model:
    """The model that a parsed file holds.

    Raises:
        InputError: everything that is wrong with it, each with its place.
    """
    origin = parsed.origin
    model = validate(Model, parsed.data, origin).located(origin)
    if model.name != parsed.path.stem:
        name, stem = shown(parsed.path.name).strip('"'), shown(parsed.path.stem).strip('"')
        values = {"found": model.name, "file": name, "suggestion": stem}
        refuse([Fault("model_name_not_file", values, origin.place("name"))], origin)
    return model
