"""Every plan near the best as a chapter: what is settled, what is a choice, and the plans that differ most."""

from __future__ import annotations

from collections.abc import Iterator

from regroup.paper.base import Block, Cell, Column, List, Mark, Picture, Section, Sentence, Table, Tone
from regroup.paper.studies.told import MOST_ROWS, Object, Studied, exact
from regroup.pictures import together as drawn
from regroup.report.figures import NOTHING, points
from regroup.text import percent

MOST_LISTED = 20_000
"""Rows of a sheet; the file has all."""


def alternatives(told: Studied) -> Section:
    """The chapter."""
    return Section(told.key("chapter"), told.word("title"), tuple(_blocks(told)))


def _blocks(told: Studied) -> Iterator[Block]:
    content = told.content
    yield Sentence(told.say(f"studies.status.{content['status']}", **_status(told)), Tone.LEAD)
    if content["interrupted"]:
        yield Sentence(told.say("alternatives.interrupted"), Tone.NOTE)
    if not content["plans"]:
        return
    yield Sentence(_count(told))
    yield Sentence(told.say("alternatives.remark"), Tone.NOTE)
    if content["settled"] is not None:
        yield from _settled(told, content["settled"])
    if content["different"]:
        yield _different(told)
    if len(content["plans"]) > 1:
        yield _plans(told)


def _status(told: Studied) -> dict[str, str]:
    return {key: told.points(told.content[key]).text for key in ("points", "bound")}


def _count(told: Studied) -> str:
    """How many there are, and whether that is all."""
    content = told.content
    count = len(content["plans"])
    key = ("all" if content["complete"] else "some") + ("_one" if count == 1 else "")
    rest = told.points(content["others_at_most"]).text
    floor = NOTHING if content["floor"] is None else points(exact(content["floor"]), told.language)
    return told.say(f"alternatives.count.{key}", count=count, within=within(told), rest=rest, floor=floor)


def within(told: Studied) -> str:
    """How far from the best a plan may be: ``2 % av den bestes poeng``."""
    asked = told.content["within"]
    value = exact(asked["value"])
    distance = percent(value, told.language, 2) if asked["relative"] else points(value, told.language)
    return told.word("of_best" if asked["relative"] else "in_points", distance=distance)


def _settled(told: Studied, settled: Object) -> Iterator[Block]:
    pairs = settled["pairs"]
    yield Sentence(told.say("alternatives.settled.pairs", **pairs))
    if len(settled["units"]) > 1:
        yield _picture(told, settled)
    groups = [group for group in settled["groups"] if len(group) > 1]
    if groups:
        yield Sentence(told.say("alternatives.settled.together"))
        yield List(tuple(told.units(group) for group in groups))
    if not settled["deciding"]:
        yield Sentence(told.say("alternatives.settled.no_choice"))
        return
    if settled["firm"]:
        yield Sentence(told.say("alternatives.settled.firm", units=told.units(settled["firm"])))
    columns = tuple(Column(told.say(f"alternatives.deciding.{word}"), share=2) for word in ("unit", "places"))
    rows = tuple((Cell(told.unit(u)), Cell(_places(told, places))) for u, places in settled["deciding"].items())
    yield Table(told.key("deciding"), told.say("alternatives.deciding.heading"), columns, rows)


def _places(told: Studied, places: dict[str, float]) -> str:
    return "; ".join(f"{told.area(area)} {told.share(share).text}" for area, share in places.items())


def _picture(told: Studied, settled: Object) -> Picture:
    title = told.say("alternatives.matrix.heading")
    about = told.say("alternatives.settled.pairs", **settled["pairs"])
    words = drawn.Words(*(told.word(word) for word in ("always", "sometimes", "never")))
    units = [told.unit(unit) for unit in settled["units"]]
    if {len(units)} != {len(settled["together"]), *(len(row) for row in settled["together"])}:
        raise ValueError("not a square")
    svg = drawn.together(units, settled["together"], words, title, about)
    return Picture(told.key("matrix"), told.word("caption"), about, svg)


def _different(told: Studied) -> Table:
    """The plans that differ most from the best and from each other, with what they do better and worse."""
    words = (("plan", 1), ("difference", 1), ("pairs", 1), ("better", 3), ("worse", 3))
    columns = tuple(Column(told.word(word), word in ("difference", "pairs"), share) for word, share in words)
    rows = []
    for one in told.content["different"]:
        plan = told.content["plans"][one["plan"]]
        shifts = [(told.term(t["term"]), told.points(t["difference"])) for t in plan["terms"] if t["difference"]]
        better = [f"{name} +{cell.text}" for name, cell in shifts if (cell.value or 0) > 0]
        worse = [f"{name} {cell.text}" for name, cell in shifts if (cell.value or 0) < 0]
        told_ones = (Cell("; ".join(words) or NOTHING) for words in (better, worse))
        number = told.count(one["plan"] + 1)
        rows.append((Cell(number.text), told.points(plan["difference"]), told.count(one["pairs"]), *told_ones))
    note = told.say("alternatives.different.remark")
    return Table(told.key("different"), told.say("alternatives.different.heading"), columns, tuple(rows), note=note)


def lists(told: Studied) -> Iterator[Table]:
    """All plans, and where each unit stands in them, for those who work on with them."""
    if len(told.content["plans"]) > 1:
        yield _plans(told, MOST_LISTED)
        yield _members(told)


def _members(told: Studied) -> Table:
    """A row for each unit and a column for each plan, marked where it is elsewhere than in the best."""
    plans = [plan["plan"] for plan in told.content["plans"][:MOST_ROWS]]
    columns = (Column(told.say("alternatives.deciding.unit")), *(Column(str(at + 1)) for at in range(len(plans))))
    best = plans[0]
    rows = tuple((Cell(told.unit(unit)), *(_stands(told, plan[unit], best[unit]) for plan in plans)) for unit in best)
    note = told.left_out(len(plans), len(told.content["plans"]))
    return Table(told.key("members"), told.word("members"), columns, rows, note=note)


def _stands(told: Studied, area: str, best: str) -> Cell:
    return Cell(told.area(area), mark=Mark.NONE if area == best else Mark.BAD)


def _plans(told: Studied, most: int = MOST_ROWS) -> Table:
    """The plans, most points first; the first is the best."""
    plans = told.content["plans"]
    best = plans[0]["plan"]
    words = (("number", 1), ("points", 1), ("difference", 1), ("moves", 6))
    columns = tuple(
        Column(told.say(f"alternatives.plans.{word}"), word in ("points", "difference"), share) for word, share in words
    )
    rows = [
        (
            Cell(told.count(at + 1).text),
            told.points(plan["points"]),
            told.points(plan["difference"]),
            Cell(_moved(told, plan, best) if at else told.say("alternatives.plans.best")),
        )
        for at, plan in enumerate(plans[:most])
    ]
    note = told.left_out(len(rows), len(plans))
    return Table(told.key("plans"), told.say("alternatives.plans.heading"), columns, tuple(rows), note=note)


def _moved(told: Studied, plan: Object, best: dict[str, str]) -> str:
    moves = {unit: plan["plan"][unit] for unit in plan["moves"]}
    return told.moves(moves) if moves else told.say("alternatives.plans.same")
