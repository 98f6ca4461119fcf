"""Changes to a model or a scenario that stand in no file: ``terms.synergy.weight=5``, ``units.nav.fte.likely=45``."""

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
_LISTED = 12
"""Names of items that a message lists."""


def apply(override: str, data: Tables, origin: FileOrigin) -> Tables:
    """``data`` with one change, of which ``origin`` is told; only what the change stands in is copied.

    Raises:
        InputError: it is not of the form key=value, or names something that is not there.
    """
    name, equals, text = override.partition("=")
    if not equals or len(override) > _LONGEST:
        raise _refused("override_form", override)
    path = where(name, data, override)
    changed: Tables = put(data, path, _value(text.strip(), override))
    origin.add_change(path, override)
    return changed


def where(name: str, data: Tables, override: str = "") -> Key:
    """The path in ``data`` of a dotted name, items of lists by their numbers.

    ``units.nav.fte`` stands for ``units.nav.size.fte``, where ``fte`` is a measure.

    Raises:
        InputError: it names something that is not there.
    """
    parts = [part.strip() for part in name.split(".")]
    if not all(parts):
        raise _refused("override_form", override or name)
    measures = data.get("measures")
    if parts[0] == "units" and len(parts) > 2 and isinstance(measures, dict) and parts[2] in measures:
        parts.insert(2, "size")
    here: Any = data
    path: Key = ()
    for part in parts:
        step = _step(here, part, override or name)
        here = here.get(step, {}) if isinstance(here, dict) else here[int(step)]
        path = (*path, step)
    return path


def value_at(path: Key, data: Tables) -> Any:
    """What stands under ``path``; None where nothing does."""
    here: Any = data
    for part in path:
        here = here.get(part) if isinstance(here, dict) else here[int(part)] if isinstance(here, list) else None
    return here


def put(here: Any, path: Key, value: Any) -> Any:
    """A copy of ``here`` with ``value`` under ``path``; what the path does not touch is shared."""
    if not path:
        return value
    step, *rest = path
    if isinstance(here, list):
        return [put(item, tuple(rest), value) if index == step else item for index, item in enumerate(here)]
    return {**here, step: put(here.get(step, {}), tuple(rest), value)}


def _step(here: Any, part: str, override: str) -> str | int:
    """The key or the number of the item that ``part`` names in ``here``."""
    if isinstance(here, dict):
        return part
    if not isinstance(here, list):
        raise _refused("override_no_table", override, found=visible(part))
    if part.isdecimal() and int(part) < len(here):
        return int(part)
    ids = [_id(item) if isinstance(item, dict) else "" for item in here]
    if ids.count(part) == 1:
        return ids.index(part)
    if ids.count(part) > 1:
        numbers = ", ".join(str(index) for index, name in enumerate(ids) if name == part)
        raise _refused("override_ambiguous", override, found=part, accepted=numbers)
    suggestion = nearest(part, ids)
    code = "override_unknown_near" if suggestion else "override_unknown"
    accepted = ", ".join(ids[:_LISTED]) + (" …" if len(ids) > _LISTED else "")
    raise _refused(code, override, found=visible(part), suggestion=suggestion, accepted=accepted)


def _id(item: Tables) -> str:
    """What an item of a list is called: its id, rule or term; both ends of a pair."""
    between = item.get("between")
    if isinstance(between, list):
        return "+".join(str(end) for end in between)
    if "unit" in item and "area" in item:
        return f"{item['unit']}+{item['area']}"
    return str(item.get("id", item.get("rule", item.get("term", ""))))


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
