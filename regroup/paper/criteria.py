"""The criteria: which rules must be kept, what counts and how much, each with its why and source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from regroup.paper.base import Block, Cell, Column, Section, Sentence, Table, Tone
from regroup.paper.settings import settings
from regroup.paper.told import Told
from regroup.report.figures import NOTHING, signed
from regroup.rules import Rule
from regroup.terms import Term
from regroup.terms.synergy import SynergyTerm
from regroup.text import has, number, say


def criteria(told: Told) -> Section:
    """The model in words, then its rules, those of the scenario, its terms, and what strengths count."""
    model = told.result.problem.model
    lead = told.say("criteria.model", name=model.name, title=model.title.in_language(told.language))
    why = Sentence(told.quoted(model.why), lang=told.lang(model.why))
    blocks: list[Block] = [Sentence(lead), why, *_tables(told)]
    blocks.append(Sentence(told.say("criteria.values"), Tone.NOTE))
    return Section("criteria", told.say("criteria.title"), tuple(blocks))


def _tables(told: Told) -> Iterator[Table]:
    problem = told.result.problem
    if told.scenario.requirements:
        yield _rules(told, told.scenario.requirements, "requirements")
    if problem.model.rules:
        yield _rules(told, problem.model.rules, "rules")
    yield _terms(told, problem.terms)
    for term in problem.terms:
        if isinstance(term, SynergyTerm) and told.scenario.criteria:
            yield _weights(told, term)
    if told.scenario.strengths:
        yield _strengths(told)


def _rules(told: Told, rules: Iterable[Rule], key: str) -> Table:
    titles = ((told.say("criteria.rule"), 2), (told.say("criteria.content"), 3), (told.say("criteria.why"), 4))
    columns = tuple(Column(title, share=share) for title, share in titles)
    rows = tuple(
        (
            Cell(rule.title[told.language]),
            Cell(rule.sentence(told.scenario, told.language)),
            told.because(rule.why, rule.source),
        )
        for rule in rules
    )
    return Table(key, told.say(f"criteria.{key}"), columns, rows)


def _content(told: Told, part: Rule | Term) -> str:
    return settings(part, told.scenario, told.language) or NOTHING


def _terms(told: Told, terms: Iterable[Term]) -> Table:
    words = (("term", False, 2), ("weight", True, 1), ("counted", False, 2), ("content", False, 2), ("why", False, 4))
    columns = tuple(Column(told.say(f"criteria.{word}"), numeric, share) for word, numeric, share in words)
    rows = tuple(
        (
            Cell(term.title[told.language]),
            Cell(number(term.weight, told.language, 3), Fraction(term.weight)),
            Cell(term.unit[told.language]),
            Cell(_content(told, term)),
            told.because(term.why, None),
        )
        for term in terms
    )
    return Table("terms", told.say("criteria.terms"), columns, rows)


def _weights(told: Told, term: SynergyTerm) -> Table:
    """What each criterion of synergy counts."""
    columns = (Column(told.say("criteria.criterion"), share=3), Column(told.say("criteria.weight"), numeric=True))
    rows = []
    for name, label in told.scenario.criteria.items():
        weight = Fraction(term.criteria.get(name, term.others))
        rows.append((Cell(label.in_language(told.language)), Cell(number(weight, told.language, 3), weight)))
    return Table("weights", told.say("criteria.weights"), columns, tuple(rows))


def _strengths(told: Told) -> Table:
    columns = (Column(told.say("criteria.strength"), share=3), Column(told.say("criteria.number"), numeric=True))
    scale = sorted(told.scenario.strengths.items(), key=lambda item: -item[1])
    rows = tuple(
        (Cell(_word(told, word)), Cell(signed(value, told.language), Fraction(value))) for word, value in scale
    )
    return Table("strengths", told.say("criteria.strengths"), columns, rows)


def _word(told: Told, word: str) -> str:
    """A strength in the reader's language; a word of the scenario's own stands as it is."""
    return say(f"strength.{word}", told.language) if has(f"strength.{word}", told.language) else word
