"""The axes of a sweep file, listed: what they may change, and how many combinations there are."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path
from typing import cast

from regroup.errors import Fault, InputError
from regroup.read.lines import visible
from regroup.rules.fitting import nearest
from regroup.sweep.axis import DRAW, FILES, SETTINGS, SweepAxis
from regroup.sweep.files import Kind, expanded, matching
from regroup.sweep.values import count_of, value_faults, values_of
from regroup.sweep_file import Axis, SweepFile

_PLAIN = (*FILES, DRAW, *(f"search.{name}" for name in SETTINGS))


def axes_of(file: SweepFile, folder: Path) -> tuple[SweepAxis, ...]:
    """All axes with their values: the files that the top of the sweep file names, if more than one, then its own.

    Raises:
        InputError: every fault in an axis by itself; else axes that do not go together, or too many combinations.
    """
    faults = list(_faults(file))
    _refuse(faults)
    named = [axis for kind in FILES for axis in _named(file, cast(Kind, kind), folder, faults)]
    paths = {at: matching(axis.files, folder) for at, axis in enumerate(file.axes) if axis.files is not None}
    for at, found in paths.items():
        if not found:
            faults.append(_no_file(str(file.axes[at].files), file, "axes", at, "files"))
    faults += _group_faults(file, paths)
    _refuse(faults)
    counts = [len(axis.exact) for axis in named] + _group_counts(file, paths)
    if (runs := math.prod(counts)) > file.limit:
        _refuse([Fault("sweep_too_many", {"count": runs, "limit": file.limit}, file.place("axes"))])
    return (*named, *(_listed(file, at, paths.get(at)) for at in range(len(file.axes))))


def one_file(file: SweepFile, kind: Kind, folder: Path) -> str | None:
    """The one file of a kind that all runs have; None where none is named."""
    texts = (getattr(file, kind) or getattr(file, f"{kind}s")) or ()
    found = expanded(kind, texts, folder)
    return found[0] if found else None


def _named(file: SweepFile, kind: Kind, folder: Path, faults: list[Fault]) -> Iterator[SweepAxis]:
    key = kind if getattr(file, kind) is not None else f"{kind}s"
    texts = getattr(file, key) or ()
    own = [at for at, axis in enumerate(file.axes) if axis.key == kind]
    if own and texts:
        faults.append(Fault("axis_twice", {"key": kind}, file.place("axes", own[0], "key")))
    if kind == "scenario" and not own and not texts:
        faults.append(Fault("sweep_no_scenario", {}, file.place()))
    found = expanded(kind, texts, folder)
    if texts and not found:
        faults.append(_no_file(", ".join(texts), file, key))
    if len(found) > 1:
        yield SweepAxis(kind, tuple(found), None, (file.place(key),), file.why)


def _listed(file: SweepFile, at: int, paths: list[str] | None) -> SweepAxis:
    axis = file.axes[at]
    exact = tuple(paths) if paths is not None else values_of(axis)
    if axis.zip is None:
        exact = tuple(dict.fromkeys(exact)) if axis.sample is not None else exact
    if axis.values is not None:
        places = tuple(file.place("axes", at, "values", index) for index in range(len(exact)))
    else:
        places = (file.place("axes", at, "key"),)
    return SweepAxis(axis.key, exact, axis.zip, places, axis.why)


def _faults(file: SweepFile) -> Iterator[Fault]:
    """What shows in each axis by itself, and keys that meet."""
    for at, axis in enumerate(file.axes):
        yield from _key_faults(file, at, axis)
        yield from value_faults(file, at)
        parts = axis.key.split(".")
        for other in file.axes[:at]:
            theirs = other.key.split(".")
            shorter = min(len(parts), len(theirs))
            whole = 1 in (len(parts), len(theirs)) and len(parts) != len(theirs)  # a file, and a key in it
            if parts[:shorter] == theirs[:shorter] and not whole:
                yield Fault("axis_twice", {"key": visible(axis.key)}, file.place("axes", at, "key"))


def _key_faults(file: SweepFile, at: int, axis: Axis) -> Iterator[Fault]:
    root, _, below = axis.key.partition(".")
    place = file.place("axes", at, "key")
    texts = axis.values is not None and all(isinstance(value, str) for value in axis.values)
    if axis.key in FILES and not (texts or axis.files is not None):
        yield Fault("axis_needs_files", {"key": axis.key}, place)
    elif axis.key not in FILES and axis.files is not None:
        yield Fault("axis_files_only", {"key": visible(axis.key)}, place)
    elif (axis.key == DRAW) != (axis.draws is not None):
        yield Fault("axis_draws_only", {"key": visible(axis.key)}, place)
    elif axis.key == "scenario.model":  # which model a run has is decided before its scenario is changed
        yield Fault("axis_key_near", {"found": axis.key, "suggestion": "model"}, place)
    elif not (axis.key in _PLAIN or (root in FILES and below)):
        near = nearest(axis.key, _PLAIN) or (
            f"{nearest(root, FILES)}.{below}" if below and nearest(root, FILES) else ""
        )
        values = {"found": visible(axis.key), "suggestion": visible(near), "accepted": ", ".join(_PLAIN)}
        yield Fault("axis_key_near" if near else "axis_key", values, place)


def _groups(file: SweepFile) -> dict[str | int, list[int]]:
    found: dict[str | int, list[int]] = {}
    for at, axis in enumerate(file.axes):
        found.setdefault(at if axis.zip is None else axis.zip, []).append(at)
    return found


def _count(file: SweepFile, at: int, paths: dict[int, list[str]]) -> int:
    return len(paths[at]) if at in paths else count_of(file.axes[at])


def _group_counts(file: SweepFile, paths: dict[int, list[str]]) -> list[int]:
    return [_count(file, group[0], paths) for group in _groups(file).values()]


def _group_faults(file: SweepFile, paths: dict[int, list[str]]) -> Iterator[Fault]:
    for first, *rest in _groups(file).values():
        for at in rest:
            mine, theirs = _count(file, at, paths), _count(file, first, paths)
            if mine != theirs:
                keys = {"key": visible(file.axes[at].key), "other": visible(file.axes[first].key)}
                place = file.place("axes", at, "zip")
                yield Fault("axis_zip", {**keys, "count": mine, "other_count": theirs}, place)


def _no_file(pattern: str, file: SweepFile, *key: str | int) -> Fault:
    return Fault("sweep_no_file", {"found": visible(pattern)}, file.place(*key))


def _refuse(faults: list[Fault]) -> None:
    if faults:
        raise InputError(faults)
