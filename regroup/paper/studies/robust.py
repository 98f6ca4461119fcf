"""What could overturn the plan, as a chapter of the reservations: draws, numbers one by one, people who disagree."""

from __future__ import annotations

from collections.abc import Iterator

from regroup.paper.base import Block, Cell, Column, Picture, Section, Sentence, Table, Tone
from regroup.paper.studies.margins import MOST_DRAWN, VALUES, drawn_numbers, numbers
from regroup.paper.studies.told import Object, Studied, exact
from regroup.paper.studies.voices import voices
from regroup.text import percent


def robust(told: Studied) -> Section:
    """The chapter."""
    return Section(told.key("chapter"), told.word("title"), tuple(_blocks(told)))


def _blocks(told: Studied) -> Iterator[Block]:
    content = told.content
    yield Sentence(told.say(f"studies.status.{content['status']}", **_figures(told)), Tone.LEAD)
    if content["interrupted"]:
        yield Sentence(told.say("robust.interrupted"), Tone.NOTE)
    if content["plan"] is None:
        return
    yield Sentence(told.say("robust.not_an_answer"), Tone.NOTE)
    if content["draws"] is not None:
        yield from _draws(told, content["draws"])
    if content["numbers"]:
        yield from _numbers(told)
    if content["stakeholders"] is not None:
        yield from voices(told, content["stakeholders"])


def _figures(told: Studied) -> dict[str, str]:
    return {key: told.points(told.content[key]).text for key in ("points", "bound")}


def _draws(told: Studied, draws: Object) -> Iterator[Block]:
    if draws["share"] is None or draws["error_95"] is None:
        yield Sentence(told.say("robust.draws.nothing"))
        return
    low, high = (percent(exact(end), told.language, 1) for end in draws["error_95"])
    share = percent(exact(draws["share"]), told.language)
    yield Sentence(told.say("robust.draws.short", share=share, count=draws["asked"], low=low, high=high))
    yield Sentence(told.word("how_drawn", sizes=draws["sizes"], seed=draws["seed"]), Tone.NOTE)
    for key in ("broken", "impossible", "undecided"):
        if draws[key]:
            yield Sentence(told.say(f"robust.draws.{key}", count=draws[key]))
    moving = {unit: places for unit, places in draws["places"].items() if len(places) > 1}
    if moving:
        yield _places(told, moving, draws)
    else:
        yield Sentence(told.say("robust.draws.none_move"))


def _places(told: Studied, moving: dict[str, dict[str, int]], draws: Object) -> Table:
    heads = (told.say("robust.draws.unit"), told.say("robust.draws.place"), told.word("stood"))
    columns = tuple(Column(head, share=share) for head, share in zip(heads, (2, 2, 4), strict=True))
    rows = tuple(
        (
            Cell(told.unit(unit)),
            Cell(told.area(told.content["plan"].get(unit))),
            Cell("; ".join(told.word("times", area=told.area(area), times=times) for area, times in places.items())),
        )
        for unit, places in moving.items()
    )
    return Table(told.key("places"), told.say("robust.draws.heading"), columns, rows)


def _numbers(told: Studied) -> Iterator[Block]:
    """Facts to check apart from values to discuss, each as a picture and a table."""
    every = told.content["numbers"]
    for name, entries in (
        ("facts", [entry for entry in every if entry["kind"] not in VALUES]),
        ("values", [entry for entry in every if entry["kind"] in VALUES]),
    ):
        turning = [entry for entry in entries if entry["down"] or entry["up"]]
        if not turning:
            unknown = any(entry["unknown"] for entry in entries)
            yield Sentence(told.say(f"robust.{name}.{'unsettled' if unknown else 'none'}"))
            continue
        yield Sentence(told.say(f"robust.{name}.remark"), Tone.NOTE)
        caption = told.say(f"robust.{name}.heading")
        about, svg = drawn_numbers(told, turning[:MOST_DRAWN], caption)
        yield Picture(told.key(f"drawn{name}"), f"{caption}. {told.word('caption')}", about, svg)
        yield numbers(told, name, turning)
    yield Sentence(told.say("robust.numbers.how"), Tone.NOTE)
