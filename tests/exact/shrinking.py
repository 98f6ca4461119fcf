"""Makes a problem smaller as long as what is wrong with it stays wrong: fewer units, areas, rules, links, numbers."""

from __future__ import annotations

import copy
import time
from collections.abc import Callable, Iterator
from typing import Any

from regroup.errors import InputError
from regroup.inputs import canonical
from regroup.problem import Problem
from regroup.read.inputs import read_inputs
from tests.exact.truth import stated

Object = dict[str, Any]
Path = tuple[str | int, ...]
LISTS = (
    ("scenario", "units"),
    ("scenario", "areas"),
    ("model", "terms"),
    ("model", "rules"),
    ("scenario", "requirements"),
    ("scenario", "synergies"),
    ("scenario", "affinities"),
    ("scenario", "wholes"),
    ("scenario", "former_areas"),
)
"""What can be left out, that which takes most with it first."""
NAMING = ("unit", "units", "area", "areas", "between", "today", "part_of")
"""Keys under which something else is named."""
SECONDS = 60.0


def shrunk(problem: Problem, wrong: Callable[[Problem], bool], seconds: float = SECONDS) -> Problem:
    """The smallest problem found on which ``wrong`` still holds; itself where it holds on no smaller one."""
    until = time.monotonic() + seconds
    while (smaller := _smaller(problem, wrong, until)) is not None:
        problem = smaller
    return problem


def _smaller(problem: Problem, wrong: Callable[[Problem], bool], until: float) -> Problem | None:
    now = stated(problem)
    for candidate in _candidates(now):
        if time.monotonic() > until:
            return None
        try:
            made = read_inputs(candidate)
            if _measure(stated(made)) < _measure(now) and wrong(made):
                return made
        except InputError:
            continue
    return None


def _measure(inputs: Object) -> tuple[int, float]:
    """By which one problem is smaller than another: the length of its text, then its numbers."""
    parts = {key: inputs[key] for key in ("scenario", "model")}
    return len(canonical(parts)), sum(abs(number) for _, number in _numbers(parts, ()))


def _candidates(inputs: Object) -> Iterator[Object]:
    for part, key in LISTS:
        yield from _without_some(inputs, part, key)
    yield from _without_keys(inputs)
    for path, number in _numbers({key: inputs[key] for key in ("scenario", "model")}, ()):
        for less in dict.fromkeys((0, 1, int(number) // 2, int(number))):
            if abs(less) < abs(number):
                yield _changed(inputs, path, less)


def _without_some(inputs: Object, part: str, key: str) -> Iterator[Object]:
    """Without half of a list, a quarter, … each one of it, and without whatever names what is gone."""
    many = len(inputs[part].get(key, ()))
    width = max(1, many // 2)
    while many:
        for first in range(0, many, width):
            other = copy.deepcopy(inputs)
            gone = other[part][key][first : first + width]
            del other[part][key][first : first + width]
            names = {one["id"] for one in gone if isinstance(one, dict) and "id" in one}
            other["scenario"] = _unnamed(other["scenario"], names)
            yield other
        if width == 1:
            return
        width //= 2


def _unnamed(part: Any, names: set[str], key: str = "") -> Any:
    """Without entries, pairs and keys that name what is gone."""
    if isinstance(part, dict):
        kept = {name: _unnamed(value, names, name) for name, value in part.items()}
        return {name: value for name, value in kept.items() if not (name in NAMING and _names(value, names))}
    if isinstance(part, list):
        named = key in NAMING and key != "between"
        kept_list = [_unnamed(value, names) for value in part if not (named and _names(value, names))]
        return [value for value in kept_list if not (isinstance(value, dict) and _pointless(value))]
    return part


def _names(value: Any, names: set[str]) -> bool:
    return (isinstance(value, str) and value in names) or (
        isinstance(value, list) and any(isinstance(one, str) and one in names for one in value)
    )


def _pointless(entry: Object) -> bool:
    """A link without its ends, or a rule that names nobody any more."""
    if "strength" in entry:
        return "between" not in entry and not ("unit" in entry and "area" in entry)
    rule = entry.get("rule")
    few = len(entry.get("units", ())) < (2 if rule in ("together", "apart") else 1)
    if rule in ("together", "apart", "fixed", "not_in", "company_limit") and few:
        return True
    return (rule == "fixed" and "area" not in entry) or (rule in ("not_in", "in_use") and not entry.get("areas"))


def _without_keys(inputs: Object) -> Iterator[Object]:
    """Without one key of a unit, an area, a rule or a term, and with lists in them made empty."""
    for part, key in LISTS:
        for at, entry in enumerate(inputs[part].get(key, ())):
            for name in entry:
                other = copy.deepcopy(inputs)
                del other[part][key][at][name]
                yield other


def _numbers(part: Any, path: Path) -> Iterator[tuple[Path, int | float]]:
    if isinstance(part, bool):
        return
    if isinstance(part, int | float):
        yield path, part
    elif isinstance(part, dict):
        for key, value in part.items():
            yield from _numbers(value, (*path, key))
    elif isinstance(part, list):
        for at, value in enumerate(part):
            yield from _numbers(value, (*path, at))


def _changed(inputs: Object, path: Path, value: int | float) -> Object:
    other = copy.deepcopy(inputs)
    inner: Any = other
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    return other
