"""Finds the scenarios and models that come with regroup, and what a name on the command line means."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import Literal

from regroup.errors import Fault, InputError
from regroup.fields import shown
from regroup.rules.fitting import nearest

Kind = Literal["models", "scenarios", "studies", "sweeps"]
_FOLDERS = {"studies": "scenarios/studies", "sweeps": "scenarios/sweeps"}
"""Where it is not simply the kind."""
_CODES: dict[Kind, str] = {
    "models": "unknown_model",
    "scenarios": "unknown_scenario",
    "studies": "unknown_study",
    "sweeps": "unknown_sweep",
}


def folder(kind: Kind) -> Path:
    """The folder of shipped files: inside the installed package, else beside it in a checkout.

    Raises:
        InputError: neither is there; the installation is broken.
    """
    package = Path(str(resources.files("regroup")))
    name = _FOLDERS.get(kind, kind)
    for candidate in (package / "shipped" / name, package.parent / name):
        if candidate.is_dir():
            return candidate
    raise InputError([Fault("no_shipped_files", {"kind": kind})])


def names(kind: Kind) -> list[str]:
    """The names of the shipped files, in alphabetical order."""
    return sorted(path.stem for path in folder(kind).glob("*.toml"))


def resolve(kind: Kind, name_or_path: str | Path) -> Path:
    """The file that a name or path means: with a separator or the ending .toml it is a path, else a name.

    Raises:
        InputError: no shipped file has the name.
    """
    text = str(name_or_path)
    if isinstance(name_or_path, Path) or any(mark in text for mark in "/\\") or text.endswith(".toml"):
        return Path(name_or_path)
    known = names(kind)
    if text in known:
        return _short(folder(kind) / f"{text}.toml")
    suggestion = nearest(text, known)
    values = {"found": shown(text).strip('"'), "suggestion": suggestion, "accepted": ", ".join(known)}
    code = _CODES[kind]
    raise InputError([Fault(code + ("_near" if suggestion else ""), values)])


def _short(path: Path) -> Path:
    """Relative to the working folder where it lies below it: shorter in messages."""
    try:
        return path.relative_to(Path.cwd())
    except (ValueError, OSError):
        return path
