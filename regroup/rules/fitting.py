"""Checks that rules and terms share: ids that must exist, measures that every unit must have."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator

from regroup.errors import Fault
from regroup.instance import Instance
from regroup.rules.base import Locate

MANY_WORDS = 1000
"""Beyond this, only words one slip of the finger away are looked for: comparing with each takes too long."""
_LETTERS = "abcdefghijklmnopqrstuvwxyzæøå0123456789_"


def nearest(found: str, accepted: Iterable[str]) -> str:
    """The most similar accepted word, or an empty text when none is near."""
    by_fold = {word.casefold(): word for word in accepted}
    if len(by_fold) > MANY_WORDS:
        return next((by_fold[word] for word in _one_slip(found.casefold()[:100]) if word in by_fold), "")
    near = difflib.get_close_matches(found.casefold(), by_fold, n=1, cutoff=0.6)
    return by_fold[near[0]] if near else ""


def _one_slip(word: str) -> Iterator[str]:
    """The word itself, and every word with one letter lost, swapped with the next, changed or added."""
    yield word
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        yield head + tail[1:]
        yield head + tail[1:2] + tail[:1] + tail[2:]
        for letter in _LETTERS:
            yield head + letter + tail[1:]
            yield head + letter + tail


def unknown(kind: str, found: str, accepted: Iterable[str], locate: Locate, *key: str | int) -> Fault:
    """The fault of naming a unit, area, measure, criterion … that is not there."""
    accepted = list(accepted)
    values = {"found": found, "suggestion": nearest(found, accepted), "accepted": ", ".join(accepted[:12])}
    return Fault(f"unknown_{kind}" + ("_near" if values["suggestion"] else ""), values, locate(*key))


def unit_faults(units: Iterable[str], instance: Instance, locate: Locate, key: str = "units") -> Iterator[Fault]:
    """A fault for every unit id that the instance lacks, and for one named twice."""
    seen: set[str] = set()
    for index, unit in enumerate(units):
        if unit not in instance.unit_of:
            yield unknown("unit", unit, instance.unit_of, locate, key, index)
        elif unit in seen:
            yield Fault("named_twice", {"found": unit}, locate(key, index))
        seen.add(unit)


def area_faults(areas: Iterable[str], instance: Instance, locate: Locate, key: str = "areas") -> Iterator[Fault]:
    """A fault for every area id that the instance lacks, and for one named twice."""
    seen: set[str] = set()
    for index, area in enumerate(areas):
        where = (key, index) if key == "areas" else (key,)
        if area not in instance.area_of:
            yield unknown("area", area, instance.area_of, locate, *where)
        elif area in seen:
            yield Fault("named_twice", {"found": area}, locate(*where))
        seen.add(area)


def line_area_faults(areas: Iterable[str], instance: Instance, locate: Locate) -> Iterator[Fault]:
    """As `area_faults`, and one for an area outside, which bounds on size and number do not speak of."""
    areas = tuple(areas)
    yield from area_faults(areas, instance, locate)
    for index, area in enumerate(areas):
        if area in instance.area_of and instance.area_of[area].outside:
            yield Fault("area_outside", {"found": area}, locate("areas", index))


def measure_faults(measure: str, instance: Instance, locate: Locate, *, total: bool = True) -> Iterator[Fault]:
    """A fault when the instance lacks the measure, a unit lacks its size, or (where needed) the total is 0."""
    if measure not in instance.measures:
        yield unknown("measure", measure, instance.measures, locate, "measure")
        return
    without = [unit.name for unit in instance.units if measure not in unit.size]
    if without:
        values = {"measure": measure, "count": len(without), "first": without[0]}
        yield Fault("size_missing", values, locate("measure"))
    elif total and instance.total(measure) == 0:
        yield Fault("total_is_zero", {"measure": measure}, locate("measure"))
