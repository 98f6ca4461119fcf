"""Every value of every axis is put in where it belongs and checked, before any run begins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Annotated, Any, get_args

from pydantic import TypeAdapter, ValidationError

from regroup.errors import Fault, InputError
from regroup.model import Model
from regroup.read.lines import visible
from regroup.read.override import put, value_at
from regroup.scenario import Scenario
from regroup.sweep.axis import FILES, SweepAxis, plain, toml_text
from regroup.sweep.content import Content
from regroup.sweep.files import Kind
from regroup.sweep.grid import Combination, Group
from regroup.sweep.settings import params_of
from regroup.sweep.setup import texts
from regroup.sweep_file import FromFile
from regroup.text import LANGUAGES

CHECKED_WHOLE = 100
"""Rows of a group with which the whole file is checked; further ones change the same keys, and there the part of
the file that holds the key is checked."""


def group_fault(group: Group, axes: tuple[SweepAxis, ...], contents: Iterable[Content]) -> Fault | None:
    """The first row of a group that a file or setting refuses, with the reason; None where all fit."""
    keys = [axes[at].key for at in group.axes]
    known = [content for content in contents if any(key.startswith(f"{content.kind}.") for key in keys)]
    for number, row in enumerate(group.rows):
        try:
            _try(keys, row, known, whole=number < CHECKED_WHOLE)
        except InputError as error:
            return _fault(error.faults[0], group, axes, row)
    return None


def paths_that_meet(axes: tuple[SweepAxis, ...], contents: Iterable[Content]) -> Iterator[Fault]:
    """Axes that name the same value in different words."""
    for content in contents:
        seen: list[tuple[str | int, ...]] = []
        for axis in axes:
            table, _, below = axis.key.partition(".")
            if table == content.kind and below:
                path = content.path(below)
                if any(path[: len(other)] == other[: len(path)] for other in seen):
                    yield Fault("axis_twice", {"key": visible(axis.key)}, axis.place(0))
                seen.append(path)


def _try(keys: list[str], row: Combination, contents: list[Content], *, whole: bool) -> None:
    """Raises InputError where a row does not fit."""
    own = list(zip(keys, row, strict=True))
    for content in contents:
        if whole or not _fits(content, own):
            content.changed(texts(content.kind, [(key, toml_text(value)) for key, value in own]))
    params_of((key.partition(".")[2], plain(value)) for key, value in own if key.startswith("search."))


def _fits(content: Content, row: list[tuple[str, FromFile]]) -> bool:
    """Whether the items that hold the changed keys are of the right form."""
    data, tops = content.parsed.data, set()
    for key, value in row:
        table, _, below = key.partition(".")
        if table == content.kind:
            path = content.path(below)
            data = put(data, path, value)
            tops.add(path[:2] if isinstance(data[str(path[0])], list) else path[:1])
    try:
        for top in tops:
            _adapter(content.kind, str(top[0]), len(top) > 1).validate_python(value_at(top, data))
    except ValidationError:
        return False
    return True


@cache
def _adapter(kind: Kind, top: str, item: bool) -> TypeAdapter[Any]:
    """What validates the table under a key of the file, or an item of the list there."""
    field = (Scenario if kind == "scenario" else Model).model_fields[top]
    form: Any = Annotated[(field.annotation, *field.metadata)] if field.metadata else field.annotation
    return TypeAdapter(get_args(field.annotation)[0] if item else form)


def _fault(found: Fault, group: Group, axes: tuple[SweepAxis, ...], row: Combination) -> Fault:
    """What is wrong, at the value in the sweep file that brings it about."""
    shown = ", ".join(f"{axes[at].key} = {toml_text(value)}" for at, value in zip(group.axes, row, strict=True))
    about = next((at for at in group.axes if axes[at].key.partition(".")[0] not in FILES), group.axes[0])
    place = axes[about].place(axes[about].exact.index(row[group.axes.index(about)]))
    values = {
        "value": visible(shown[:200]),
        "reason": {language: found.message(language) for language in LANGUAGES},
        "remedy": {language: found.remedy(language) for language in LANGUAGES},
    }
    return Fault("axis_refused" if values["remedy"] else "axis_refused_only", values, place)
