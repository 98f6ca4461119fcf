"""People who weigh the same facts each in their own way: what each plan costs each of them."""

from __future__ import annotations

from collections.abc import Iterator

from regroup.paper.base import Block, Cell, Column, Sentence, Table, Tone
from regroup.paper.studies.told import Object, Studied
from regroup.report.figures import MARKS


def voices(told: Studied, found: Object) -> Iterator[Block]:
    """The losses of everybody under each plan, and the plan where the one who loses most loses least."""
    yield Sentence(told.say("robust.voices.heading") + ". " + told.say("robust.voices.remark"))
    if any(voice["basis"] == "assumed" for voice in found["voices"]):
        yield Sentence(told.say("robust.voices.assumed"), Tone.NOTE)
    names = [voice["name"] for voice in found["voices"]]
    columns = (Column(told.say("robust.voices.plan"), share=3), *(Column(name, True, 2) for name in names))
    rows = tuple(
        (
            Cell(_name(told, found, plan)),
            *(told.share(plan["regrets"].get(voice["id"])) for voice in found["voices"]),
            told.share(plan["worst"]),
        )
        for plan in found["plans"]
    )
    if rows:
        columns = (*columns, Column(told.say("robust.voices.worst"), True, 1))
        broken = not all(plan["allowed"] for plan in found["plans"])
        breaks = told.say("robust.voices.breaks", mark=MARKS["assumed"]) if broken else ""
        note = " ".join(filter(None, (told.word("losses"), breaks)))
        yield Table(told.key("voices"), told.word("voices"), columns, rows, note=note)
    yield Sentence(_least(told, found), Tone.LEAD)
    yield Sentence(told.say("robust.voices.values"), Tone.NOTE)


def _name(told: Studied, found: Object, plan: Object) -> str:
    if plan["kind"] == "stakeholder":
        names: dict[str, str] = {voice["id"]: voice["name"] for voice in found["voices"]}
        return told.say("robust.voices.best_of", name=names[plan["id"]])
    if plan["kind"] == "proposal":
        names = {proposal.id: proposal.name for proposal in told.problem.scenario.proposals}
        return names[plan["id"]] + ("" if plan["allowed"] else MARKS["assumed"])
    return told.say(f"robust.voices.{plan['kind']}")


def _least(told: Studied, found: Object) -> str:
    least, model = found["least"], told.content["plan"]
    moves = {unit: area for unit, area in least["plan"].items() if model.get(unit) != area}
    which = told.say("robust.voices.other", moves=told.moves(moves)) if moves else told.say("robust.voices.same")
    figures = {"worst": told.share(least["worst"]).text, "bound": told.share(found["bound"]).text}
    return told.say(f"robust.voices.least_{'proven' if found['proven'] else 'bound'}", which=which, **figures)
