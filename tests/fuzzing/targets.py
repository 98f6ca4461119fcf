"""What is fuzzed: each reader with inputs to begin from, and what is done with one input."""

from __future__ import annotations

import functools
import sys
import tomllib
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from regroup.errors import InputError
from regroup.intake import taking
from regroup.intake.understood import Understood
from regroup.problem import Problem
from regroup.read import read_model, read_scenario, read_study
from regroup.read.inputs import read_inputs
from regroup.read.plan_file import read_plan
from regroup.read.result_file import read_told
from regroup.sheets.toml_text import toml_text
from regroup.sweep.plan import read_sweep
from regroup.workbook.start import start_tables
from tests.fuzzing import packed, seeds

APART = b"\n@@file "
"""Between the files of an input that has several."""


@dataclass(frozen=True)
class Target:
    """One reader.

    Attributes:
        seeds: inputs to begin from.
        run: reads one input, with a folder to write it in; raises `InputError` where it is wrong.
        share: how many executions it gets beside the others.
    """

    name: str
    seeds: Callable[[], Sequence[bytes]]
    run: Callable[[bytes, Path], object]
    share: int


def _written(content: bytes, folder: Path, name: str) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def _scenario(content: bytes, folder: Path) -> object:
    return read_scenario(_written(content, folder, "f.toml"))


def _tables(content: bytes, folder: Path) -> object:
    """A scenario, its units and its pairs."""
    top, *others = content.split(APART)
    for name, other in zip(("u.csv", "s.csv"), [*others, b"", b""], strict=False):
        _written(other, folder, name)
    return read_scenario(_written(top, folder, "t.toml"))


def _model(content: bytes, folder: Path) -> object:
    return read_model(_written(content, folder, "prove.toml"))


@functools.cache
def _toy() -> Problem:
    return Problem(read_scenario("toy"), read_model("balanced"))


def _study(content: bytes, folder: Path) -> object:
    return read_study(_written(content, folder, "s.toml"), _toy())


def _sweep(content: bytes, folder: Path) -> object:
    return read_sweep(_written(content, folder, "prove.toml"))


def _set(content: bytes, folder: Path) -> object:
    """Changes on the command line, one a line: of the scenario those that begin so, else of the model."""
    for line in content.decode("utf-8", "surrogateescape").split("\n")[:4]:
        if line.startswith("scenario."):
            read_scenario("toy", [line.removeprefix("scenario.")])
        else:
            read_model("balanced", [line])
    return None


def _plan(content: bytes, folder: Path) -> object:
    ending = "json" if content.lstrip()[:1] in (b"{", b"") else "toml"
    return read_plan(_written(content, folder, f"p.{ending}"), _toy().scenario)


def _result(content: bytes, folder: Path) -> object:
    told = read_told(_written(content, folder, "r.json"))
    return read_inputs(told["inputs"]) if told["kind"] == "result" and told["inputs"] else None


def _taken(path: Path) -> Understood:
    """Takes in a file, and holds the scenario file that is made of it to what it must be."""
    found = taking.take_in(path, "nb", start_tables(None, "nb"))
    text = toml_text(found.tables, "nb", found.comments)
    tomllib.loads(text)
    if zlib.crc32(text.encode()) % 4:  # reading it whole takes as long as all the rest
        return found
    try:
        read_scenario(_written(text.encode(), path.parent, "taken.toml"))
    except InputError as error:
        codes = {fault.code for fault in error.faults}
        if found.row is None or codes & _NEVER:
            raise AssertionError(f"what was taken in cannot be read: {sorted(codes)}") from error
    return found


_NEVER = {"file_empty", "toml_syntax", "unknown_area", "duplicate_id", "id_pattern", "unknown_key", "not_text", "blank"}
"""Faults that a scenario made of a list must not have; that it has no areas, or one name for two units, may be."""


def _csv(content: bytes, folder: Path) -> object:
    return _taken(_written(content, folder, "a.csv"))


def _cells(content: bytes, folder: Path) -> object:
    opened = packed.opened(content)
    whole = taking.open_sheets
    taking.open_sheets = lambda path: opened
    try:
        return _taken(folder / "a.xlsx")
    finally:
        taking.open_sheets = whole


def _parts(content: bytes, folder: Path) -> object:
    return _taken(_written(packed.packed(content), folder, "a.xlsx"))


def _zip(content: bytes, folder: Path) -> object:
    return _taken(_written(content, folder, "a.xlsx"))


TARGETS = (
    Target("scenario", seeds.scenarios, _scenario, 20),
    Target("tables", seeds.tables, _tables, 14),
    Target("model", seeds.models, _model, 10),
    Target("study", seeds.studies, _study, 5),
    Target("sweep", seeds.sweeps, _sweep, 5),
    Target("set", seeds.sets, _set, 6),
    Target("plan", seeds.plans, _plan, 6),
    Target("result", seeds.results, _result, 6),
    Target("csv", seeds.lists, _csv, 10),
    Target("cells", seeds.cells, _cells, 12),
    Target("parts", seeds.parts, _parts, 4),
    Target("zip", seeds.zips, _zip, 2),
)
"""The last two read workbooks with the library in this process, which is a hundred times quicker than in its own."""


def by_name(name: str) -> Target:
    """A target by its name; ends the program where there is none."""
    for target in TARGETS:
        if target.name == name:
            return target
    sys.exit(f"targets are: {', '.join(target.name for target in TARGETS)}")


__all__ = ["APART", "TARGETS", "Target", "by_name"]
