"""Numbers that could overturn the plan, by names that people know: where each is, and where another plan is better."""

from __future__ import annotations

from regroup.paper.base import Cell, Column, Table
from regroup.paper.studies.told import MOST_ROWS, Object, Studied, exact
from regroup.pictures import margins as drawn
from regroup.report.figures import MARKS
from regroup.rules import RULES
from regroup.rules.base import Bound
from regroup.text import number, percent, say

VALUES = ("weight", "criterion", "edge", "limit")
"""Kinds of numbers that are values; the others are facts."""
MOST_DRAWN = 15


def drawn_numbers(told: Studied, entries: list[Object], title: str) -> tuple[str, str]:
    """The picture in words, and the picture."""
    rows = [_margin(told, entry) for entry in entries]
    words = drawn.Words(*(told.word(word) for word in ("now", "lower", "higher", "holds", "turned")))
    about = "; ".join(
        f"{row.name}: {row.now}; {', '.join(filter(None, (row.down_words, row.up_words)))}" for row in rows
    )
    return about, drawn.margins(rows, words, title, about)


def _margin(told: Studied, entry: Object) -> drawn.Margin:
    down, up = (entry[way]["value"] if entry[way] else None for way in ("down", "up"))
    low, high = min(entry["low"], entry["value"]), max(entry["high"], entry["value"])
    words = ["" if turn is None else _turn(told, entry, way) for way, turn in (("down", down), ("up", up))]
    now, unknown = _shown(told, entry, entry["value"]), tuple(entry["unknown"])
    return drawn.Margin(label(told, entry), now, entry["value"], low, high, down, up, words[0], words[1], unknown)


def numbers(told: Studied, name: str, entries: list[Object]) -> Table:
    """Where each number is, where it overturns the plan, and what is better then."""
    words = (("what", 3), ("now", 1), ("turns", 2), ("then", 4))
    columns = tuple(Column(told.say(f"robust.numbers.{word}"), word == "now", share) for word, share in words)
    rows = tuple(
        (
            Cell(label(told, entry)),
            Cell(
                _shown(told, entry, entry["value"]) + (MARKS["assumed"] if entry["doubtful"] else ""),
                exact(entry["value"]),
            ),
            Cell("; ".join(_turn(told, entry, way) for way in ("down", "up") if entry[way])),
            Cell("; ".join(dict.fromkeys(_then(told, entry[way]) for way in ("down", "up") if entry[way]))),
        )
        for entry in entries[:MOST_ROWS]
    )
    note = told.left_out(len(rows), len(entries))
    return Table(told.key(f"numbers{name}"), told.say(f"robust.{name}.heading"), columns, rows, note=note)


def label(told: Studied, entry: Object) -> str:
    """What a number is, by the names that people know."""
    of, scenario = entry["of"], told.problem.scenario
    match entry["kind"]:
        case "size":
            measure = scenario.measures[of["measure"]].unit
            return told.say("robust.size", unit=told.unit(of["unit"]), measure=measure)
        case "strength":
            criterion = scenario.criteria[of["criterion"]].in_language(told.language)
            return f"{' – '.join(told.unit(unit) for unit in of['between'])} ({criterion})"
        case "affinity":
            return f"{told.unit(of['unit'])} → {told.area(of['area'])}"
        case "limit":
            title = RULES[of["rule"]].title[told.language]
            return told.say(f"robust.limit_{of['limit'].partition('_')[0]}", rule=title)
        case "criterion":
            return told.say("robust.criterion", name=scenario.criteria[of["criterion"]].in_language(told.language))
        case "weight":
            return told.say("robust.weight", term=told.term(of["term"]))
        case _:
            return told.say(f"robust.edge_{of['edge']}", term=told.term(of["term"]))


def _shown(told: Studied, entry: Object, value: float) -> str:
    """A value of a number, in per cent where it is a share."""
    share = _is_share(told, entry)
    return percent(exact(value), told.language, 1) if share else number(exact(value), told.language, 2)


def _is_share(told: Studied, entry: Object) -> bool:
    of = entry["of"]
    if entry["kind"] == "limit":
        return str(of["limit"]).endswith("share")
    if entry["kind"] != "edge":
        return False
    bounds = (getattr(term, of["edge"], None) for term in told.problem.terms if term.id == of["term"])
    return any(isinstance(bound, Bound) and bound.share is not None for bound in bounds)


def _turn(told: Studied, entry: Object, way: str) -> str:
    """Where it overturns the plan: "under 2.7", "between 57.8 % and 58.1 %"."""
    turn = entry[way]
    if turn["value"] == entry["value"]:
        return told.say("robust.numbers.tied")
    key = f"{way}_at_most" if turn["within"] is None else way if turn["exact"] else f"{way}_grid"
    near = exact(turn["value"]) + exact(turn["within"] or 0) * (1 if way == "down" else -1)
    values = {"value": _shown(told, entry, turn["value"]), "near": _shown(told, entry, float(near))}
    return told.say(f"robust.numbers.{key}", **values)


def _then(told: Studied, turn: Object) -> str:
    """What is better then."""
    moved = told.moves(turn["moves"]) if turn["moves"] else ""
    breaks = say("robust.numbers.breaks", told.language) if turn["breaks_a_rule"] else ""
    return ": ".join(filter(None, (breaks, moved)))
