"""Every command of regroup once, on small files in a folder of its own, and what each of them writes."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.cli.run import REGROUP, ROOT, surroundings

SWEEP = """schema = 1
name = "prove"
title = { nb = "Prøve", en = "Trial" }
why = "en prøve"
scenario = "toy"
model = "balanced"

[[axes]]
key = "model.terms.synergy.weight"
values = [1, 2, 5]
why = "vekten"

[[axes]]
key = "model.terms.moves.weight"
values = [0, 3]
why = "ro"
"""
STORE, RESULT, LISTED = "kept.sqlite", "result.json", "units.xlsx"
FORMATS = ("html", "docx", "pdf", "pptx", "xlsx")
CHANGE = ("--move", "barnevern=helse", "--why", "prøve")
DOCUMENTS = tuple(f"docs/result.{name}" for name in FORMATS)


@dataclass(frozen=True, slots=True)
class Command:
    """One command.

    Attributes:
        words: what is written after ``regroup``, in the folder of `prepared`.
        writes: the files that it makes, from the folder.
        best: whether a plan that it has told of is kept at Ctrl-C.
    """

    name: str
    words: tuple[str, ...]
    writes: tuple[str, ...] = ()
    best: bool = False


def _study(name: str, *more: str) -> Command:
    return Command(name, (name, "toy.toml", *more, "--out", f"{name}.json"), (f"{name}.json",))


COMMANDS: tuple[Command, ...] = (
    Command("solve", ("solve", "toy.toml", "--out", "a.json", "--report", "html"), ("a.json", "a.html")),
    Command(
        "solve-long",
        ("solve", "example-60", "--time-limit", "4", "--out", "b.json", "--lang", "en"),
        ("b.json",),
        best=True,
    ),
    Command(
        "solve-long-nb",
        ("solve", "example-60", "--time-limit", "4", "--out", "b.json", "--lang", "nb"),
        ("b.json",),
        best=True,
    ),
    Command("check", ("check", "toy.toml")),
    _study("compare"),
    _study("audit"),
    _study("alternatives"),
    _study("explain"),
    _study("frontier"),
    _study("robust", "--draws", "5"),
    Command("sweep", ("sweep", "prove.toml", "--workers", "1", "--store", "new.sqlite"), ("new.sqlite",)),
    Command("sweep-status", ("sweep", "status", STORE)),
    *(
        Command(f"sweep-table-{form}", ("sweep", "table", STORE, "--out", f"table.{form}"), (f"table.{form}",))
        for form in ("csv", "parquet", "xlsx")
    ),
    Command("sweep-summary", ("sweep", "summary", STORE, "--map", "map.svg"), ("map.svg",)),
    Command("sweep-merge", ("sweep", "merge", "whole.sqlite", STORE), ("whole.sqlite",)),
    Command("edit", ("edit", RESULT, *CHANGE, "--out", "e.json", "--report", "html"), ("e.json", "e.html")),
    Command("verify", ("verify", RESULT)),
    Command("reproduce", ("reproduce", RESULT)),
    Command("report", ("report", RESULT, "--to", ",".join(FORMATS), "--out", "docs"), DOCUMENTS),
    Command("report-public", ("report", RESULT, "--public", "--out", "docs"), ("docs/result.public.html",)),
    Command("models", ("models",)),
    Command("models-show", ("models", "show", "balanced")),
    Command("models-diff", ("models", "diff", "balanced", "few-moves")),
    Command("schema", ("schema", "scenario")),
    Command("new", ("new", "--example", "--xlsx", "n.xlsx", "--toml", "n.toml", "--force"), ("n.xlsx", "n.toml")),
    Command("import", ("import", LISTED, "--out", "i.toml", "--force"), ("i.toml",)),
    Command("import-csv", ("import", "units.csv", "--out", "c.toml", "--force"), ("c.toml",)),
)
MAKING = (
    ("solve", "toy.toml", "--out", RESULT),
    ("sweep", "prove.toml", "--workers", "1", "--store", STORE),
    ("new", "--from", "toy", "--xlsx", LISTED),
)


def chosen(names: str) -> list[Command]:
    """Those of a list such as ``solve,new``; all where it is empty."""
    known = {command.name: command for command in COMMANDS}
    return [known[name] for name in names.split(",") if name] or list(COMMANDS)


def prepared(folder: Path) -> Path:
    """Makes what the commands read."""
    folder.mkdir()
    for name in ("docs", "tmp"):
        (folder / name).mkdir()
    shutil.copy(ROOT / "scenarios" / "toy.toml", folder)
    shutil.copy(ROOT / "scenarios" / "example-60-units.csv", folder / "units.csv")
    (folder / "prove.toml").write_text(SWEEP, encoding="utf-8")
    for words in MAKING:
        subprocess.run([*REGROUP, *words], cwd=folder, env=around(folder), check=True, capture_output=True)
    return folder


def around(folder: Path, **more: str) -> dict[str, str]:
    """An environment in which temporary files go to ``folder/tmp``."""
    return surroundings(TMPDIR=str(folder / "tmp"), **more)


def files(folder: Path) -> set[str]:
    """All files and folders below, but what is there before anything is written."""
    return {os.path.relpath(path, folder) for path in folder.rglob("*")}


def left_over(folder: Path, before: set[str], writes: Sequence[str]) -> list[str]:
    """What is there and should not be."""
    return sorted(files(folder) - before - set(writes))
