"""Faults that name what was found, and the nearest that is accepted."""

import pytest

from regroup.errors import Place
from regroup.rules import fitting
from regroup.rules.area_size import AreaSize
from regroup.rules.fitting import area_faults, measure_faults, nearest, unit_faults, unknown
from regroup.rules.unit_count import UnitCount
from tests.build import area, instance, nowhere, unit

FACTS = instance([unit("barnevern", employees=1), unit("helsestasjon")], ["oppvekst", "helse"])


def at(*key):
    return Place("prøve.toml", line=len(key), excerpt=repr(key))


def test_nearest_ignores_case_and_gives_up_when_nothing_is_near():
    assert nearest("Barnvern", FACTS.unit_of) == "barnevern"
    assert nearest("kultur", FACTS.unit_of) == ""


def test_among_many_words_only_one_slip_is_looked_for(monkeypatch):
    words = ["arnevern", "barnevern", "helsestasjon"]
    monkeypatch.setattr(fitting, "MANY_WORDS", 3)
    assert nearest("barnver", words) == "barnevern"
    monkeypatch.setattr(fitting, "MANY_WORDS", 2)
    assert nearest("barnver", words) == ""
    assert nearest("helsestsjon", words) == "helsestasjon"
    assert nearest("Barnevern", words) == "barnevern"  # the word itself comes before one with a letter lost


def test_unknown_names_what_is_accepted():
    fault = unknown("unit", "barnvern", FACTS.unit_of, at, "units", 1)
    assert fault.code == "unknown_unit_near"
    assert fault.values == {
        "found": "barnvern",
        "suggestion": "barnevern",
        "accepted": "barnevern, helsestasjon",
    }
    assert fault.place == at("units", 1)
    assert unknown("unit", "kultur", FACTS.unit_of, nowhere).code == "unknown_unit"


def test_units_and_areas_have_the_place_of_the_entry():
    (fault,) = unit_faults(["barnevern", "barnevern"], FACTS, at)
    assert (fault.code, fault.place) == ("named_twice", at("units", 1))
    (fault,) = area_faults(["oppvekst", "kultur"], FACTS, at)
    assert (fault.code, fault.place) == ("unknown_area", at("areas", 1))
    (fault,) = area_faults(["kultur"], FACTS, at, "area")
    assert fault.place == at("area")


def test_measures():
    assert [fault.code for fault in measure_faults("budget", FACTS, nowhere)] == ["unknown_measure"]
    assert not list(measure_faults("fte", FACTS, nowhere))
    (fault,) = measure_faults("employees", FACTS, nowhere)
    assert fault.values == {"measure": "employees", "count": 1, "first": "HELSESTASJON"}


def test_a_total_of_zero_is_a_fault_only_where_a_share_of_it_is_taken():
    facts = instance([unit("a", 0)])
    assert [fault.code for fault in measure_faults("fte", facts, nowhere)] == ["total_is_zero"]
    assert not list(measure_faults("fte", facts, nowhere, total=False))


@pytest.mark.parametrize(
    "rule",
    [AreaSize(least={"value": 1}, areas=["x", "staff"], why="w"), UnitCount(most=3, areas=["x", "staff"], why="w")],
)
def test_bounds_do_not_speak_of_areas_outside(rule):
    facts = instance([unit("a", 10)], [area("x"), area("staff", outside=True)])
    (fault,) = rule.faults(facts, nowhere)
    assert (fault.code, fault.values["found"]) == ("area_outside", "staff")
