"""Documents from stored results and studies: those of one scenario become one document, chapter by chapter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from regroup.errors import Fault, InputError
from regroup.inputs import hash_of
from regroup.paper.base import Cell, Column, List, Paper, Section, Sentence, Slide, Table, Tone
from regroup.paper.public import cleared, nothing_to_hide, public_paper
from regroup.paper.reservations import CLAIMS
from regroup.paper.result import paper_of
from regroup.paper.screen import Screen
from regroup.paper.studies import CHAPTERS, RESERVATIONS, chapter_of, in_short, lists_of, slides_of
from regroup.paper.studies.told import Object, Studied
from regroup.provenance import versions
from regroup.read.inputs import read_inputs
from regroup.retold import retold
from regroup.text import LANGUAGES, in_words, say

Group = tuple[int, ...]
"""Places in the list of what was given; the first gives the document its name."""


def groups(contents: Sequence[Object]) -> list[Group]:
    """Which of them become one document: those of one scenario, around its result where there is one.

    Where there are several results of a scenario, each has a document; a study goes with the one of its model.

    Raises:
        InputError: one was stored without what it was made from.
    """
    made = [_made_of(content) for content in contents]
    results = [at for at, content in enumerate(contents) if content["kind"] == "result"]
    heads: dict[int, list[int]] = {at: [at] for at in results}
    for at, (scenario, model) in enumerate(made):
        if at not in results:
            alike = [head for head in heads if made[head][0] == scenario]
            chosen = next((head for head in alike if made[head][1] == model), alike[0] if alike else at)
            heads.setdefault(chosen, []).append(at)
    return [tuple(group) for group in heads.values()]


def paper_of_all(contents: Sequence[Object], language: str | None = None, below: int | None = None) -> Paper:
    """One document of a group: a result with its studies, or studies alone.

    Args:
        language: of the document; that of the studies where none is given, else the scenario's own.
        below: for the public: numbers of people below this are hidden; None hides nothing.

    Raises:
        InputError: a study is in another language, or something does not agree with what it was made from; or numbers
            are to be hidden in a study: the points of many plans give away the sizes that they rest on.
    """
    results = [content for content in contents if content["kind"] == "result"]
    studies = sorted((c for c in contents if c["kind"] != "result"), key=lambda c: list(CHAPTERS).index(c["kind"]))
    told_in = _language(studies, language)
    told = list(_told(studies))
    if below is not None:
        return _public(results, told, told_in, below)
    if results:
        result = retold(results[0])
        own = told_in or result.problem.scenario.language
        paper = paper_of(result, own)
        slides = (*_told_before(paper.slides), *_findings(told), *_told_after(paper.slides))
        lists = (*paper.lists, *_lists(told))
        return replace(paper, sections=tuple(_placed(paper.sections, told)), slides=slides, lists=lists)
    return _of_studies(told)


def _public(results: Sequence[Object], told: Sequence[Studied], language: str | None, below: int) -> Paper:
    """For the public: studies only where there is nothing to hide in them."""
    for one in told:
        if not nothing_to_hide(one.problem.scenario, below):
            raise InputError([Fault("public_studies", {"kind": one.kind, "below": below})])
    if not results:
        return cleared(_of_studies(told), Screen(below, {}))
    result = retold(results[0])
    paper = public_paper(result, language or result.problem.scenario.language, below)
    return cleared(replace(paper, sections=tuple(_placed(paper.sections, told))), Screen(below, {}))


def _made_of(content: Object) -> tuple[str, str]:
    """Hashes of the scenario and the model, counted anew."""
    inputs = content["inputs"]
    if inputs is None:
        raise InputError([Fault("told_without_inputs", {"kind": content["kind"]})])
    return hash_of(inputs["scenario"]), hash_of(inputs["model"])


def _language(studies: Sequence[Object], asked: str | None) -> str | None:
    """The language of all; texts that stand in a study are not translated."""
    wanted = asked or (studies[0]["language"] if studies else None)
    for study in studies:
        if study["language"] != wanted:
            values = {"kind": study["kind"], "found": study["language"], "wanted": wanted}
            raise InputError([Fault("told_language", values)])
    return wanted


def _told(studies: Sequence[Object]) -> Iterator[Studied]:
    seen: Counter[str] = Counter()
    for study in studies:
        yield Studied(study, read_inputs(study["inputs"]), seen[study["kind"]])
        seen[study["kind"]] += 1


def _placed(sections: Sequence[Section], told: Sequence[Studied]) -> Iterator[Section]:
    """The chapters of a result, with those of the studies where they belong."""
    looked_into = {one.kind for one in told}
    for section in sections:
        yield _without_overturn(section) if "robust" in looked_into and section.key == "reservations" else section
        if section.key in ("assessment", "reservations"):
            late = section.key == "reservations"
            yield from (chapter_of(one) for one in told if (one.kind in RESERVATIONS) is late)


def _findings(told: Sequence[Studied]) -> Iterator[Slide]:
    """A slide for each finding; what could overturn the plan last."""
    for late in (False, True):
        for one in told:
            if (one.kind in RESERVATIONS) is late:
                yield from slides_of(one, chapter_of(one))


def _lists(told: Sequence[Studied]) -> Iterator[Table]:
    return (table for one in told for table in lists_of(one))


def _told_before(slides: Sequence[Slide]) -> Sequence[Slide]:
    """The slides of a result that come before its studies: all up to what it rests on."""
    keys = [slide.key for slide in slides]
    return slides[: keys.index("terms")] if "terms" in keys else slides


def _told_after(slides: Sequence[Slide]) -> Sequence[Slide]:
    return slides[len(_told_before(slides)) :]


def _without_overturn(section: Section) -> Section:
    """The reservations without the one that a study of what overturns the plan answers."""
    words = {say("paper.reservations.overturn", language) for language in LANGUAGES}
    kept = (
        replace(block, items=tuple(item for item in block.items if item not in words))
        if isinstance(block, List) and not block.about
        else block
        for block in section.blocks
    )
    return replace(section, blocks=tuple(kept))


def _of_studies(told: Sequence[Studied]) -> Paper:
    first = told[0]
    language, scenario, model = first.language, first.problem.scenario, first.problem.model
    facts, findings = tuple(_facts(first)), tuple(_findings(told))
    claims = List(tuple(say(f"paper.reservations.{claim}", language) for claim in CLAIMS))
    sections = (
        *(chapter_of(one) for one in told if one.kind not in RESERVATIONS),
        Section("reservations", say("paper.reservations.title", language), (claims,)),
        *(chapter_of(one) for one in told if one.kind in RESERVATIONS),
        _origin(facts, language),
    )
    return Paper(
        title=say(f"studies.{first.kind if len(told) == 1 else 'several'}.document", language, scenario=scenario.name),
        subtitle=say("studies.subtitle", language, model=model.title.in_language(language)),
        language=language,
        sections=sections,
        facts=facts,
        slides=(in_short(first, chapter_of(first), findings), *findings),
        lists=tuple(_lists(told)),
    )


def _facts(told: Studied) -> Iterator[tuple[str, str]]:
    """What the document rests on: label and value."""
    scenario, model, inputs = told.problem.scenario, told.problem.model, told.content["inputs"]
    yield told.say("paper.origin.scenario"), scenario.name
    if scenario.date:
        yield told.say("paper.origin.date"), in_words(scenario.date, told.language)
    yield told.say("paper.origin.model"), f"{model.name}: {model.title.in_language(told.language)}"
    yield told.say("paper.origin.scenario_hash"), hash_of(inputs["scenario"])
    yield told.say("paper.origin.model_hash"), hash_of(inputs["model"])
    yield told.say("studies.told_by"), f"regroup {versions()['regroup']}"


def _origin(facts: Sequence[tuple[str, str]], language: str) -> Section:
    columns = (Column(say("paper.origin.what", language)), Column(say("paper.origin.value", language), share=3))
    rows = tuple((Cell(label), Cell(value)) for label, value in facts)
    table = Table("origin", say("paper.origin.caption", language), columns, rows)
    blocks = (Sentence(say("studies.origin", language), Tone.NOTE), table)
    return Section("origin", say("paper.origin.title", language), blocks)
