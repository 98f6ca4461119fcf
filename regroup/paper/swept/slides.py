"""A sweep for those who listen: one finding a slide, and beside it what shows that it is so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from regroup.paper.base import List, Picture, Section, Sentence, Slide, Table, Tone
from regroup.paper.swept.draws import drawn_ones, name
from regroup.paper.swept.origin import sure
from regroup.paper.swept.plans import letters, picture
from regroup.paper.swept.settled import message
from regroup.paper.swept.told import Swept
from regroup.text import number, percent, say


def slides(told: Swept, sections: Sequence[Section]) -> Iterator[Slide]:
    """The slides after the first, in the order of the chapters, whose pictures and tables they show."""
    blocks = {b.key: b for section in sections for b in section.blocks if isinstance(b, Table | Picture)}
    after = list(_after(told, blocks))
    decision = Sentence(say("sweep.summary.values", told.language), Tone.NOTE)
    told_again = List(tuple(slide.message for slide in after if slide.key not in ("ended", "origin")))
    yield Slide("short", ended(told), (told_again, decision), (sure(told),))
    yield from after


def _after(told: Swept, blocks: dict[str, Table | Picture]) -> Iterator[Slide]:
    if "axes" in blocks:
        yield Slide("axes", varied(told), (blocks["axes"],), (told.say("axes.lead"),))
    if told.summary.reasons:
        yield Slide("ended", ended(told), (blocks["reasons"],))
    if told.summary.plans:
        yield Slide("map", frequent(told), (picture(told, legend=False),), tuple(letters(told)))
    if words := turns(told):
        note = say("sweep.summary.turning_remark", told.language)
        yield Slide("turning", words, (blocks["turning"], Sentence(note, Tone.NOTE)))
    if told.stands is not None:
        shown = blocks.get("places") or blocks.get("moving")
        if shown is not None:
            yield Slide(
                "settled", message(told, told.stands), (shown,), () if told.unit_names else (told.say("settled.ids"),)
            )
    for at, _ in enumerate(drawn_ones(told)):
        if f"draws{at}" in blocks:
            yield Slide(f"draws{at}", spreads(told, at), (blocks[f"draws{at}"],), (told.say("draws.remark"),))
    yield Slide("origin", sure(told), (blocks["origin"],))


def ended(told: Swept) -> str:
    """How many runs there are, and how many have a plan."""
    runs, missing = len(told.summary.at), told.summary.missing
    key = "missing" if missing else "all" if told.answered == runs else "some"
    values = {"answered": told.count(told.answered).text, "of": told.count(runs + missing).text}
    return told.say(f"short.{key}", runs, **values)


def varied(told: Swept) -> str:
    """What was varied."""
    names = [f"«{told.axis(axis.key)}»" for axis in told.summary.axes if len(axis.values) > 1]
    return told.say("short.varied" if names else "short.alone", len(names), axes=_listed(told, names))


def _listed(told: Swept, names: list[str]) -> str:
    word = say("word.and", told.language)
    return ", ".join(names[:-1]) + (f" {word} " if len(names) > 1 else "") + (names[-1] if names else "")


def frequent(told: Swept) -> str:
    """Which plan is best most often, and how many plans are best somewhere."""
    first, count = told.summary.plans[0], len(told.summary.plans)
    values = {"plan": told.plans[0], "share": percent(first.share, told.language), "runs": told.count(first.runs).text}
    return told.say("short.plans", count, **values)


def turns(told: Swept) -> str:
    """The axis that changes the plan most; empty where nothing can be compared. Other units are another plan anyway."""
    found = [one for one in told.summary.turning if one.share is not None and one.axes != ("scenario",)]
    if not found:
        return ""
    first = found[0]
    if not first.share:
        return told.say("short.nothing_turns")
    return told.say("short.turns", axis=told.axes(first.axes), share=percent(first.share, told.language))


def spreads(told: Swept, at: int) -> str:
    """Between which points nine of ten draws lie."""
    spread = drawn_ones(told)[at]
    low, high = (number(spread.percentile(share), told.language, 1) for share in (5, 95))
    words = told.say("short.draws", low=low, high=high)
    return f"{name(told, spread)}. {words}" if spread.at else words
