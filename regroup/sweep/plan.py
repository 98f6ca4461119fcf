"""Plans a sweep: reads its file, checks all that can be checked, and lists its runs one by one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from regroup.draws import ranges
from regroup.errors import Fault, InputError
from regroup.read.own_model import own_model
from regroup.read.sweep import read_sweep_file
from regroup.scenario import Scenario
from regroup.sweep.axes import axes_of, one_file
from regroup.sweep.axis import DRAW, FILES, SweepAxis, plain, toml_text
from regroup.sweep.base import Task, Value
from regroup.sweep.checks import group_fault, paths_that_meet
from regroup.sweep.content import Content, content
from regroup.sweep.files import reference
from regroup.sweep.grid import Combination, Grid
from regroup.sweep.key import run_key
from regroup.sweep.settings import params_of
from regroup.sweep.setup import problem_of
from regroup.sweep_file import SweepFile


def read_sweep(name_or_path: str | Path) -> Sweep:
    """The sweep in a file, or a shipped one by its name.

    Raises:
        InputError: everything that is wrong with it, or with a scenario or model that it names.
    """
    file, folder = read_sweep_file(name_or_path)
    sweep = Sweep(file, folder)
    sweep.check()
    return sweep


class Sweep:
    """The runs of a sweep file, in an order that is always the same; listed as they are asked for.

    Attributes:
        name, title, why: as the file says.
        axes: what is changed; files first, where there are several.
    """

    def __init__(self, file: SweepFile, folder: Path) -> None:
        self.name, self.title, self.why = file.name, file.title, file.why
        self.axes = axes_of(file, folder)
        self._file, self._folder = file, folder
        self._grid = Grid(self.axes, file)
        self._fixed = {kind: one_file(file, kind, folder) for kind in ("scenario", "model")}
        self._settings = tuple(_settings(file))
        self._count: int | None = None

    def __len__(self) -> int:
        """How many runs there are, after filters."""
        if self._count is None:
            self._count = sum(1 for _ in self._grid)
        return self._count

    def __iter__(self) -> Iterator[Task]:
        return (self._task(combination) for combination in self._grid)

    def names(self) -> tuple[dict[str, str], dict[str, str]]:
        """Of units and of areas by id, where all runs have the same scenario; empty otherwise."""
        named = self._fixed["scenario"]
        if named is None or any(axis.key == "scenario" for axis in self.axes):
            return {}, {}
        facts = content("scenario", reference(named, self._folder)).checked
        if not isinstance(facts, Scenario):
            raise TypeError(named)
        return {unit.id: unit.name for unit in facts.units}, dict(facts.area_names)

    def check(self) -> None:
        """Checks what would only show in the runs.

        Raises:
            InputError: a file that cannot be read, a value that does not fit, nothing left by the filters, draws where
                nothing is uncertain.
        """
        _refuse(self._setting_faults())
        firsts = self._firsts()
        contents = list(dict.fromkeys(found for pair in firsts for found in self._contents(*pair)))
        found = [group_fault(group, self.axes, contents) for group in self._grid.groups]
        _refuse(fault for fault in found if fault)
        _refuse(paths_that_meet(self.axes, contents))
        if not len(self):
            _refuse([Fault("sweep_nothing_left", {}, self._file.place("filters"))])
        for combination in firsts.values():
            _refuse(self._uncertain(self._task(combination)))

    def _firsts(self) -> dict[tuple[str, str], Combination]:
        """The first combination of every scenario and model that are run together."""
        firsts: dict[tuple[str, str], Combination] = {}
        self._count = 0
        for combination in self._grid:
            firsts.setdefault(self._files(combination), combination)
            self._count += 1
        return firsts

    def _uncertain(self, task: Task) -> Iterator[Fault]:
        stated = problem_of(replace(task, draw=None))
        if task.draw is not None and not ranges(stated):
            at = next(axis for axis in self.axes if axis.key == DRAW)
            yield Fault("axis_nothing_uncertain", {"scenario": task.scenario}, at.place(0))

    def _setting_faults(self) -> Iterator[Fault]:
        for name, value in self._settings:
            try:
                params_of([(name, value)])
            except InputError as error:
                yield from (Fault(fault.code, fault.values, self._file.place("search", name)) for fault in error.faults)

    def _files(self, combination: Combination) -> tuple[str, str]:
        """What `read_scenario` and `read_model` are to read."""
        named = self._fixed | {
            axis.key: str(value) for axis, value in zip(self.axes, combination, strict=True) if axis.key in FILES
        }
        scenario = reference(named["scenario"] or "", self._folder)
        if named["model"] is not None:
            return scenario, reference(named["model"], self._folder)
        parsed = content("scenario", scenario).parsed
        own = own_model(str(parsed.data.get("model", "balanced")), parsed.path, parsed.origin.place("model"))
        return scenario, reference(str(own), Path())

    @staticmethod
    def _contents(scenario: str, model: str) -> tuple[Content, Content]:
        return content("scenario", scenario), content("model", model)

    def _task(self, combination: Combination) -> Task:
        scenario, model = self._files(combination)
        named = list(zip(self.axes, combination, strict=True))
        changes = tuple((a.key, toml_text(value)) for a, value in named if a.key.startswith(("scenario.", "model.")))
        varied = {a.key.partition(".")[2]: plain(value) for a, value in named if a.key.startswith("search.")}
        settings = tuple((dict(self._settings) | varied).items())
        draw = next((int(value) for a, value in named if a.key == DRAW), None)
        key = run_key(*self._contents(scenario, model), changes, settings, draw)
        return Task(key, scenario, model, changes, settings, draw, tuple((a.key, plain(value)) for a, value in named))


def _settings(file: SweepFile) -> Iterator[tuple[str, Value]]:
    search = file.search
    if search.work is not None:
        yield "work", float(search.work)
    if search.gap is not None:
        yield "gap", float(search.gap)
    if search.seed is not None:
        yield "seed", search.seed


def _refuse(faults: Iterator[Fault] | list[Fault]) -> None:
    if found := list(faults):
        raise InputError(found)


__all__ = ["Sweep", "SweepAxis", "read_sweep"]
