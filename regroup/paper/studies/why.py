"""Why one unit is where it is: its synergies, its affinities, the rules that name it, and what happens elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from regroup.paper.base import Block, Cell, Column, List, Mark, Sentence, Table
from regroup.paper.studies.told import Object, Studied, exact
from regroup.report.figures import NOTHING, signed
from regroup.text import number


def why(told: Studied, asked: Object) -> Iterator[Block]:
    """A sentence with the sizes, a table of ties, rules, and every other place."""
    at = told.content["units"].index(asked)
    names = {"unit": told.unit(asked["unit"]), "area": told.area(asked["area"])}
    sizes = {key: number(exact(asked[key]), told.language) for key in ("area_size", "area_size_without")}
    heading = told.say("explain.why.heading", **names)
    yield Sentence(f"{heading}. {told.word('sizes', **sizes, **names)}")
    rows = (*_ties(told, asked), *_pulls(told, asked))
    if rows:
        words = (("tie", 3), ("strength", 1), ("kept", 1), ("why", 5))
        columns = tuple(Column(told.word(word), word == "strength", share) for word, share in words)
        yield Table(told.key(f"why{at}"), heading, columns, rows)
    if asked["rules"]:
        yield Sentence(told.say("explain.why.rules") + ":")
        reasons = tuple(rule["why"] for rule in asked["rules"])
        yield List(tuple(rule["text"] for rule in asked["rules"]), reasons, tuple(map(told.lang, reasons)))
    if asked["elsewhere"]:
        yield Sentence(told.say("explain.why.elsewhere") + ":")
        yield List(tuple(_elsewhere(told, asked, one) for one in asked["elsewhere"]))


def _ties(told: Studied, asked: Object) -> Iterator[tuple[Cell, ...]]:
    for tie in asked["synergies"]:
        yield _tie(told, told.unit(tie["with"]), tie, bool(tie["kept"]), bool(tie["kept"]) == (tie["strength"] > 0))


def _pulls(told: Studied, asked: Object) -> Iterator[tuple[Cell, ...]]:
    for pull in asked["affinities"]:
        good = bool(pull["met"]) == (pull["strength"] > 0)
        yield _tie(told, f"→ {told.area(pull['area'])}", pull, bool(pull["met"]), good)


def _tie(told: Studied, name: str, tie: Object, kept: bool, good: bool) -> tuple[Cell, ...]:
    strength = int(tie["strength"])
    return (
        Cell(name),
        Cell(signed(strength, told.language), told.count(strength).value),
        Cell(told.word("yes" if kept else "no"), mark=Mark.GOOD if good else Mark.BAD),
        Cell(tie["why"], lang=told.lang()),
    )


def _elsewhere(told: Studied, asked: Object, one: Object) -> str:
    place = told.areas(one["areas"])
    if one["plan"] is None:
        return told.word("elsewhere", place=place, shifts=_without_plan(told, asked, one))
    shifts = [f"{told.term(t['term'])} {_signed(told, t['points'])}" for t in one["terms"] if t["points"]]
    moves = {unit: one["plan"][unit] for unit in one["moves"]}
    words = told.word("elsewhere", place=place, shifts="; ".join(shifts) or NOTHING)
    return words + (f" {told.say('explain.why.moves', moves=told.moves(moves))}" if moves else "")


def _without_plan(told: Studied, asked: Object, one: Object) -> str:
    """Not allowed, where that was shown; else that nobody knows."""
    places = (p for p in told.content["prices"] if p["unit"] == asked["unit"] and p["areas"] == one["areas"])
    shut = any(not price["allowed"] for price in places)
    return told.say(f"explain.prices.{'shut' if shut else 'unknown'}")


def _signed(told: Studied, points: int) -> str:
    return ("+" if points > 0 else "") + told.points(points).text
