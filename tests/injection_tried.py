"""One hostile text at a time, in every field, in every format, on the screen and in the table of a sweep."""

from __future__ import annotations

import datetime
import io
from functools import cache
from itertools import product
from pathlib import Path

from regroup.checking import check
from regroup.edited import edited
from regroup.errors import InputError
from regroup.formats import rendered
from regroup.paper import paper_of
from regroup.problem import Problem
from regroup.read.inputs import read_inputs
from regroup.report.check import print_check
from regroup.report.models import print_list, print_model
from regroup.report.page import console_on
from regroup.report.terminal import print_result
from regroup.result import Result
from regroup.retold import retold
from tests.injection_checks import faults_of, screen
from tests.injection_fields import Node, fields, put, stated
from tests.injection_table import tables
from tests.paper.hostile import hostile
from tests.result_cases import at_once

FORMATS = ("html", "docx", "pdf", "pptx", "xlsx")
LANGUAGES = ("nb", "en")


class Terminal(io.StringIO):
    """A screen with colours."""

    def isatty(self) -> bool:
        return True


@cache
def one_of_each() -> tuple[tuple[str | int, ...], ...]:
    """One path for each field that the schemas know."""
    found = {tuple("*" if isinstance(part, int) else part for part in path): path for path in reversed(fields())}
    return tuple(found.values())


class Tried:
    """What was tried and what was wrong.

    Args:
        folder: where files are left for other programs to open; none are where it is None.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self.count = self.taken = self.refused = 0
        self.wrong: list[str] = []

    def __str__(self) -> str:
        kept = f"{self.taken} taken and {self.refused} refused by fields"
        return f"{kept}, {self.count} tried, {len(self.wrong)} wrong"

    def found(self, faults: list[str]) -> None:
        """Tells what is wrong as it is found."""
        self.wrong += faults
        for fault in faults:
            print(fault, flush=True)

    def payload(self, number: int, text: str, formats: tuple[str, ...] = FORMATS) -> None:
        """Everything with one text."""
        taken = self._each_field(number, text)
        if taken:
            self._told(number, text, taken, formats)
        for name in formats:
            self._file(f"{number}-paper", name, rendered(hostile(text), name))
        for name, content in tables(text):
            self._file(f"{number}-table", name, content)

    def _each_field(self, number: int, text: str) -> list[tuple[str | int, ...]]:
        """The fields that take it; what is said where one does not is safe to print."""
        taken = []
        for path in one_of_each():
            self.count += 1
            try:
                read_inputs(put(stated(), path, text))
                taken.append(path)
            except InputError as error:
                said = [fault for language in LANGUAGES for fault in screen(error.text(language))]
                self.found([f"{number} {path}: {fault}" for fault in said])
        self.taken, self.refused = self.taken + len(taken), self.refused + len(one_of_each()) - len(taken)
        return taken

    def _told(self, number: int, text: str, taken: list[tuple[str | int, ...]], formats: tuple[str, ...]) -> None:
        problem = read_inputs(everywhere(text, {_kind(path) for path in taken}))
        result = changed(retold(at_once(problem)), text)
        self.count += 2 * len(result.provenance.edits)
        for language in LANGUAGES:
            for name in formats:
                content = rendered(paper_of(result, language), name)
                self._file(f"{number}-{language}", name, content, len(taken))
            self.count += len(taken)
            self.found([f"{number} {language}: {fault}" for fault in screen(on_screen(problem, result, language))])

    def _file(self, stem: str, name: str, content: bytes, texts: int = 1) -> None:
        self.count += texts
        self.found([f"{stem}.{name}: {fault}" for fault in faults_of(name, content)])
        if self._folder is not None and name in ("html", "xlsx", "csv"):
            (self._folder / f"{stem}.{name}").write_bytes(content)


def _kind(path: tuple[str | int, ...]) -> tuple[str, ...]:
    return tuple("*" if isinstance(part, int) else part for part in path)


def everywhere(text: str, kinds: set[tuple[str, ...]]) -> Node:
    """The text in every field of some kinds, numbered where names must differ."""
    made = stated()
    every = fields()
    for at, path in enumerate(every):
        if _kind(path) in kinds and not any(other[:-1] == path for other in every):  # a table, where both may stand
            differs = path[-1] == "name" or path[-2:-1] == ("fields",)
            made = put(made, path, f"{text} {at}" if differs else text)
    return made


def changed(result: Result, text: str) -> Result:
    """The same with a change by hand of which the text is the reason and the role, where it may be that."""
    if result.plan is None:
        return result
    for unit, area in product(result.plan.evaluation.plan, result.problem.scenario.area_of):
        try:
            after, _ = edited(result, "0" * 64, {unit: area}, text, text, datetime.date(2026, 3, 1))
        except InputError:  # the unit is there already, or the text is refused
            continue
        if after is not None:
            return after
    return result


def on_screen(problem: Problem, result: Result, language: str) -> str:
    """What solve, check and models print on a terminal."""
    stream = Terminal()
    console = console_on(stream)
    print_result(console, result, language)
    print_check(console, check(problem), language)
    print_list(console, [problem.model], language)
    print_model(console, problem.model, language)
    return stream.getvalue()
