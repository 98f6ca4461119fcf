"""The model that a scenario names itself: one that comes with regroup, or a file in the scenario's own folder.

Whoever runs regroup may name any file. A scenario may come from anybody, and what it names is opened and, where it is
wrong, shown: so it may name nothing outside of its folder.
"""

from __future__ import annotations

from pathlib import Path

from regroup.errors import Fault, InputError, Place
from regroup.fields import LONGEST_NAME
from regroup.read.lines import visible


def own_model(name: str, scenario: Path, place: Place | None = None) -> str | Path:
    """What `read_model` is to read for the model that the file ``scenario`` names.

    Args:
        place: where it is named.

    Raises:
        InputError: a name that leads out of the folder, is a link, or does not end in .toml.
    """
    if not any(mark in name for mark in "/\\") and not name.endswith(".toml"):
        return name
    parts, folder = name.split("/"), scenario.parent
    outside = any(part in ("", ".", "..") for part in parts) or any(mark in name for mark in "\\:~\0")
    if outside or not name.endswith(".toml") or len(name) > LONGEST_NAME:
        raise InputError([Fault("model_outside", {"file": visible(name[:100])}, place)])
    if any(_is_link(folder.joinpath(*parts[: at + 1])) for at in range(len(parts))):
        raise InputError([Fault("model_is_link", {"file": visible(name[:100])}, place)])
    return folder.joinpath(*parts)


def _is_link(path: Path) -> bool:
    try:
        return path.is_symlink()
    except OSError:  # such as a name that is too long: reading says so
        return False
