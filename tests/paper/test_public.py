"""Documents for the public: what is hidden stays hidden, and nothing else is."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from regroup.data_warnings import counts_people
from regroup.errors import InputError
from regroup.formats.html import html
from regroup.hiding.base import Printed
from regroup.hiding.choice import hidden_groups, small, weakest
from regroup.paper import paper_of, public_paper
from regroup.paper.public import nothing_to_hide, screen_of
from regroup.paper.screen import Screen
from tests.paper.told import LANGUAGES, solved
from tests.public_cases import BELOW, attacked, case, result

WITH_SMALL = ("grong-flyktning", "kongsvinger")


def printed(sizes: dict[str, int], *groups: str) -> Printed:
    whole = {unit: (Fraction(size),) * 3 for unit, size in sizes.items()}
    asked = [frozenset([unit]) for unit in sizes] + [frozenset(group) for group in groups]
    return Printed(whole, frozenset(asked))


def test_a_lone_small_number_takes_its_neighbour_with_it():
    table = printed({"a": 3, "b": 20, "c": 30, "d": 40}, "ab", "cd")
    hidden = hidden_groups(table, small(table, 5))
    assert hidden == {frozenset("a"), frozenset("b")}


def test_two_structures_that_differ_by_one_unit_do_not_give_it_away():
    table = printed({"a": 3, "b": 20, "c": 9, "d": 40, "e": 50}, "abc", "de", "bc", "ade")
    hidden = hidden_groups(table, small(table, 5))
    assert not {frozenset("abc"), frozenset("bc")} <= table.groups - hidden
    assert weakest(table, hidden, small(table, 5)) is None


def test_nothing_small_hides_nothing():
    table = printed({"a": 5, "b": 20, "c": 0}, "ab")
    assert hidden_groups(table, small(table, 5)) == frozenset()


@pytest.mark.parametrize("first", range(40, 58, 2))
def test_no_hidden_size_can_be_worked_out(first: int):
    found = [attacked(case(seed), retell=False) for seed in (first, first + 1)]
    assert not sum(one.narrow for one in found)
    few = [size for seed in (first, first + 1) for _, size, _ in case(seed).sizes.values() if 0 < size < BELOW]
    assert sum(one.hidden for one in found) >= len(few) or any(one.refused for one in found)


@pytest.mark.parametrize("seed", range(4))
def test_a_world_with_other_sizes_gives_the_same_document(seed: int):
    found = attacked(case(seed))
    assert found.narrow == 0
    assert found.unlike == 0


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scenario", WITH_SMALL)
def test_a_hidden_number_never_stands_beside_its_unit(scenario: str, language: str):
    told = solved(scenario)
    hidden, facts = screen_of(told, BELOW).hidden["fte"], told.problem.scenario
    paper = public_paper(told, language, BELOW)
    rows = [row for table in paper.tables() for row in table.rows]
    for unit in (unit for group in hidden if len(group) == 1 for unit in group):
        beside = [cell for row in rows if row[0].text == facts.unit_of[unit].name for cell in row]
        assert beside
        assert not [cell for cell in beside if cell.value == facts.size(unit, "fte")]
        assert ":" in {cell.text for cell in beside}
    assert str(told.provenance.scenario_sha256) not in html(paper).decode()


def test_where_nothing_is_small_only_the_note_is_new():
    told = solved("hamar")
    public, plain = public_paper(told, "nb", 5), paper_of(told, "nb")
    (first, *others), (before, *rest) = public.sections, plain.sections
    assert len(first.blocks) == len(before.blocks) + 1
    assert [one.key for one in others] == [one.key for one in rest]
    assert next(public.tables()).rows == next(plain.tables()).rows


def test_more_is_hidden_below_a_higher_number():
    told = solved("kongsvinger")
    few, many = (screen_of(told, below).hidden["fte"] for below in (5, 30))
    small_units = {unit.id for unit in told.problem.scenario.units if 0 < unit.size["fte"].number < 30}
    assert {frozenset([unit]) for unit in small_units} <= many
    assert few != many


def test_too_few_people_to_hide_anything_is_refused():
    one = case(7)
    tiny = {unit: (Fraction(0), Fraction(0), Fraction(0)) for unit in one.sizes}
    first = next(iter(tiny))
    tiny[first] = (Fraction(2), Fraction(2), Fraction(2))
    with pytest.raises(InputError) as refused:
        public_paper(result(one.with_sizes(tiny)), "nb", BELOW)
    assert refused.value.faults[0].code == "public_impossible"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Kontoret har 3 årsverk.", "Kontoret har : årsverk."),
        ("3–4 ansatte", ": ansatte"),
        ("to til tre ansatte", ": ansatte"),
        ("three employees", ": employees"),
        ("13 årsverk, 2018", "13 årsverk, 2018"),
        ("2,5 årsverk", ": årsverk"),
        ("3 enheter", "3 enheter"),
        ("fire stillinger", ": stillinger"),
    ],
)
def test_counts_of_few_people_are_taken_out_of_running_text(text: str, told: str):
    assert Screen(5, {}).cleared(text) == told


def test_sizes_of_hidden_units_are_taken_out_of_quotations():
    screen = replace(Screen(5, {}), numbers=frozenset([Fraction(24)]))
    assert screen.cleared("24 årsverk i 2018", quoted=True) == ": årsverk i 2018"
    assert screen.cleared("24 årsverk i 2018") == "24 årsverk i 2018"


@pytest.mark.parametrize("scenario", ["toy", "hamar", *WITH_SMALL])
def test_where_nothing_is_to_be_hidden_nothing_is(scenario: str):
    found = solved(scenario)
    facts = found.problem.scenario
    lowest = sorted(
        size.range[0]
        for unit in facts.units
        for measure, size in unit.size.items()
        if counts_people(facts, measure) and size.range[0]
    )
    for below in (2, 5, int(lowest[0]), int(lowest[0]) + 1, 100):
        assert nothing_to_hide(facts, below) == (below <= lowest[0])
        if below > 1 and nothing_to_hide(facts, below):
            assert not any(screen_of(found, below).hidden.values())
