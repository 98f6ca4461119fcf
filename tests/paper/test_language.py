"""A document speaks one language: what it quotes from files in another is marked, and nothing else is left of it.

The words that give a language away are taken from the texts themselves: those that stand in one language only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from regroup.paper import Paper, Picture, Sentence, Table, paper_of
from regroup.paper.base import Block, List
from regroup.paper.result import paper_told
from regroup.paper.told import Told
from regroup.result import Result
from regroup.rules import MODEL_RULES, SCENARIO_RULES
from regroup.terms import TERMS
from regroup.text import catalogue
from regroup.wording import Both
from tests.paper.told import LANGUAGES, SCENARIOS, solved, told

OTHER = {"nb": "en", "en": "nb"}
FUNCTION_WORDS = {
    "nb": {"og", "ikke", "som", "av", "fra", "på", "er", "det", "kan", "med", "den", "ble", "eller"},
    "en": {"the", "and", "of", "with", "not", "is", "are", "which", "that", "from", "by", "be"},
}
WORD = re.compile(r"[^\W\d_]{2,}")


def words(text: str) -> set[str]:
    return {word.casefold() for word in WORD.findall(re.sub(r"\{\w+\}|regroup \w+|--\S+|'[^']*'", " ", text))}


def texts(table: dict[str, Any]) -> Iterator[str]:
    for entry in table.values():
        yield from texts(entry) if isinstance(entry, dict) else [entry]


@cache
def vocabulary(language: str) -> frozenset[str]:
    """Every word of our own in that language."""
    kinds = {*MODEL_RULES, *SCENARIO_RULES, *TERMS.values()}
    labels = [label[language] for kind in kinds for label in (kind.title, getattr(kind, "unit", None)) if label]
    return frozenset().union(*(words(text) for text in (*texts(catalogue(language)), *labels)))


@cache
def foreign(language: str) -> frozenset[str]:
    """Words that only the other language has."""
    return vocabulary(OTHER[language]) - vocabulary(language)


def test_the_lists_of_words_tell_the_languages_apart():
    assert {"the", "rules", "plans", "which"} <= foreign("nb")
    assert {"og", "kravene", "poeng", "som"} <= foreign("en")
    assert min(len(foreign(language)) for language in LANGUAGES) > 500


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_of_ours_is_in_the_other_language(language: str):
    wrong = [text for text in texts(catalogue(language)) if len(words(text) & FUNCTION_WORDS[OTHER[language]]) > 1]
    assert wrong == []


class Marked(Told):
    """Marks quotations in the document's own language too, so that they can be told from words in both languages."""

    def lang(self, why: str | Both | None = None) -> str:
        return "" if isinstance(why, Both) else "quoted"


def said(paper: Paper) -> Iterator[str]:
    """Everything that is not marked as quoted from a file in another language."""
    yield from (paper.title, paper.subtitle, *(section.title for section in paper.sections))
    yield from (label for label, _ in paper.facts)
    for block in paper.blocks():
        yield from _said(block)


def _said(block: Block) -> Iterator[str]:
    if isinstance(block, Sentence):
        yield from () if block.lang else (block.text,)
    elif isinstance(block, List):
        yield from (*block.items, *(() if block.langs else block.about))
    elif isinstance(block, Picture):
        yield from (block.caption, block.alt, *re.findall(r">([^<>]+)</(?:title|desc)>", block.svg))
    elif isinstance(block, Table):
        yield from (block.caption, block.note, *(column.title for column in block.columns))
        if block.key != "origin":  # names of programs, settings as they were typed
            yield from (cell.text for row in block.rows for cell in row if not cell.lang)


def names(result: Result) -> list[str]:
    """What things are called in the files, the longest first; a name is the same in every language."""
    facts = result.problem.scenario
    found = [
        facts.name,
        facts.level,
        *facts.area_names.values(),
        *(measure.unit for measure in facts.measures.values()),
    ]
    found += [unit.name for unit in facts.units] + [whole.name for whole in facts.wholes]
    found += [name for proposal in facts.proposals for name in (proposal.name, proposal.by) if name]
    found += [size.counted_in for unit in facts.units for size in unit.size.values() if size.counted_in]
    found += [field for unit in facts.units for field in unit.fields] + [result.problem.model.name]
    return sorted(found, key=len, reverse=True)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_document_speaks_one_language(scenario: str, language: str):
    left = set[str]()
    paper = paper_told(Marked(solved(scenario), language))
    for text in said(paper):
        for name in names(solved(scenario)):
            text = text.replace(name, " ")
        left |= words(text) & foreign(language)
    for drawn in re.findall(r">([^<>]+)</text>", "".join(b.svg for b in paper.blocks() if isinstance(b, Picture))):
        if "…" not in drawn:  # names stand on several lines, or are cut short
            left |= words(drawn) & foreign(language) - words(" ".join(names(solved(scenario))))
    assert left == set()


def test_quotations_are_marked_where_their_language_is_another():
    english, norwegian = (
        [cell for table in told("hamar", language).tables() for row in table.rows for cell in row]
        for language in ("en", "nb")
    )
    assert {cell.lang for cell in english} == {"", "nb"}
    assert {cell.lang for cell in norwegian} == {""}
    assert all("(source: " not in cell.text for cell in english if cell.lang)


def test_dates_are_written_as_people_write_them():
    result = solved("hamar")
    for language, date in (("nb", "1. februar 2019"), ("en", "1 February 2019")):
        assert date in dict(paper_of(result, language).facts).values()
