"""What an audit and a study of doubtful numbers found, a sentence for each picture and table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from regroup.paper.base import Slide
from regroup.paper.studies.finding import Shown, finding, slide
from regroup.paper.studies.told import Object, Studied, exact
from regroup.report.figures import NOTHING
from regroup.text import percent, say

MOST_CHANGED = 3
"""Proposals of which it is told what few changes reach."""


def audit(told: Studied, blocks: Mapping[str, Shown]) -> Iterator[Slide]:
    """How far the proposals are from the best plan, where they stand, and what few changes reach."""
    proposals = told.content["proposals"]
    behind = [one for one in proposals if one["behind"] is not None]
    if "summary" in blocks and behind:
        nearest = min(behind, key=lambda one: int(one["behind"]))
        key = "audit.nearest" if nearest["behind"] > 0 else "audit.beyond" if nearest["behind"] < 0 else "audit.best"
        points = told.points(abs(nearest["behind"])).text
        yield slide("summary", finding(told, key, name=_name(told, nearest), points=points), blocks["summary"])
    if "standing" in blocks:
        yield slide("standing", _standing(told, proposals), blocks["standing"])
    for at, one in enumerate(proposals):
        if f"changes{at}" in blocks and at < MOST_CHANGED:
            last = one["changes"][-1]
            points = told.points(last["points"]).text
            words = finding(told, "audit.changes", last["at_most"], name=_name(told, one), points=points)
            yield slide(f"changes{at}", words, blocks[f"changes{at}"])


def _name(told: Studied, one: Object) -> str:
    return one["title"] or (say("word.today", told.language) if one["id"] == "today" else one["id"])


def _standing(told: Studied, proposals: list[Object]) -> str:
    """The proposal that fewest plans are better than."""
    ranked = [one for one in proposals if one["rank"] is not None]
    if not ranked:
        return finding(told, "audit.unranked")
    best = min(ranked, key=lambda one: float(one["rank"]["share_above_between"][1]))
    share = percent(exact(best["rank"]["share_above_between"][1]), told.language, 1)
    return finding(told, "audit.above", name=_name(told, best), share=share)


def robust(told: Studied, blocks: Mapping[str, Shown]) -> Iterator[Slide]:
    """How often the plan stays best, which numbers can overturn it, and who loses what."""
    draws = told.content["draws"]
    if "places" in blocks and draws["share"] is not None:
        share = percent(exact(draws["share"]), told.language)
        words = finding(told, "robust.draws", share=share, count_of=told.count(draws["asked"]).text)
        yield slide("places", words, blocks["places"])
    for name in ("facts", "values"):
        if f"drawn{name}" in blocks:
            count = len(getattr(blocks[f"numbers{name}"], "rows", ()))
            yield slide(name, finding(told, f"robust.{name}", count), blocks[f"drawn{name}"])
    if "voices" in blocks:
        worst = told.content["stakeholders"]["least"]["worst"]
        shown = told.share(worst).text if worst is not None else NOTHING
        yield slide("voices", finding(told, "robust.voices", worst=shown), blocks["voices"])
