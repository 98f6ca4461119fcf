"""The documents that --report asks for: refused before anything is computed, written when the answer has been said."""

from __future__ import annotations

import webbrowser
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from regroup.cli.talk import complain
from regroup.problem import Problem
from regroup.read.lines import visible
from regroup.read.shipped import resolve
from regroup.text import say
from regroup.write import check_writable, inputs_of, write_bytes

if TYPE_CHECKING:
    from regroup.paper import Paper


@dataclass(frozen=True, slots=True)
class Documents:
    """What is to be written, and where.

    Attributes:
        formats: none where no document was asked for.
        stem: folder and name of the documents; each format adds its suffix.
        show: whether the page is shown in the browser.
        inputs: files that are never written over.
    """

    formats: tuple[str, ...]
    stem: Path
    show: bool
    inputs: Sequence[Path]

    def target(self, name: str) -> Path:
        """The file of a format."""
        return self.stem.with_name(f"{self.stem.name}.{name}")

    def write(self, make: Callable[[], Paper], language: str, quiet: bool) -> None:
        """Writes the document in each format; makes it only where one is asked for.

        Raises:
            InputError: a file cannot be written, or the ``report`` extra is not installed.
        """
        if not self.formats:
            return
        from regroup.formats import rendered

        paper = make()
        for name in self.formats:
            write_bytes(rendered(paper, name), self.target(name), self.inputs)
            if not quiet:
                complain(say("formats.written", language, path=visible(str(self.target(name)))))
            if self.show and name == "html":
                webbrowser.open(self.target(name).resolve().as_uri())


def documents(
    report: str | None, show: bool, scenario: str, command: str, out: Path | None, problem: Problem
) -> Documents:
    """What --report and --open ask of a command: beside --out, else NAME.COMMAND.html beside the scenario.

    Beside a shipped scenario nothing is written: its documents go where the command is run.

    Raises:
        InputError: a format is unknown, or a file cannot be written there.
    """
    path = resolve("scenarios", scenario)
    folder = path.parent if path == Path(scenario) else Path()
    stem = folder / f"{path.stem}.{command}" if out is None else out.with_name(out.name.removesuffix(".json"))
    return documents_at(stem, report, show, inputs_of(problem))


def documents_at(stem: Path, report: str | None, show: bool, inputs: Sequence[Path]) -> Documents:
    """The same where it is known where they go: ``stem`` is folder and name, ``inputs`` are never written over.

    Raises:
        InputError: a format is unknown, or a file cannot be written there.
    """
    if report is None and not show:
        return Documents((), Path(), show, ())
    from regroup.formats import formats_in

    asked = Documents(formats_in(report or "html"), stem, show, inputs)
    for name in asked.formats:
        check_writable(asked.target(name), asked.inputs)
    return asked
