"""Names that lead out of a folder, and files that are not what they seem, each with a canary that none may touch."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from regroup.errors import InputError
from regroup.read import read_model, read_scenario
from regroup.read.own_model import own_model
from regroup.sweep.store import Store
from regroup.write import check_writable, write_text
from tests.cli.small import MODEL, scenario

CANARY = "CANARY-4711"
TABLE = f"id;name;size.fte.value;size.fte.basis;size.fte.source\ncanary;{CANARY};5;stated;x\n"
NAMES = (
    "/c.csv",
    "//host/share/c.csv",
    "/proc/self/environ.csv",
    "../outside/c.csv",
    "./c.csv",
    "x/../../outside/c.csv",
    "../root/../outside/c.csv",
    "..\\outside\\c.csv",
    "\\\\host\\share\\c.csv",
    "C:c.csv",
    "C:/c.csv",
    "~/c.csv",
    "~root/c.csv",
    "file:c.csv",
    "file:///c.csv",
    "$HOME/c.csv",
    "${HOME}/c.csv",
    "%2e%2e/outside/c.csv",
    "..%2foutside/c.csv",
    "．．/outside/c.csv",
    "..;/outside/c.csv",
    ".../outside/c.csv",
    "..",
    ".",
    "",
    "/",
    "c.csv/",
    "c.csv/.",
    "x//c.csv",
    "a/" * 2000 + "c.csv",
    "a" * 300 + ".csv",
    "link.csv",
    "relative.csv",
    "chain.csv",
    "dangling.csv",
    "loop.csv",
    "linked/c.csv",
    "linked/deeper/c.csv",
    "deep/linked/c.csv",
    "up/outside/c.csv",
    "pipe.csv",
    "folder.csv",
    "device.csv",
    "notatable.txt",
)
"""What a scenario may call a table; the same with .toml is what it may call its model."""
OUTPUTS = (
    "link.json",
    "relative.json",
    "chain.json",
    "dangling.json",
    "loop.json",
    "pipe.json",
    "folder.json",
    "device.json",
)


def laid_out(top: Path) -> tuple[Path, Path]:
    """A folder with links of every kind, and one beside it with canaries."""
    root, outside = top / "root", top / "outside"
    for folder in (root / "deep", root / "x", outside / "deeper"):
        folder.mkdir(parents=True)
    for ending, text in (("csv", TABLE), ("toml", MODEL.replace("Egen", CANARY)), ("json", CANARY)):
        for folder in (outside, outside / "deeper"):
            (folder / f"c.{ending}").write_text(text, encoding="utf-8")
        (root / f"link.{ending}").symlink_to(outside / f"c.{ending}")
        (root / f"relative.{ending}").symlink_to(f"../outside/c.{ending}")
        (root / f"chain.{ending}").symlink_to(f"link.{ending}")
        (root / f"dangling.{ending}").symlink_to(outside / f"none.{ending}")
        (root / f"loop.{ending}").symlink_to(f"loop.{ending}")
        (root / f"device.{ending}").symlink_to("/dev/zero")
        (root / f"folder.{ending}").mkdir()
        os.mkfifo(root / f"pipe.{ending}")
    (root / "linked").symlink_to(outside)
    (root / "deep" / "linked").symlink_to(outside)
    (root / "up").symlink_to("..")
    (root / "notatable.txt").write_text(TABLE, encoding="utf-8")
    return root, outside


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, as it is."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def refused(act: Callable[[], object]) -> str:
    """What is said; empty where nothing was refused."""
    try:
        found = act()
    except InputError as error:
        return error.text("nb")
    assert CANARY not in repr(found), "read from outside"
    return ""


def table_of(root: Path, name: str) -> Callable[[], object]:
    """Reads a scenario that names a table."""
    text = scenario().replace("[measures.fte]", f"[tables]\nunits = {_quoted(name)}\n\n[measures.fte]", 1)
    (root / "case.toml").write_text(text, encoding="utf-8")
    return lambda: [unit.name for unit in read_scenario(root / "case.toml").units]


def model_named(root: Path, name: str) -> Callable[[], object]:
    """Reads the model that a scenario names."""
    case = root / "case.toml"
    return lambda: read_model(own_model(name, case))


def written_to(root: Path, name: str) -> Callable[[], object]:
    """Writes a result."""

    def act() -> None:
        check_writable(root / name)
        write_text("nytt", root / name)

    return act


def stored_in(root: Path, name: str) -> Callable[[], object]:
    """Opens a store of a sweep to write to it."""
    return lambda: Store.open(root / name, patience=0.1).close()


def _quoted(name: str) -> str:
    return "'" + name + "'"
