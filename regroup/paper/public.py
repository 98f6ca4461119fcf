"""A document for the public: small numbers of people are hidden, and with them what would give them away.

Every size that a document prints goes through `Told.total`. The document is made once to collect them; what to hide is
chosen from that list; then it is made again without. What was not on the list is not told.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from regroup.data_warnings import counts_people
from regroup.errors import Fault, InputError
from regroup.hiding.base import Group, Printed
from regroup.hiding.choice import CannotHideError, hidden_groups, small
from regroup.paper.base import Block, Cell, Column, List, Paper, Picture, Section, Sentence, Table
from regroup.paper.result import paper_told
from regroup.paper.screen import Screen
from regroup.paper.told import Told
from regroup.result import Result
from regroup.scenario import Scenario


def public_paper(result: Result, language: str, below: int) -> Paper:
    """The document of a result, with no number of people below ``below`` in it.

    Raises:
        InputError: there are too few people to hide them in.
    """
    return paper_for(result, language, screen_of(result, below))


def paper_for(result: Result, language: str, screen: Screen) -> Paper:
    """The document with what the screen hides left out."""
    return _cleared(paper_told(Told(result, language, screen)), screen)


def screen_of(result: Result, below: int) -> Screen:
    """What to hide in a document of this result, in either language.

    Raises:
        InputError: there are too few people to hide them in.
    """
    printed, first = weighed(result, below)
    try:
        hidden = {measure: hidden_groups(printed[measure], first[measure]) for measure in printed}
    except CannotHideError as error:
        raise InputError([Fault("public_impossible", {"below": below})]) from error
    shown = {measure: printed[measure].groups - hidden[measure] for measure in printed}
    lone = [(measure, unit) for measure in hidden for group in hidden[measure] if len(group) == 1 for unit in group]
    numbers = frozenset(number for measure, unit in lone for number in printed[measure].sizes[unit])
    return Screen(below, hidden, shown, numbers)


def weighed(result: Result, below: int) -> tuple[dict[str, Printed], dict[str, frozenset[Group]]]:
    """Per measure of people: every sum that the document prints, and those that are too small to be printed."""
    facts = result.problem.scenario
    few = {measure: frozenset(_few(facts, measure, below)) for measure in facts.measures}
    units = frozenset().union(*(few[measure] for measure in facts.measures if counts_people(facts, measure)))
    first = {measure: frozenset(frozenset([unit]) for unit in units & _sized(facts, measure)) for measure in few}
    told = Told(result, facts.language, Screen(below, first))
    paper_told(told)
    printed = {
        measure: Printed(
            {unit.id: _numbers(facts, unit.id, measure) for unit in facts.units if measure in unit.size},
            frozenset(group for asked, group in told.asked if asked == measure),
        )
        for measure in facts.measures
        if counts_people(facts, measure) and _sized(facts, measure)
    }
    return printed, {measure: small(one, below) | (first[measure] & one.groups) for measure, one in printed.items()}


def nothing_to_hide(facts: Scenario, below: int) -> bool:
    """Whether no unit has so few people that its size is hidden, even at the lowest it may be.

    Then no sum over units is small either, and nothing that is worked out from sizes gives away a hidden one.
    """
    return not any(
        0 < _numbers(facts, unit, measure)[0] < below or 0 < facts.size(unit, measure) < below
        for measure in facts.measures
        if counts_people(facts, measure)
        for unit in _sized(facts, measure)
    )


def cleared(paper: Paper, screen: Screen) -> Paper:
    """The document with counts of few people taken out of names and sentences too; without slides and lists."""
    return replace(_cleared(paper, screen), slides=(), lists=())


def _few(facts: Scenario, measure: str, below: int) -> Iterator[str]:
    return (unit for unit in _sized(facts, measure) if 0 < facts.size(unit, measure) < below)


def _sized(facts: Scenario, measure: str) -> frozenset[str]:
    return frozenset(unit.id for unit in facts.units if measure in unit.size)


def _numbers(facts: Scenario, unit: str, measure: str) -> tuple[Fraction, Fraction, Fraction]:
    size = facts.unit_of[unit].size[measure]
    return size.range[0], size.number, size.range[1]


def _cleared(paper: Paper, screen: Screen) -> Paper:
    """The document with counts of few people taken out of names and sentences too."""
    clear = screen.cleared
    return replace(
        paper,
        title=clear(paper.title),
        subtitle=clear(paper.subtitle),
        sections=tuple(
            Section(one.key, clear(one.title), tuple(_block(block, screen) for block in one.blocks))
            for one in paper.sections
        ),
        facts=tuple((label, clear(value)) for label, value in paper.facts),
    )


def _block(block: Block, screen: Screen) -> Block:
    clear = screen.cleared
    if isinstance(block, Sentence):
        return replace(block, text=clear(block.text))
    if isinstance(block, List):
        return replace(block, items=tuple(map(clear, block.items)), about=tuple(map(clear, block.about)))
    if isinstance(block, Picture):
        return replace(block, caption=clear(block.caption), alt=clear(block.alt), svg=clear(block.svg))
    return _table(block, screen)


def _table(table: Table, screen: Screen) -> Table:
    def cell(one: Cell) -> Cell:
        return replace(one, text=screen.cleared(one.text))

    def column(one: Column) -> Column:
        return replace(one, title=screen.cleared(one.title))

    return replace(
        table,
        caption=screen.cleared(table.caption),
        note=screen.cleared(table.note),
        columns=tuple(map(column, table.columns)),
        rows=tuple(tuple(map(cell, row)) for row in table.rows),
    )
