"""A trade-off as a chapter: the curve with today and the proposals on it, and what changes from plan to plan."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from regroup.paper.base import Block, Cell, Column, List, Mark, Picture, Section, Sentence, Table, Tone
from regroup.paper.studies.told import Object, Studied, exact, plan_name
from regroup.pictures import curve as drawn
from regroup.text import number

SHARES = ("moves", "balance")
"""Axes whose figures are per cent."""
STEPS = {"areas": 1.0}
"""The least step between the marks of an axis: there is no half area."""


def frontier(told: Studied) -> Section:
    """The chapter."""
    axes = {side: told.content[key]["title"].lower() for side, key in (("up", "y"), ("across", "x"))}
    return Section(told.key("chapter"), told.word("title", **axes), tuple(_blocks(told)))


def _blocks(told: Studied) -> Iterator[Block]:
    content = told.content
    for words in _status(told):
        yield Sentence(words, Tone.LEAD)
    scenario = told.problem.scenario
    for axis in ("x", "y"):
        unit = scenario.measures[scenario.measure].unit
        yield Sentence(told.say(f"frontier.explain.{content[axis]['id']}", unit=unit))
    if content["area_counts_freed"]:
        yield Sentence(told.say("frontier.freed"))
    if content["leader_cost"]:
        yield Sentence(told.say("frontier.leader", cost=number(exact(content["leader_cost"]), told.language)))
    if not content["points"]:
        return
    yield Sentence(told.say("frontier.values"), Tone.NOTE)
    yield _picture(told)
    yield _stops(told)
    if content["structures"]:
        yield _placed(told)
    if any(stop["moved"] for stop in content["points"]):
        yield Sentence(told.say("frontier.steps.heading") + ":")
        yield List(tuple(_step(told, at, stop) for at, stop in enumerate(content["points"])))


def _status(told: Studied) -> Iterator[str]:
    content = told.content
    stops, counted = content["points"], content["x"]["id"] == "areas"
    if content["interrupted"]:
        yield told.say("frontier.status.interrupted")
    if not stops:
        yield told.say(f"frontier.status.{'impossible' if content['impossible'] else 'unknown'}")
        return
    words = {side: _word(told, axis) for side, axis in (("across", "x"), ("up", "y"))}
    key = ("proven_count" if counted else "proven") if content["proven"] else "partly"
    yield told.say(f"frontier.status.{key}", **words, proven=sum(s["proven"] for s in stops), count=len(stops))
    if not counted:
        yield told.say(f"frontier.status.{'whole' if content['whole'] else 'open'}")
    if content["impossible"] and counted:
        counts = ", ".join(number(exact(x), told.language) for x in content["impossible"])
        yield told.say("frontier.status.no_count", counts=counts)


def _figure(told: Studied, axis: str, value: float) -> Cell:
    name = told.content[axis]["id"]
    plain = number(exact(value), told.language, 2 if name == "points" else 1)
    return Cell(told.say(f"frontier.figure.{name}", number=plain), exact(value))


def _picture(told: Studied) -> Picture:
    content = told.content
    plans = [drawn.Spot(plan_name(at), s["x"], s["y"], _spot(told, s)) for at, s in enumerate(content["points"])]
    others = [
        drawn.Spot(str(at + 1), one["x"], one["y"], f"{one['name']}: {_spot(told, one)}")
        for at, one in enumerate(content["structures"])
    ]
    sign = " %" if told.language == "nb" else "%"
    across, up = (sign if content[axis]["id"] in SHARES else "" for axis in ("x", "y"))
    steps = (STEPS.get(content[axis]["id"], 0.0) for axis in ("x", "y"))
    decimal = "," if told.language == "nb" else "."
    axes = drawn.Axes(content["x"]["title"], content["y"]["title"], across, up, decimal, *steps)
    counted = content["x"]["id"] == "areas"
    gaps = [] if counted else [bool(stop["others_between"]) for stop in content["points"]]
    vertical = told.say(f"frontier.picture.{'up' if content['y']['better'] == 'more' else 'down'}")
    horizontal = told.say(f"frontier.picture.{'right' if content['x']['better'] == 'more' else 'left'}")
    better = told.say("frontier.picture.both_better", vertical=vertical, horizontal=horizontal)
    caption = f"{told.say('frontier.picture.heading')}. {told.word('signs')} {better}"
    about = "; ".join(f"{spot.sign}: {spot.name}" for spot in (*plans, *others))
    svg = drawn.curve(plans, gaps, others, axes, caption, about)
    return Picture(told.key("curve"), caption, about, svg)


def _spot(told: Studied, one: Object) -> str:
    return ", ".join(f"{_word(told, axis)} {_figure(told, axis, one[axis]).text}" for axis in ("x", "y"))


def _word(told: Studied, axis: str) -> str:
    return told.say(f"frontier.word.{told.content[axis]['id']}")


def _stops(told: Studied) -> Table:
    content = told.content
    heads = (told.say("frontier.table.plan"), content["x"]["title"], content["y"]["title"])
    columns = tuple(Column(head, numeric=bool(at), share=2) for at, head in enumerate(heads))
    columns = (*columns, Column(told.say("frontier.table.sure"), share=4))
    rows = tuple(
        (Cell(plan_name(at)), _figure(told, "x", stop["x"]), _figure(told, "y", stop["y"]), _sure(told, stop))
        for at, stop in enumerate(content["points"])
    )
    return Table(told.key("stops"), told.word("stops"), columns, rows)


def _sure(told: Studied, stop: Object) -> Cell:
    if stop["proven"]:
        words = told.say("frontier.sure.proven")
    elif stop["bound"] is None:
        words = told.say("frontier.sure.unknown")
    else:
        more = told.content["y"]["better"] == "more"
        bound = told.amount(stop["bound"]) or Fraction(0)
        shown = number(bound if more else abs(bound), told.language, 2)
        shown = told.say(f"frontier.figure.{told.content['y']['id']}", number=shown)
        words = told.say(f"frontier.sure.{'at_most' if more else 'at_least'}", bound=shown)
    if stop["beaten_by"] is not None:
        words = told.say("frontier.sure.beaten", sure=words, plan=plan_name(stop["beaten_by"]))
    return Cell(words, mark=Mark.NONE if stop["proven"] else Mark.UNSURE)


def _placed(told: Studied) -> Table:
    content = told.content
    heads = [told.say("frontier.placed.mark"), told.say("frontier.placed.name"), content["x"]["title"]]
    heads += [content["y"]["title"], told.say("frontier.placed.broken"), told.word("standing")]
    columns = tuple(
        Column(head, at in (2, 3, 4), share)
        for at, (head, share) in enumerate(zip(heads, (1, 3, 1, 1, 1, 4), strict=True))
    )
    rows = tuple(
        (
            Cell(str(at + 1)),
            Cell(one["name"]),
            _figure(told, "x", one["x"]),
            _figure(told, "y", one["y"]),
            told.count(one["breaches"], bad=True),
            Cell(_verdict(told, one)),
        )
        for at, one in enumerate(content["structures"])
    )
    return Table(told.key("placed"), told.say("frontier.placed.heading"), columns, rows)


def _verdict(told: Studied, one: Object) -> str:
    if one["unplaced"]:
        return told.say("frontier.placed.incomplete")
    if one["beaten_by"] is not None:
        stop = told.content["points"][one["beaten_by"]]
        across, up = (f"{_word(told, axis)} {_figure(told, axis, stop[axis]).text}" for axis in ("x", "y"))
        return told.say("frontier.placed.beaten", plan=plan_name(one["beaten_by"]), across=across, up=up)
    if one["breaches"]:
        return told.say("frontier.placed.breaking")
    on = any((s["x"], s["y"]) == (one["x"], one["y"]) and s["proven"] for s in told.content["points"])
    return told.say(f"frontier.placed.{'on_curve' if on else 'unbeaten'}")


def _step(told: Studied, at: int, stop: Object) -> str:
    if at:
        lead = told.say("frontier.steps.step", before=plan_name(at - 1), plan=plan_name(at))
    else:
        lead = told.say("frontier.steps.from_today", plan=plan_name(at))
    moves = {move["unit"]: move["to"] for move in stop["moved"]}
    return f"{lead}: {told.moves(moves) if moves else told.say('frontier.steps.none')}"
