"""What makes a plan possible where no plan keeps all rules: the conflicts, and each way out."""

from __future__ import annotations

from collections.abc import Iterator

from regroup.paper.base import Block, Cell, Column, Sentence, Table, Tone
from regroup.paper.studies.told import Object, Studied


def because(told: Studied, conflict: Object) -> str:
    """The rules of a conflict, or its arithmetic, in one line."""
    rules = "; ".join(rule["text"] for rule in conflict["rules"])
    return f"{rules} ({conflict['text']})" if conflict["text"] else rules or told.say("explain.prices.unknown")


def repairs(told: Studied, found: Object) -> Iterator[Block]:
    """The conflicts, then bounds to move and rules to take away."""
    for at, conflict in enumerate(found["conflicts"]):
        columns = (Column(told.word("rule"), share=2), Column(told.word("why"), share=3))
        rows = tuple((Cell(rule["text"]), Cell(rule["why"], lang=told.lang(rule["why"]))) for rule in conflict["rules"])
        caption = told.say("explain.conflicts.number", at=at + 1)
        key = "minimal" if conflict["minimal"] else "not_minimal"
        note = " ".join(
            filter(None, (f"{conflict['text']}." if conflict["text"] else "", told.say(f"explain.conflicts.{key}")))
        )
        yield Table(told.key(f"conflict{at}"), caption, columns, rows, note=note)
    yield Sentence(told.say(f"explain.conflicts.{'all' if found['all_conflicts'] else 'not_all'}"))
    ways = [*_relaxed(told, found), *_dropped(told, found)]
    if ways:
        yield Sentence(told.say("explain.repairs.remark"), Tone.NOTE)
        columns = (Column(told.word("way"), share=5), Column(told.word("then"), True, 1))
        yield Table(told.key("ways"), told.say("explain.repairs.heading"), columns, tuple(ways))


def _relaxed(told: Studied, found: Object) -> Iterator[tuple[Cell, ...]]:
    for one in found["relax"]:
        words = told.word("relaxed", before=one["text"], after=one["relaxed"])
        if one["dropped"]:
            words += f"; {told.say('explain.repairs.besides')}: " + "; ".join(rule["text"] for rule in one["dropped"])
        yield Cell(words), told.points(one.get("points"))


def _dropped(told: Studied, found: Object) -> Iterator[tuple[Cell, ...]]:
    for one in found["drop"]:
        words = told.word("dropped", rules="; ".join(rule["text"] for rule in one["rules"]))
        yield Cell(words), told.points(one["points"])
