"""Which files a sweep names: shipped ones by name, others by a path seen from the sweep file's own folder."""

from __future__ import annotations

import os
from collections.abc import Iterable
from fnmatch import fnmatchcase
from glob import iglob
from itertools import islice
from pathlib import Path
from typing import Literal

from regroup.read.shipped import names
from regroup.sweep_file import MOST_VALUES

Kind = Literal["scenario", "model"]
_SHIPPED: dict[Kind, Literal["scenarios", "models"]] = {"scenario": "scenarios", "model": "models"}


def is_path(text: str) -> bool:
    """Whether a text is a path, not the name of a shipped file."""
    return "/" in text or "\\" in text or text.endswith(".toml")


def reference(text: str, folder: Path) -> str:
    """What `read_scenario` and `read_model` take, from whatever folder they are called."""
    return os.path.abspath(folder / text) if is_path(text) else text  # noqa: PTH100 - links are not followed


def expanded(kind: Kind, texts: Iterable[str], folder: Path) -> list[str]:
    """Names and paths with patterns written out, each once."""
    found: dict[str, None] = {}
    for text in texts:
        found |= dict.fromkeys([text] if "*" not in text else _matches(kind, text, folder))
    return list(found)


def _matches(kind: Kind, pattern: str, folder: Path) -> list[str]:
    if is_path(pattern):
        return matching(pattern, folder)
    return [name for name in names(_SHIPPED[kind]) if fnmatchcase(name, pattern)]


def matching(pattern: str, folder: Path) -> list[str]:
    """Paths, from ``folder`` and in alphabetical order, of the TOML files that match a pattern."""
    found = iglob(pattern, root_dir=folder, recursive=True)  # noqa: PTH207 - a pattern may begin with ../ or /
    paths = {path.replace(os.sep, "/") for path in islice(found, MOST_VALUES + 1) if path.endswith(".toml")}
    return sorted(path if "/" in path else f"./{path}" for path in paths)
