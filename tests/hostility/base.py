"""One bad input: the files it is made of, the command that is given them, and what may come of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.fuzzing.seeds import LINES, LIST, PLAN, ROOT, STUDY
from tests.read.files import PAIRS, TOP, UNITS
from tests.sweep_cases import TOP as SWEEP
from tests.sweep_cases import WEIGHTS

Content = bytes | Callable[[], bytes]
Kind = str
TOY = (ROOT / "scenarios" / "toy.toml").read_text(encoding="utf-8")
MODEL = (ROOT / "models" / "balanced.toml").read_text(encoding="utf-8").replace('"balanced"', '"prove"')


@dataclass(frozen=True)
class Case:
    """A bad input.

    Attributes:
        name: what is bad, and in which kind of file.
        kind: which command reads it: a key of `COMMANDS`.
        files: name → content, or what makes it.
        refused: True where it must be refused; None where it may be accepted too.
        code: the fault's code, where only one is right.
        prepare: puts what is no plain file in the folder.
        words: of the command, when not the usual ones.
    """

    name: str
    kind: Kind
    files: Mapping[str, Content] = field(default_factory=dict)
    refused: bool | None = None
    code: str = ""
    prepare: Callable[[Path], None] | None = None
    words: tuple[str, ...] = ()

    @property
    def command(self) -> tuple[str, ...]:
        """The words of the command."""
        return self.words or COMMANDS[self.kind]


COMMANDS: dict[Kind, tuple[str, ...]] = {
    "scenario": ("check", "f.toml"),
    "table": ("check", "f.toml"),
    "model": ("check", "toy", "--model", "prove.toml"),
    "study": ("read-study", "s.toml"),
    "sweep": ("sweep", "./prove.toml", "--dry-run"),
    "plan": ("read-plan", "p.toml"),
    "planjson": ("read-plan", "p.json"),
    "result": ("verify", "r.json"),
    "told": ("read-told", "r.json"),
    "csv": ("import", "a.csv"),
    "xlsx": ("import", "a.xlsx"),
    "set": ("check", "toy", "--set"),
}
"""The three that begin with ``read-`` are readers without a command of their own that answers at once."""
FILE = {kind: words[-1].removeprefix("./") for kind, words in COMMANDS.items()} | {
    "sweep": "prove.toml",
    "table": "u.csv",
}
WHOLE: dict[Kind, str] = {
    "scenario": TOY,
    "model": MODEL,
    "study": STUDY,
    "sweep": SWEEP + WEIGHTS,
    "plan": PLAN,
    "table": UNITS,
    "csv": LIST + LINES,
}
"""A right file of each kind that is text."""
TOML = ("scenario", "model", "study", "sweep", "plan")


def of(kind: Kind, name: str, content: Content | str, **more: object) -> Case:
    """A case of one file; a table comes with the scenario that names it."""
    plain = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    files: dict[str, Content] = {FILE[kind]: plain}
    if kind == "table":
        files |= {"f.toml": TOP.encode(), "s.csv": PAIRS.encode()}
    return Case(f"{name} / {kind}", kind, files, **more)  # type: ignore[arg-type]


def changed(kind: Kind, old: str, new: str) -> str:
    """The right file of a kind with one thing changed, the first that is so."""
    whole = WHOLE[kind]
    if old not in whole:
        raise ValueError(f"{old!r} does not stand in the {kind}")
    return whole.replace(old, new, 1)


def in_all(name: str, content: Content | str, kinds: Sequence[Kind] = TOML, **more: object) -> list[Case]:
    """The same content as a file of each kind."""
    return [of(kind, name, content, **more) for kind in kinds]
