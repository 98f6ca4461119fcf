"""What the studies found, for those who listen: a sentence for each picture and table that shows a finding."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from regroup.paper.base import List, Picture, Section, Sentence, Slide, Table, Tone
from regroup.paper.studies.alternatives import within
from regroup.paper.studies.compare import beside
from regroup.paper.studies.finding import Shown, finding, slide
from regroup.paper.studies.findings_doubt import audit, robust
from regroup.paper.studies.told import Object, Studied, plan_name
from regroup.text import say

MOST_ALIKE = 3
"""Slides of one kind: pairs that are compared, differences, units that are explained."""


def slides(told: Studied, section: Section) -> Iterator[Slide]:
    """The slides of a study; each shows a block of its chapter.

    Args:
        told: the study.
        section: its chapter.
    """
    prefix = told.key("")
    blocks = {b.key.removeprefix(prefix): b for b in section.blocks if isinstance(b, Table | Picture)}
    where = say("slides.where", told.language, chapter=section.title)
    for made in FINDINGS[told.kind](told, blocks):
        yield Slide(told.key(made.key), made.message, made.blocks, (*made.notes, where))


def in_short(told: Studied, section: Section, after: tuple[Slide, ...]) -> Slide:
    """The first slide of a document of studies: what is sure, and all that was found."""
    leads = (block.text for block in section.blocks if isinstance(block, Sentence) and block.tone is Tone.LEAD)
    message = next(leads, section.title)
    decision = Sentence(say("paper.reservations.not_right", told.language), Tone.NOTE)
    return Slide("short", message, (List(tuple(one.message for one in after)), decision), (section.title,))


def _compare(told: Studied, blocks: Mapping[str, Shown]) -> Iterator[Slide]:
    names = {one["id"]: one["name"] for one in told.content["structures"]}
    for at, summary in enumerate(told.content["summary"][:MOST_ALIKE]):
        better, worse = (len(summary[key]) for key in ("better", "worse"))
        if better or worse:
            key = "both" if better and worse else "better" if better else "worse"
            values = {"best": names[summary["of"]], "name": names[summary["beside"]]}
            values |= {"better": told.count(better).text, "worse": told.count(worse).text}
            shown = tuple(block for block in beside(told, summary) if isinstance(block, List))
            yield Slide(f"beside{at}", finding(told, f"compare.{key}", None, **values), shown)
    shown_differences = [(at, d) for at, d in enumerate(told.content["distances"]) if d["differences"]]
    for at, distance in shown_differences[:MOST_ALIKE]:
        first, second = names[distance["from"]], names[distance["to"]]
        units = sum(len(one["units"]) for one in distance["differences"])
        words = finding(told, "compare.apart", units, first=first, second=second)
        yield slide(f"apart{at}", words, blocks[f"change{at}"])
    if "requirements" in blocks:
        asked = told.content["requirements"]
        met = sum(bool(one["met"]) for one in asked)
        yield slide("requirements", finding(told, "compare.met", met, of=len(asked)), blocks["requirements"])


def _alternatives(told: Studied, blocks: Mapping[str, Shown]) -> Iterator[Slide]:
    content = told.content
    if "plans" in blocks:
        key = "alternatives.all" if content["complete"] else "alternatives.some"
        yield slide("plans", finding(told, key, len(content["plans"]), within=within(told)), blocks["plans"])
    if "matrix" in blocks:
        pairs = content["settled"]["pairs"]
        key = "alternatives.choices" if pairs["sometimes"] else "alternatives.no_choice"
        of = told.count(sum(pairs.values())).text
        yield slide("matrix", finding(told, key, pairs["sometimes"], of=of), blocks["matrix"])
    if "deciding" in blocks:
        count, every = len(content["settled"]["deciding"]), len(content["settled"]["units"])
        yield slide("deciding", finding(told, "alternatives.deciding", count, of=every), blocks["deciding"])
    if "different" in blocks:
        first = content["different"][0]
        less = told.points(content["plans"][first["plan"]]["difference"]).text.lstrip("−")
        words = finding(told, "alternatives.different", first["pairs"], points=less)
        yield slide("different", words, blocks["different"])


def _explain(told: Studied, blocks: Mapping[str, Shown]) -> Iterator[Slide]:
    yield from _repairs(told, blocks)
    priced = [p for p in told.content["prices"] if p["allowed"] and not p["own"] and p["most"] is not None]
    if "map" in blocks and priced:
        cheapest = min(priced, key=lambda price: int(price["most"]))
        key = "explain.cheapest" if cheapest["most"] else "explain.free"
        values = {"unit": told.unit(cheapest["unit"]), "area": told.areas(cheapest["areas"])}
        words = finding(told, key, None, **values, points=told.points(cheapest["most"]).text)
        yield slide("map", words, blocks["map"], told.word("remark"))
    costly = [gain for gain in told.content["rules"] if gain["most"]]
    if "rules" in blocks and costly:
        most = max(costly, key=lambda gain: int(gain["most"]))
        words = finding(told, "explain.rule", rule=most["text"], points=told.points(most["most"]).text)
        yield slide("rules", words, blocks["rules"])
    if "shut" in blocks:
        count = sum(not price["allowed"] and bool(price["conflict"]) for price in told.content["prices"])
        yield slide("shut", finding(told, "explain.shut", count), blocks["shut"])
    for at, asked in enumerate(told.content["units"][:MOST_ALIKE]):
        if f"why{at}" in blocks:
            words = finding(told, "explain.why", None, **_ties(told, asked))
            yield slide(f"why{at}", words, blocks[f"why{at}"])


def _repairs(told: Studied, blocks: Mapping[str, Shown]) -> Iterator[Slide]:
    if "conflict0" in blocks:
        rows = len(told.content["repairs"]["conflicts"][0]["rules"])
        yield slide("conflict0", finding(told, "explain.conflict", rows), blocks["conflict0"])
    if "ways" in blocks:
        yield slide("ways", finding(told, "explain.ways"), blocks["ways"])


def _ties(told: Studied, asked: Object) -> dict[str, str]:
    ties = asked["synergies"]
    kept = sum(bool(tie["kept"]) == (tie["strength"] > 0) for tie in ties)
    names = {"unit": told.unit(asked["unit"]), "area": told.area(asked["area"])}
    return {**names, "kept": told.count(kept).text, "of": told.count(len(ties)).text}


def _frontier(told: Studied, blocks: Mapping[str, Shown]) -> Iterator[Slide]:
    stops, structures = told.content["points"], told.content["structures"]
    if "curve" in blocks:
        unbeaten = [at for at, stop in enumerate(stops) if stop["beaten_by"] is None]
        found = "frontier.proven" if told.content["proven"] else "frontier.found"
        key = "frontier.one" if len(stops) == 1 else "frontier.above_all" if len(unbeaten) == 1 else found
        axes = {side: told.content[axis]["title"].lower() for side, axis in (("across", "x"), ("up", "y"))}
        values = {
            "first": plan_name(min(unbeaten, default=0)),
            "last": plan_name(max(unbeaten, default=len(stops) - 1)),
        }
        yield slide("curve", finding(told, key, len(stops), **axes, **values), blocks["curve"])
    proven = sum(bool(stop["proven"]) for stop in stops)
    if "stops" in blocks and proven < len(stops):
        yield slide("stops", finding(told, "frontier.sure", proven, of=len(stops)), blocks["stops"])
    if "placed" in blocks:
        beaten = sum(one["beaten_by"] is not None for one in structures)
        yield slide("placed", finding(told, "frontier.beaten", beaten, of=len(structures)), blocks["placed"])


FINDINGS: dict[str, Callable[[Studied, Mapping[str, Shown]], Iterator[Slide]]] = {
    "compare": _compare,
    "audit": audit,
    "explain": _explain,
    "alternatives": _alternatives,
    "frontier": _frontier,
    "robust": robust,
}
