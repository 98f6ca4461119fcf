"""Changes to a model from the command line: ``--set terms.synergy.weight=5``."""

from __future__ import annotations

import re
from typing import Any

from regroup.errors import Fault, InputError, Place
from regroup.instance import Key
from regroup.read.lines import visible
from regroup.read.origin import FileOrigin
from regroup.read.toml import Tables, value_of
from regroup.rules.fitting import nearest

_WORD = re.compile(r"[^\W\d][\w -]*$")
_LONGEST = 2000


def apply(override: str, data: Tables, origin: FileOrigin) -> None:
    """Puts one change into ``data`` and tells ``origin`` where it came from.

    Raises:
        InputError: it is not of the form key=value, or names something that is not there.
    """
    name, equals, text = override.partition("=")
    parts = [part.strip() for part in name.split(".")]
    if not equals or not all(parts) or len(override) > _LONGEST:
        raise _refused("override_form", override)
    here: Any = data
    path: Key = ()
    for part in parts[:-1]:
        step = _step(here, part, override)
        path = (*path, step)
        here = here.setdefault(step, {}) if isinstance(here, dict) else here[step]
    last = _step(here, parts[-1], override)
    here[last] = _value(text.strip(), override)
    origin.add_change((*path, last), override)


def _step(here: Any, part: str, override: str) -> str | int:
    """The key or the number of the item that ``part`` names in ``here``."""
    if isinstance(here, dict):
        return part
    if not isinstance(here, list):
        raise _refused("override_no_table", override, found=visible(part))
    if part.isdecimal() and int(part) < len(here):
        return int(part)
    ids = [str(item.get("rule", item.get("term", ""))) if isinstance(item, dict) else "" for item in here]
    if ids.count(part) == 1:
        return ids.index(part)
    if ids.count(part) > 1:
        numbers = ", ".join(str(index) for index, name in enumerate(ids) if name == part)
        raise _refused("override_ambiguous", override, found=part, accepted=numbers)
    suggestion = nearest(part, ids)
    code = "override_unknown_near" if suggestion else "override_unknown"
    raise _refused(code, override, found=visible(part), suggestion=suggestion, accepted=", ".join(ids))


def _value(text: str, override: str) -> Any:
    """A TOML value; a bare word is a text."""
    try:
        return value_of(text)
    except ValueError as error:
        if _WORD.match(text) and text.casefold() not in ("true", "false", "nan", "inf"):
            return text
        raise _refused("override_value", override, found=visible(text)) from error


def _refused(code: str, override: str, **values: str) -> InputError:
    place = Place(f"--set {visible(override[:200])}")
    return InputError([Fault(code, values, place)])
