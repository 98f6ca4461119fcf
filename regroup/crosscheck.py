"""What no single fact shows: ids that must exist, names that must differ, counts that must fit.

The types refuse what is wrong in itself; this finds what is wrong between the facts. It is called when a
scenario is read, and again for one made in Python.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Protocol

from regroup.errors import Fault, Place
from regroup.facts import Strength
from regroup.fields import MOST_AREAS, MOST_PAIRS, MOST_UNITS, shown
from regroup.instance import Key
from regroup.rules.fitting import unknown
from regroup.scenario import Proposal, Scenario

MOST_LOOKED_FOR = 200
"""Faults after which a scenario is not looked at further."""

_LOOKALIKES = str.maketrans(
    "авекмнорстухіјѕԁԛԝүһӏαεικνορτυχ",
    "abekmhopctyxijsdqwyhiaeiknoptux",
)
"""Cyrillic and Greek small letters that look like Latin ones."""


class _Named(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...


def faults_of(scenario: Scenario) -> list[Fault]:
    """Everything in ``scenario`` that does not fit the rest of it, each with its place."""
    if not scenario.units or not scenario.areas:
        return list(_counts(scenario))  # all that is named would be unknown
    checks = (_counts, _ids, _names, _structure, _measures, _synergies, _affinities, _requirements, _proposals)
    return list(islice(chain.from_iterable(check(scenario) for check in checks), MOST_LOOKED_FOR))


def _counts(scenario: Scenario) -> Iterator[Fault]:
    """Not too many of anything, and not nothing."""
    pairs = len(scenario.synergies)
    for key, have, most, code in (
        ("units", len(scenario.units), MOST_UNITS, "too_many_units"),
        ("areas", len(scenario.areas), MOST_AREAS, "too_many_areas_given"),
        ("synergies", pairs, MOST_PAIRS, "too_many_pairs"),
    ):
        if have > most:
            yield Fault(code, {"count": have, "allowed": most}, scenario.place(key, most))
    if not scenario.units:
        yield Fault("no_units", {}, scenario.place("units"))
    if not scenario.areas:
        yield Fault("no_areas", {}, scenario.place("areas"))


def _ids(scenario: Scenario) -> Iterator[Fault]:
    """Ids that are used twice. A whole and its parts share a space, and so do areas and former areas."""
    spaces: tuple[tuple[tuple[str, Sequence[_Named]], ...], ...] = (
        (("units", scenario.units), ("wholes", scenario.wholes)),
        (("areas", scenario.areas), ("former_areas", scenario.former_areas)),
        (("proposals", scenario.proposals),),
    )
    for space in spaces:
        words = (((key, index, "id"), item.id) for key, items in space for index, item in enumerate(items))
        yield from _repeated("duplicate_id", words, scenario)


def _names(scenario: Scenario) -> Iterator[Fault]:
    """Names that nobody can tell apart."""
    groups: tuple[tuple[tuple[str, Sequence[_Named]], ...], ...] = (
        (("units", scenario.units),),
        (("wholes", scenario.wholes),),
        (("areas", scenario.areas), ("former_areas", scenario.former_areas)),
        (("proposals", scenario.proposals),),
    )
    for group in groups:
        words = (((key, index, "name"), item.name) for key, items in group for index, item in enumerate(items))
        yield from _repeated("duplicate_name", words, scenario)


def _repeated(code: str, words: Iterable[tuple[Key, str]], scenario: Scenario) -> Iterator[Fault]:
    first: dict[str, tuple[Key, str]] = {}
    for key, word in words:
        seen = first.setdefault(looks(word), (key, word))
        if seen[0] != key:
            values = {"found": word, "other": seen[1], "first": _spot(scenario, key, seen[0])}
            yield Fault(code, values, scenario.place(*key))


def looks(name: str) -> str:
    """What a reader sees of a name: without case, kinds of spaces, and alphabets that look alike."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return " ".join(folded.split()).translate(_LOOKALIKES)


def _spot(scenario: Scenario, here: Key, other: Key) -> str:
    """The other place for a message: its line, with its file where that is another."""
    place, mine = scenario.place(*other), scenario.place(*here)
    if place is not None and place.line is None:
        return place.file.rpartition("› ")[2]  # a cell of a workbook
    if place is None or place.line is None:
        return f"{other[0]}[{other[1]}]"
    return str(place.line) if mine and mine.file == place.file else f"{place.file}:{place.line}"


def _structure(scenario: Scenario) -> Iterator[Fault]:
    """Where units stand today, and what they are parts of."""
    wholes, lost = {whole.id: 0 for whole in scenario.wholes}, False
    for index, unit in enumerate(scenario.units):
        if unit.today is not None and unit.today not in scenario.area_names:
            yield unknown("area", unit.today, scenario.area_names, scenario.place, "units", index, "today")
        if unit.part_of is not None and unit.part_of not in wholes:
            yield unknown("whole", unit.part_of, wholes, scenario.place, "units", index, "part_of")
            lost = True
        elif unit.part_of is not None:
            wholes[unit.part_of] += 1
    for index, whole in enumerate(scenario.wholes):
        if wholes[whole.id] < 2 and not lost:  # a part of an unknown whole may be the one that is missing
            values = {"whole": whole.id, "count": wholes[whole.id]}
            yield Fault("whole_needs_parts", values, scenario.place("wholes", index))


def _measures(scenario: Scenario) -> Iterator[Fault]:
    """The main measure exists, and so does each measure that a size is in."""
    if scenario.measure not in scenario.measures:
        yield unknown("measure", scenario.measure, scenario.measures, scenario.place, "measure")
    for index, unit in enumerate(scenario.units):
        for measure in unit.size:
            if measure not in scenario.measures:
                yield unknown("measure", measure, scenario.measures, scenario.place, "units", index, "size", measure)


def _synergies(scenario: Scenario) -> Iterator[Fault]:
    """What each synergy names exists, and none stands twice."""
    first: dict[tuple[object, ...], int] = {}
    for index, synergy in enumerate(scenario.synergies):
        for side, unit in enumerate(synergy.between):
            if unit not in scenario.unit_of:
                yield unknown("unit", unit, scenario.unit_of, scenario.place, "synergies", index, "between", side)
        if synergy.criterion not in scenario.criteria:
            key = ("synergies", index, "criterion")
            yield unknown("criterion", synergy.criterion, scenario.criteria, scenario.place, *key)
        yield from _strength(scenario, synergy.strength, "synergies", index, "strength")
        same = (frozenset(synergy.between), synergy.criterion, synergy.why)
        if first.setdefault(same, index) != index:
            spot = _spot(scenario, ("synergies", index), ("synergies", first[same]))
            values = {"one": synergy.between[0], "other": synergy.between[1], "first": spot}
            yield Fault("duplicate_synergy", values, scenario.place("synergies", index, "between"))


def _affinities(scenario: Scenario) -> Iterator[Fault]:
    """What each affinity names exists, and none stands twice."""
    first: dict[tuple[str, ...], int] = {}
    for index, affinity in enumerate(scenario.affinities):
        if affinity.unit not in scenario.unit_of:
            yield unknown("unit", affinity.unit, scenario.unit_of, scenario.place, "affinities", index, "unit")
        yield from _area(scenario, affinity.area, "affinities", index, "area")
        yield from _strength(scenario, affinity.strength, "affinities", index, "strength")
        same = (affinity.unit, affinity.area, affinity.why)
        if first.setdefault(same, index) != index:
            spot = _spot(scenario, ("affinities", index), ("affinities", first[same]))
            values = {"unit": affinity.unit, "area": affinity.area, "first": spot}
            yield Fault("duplicate_affinity", values, scenario.place("affinities", index))


def _strength(scenario: Scenario, strength: Strength, *key: str | int) -> Iterator[Fault]:
    if isinstance(strength, str) and strength not in scenario.strengths:
        if scenario.strengths:
            yield unknown("strength", strength, scenario.strengths, scenario.place, *key)
        else:
            yield Fault("no_strengths", {"found": shown(strength)}, scenario.place(*key))


def _area(scenario: Scenario, area: str, *key: str | int) -> Iterator[Fault]:
    """An area that a plan may use."""
    if area in scenario.area_of:
        return
    if area in scenario.area_names:
        yield Fault("area_is_former", {"area": area}, scenario.place(*key))
    else:
        yield unknown("area", area, scenario.area_of, scenario.place, *key)


def _requirements(scenario: Scenario) -> Iterator[Fault]:
    """Every must says where it comes from, and fits the facts."""
    for index, rule in enumerate(scenario.requirements):

        def locate(*key: str | int, _index: int = index) -> Place | None:
            return scenario.place("requirements", _index, *key)

        if rule.source is None:
            yield Fault("requirement_without_source", {"rule": rule.id}, locate())
        yield from rule.faults(scenario, locate)


def _proposals(scenario: Scenario) -> Iterator[Fault]:
    for index, proposal in enumerate(scenario.proposals):
        yield from _proposal(scenario, proposal, index)


def _proposal(scenario: Scenario, proposal: Proposal, index: int) -> Iterator[Fault]:
    """A proposal uses areas that a plan may use, and puts no unit in two places."""
    seen: set[str] = set()
    for area, units in proposal.areas.items():
        yield from _area(scenario, area, "proposals", index, "areas", area)
        for number, unit in enumerate(units):
            key = ("proposals", index, "areas", area, number)
            if unit not in scenario.unit_of:
                yield unknown("unit", unit, scenario.unit_of, scenario.place, *key)
            elif unit in seen:
                yield Fault("named_twice", {"found": unit}, scenario.place(*key))
            seen.add(unit)
