"""Reads a sweep file; what its axes name is checked where its runs are planned."""

from __future__ import annotations

from pathlib import Path

from regroup.errors import Fault
from regroup.fields import shown
from regroup.read.parsed import parse_file
from regroup.read.shipped import resolve
from regroup.read.validate import refuse, validate
from regroup.sweep_file import SweepFile


def read_sweep_file(name_or_path: str | Path) -> tuple[SweepFile, Path]:
    """The sweep file, or a shipped one by its name, and the folder that its paths are seen from.

    Raises:
        InputError: everything that is wrong with its form, each with its place.
    """
    parsed = parse_file(resolve("sweeps", name_or_path))
    origin = parsed.origin
    sweep = validate(SweepFile, parsed.data, origin).located(origin)
    faults = []
    if sweep.name != parsed.path.stem:
        name, stem = shown(parsed.path.name).strip('"'), shown(parsed.path.stem).strip('"')
        values = {"found": sweep.name, "file": name, "suggestion": stem}
        faults.append(Fault("sweep_name_not_file", values, origin.place("name")))
    for one, many in (("scenario", "scenarios"), ("model", "models")):
        if getattr(sweep, one) is not None and getattr(sweep, many) is not None:
            faults.append(Fault("sweep_one_or_many", {"one": one, "many": many}, origin.key_place(many)))
    refuse(faults, origin)
    return sweep, parsed.path.parent
